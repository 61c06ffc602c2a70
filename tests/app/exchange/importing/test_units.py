"""Units, and money in the forms in which people write it."""

from __future__ import annotations

import pytest

from app.domain.records import Indicator
from app.exchange.importing.units import money_in, unit_called

from .sheets import imported, only, row


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Spend (£000)", 1_000), ("£'000", 1_000), ("£000s", 1_000), ("£k", 1_000), ("£ thousands", 1_000),
        ("Budget £m", 1_000_000), ("£ million", 1_000_000), ("£bn", 1_000_000_000), ("thousands of pounds", 1_000),
        ("£", 0), ("£ per month", 0), ("£000,000", 1_000_000), ("Cost in £", 0), ("£ kept", 0),
    ],
)  # fmt: skip
def test_by_how_much_figures_are_multiplied(words: str, times: int):
    assert money_in(words) == times
    assert not times or unit_called(words) == ("£", times)


@pytest.mark.parametrize(
    ("heading", "cell", "target"),
    [
        ("Target", "£1.2m", "1200000"), ("Target", "1.2m", "1200000"), ("Target (£000)", "1,250", "1250000"),
        ("Target £k", "£1.2m", "1200000"), ("Target", "£1,250,000", "1250000"), ("Target", "250k", "250000"),
    ],
)  # fmt: skip
def test_a_target_in_money_is_what_it_says(heading: str, cell: str, target: str):
    (made,) = only(
        imported(f"Ref | Indicator | {heading} | Polarity\n1 | Spend | {cell} | Low", "indicators"), Indicator
    )
    assert f"{made.target:f}" == target
    assert made.unit == ("£" if "£" in heading + cell else "")


@pytest.mark.parametrize(
    ("cell", "target"), [("<20", "20"), ("≥ 95%", "95"), ("under 20 days", "20"), ("at least 4", "4")]
)
def test_a_limit_is_the_target_and_its_words_are_kept(cell: str, target: str):
    found = imported(f"Ref | Indicator | Target\n1 | Wait | {cell}", "indicators")
    (made,) = only(found, Indicator)
    assert f"{made.target:f}" == target
    assert f"Target: {cell}" in made.note
    assert row(found, 2).problem


@pytest.mark.parametrize("cell", ["(20)", "1,200-", "(£1,200)"])
def test_what_may_be_below_zero_is_kept_as_words(cell: str):
    found = imported(f"Ref | Indicator | Target\n1 | Saving | {cell}", "indicators")
    (made,) = only(found, Indicator)
    assert made.target is None
    assert f"Target: {cell}" in made.note
    assert row(found, 2).problem
