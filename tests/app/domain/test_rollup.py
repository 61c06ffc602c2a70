"""How items add up to a theme, and themes to the programme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import Action, Recommendation, Record
from app.domain.rollup import of_recommendation, roll_up
from app.domain.status import Status

C, G, A, R, N = Status.COMPLETE, Status.GREEN, Status.AMBER, Status.RED, Status.NOT_RATED


@dataclass
class Stands:
    status: Status
    key: bool = False
    short: str = "16 days overdue"
    forecast: bool = False


def items(*statuses: Status, key: int | None = None) -> list[tuple[Record, Stands]]:
    return [(Action(id=str(n), title=f"Item {n}"), Stands(status, key=n == key)) for n, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "key", "status"),
    [
        ([], None, N),
        ([N], None, N),
        ([G], None, G),
        ([C, C], None, G),
        ([G, N], None, G),
        ([G, N, N], None, N),
        ([R, N, N, N], 0, R),
        ([R, N, N, N], None, A),
        ([R, R, N, N, N], None, A),
        ([R, R, N, N], None, R),
        ([R, R, G, G, G, G, G], None, R),
        ([R, R, G, G, G, G, G, G], None, A),
        ([R, G, G], None, A),
        ([A, G, G], None, A),
        ([A, G, G, G], None, G),
        ([A, N], None, A),
        ([A, A, N, N, N], None, N),
        ([A, G, G, G], 0, G),
    ],
)
def test_the_first_rule_that_fits_decides(statuses, key, status):
    assert roll_up(items(*statuses, key=key)).status is status


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (items(R, R, N, key=0), "Key indicator off track: Item 0, 16 days overdue."),
        (items(R, G, G), "1 of 3 rated items is off track: Item 0, 16 days overdue."),
        (items(A, A, G, N), "2 of 3 rated items are at risk: Item 0, 16 days overdue; Item 1, 16 days overdue."),
        (items(G, G, N, N), "2 of 4 items rated, none off track."),
        (items(A, G, G, G), "4 of 4 items rated, none off track; 1 at risk: Item 0, 16 days overdue."),
        (items(G, N, N), "1 of 3 items rated, fewer than half: not rated."),
        ([], "No item is linked to it: not rated."),
    ],
)
def test_the_reason_names_what_decides(found, reason):
    assert roll_up(found).reason == reason


def test_a_long_list_is_cut():
    assert roll_up(items(R, R, R, R, R)).reason.endswith("Item 2, 16 days overdue; and 2 more.")


def test_it_is_a_forecast_when_everything_that_decides_it_is():
    late, pending = Action(id="1", title="Late"), Action(id="2", title="Pending")
    red = Stands(R, forecast=True)
    assert roll_up([(pending, red), (late, Stands(G))]).forecast
    assert not roll_up([(pending, red), (late, Stands(R))]).forecast
    assert not roll_up([]).forecast


@given(st.lists(st.sampled_from(list(Status)), max_size=30))
def test_it_is_never_on_track_with_less_than_half_known_nor_with_anything_off_track(statuses):
    found = roll_up(items(*statuses))
    rated = sum(status.rated for status in statuses)
    assert found.known == (rated, len(statuses))
    if found.status is G:
        assert 2 * rated >= len(statuses)
        assert R not in statuses
    if R in statuses:
        assert found.status in (A, R)


@given(st.lists(st.sampled_from(list(Status)), min_size=1, max_size=20), st.data())
def test_an_item_that_worsens_never_betters_the_whole(statuses, data):
    rated = [n for n, status in enumerate(statuses) if status.rated]
    if rated:
        at = data.draw(st.sampled_from(rated))
        before = roll_up(items(*statuses)).status
        after = roll_up(items(*statuses[:at], R, *statuses[at + 1 :])).status
        assert after.rank <= before.rank or not before.rated


STANDARDS = Recommendation(id="n", number=1, title="Clear standards")
MET = replace(STANDARDS, met=date(2018, 1, 12), evidence="Audits of December.")


@pytest.mark.parametrize(
    ("statuses", "status", "said"),
    [
        ([], N, "no action serves it, not rated"),
        ([G], G, "its action is on track, not done yet"),
        ([G, G], G, "both actions on track, none done yet"),
        ([G, G, G], G, "all 3 actions on track, none done yet"),
        ([C, G, G], G, "1 of 3 actions done, the others on track"),
        ([C, C], G, "2 of 2 actions done, not accepted as met yet"),
        ([G, A, C], A, "1 of 3 actions is at risk: Item 1, 16 days overdue"),
        ([A, R, R], R, "2 of 3 actions are off track: Item 1, 16 days overdue; Item 2, 16 days overdue"),
        ([G, N], N, "1 of 2 actions is not rated, so neither is it"),
        ([N, N], N, "2 of 2 actions are not rated, so neither is it"),
        ([N, A], A, "1 of 2 actions is at risk: Item 1, 16 days overdue"),
    ],
)
def test_a_recommendation_is_as_its_worst_action_is(statuses, status, said):
    verdict = of_recommendation(STANDARDS, items(*statuses))
    assert (verdict.status, verdict.short) == (status, said)
    assert verdict.reason == f"Clear standards: {said}."


def test_a_recommendation_accepted_with_evidence_is_complete_whatever_its_actions_are():
    verdict = of_recommendation(MET, items(R, N))
    assert verdict.status is C
    assert verdict.reason == "Clear standards: accepted as met on 12 Jan 2018, with evidence."
    assert of_recommendation(replace(MET, evidence=" "), items(R)).status is R


def test_a_recommendation_names_what_decides_it_and_how_much_is_known():
    verdict = of_recommendation(STANDARDS, items(R, G, N, N, N))
    assert [record.id for record in verdict.deciding] == ["0"]
    assert verdict.known == (2, 5)
