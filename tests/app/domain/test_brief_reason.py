"""A theme's reason in few words, made of the sentences that the rules write."""

from __future__ import annotations

import pytest

from app.domain.brief_reason import brief_reason
from app.domain.rating import Rating, Status
from app.domain.records import Indicator, Record, Risk, Statement
from app.domain.rollup import Beside, Item, theme

NAMES = ("Agency staff", "Too few staff; and too many cases", "Staff leave", "New staff", "Too slow")
CONCERNS = tuple(Statement(id=f"s{n}", title=f"Concern {n}; about cases.") for n in range(5))


def item(number: int, status: Status, *, key: bool = False) -> Item:
    kind = Indicator if key or not number else Risk
    rating = Rating(status=status, computed=status, reason="", short=f"score {number}, target 8", key=key)
    return kind(id=f"i{number}", title=NAMES[number]), rating


def brief(items: list[Item], concerns: tuple[Record, ...] = (), done: int = 0) -> str:
    shorts = {record.id: rating.short for record, rating in items if isinstance(rating, Rating)}
    verdict = theme(items, concerns, Beside(done=done), lambda record: shorts[record.id])
    return brief_reason(
        Rating(status=verdict.status, computed=verdict.status, reason=verdict.reason, deciding=verdict.deciding)
    )


@pytest.mark.parametrize(
    ("reds", "more"),
    [(2, f"; {NAMES[1]}, score 1, target 8"), (3, "; and 2 more"), (4, "; and 3 more"), (5, "; and 4 more")],
)
def test_of_several_that_decide_the_first_is_named_and_the_others_are_counted(reds: int, more: str):
    said = brief([item(number, Status.RED) for number in range(reds)], CONCERNS[:3], done=2)
    of_all = f"{reds} of {reds} rated items are off track"
    assert said == f"{of_all}: Agency staff, score 0, target 8{more}; 3 concerns; 2 actions done."


def test_one_that_decides_and_one_concern_keep_their_names():
    said = brief([item(0, Status.RED, key=True)], CONCERNS[:1])
    assert said == "Key indicator off track: Agency staff, score 0, target 8; 1 concern: “Concern 0; about cases”."


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_where_concerns_decide_the_first_is_named(count: int):
    said = brief([item(0, Status.GREEN)], CONCERNS[:count])
    total = f"{count} of {count + 1} rated items and concerns are at risk or of concern"
    assert said == f"{total}: {count} concerns: “Concern 0; about cases” and {count - 1} more."


def test_what_needs_no_shortening_stays():
    assert brief([item(0, Status.GREEN), item(1, Status.GREEN)]) == "2 of 2 items rated, none off track."
