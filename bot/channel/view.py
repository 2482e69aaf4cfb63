"""Messages as Discord lays them out: an answer's page with its buttons, a passage, a short note."""

from collections.abc import Iterable, Sequence

import discord
from discord import ui

from bot.channel.custom_id import Action, Press
from bot.channel.desk import Reply
from bot.channel.pages import Page, answer_pages, masked, passage_pages
from bot.escape import escape
from bot.excerpt import bounds
from bot.texts import text
from index.answer import Quote, Verdict

TEXT_LIMIT = 4000  # characters in all of a message's text
URL_LIMIT = 512  # characters of a button's address
FILE_FROM = 7  # pages; a longer passage comes as a text file
_QUESTION = 200  # characters of the question above an answer
_SUGGESTIONS = 3
_COLOURS = {
    Verdict.ANSWERED: discord.Colour(0x3BA55D),
    Verdict.UNSURE: discord.Colour(0xE0A030),
    Verdict.NOT_FOUND: discord.Colour(0x8A8F98),
}
Buttons = Sequence[ui.Button[ui.LayoutView]]
Item = ui.Item[ui.LayoutView]


def answer_view(reply: Reply, page: int, private: bool) -> ui.LayoutView:
    """One page of an answer; the page nearest to the one asked for, if there is none."""
    language = reply.asked.language
    pages = answer_pages(reply.answer, language)
    page = max(0, min(page, len(pages) - 1))
    groups = [_texts(_heading(reply))]
    if pages:
        groups += _quoted(pages[page], language)
        rows = [_turning(reply, page, pages), _acting(reply, page, private)]
    else:
        groups += [_texts([block]) for block in _not_found(reply)]
        rows = [_acting(reply, page, private)]
    return _layout(groups, rows, _COLOURS[reply.answer.verdict])


def passage_view(
    reply: Reply, page: int, part: int, language: str
) -> tuple[ui.LayoutView, str | None]:
    """The whole passage of a page's quote, and its text where it is too long to be shown."""
    quotes = answer_pages(reply.answer, reply.asked.language)
    quote = quotes[max(0, min(page, len(quotes) - 1))].quote
    pages = passage_pages(quote, language)
    colour = _COLOURS[reply.answer.verdict]
    if len(pages) >= FILE_FROM:
        words = escape(text("passage_file", language))
        cited = _quoted(pages[0], language)[-1]
        return _layout([_texts([words]), cited], [], colour), quote.passage_text
    part = max(0, min(part, len(pages) - 1))
    row: Buttons = []
    if len(pages) > 1:
        back = Press(Action.BACK, reply.number, page, part)
        forth = Press(Action.FORTH, reply.number, page, part)
        row = _pager(back, forth, part, len(pages))
    return _layout(_quoted(pages[part], language), [row], colour), None


def note_view(words: str, follow_up: Press | None = None, language: str = "ko") -> ui.LayoutView:
    """A short message; its words are markdown."""
    more = [_button(follow_up, text("button_more", language))] if follow_up else []
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(words))
    if more:
        view.add_item(ui.ActionRow(*more))
    view.stop()
    return view


def _layout(
    groups: Sequence[Sequence[Item]], rows: Sequence[Buttons], colour: discord.Colour
) -> ui.LayoutView:
    """A framed message; the groups of text, and the buttons below, stand a little apart."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=colour)
    buttons = [ui.ActionRow(*row) for row in rows if row]
    for group in filter(None, (*groups, buttons)):
        if container.children:
            container.add_item(ui.Separator(visible=False))
        for item in group:
            container.add_item(item)
    view.add_item(container)
    # The buttons answer by their custom_id, so the library need not remember the view.
    view.stop()
    return view


def _texts(blocks: Iterable[str]) -> list[Item]:
    return [ui.TextDisplay(block) for block in blocks]


def _quoted(page: Page, language: str) -> list[list[Item]]:
    """The quote in its neighbours; and its citation, with the button to its source beside it."""
    *quote, below = _texts(page.blocks)
    source = _source(page.quote, language)
    return [quote, [ui.Section(below, accessory=source) if source else below]]


def _heading(reply: Reply) -> list[str]:
    """The question, where nothing above the answer shows it, and a word of doubt."""
    blocks = []
    if reply.asked.surface != "message":
        question = " ".join(reply.asked.question.split())
        question = question if len(question) <= _QUESTION else question[: _QUESTION - 1] + "…"
        blocks.append(f"**{escape(question)}**")
    if hedge := reply.answer.hedge:
        blocks.append(escape(text(hedge, reply.asked.language)))
    return blocks


def _not_found(reply: Reply) -> list[str]:
    language = reply.asked.language
    titles = [
        escape(" ".join(title.split())[:100]) for title in reply.answer.suggestions[:_SUGGESTIONS]
    ]
    hint = escape(text("not_found_hint" if titles else "not_found_option", language))
    lines = [hint, *(f"· {title}" for title in titles)]
    return [escape(text("not_found", language)), "\n".join(f"-# {line}" for line in lines)]


def _turning(reply: Reply, page: int, pages: Sequence[Page]) -> Buttons:
    language = reply.asked.language
    quote = pages[page].quote
    row: list[ui.Button[ui.LayoutView]] = []
    if len(pages) > 1:
        before = Press(Action.PREVIOUS, reply.number, page)
        after = Press(Action.NEXT, reply.number, page)
        row += _pager(before, after, page, len(pages))
    if bounds(quote, reply.answer) != (quote.passage.start, quote.passage.end):
        context = Press(Action.CONTEXT, reply.number, page)
        row.append(_button(context, text("button_context", language)))
    return row


def _acting(reply: Reply, page: int, private: bool) -> Buttons:
    language, number = reply.asked.language, reply.number
    more = "button_more" if reply.answer.quotes else "button_again"
    row = [_button(Press(Action.MORE, number, page), text(more, language))]
    if reply.answer.quotes:
        row.append(_button(Press(Action.HELPFUL, number, page), emoji="👍"))
        row.append(_button(Press(Action.UNHELPFUL, number, page), emoji="👎"))
        if private:
            row.append(_button(Press(Action.SHARE, number, page), text("button_share", language)))
    if not private:
        row.append(_button(Press(Action.DELETE, number, page), text("button_delete", language)))
    return row


def _pager(back: Press, forth: Press, at: int, of: int) -> list[ui.Button[ui.LayoutView]]:
    position = Press(Action.POSITION, back.question, back.page, back.part)
    return [
        _button(back, "◀", disabled=at == 0),
        _button(position, f"{at + 1}/{of}", disabled=True),
        _button(forth, "▶", disabled=at == of - 1),
    ]


def _source(quote: Quote, language: str) -> ui.Button[ui.LayoutView] | None:
    """A link to the quoted sentence, or to its article where that address is too long."""
    for link in (quote.link, quote.article.url):
        if link and len(masked(link)) <= URL_LIMIT and link.startswith(("http://", "https://")):
            return ui.Button(label=text("button_source", language), url=masked(link))
    return None


def _button(
    press: Press, label: str | None = None, *, emoji: str | None = None, disabled: bool = False
) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, emoji=emoji, custom_id=press.custom_id(), disabled=disabled)
