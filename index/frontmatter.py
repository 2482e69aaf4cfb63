"""The YAML front matter of a Markdown file: what an article says of itself."""

import re
from dataclasses import dataclass

import yaml

from index.problem import ReadError, Reason

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
# A file that begins so was meant to have front matter, which then never ended.
_UNCLOSED = re.compile(r"---[ \t]*\n(?:title|author|date|url|tags)[ \t]*:", re.I)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s].*)?")
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields that an article shows, and where its body begins (an offset in the source)."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    end: int = 0


def read_front_matter(source: str) -> FrontMatter:
    """Read what stands before the body; raises ReadError (FRONT_MATTER) with the line."""
    match = _FRONT_MATTER.match(source)
    if not match:
        if _UNCLOSED.match(source):
            raise ReadError(Reason.FRONT_MATTER, "line 1: no closing ---")
        return FrontMatter()
    fields = _load(match[1])
    return FrontMatter(
        title=_line(fields.get("title")),
        author=_line(fields.get("author")),
        published=_date(_line(fields.get("date"))),
        url=_line(fields.get("url")),
        tags=_tags(fields.get("tags")),
        end=match.end(),
    )


def _load(source: str) -> dict[str, object]:
    """The fields as they are written: YAML itself would make 750 of 12:30, and False of No."""
    try:
        loaded = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  # it makes strings only
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadError(Reason.FRONT_MATTER, f"line {_fault(source, error)}") from error
    if loaded is None or loaded in _NOTHING:
        return {}
    if not isinstance(loaded, dict):
        raise ReadError(Reason.FRONT_MATTER, "line 2")
    return {str(key).lower(): value for key, value in loaded.items()}


def _fault(source: str, error: Exception) -> int:
    """The line of the file at which YAML gave up; the front matter begins on its second."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        # What never ends is noticed at the end, and is to be mended where it begins.
        unended = re.search("flow|quoted", error.context or "")
        mark = error.context_mark if unended and error.context_mark else error.problem_mark
        return mark.line + 2
    if isinstance(error, yaml.reader.ReaderError):
        return source.count("\n", 0, error.position) + 2
    return 2


def _line(value: object) -> str | None:
    """A value as one line of text, a list's items with commas between; None when it is empty."""
    items = value if isinstance(value, list) else [value]
    lines = (_clean(item) for item in items if isinstance(item, str) and item not in _NOTHING)
    return ", ".join(line for line in lines if line) or None


def _clean(words: str) -> str:
    """One line, without the halves of characters that YAML lets a file escape ("\\ud800")."""
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _date(value: str | None) -> str | None:
    """A date in ISO form without its time; what is no ISO date stays as it was written."""
    match = _DATE.fullmatch(value or "")
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}" if match else value


def _tags(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(tag for item in items if (tag := _line(item)))
