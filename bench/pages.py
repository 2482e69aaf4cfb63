"""What one request of the reader costs: `python -m bench.pages`, milliseconds of processor time.

In this process, over content/ and its golden questions: what the library takes to answer, and what
the reader takes to make a page of it. The difference to bench.web is the queue of its clients.
"""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from bot.web.catalogue import Catalogue
from bot.web.layout import lay_out
from bot.web.page import render
from bot.web.pages import grouped
from bot.web.visit import Visit
from index import Answer, Library, Quote
from index.answer import QUOTES
from index.library import QUESTION_LIMIT

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "golden" / "questions.jsonl"
_WARM = 20  # questions before the clock runs
_VISIT = Visit("", "/", (), "ko", False)
Given = TypeVar("Given")
Made = TypeVar("Made")


def main() -> None:
    """Print the table."""
    library = Library.open(ROOT / "content")
    catalogue = Catalogue.of(library, None)
    questions = [
        str(json.loads(line)["question"])
        for line in QUESTIONS.read_text(encoding="utf-8").splitlines()
    ]
    article = library.corpus.article("tech/openai-microsoft")
    assert article  # noqa: S101  # it ships with the project

    def ask(question: str) -> Answer:
        return catalogue.ask(question, QUOTES).brief()

    def answer_page(answer: Answer) -> str:
        return render(
            "answer.html", _VISIT, question=answer.question, collection=None,
            catalogue=catalogue, answer=answer, pieces=grouped, limit=QUESTION_LIMIT,
        )  # fmt: skip

    def light(question: str) -> tuple[Quote, ...]:
        return catalogue.nearest(question, article)

    def article_page(quotes: tuple[Quote, ...]) -> str:
        return render(
            "article.html", _VISIT, article=article, question="?", quotes=quotes,
            groups=lay_out(article, library.passages(article.id), quotes),
        )  # fmt: skip

    print("| request | library | page |\n|---|---|---|")
    row("answer page", ask, answer_page, questions)
    row("article, lit", light, article_page, questions)


def row(
    name: str, work: Callable[[str], Made], page: Callable[[Made], str], questions: list[str]
) -> None:
    """One line of the table, measured when everything is loaded."""
    for question in questions[:_WARM]:
        page(work(question))
    made, library = timed(work, questions)
    _, rendering = timed(page, made)
    print(f"| {name} | {library:.1f} | {rendering:.1f} |")


def timed(work: Callable[[Given], Made], given: Iterable[Given]) -> tuple[list[Made], float]:
    """What the work makes, and the milliseconds of processor time that one takes."""
    began = time.process_time()
    made = [work(one) for one in given]
    return made, (time.process_time() - began) / len(made) * 1000


if __name__ == "__main__":
    main()
