"""What the tests of figures share: a sheet as text, and what it brings into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import Indicator, Programme, Reading, Record
from app.exchange.figures.bring import planning
from app.exchange.importing.files import grid_of
from app.exchange.importing.result import Import

DAY = date(2026, 11, 30)
OURS = Programme(id="programme", title="Our plan", council="Barchester City Council")


def plan_of(*records: Record) -> Plan:
    rows: dict[type[Record], list[Record]] = {Programme: [OURS], Indicator: [], Reading: []}
    for record in records:
        rows.setdefault(type(record), []).append(record)
    return Plan(rows, DAY)


def brought(text: str, plan: Plan | None = None, **answers: str) -> Import:
    given = {key.replace("__", ".").replace("_", "-"): value for key, value in answers.items()}
    return answered(text, given, plan)


def answered(text: str, answers: Mapping[str, str], plan: Plan | None = None) -> Import:
    return all_at_once(planning(grid_of(text.encode()), plan or plan_of(), file="kpi.csv", answers=answers))


def figures(found: Import) -> dict[str, dict[str, str]]:
    """The figures that come in, by the title of their indicator and their period, as they are stored."""
    indicators = {r.id: r for r in found.records if isinstance(r, Indicator)}
    told: dict[str, dict[str, str]] = {}
    for record in found.records:
        if isinstance(record, Reading) and record.period:
            title = indicators[record.indicator].title if record.indicator in indicators else record.indicator
            value = (
                f"{record.value:f}" if record.value is not None else f"[{record.gap or f'planned {record.planned:f}'}]"
            )
            told.setdefault(title, {})[record.period.text] = value
    return told


def indicators(found: Import) -> dict[str, Indicator]:
    return {r.title: r for r in found.records if isinstance(r, Indicator)}


def readings(found: Import) -> list[Reading]:
    return [r for r in found.records if isinstance(r, Reading)]
