"""How meetings and visits are told in words."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import Meeting, Visit
from app.domain.schedule import PartialDate
from app.ui.pages.meetings.rows import away, findings, meeting_state, visit_state

TODAY = date(2018, 1, 31)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2018, 1, 31), "today"),
        (date(2018, 2, 1), "in 1 day"),
        (date(2018, 3, 20), "in 48 days"),
        (date(2018, 1, 29), "2 days ago"),
    ],
)
def test_a_day_is_told_by_how_far_away_it_is(day: date, said: str):
    assert away(day, TODAY) == said


def test_a_closed_meeting_is_closed_whatever_its_day():
    assert meeting_state(Meeting(id="m", body="b", day=date(2018, 3, 20), closed=TODAY), TODAY) == "Closed"
    assert meeting_state(Meeting(id="m", body="b", day=date(2018, 1, 30)), TODAY) == "Open, 1 day ago"


@pytest.mark.parametrize(
    ("starts", "ends", "happened", "said"),
    [
        ("2017-12-12", "2017-12-13", True, "Has taken place"),
        (None, None, False, "No date yet"),
        ("2018-05-01", "2018-05-02", False, "In 90 days"),
        ("2018-01-30", "2018-02-01", False, "Now"),
        ("2018-01", None, False, "Due in January 2018"),
        ("2018-01-10", "2018-01-11", False, "Due 21 days ago"),
    ],
)
def test_a_visit_says_whether_it_has_been(starts: str | None, ends: str | None, happened: bool, said: str):
    dates = [PartialDate(text) if text else None for text in (starts, ends)]
    assert visit_state(Visit(id="v", title="V", starts=dates[0], ends=dates[1], happened=happened), TODAY) == said


def test_findings_lose_what_people_put_before_them():
    assert findings("- One\n\n• Two \n  Three") == ["One", "Two", "Three"]
