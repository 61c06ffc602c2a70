"""A chart with everything that charts draw, for those that draw it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.domain.chart import Chart
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Benchmark, Indicator, Programme, Reading, Rebase, Record, TargetStep
from app.domain.schedule import PartialDate
from app.domain.trend import chart
from tests.app.domain.plans import DAY, illustrative, plan_of

VISITS = Indicator(
    id="i", ref="I-01", title="Visits on time", better="higher", unit="%", cadence="month", target=Decimal(90),
    tolerance=Decimal(8), owner="Ann",
)  # fmt: skip
VALUES = "70 72 69 71 70 73 68 71 70 72 69 71 70 58 71 82 84 81 83 82 95 80 83 82 84 81 83 82 80 86"
BEFORE_ANEW = 15
"""Of so many figures come the limits of before."""


def months(count: int) -> list[str]:
    """So many months up to December 2017, the oldest first."""
    last = 2017 * 12 + 11
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(last - count + 1, last + 1)]


def full_records() -> list[Record]:
    """An indicator in steps, compared with others, with new limits from October 2016 and every mark; three parts."""
    values = VALUES.split()
    figures = [
        Reading(id=f"r{n}", indicator="i", period=PartialDate(month), value=Decimal(value))
        for n, (month, value) in enumerate(zip(months(len(values)), values, strict=True))
    ]
    figures[-1] = replace(figures[-1], provisional=True)
    figures[-5] = replace(figures[-5], corrected_from=Decimal(79), restated="Counted again", restated_on=DAY)
    figures[7] = replace(figures[7], note="New forms")
    steps = [
        TargetStep(id=f"s{year}", indicator="i", starts=PartialDate(f"{year}-04"), target=Decimal(target))
        for year, target in ((2016, 75), (2017, 85))
    ]
    others = [
        Benchmark(id=f"b{who}{year}", indicator="i", who=who, period=PartialDate(year), value=Decimal(value))
        for who, year, value in (
            ("England", "2016", 76),
            ("England", "2017", 78),
            ("Statistical neighbours", "2017", 74),
        )
    ]
    anew = Rebase(
        id="anew", indicator="i", starts=PartialDate("2016-10"), title="New recording system", reason="Counted anew"
    )
    return [VISITS, *figures, *steps, *others, anew, *illustrative("r3", "value"), *parts(figures)]


def parts(figures: list[Reading]) -> list[Record]:
    """Three teams: North far below the others."""
    found: list[Record] = []
    for name, apart in (("North", -9), ("South", 3), ("East", 1)):
        team = replace(VISITS, id=name, ref="", title=name, part="team", part_of="i")
        found += [team, *(
            Reading(id=f"{name}{n}", indicator=name, period=each.period, value=(each.value or Decimal(0)) + apart)
            for n, each in enumerate(figures[-14:])
        )]  # fmt: skip
    return found


def full_plan() -> Plan:
    """The same as a plan on the last day of January 2018."""
    return plan_of(Programme(id="p", title="Improvement"), *full_records())


def full_chart() -> Chart:
    """The chart of its indicator."""
    plan = full_plan()
    return chart(plan, VISITS, Ratings(plan))
