"""An indicator by its parts: which of them hold it down, and that none of them counts twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attention import needs_attention
from app.domain.breakdown import holds_down, part_figures
from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading, Record, Theme, problems
from app.domain.thread import gaps
from tests.app.domain.plans import against_plan, linked, plan_of, reading

WHOLE = Indicator(id="i", title="Visits in time", better="higher", target=Decimal(90))


def part(name: str, **values: Any) -> Indicator:
    return Indicator(id=name, title=name, better="higher", target=Decimal(90), part_of="i", part="team", **values)


def made(of: str, numerator: int, denominator: int) -> Reading:
    value = round(Decimal(numerator) * 100 / denominator, 1)
    return replace(
        reading(of, "2017-12", str(value)), numerator=Decimal(numerator), denominator=Decimal(denominator)
    )  # fmt: skip


NORTH, SOUTH, EAST = part("North"), part("South"), part("East")


def test_the_part_that_takes_most_off_the_whole_is_named_by_its_cases():
    """South is worse by its share, North weighs more: 20 % of 200 cases are more than 40 % of 20."""
    plan = plan_of(
        WHOLE, NORTH, SOUTH, EAST, reading("i", "2017-12", "79.3"), made("North", 140, 200), made("South", 10, 20),
        made("East", 190, 200),
    )  # fmt: skip
    assert holds_down(plan, WHOLE) == (
        "North holds it down most: at 70 % (140 of 200) it takes 9.5 points off the whole. South is behind too."
    )


def test_without_counts_the_worst_against_the_whole_is_named():
    plan = plan_of(WHOLE, NORTH, SOUTH, reading("i", "2017-12", "80"), reading("North", "2017-12", "85"),
                   reading("South", "2017-12", "71"))  # fmt: skip
    assert holds_down(plan, WHOLE) == "South is furthest behind: 71 %, 9 points worse than the whole."


def test_a_part_without_a_figure_is_named_and_nothing_is_weighed_without_it():
    plan = plan_of(WHOLE, NORTH, SOUTH, reading("i", "2017-12", "80"), made("South", 5, 10))
    assert holds_down(plan, WHOLE) == (
        "South is furthest behind: 50 %, 30 points worse than the whole. No figure in December 2017 from North."
    )
    assert [each.reading is None for each in part_figures(plan, WHOLE)] == [True, False]


def test_of_a_number_the_part_that_makes_up_most_of_it_is_named():
    overdue = replace(WHOLE, unit="", better="lower", target=Decimal(10))
    plan = plan_of(overdue, NORTH, SOUTH, reading("i", "2017-12", "95"), reading("North", "2017-12", "40"),
                   reading("South", "2017-12", "55"))  # fmt: skip
    assert holds_down(plan, overdue) == "South makes up the most of it: 55 of 95."


def test_nothing_is_said_where_nothing_holds_it_down():
    plan = plan_of(WHOLE, NORTH, reading("i", "2017-12", "95"), made("North", 19, 20))
    assert holds_down(plan, WHOLE) == "None of its parts holds it down: each is at target or better."
    assert holds_down(plan_of(WHOLE, reading("i", "2017-12", "95")), WHOLE) == ""
    neither = replace(WHOLE, better="")
    assert holds_down(plan_of(neither, NORTH, reading("i", "2017-12", "95")), neither).startswith("No figure")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=6))
def test_what_the_parts_take_off_adds_up_to_the_gap_of_the_whole(counts: list[tuple[int, int]]):
    """The part that is named takes at least its share of that, and the whole of it where it is the only one behind."""
    counts = [(min(of, whole), whole) for of, whole in counts]
    parts = [part(f"P{number}") for number in range(len(counts))]
    figures = [made(each.id, *count) for each, count in zip(parts, counts, strict=True)]
    pooled = sum(of for of, _ in counts) * 100 / Decimal(sum(whole for _, whole in counts))
    plan = plan_of(WHOLE, *parts, reading("i", "2017-12", str(round(pooled, 1))), *figures)
    said = holds_down(plan, WHOLE)
    behind = [number for number, (of, whole) in enumerate(counts) if of * 100 < 90 * whole]
    if not behind:
        assert said.startswith("None of its parts")
        return
    every = sum(whole for _, whole in counts)
    takes = {number: Decimal(90 * counts[number][1] - 100 * counts[number][0]) / every for number in behind}
    worst = max(takes, key=lambda number: takes[number])
    assert said.split(" holds")[0] in {f"P{n}" for n, cost in takes.items() if cost == takes[worst]}


def test_a_part_counts_neither_in_its_theme_nor_among_what_is_missing():
    theme = Theme(id="t", number=1, title="Practice")
    records: list[Record] = [theme, *linked("t", WHOLE, NORTH), reading("i", "2017-12", "95")]
    ratings = Ratings(plan_of(*records))
    assert ratings.items(theme) == (WHOLE,)
    assert ratings.plan.wholes == (WHOLE,)
    assert not [each for each in needs_attention(ratings.plan, ratings) if NORTH in each.records]
    assert NORTH not in [gap.record for gap in gaps(ratings.plan)]
    assert WHOLE in [gap.record for gap in gaps(ratings.plan)]


def test_a_part_of_what_is_gone_or_of_a_part_is_no_part():
    assert not plan_of(NORTH).is_part(NORTH)
    mine, other = replace(NORTH, part_of="South"), replace(SOUTH, part_of="North")  # of two copies
    plan = plan_of(mine, other)
    assert plan.wholes == (mine, other) or set(plan.wholes) == {mine, other}
    assert plan.parts(mine) == ()


@pytest.mark.parametrize(
    ("record", "said"),
    [(replace(EAST, part_of="North"), "North is a part itself: name its whole."),
     (replace(WHOLE, part_of="East"), "It has parts of its own"), (replace(EAST, part_of=""), "")],
)  # fmt: skip
def test_there_is_one_level_of_parts(record: Indicator, said: str):
    plan = plan_of(WHOLE, NORTH, replace(EAST, part_of=""))
    assert against_plan(record, plan).get("part_of", "").startswith(said)
    assert "part_of" in problems(replace(NORTH, part_of="North"))
