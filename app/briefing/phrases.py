"""Words that several sections share: how a status, a direction, a value and its mark are said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.figures import capital, short_name
from app.domain.plan import Plan
from app.domain.rating import Rating
from app.domain.records import Record
from app.domain.schedule import MONTHS, PartialDate

from . import blocks as b

ILLUSTRATIVE = "illustrative"
NOT_SAID = "Not said"
"""What stands where a paper tells something that the plan does not."""
WORKBOOK = "the workbook holds the rest"


def status(rating: Rating) -> b.Run:
    """Shape and word."""
    return b.Run(rating.word, bold=True, sign=rating.status.value)


def direction(rating: Rating) -> b.Words:
    """Sign and word; nothing without an earlier meeting."""
    found = rating.direction
    return b.words(b.Run(found.value, sign=found.value)) if found else ()


def badge(rating: Rating) -> b.Badge:
    """A status with what belongs beside it."""
    beside = joined(direction(rating), b.words(rating.distance), b.words("forecast" if rating.forecast else ""))
    return b.Badge(rating.status.value, rating.word, beside, marks_of(rating))


def status_line(rating: Rating) -> b.Cell:
    """The same in as few lines as a list has room for."""
    marks = [b.words(mark) for mark in marks_of(rating)]
    moved = direction(rating)
    return (*b.cell(b.words(status(rating), " " if moved else "", moved)), *small_lines(joined(*marks)))


def status_cell(rating: Rating) -> b.Cell:
    """A status in a table: the word, then direction and marks in small."""
    marks = [b.words(mark) for mark in marks_of(rating)]
    return (*b.cell(status(rating)), *small_lines(joined(direction(rating), *marks)))


def marks_of(rating: Rating) -> tuple[str, ...]:
    """What a status rests on beside the records: "set by hand", "illustrative"."""
    return (*(["set by hand"] if rating.override else []), *([ILLUSTRATIVE] if rating.illustrative else []))


def small_lines(*texts: b.Said) -> b.Cell:
    """Lines in small letters below a cell's value."""
    return tuple(b.Paragraph(b.words(text), "small") for text in texts if b.words(text))


def titled(text: str, record: Record) -> b.Words:
    """A sentence about a record, the record's name in it in bold where it comes first."""
    for name in (record.name, capital(short_name(record))):
        if text.startswith(name):
            return b.words(b.bold(name), text[len(name) :])
    return b.words(text)


def brief(period: PartialDate | None) -> str:
    """A date with its month in three letters: "Dec 2017"; empty for none."""
    if period and period.precision == "month":
        return f"{MONTHS[period.first.month - 1]} {period.first.year}"
    return str(period or "")


def mark(plan: Plan, record: Record, *names: str) -> b.Cell:
    """The word "illustrative" in small where one of the fields is."""
    return small_lines(ILLUSTRATIVE) if any(plan.illustrative(record, name) for name in names) else ()


def aside(illustrative: bool) -> b.Words:
    """The mark of a sentence that rests on illustrative values."""
    return b.words(b.Run(f" ({ILLUSTRATIVE})", tone="muted")) if illustrative else ()


def joined(*parts: b.Words) -> b.Words:
    """Texts one after the other, a dot between them; what is empty falls away."""
    found: list[b.Said] = []
    for part in filter(None, parts):
        found += [" · ", part] if found else [part]
    return b.words(*found)


def tabled(
    key: str, title: str, about: str, columns: tuple[b.TableColumn, ...], rows: Iterable[tuple[b.Cell, ...]], *,
    lead: str = "", need: float = 0.3, whole: int = 0, first: str = "",
) -> tuple[b.Block, ...]:  # fmt: skip
    """A section that is one table, with what is said before it; nothing without rows.

    `whole` is how many there are in all, where `rows` are the `first` of them: "worst", "latest".
    """
    table = b.Table(columns, tuple(rows), about)
    if not table.rows:
        return ()
    said = [b.Paragraph(b.words(lead), "lead")] if lead else []
    left = left_out(len(table.rows), whole, first)
    return (b.Need(need), b.Heading(1, b.words(title), key), *said, table, *left)


MOST = 20
"""So many rows a list of a paper has at most, where nothing else is said."""


def clipped(said: b.Words, longest: int) -> b.Words:
    """Words of at most so many characters, with an ellipsis where some were cut."""
    kept: list[b.Run] = []
    left = longest
    for run in said:
        if len(run.text) > left:
            kept.append(replace(run, text=run.text[: max(0, left - 1)].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"))
            break
        kept.append(run)
        left -= len(run.text)
    return tuple(kept)


def left_out(shown: int, whole: int, what: str = "") -> tuple[b.Block, ...]:
    """What a list that was cut says of the rest: "The 20 worst of 3,543; the workbook holds the rest."."""
    if shown >= whole:
        return ()
    first = " ".join(filter(None, (f"The {shown:,}" if shown != 1 else "The first", what)))
    return (
        b.Paragraph(b.words(f"{first} of {whole:,} {'is' if shown == 1 else 'are'} told here; {WORKBOOK}."), "small"),
    )


def said_or_not(text: str) -> b.Words:
    """What the plan says, or that it does not."""
    return b.words(sentence(text)) if text.strip() else b.words(b.muted(f"{NOT_SAID}."))


def sentence(text: str) -> str:
    """With a full stop where it has no end yet."""
    text = text.strip()
    return text if not text or text[-1] in ".?!…:" else text + "."
