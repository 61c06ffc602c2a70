"""Words that several sections share: how a status, a direction, a value and its mark are said."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.figures import capital, short_name
from app.domain.plan import Plan
from app.domain.rating import Rating
from app.domain.records import Record
from app.domain.schedule import MONTHS, PartialDate

from . import blocks as b

ILLUSTRATIVE = "illustrative"


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
    lead: str = "", need: float = 0.3,
) -> tuple[b.Block, ...]:  # fmt: skip
    """A section that is one table, with what is said before it; nothing without rows."""
    table = b.Table(columns, tuple(rows), about)
    if not table.rows:
        return ()
    said = [b.Paragraph(b.words(lead), "lead")] if lead else []
    return (b.Need(need), b.Heading(1, b.words(title), key), *said, table)


def sentence(text: str) -> str:
    """With a full stop where it has no end yet."""
    text = text.strip()
    return text if not text or text[-1] in ".?!…:" else text + "."
