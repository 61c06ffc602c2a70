"""When a risk is reviewed again, and where it was taken to."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import RHYTHMS, Body, Risk
from app.domain.reviewing import MONTHS, escalation_words, next_review, reviewed_now, reviewed_words
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of

DAY = date(2018, 1, 31)


@pytest.mark.parametrize(
    ("rhythm", "text"), [("month", "2018-02-28"), ("quarter", "2018-04-30"), ("year", "2019-01-31"), ("", "2018-03")]
)
def test_the_rhythm_gives_the_next_review_and_without_one_it_stays(rhythm: str, text: str):
    risk = Risk(id="r", title="A", rhythm=rhythm, review=PartialDate("2018-03"))
    assert next_review(risk, DAY) == PartialDate(text)


def test_every_rhythm_has_its_months():
    assert MONTHS.keys() == RHYTHMS.keys() - {""}


def test_a_review_changes_nothing_but_when_it_is_looked_at():
    risk = Risk(id="r", title="A", rhythm="quarter", likelihood=3, impact=4)
    done = reviewed_now(risk, DAY, "Ann")
    assert (done.reviewed, done.reviewed_by, done.likelihood, done.impact) == (PartialDate.of(DAY), "Ann", 3, 4)
    assert reviewed_words(done) == "31 Jan 2018 by Ann, every quarter"
    assert reviewed_words(Risk(id="r", title="A")) == ""


def test_an_escalation_says_to_whom_when_and_why_and_when_it_is_back():
    up = Risk(id="r", title="A", escalated_to="b", escalated=PartialDate("2018-01-03"), escalated_why="No money")
    plan = plan_of(Body(id="b", title="Improvement board"), up)
    assert up.is_escalated
    assert escalation_words(plan, up) == "To Improvement board on 3 Jan 2018: No money"
    back = Risk(id="r", title="A", escalated_to="b", returned=PartialDate("2018-01"))
    assert not back.is_escalated
    assert escalation_words(plan, back) == (
        "To Improvement board, reason not given. Handed back in January 2018, reason not given"
    )
