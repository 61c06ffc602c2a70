"""Which columns the sheet of a kind has: what can be changed, what there is room for, what is only shown.

Written and read by the same list, so that a heading means one field.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from app.domain.fields import Choice, Day, Flag, Number, Reference, Rule, Text, When, Whole
from app.domain.kinds import KINDS, fields_of
from app.domain.records import (
    Action,
    Indicator,
    Milestone,
    Mitigation,
    Programme,
    Provenance,
    Reading,
    ReadMark,
    Recommendation,
    Record,
    Risk,
    Settlement,
    Theme,
    rules,
)

ABOUT, LISTS, REST = "Goldthread", "Lists", "Long texts"
"""Hidden sheets: what the file is, what can be chosen, and what did not fit into a cell."""
VERSION = 1
KEY, MARKS = "Goldthread", "As it went out"
"""Headings of the two hidden columns of each sheet; the first goes on with the kind: "Goldthread action"."""
VALUE, ROOM, SHOWN = "value", "room", "shown"
"""What a column is for: the field itself; room for what is new, empty at first; only to be read."""
WORKBOOK, UPDATES = "workbook", "update sheet"
"""What a file is."""
STATUS, WHY, SCORE, REASON = "@status", "@why", "@score", "@reason"
"""Columns that are no field: worked out by the program, or why a date is moved."""

RATED: tuple[type[Record], ...] = (Theme, Recommendation, Action, Milestone, Indicator, Risk, Programme)
DATED: tuple[type[Record], ...] = (Action, Milestone)
"""What has a due date that is moved with a reason."""
UPDATED: tuple[type[Record], ...] = (Action, Milestone, Mitigation, Risk, Reading)
"""What an update sheet asks about."""
NOTED: tuple[type[Record], ...] = (Provenance, Settlement, ReadMark)
"""What people see with other records alone: their sheets are hidden."""
_TOLD = {STATUS: "Status today", WHY: "Why", SCORE: "Score", REASON: "Reason for a new date"}
_ROOM: dict[type[Record], tuple[tuple[str, str], ...]] = {
    Action: (
        ("progress", "Progress now"), ("percent", "Per cent done now"), ("done_on", "Done on"),
        ("blocked", "Blocked by, now"), ("due", "New date"), (REASON, _TOLD[REASON]),
    ),
    Milestone: (("done_on", "Done on"), ("due", "New date"), (REASON, _TOLD[REASON])),
    Mitigation: (("progress", "Progress now"), ("done_on", "Done on"), ("due", "New date")),
    Risk: (
        ("reviewed", "Reviewed on"), ("likelihood", "Likelihood now"), ("impact", "Impact now"),
        (REASON, "Reason for a new score"), ("review", "Next review on"),
    ),
    Reading: (
        ("value", "Figure"), ("numerator", "How many"), ("denominator", "Of how many"), ("gap", "No figure because"),
        ("note", "What happened"),
    ),
}  # fmt: skip
"""For what an update sheet has room, and under which heading."""
_BEFORE: dict[type[Record], tuple[str, ...]] = {
    Action: ("ref", "title", "due", STATUS, WHY, "percent", "progress", "blocked"),
    Milestone: ("action", "title", "due", STATUS, WHY),
    Mitigation: ("risk", "title", "due", "progress"),
    Risk: ("ref", "title", "likelihood", "impact", SCORE, STATUS, WHY, "mitigation", "reviewed", "review"),
    Reading: ("indicator", "period"),
}
"""What it shows before that."""


class SheetField(NamedTuple):
    """A column.

    Attributes:
        heading: as it is read.
        name: of the field, or of what is worked out.
        use: what it is for.
        width: in characters.
    """

    heading: str
    name: str
    use: str
    width: int


def sheet_name(kind: type[Record]) -> str:
    """What the sheet of a kind is called; Excel takes 31 characters."""
    return kind.PLURAL[:31]


def key_heading(kind: type[Record]) -> str:
    """The heading by which the sheet of a kind is known, whatever people call the sheet."""
    return f"{KEY} {kind.TABLE}"


@cache
def layout(kind: type[Record], of: str = WORKBOOK) -> tuple[SheetField, ...]:
    """The columns of a kind's sheet, the two hidden ones aside; `of` is `WORKBOOK` or `UPDATES`."""
    known = rules(kind)
    if of == UPDATES:
        shown = [_column(kind, name, known, SHOWN) for name in _BEFORE[kind]]
        room = [SheetField(said, name, ROOM, _width(known.get(name))) for name, said in _ROOM[kind]]
        return _apart((*shown, *room))
    names = _in_order(kind)
    if kind in RATED:
        names[_after_title(names) :] = [STATUS, WHY, *names[_after_title(names) :]]
    if kind is Risk:
        names.insert(names.index("impact") + 1, SCORE)
    if kind in DATED:
        names.insert(names.index("due") + 1, REASON)
    return _apart([_column(kind, name, known, _use(name)) for name in names])


def is_hidden(kind: type[Record], name: str) -> bool:
    """Whether a column holds what only the program reads."""
    rule = rules(kind).get(name)
    return isinstance(rule, Text) and rule.by_program


def _use(name: str) -> str:
    return SHOWN if name in (STATUS, WHY, SCORE) else ROOM if name == REASON else VALUE


def _in_order(kind: type[Record]) -> list[str]:
    """All fields: what it is called by and belongs to, then as its form has them, last why it is exempt."""
    about, known = KINDS[kind], rules(kind)
    first = [name for name in ("ref", "number", about.belongs, "title") if name in known]
    formed = [name for row in about.rows for name in fields_of(row) if name in known]
    names = dict.fromkeys([*first, *formed, *known])
    names.pop("exempt")
    return [*names, "exempt"]


def _after_title(names: Sequence[str]) -> int:
    return names.index("title") + 1 if "title" in names else len(names)


def _column(kind: type[Record], name: str, known: dict[str, Rule], use: str) -> SheetField:
    if name in _TOLD:
        return SheetField(_TOLD[name], name, use, {WHY: 50, REASON: 30}.get(name, 13))
    return SheetField(known[name].label, name, use, _width(known[name], name))


def _apart(columns: Sequence[SheetField]) -> tuple[SheetField, ...]:
    """Columns of which no two have one heading."""
    seen: dict[str, int] = {}
    found: list[SheetField] = []
    for column in columns:
        seen[column.heading] = seen.get(column.heading, 0) + 1
        again = seen[column.heading]
        found.append(column if again == 1 else column._replace(heading=f"{column.heading} ({again})"))
    return tuple(found)


def _width(rule: Rule | None, name: str = "") -> int:
    match rule:
        case Text(prose=True):
            return 50
        case Text():
            return {"title": 44, "ref": 9}.get(name, 24)
        case Reference():
            return 34
        case Choice():
            return 18
        case Whole() | Number() | Flag():
            return 12
        case Day() | When():
            return 17
        case _:
            return 30
