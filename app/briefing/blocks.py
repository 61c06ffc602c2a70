"""What a briefing is made of, as plain data: no fonts, no places on paper, nothing of the PDF library.

Each block knows its part in the document (a heading and its level, a table and its header cells, a picture and the
words that stand for it), so that a page can be drawn from it and read aloud from it. Pictures are described last;
`charts.draw` turns them into lines and areas.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

from app.domain.lazy import Lazy


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one manner. `sign` names a state of `palette.SIGNS` whose shape stands before them."""

    text: str
    bold: bool = False
    italic: bool = False
    tone: Literal["", "muted", "accent"] = ""
    sign: str = ""
    to: str = ""  # the key of the heading that a click leads to


Words: TypeAlias = tuple[Run, ...]
Said: TypeAlias = "str | Run | Words"


def words(*parts: Said) -> Words:
    """One text out of strings, runs and texts; what is empty falls away."""
    found: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            found += part
        else:
            found.append(Run(part) if isinstance(part, str) else part)
    return tuple(run for run in found if run.text or run.sign)


def bold(text: str) -> Run:
    """Words that stand out."""
    return Run(text, bold=True)


def muted(text: str) -> Run:
    """Words that stand back."""
    return Run(text, tone="muted")


def text_of(said: Words) -> str:
    """The words alone."""
    return "".join(run.text for run in said)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a section), 2 or 3. `key` names it for the contents and the outline."""

    level: int
    words: Words
    key: str


@dataclass(frozen=True)
class Paragraph:
    """A text. Long ones run over pages; line ends begin a new paragraph.

    Attributes:
        manner: "body"; "lead" opens a section; "small" for settings and sources; "caption" belongs to a picture.
    """

    words: Words
    manner: Literal["body", "lead", "small", "caption", "label"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list without order, or with (`numbered`)."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Badge:
    """A state as shape, word and colour, with what belongs beside it: direction, distance, what it rests on."""

    state: str
    word: str
    beside: Words = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class PictureBlock:
    """A picture. `picture` is a description that `charts.draw` knows.

    Attributes:
        alt: what the picture shows, for those who cannot see it; never empty.
    """

    picture: Any
    alt: str
    height: float = 0.0  # points; 0: the picture's own


@dataclass(frozen=True)
class TableColumn:
    """One column of a table. `share` is its part of the width; `names` says that its cells name their rows."""

    title: str
    share: float
    align: Literal["left", "right", "centre"] = "left"
    names: bool = False


def columns(*described: tuple[Any, ...]) -> tuple[TableColumn, ...]:
    """Columns by title, share and, where it is not the left, the side of their text; the first names the rows."""
    return tuple(TableColumn(*each, names=not place) for place, each in enumerate(described))


Cell: TypeAlias = "tuple[Paragraph | PictureBlock | Badge, ...]"


def cell(*parts: Said | PictureBlock | Badge) -> Cell:
    """A table cell: each text a paragraph of its own."""
    return tuple(
        part if isinstance(part, PictureBlock | Badge) else Paragraph(words(part), "body") for part in parts if part
    )


@dataclass(frozen=True)
class Table:
    """Rows under named columns. The header is repeated on each page.

    Attributes:
        about: what the table holds, for those who hear it.
        headed: whether the column titles are shown.
        dense: many narrow columns of figures, which need little room between them.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str
    headed: bool = True
    dense: bool = False


@dataclass(frozen=True)
class Pairs:
    """Names and what they are: "Date: 20 Mar 2018"."""

    pairs: tuple[tuple[str, Words], ...]
    about: str


@dataclass(frozen=True)
class Note:
    """A text set apart in a box, such as what a reader must know before the rest."""

    words: Words


@dataclass(frozen=True)
class Cover:
    """The head of the first page: who, what, for whom."""

    council: str
    title: str
    subtitle: str


@dataclass(frozen=True)
class Contents:
    """The headings of level 1 and 2 with their pages."""


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page where one page can hold them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Fitting:
    """The same matter at several lengths, each shorter than the one before.

    The first that fits on one page is used, or the last. Each is made when it is first asked for (`Lazy`).
    """

    variants: Sequence[tuple[Block, ...]]


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True)
class Need:
    """What follows begins a page unless this share of one (0 to 1) is left."""

    share: float


@dataclass(frozen=True)
class Space:
    """Room between two matters, in points."""

    height: float


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Badge | PictureBlock | Table | Pairs | Note | Cover | Contents | Together
    | Fitting | NewPage | Need | Space
)  # fmt: skip


@dataclass(frozen=True)
class BriefingSection:
    """One part of a briefing, such as the risks. Empty sections are left out."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Briefing:
    """A whole briefing before it becomes pages.

    Attributes:
        title, author, subject: for the document's own description.
        running: what stands at the head of every page, left and right.
        foot: what stands at the foot of every page.
        watermark: what stands across every page, such as "Draft"; empty for nothing.
    """

    title: str
    author: str
    subject: str
    running: tuple[str, str]
    foot: str
    sections: tuple[BriefingSection, ...] = field(default=())
    watermark: str = ""


def headings(matter: tuple[Block, ...]) -> tuple[Heading, ...]:
    """The headings among some blocks, in order, those inside other blocks too."""
    found: list[Heading] = []
    for block in matter:
        if isinstance(block, Heading):
            found.append(block)
        elif isinstance(block, Together):
            found += headings(block.blocks)
        elif isinstance(block, Fitting):
            found += headings(block.variants[-1])
    return tuple(found)


def lowered(matter: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks whose headings are a level lower, as parts of a part."""
    found: list[Block] = []
    for block in matter:
        if isinstance(block, Heading):
            found.append(replace(block, level=min(block.level + 1, 3)))
        elif isinstance(block, Together):
            found.append(Together(lowered(block.blocks)))
        elif isinstance(block, Fitting):
            found.append(Fitting(Lazy(block.variants, lowered)))
        else:
            found.append(block)
    return tuple(found)


def with_links_that_lead(matter: Any, keys: Set[str]) -> Any:
    """Blocks, cells or words without the links to a heading that is not among `keys`, as some papers lack it."""
    if isinstance(matter, Run):
        return matter if matter.to in keys or not matter.to else replace(matter, to="")
    if isinstance(matter, Fitting):
        return Fitting(Lazy(matter.variants, lambda blocks: with_links_that_lead(blocks, keys)))
    if isinstance(matter, tuple):
        return tuple(with_links_that_lead(each, keys) for each in matter)
    if is_dataclass(matter) and not isinstance(matter, type | PictureBlock):
        held = {each.name: getattr(matter, each.name) for each in fields(matter)}
        changed = {name: with_links_that_lead(value, keys) for name, value in held.items() if isinstance(value, tuple)}
        return replace(matter, **changed) if changed else matter
    return matter


@dataclass(frozen=True)
class Sparkline:
    """A row of values, oldest first, with the target as a dashed line.

    `runs` are the values that a line joins, each as (when, value) with any number that grows with time; between two
    runs a period is missing.
    """

    runs: tuple[tuple[tuple[float, float], ...], ...]
    target: float | None = None


@dataclass(frozen=True)
class JourneyStage:
    """One stage of the journey: its share of the whole way, from `start` to `end` (0 to 1), and what stands below."""

    title: str
    start: float
    end: float
    dates: str


@dataclass(frozen=True)
class Journey:
    """The stages one after the other, and where the plan stands today (0 to 1)."""

    legs: tuple[JourneyStage, ...]
    here: float
    here_label: str
