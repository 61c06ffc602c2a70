"""What to look at before a paper goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.briefing import PaperOptions
from app.briefing.checklist import Doubt
from app.domain.records import (
    Action,
    AgendaItem,
    Body,
    Indicator,
    Link,
    Meeting,
    Provenance,
    Question,
    Reading,
    Record,
    Risk,
    Section,
)
from app.domain.schedule import PartialDate
from app.papers import PaperChoice, doubts_of, made_of
from app.workspace import Person, Workspace

DAY = date(2018, 1, 31)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    """A plan with a meeting whose one item has a recommendation."""
    made = Workspace.create(tmp_path / "p.goldthread", Person("Ann"), tmp_path / "b", "Plan", today=lambda: DAY)
    body = made.draft(Body, title="Board")
    meeting = made.draft(Meeting, body=body.id, day=date(2018, 3, 20))
    item = made.draft(AgendaItem, meeting=meeting.id, number=1, title="Homes", recommendation="Agree it")
    made.save(body, meeting, item, label="Begin")
    yield made
    made.close()


def said(plan: Workspace, template: str = "board", **how: Any) -> dict[str, Doubt]:
    choice = PaperChoice(template=template, **how)
    return {each.what: each for each in doubts_of(made_of(plan, choice), choice.options(exempt=False), DAY)}


def keys(doubt: Doubt) -> set[str]:
    return {record.id for record in doubt.records}


def test_a_plan_in_which_nothing_is_amiss_asks_for_nothing(plan: Workspace):
    assert said(plan) == {}


def test_the_agenda_is_looked_at_and_what_is_asked_of_the_meeting(plan: Workspace, tmp_path: Path):
    (tmp_path / "homes.pdf").write_bytes(b"%PDF-1.7")
    (meeting,), (item,) = plan.all(Meeting), plan.all(AgendaItem)
    bare = plan.draft(AgendaItem, meeting=meeting.id, number=2, title="Money", purpose="decision")
    question = plan.draft(Question, text="Who pays?", by="Chair", day=DAY, meeting=meeting.id)
    plan.save(bare, question, label="Ask")
    plan.attach(item, tmp_path / "homes.pdf")
    found = said(plan)
    assert keys(found["1 agenda item asks for a decision without a recommendation"]) == {bare.id}
    assert found["1 question to this meeting is not answered"].records[0].id == question.id
    assert keys(found["1 agenda item has no paper"]) == {bare.id}
    plan.remove(item, bare, question, label="Take it off")
    assert keys(said(plan)["Nothing is on the agenda"]) == {meeting.id}
    plan.remove(meeting, label="Cancel it")
    assert "The paper is for no meeting" in said(plan)


def test_what_is_off_track_without_a_word_late_or_not_reviewed_is_named(plan: Workspace):
    low = plan.draft(Indicator, title="Visits in time", unit="%", better="higher", target=Decimal(95), cadence="month")
    figure = plan.draft(Reading, indicator=low.id, period=PartialDate.month(date(2017, 11, 1)), value=Decimal(60))
    risk = plan.draft(Risk, title="Staff leave", likelihood=5, impact=5, review=PartialDate.of(date(2018, 1, 2)))
    plan.save(low, figure, risk, label="Enter")
    found = said(plan)
    assert keys(found["1 off-track indicator has no commentary"]) == {low.id}
    assert keys(found["1 off-track risk has no commentary"]) == {risk.id}
    assert keys(found["1 risk has an overdue review"]) == {risk.id}
    plan.save(
        replace(low, for_children="Children wait.", note="A second team starts in March."),
        replace(risk, consequence="Children wait.", mitigation="Pay more.", review=PartialDate.of(date(2018, 3, 2))),
        label="Say it",
    )
    assert not [what for what in said(plan) if "commentary" in what or "review" in what]


def test_texts_that_may_tell_a_figure_too_small_to_publish_are_named(plan: Workspace):
    missing = plan.draft(Indicator, title="Children missing", unit="", better="lower")
    few = plan.draft(Reading, indicator=missing.id, period=PartialDate("2018-01"), value=Decimal(3))
    tied = plan.draft(Action, title="Call back", progress="3 were called.")
    link = plan.draft(Link, item=tied.id, serves=missing.id)
    plan.save(missing, few, tied, link, replace(plan.plan.thresholds, small_numbers=5), label="Few")
    doubt = said(plan)["1 text may tell a figure too small to publish"]
    assert keys(doubt) == {tied.id}
    assert "1 text may tell a figure too small to publish" not in {
        each.what for each in doubts_of(made_of(plan, PaperChoice()), PaperOptions(exempt=True), DAY)
    }


def test_sections_that_nobody_wrote_are_named_for_the_cabinet_alone(plan: Workspace):
    plan.save(plan.draft(Section, title="Executive summary", body="Late: {indicator:I-99 latest}."), label="Write")
    found = said(plan, "cabinet")
    assert "9 sections are not written" in found
    assert "Executive summary" not in found["9 sections are not written"].why
    assert "1 section has a live figure that names nothing" in found
    assert not any("section" in what for what in said(plan))


def test_contradictions_illustrative_values_and_words_that_cannot_be_drawn(plan: Workspace):
    risk = plan.draft(Risk, title="مرحبا Staff leave", likelihood=2, impact=2)
    marks = [plan.draft(Provenance, record=risk.id, field="impact", illustrative=True)]
    apart = [plan.draft(Provenance, record=risk.id, field="likelihood", source=source, statement=said)
             for source, said in (("Plan", "2"), ("Letter", "4"))]  # fmt: skip
    plan.save(risk, *marks, *apart, label="Enter")
    found = said(plan)
    assert keys(found["1 value is illustrative"]) == {risk.id}
    assert found["1 contradiction is not settled"].to_settle is not None
    assert "مرحبا" in found["1 word cannot be drawn as written"].why
    assert "1 value is illustrative" not in said(plan, facts_only=True)


def test_it_names_the_first_few_and_counts_the_rest(plan: Workspace):
    risks: list[Record] = [
        plan.draft(Risk, title=f"Risk {n}", likelihood=1, impact=1, review=PartialDate.of(date(2018, 1, 2)))
        for n in range(5)
    ]
    plan.save(*risks, label="Enter")
    doubt = said(plan)["5 risks have overdue reviews"]
    assert doubt.why == "Risk 0; Risk 1; Risk 2; and 2 more"
    assert keys(doubt) == {risk.id for risk in risks}
