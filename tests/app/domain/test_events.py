"""What happened while an indicator was measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.events import APART, MOST, Annotation, annotate, body_of_meetings
from app.domain.plan import Plan
from app.domain.records import Action, Body, Indicator, Meeting, Programme, Reading, Record, Visit
from app.domain.schedule import PartialDate
from tests.app.domain.plans import illustrative, linked, plan_of, reading

INDICATOR = Indicator(id="i", title="Management oversight")
YEAR = date(2017, 1, 1), date(2018, 1, 31)
BOARD, CABINET = Body(id="board", title="Improvement Board"), Body(id="cabinet", title="Cabinet")


def met(body: str, *days: date) -> list[Meeting]:
    return [Meeting(id=f"{body} {day}", body=body, day=day, closed=day) for day in days]


def monthly(body: str) -> list[Meeting]:
    return met(body, *(date(2017, month, 10) for month in range(1, 13)))


def marks(*records: Record, before: Plan | None = None) -> list[Annotation]:
    plan = plan_of(INDICATOR, *records)
    shown = [record for record in records if isinstance(record, Reading)]
    return list(annotate(plan, before, INDICATOR, shown, YEAR))


def test_what_happened_is_told_by_day_and_numbered():
    found = marks(
        replace(reading("i", "2017-11", "84"), note="Back-to-basics training delivered.\nMore text"),
        Visit(
            id="v", title="Second visit", starts=PartialDate("2017-12-12"), ends=PartialDate("2017-12-13"),
            happened=True,
        ),
        Visit(id="w", title="Third visit", starts=PartialDate("2018-05-01")),
        CABINET,
        *met("cabinet", date(2017, 6, 27)),
        Meeting(id="n", body="cabinet", day=date(2018, 1, 20)),
        *linked("i", Action(id="a", title="Train managers", done=True, done_on=PartialDate("2017-09"))),
        Action(id="other", title="Elsewhere", done=True, done_on=PartialDate("2017-09")),
    )  # fmt: skip
    assert [(mark.number, mark.when, mark.text, mark.events[0].kind) for mark in found] == [
        (1, "27 Jun 2017", "Cabinet meeting", "meeting"),
        (2, "September 2017", "Train managers: done", "action"),
        (3, "November 2017", "Back-to-basics training delivered.", "note"),
        (4, "12 to 13 Dec 2017", "Second visit", "visit"),
    ]


def test_only_one_body_s_meetings_are_told():
    found = marks(BOARD, CABINET, *monthly("board"), *met("cabinet", date(2017, 6, 27), date(2018, 1, 9)))
    assert {event.text for mark in found for event in mark.events} == {"Cabinet meeting"}


def test_the_plan_s_own_body_comes_before_what_is_compared_with_and_what_met_last():
    bodies = BOARD, CABINET, *met("board", date(2017, 4, 3)), *met("cabinet", date(2017, 6, 27), date(2018, 1, 9))
    others = *met("board", date(2018, 3, 1)), *met("third", date(2018, 1, 20))
    own, before = Programme(id="p", title="P", body="board"), plan_of(on=date(2017, 6, 27))
    assert body_of_meetings(plan_of(own, *bodies, *others), before) == "board"
    assert body_of_meetings(plan_of(replace(own, body="fourth"), *bodies, *others), before) == "cabinet"
    assert body_of_meetings(plan_of(*bodies, *others), None) == "third"
    assert body_of_meetings(plan_of(), None) == ""


def test_meetings_that_do_not_fit_are_one_mark_with_their_number():
    found = marks(BOARD, *monthly("board"), *met("board", *(date(2017, 6, day) for day in (17, 24))))
    assert len(found) <= MOST
    assert sum(len(mark.events) for mark in found) == 14
    assert any(mark.text == f"{len(mark.events)} meetings of Improvement Board" for mark in found)
    assert " to " in next(mark.when for mark in found if len(mark.events) > 1)


def test_what_has_its_own_words_keeps_them_among_many_meetings():
    visit = Visit(id="v", title="Second visit", starts=PartialDate("2017-08-10"), happened=True)
    found = marks(BOARD, *(m for m in monthly("board") if m.day != date(2017, 8, 10)), visit)
    assert "Second visit" in [mark.text for mark in found]


def test_different_things_close_together_are_told_together():
    visit = Visit(id="v", title="Second visit.", starts=PartialDate("2017-06-12"), happened=True)
    (mark,) = marks(BOARD, *met("board", date(2017, 6, 10), date(2017, 6, 14)), visit)
    assert (mark.text, mark.when, mark.day) == ("Second visit and 2 meetings", "10 to 14 Jun 2017", date(2017, 6, 12))


def test_many_notes_are_counted():
    notes = [replace(reading("i", f"2017-06-{day:02}", "80"), note=f"Note {day}") for day in range(1, 6)]
    assert [mark.text for mark in marks(*notes)] == ["5 notes"]


def test_a_mark_is_illustrative_where_any_of_it_is():
    (mark,) = marks(
        BOARD, *met("board", date(2017, 6, 10), date(2017, 6, 14)), *illustrative("board 2017-06-14", "day")
    )
    assert mark.illustrative


@pytest.mark.parametrize("body", ["board", ""])
def test_a_meeting_of_no_known_body_is_not_told(body: str):
    assert marks(*met(body, date(2017, 6, 10))) == []


@given(st.lists(st.dates(*YEAR), max_size=40), st.lists(st.dates(*YEAR), max_size=20, unique=True))
def test_every_event_has_its_place_and_marks_are_few_and_apart(visits: list[date], meetings: list[date]):
    found = marks(
        BOARD,
        *met("board", *meetings),
        *(Visit(id=f"v{n}", title="V", starts=PartialDate.of(day), happened=True) for n, day in enumerate(visits)),
    )
    assert sorted(event.day for mark in found for event in mark.events) == sorted([*visits, *meetings])
    assert [mark.number for mark in found] == list(range(1, len(found) + 1))
    assert len(found) <= MOST
    assert all(
        after.day - before.day >= (YEAR[1] - YEAR[0]) / APART - timedelta(days=1) for before, after in pairwise(found)
    )
    assert all(mark.events[0].day <= mark.day <= mark.events[-1].day for mark in found)
