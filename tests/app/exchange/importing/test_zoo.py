"""Many layouts, and the same tables written otherwise: the records are the same."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.records import Action, Link, Record, Risk
from app.exchange.importing import KINDS
from app.exchange.importing.files import laid_out, read
from app.exchange.importing.grid import Grid
from app.exchange.importing.plan import plan_import

from .sheets import PLAN, grid, only
from .zoo import ZOO, Layout


def test_there_are_forty() -> None:
    assert len({layout.name for layout in ZOO}) == len(ZOO) >= 40


def shown(record: Record, name: str) -> Any:
    if name.endswith("score"):
        return PLAN.scale.score(*(getattr(record, name.replace("score", part)) for part in ("likelihood", "impact")))
    value = getattr(record, name)
    return getattr(value, "text", "" if value is None else value)


@pytest.mark.parametrize("layout", ZOO, ids=lambda layout: layout.name)
def test_each_layout_comes_in_as_it_was_meant(layout: Layout) -> None:
    found = plan_import(grid(layout.text), layout.kind, PLAN, file="zoo.csv")
    assert not found.wrong
    made = only(found, KINDS[layout.kind])
    got = [
        {name: shown(record, name) for name in wanted} for record, wanted in zip(made, layout.expected, strict=False)
    ]
    assert got == layout.expected
    assert len(made) == len(layout.expected), [record.name for record in made]


# -- the same table, written otherwise

Rows = list[list[str]]
ACTIONS: Rows = [
    ["Ref", "Action", "Lead", "Due date", "Status", "Progress"],
    ["A1", "Recruit ten social workers", "Head of HR", "31/03/2018", "In progress", "Advert out"],
    ["A2", "Audit every file", "Principal – QA", "30/04/2018", "Complete", "Done, and shared"],
    ["A3", "Review “the front door”", "Head of Service", "May 2018", "Superseded by A2", ""],
    ["A4", "Train managers", "", "15/06/2018", "Not started", "Waits for café room"],
]
RISKS: Rows = [
    ["Risk ID", "Risk", "Cause", "Inherent likelihood", "Inherent impact", "Likelihood", "Impact", "Owner", "Status"],
    ["R1", "Staff leave in numbers", "Pay", "5", "5", "4", "4", "HR", "Open"],
    ["R2", "Too few homes for children", "Market", "5", "4", "3", "4", "Commissioning", "Open"],
    ["R3", "Old system fails", "Age", "3", "5", "2", "5", "ICT", "Closed"],
]
TABLES = {"actions": ACTIONS, "risks": RISKS}
OTHERWISE = {
    "Ref": ["Reference", "Ref No.", "ID", "No"], "Action": ["Task", "Activity", "What will we do?"],
    "Lead": ["Owner", "Responsible officer", "Who", "By whom"], "Due date": ["Deadline", "By when", "Target date"],
    "Status": ["Current status"], "Progress": ["Update", "Comments", "Latest position"],
    "Risk ID": ["Ref", "Risk ref", "No."], "Risk": ["Risk title", "Risk description", "Description of risk"],
    "Cause": ["Causes", "Root cause"], "Inherent likelihood": ["Gross likelihood", "Initial L"],
    "Inherent impact": ["Gross impact", "Initial I"],
    "Likelihood": ["Current likelihood", "Net likelihood", "Current L"],
    "Impact": ["Current impact", "Net impact", "Current I"], "Owner": ["Risk owner", "Lead officer"],
}  # fmt: skip


def records(sheet: Grid, kind: str) -> list[dict[str, Any]]:
    """What a sheet gives, without what names the file or the header."""
    found = plan_import(sheet, kind, PLAN, file="same.csv")
    names = {
        "actions": ("ref", "title", "owner", "due", "done", "is_ended"),
        "risks": ("ref", "title", "cause", "inherent_score", "score", "owner", "is_closed"),
    }[kind]
    made = sorted(only(found, Action if kind == "actions" else Risk), key=lambda record: record.ref)
    return [{name: shown(record, name) for name in names} for record in made]


def shuffled(rows: Rows, chance: random.Random) -> Rows:
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order] for row in rows]


def renamed(rows: Rows, chance: random.Random) -> Rows:
    return [[chance.choice([header, *OTHERWISE.get(header, [])]) for header in rows[0]], *rows[1:]]


def with_notes(rows: Rows, chance: random.Random) -> Rows:
    width = len(rows[0])
    above = [["Improvement board, January 2018"], [""], ["Updated 12 December 2017"]][: chance.randint(0, 3)]
    below = [[""], ["Key: R = red, A = amber"], ["* Dates were revised in December"], ["Page 1 of 1"], ["Total"]]
    found = [*above, *rows, *below[: chance.randint(1, 5)]]
    for _ in range(chance.randint(0, 3)):
        place = chance.randint(len(above) + 2, len(above) + len(rows) - 1)
        found.insert(place, [])
    return [[*row, *[""] * (width - len(row))] for row in found]


def reordered(rows: Rows, chance: random.Random) -> Rows:
    return [rows[0], *chance.sample(rows[1:], len(rows) - 1)]


MUTATIONS: dict[str, Callable[[Rows, random.Random], Rows]] = {
    "shuffled": shuffled, "renamed": renamed, "notes": with_notes, "reordered": reordered,
    "all": lambda rows, chance: with_notes(renamed(shuffled(reordered(rows, chance), chance), chance), chance),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("how", MUTATIONS)
def test_a_table_written_otherwise_gives_the_same_records(kind: str, how: str) -> None:
    as_it_is = records(laid_out(TABLES[kind]), kind)
    assert len(as_it_is) == len(TABLES[kind]) - 1
    for seed in range(40):
        rows = MUTATIONS[how](TABLES[kind], random.Random(seed))
        assert records(laid_out(rows), kind) == as_it_is, (seed, rows)


def as_text(delimiter: str, coding: str, end: str, first: str = "") -> Callable[[Rows], bytes]:
    def write(rows: Rows) -> bytes:
        held = io.StringIO(newline="")
        csv.writer(held, delimiter=delimiter, lineterminator=end).writerows(rows)
        return (first + held.getvalue()).encode(coding)

    return write


def as_workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for cells in rows:
        book.worksheets[0].append(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


DIALECTS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "commas, UTF-8": (".csv", as_text(",", "utf-8", "\r\n")),
    "commas, UTF-8 with a mark": (".csv", as_text(",", "utf-8-sig", "\n")),
    "semicolons, Windows": (".csv", as_text(";", "cp1252", "\r\n")),
    "tabs, UTF-16": (".txt", as_text("\t", "utf-16", "\r\n")),
    "bars": (".csv", as_text("|", "utf-8", "\n")),
    "old Mac": (".csv", as_text(",", "utf-8", "\r")),
    "Excel's own first line": (".csv", as_text(";", "cp1252", "\r\n", "sep=;\r\n")),
    "workbook": (".xlsx", as_workbook),
}


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_table_in_another_dialect_gives_the_same_records(tmp_path: Path, kind: str, dialect: str) -> None:
    ending, write = DIALECTS[dialect]
    path = tmp_path / f"table{ending}"
    path.write_bytes(write(TABLES[kind]))
    (sheet,) = read(path)
    assert records(sheet, kind) == records(laid_out(TABLES[kind]), kind)


def test_priorities_and_sheets_on_their_side_are_not_taken_for_what_they_are_not() -> None:
    found = plan_import(grid("Ref | Priority | Action\n1 | 1 | A\n2 | 2 | B"), "actions", PLAN)
    assert only(found, Link) == []
    on_its_side = plan_import(
        grid("Action | Recruit | Train\nOwner | Ann | Bob\nDue | 1/3/18 | 1/4/18"), "actions", PLAN
    )
    assert "lies on its side" in on_its_side.wrong
    assert on_its_side.records == ()
