"""Small plans for the tests of the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.domain.plan import Plan
from app.domain.plan_rules import Check
from app.domain.records import Link, Provenance, Reading, Record, Risk, Scoring
from app.domain.risk import score_of
from app.domain.schedule import PartialDate

DAY = date(2018, 1, 31)


def plan_of(*records: Record, on: date = DAY) -> Plan:
    """A plan of these records, at a position date."""
    rows: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        rows[type(record)].append(record)
    return Plan(rows, on)


def reading(indicator: str, period: str, value: str | None, *, planned: str | None = None, note: str = "", about=False):
    """A reading whose key is made of its slot."""
    return Reading(
        id=f"{indicator} {period}",
        indicator=indicator,
        period=PartialDate(period),
        value=None if value is None else Decimal(value),
        planned=None if planned is None else Decimal(planned),
        note=note,
        about=about,
    )


def linked(serves: str, *items: Record) -> tuple[Record, ...]:
    """Items, and the links by which they serve a record."""
    return (*items, *(Link(id=f"{item.id} {serves}", item=item.id, serves=serves) for item in items))


def illustrative(record: str, *fields: str) -> tuple[Provenance, ...]:
    """Marks on fields of a record; "" for all of it."""
    return tuple(Provenance(id=f"mark {record} {f}", record=record, field=f, illustrative=True) for f in fields)


def against_plan(record: Record, plan: Plan, also: Iterable[Record] = ()) -> dict[str, str]:
    """What is wrong with a record in a plan, a sentence by field name; `also` is what is saved in the same edit."""
    return Check(plan, (*also, record)).of(record)


def usual_score(risk: Risk | Scoring, of: str = "current") -> int | None:
    """The score of a risk on the scale of a plan that has set none; `of` is a key of `SETS`."""
    return score_of(plan_of(), risk, of)
