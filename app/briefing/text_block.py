"""A paragraph on paper: its lines broken once, its words drawn for the element that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from . import blocks as b
from .canvas import TaggedCanvas
from .fonts import BODY, SHAPED, shaped, width_in
from .page_part import PagePart
from .structure import Element
from .styles import TextStyle, colour
from .text import Manner, manners

_NEARLY = 1e-6
_LEAST_LINES = 2  # of a paragraph on a page

Pieces = tuple[tuple[str, Manner], ...]


class TextWord(NamedTuple):
    """What is not broken over lines where it fits on one: pieces of text, and how wide they are together."""

    pieces: Pieces
    width: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """The words of one line with the spaces between them, joined into runs of one manner; and how wide it is."""

    runs: Pieces
    width: float


@dataclass(frozen=True)
class ListLabel:
    """What stands before an item of a list, and its element."""

    text: str
    manner: Manner
    element: Element
    indent: float = 1.0


class TextBlock(PagePart):
    """One paragraph.

    Attributes:
        element: whose words these are.
        style: how they are set.
        label: what stands before its first line.
    """

    def __init__(self, said: b.Words, style: TextStyle, element: Element, label: ListLabel | None = None):
        self.element, self.style, self.label = element, style, label
        self.before, self.after = style.before, style.after
        self.words = words_of(manners(said, style.face, style.size, style.ink, element))
        self.lines: Sequence[TextLine] = ()
        self._broken_for = -1.0

    def height(self, width: float) -> float:
        if self._broken_for != width:
            self.lines = break_lines(self.words, width - self.style.indent)
            self._broken_for = width
        return len(self.lines) * self.style.leading

    def least_width(self) -> float:
        return self.style.indent + max((word.width for word in self.words), default=0.0)

    def least_height(self, width: float, page: float) -> float:
        return min(self.height(width), 3 * self.style.leading)

    def split(self, width: float, room: float) -> tuple[PagePart, PagePart] | None:
        whole = round(self.height(width) / self.style.leading)
        count = int((room + _NEARLY) // self.style.leading)
        if whole - count < _LEAST_LINES:
            count = whole - _LEAST_LINES
        if count < _LEAST_LINES or count >= whole:
            return None
        return self._of(self.lines[:count], first=True), self._of(self.lines[count:], first=False)

    def _of(self, lines: Sequence[TextLine], *, first: bool) -> TextBlock:
        """A part of it, its lines as they are."""
        part = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part.lines = lines
        if first:
            part.after = 0.0
        else:
            part.before, part.label = 0.0, None
        return part

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        base = top - pdfmetrics.getAscent(BODY, self.style.size)
        if self.label:
            with sheet.marking(self.label.element):
                _write(sheet, [(left + self.label.indent, base, self.label.text + " ", self.label.manner)])
        left, width = left + self.style.indent, width - self.style.indent
        segment: list[tuple[float, float, str, Manner]] = []
        for number, line in enumerate(self.lines):
            y = base - number * self.style.leading
            x = left + {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[self.style.side]
            for text, manner in line.runs:
                if segment and not _together(segment[-1][3], manner):
                    self._mark(sheet, segment)
                    segment = []
                segment.append((x, y, text, manner))
                if manner.link is None and text is line.runs[-1][0]:
                    continue  # nobody asks where the line ends
                wide = width_in(text, manner.face) * manner.size
                if manner.link:
                    self._lead(sheet, segment, (x, y - 0.25 * manner.size, x + wide, y + 0.85 * manner.size), manner)
                x += wide
        if segment:
            self._mark(sheet, segment)

    def _lead(self, sheet: TaggedCanvas, segment: list, area: tuple[float, float, float, float], to: Manner) -> None:
        """Write what is to be clicked, and make it lead there."""
        self._mark(sheet, segment)
        segment.clear()
        assert to.link is not None
        sheet.lead(to.link, to.key, area)

    def _mark(self, sheet: TaggedCanvas, segment: list[tuple[float, float, str, Manner]]) -> None:
        """Draw runs of one mark."""
        if not segment:
            return
        manner = segment[0][3]
        if manner.silent:
            with sheet.furniture():
                _write(sheet, segment)
            return
        actual = segment[0][2] if manner.face in SHAPED else ""
        with sheet.marking(manner.link or self.element, actual):
            _write(sheet, segment)


def _together(one: Manner, other: Manner) -> bool:
    """Whether two runs that follow each other can share a mark."""
    if one is other:
        return one.face not in SHAPED
    return one.link is other.link and one.silent == other.silent and SHAPED.isdisjoint((one.face, other.face))


def _write(sheet: TaggedCanvas, runs: list[tuple[float, float, str, Manner]]) -> None:
    """Draw runs of text, each at its place."""
    text = sheet.beginText()
    last: tuple[str, float, str] | None = None
    for x, y, said, manner in runs:
        text.setTextOrigin(x, y)
        look = (manner.face, manner.size, manner.ink)
        if look != last:
            text.setFont(manner.face, manner.size)
            text.setFillColor(colour(manner.ink))
            last = look
        if manner.face in SHAPED:
            text.textLine(shaped(said, manner.face))
        else:
            text.textLine(said)
    sheet.drawText(text)


def words_of(pieces: Iterator[tuple[str, Manner]]) -> list[TextWord]:
    """Pieces of a text in words: what stands between two spaces, whatever it is drawn in."""
    words: list[TextWord] = []
    open_word: list[tuple[str, Manner]] = []
    width = 0.0
    for text, manner in pieces:
        for number, part in enumerate(text.split(" ")):
            if number and open_word:
                words.append(TextWord(tuple(open_word), width))
                open_word, width = [], 0.0
            if part:
                open_word.append((part, manner))
                width += width_in(part, manner.face) * manner.size
    if open_word:
        words.append(TextWord(tuple(open_word), width))
    return words


def break_lines(words: Sequence[TextWord], room: float) -> list[TextLine]:
    """The words on lines of at most `room` points; only a word that is wider than that is broken itself.

    A space ends each line but the last, except inside a broken word, so that what is read aloud or copied is whole.
    """
    lines: list[TextLine] = []
    line: list[TextWord] = []
    used = 0.0
    for each in words:
        word = each
        space = _space(line[-1].pieces[-1][1]) if line else 0.0
        if line and used + space + word.width > room + _NEARLY:
            lines.append(_joined(line, used, " "))
            line, used, space = [], 0.0, 0.0
        if word.width > room + _NEARLY:
            *whole, word = _broken(word, room)
            lines += [_joined([part], part.width, "") for part in whole]
        line.append(word)
        used += space + word.width
    if line:
        lines.append(_joined(line, used, ""))
    return lines


def _space(manner: Manner) -> float:
    return width_in(" ", BODY if manner.face in SHAPED else manner.face) * manner.size


def _joined(words: Sequence[TextWord], width: float, end: str) -> TextLine:
    """A line of words, a space after each but the last, which `end` follows; of runs as long as can be."""
    runs: list[tuple[str, Manner]] = []
    open_run: list[str] = []
    manner: Manner | None = None
    last = len(words) - 1
    for place, word in enumerate(words):
        final = len(word.pieces) - 1
        for number, (text, of) in enumerate(word.pieces):
            if of is not manner:
                if manner is not None:
                    runs.append(("".join(open_run), manner))
                open_run, manner = [], of
            open_run.append(text)
            if number == final:
                open_run.append(" " if place < last else end)
    if manner is not None:
        runs.append(("".join(open_run), manner))
    return TextLine(tuple(runs), width)


def _broken(word: TextWord, room: float) -> Iterator[TextWord]:
    """A word too wide for a line in parts that fit, each with at least one character."""
    part: list[tuple[str, Manner]] = []
    used = 0.0
    for text, manner in word.pieces:
        start = 0
        for place, character in enumerate(text):
            wide = width_in(character, manner.face) * manner.size
            if used + wide > room + _NEARLY and (part or place > start):
                if place > start:
                    part.append((text[start:place], manner))
                yield TextWord(tuple(part), used)
                part, used, start = [], 0.0, place
            used += wide
        part.append((text[start:], manner))
    yield TextWord(tuple(part), used)
