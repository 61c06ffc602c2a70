"""Every sentence about the future has the data that it names: a pace, or a stable process."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from app.domain import spc
from app.domain.chart import Chart, Remark
from app.domain.pace_of_change import AHEAD, LEAST, MOST, months
from app.domain.rating import Ratings
from app.domain.records import Action, Indicator, Reading
from app.domain.schedule import FULL_MONTHS, PartialDate, period_at
from app.domain.trend import chart
from tests.app.domain.plans import DAY, plan_of

FUTURE = re.compile(r"\b(will|would|shall|going to|expected|forecast)\b")
NOW = DAY.year * 12 + DAY.month - 1
NUMBERS: dict[str, int] = dict(
    zip(("six", "seven", "eight", "nine", "ten", "eleven", "twelve"), range(LEAST, MOST + 1), strict=True)
)


@st.composite
def series(draw: st.DrawFn) -> tuple[Indicator, list[Reading]]:
    """An indicator with readings that rise, fall, stand, break off and have gaps."""
    count = draw(st.integers(1, 24))
    months_there = sorted(draw(st.sets(st.integers(NOW - 30, NOW), min_size=1, max_size=count)))
    start, step = draw(st.integers(0, 100)), draw(st.integers(-4, 4))
    noise = draw(st.lists(st.integers(-3, 3), min_size=len(months_there), max_size=len(months_there)))
    turn = draw(st.integers(0, len(months_there)))
    values = [start + step * (n if n < turn else 2 * turn - n) + extra for n, extra in enumerate(noise)]
    target = draw(st.none() | st.integers(0, 120).map(Decimal))
    better = draw(st.sampled_from(["higher", "lower", "band", "unknown", ""]))
    high = target + 10 if target is not None and better == "band" else None
    indicator = Indicator(id="i", title="Visits", unit="", better=better, target=target, target_high=high)
    readings = [
        Reading(id=f"r{month}", indicator="i", period=period_at(month, "month"), value=Decimal(value))
        for month, value in zip(months_there, values, strict=True)
    ]
    return indicator, readings


def sentences(shown: Chart) -> list[str]:
    """Everything that a chart says, sentence by sentence."""
    texts: list[str] = []
    for field in fields(shown):
        value = getattr(shown, field.name)
        texts += [value] if type(value) is str else []  # the icon of assurance is the method's, and no sentence
        texts += [part.text for part in value if isinstance(part, Remark)] if isinstance(value, tuple) else []
    return [said for text in texts for said in re.split(r"(?<=[.?!]) ", text) if said]


@given(series())
def test_a_chart_speaks_of_the_future_only_where_its_figures_bear_it(given_series: tuple[Indicator, list[Reading]]):
    indicator, readings = given_series
    plan = plan_of(indicator, *readings)
    shown = chart(plan, indicator, Ratings(plan))
    values = [reading.value for reading in readings if reading.value is not None]
    for said in sentences(shown):
        if not FUTURE.search(said):
            continue
        if said.startswith("While nothing changes it will"):
            assert len(values) >= spc.SHOWN_FROM
            assert spc.segments(values)[-1].special[-1] is None
            continue
        match = re.match(r"At the pace of the last (\w+) readings it would ", said)
        assert match, said
        used = readings[-NUMBERS[str(match[1])] :]
        assert len(used) == min(len(readings), MOST)
        when = [float(months(reading.period)) for reading in used if reading.period]
        published: Any = theilslopes([float(reading.value or 0) for reading in used], when, 0.8)
        low, high = published.low_slope, published.high_slope
        assert low > 0 or high < 0, said
        assert indicator.target is not None
        below = values[-1] < indicator.target  # of a band, its nearer end
        assert (low > 0) == (below if indicator.better == "band" else indicator.better == "higher"), said
        for month, year in re.findall(rf"({'|'.join(FULL_MONTHS)}) (\d{{4}})", said):
            ahead = int(year) * 12 + FULL_MONTHS.index(month) - NOW
            assert 0 <= ahead <= AHEAD, said


@given(st.integers(-60, 400), st.none() | st.integers(0, 100), st.booleans())
def test_a_status_is_a_judgement_of_now_and_promises_nothing(left: int, percent: int | None, told: bool):
    due = PartialDate.of(date.fromordinal(DAY.toordinal() + left))
    action = Action(id="a", title="Train", due=due, percent=percent, progress="On." if told else "", reported=None)
    assert not FUTURE.search(Ratings(plan_of(action)).of(action).reason)


def test_both_kinds_of_sentence_are_said_where_the_figures_bear_them():
    """Else the walk above would have nothing to judge."""
    rising = [(NOW - 8 + n, 60 + 3 * n) for n in range(9)]
    steady = [(NOW - 13 + n, 60 + n % 3) for n in range(14)]
    found = ""
    for figures in (rising, steady):
        readings = [
            Reading(id=f"r{m}", indicator="i", period=period_at(m, "month"), value=Decimal(v)) for m, v in figures
        ]
        indicator = Indicator(id="i", title="Visits", unit="", better="higher", target=Decimal(95))
        plan = plan_of(indicator, *readings)
        found += " ".join(sentences(chart(plan, indicator, Ratings(plan))))
    assert "At the pace of the last nine readings it would reach 95" in found
    assert "While nothing changes it will vary" in found
