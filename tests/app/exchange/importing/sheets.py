"""Sheets and plans for the tests of the import."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from app.domain.plan import Plan
from app.domain.records import Recommendation, Record, Theme
from app.exchange.importing.files import laid_out
from app.exchange.importing.grid import Grid
from app.exchange.importing.headers import find_tables
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import, RowResult

DAY = date(2018, 1, 31)
THEMES = (
    Theme(id="t1", number=1, title="Leadership, management and governance"),
    Theme(id="t2", number=2, title="Quality of practice"),
)
RECOMMENDATIONS = tuple(Recommendation(id=f"r{n}", number=n, title=f"What was asked {n}") for n in range(1, 8))


def plan_of(*records: Record) -> Plan:
    rows: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        rows[type(record)].append(record)
    return Plan(rows, DAY)


PLAN = plan_of(*THEMES, *RECOMMENDATIONS)


def after(plan: Plan, found: Import) -> Plan:
    """The plan once the import is saved."""
    rows: dict[type[Record], dict[str, Record]] = defaultdict(dict)
    for record in found.records:
        rows[type(record)][record.id] = record
    return plan.changed({kind: {**{r.id: r for r in plan.all(kind)}, **new}.values() for kind, new in rows.items()})


def grid(text: str) -> Grid:
    """Lines with bars between their cells; "¶" is a line end in a cell."""
    return laid_out(
        [[cell.strip().replace(" ¶ ", "\n") for cell in line.split("|")] for line in text.strip().split("\n")]
    )


def sentence(work: Callable[[], object]) -> str:
    """What is said when a file or a value cannot be read; a full stop alone when it can."""
    try:
        work()
    except ValueError as error:
        return str(error)
    return "."


def goes(text: str, kind: str = "actions", mapping: dict[str, str] | None = None) -> dict[str, str]:
    """Where the columns of the first table go, by title."""
    (table, *_) = find_tables(grid(text), kind, mapping)
    return {column.title: column.target for column in table.columns}


def imported(text: str, kind: str = "actions", plan: Plan = PLAN, mapping: dict[str, str] | None = None) -> Import:
    return plan_import(grid(text), kind, plan, mapping, file="plan.xlsx")


def only(found: Import, kind: type[Record]) -> list[Any]:
    return [record for record in found.records if isinstance(record, kind)]


def row(found: Import, number: int) -> RowResult:
    return next(row for row in found.rows if row.number == number)


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> Path:
    """Write a workbook; the areas are merged in its last sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    for area in merged:
        book[list(sheets)[-1]].merge_cells(area)
    book.save(path)
    return path


def packed(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet as bytes."""
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(list(cells))  # type: ignore[union-attr]
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
