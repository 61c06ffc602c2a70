"""What changed between two moments, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.rating import Direction, Ratings
from app.domain.records import (
    Action,
    Finding,
    Indicator,
    Milestone,
    Override,
    Provenance,
    Record,
    Risk,
    Theme,
    Thresholds,
    Visit,
)
from app.domain.schedule import PartialDate
from app.domain.since import Change, changes
from tests.app.domain.plans import DAY, illustrative, linked, plan_of, reading

BEFORE = date(2017, 11, 23)
CONTACTS = Indicator(id="i", title="Contacts with an initial decision within 1 day", better="higher")
JULY, DECEMBER = reading("i", "2017-07", "49"), reading("i", "2017-12", "74")
CULTURE = Risk(id="r", title="Staff culture", likelihood=4, impact=4, owner="Ann Lee")
POSTS = Action(id="a", title="Fill the senior posts", due=PartialDate("2018-04"))
VISIT = Visit(id="v", title="Second monitoring visit", starts=PartialDate("2017-12-12"), ends=PartialDate("2017-12-13"))


def since(now: list[Record], then: list[Record]) -> list[Change]:
    plan, before = plan_of(*now), plan_of(*then, on=BEFORE)
    return changes(plan, before, Ratings(plan, before))


def only(now: list[Record], then: list[Record]) -> Change:
    (change,) = since(now, then)
    return change


def test_nothing_is_said_without_a_meeting_before_or_without_a_change():
    plan = plan_of(CONTACTS, JULY)
    assert changes(plan, None, Ratings(plan)) == []
    assert since([CONTACTS, JULY, CULTURE, POSTS, VISIT], [CONTACTS, JULY, CULTURE, POSTS, VISIT]) == []


def test_a_new_reading_stands_beside_the_last_one():
    change = only([CONTACTS, JULY, DECEMBER], [CONTACTS, JULY])
    assert change.text == "Contacts with an initial decision within 1 day: 74 %, was 49 % in July"
    assert (change.word, change.direction, change.record) == ("better", Direction.BETTER, CONTACTS)


def test_a_lower_figure_is_better_where_lower_is():
    agency = replace(CONTACTS, title="Agency staff", better="lower")
    assert only([agency, JULY, DECEMBER], [agency, JULY]).word == "worse"
    neither = replace(agency, better="")
    assert only([neither, JULY, DECEMBER], [neither, JULY]).direction is None


def test_a_status_that_moved_with_its_reading_is_told_with_it():
    target = replace(CONTACTS, target=Decimal(75))
    change = only([target, JULY, DECEMBER], [target, JULY])
    assert change.detail == "Now at risk, not rated before"


@pytest.mark.parametrize(
    ("now", "then", "said", "word"),
    [
        ([DECEMBER], [], "74 % in December 2017, the first reading", "new"),
        ([replace(JULY, value=Decimal(51))], [JULY], "July 2017 restated as 51 %, 49 % before", "restated"),
        (
            [replace(JULY, value=Decimal(51))],
            [replace(JULY, provisional=True)],
            "July 2017 is final at 51 %, 49 % before",
            "better",
        ),
        ([JULY], [replace(JULY, provisional=True)], "July 2017 is final at 49 %", "final"),
        (
            [replace(JULY, value=Decimal(51), provisional=True)],
            [replace(JULY, provisional=True)],
            "July 2017 is still provisional at 51 %, 49 % before",
            "better",
        ),
        ([DECEMBER], [JULY, DECEMBER], "reading for July 2017, 49 %, removed", "removed"),
        ([JULY, DECEMBER], [DECEMBER], "1 other reading added, for July 2017", "added"),
        ([JULY, replace(DECEMBER, value=Decimal(49))], [JULY], "49 %, was 49 % in July", "same"),
    ],
)
def test_readings_that_came_went_or_were_restated_are_told(now, then, said, word):
    change = only([CONTACTS, *now], [CONTACTS, *then])
    assert (change.text, change.word) == (f"Contacts with an initial decision within 1 day: {said}", word)


def test_a_new_target_is_told():
    change = only([replace(CONTACTS, target=Decimal(75)), JULY], [CONTACTS, JULY])
    assert change.text.endswith(": target 75 %, none before")


@pytest.mark.parametrize(
    ("values", "said", "word", "direction"),
    [
        ({"likelihood": 3}, "score 12, 16 before", "better", Direction.BETTER),
        ({"impact": 5}, "score 20, 16 before", "worse", Direction.WORSE),
        ({"likelihood": None, "impact": None}, "no longer scored, score 16 before", "worse", Direction.WORSE),
        ({"owner": "Bo Roe"}, "owner Bo Roe, Ann Lee before", "reassigned", None),
        ({"owner": ""}, "owner removed, Ann Lee before", "reassigned", None),
        ({"target_likelihood": 2, "target_impact": 3}, "target 6, none before", "target", None),
        ({"closed": DAY, "closed_why": "It passed."}, "closed, It passed", "closed", Direction.BETTER),
    ],
)
def test_a_risk_re_scored_reassigned_or_closed_is_told(values, said, word, direction):
    change = only([replace(CULTURE, **values)], [CULTURE])
    assert (change.text, change.word, change.direction) == (f"Staff culture: {said}", word, direction)


def test_a_score_of_the_same_size_from_other_parts_is_told():
    change = only([replace(CULTURE, likelihood=2, impact=3)], [replace(CULTURE, likelihood=3, impact=2)])
    assert change.text == "Staff culture: likelihood 2, 3 before; impact 3, 2 before"


def test_what_else_changed_goes_into_the_detail():
    change = only([replace(CULTURE, likelihood=3, owner="Bo Roe")], [CULTURE])
    assert change.detail == "Owner Bo Roe, Ann Lee before. Now at risk, off track before"


@pytest.mark.parametrize(
    ("values", "said", "word", "direction"),
    [
        ({"done": True}, "done, date not given", "done", Direction.BETTER),
        ({"done": True, "done_on": PartialDate("2017-12")}, "done in December 2017", "done", Direction.BETTER),
        ({"due": PartialDate("2018-06")}, "due June 2018, April 2018 before", "slipped", Direction.WORSE),
        ({"due": PartialDate("2018-03")}, "due March 2018, April 2018 before", "sooner", Direction.BETTER),
        ({"due": PartialDate("2018-04-30")}, "due 30 Apr 2018, April 2018 before", "due date", None),
        ({"due": None}, "no due date, April 2018 before", "due date", None),
        ({"blocked": "a vacancy"}, "blocked by a vacancy", "blocked", Direction.WORSE),
        ({"percent": 40}, "40 % done, not given before", "better", Direction.BETTER),
    ],
)
def test_an_action_done_slipped_or_blocked_is_told(values, said, word, direction):
    change = only([replace(POSTS, **values)], [POSTS])
    assert (change.text, change.word, change.direction) == (f"Fill the senior posts: {said}", word, direction)


def test_what_was_done_and_is_no_longer_is_worse():
    assert only([POSTS], [replace(POSTS, done=True)]).word == "reopened"


def test_a_visit_tells_what_it_found():
    found = replace(VISIT, happened=True, progress_found="thresholds\nassessments", progress_needed="caseloads")
    change = only([found], [VISIT])
    assert change.text == "Second monitoring visit, 12 to 13 Dec 2017: 2 areas of progress, 1 to go"
    assert only([replace(found, progress_found="", progress_needed="")], [VISIT]).text.endswith("it has taken place")
    findings: list[Record] = [
        Finding(id=f"f{n}", of="v", kind=kind, title="It")
        for n, kind in enumerate(("progress", "further", "further", "further"))
    ]
    told = since([replace(VISIT, happened=True), *findings], [VISIT])
    assert [c.text for c in told if c.record.id == "v"] == [
        "Second monitoring visit, 12 to 13 Dec 2017: 1 area of progress, 3 to go"
    ]
    assert only([VISIT], []).text == "Second monitoring visit: planned for 12 to 13 Dec 2017"
    assert only([replace(VISIT, starts=None, ends=None)], [VISIT]).word == "moved"


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (CULTURE, "Staff culture: new risk, score 16"),
        (Risk(id="r", title="Staff culture"), "Staff culture: new risk, not scored yet"),
        (POSTS, "Fill the senior posts: new action, due April 2018"),
        (replace(POSTS, done=True), "Fill the senior posts: new action, done, date not given"),
        (Milestone(id="m", action="a", title="Adverts out"), "Adverts out: new milestone"),
        (CONTACTS, "Contacts with an initial decision within 1 day: new indicator"),
        (Theme(id="t", number=3, title="Workforce"), "Theme 3: Workforce: new theme"),
    ],
)
def test_what_is_new_or_gone_is_told(record, text):
    assert only([record], []).text == text
    gone = only([], [record])
    assert (gone.word, gone.record) == ("removed", record)


def test_a_risk_that_is_at_risk_only_because_its_review_is_long_overdue_says_so():
    risk = Risk(id="r1", title="Staff leave", likelihood=1, impact=2, review=PartialDate("2018-01-01"))
    plan, before = plan_of(risk, on=date(2018, 6, 1)), plan_of(risk, on=date(2018, 1, 1))
    (change,) = changes(plan, before, Ratings(plan, before))
    assert (change.word, change.detail.split(":")[0]) == ("worse", "Time passed")


def test_a_status_that_only_time_moved_says_so():
    late = replace(POSTS, due=PartialDate("2018-01"), reported=PartialDate("2017-12"))
    change = only([late], [late])
    assert change.text == "Fill the senior posts: at risk, on track before"
    assert (change.word, change.detail) == ("worse", "Time passed: due today, per cent not given")


def test_a_status_moved_by_hand_or_by_other_thresholds_says_so():
    by_hand = Override(id="o", record="r", status="amber", reason="Seminars began.", until=DAY, by="Ann Lee")
    assert only([CULTURE, by_hand], [CULTURE]).detail == "Set by Ann Lee: Seminars began"
    ended = only([CULTURE, replace(by_hand, until=BEFORE)], [CULTURE, replace(by_hand, until=BEFORE)])
    assert ended.detail == "The status set by hand expired on 23 Nov 2017: score 16"
    limits = Thresholds(id="t", risk_medium_to=20)
    moved, terms = since([CULTURE, limits], [CULTURE, replace(limits, risk_medium_to=12)])
    assert moved.detail == "The thresholds changed: score 16"
    assert terms.text == "Thresholds: medium risk up to score 20, 12 before"


def test_a_theme_that_moved_names_what_moved_it():
    theme = Theme(id="t", number=3, title="Workforce")
    late = replace(POSTS, due=PartialDate("2018-01"), reported=PartialDate("2017-12"))
    moved, _ = since([theme, *linked("t", late)], [theme, *linked("t", late)])
    assert moved.text == "Theme 3: Workforce: at risk, on track before"
    assert moved.detail == "1 of 1 rated item is at risk: Fill the senior posts, due today, per cent not given"


def test_statuses_that_moved_come_first_then_figures_then_the_rest():
    better, worse = replace(CULTURE, id="x", likelihood=3), replace(CULTURE, id="y", impact=5)
    reworded = replace(CULTURE, id="z", mitigation="Seminars")
    found = since(
        [reworded, POSTS, better, worse, CONTACTS, JULY, DECEMBER, replace(VISIT, happened=True)],
        [CONTACTS, JULY, VISIT, *(replace(CULTURE, id=key) for key in "xyz")],
    )
    assert [change.record.id for change in found] == ["x", "i", "y", "v", "a", "z"]


def test_of_statuses_that_moved_the_themes_come_first_and_the_worse_before_the_better():
    themes = [Theme(id=f"t{n}", number=n, title=f"Theme {n}") for n in (1, 2)]
    up, down = replace(CULTURE, id="up", likelihood=1), replace(CULTURE, id="down", impact=5)
    late = replace(POSTS, due=PartialDate("2018-01"), reported=PartialDate("2017-12"))
    links = [*linked("t1", up)[1:], *linked("t2", down, late)[2:]]
    now: list[Record] = [*themes, up, down, late, *links]
    then: list[Record] = [*themes, replace(CULTURE, id="up"), replace(CULTURE, id="down", likelihood=1), late, *links]
    assert [change.record.id for change in since(now, then)] == ["t2", "t1", "down", "a", "up"]


def test_what_rests_on_illustrative_values_is_marked():
    now, then = [CONTACTS, JULY, DECEMBER, replace(CULTURE, likelihood=3)], [CONTACTS, JULY, CULTURE]
    marks = illustrative("r", "likelihood")
    risk, readings = since([*now, *marks], [*then, *marks])
    assert not readings.illustrative
    assert risk.illustrative


def test_what_is_told_with_a_record_is_told_in_the_same_order_however_it_comes():
    names = ("title", "owner", "due", "detail")
    sources = [Provenance(id=name, record="a", field=name, source="3.2") for name in names]
    there, back = (only([POSTS, *those], [POSTS]) for those in (sources, sources[::-1]))
    assert there == back
    assert "Detail, Due, Owner and" in f"{there.text} {there.detail}"
