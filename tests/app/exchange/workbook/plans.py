"""What the tests of the workbook share: a plan of everything, and a way out and back in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from app.domain import keys
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import KINDS, Programme, Record, Thresholds, references
from app.exchange.workbook.bringing import brought_back
from app.exchange.workbook.leaving import workbook
from app.exchange.workbook.reading import FileIn, came_back
from app.exchange.workbook.scope import Scope
from app.exchange.workbook.told import BroughtBack
from tests.app.domain.test_since_everything import RECORDS

DAY = date(2018, 1, 31)
ALONE = (Programme, Thresholds)


def plan_of(records: Iterable[Record]) -> Plan:
    rows: dict[type[Record], list[Record]] = {kind: [] for kind in KINDS}
    for record in records:
        rows[type(record)].append(record)
    return Plan(rows, DAY)


def everything() -> list[Record]:
    """One or two records of every kind with every field filled, under real keys."""
    return rekeyed(RECORDS.values())


def rekeyed(records: Iterable[Record]) -> list[Record]:
    """The same records under keys as plans have them."""

    known: dict[str, str] = {"": ""}

    def key(text: str) -> str:
        return known.get(text) or (keys.key_of_name(f"x/{text}") if text else "")

    found: list[Record] = []
    for record in sorted(records, key=lambda record: KINDS.index(type(record))):
        named = {name: key(getattr(record, name)) for name, _rule in references(type(record))}
        new = replace(record, id=key(record.id), **named)
        found.append(replace(new, id=keys.key_of(new)) if new.NATURAL_KEY else new)
        known[record.id] = found[-1].id
    return found


def out(plan: Plan, path: Path, scope: Scope | None = None) -> Path:
    """The workbook of a plan, written."""
    path.write_bytes(all_at_once(workbook(plan, scope or Scope(exempt=True), ())))
    return path


def came(path: Path) -> FileIn:
    found = came_back(path)
    assert found is not None
    return found


def back(plan: Plan, *paths: Path, **how: Any) -> BroughtBack:
    return brought_back([came(path) for path in paths], plan, **how)


def edited(path: Path, change: Callable[[Any], object], to: Path | None = None) -> Path:
    """The workbook as a person saves it who changed something."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(to or path)
    return to or path


def at(book: Any, sheet: str, row: int, heading: str) -> Any:
    """A cell of a row, counted from 2, under a heading."""
    headings = {cell.value: cell.column for cell in book[sheet][1]}
    return book[sheet].cell(row, headings[heading])


def row_of(book: Any, sheet: str, key: str) -> int:
    """The row of the record with a key."""
    return next(n for n, cells in enumerate(book[sheet].iter_rows(values_only=True), 1) if cells[0] == key)


def saved(plan: Plan, found: BroughtBack) -> Mapping[type[Record], dict[str, Record]]:
    """The records of a plan by kind and key once what was brought back is saved."""
    rows: dict[type[Record], dict[str, Record]] = {kind: {r.id: r for r in plan.all(kind)} for kind in KINDS}
    for record in found.records:
        rows[type(record)][record.id] = record
    return rows
