"""How items add up to a theme, themes to the programme, and what is linked to a recommendation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import Action, Indicator, Recommendation, Record, Statement, Theme
from app.domain.rollup import Beside, counts_as, programme, recommendation, theme
from app.domain.status import Status, Stood

C, G, A, R, N = Status.COMPLETE, Status.GREEN, Status.AMBER, Status.RED, Status.NOT_RATED
ANY = st.sampled_from([G, A, R, N])


@dataclass
class Stands:
    status: Status
    key: bool = False
    forecast: bool = False
    stood: Stood | None = None
    at_target: bool = False
    by_hand: bool = False


def overdue(_item: Record) -> str:
    return "16 days overdue"


def items(*statuses: Status, key: int | None = None) -> list[tuple[Record, Stands]]:
    return [(Action(id=str(n), title=f"Item {n}"), Stands(status, key=n == key)) for n, status in enumerate(statuses)]


def concerns(count: int) -> list[Statement]:
    return [
        Statement(id=f"s{n}", title=f"Concern {n}", says="Still needs improvement.", concern=True) for n in range(count)
    ]


def figure(status: Status, *, at_target: bool) -> tuple[Record, Stands]:
    return Indicator(id="i", title="Oversight"), Stands(status, at_target=at_target)


@pytest.mark.parametrize(
    ("statuses", "key", "status"),
    [
        ([], None, N),
        ([N], None, N),
        ([G], None, G),
        ([G, N], None, G),
        ([G, N, N], None, N),
        ([R, N, N, N], 0, R),
        ([R, N, N, N], None, A),
        ([R, N], None, R),
        ([R, A], None, R),  # as ([R, N]): what falls late beside it improves nothing
        ([R, A, N], None, A),
        ([R, R, N, N, N], None, R),
        ([R, R, G, G, G, G, G, G], None, R),
        ([R, R, G, G, G, G, G, G, A, A, A], None, R),  # what is at risk does not thin out what is off track
        ([R, R, G, G, G, G, G, G, G], None, A),
        ([R, G, G], None, A),
        ([A, G, G, G], None, A),
        ([A, G, G, G, G], None, G),
        ([A, G, G, G, G, N, N, N], None, G),
        ([A, G, G, G, G, N, N, N, N], None, N),  # as without the one at risk
        ([A, N], None, A),
        ([A, N, N, N, N], None, A),
        ([N, G, G, G, G], 0, A),
        ([A, G, G, G, G], 0, G),
    ],
)
def test_the_first_rule_that_fits_decides_a_theme(statuses, key, status):
    assert theme(items(*statuses, key=key)).status is status


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (items(R, R, N, key=0), "Key indicator off track: Item 0, 16 days overdue."),
        (items(R, G, G), "1 of 3 rated items is off track: Item 0, 16 days overdue."),
        (items(R, A), "1 of 2 rated items is off track, 1 at risk, none on track: Item 0, 16 days overdue."),
        (
            items(A, G, G, G, G, N, N, N, N),
            "5 of 9 items rated, 1 of these at risk: fewer than half on track: not rated.",
        ),
        (items(A, A, G, N), "2 of 3 rated items are at risk: Item 0, 16 days overdue; Item 1, 16 days overdue."),
        (items(G, G, N, N), "2 of 4 items rated, none off track."),
        (items(A, G, G, G, G), "5 of 5 items rated, none off track; 1 at risk: Item 0, 16 days overdue."),
        (items(N, G, key=0), "Key indicator not rated: Item 0, 16 days overdue."),
        (items(G, N, N), "1 of 3 items rated, fewer than half: not rated."),
        ([], "No item that counts is linked to it: not rated."),
    ],
)
def test_the_reason_names_what_decides(found, reason):
    assert theme(found, short=overdue).reason == reason


def test_a_concern_weighs_as_an_item_at_risk_does_and_is_named():
    one = theme(items(G, G, G), concerns(1))
    assert (one.status, one.reason) == (
        A,
        "1 of 4 rated items and concerns is at risk or of concern: 1 concern: “Concern 0”.",
    )
    beside = theme(items(R, R, G), concerns(1))
    assert beside.status is R
    assert beside.reason.endswith("; 1 concern: “Concern 0”.")
    assert theme(items(*[G] * 4), concerns(1)).status is G
    assert theme([], concerns(1)).status is A


def test_what_can_no_longer_be_rated_counts_as_it_last_stood_where_that_was_not_well():
    red, fine = (Stands(N, stood=Stood(status, "as at October 2017")) for status in (R, G))
    assert [counts_as(red), counts_as(fine)] == [R, N]
    late = Action(id="9", title="Quiet")
    assert theme([*items(R, G, G), (late, red)]).status is R
    assert theme([*items(G), (late, fine)]).known == (1, 2)


def test_a_theme_is_complete_where_nothing_is_open_and_its_figures_are_at_their_targets():
    at, short = figure(G, at_target=True), figure(G, at_target=False)
    beside = Beside(done=3)
    assert theme([at], beside=beside).status is C
    assert theme([at], beside=beside).reason == "Nothing is open, and the indicator is at its target; 3 actions done."
    assert theme([short], beside=beside).status is G  # above the line, not at the target itself
    assert theme([at], concerns(1), beside).status is not C
    assert theme([at], beside=Beside(done=3, not_started=1)).status is not C
    assert theme([at, *items(G)], beside=beside).status is G


def test_what_is_done_and_nothing_measured_says_nothing_of_whether_it_worked():
    verdict = theme([], beside=Beside(done=2, ended=1, not_started=2, closed=1))
    assert verdict.status is N
    assert verdict.reason == (
        "Nothing that has begun is open, and nothing says whether it worked: not rated;"
        " 2 actions done, 1 ended, 2 not started, 1 risk closed."
    )


def test_what_is_set_by_hand_is_counted_in_the_reason():
    by_hand = Action(id="9", title="Judged"), Stands(G, by_hand=True)
    assert "1 of these set by hand" in theme([*items(G), by_hand]).reason


def test_a_long_list_is_cut():
    assert theme(items(R, R, R, R, R), short=overdue).reason.endswith("Item 2, 16 days overdue; and 2 more.")


def test_it_is_a_forecast_when_everything_that_decides_it_is():
    late, pending = Action(id="1", title="Late"), Action(id="2", title="Pending")
    red = Stands(R, forecast=True)
    assert theme([(pending, red), (late, Stands(G))]).forecast
    assert not theme([(pending, red), (late, Stands(R))]).forecast
    assert not theme([]).forecast


WORSE_IN_TIME = ((N, A), (N, R), (G, N), (G, A), (A, R))
"""What may become of an item by time alone; what last stood at risk or off track counts so from then on."""


@pytest.mark.parametrize(
    "judge", [lambda statuses: theme(items(*statuses)).status, lambda s: programme(items(*s)).status]
)
def test_no_item_that_gets_worse_improves_what_it_adds_up_to(judge):
    for count in range(1, 11):
        for statuses in combinations_with_replacement([C, G, A, R, N] if count < 7 else [G, A, R, N], count):
            before = judge(statuses)
            for was, now in WORSE_IN_TIME:
                if was in statuses:
                    at = statuses.index(was)
                    after = judge((*statuses[:at], now, *statuses[at + 1 :]))
                    assert after.rank <= before.rank if before.rated else after is not G, (statuses, was, now)


@given(st.lists(ANY, max_size=12), st.integers(0, 4))
def test_a_theme_is_never_on_track_with_less_than_half_known_nor_with_anything_off_track(statuses, worries):
    found = theme(items(*statuses), concerns(worries))
    rated = sum(status.rated for status in statuses)
    assert found.known == (rated, len(statuses))
    if found.status is G:
        assert 2 * rated >= len(statuses)
        assert R not in statuses
    if R in statuses:
        assert found.status in (A, R)


@given(st.lists(ANY, min_size=1, max_size=12), st.integers(0, 4), st.data())
def test_an_item_that_worsens_never_betters_the_whole(statuses, worries, data):
    at = data.draw(st.integers(0, len(statuses) - 1))
    before = theme(items(*statuses), concerns(worries)).status
    after = theme(items(*statuses[:at], R, *statuses[at + 1 :]), concerns(worries)).status
    assert after.rank <= before.rank or not before.rated


@given(st.lists(ANY, min_size=1, max_size=12), st.integers(0, 4), st.data())
def test_an_item_that_goes_quiet_never_betters_the_whole(statuses, worries, data):
    at = data.draw(st.integers(0, len(statuses) - 1))
    found = items(*statuses)
    before = theme(found, concerns(worries)).status
    found[at] = found[at][0], replace(found[at][1], status=N, stood=Stood(statuses[at], "as at October 2017"))
    after = theme(found, concerns(worries)).status
    assert after.rank <= before.rank or not before.rated


@given(st.lists(ANY, max_size=12), st.integers(0, 4))
def test_one_honest_word_of_concern_more_never_betters_the_whole(statuses, worries):
    before, after = (theme(items(*statuses), concerns(count)).status for count in (worries, worries + 1))
    assert after.rank <= before.rank or not before.rated


@given(st.lists(st.tuples(ANY, st.booleans()), max_size=10), st.integers(0, 3), st.randoms(use_true_random=False))
def test_the_order_of_items_decides_nothing(given_items, worries, random):
    found = [
        (Action(id=str(n), title=f"Item {n}"), Stands(status, key=key)) for n, (status, key) in enumerate(given_items)
    ]
    shuffled = random.sample(found, len(found))
    assert theme(found, concerns(worries)).status is theme(shuffled, concerns(worries)).status


def themes(*statuses: Status) -> list[tuple[Record, Stands]]:
    return [(Theme(id=str(n), number=n, title=f"Theme {n}"), Stands(status)) for n, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("statuses", "status", "reason"),
    [
        ([], N, "There is no theme: not rated."),
        ([R], R, "1 of 1 rated theme is off track: Theme 0."),
        ([R, N], R, "1 of 1 rated theme is off track: Theme 0."),
        ([R, N, N], A, "1 of 1 rated theme is off track: Theme 0."),
        ([R, R, G, G, G, G, G, G], R, "2 of 8 rated themes are off track: Theme 0; Theme 1."),
        ([R, R, *[G] * 7], A, "2 of 9 rated themes are off track: Theme 0; Theme 1."),
        ([R, A, G], A, "1 of 3 rated themes is off track: Theme 0; 1 at risk: Theme 1."),
        ([C, C], C, "All 2 themes complete."),
        ([C], C, "Its one theme is complete."),
        ([G, C, G, N], G, "3 of 4 themes rated, none at risk or off track."),
        ([G, G, N, N], N, "2 of 4 themes rated, fewer than three quarters: not rated."),
    ],
)
def test_the_programme_follows_from_its_themes(statuses, status, reason):
    verdict = programme(themes(*statuses))
    assert (verdict.status, verdict.reason) == (status, reason)


STANDARDS = Recommendation(id="n", number=1, title="Clear standards")
MET = replace(STANDARDS, met=date(2018, 1, 12), evidence="Audits of December.")


@pytest.mark.parametrize(
    ("statuses", "status", "said"),
    [
        ([], N, "no action or figure that counts is linked to it, not rated"),
        ([G], G, "what is linked to it is on track, not done yet"),
        ([G, G], G, "both linked items on track, none done yet"),
        ([G, G, G], G, "all 3 linked items on track, none done yet"),
        ([C, G, G], G, "1 of 3 linked items done, the others on track"),
        ([C, C], G, "2 of 2 linked items done, not accepted as met yet"),
        ([G, A, C], A, "1 of 3 linked items is at risk: Item 1, 16 days overdue"),
        ([A, R, R], R, "2 of 3 linked items are off track: Item 1, 16 days overdue; Item 2, 16 days overdue"),
        ([G, N], N, "1 of 2 linked items is not rated, so neither is it"),
        ([N, N], N, "2 of 2 linked items are not rated, so neither is it"),
        ([N, A], A, "1 of 2 linked items is at risk: Item 1, 16 days overdue"),
    ],
)
def test_a_recommendation_is_as_the_worst_that_is_linked_to_it(statuses, status, said):
    verdict = recommendation(STANDARDS, items(*statuses), short=overdue)
    assert (verdict.status, verdict.short) == (status, said)
    assert verdict.reason == f"Clear standards: {said}."


def test_a_recommendation_accepted_with_evidence_is_complete_until_a_figure_slips():
    verdict = recommendation(MET, items(R, N))
    assert verdict.status is C
    assert verdict.reason == "Clear standards: accepted as met on 12 Jan 2018, with evidence."
    slipped = recommendation(MET, items(R, N), items(R))
    assert slipped.status is A
    assert "accepted as met on 12 Jan 2018, with evidence, but off track now: Item 0" in slipped.reason
    assert recommendation(replace(MET, evidence=" "), items(R)).status is R


def test_a_recommendation_names_what_decides_it_and_how_much_is_known():
    verdict = recommendation(STANDARDS, items(R, G, N, N, N))
    assert [record.id for record in verdict.deciding] == ["0"]
    assert verdict.known == (2, 5)
