"""How meetings are told in words."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import Meeting
from app.ui.pages.meetings.rows import away, meeting_state

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
