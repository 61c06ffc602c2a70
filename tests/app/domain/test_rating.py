"""Ratings of whole plans: overrides, illustrative values, direction, themes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.rating import Direction, Ratings, Status
from app.domain.records import (
    Action,
    Body,
    Category,
    Finding,
    Indicator,
    Milestone,
    Objective,
    Override,
    Programme,
    Recommendation,
    Record,
    Risk,
    Statement,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, illustrative, linked, plan_of, reading

THEME = Theme(id="t", number=3, title="A sufficient and skilled workforce")
OVERSIGHT = Indicator(id="i", title="Management oversight", target=Decimal(95), key=True, better="higher")
AGENCY = Indicator(id="g", title="Agency staff", target=Decimal(30), better="lower")
POSTS = Action(id="a", title="Fill the senior posts", due=PartialDate("2018-04"))
CULTURE = Risk(id="r", title="Staff culture", likelihood=4, impact=4, target_likelihood=2, target_impact=4)
APRIL, DECEMBER = reading("i", "2017-04", "60"), reading("i", "2017-12", "87.9")
BEFORE = date(2017, 11, 23)


def by_hand(record: Record, status: str = "amber", until: date | None = DAY) -> Override:
    return Override(id="o", record=record.id, status=status, reason="Training is booked.", until=until, by="Ann Lee")


def test_a_status_set_by_hand_stands_beside_the_computed_one_until_its_day():
    rating = Ratings(plan_of(OVERSIGHT, DECEMBER, by_hand(OVERSIGHT))).of(OVERSIGHT)
    assert (rating.status, rating.computed) == (Status.AMBER, Status.RED)
    assert rating.override is not None
    assert rating.distance == "7.1 points below target"
    assert rating.reason == (
        "At risk, set by Ann Lee until 31 Jan 2018: Training is booked. Computed: Management oversight stood at "
        "87.9 % against 95 % in December 2017: 7.1 points below target, off track."
    )


@pytest.mark.parametrize("until", [date(2018, 1, 30), None])
def test_an_expired_status_falls_away_and_is_kept_to_be_listed(until):
    rating = Ratings(plan_of(OVERSIGHT, DECEMBER, by_hand(OVERSIGHT, until=until))).of(OVERSIGHT)
    assert (rating.status, rating.override) == (Status.RED, None)
    assert rating.expired is not None


def test_a_status_set_by_hand_counts_in_its_theme():
    parts = (THEME, *linked("t", OVERSIGHT), DECEMBER)
    assert Ratings(plan_of(*parts)).of(THEME).status is Status.RED
    assert Ratings(plan_of(*parts, by_hand(OVERSIGHT))).of(THEME).status is Status.AMBER


def test_a_theme_has_indicators_actions_and_risks_and_the_programme_has_the_themes_by_number():
    other = Theme(id="u", number=1, title="Leadership")
    programme = Programme(id="p", title="Improvement")
    plan = plan_of(THEME, other, programme, *linked("t", CULTURE, POSTS, OVERSIGHT, Body(id="b", title="Board")))
    ratings = Ratings(plan)
    assert ratings.items(THEME) == (OVERSIGHT, POSTS, CULTURE)
    assert ratings.items(programme) == (other, THEME)
    assert ratings.items(POSTS) == ()


def test_the_programme_adds_up_its_themes():
    programme = Programme(id="p", title="Improvement")
    ratings = Ratings(plan_of(programme, THEME, *linked("t", OVERSIGHT), DECEMBER))
    rating = ratings.of(programme)
    assert rating.status is Status.RED
    assert rating.reason == "1 of 1 rated theme is off track: A sufficient and skilled workforce."


def test_what_has_no_status_is_refused():
    with pytest.raises(TypeError, match="Body has no status"):
        Ratings(plan_of()).of(Body(id="b", title="Board"))


def test_a_record_that_is_only_being_typed_can_be_rated():
    ratings = Ratings(plan_of(CULTURE))
    assert ratings.of(replace(CULTURE, likelihood=1)).status is Status.GREEN
    assert ratings.of(CULTURE).status is Status.RED


def test_below_half_the_words_say_on_what_is_known():
    unknown = [Action(id=str(n), title=f"Action {n}") for n in range(2)]
    plan = plan_of(THEME, *linked("t", OVERSIGHT, *unknown), DECEMBER)
    rating = Ratings(plan).of(THEME)
    assert rating.partial
    assert rating.reason.endswith("7.1 points below target, on what is known (1 of 3).")


class TestIllustrative:
    """A result is marked when the facts alone give another."""

    def test_what_rests_on_facts_is_not_marked(self):
        ratings = Ratings(plan_of(OVERSIGHT, DECEMBER, *illustrative("r", "likelihood")))
        assert not ratings.of(OVERSIGHT).illustrative
        assert ratings.of(OVERSIGHT).alone is None

    def test_a_value_without_a_source_marks_its_record(self):
        ratings = Ratings(plan_of(AGENCY, reading("g", "2017-12", "36"), *illustrative("g", "target")))
        rating = ratings.of(AGENCY)
        assert rating.illustrative
        assert rating.alone is not None
        assert rating.alone.status is Status.NOT_RATED
        assert rating.alone_words == "Off track, illustrative; the report alone: not rated"

    def test_the_mark_spreads_to_the_theme_with_what_is_known_alone(self):
        acts = [Action(id=str(n), title=f"Action {n}") for n in range(3)]
        plan = plan_of(THEME, *linked("t", AGENCY, CULTURE, *acts), reading("g", "2017-12", "36"),
                       *illustrative("g", "target"), *illustrative("r", "likelihood"))  # fmt: skip
        rating = Ratings(plan).of(THEME)
        assert rating.alone_words == "Off track, illustrative; the report alone: not rated, 0 of 5 known"

    def test_a_theme_that_its_key_indicator_decides_is_not_marked_although_less_is_known_alone(self):
        plan = plan_of(THEME, *linked("t", OVERSIGHT, CULTURE, POSTS), DECEMBER,
                       *illustrative("r", "likelihood"), *illustrative("a", "due"))  # fmt: skip
        rating = Ratings(plan).of(THEME)
        assert (rating.status, rating.illustrative) == (Status.RED, False)

    def test_the_same_status_for_another_reason_is_marked(self):
        plan = plan_of(CULTURE, *illustrative("r", "target_impact"))
        rating = Ratings(plan).of(CULTURE)
        assert rating.alone is not None
        assert rating.alone.status is rating.status is Status.RED

    def test_a_record_that_no_source_supports_is_not_rated_alone(self):
        rating = Ratings(plan_of(CULTURE, *illustrative("r", ""))).of(CULTURE)
        assert rating.alone is not None
        assert rating.alone.reason == "Staff culture is not in the report: not rated."

    def test_the_facts_alone_are_never_marked(self):
        plan = plan_of(AGENCY, reading("g", "2017-12", "36"), *illustrative("g", "target"))
        ratings = Ratings(plan.facts_only, plan.facts_only)
        assert ratings.alone is ratings
        assert not any(ratings.of(i).illustrative for i in plan.facts_only.all(Indicator))

    def test_an_illustrative_past_marks_no_status(self):
        past = plan_of(AGENCY, *illustrative("g", "target"), on=BEFORE)
        rating = Ratings(plan_of(AGENCY), past).of(AGENCY)
        assert (rating.illustrative, rating.direction) == (False, Direction.SAME)


class TestDirection:
    """Against the plan as it was at the latest closed meeting."""

    def way(self, now: list[Record], then: list[Record], record: Record) -> Direction | None:
        plan = plan_of(*now)
        found = plan.find(record.id)
        assert found is not None
        return Ratings(plan, plan_of(*then, on=BEFORE)).of(found).direction

    def test_there_is_none_without_a_closed_meeting(self):
        assert Ratings(plan_of(CULTURE)).of(CULTURE).direction is None

    def test_what_was_not_there_is_new(self):
        assert self.way([CULTURE], [], CULTURE) is Direction.NEW

    def test_off_track_still_but_with_a_better_figure_is_better(self):
        assert self.way([OVERSIGHT, APRIL, DECEMBER], [OVERSIGHT, APRIL], OVERSIGHT) is Direction.BETTER

    def test_a_lower_figure_is_better_where_lower_is(self):
        then, now = reading("g", "2017-10", "38"), reading("g", "2017-12", "36")
        assert self.way([AGENCY, then, now], [AGENCY, then], AGENCY) is Direction.BETTER
        assert self.way([AGENCY, now], [AGENCY, replace(then, value=Decimal(31))], AGENCY) is Direction.WORSE

    def test_a_first_status_is_new_where_no_figure_moved(self):
        old = replace(OVERSIGHT, target=None)
        recent = reading("i", "2017-11", "60")
        assert self.way([OVERSIGHT, recent], [old, recent], OVERSIGHT) is Direction.NEW

    def test_of_what_is_rated_no_longer_less_is_known(self):
        october = reading("i", "2017-10", "96")
        assert self.way([OVERSIGHT, october], [OVERSIGHT, october], OVERSIGHT) is Direction.LESS_KNOWN

    def test_a_status_that_only_a_yardstick_moved_is_measured_differently(self):
        november, fine = reading("i", "2017-11", "87.9"), reading("i", "2017-11", "96")
        eased, stricter = replace(OVERSIGHT, target=Decimal(85)), replace(OVERSIGHT, target=Decimal(99))
        assert self.way([eased, november], [OVERSIGHT, november], OVERSIGHT) is Direction.MEASURED_DIFFERENTLY
        assert self.way([stricter, fine], [OVERSIGHT, fine], OVERSIGHT) is Direction.MEASURED_DIFFERENTLY
        better = reading("i", "2018-01", "96")
        assert self.way([eased, november, better], [OVERSIGHT, november], OVERSIGHT) is Direction.BETTER

    def test_a_theme_that_is_better_only_because_something_is_counted_no_longer_is_less_known(self):
        green = Indicator(id="x", title="Visits", target=Decimal(90), better="higher")
        figures = [DECEMBER, reading("x", "2017-12", "95")]
        theme: list[Record] = [THEME, *linked("t", OVERSIGHT, green), *figures]
        hidden = replace(OVERSIGHT, context=True, key=False)
        now: list[Record] = [hidden if record is OVERSIGHT else record for record in theme]
        assert self.way(now, theme, THEME) is Direction.LESS_KNOWN
        unlinked = [THEME, OVERSIGHT, *linked("t", green), *figures]
        assert self.way(unlinked, theme, THEME) is Direction.LESS_KNOWN
        removed = [THEME, *linked("t", green), *figures]
        assert self.way(removed, theme, THEME) is Direction.LESS_KNOWN

    def test_a_theme_that_is_better_because_its_late_action_is_done_is_better_and_ended_less_known(self):
        late = replace(POSTS, due=PartialDate("2017-10"))
        fine = Action(
            id="b", title="Train", due=PartialDate("2018-12"), reported=PartialDate("2017-12"), progress="On."
        )
        theme: list[Record] = [THEME, *linked("t", late, fine)]
        done: list[Record] = [replace(late, done=True) if record is late else record for record in theme]
        assert self.way(done, theme, THEME) is Direction.BETTER
        ended: list[Record] = [replace(late, ended_why="Merged") if record is late else record for record in theme]
        assert self.way(ended, theme, THEME) is Direction.LESS_KNOWN

    def test_what_is_set_by_hand_makes_nothing_better(self):
        november = reading("i", "2017-11", "50")
        records = [THEME, *linked("t", OVERSIGHT), november]
        by = by_hand(OVERSIGHT, "green", date(2018, 3, 1))
        for record in (OVERSIGHT, THEME):
            assert self.way([*records, by], records, record) is Direction.MEASURED_DIFFERENTLY
        expired = by_hand(OVERSIGHT, "red", date(2017, 12, 31))
        fine = [OVERSIGHT, reading("i", "2017-11", "96")]
        assert self.way([*fine, expired], [*fine, expired], OVERSIGHT) is Direction.MEASURED_DIFFERENTLY

    def test_a_lower_plan_or_a_slower_body_makes_nothing_better(self):
        low = reading("i", "2017-11", "85", planned="95")
        now = reading("i", "2017-11", "85", planned="85")
        assert self.way([OVERSIGHT, now], [OVERSIGHT, low], OVERSIGHT) is Direction.MEASURED_DIFFERENTLY
        silent = replace(POSTS, due=PartialDate("2018-12"), reported=PartialDate("2017-09-01"), progress="On.")
        programme, board = Programme(id="p", title="P", body="b"), Body(id="b", title="Board", every="month")
        slower = [programme, replace(board, every="year"), silent]
        assert self.way(slower, [programme, board, silent], silent) is Direction.MEASURED_DIFFERENTLY

    def test_of_what_is_better_only_because_a_part_of_it_is_gone_less_is_known(self):
        fine = Action(
            id="b", title="Train", due=PartialDate("2018-12"), reported=PartialDate("2017-12"), progress="On."
        )
        theme, programme = [THEME, *linked("t", fine)], Programme(id="p", title="P")
        worry = Statement(id="s", title="Plans", says="Not yet.", concern=True)
        step = Milestone(id="m", action="b", title="Panel", due=PartialDate("2017-10-01"))
        asked = [Visit(id="v", title="Visit", happened=True), Finding(id="f", of="v", title="Asked")]
        lost = [*theme, *linked("t", worry)]
        assert self.way([*theme, *linked("t", replace(worry, concern=False))], lost, THEME) is Direction.LESS_KNOWN
        assert self.way(theme, lost, THEME) is Direction.LESS_KNOWN
        assert self.way(theme, [*theme, step], THEME) is Direction.LESS_KNOWN
        assert self.way(theme, [*theme, *asked, *linked("t", asked[1])[1:]], THEME) is Direction.LESS_KNOWN
        red = Theme(id="u", number=9, title="Leadership")
        late = linked("u", replace(POSTS, due=PartialDate("2017-06")))
        assert self.way([programme, *theme], [programme, *theme, red, *late], programme) is Direction.LESS_KNOWN
        risky = Risk(id="k", title="Cost", likelihood=2, impact=3, category="c")
        scarce = Category(id="c", title="Money", appetite=3)
        assert self.way([replace(risky, category="")], [risky, scarce], risky) is Direction.LESS_KNOWN

    def test_a_figure_that_was_taken_out_leaves_no_movement_behind(self):
        october, november = reading("i", "2017-10", "96"), reading("i", "2017-11", "50")
        now, then = plan_of(OVERSIGHT, october, on=date(2017, 12, 15)), plan_of(OVERSIGHT, october, november, on=BEFORE)
        rating = Ratings(now, then).of(OVERSIGHT)
        assert (rating.direction, rating.moved) == (Direction.LESS_KNOWN, "")

    def test_from_thirteen_points_on_the_special_cause_decides_and_below_the_plain_difference(self):
        steady = [60, 62, 61, 63, 60, 62, 61, 63, 60, 62, 61, 63]
        old = [reading("i", f"{2016 + (n + 10) // 12}-{(n + 10) % 12 + 1:02}", str(v)) for n, v in enumerate(steady)]
        then = [OVERSIGHT, *old]
        up, far = reading("i", "2017-12", "64"), reading("i", "2017-12", "90")
        assert self.way([*then, up], then, OVERSIGHT) is Direction.NO_REAL_CHANGE
        assert self.way([*then, far], then, OVERSIGHT) is Direction.BETTER
        near = replace(OVERSIGHT, target=Decimal("63.5"), tolerance=Decimal("0.1"))
        assert self.way([near, *old, up], [near, *old], near) is Direction.NO_REAL_CHANGE
        few = [OVERSIGHT, *old[-3:]]
        assert self.way([*few, up], few, OVERSIGHT) is Direction.BETTER
        plan = plan_of(*few, up)
        moved = Ratings(plan, plan_of(*few, on=BEFORE)).of(OVERSIGHT).moved
        assert moved == "up 1 point since 23 Nov 2017"

    def test_a_score_that_moved_within_its_band_counts(self):
        assert self.way([replace(CULTURE, impact=5)], [CULTURE], CULTURE) is Direction.WORSE
        assert self.way([replace(CULTURE, closed=DAY)], [CULTURE], CULTURE) is Direction.BETTER
        assert self.way([CULTURE], [CULTURE], CULTURE) is Direction.SAME

    def test_time_alone_makes_an_action_worse(self):
        late = replace(POSTS, due=PartialDate("2017-12"), reported=PartialDate("2017-11"), progress="Begun.")
        assert self.way([late], [late], late) is Direction.WORSE

    def test_a_theme_moves_with_what_decides_it(self):
        october = reading("i", "2017-10", "80")
        theme = [THEME, *linked("t", OVERSIGHT), october]
        assert self.way([*theme, DECEMBER], theme, THEME) is Direction.BETTER
        assert self.way([*theme, replace(DECEMBER, value=Decimal(70))], theme, THEME) is Direction.WORSE
        assert self.way([*theme, replace(DECEMBER, value=Decimal(80))], theme, THEME) is Direction.SAME

    def test_the_past_is_rated_on_its_own_day(self):
        late = replace(POSTS, due=PartialDate("2017-12"), reported=PartialDate("2017-11"), progress="Begun.")
        rating = Ratings(plan_of(late), plan_of(late, on=BEFORE)).of(late)
        assert rating.before is not None
        assert (rating.before.status, rating.before.distance) == (Status.GREEN, "due in 38 days")


STANDARDS = Recommendation(id="n", number=1, title="Clear standards")


def test_a_recommendation_is_rated_by_its_actions_alone_as_they_are_shown():
    late = replace(POSTS, due=PartialDate("2018-01-01"))
    plan = plan_of(STANDARDS, *linked("n", late, CULTURE))
    assert Ratings(plan).items(STANDARDS) == (late,)
    assert Ratings(plan).of(STANDARDS).status is Status.RED
    eased = Ratings(plan_of(STANDARDS, *linked("n", late), by_hand(late))).of(STANDARDS)
    assert eased.status is Status.AMBER
    assert eased.reason.startswith(
        "Clear standards: 1 of 1 linked item is at risk: Fill the senior posts, set by Ann Lee"
    )


def test_a_recommendation_may_be_set_by_hand_rests_on_illustrative_dates_and_has_a_direction():
    told = replace(POSTS, reported=PartialDate("2017-12"), progress="Begun.")
    plan = plan_of(STANDARDS, *linked("n", told), *illustrative("a", "due"))
    before = plan_of(STANDARDS, *linked("n", replace(told, blocked="A vacancy")), on=BEFORE)
    rating = Ratings(plan, before).of(STANDARDS)
    assert (rating.status, rating.direction, rating.illustrative) == (Status.GREEN, Direction.BETTER, True)
    assert rating.alone is not None
    assert rating.alone.status is Status.NOT_RATED
    assert Ratings(plan_of(STANDARDS, by_hand(STANDARDS, "red"))).of(STANDARDS).status is Status.RED


def test_a_theme_is_not_rated_by_what_only_works_towards_its_objectives_or_by_its_recommendations():
    records = [THEME, Objective(id="o", theme="t", title="Reach it"), replace(POSTS, objective="o"), STANDARDS]
    assert Ratings(plan_of(*records, *linked("t", CULTURE))).items(THEME) == (CULTURE,)
