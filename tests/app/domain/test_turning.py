"""Where a series turned."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.turning import last_turn


def turned(values: list[float], better: str = "higher") -> tuple[int, bool, Decimal] | None:
    found = last_turn([Decimal(str(value)) for value in values], better)
    return (found.at, found.highest, found.moved) if found else None


@pytest.mark.parametrize(
    ("values", "better", "expected"),
    [
        ([60, 65, 70, 75, 80, 85, 90, 94, 95, 92, 88, 82, 76, 70], "higher", (8, True, -25)),
        ([60, 66, 69, 76, 80, 83, 90, 95, 94, 96, 93, 88, 89, 84, 79, 74], "higher", (9, True, -22)),
        ([30, 26, 20, 15, 12, 14, 18, 25, 29], "lower", (4, False, 17)),
        ([10, 14, 18, 25, 30, 26, 20, 15, 12], "lower", (4, True, -18)),
        ([10, 14, 18, 25, 30, 26, 20, 15, 12], "", (4, True, -18)),
        ([95, 96] * 6 + [70, 71] * 6 + [70], "higher", (11, True, -26)),
        ([95, 93, 90, 88, 85, 84, 80], "higher", (0, True, -15)),
        ([60, 95, 70], "higher", (1, True, -25)),
        ([95, 60, 80], "higher", (1, False, 20)),
        ([61] * 8 + [40], "higher", (7, True, -21)),
        ([60, 64, 69, 73, 78, 83, 87, 91, 95, 94, 93, 92], "higher", (8, True, -3)),
        ([60, 56, 51, 47, 42, 37, 33, 29, 25, 27, 29, 31], "lower", (8, False, 6)),
    ],
    ids=[
        "fall",
        "uneven fall",
        "worse again",
        "recovery",
        "no better way",
        "step",
        "steady fall",
        "three",
        "v",
        "drop",
        "three falls after a long rise",
        "three rises after a long fall",
    ],
)
def test_it_turned_at_its_best_or_worst(values, better, expected):
    assert turned(values, better) == expected


@pytest.mark.parametrize(
    ("values", "better"),
    [
        ([], "higher"),
        ([5], "higher"),
        ([60, 95], "higher"),
        ([7] * 9, "higher"),
        ([45, 47, 46, 49, 55, 58, 64, 69, 74], "higher"),
        ([57, 58.5, 56.4, 59.1, 60, 62.8, 65.5, 69.7, 72.3, 76.8, 80.1, 84.2, 87.9], "higher"),
        ([95, 93, 90, 88, 85, 84, 80], "lower"),
        ([95, 93, 90, 88, 85, 84, 80], ""),
        ([60, 62, 61, 63, 60, 64, 62, 61, 63, 62, 60, 64, 63, 62], "higher"),
        ([90, 91, 92] * 6 + [90, 91, 9, 90, 91, 92, 90], "higher"),
    ],
    ids=["none", "one", "two", "level", "rise", "dip before a rise", "better all along", "fall without a better way",
         "noise", "one odd figure"],
)  # fmt: skip
def test_it_did_not_turn(values, better):
    assert turned(values, better) is None


def test_it_runs_on_from_a_turn_where_step_after_step_leads_away():
    fall = last_turn([Decimal(v) for v in (60, 65, 70, 75, 80, 85, 90, 94, 95, 92, 88, 82, 76, 70)], "higher")
    step = last_turn([Decimal(v) for v in ([95, 96] * 6 + [70, 71] * 6 + [70])], "higher")
    assert fall
    assert step
    assert fall.runs(Fraction(12))
    assert not fall.runs(Fraction(20))
    assert not step.runs(Fraction(3))


@given(
    st.lists(st.decimals(0, 100, places=1), min_size=3, max_size=30), st.sampled_from(["higher", "lower", "", "band"])
)
def test_a_turn_is_an_extreme_from_which_the_latest_is_further_than_half_or_three_steps(values, better):
    found = last_turn(values, better)
    if found:
        assert values[found.at] == (max if found.highest else min)(values)
        assert found.moved == values[-1] - values[found.at] != 0
        assert 2 * abs(found.moved) >= max(values) - min(values) or found.steady
