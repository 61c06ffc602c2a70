"""A takeaway in a person's words: when it was written, and whether the figures moved since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.entered import taken_away
from app.domain.records import Indicator
from app.domain.takeaway import has_moved
from tests.app.domain.plans import DAY, plan_of, reading

VISITS = Indicator(id="i", title="Visits")


def test_it_is_dated_when_it_is_written_and_knows_of_which_figures_it_spoke():
    plan = plan_of(VISITS, reading("i", "2017-12", "88"))
    said = taken_away(plan, replace(VISITS, takeaway="It holds."), VISITS)
    assert said.takeaway_on == DAY
    assert not has_moved(plan, said)
    for other in ([reading("i", "2017-12", "87")], [], [reading("i", "2017-12", "88"), reading("i", "2018-01", "88")]):
        assert has_moved(plan_of(said, *other), said)
    later = plan_of(said, reading("i", "2018-01", "70"), on=date(2018, 3, 1))
    assert taken_away(later, replace(said, owner="Ann"), said).takeaway_on == DAY
    assert taken_away(later, replace(said, takeaway="It fell."), said).takeaway_on == date(2018, 3, 1)
    gone = taken_away(later, replace(said, takeaway=""), said)
    assert (gone.takeaway_on, gone.takeaway_of, has_moved(later, gone)) == (None, "", False)
