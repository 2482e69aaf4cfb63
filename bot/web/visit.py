"""One visit to a page: its language, its words, and the addresses that lead on from it."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from aiohttp import web

from bot.texts import LANGUAGES, text
from bot.web.site import SITE
from index.reading import DEFAULT_COLLECTION


@dataclass(frozen=True, slots=True)
class Visit:
    """`chosen` is whether the visitor picked the language; then it stays in every link."""

    base: str
    path: str
    query: tuple[tuple[str, str], ...]
    language: str
    chosen: bool

    @classmethod
    def of(cls, request: web.Request) -> "Visit":
        """The visit that a request is."""
        base, path = request.app[SITE].base, request.path
        wanted = request.query.get("lang", "")
        chosen = wanted in LANGUAGES
        return cls(
            base=base,
            path=path.removeprefix(base) if path.startswith(base + "/") else path,
            query=tuple((key, value) for key, value in request.query.items() if key != "lang"),
            language=wanted if chosen else preferred(request.headers.get("Accept-Language", "")),
            chosen=chosen,
        )

    def words(self, key: str, **values: object) -> str:
        """The text of a `web_` key in the visit's language."""
        return text(f"web_{key}", self.language, **values)

    def collection(self, name: str) -> str:
        """What a collection is called; articles in no folder have no name for theirs."""
        return self.words("default_collection") if name == DEFAULT_COLLECTION else name

    def url(self, path: str, **query: object) -> str:
        """The address of one of the reader's pages; a value of None is left out."""
        given = {key: str(value) for key, value in query.items() if value is not None}
        if self.chosen:
            given["lang"] = self.language
        return _address(self.base + path, list(given.items()))

    def article(
        self, article_id: str, question: str | None = None, passage: int | None = None
    ) -> str:
        """The page of an article, opened at a passage with the question's words lit."""
        fragment = f"#p{passage}" if passage else ""
        return self.url(f"/a/{article_id}", q=question or None) + fragment

    def other_languages(self) -> list[tuple[str, str]]:
        """The other languages, and this page's address in each."""
        return [
            (one, _address(self.base + self.path, [*self.query, ("lang", one)]))
            for one in LANGUAGES
            if one != self.language
        ]


def preferred(accept_language: str) -> str:
    """The language of an Accept-Language header that is liked best; Korean when none is ours."""
    liked = []
    for position, part in enumerate(accept_language.lower().split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.split("-")[0]
        if language in LANGUAGES:
            liked.append((-_quality(quality), position, language))
    return min(liked)[2] if liked else LANGUAGES[0]


def _quality(value: str) -> float:
    try:
        return float(value or 1)
    except ValueError:
        return 0.0


def _address(path: str, query: list[tuple[str, str]]) -> str:
    encoded = quote(path, errors="replace")
    return f"{encoded}?{urlencode(query, errors='replace')}" if query else encoded
