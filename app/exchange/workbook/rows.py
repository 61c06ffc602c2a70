"""The rows of a kind's sheet: each record as cells, its key, and the mark of each cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from app.domain.fields import Reference, Rule
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Record, Risk, rules
from app.domain.risk import BANDS, band_of, score_of
from app.domain.rows import defaults, from_scalar
from app.domain.status import Status

from . import layout
from .cells import CUT, LONGEST, CellValue, cell_of, marked, plain
from .layout import ROOM, SHOWN, SheetField


class CellOut(NamedTuple):
    """A cell as it is written; `status` is what colours it."""

    value: CellValue
    status: Status | None = None


_EMPTY = CellOut(None)


class RowOut(NamedTuple):
    """A record as it is written.

    Attributes:
        rest: of fields that are longer than a cell, what does not fit, by field.
    """

    key: str
    marks: str
    cells: list[CellOut]
    rest: dict[str, str]


Names = Callable[[str], str]


def names_of(plan: Plan) -> Names:
    """What the records of a plan are called where another names them, by key; the key itself where it is not there."""

    @cache
    def name(key: str) -> str:
        found = plan.find(key)
        return _called(plan, found) if found is not None else ""

    return name


def _called(plan: Plan, record: Record) -> str:
    """Its name; with the body that meets, of a meeting."""
    body = plan.find(getattr(record, "body", "") or "") if record.TABLE == "meeting" else None
    return " ".join((f"{body.name}, {record.name}" if body else record.name).split())[:250]


class RowMaker:
    """Makes the rows of a plan's records."""

    def __init__(self, whole: Plan):
        self._plan, self._ratings, self._names = whole, Ratings(whole), names_of(whole)

    def row(self, record: Record, columns: tuple[SheetField, ...]) -> RowOut:
        """A record as the cells of these columns."""
        held, odd = vars(record), dict(record.odd)
        cells: list[CellOut] = []
        marks: list[str] = []
        rest: dict[str, str] = {}
        for name, use, rule, start in _plain_columns(type(record), columns):
            if rule is None:
                cells.append(self._worked_out(record, name))
                continue
            value, key = held[name], ""
            if value is None or (value == "" and start == "" and name not in odd):
                cells.append(_EMPTY)
                continue
            said: CellValue
            if isinstance(rule, Reference):
                said, key = self._names(value) or None, value
            else:
                said = str(odd[name]) if name in odd else cell_of(rule, value, start)
            if use != SHOWN:
                marks.append(marked(name, plain(said), key))
                if isinstance(said, str) and len(said) == LONGEST and said.endswith(CUT):
                    rest[name] = str(value)[LONGEST - len(CUT) :]
            cells.append(_EMPTY if use == ROOM or said is None else CellOut(said))
        return RowOut(record.id, " ".join(filter(None, marks)), cells, rest)

    def _worked_out(self, record: Record, name: str) -> CellOut:
        match name:
            case layout.STATUS:
                found = self._ratings.of(record)
                return CellOut(found.word, found.status)
            case layout.WHY:
                return CellOut(self._ratings.of(record).reason)
            case layout.SCORE if isinstance(record, Risk):
                return CellOut(score_of(self._plan, record), BANDS.get(band_of(self._plan, record)))
            case _:
                return CellOut(None)


@cache
def _plain_columns(
    kind: type[Record], columns: tuple[SheetField, ...]
) -> tuple[tuple[str, str, Rule | None, object], ...]:
    """Of each column its field, what it is for, the field's rule, and what an unfilled record holds there."""
    known, start = rules(kind), empties(kind)
    return tuple((column.name, column.use, known.get(column.name), start.get(column.name)) for column in columns)


@cache
def empties(kind: type[Record]) -> dict[str, object]:
    """What each field of a kind holds in a record in which nobody filled it."""
    known, stored = rules(kind), defaults(kind)
    return {name: _start(rule, stored.get(name)) for name, rule in known.items()}


def _start(rule: Rule, stored: object) -> object:
    try:
        return from_scalar(rule, stored)
    except ValueError:
        return rule.empty
