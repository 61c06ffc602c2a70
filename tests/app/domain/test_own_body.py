"""The plan of a body: what is compared, which meeting is next and where questions go follow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.meetings import ANY, compared, fallback, goes_to, next_meeting, next_open, own_body, seen_by, the_body
from app.domain.plan import Plan
from app.domain.records import Body, Meeting, Programme
from tests.app.domain.plans import plan_of

PROGRAMME = Programme(id="p", title="Improve", body="board")
BODIES = (
    Body(id="board", title="Improvement Board"),
    Body(id="cabinet", title="Cabinet"),
    Body(id="os", title="Scrutiny"),
)


def meeting(key: str, body: str, day: date, *, closed: bool = False) -> Meeting:
    return Meeting(id=key, body=body, day=day, closed=day if closed else None)


BOARD_NOV, BOARD_FEB = meeting("b1", "board", date(2017, 11, 7), closed=True), meeting("b2", "board", date(2018, 2, 20))
CABINET_JUN, CABINET_FEB = (
    meeting("c1", "cabinet", date(2017, 6, 27), closed=True),
    meeting("c2", "cabinet", date(2018, 2, 6)),
)
SCRUTINY = meeting("s1", "os", date(2017, 11, 23), closed=True)
ALL = (BOARD_NOV, BOARD_FEB, CABINET_JUN, CABINET_FEB, SCRUTINY)
MARKED = {"b1": "1", "c1": "2", "s1": "3"}


def plan(*meetings: Meeting, of: str = "board") -> Plan:
    return plan_of(replace(PROGRAMME, body=of), *BODIES, *meetings)


def test_a_plan_is_compared_with_the_last_closed_meeting_of_its_own_body():
    assert compared(plan(*ALL), MARKED) == BOARD_NOV
    assert compared(plan(*ALL, of=""), MARKED) == SCRUTINY, "where no body is said, any"
    assert compared(plan(*ALL, of="gone"), MARKED) == SCRUTINY
    assert fallback(plan(*ALL), BOARD_NOV) == ""


def test_where_its_body_has_closed_none_any_is_meant_and_that_is_said():
    without = plan(BOARD_FEB, CABINET_JUN, SCRUTINY)
    assert compared(without, MARKED) == SCRUTINY
    assert fallback(without, SCRUTINY) == (
        "The Improvement Board has no closed meeting yet: compared with Scrutiny, 23 Nov 2017."
    )
    assert seen_by(without, SCRUTINY, SCRUTINY) == fallback(without, SCRUTINY)
    brief = seen_by(without, SCRUTINY, SCRUTINY, under_its_day=True)
    assert brief == "The Improvement Board has no closed meeting yet."
    assert seen_by(plan(*ALL), BOARD_NOV, BOARD_NOV, under_its_day=True) == ""
    assert compared(plan(BOARD_FEB), {}) is None
    assert fallback(plan(BOARD_FEB), None) == ""


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("cabinet", CABINET_JUN),
        ("c1", CABINET_JUN),
        (ANY, SCRUTINY),
        ("board", BOARD_NOV),
        ("c2", BOARD_NOV),
        ("x", BOARD_NOV),
    ],
)
def test_a_person_may_look_by_another_body_or_one_meeting(wanted: str, meant: Meeting):
    assert compared(plan(*ALL), MARKED, wanted) == meant


def test_who_looks_by_another_is_told_what_papers_go_by():
    here = plan(*ALL)
    assert seen_by(here, CABINET_JUN, BOARD_NOV) == (
        "On your screen only: compared with Cabinet, 27 Jun 2017. Papers compare with Improvement Board, 7 Nov 2017."
    )
    assert seen_by(here, BOARD_NOV, BOARD_NOV) == ""


def test_of_two_meetings_on_a_day_the_one_that_was_closed_last_is_meant():
    twin = meeting("s0", "board", date(2017, 11, 7), closed=True)
    assert compared(plan(BOARD_NOV, twin), {"b1": "1", "s0": "2"}) == twin
    assert compared(plan(BOARD_NOV, twin), {"b1": "3", "s0": "2"}) == BOARD_NOV


def test_the_next_meeting_is_that_of_its_own_body_though_another_meets_before():
    assert next_meeting(plan(*ALL)) == BOARD_FEB
    assert next_meeting(plan(*ALL, of="")) == CABINET_FEB
    assert next_meeting(plan(CABINET_FEB, SCRUTINY)) == CABINET_FEB
    assert next_meeting(plan(SCRUTINY)) is None
    assert next_open(plan(*ALL)) == BOARD_FEB


def test_where_a_question_goes_is_said_with_meeting_and_day():
    here = plan(*ALL)
    assert goes_to(here, BOARD_FEB) == "It goes to Improvement Board, 20 Feb 2018."
    assert goes_to(here, CABINET_FEB) == "It goes to Cabinet, 6 Feb 2018."
    assert goes_to(here, None) == "No meeting is chosen: it waits at the next one, Improvement Board, 20 Feb 2018."
    assert goes_to(plan(CABINET_FEB), CABINET_FEB) == (
        "The Improvement Board has no meeting ahead: it goes to Cabinet, 6 Feb 2018."
    )
    assert goes_to(plan(SCRUTINY), None) == "No meeting is entered yet: it waits for the next one."


def test_a_body_is_named_with_one_article():
    assert the_body(Body(id="x", title="The Leaders’ Group")) == "the Leaders’ Group"
    assert the_body(Body(id="x", title="Improvement Board")) == "the Improvement Board"
    assert own_body(plan(of="")) is None
