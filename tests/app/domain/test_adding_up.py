"""What the parts of an indicator come to, and whether the whole says the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import month_end
from app.domain.adding_up import added_up, question_of
from app.domain.counts import exactly
from app.domain.records import Indicator, Reading
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of, reading

WHOLE = Indicator(id="i", ref="I-01", title="Visits in time", better="higher", target=Decimal(90),
                  denominator_words="visits due")  # fmt: skip
DECEMBER = PartialDate("2017-12")


def part(name: str, kind: str = "team", unit: str = "%") -> Indicator:
    return Indicator(id=name, title=name, better="higher", part_of="i", part=kind, unit=unit)


def made(of: str, value: str, counts: tuple[int, int] | None = None, **more: Any) -> Reading:
    top, below = map(Decimal, counts) if counts else (None, None)
    return replace(reading(of, "2017-12", value), numerator=top, denominator=below, **more)


def said(*records: Any, whole: Indicator = WHOLE) -> list[tuple[str, bool]]:
    return [(each.words, each.differs) for each in added_up(plan_of(whole, *records), whole, DECEMBER)]


NORTH, SOUTH = part("North"), part("South")
COUNTED = (NORTH, SOUTH, made("North", "80", (40, 50)), made("South", "87", (87, 100)))


@pytest.mark.parametrize(
    ("own", "differs"),
    [
        (made("i", "84.7"), False), (made("i", "85"), False), (made("i", "84.6"), True), (made("i", "86"), True),
        (made("i", "86", about=True), False), (made("i", "84.7", (127, 150)), False),
        (made("i", "84.7", (126, 149)), True),
    ],
)  # fmt: skip
def test_shares_are_added_by_their_counts_and_a_whole_that_says_another_is_told(own: Reading, differs: bool):
    assert said(*COUNTED, own) == [("Its 2 teams come to 84.7 % (127 of 150 visits due)", differs)]


def test_what_is_missing_of_the_whole_is_still_added_up():
    assert said(*COUNTED) == [("Its 2 teams come to 84.7 % (127 of 150 visits due)", False)]


def test_nothing_is_added_while_a_figure_or_a_count_is_missing():
    own = made("i", "86")
    assert said(own, NORTH, SOUTH, made("North", "80", (40, 50))) == []
    assert said(own, NORTH, SOUTH, made("North", "80", (40, 50)), made("South", "87")) == []
    assert said(own, NORTH, made("North", "80", (40, 50))) == [], "one part is no breakdown"


def test_each_kind_of_part_makes_up_the_whole():
    east, west = part("East", "area"), part("West", "area")
    records = (*COUNTED, east, west, made("East", "90", (90, 100)), made("West", "74", (37, 50)), made("i", "84.7"))
    assert said(*records) == [
        ("Its 2 areas come to 84.7 % (127 of 150 visits due)", False),
        ("Its 2 teams come to 84.7 % (127 of 150 visits due)", False),
    ]


def test_numbers_are_added_as_they_stand_and_a_mean_is_none():
    whole = replace(WHOLE, unit="")
    parts = (part("North", unit=""), part("South", unit=""), made("North", "17"), made("South", "19"))
    assert said(*parts, made("i", "36"), whole=whole) == [("Its 2 teams come to 36", False)]
    assert said(*parts, made("i", "40"), whole=whole) == [("Its 2 teams come to 36", True)]
    assert said(*parts, made("i", "18"), whole=whole) == [], "caseloads of 17 and 19 are 18 on average"


def test_parts_in_another_unit_are_not_added():
    parts = (part("North", unit="days"), part("South"), made("North", "80", (40, 50)), made("South", "87", (87, 100)))
    assert said(*parts, made("i", "84.7")) == []


def test_what_is_typed_is_asked_about_for_the_whole_and_for_a_part():
    plan = plan_of(WHOLE, *COUNTED, made("i", "84.7"))
    typed = Reading(id="", indicator="i", period=DECEMBER, value=Decimal(86))
    assert question_of(plan, WHOLE, typed) == "Its 2 teams come to 84.7 % (127 of 150 visits due)."
    assert question_of(plan, WHOLE, replace(typed, value=Decimal("84.7"))) == ""
    north = replace(typed, indicator="North", value=Decimal(60), numerator=Decimal(30), denominator=Decimal(50))
    assert question_of(plan, NORTH, north) == "With it the parts of I-01 Visits in time come to 78 %, not 84.7 %."
    at = month_end.cell(plan, WHOLE, DECEMBER)
    assert at is not None
    entry = month_end.entry(plan, at, "86")
    assert entry is not None
    assert entry.question == "Its 2 teams come to 84.7 % (127 of 150 visits due)."


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=2, max_size=5), st.integers(0, 3))
def test_a_whole_is_questioned_just_where_it_is_not_the_sum_of_all_counts(counts: list[tuple[int, int]], more: int):
    counts = [(min(top, below), below) for top, below in counts]
    parts = [part(f"T{n}") for n in range(len(counts))]
    exact = Fraction(sum(top for top, _ in counts), sum(below for _, below in counts)) * 100
    value = round(Decimal(exact.numerator) / Decimal(exact.denominator), 1) + more
    assume(value <= 100)
    figures = [made(f"T{n}", str(round(Decimal(top) * 100 / below, 1)), (top, below)) for n, (top, below) in
               enumerate(counts)]  # fmt: skip
    (found,) = added_up(plan_of(WHOLE, *parts, *figures, made("i", str(value))), WHOLE, DECEMBER)
    assert found.differs == bool(more)


def test_two_counts_make_a_figure_where_one_types_it():
    plan = plan_of(WHOLE, reading("i", "2017-11", "85"), made("i", "84", (42, 50)))
    at = month_end.cell(plan, WHOLE, DECEMBER)
    assert at is not None
    entry = month_end.entry(plan, at, "45 of 52")
    assert entry is not None
    assert (entry.reading.value, entry.reading.numerator, entry.reading.denominator) == (Decimal("86.5"), 45, 52)
    assert exactly(WHOLE, entry.reading.numerator, entry.reading.denominator) == Fraction(4500, 52)
    assert month_end.entry(plan, at, "42/50") is None, "nothing changes"
    other = month_end.entry(plan, at, "88")
    assert other is not None
    assert (other.reading.value, other.reading.numerator) == (88, None), "the counts of 84 % say nothing of 88 %"
    assert other.question == "Its counts, 42 of 50 visits due, no longer hold and go."
