"""What may be shown, and for which meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.briefing.context import BriefingContext
from app.briefing.sections.chair import changes_head
from app.briefing.sections.cover import cover
from app.domain.meetings import next_meeting, own_body
from app.domain.plan import Plan
from app.domain.public import public
from app.domain.records import (
    Action,
    Body,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Programme,
    Provenance,
    Reading,
    Record,
    Risk,
)
from tests.app.briefing.plans import before_of, plan_of, records


def hidden(*ids: str, why: str = "names a child") -> list[Record]:
    return [replace(r, exempt=why) if r.id in ids else r for r in records()]


def gather(plan: Plan, before: Plan | None = None, *, meeting: str = "", facts_only: bool = False) -> BriefingContext:
    chosen, since = plan.find(meeting), plan.find("m-old")
    assert chosen is None or isinstance(chosen, Meeting)
    assert since is None or isinstance(since, Meeting)
    return BriefingContext.gather(
        plan, before=before, meeting=chosen, since=since, facts_only=facts_only, printed=date(2018, 2, 1)
    )


def test_a_plan_without_exempt_records_is_public_as_it_is(plan: Plan):
    assert public(plan) is plan


def test_what_belongs_to_an_exempt_record_goes_with_it():
    shown = public(plan_of(hidden("i2", "a3")))
    assert [i.id for i in shown.all(Indicator)] == ["i1", "i3"]
    assert {r.indicator for r in shown.all(Reading)} == {"i1"}
    assert not shown.all(Milestone)
    assert not shown.all(Provenance)
    assert {link.item for link in shown.all(Link)}.isdisjoint({"i2", "a3"})
    assert [a.id for a in shown.all(Action)] == ["a1", "a2"]


def test_a_plan_whose_body_is_exempt_is_still_a_plan():
    body = Body(id="closed-board", title="Closed board", exempt="names a child")
    programme = next(r for r in records() if isinstance(r, Programme))
    kept = [r for r in records() if r is not programme and r.id != programme.id]
    shown = public(plan_of([*kept, replace(programme, body=body.id), body]))
    assert shown.programme.title == programme.title
    assert own_body(shown) is None


def test_what_is_exempt_now_is_left_out_of_the_plan_before_too():
    found = hidden("r1")
    m = gather(plan_of(found), before_of(records()))
    assert m.ratings.before
    assert all(risk.id != "r1" for risk in m.ratings.before.all(Risk))
    assert not any("culture" in change.text for change in m.changes)
    assert m.withheld == 1


def test_what_was_exempt_before_stays_out_of_the_plan_before():
    before = before_of(hidden("r1"))
    m = gather(plan_of([r for r in records() if r.id != "r1"]), before)
    assert not any("culture" in change.text for change in m.changes)


def test_a_status_does_not_rest_on_an_exempt_record():
    m = gather(plan_of(hidden("i1")))
    theme = m.themes[0]
    assert "oversight" not in m.ratings.of(theme).reason


def test_the_facts_alone_hold_nothing_illustrative(plan: Plan):
    assert gather(plan).illustrative
    facts = gather(plan, facts_only=True)
    assert not facts.illustrative
    indicator = facts.plan.find("i2")
    assert isinstance(indicator, Indicator)
    assert indicator.target is None


def test_the_next_open_meeting_is_meant_unless_another_is_chosen(plan: Plan):
    chosen = gather(plan)
    assert chosen.meeting
    assert chosen.meeting_name(chosen.meeting) == "Cabinet, 20 Mar 2018"
    other = gather(plan, meeting="m-old").meeting
    assert other
    assert other.id == "m-old"


def test_an_exempt_meeting_is_not_named():
    m = gather(plan_of(hidden("m-new")), meeting="m-new")
    assert m.meeting is None


def test_nothing_is_compared_with_an_exempt_meeting_and_the_paper_says_why():
    m = gather(plan_of(hidden("m-old")), before_of(records()))
    assert (m.since, m.changes, m.not_compared) == (None, [], "The meeting to compare with is exempt")
    _heading, why = changes_head(m)
    assert m.not_compared in str(why)
    assert "Nothing. The meeting to compare with is exempt" in str(cover(m, "What changed"))


def test_a_paper_of_what_changed_says_that_no_meeting_is_closed(plan: Plan):
    assert "No meeting to compare with is closed yet." in str(changes_head(gather(plan)))


@pytest.mark.parametrize(("ids", "said"), [(("r1",), "without it."), (("r1", "i2"), "without them.")])
def test_one_exempt_record_is_not_several(ids: tuple[str, ...], said: str):
    assert said in str(cover(gather(plan_of(hidden(*ids))), "Board briefing"))


def test_a_plan_without_meetings_has_no_next_one():
    assert next_meeting(plan_of([])) is None
