"""A plan with other records of some kinds is the plan that would be made anew."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.records import (
    KINDS,
    Indicator,
    Link,
    Override,
    Programme,
    Provenance,
    Reading,
    Record,
    Risk,
    Thresholds,
)
from tests.app.domain.test_rows import records

TODAY = date(2018, 1, 31)
MOST = (Programme, Thresholds, Indicator, Reading, Risk, Link, Override, Provenance)
ROWS = st.fixed_dictionaries({kind: st.lists(records(kind), max_size=2) for kind in MOST})


def whole(rows: dict[type[Record], list[Record]]) -> dict[type[Record], list[Record]]:
    """The same records under keys of their own, one kind after the other."""
    found: dict[type[Record], list[Record]] = {kind: [] for kind in KINDS}
    for kind, given_rows in rows.items():
        found[kind] = [type(r)(**{**vars(r), "id": f"{kind.TABLE}{n}"}) for n, r in enumerate(given_rows)]
    return found


def told(plan: Plan) -> list[object]:
    """All that a plan can be asked."""
    there = [r for kind in KINDS for r in plan.all(kind)]
    return [
        (plan.position, plan.programme, plan.thresholds),
        [(r, plan.find(r.id), plan.sources(r), plan.override(r), plan.illustrative(r)) for r in there],
        [(plan.readings(r), plan.serving(r, Risk), plan.served(r, Risk)) for r in there],
        [(plan.series(i), plan.latest(i), plan.unfit(i)) for i in plan.all(Indicator)],
        [plan.facts_only.all(kind) for kind in KINDS],
        plan.find("none"),
    ]


@settings(max_examples=25)
@given(ROWS, ROWS, st.sets(st.sampled_from(MOST)))
def test_a_changed_plan_is_the_plan_made_anew(before, after, kinds):
    old, new = whole(before), whole(after)
    plan = Plan(old, TODAY)
    was = told(plan)
    changed = plan.changed({kind: new[kind] for kind in kinds})
    assert told(changed) == told(Plan({**old, **{kind: new[kind] for kind in kinds}}, TODAY))
    assert told(plan) == was
