"""The Markdown of written text as blocks of words, for the screen and the briefing alike.

What is understood: headings, bold, italic, lists, and links to the web or to an address of mail. Everything else
stands as it was typed: HTML is words like any other, and of a picture only its caption is left. A new line stays
one. Live figures (`domain.live`) are filled in last, so that nothing in a record's title is taken for Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.domain.frozen import Frozen
from app.domain.live import WRITTEN, Piece, fill
from app.domain.plan import Plan
from app.domain.rating import Ratings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

SCHEMES = ("http", "https", "mailto")
"""What a link may begin with."""

DOT = "•"


class TextRun(Frozen):
    """Words that look alike.

    Attributes:
        text: what is read; of a live figure that is not filled in yet, what was written.
        link: the address that it leads to; empty where it leads nowhere.
        figure: what was written for a live figure, braces included; empty for plain words.
        piece: of a live figure that is filled in, what it speaks of, or what is wrong with it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    figure: str = ""
    piece: Piece | None = None


class Block(Frozen):
    """A paragraph, a heading, or an item of a list.

    Attributes:
        heading: 1 to 6; 0 for what is no heading.
        depth: how deep it stands in lists; 0 outside of them.
        mark: before the first block of an item: a dot, or "3."; empty before every other block.
    """

    runs: tuple[TextRun, ...]
    heading: int = 0
    depth: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """The words without their look."""
        return "".join(run.text for run in self.runs)


@lru_cache(maxsize=64)
def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text, its live figures as they were written."""
    return tuple(_blocks(_reader().parse(text)))


def filled(text: str, plan: Plan, ratings: Ratings) -> list[Block]:
    """The blocks of a text with its live figures filled in."""
    return [replace(block, runs=tuple(_filled(run, plan, ratings) for run in block.runs)) for block in read(text)]


def problems(blocks: Iterable[Block]) -> list[str]:
    """What is wrong with the live figures of blocks that were filled in, a sentence each."""
    pieces = (run.piece for block in blocks for run in block.runs)
    return list(dict.fromkeys(piece.problem for piece in pieces if piece is not None and piece.problem))


def may_open(address: str) -> bool:
    """Whether an address may be a link: of the web or of mail, without anything hidden in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    whole = bool(parts.path if parts.scheme == "mailto" else parts.hostname)
    return parts.scheme in SCHEMES and whole and address.isprintable() and not any(c.isspace() for c in address)


def _filled(run: TextRun, plan: Plan, ratings: Ratings) -> TextRun:
    if not run.figure:
        return run
    piece = fill(run.figure, plan, ratings)[0]
    return replace(run, text=piece.text, piece=piece)


# -- reading tokens


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Blocks in the order in which they stand; lists are told by depth and mark."""
    numbers: list[int] = []  # of each list that is open, the number of its next item
    ends: list[str] = []  # and what follows the number; nothing for dots
    mark, heading = "", 0
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(0)
                ends.append("")
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
                ends.append(token.markup)
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                ends.pop()
            case "list_item_open":
                if mark:  # the item before it began with this list and has no words of its own
                    yield Block(runs=(), depth=len(numbers) - 1, mark=mark)
                mark = f"{numbers[-1]}{ends[-1]}" if ends[-1] else DOT
                numbers[-1] += 1
            case "list_item_close":
                if mark:
                    yield Block(runs=(), depth=len(numbers), mark=mark)
                mark = ""
            case "heading_open":
                heading = int(token.tag[1:])
            case "inline":
                runs = tuple(_merged(_runs(token.children or ())))
                yield Block(runs=runs, heading=heading, depth=len(numbers), mark=mark)
                mark, heading = "", 0
            case _:
                pass


def _runs(tokens: Sequence[Token]) -> Iterator[TextRun]:
    bold = italic = 0
    link = ""
    for token in tokens:
        plain = TextRun(text=token.content, bold=bold > 0, italic=italic > 0, link=link)
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                link = str(token.attrs["href"])
            case "link_close":
                link = ""
            case "image":
                yield replace(plain, text="".join(run.text for run in _runs(token.children or ())))
            case "softbreak" | "hardbreak":
                yield replace(plain, text="\n")
            case "figure":
                yield replace(plain, figure=token.content)
            case _:
                yield plain


def _merged(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Runs that look alike as one; those without words left out."""
    last: TextRun | None = None
    for run in runs:
        if not run.text:
            continue
        if last is None:
            last = run
        elif last.figure or run.figure or replace(last, text="") != replace(run, text=""):
            yield last
            last = run
        else:
            last = replace(last, text=last.text + run.text)
    if last is not None:
        yield last


# -- what is understood


@cache
def _reader() -> MarkdownIt:
    """Reads no more of Markdown than what is named above."""
    from markdown_it import MarkdownIt

    class ProseReader(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return may_open(url)

    made = ProseReader("zero")
    made.enable(["heading", "list", "emphasis", "link", "image", "autolink", "escape", "entity", "newline"])
    made.inline.ruler.before("escape", "figure", _figure)
    return made


def _figure(state: StateInline, silent: bool) -> bool:
    """A live figure in braces, whatever Markdown would make of what stands in it."""
    found = WRITTEN.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        state.push("figure", "", 0).content = found[0]
    state.pos = found.end()
    return True
