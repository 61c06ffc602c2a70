"""The demo plan: what it holds, where it comes from, and what it shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app import demo, resources
from app.domain import spc
from app.domain.attention import needs_attention
from app.domain.live import fill
from app.domain.plan import Plan
from app.domain.rating import Direction, Ratings, Status
from app.domain.records import (
    KINDS,
    Action,
    Attachment,
    Audit,
    Body,
    BudgetLine,
    Component,
    Confidence,
    DateChange,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Override,
    Programme,
    Provenance,
    Reading,
    Recommendation,
    Record,
    Risk,
    Section,
    Settlement,
    Stage,
    StageAim,
    Statement,
    Theme,
    Thresholds,
    Visit,
    rules,
)
from app.domain.schedule import PartialDate
from app.domain.since import changes
from app.exchange import planfile
from app.exchange.shorthand import OURS
from app.workspace import Person, Workspace

R = TypeVar("R", bound=Record)
POSITION = date(2018, 1, 31)
PERSON = Person("Demo", "Officer")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo")
    workspace = demo.make(folder / "demo.goldthread", PERSON, folder / "backups")
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def plan(workspace: Workspace) -> Plan:
    return workspace.plan


@pytest.fixture(scope="module")
def before(workspace: Workspace) -> Plan:
    assert workspace.before
    return workspace.before


def named(plan: Plan, kind: type[R], words: str) -> R:
    """The one record of a kind whose name has these words."""
    records = [record for record in plan.all(kind) if words in record.name]
    assert len(records) == 1, (kind.NAME, words, [record.name for record in records])
    return records[0]


# -- what it holds


def test_it_holds_so_many_records_of_each_kind(plan: Plan):
    kinds = (Provenance, Link, Reading, Milestone)
    counts = {kind.TABLE: len(plan.all(kind)) for kind in KINDS if kind not in kinds}
    assert {table: count for table, count in counts.items() if count} == {
        "confidence": 6,
        "programme": 1,
        "thresholds": 1,
        "stage": 3,
        "stage_aim": 3,
        "theme": 4,
        "component": 10,
        "objective": 11,
        "recommendation": 15,
        "indicator": 11,
        "statement": 13,
        "risk": 13,
        "action": 30,
        "dependency": 1,
        "next_step": 8,
        "body": 8,
        "meeting": 3,
        "agenda_item": 2,
        "visit": 3,
        "audit": 2,
        "finding": 12,
        "partner": 2,
        "partner_report": 2,
        "budget_line": 4,
        "section": 14,
    }


PROGRAMME, EARLY_HELP = "Children’s services", "Redesign early help, phase 1"
FACTS: list[tuple[int, type[Record], str, str, str]] = [
    # heading of the report's facts, kind, words of its name, field, what the field says
    (1, Programme, PROGRAMME, "council", "Tower Hamlets"),
    (1, Programme, PROGRAMME, "judgement", "Inadequate"),
    (1, Programme, PROGRAMME, "judged_on", "7 Apr 2017"),
    (1, Programme, PROGRAMME, "wanted", "Good"),
    (1, Programme, PROGRAMME, "started", "27 Jun 2017"),
    (1, Programme, PROGRAMME, "goal", "30 Apr 2019"),
    (1, Programme, PROGRAMME, "summary", "two of the three areas"),
    (1, Programme, PROGRAMME, "summary", "Local Safeguarding Children Board (LSCB) was judged inadequate too"),
    (1, Programme, PROGRAMME, "summary", "Department for Education and Ofsted have agreed it"),
    (1, Programme, PROGRAMME, "summary", "four quarterly monitoring visits"),
    (1, Programme, PROGRAMME, "summary", "Commissioner"),
    (1, Programme, PROGRAMME, "capacity", "interim Divisional Director"),
    (1, Programme, PROGRAMME, "capacity", "permanently filled"),
    (1, Programme, PROGRAMME, "capacity", "service-manager"),
    (2, Stage, "Stage 1: Laying the foundations", "ends", "September 2017"),
    (2, Stage, "Stage 2: Embedding sustained improvement", "ends", "March 2018"),
    (2, Stage, "Stage 3: Continuous improvement", "starts", "April 2018"),
    (2, Stage, "Stage 3: Continuous improvement", "ends", "March 2019"),
    (2, Stage, "Stage 3: Continuous improvement", "summary", "all London councils face recruitment challenges"),
    (3, StageAim, "Workforce strategy", "progress", "employer of choice"),
    (3, StageAim, "Early Help changes", "progress", "named lead professional"),
    (3, StageAim, "Early Help changes", "progress", "four localities"),
    (3, StageAim, "Early Help changes", "progress", "Framework-i"),
    (3, StageAim, "Performance data", "progress", "team managers"),
    (3, Objective, "Help families early", "detail", "two or more of six"),
    (3, Objective, "Help families early", "detail", "four localities"),
    (3, Action, EARLY_HELP, "detail", "central capacity for case management"),
    (3, Milestone, "Outcomes framework, commissioning strategy and workforce plan", "done", "No"),
    (4, Theme, "Theme 1: Leadership, management and governance", "next_focus", "two strategies"),
    (
        4,
        Theme,
        "Theme 2: A robust model of social work practice",
        "challenge",
        "ensuring that practice is consistently robust",
    ),
    (4, Theme, "Theme 3: A sufficient and skilled workforce", "next_focus", "return home interviews"),
    (4, Theme, "Theme 4: Quality assurance and audit", "progress", "Practice Week"),
    (7, Indicator, "Contacts with an initial decision", "unit", "per cent"),
    (7, Indicator, "Management oversight", "target", "95"),
    (7, Indicator, "Posts filled by agency staff", "better", "Lower is better"),
    (7, Indicator, "Posts filled by agency staff", "note", "much higher in some teams"),
    (7, Indicator, "Care leavers with a pathway plan", "note", "maintained"),
    (8, Visit, "First monitoring visit", "happened", "Yes"),
    (8, Visit, "First monitoring visit", "starts", ""),
    (8, Visit, "Second monitoring visit", "starts", "12 Dec 2017"),
    (8, Visit, "Second monitoring visit", "ends", "13 Dec 2017"),
    (8, Visit, "Second monitoring visit", "letter", "reports.ofsted.gov.uk"),
    (8, Visit, "Third monitoring visit", "starts", "1 May 2018"),
    (8, Visit, "Third monitoring visit", "focus", "gangs or sexual exploitation"),
    (10, Body, "operational board", "meets", "Monthly"),
    (10, Body, "operational board", "chair", "Director of Children’s Services"),
    (10, Body, "Improvement Board", "meets", "Every 2 months"),
    (10, Body, "Improvement Board", "chair", "Independent"),
    (10, Body, "Mayor, Chief Executive, Lead Member and Corporate Director", "meets", "every other time"),
    (10, Body, "Cabinet", "meets", "Quarterly report"),
    (10, Body, "Best Value board", "meets", "Quarterly report"),
    (10, Body, "Overview and Scrutiny Committee", "meets", "spotlight sessions"),
    (10, Body, "Local Safeguarding Children Board", "title", "Safeguarding"),
    (10, Body, "Corporate Parenting Board", "title", "Parenting"),
    (10, Milestone, "Two seminars for all members, one on sexual exploitation", "done", "Yes"),
    (10, Milestone, "Local Government Association", "done", "Yes"),
    (10, Action, "A-02", "progress", "briefings for the opposition"),
    (11, Action, "A-04 Keep up", "detail", "rolling campaign"),
    (11, Action, "Encourage agency social workers", "detail", "permanent posts"),
    (11, Action, "Fill the senior posts", "due", "April 2018"),
    (11, Action, "Follow up everyone interested", "detail", "encouraged to apply"),
    (11, Action, "grow your own", "detail", "newly qualified"),
    (11, Action, "back to basics", "progress", "good feedback from staff"),
    (11, Milestone, "Training needs analysis completed", "done", "Yes"),
    (11, Milestone, "Specialist training in sexual exploitation", "done", "No"),
    (11, Action, "sufficiency strategy", "progress", "Too early to say"),
    (11, Milestone, "Edge-of-care services", "done", "Yes"),
    (11, Action, "practice standards", "detail", "what good looks like"),
    (11, Action, "front door", "progress", "sustained"),
    (11, Action, "Review every case", "done", "Yes"),
    (11, Action, "Raise oversight in the teams", "progress", "not met yet"),
    (11, Action, EARLY_HELP, "due", "April 2018"),
    (11, Milestone, "Review of early help concluded", "done", "Yes"),
    (11, Action, "Redesign early help, phase 2", "detail", "locality-based teams"),
    (11, Action, "Pan London", "due", "31 Jan 2018"),
    (11, Action, "new model of social work practice", "detail", "family group conferencing"),
    (11, Action, "Train managers in oversight", "done", "No"),
    (11, Milestone, "Missing Young Persons co-ordinator appointed", "done", "Yes"),
    (11, Action, "Embed screening", "done", "Yes"),
    (11, BudgetLine, "Replacement of the council’s ICT", "amount", "16000000"),
    (11, Action, "Review the support for care leavers", "due", "March 2018"),
    (11, Milestone, "post-16 service", "done", "No"),
    (11, Action, "private fostering", "done", "No"),
    (12, Action, "Launch the quality assurance", "done_on", "August 2017"),
    (12, Action, "Make audit more effective", "done", "No"),
    (12, Action, "Hold a Practice Week", "starts", "20 Nov 2017"),
    (12, Action, "Hold a Practice Week", "done_on", "22 Nov 2017"),
    (12, Audit, "Practice Week", "took_part", "The Mayor"),
    (12, Finding, "Frustration with ICT", "kind", "Observed"),
    (13, Action, "A-04 Keep up", "done", "No"),
    (13, NextStep, "training and development", "detail", "social work academy"),
    (13, Action, "sufficiency strategy", "done", "No"),
    (13, Action, "Consolidate performance and quality", "done", "No"),
    (13, Action, EARLY_HELP, "done", "No"),
    (13, Action, "Pan London", "done", "No"),
    (13, Action, "new model of social work practice", "done", "No"),
    (13, Action, "Replace the council’s ICT", "done", "No"),
]


@pytest.mark.parametrize(("heading", "kind", "words", "field", "said"), FACTS)
def test_it_holds_the_fact(plan: Plan, heading: int, kind: type[Record], words: str, field: str, said: str):
    record = named(plan, kind, words)
    shown = rules(kind)[field].show(getattr(record, field))
    assert said in shown if said else shown == ""


def test_the_components_are_served_by_the_themes_that_the_report_names(plan: Plan):
    served = {
        component.number: sorted(theme.number or 0 for theme in plan.serving(component, Theme))
        for component in plan.all(Component)
    }
    assert served == {
        1: [1], 2: [1], 3: [1], 4: [1], 5: [1], 6: [1, 3], 7: [1, 3], 8: [1], 9: [2, 3, 4], 10: [2, 4],
    }  # fmt: skip


def figures(plan: Plan, words: str) -> dict[str, str]:
    indicator = named(plan, Indicator, words)
    return {str(r.period): f"{'about ' if r.about else ''}{r.value}" for r in plan.facts_only.readings(indicator)}


def test_the_readings_are_the_report_s(plan: Plan):
    assert figures(plan, "Contacts with an initial decision") == {"July 2017": "49", "December 2017": "74"}
    assert figures(plan, "Management oversight") == {"April 2017": "60", "December 2017": "87.9"}
    assert figures(plan, "Children in need with a plan") == {"June 2017": "51", "December 2017": "78.1"}
    assert figures(plan, "Plans of children in need reviewed") == {"December 2017": "about 92"}
    assert figures(plan, "agency staff") == {"December 2017": "36"}
    assert figures(plan, "pathway plan") == {"December 2017": "96"}
    assert figures(plan, "child protection plan") == {"March 2016": "298", "January 2017": "401"}
    assert figures(plan, "Children looked after") == {"March 2016": "305", "January 2017": "333"}
    assert figures(plan, "I-09 Children in need") == {"January 2017": "3149"}
    assert figures(plan, "health assessments") == {"January 2017": "4.2"}
    assert figures(plan, "Turnover") == {"2015": "10", "2016": "30"}


def test_every_risk_of_the_report_is_there_with_event_consequence_and_mitigation(plan: Plan):
    risks = plan.all(Risk)
    assert [risk.ref for risk in risks] == [f"R-{number:02}" for number in range(1, 14)]
    assert all(risk.event and risk.consequence and risk.mitigation for risk in risks)
    assert all(not risk.owner and not risk.review and not risk.raised for risk in risks)


def test_the_meetings_are_those_with_a_date(plan: Plan):
    held = [(m.day, getattr(plan.find(m.body), "title", ""), m.closed) for m in plan.all(Meeting)]
    assert held == [
        (date(2017, 6, 27), "Cabinet", date(2017, 6, 27)),
        (date(2017, 11, 23), "Overview and Scrutiny Committee", date(2017, 11, 23)),
        (date(2018, 3, 20), "Cabinet", None),
    ]


def test_an_action_names_an_owner_or_a_share_only_where_the_source_does(plan: Plan):
    assert all(not action.owner and action.percent is None for action in plan.all(Action))


def test_references_are_in_order_and_bear_no_gaps(plan: Plan):
    assert [action.ref for action in plan.all(Action)] == [f"A-{number:02}" for number in range(1, 31)]
    assert [i.ref for i in plan.all(Indicator)] == [f"I-{number:02}" for number in range(1, 12)]


def test_the_strands_of_action_stand_under_their_themes_as_objectives(plan: Plan):
    themes = {o.ref: getattr(plan.find(o.theme), "number", None) for o in plan.all(Objective)}
    assert list(themes) == [f"O-{number:02}" for number in range(1, 12)]
    assert list(themes.values()) == [1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4]
    counts = [len(plan.children(objective, Action, "objective")) for objective in plan.all(Objective)]
    assert counts == [8, 1, 4, 2, 1, 1, 2, 2, 1, 1, 1]
    alone = [action.ref for action in plan.all(Action) if not action.objective]
    assert alone == ["A-01", "A-02", "A-25", "A-26", "A-27", "A-28"]


def test_an_action_serves_the_theme_of_its_objective(plan: Plan):
    for action in plan.all(Action):
        objective = plan.find(action.objective)
        assert not isinstance(objective, Objective) or objective.theme in {t.id for t in plan.served(action, Theme)}


def test_five_recommendations_have_no_action_in_the_report(plan: Plan):
    numbers = [r.number for r in plan.all(Recommendation) if not plan.serving(r, Action)]
    assert numbers == [3, 5, 11, 13, 14]
    assert not any(r.met or r.owner for r in plan.all(Recommendation))


def test_what_inspectors_found_in_december_bears_on_a_theme_each(plan: Plan):
    found = plan.children(named(plan, Visit, "Second"), Finding, "of")
    assert Counter(finding.kind for finding in found) == {"progress": 4, "further": 4}
    assert all(len(plan.served(finding, Theme)) == 1 for finding in plan.all(Finding))
    unanswered = [finding.title.split()[0] for finding in found if not plan.serving(finding, Action)]
    assert sorted(unanswered) == ["Effective", "Multi-agency", "Oversight"]
    assert not any(visit.progress_found or visit.progress_needed for visit in plan.all(Visit))


def test_statements_are_about_a_theme_and_say_a_direction_only_where_the_report_does(plan: Plan):
    assert all(len(plan.served(statement, Theme)) == 1 for statement in plan.all(Statement))
    assert Counter(s.moving for s in plan.all(Statement)) == {"improving": 7, "": 6}
    assert [s.title.split()[0] for s in plan.all(Statement) if s.workforce] == ["Applications", "Caseloads", "Turnover"]
    assert [i.ref for i in plan.all(Indicator) if i.workforce] == ["I-05", "I-11"]


def test_the_concerns_are_the_five_that_the_report_says_need_improvement(plan: Plan):
    concerns = [statement for statement in plan.all(Statement) if statement.concern]
    assert [s.title.split()[0] for s in concerns] == ["Applications", "Caseloads", "Moves", "Pathway", "Return"]
    said = {s.title.split()[0]: [p.source for p in plan.sources(s, "concern")] for s in concerns}
    assert said == {
        "Applications": ["3.16"], "Caseloads": ["3.9"], "Moves": ["3.18"], "Pathway": ["3.36"], "Return": ["3.31"],
    }  # fmt: skip


def test_it_is_the_improvement_board_s_plan_and_counts_quarters_as_the_council_does(plan: Plan):
    programme = plan.programme
    assert getattr(plan.find(programme.body), "title", "") == "Improvement Board"
    assert programme.quarters == "council"
    assert {p.source for field in ("body", "quarters") for p in plan.sources(programme, field)} == {OURS}


def test_which_way_is_better_is_said_of_each_indicator_and_counts_are_context(plan: Plan):
    assert {i.ref: i.better for i in plan.all(Indicator)} == {
        "I-01": "higher", "I-02": "higher", "I-03": "higher", "I-04": "higher", "I-05": "lower", "I-06": "higher",
        "I-07": "", "I-08": "", "I-09": "", "I-10": "higher", "I-11": "lower",
    }  # fmt: skip
    assert [i.ref for i in plan.all(Indicator) if i.context] == ["I-07", "I-08", "I-09"]


def test_an_action_was_reported_where_the_report_tells_its_progress(plan: Plan):
    for action in plan.all(Action):
        told = bool(action.progress) and action.is_open
        assert action.reported == (PartialDate("2018-01-31") if told else None), action.name
        assert [p.source for p in plan.sources(action, "reported")] == ([OURS] if told else [])
    silent = [action.ref for action in plan.all(Action) if action.is_open and not action.progress]
    assert silent == ["A-17", "A-20", "A-24", "A-26"]
    assert not any(action.is_ended for action in plan.all(Action))


def test_no_start_is_held_of_what_the_report_says_has_begun_and_will_begin(plan: Plan):
    assert named(plan, Action, EARLY_HELP).starts is None


def test_each_next_step_is_taken_by_an_action(plan: Plan):
    assert [step.number for step in plan.all(NextStep)] == list(range(1, 9))
    assert all(plan.serving(step, Action) for step in plan.all(NextStep))


def test_only_the_one_dependency_that_the_report_states_is_there(plan: Plan):
    (dependency,) = plan.all(Dependency)
    assert dependency.action == named(plan, Action, "Consolidate").id
    assert dependency.waits_for == named(plan, Action, "workforce strategy").id
    assert "3.28" in {p.source for p in plan.sources(dependency, "")}


def test_nothing_is_settled_attached_moved_or_set_by_hand(plan: Plan):
    kinds = (Settlement, Attachment, DateChange, Override)
    assert not any(plan.all(kind) for kind in kinds)


def test_a_few_recommendations_have_a_confidence_that_is_marked_as_made_up(plan: Plan):
    judged = {plan.get(Recommendation, c.record): c.level for c in plan.all(Confidence)}
    assert None not in judged
    assert Counter(judged.values()) == {"high": 2, "medium": 2, "low": 2}
    assert plan.facts_only.all(Confidence) == ()


NAMES: dict[type[Record], list[str]] = {
    Theme: [
        "Leadership, management and governance",
        "A robust model of social work practice",
        "A sufficient and skilled workforce",
        "Quality assurance and audit",
    ],
    Component: [
        "A whole-council vision for excellence",
        "An outward-facing organisation and culture",
        "Corporate and political support and an ambition for excellence",
        "Strong member-officer relationships based on trust and constructive challenge",
        "A clear ‘golden thread’ from the political leadership through to the frontline",
        "Strong and dynamic leadership throughout the organisation",
        "A permanent and stable workforce with capacity and resources",
        "Strong coherent partnerships at strategic and operational level",
        "A strong model of practice, with good checks and balances",
        "Clear and embedded systems, processes and data",
    ],
    Stage: [
        "Laying the foundations",
        "Embedding sustained improvement",
        "Continuous improvement to a good children’s service",
    ],
    StageAim: [
        "Early Help changes implemented, including commencing commissioning processes for any new services",
        "Performance data, case audit and dip sampling used systematically to show progress and identify areas for "
        "further improvement",
        "Workforce strategy agreed and in implementation",
    ],
    Section: [
        "Executive summary",
        "Recommendations",
        "Reasons for the decisions",
        "Alternative options",
        "Details of the report",
        "Comments of the chief finance officer",
        "Legal comments",
        "One Tower Hamlets considerations",
        "Best value implications",
        "Sustainable action for a greener environment",
        "Risk management implications",
        "Crime and disorder reduction implications",
        "Safeguarding implications",
        "Linked reports, appendices, background documents and officer contact",
    ],
}
"""What the report names itself, as it names it."""


@pytest.mark.parametrize("kind", NAMES)
def test_what_the_report_names_bears_its_name(plan: Plan, kind: type[Record]):
    assert [getattr(record, "title", "") for record in plan.all(kind)] == NAMES[kind]


def test_the_sections_of_the_report_are_numbered_as_it_numbers_them(plan: Plan):
    assert [section.number for section in plan.all(Section)] == [None, None, *range(1, 13)]
    assert all(section.author and section.day for section in plan.all(Section))


def test_live_figures_in_the_report_name_something_and_rest_on_facts(plan: Plan, before: Plan):
    ratings = Ratings(plan, before)
    pieces = [piece for section in plan.all(Section) for piece in fill(section.body, plan, ratings)]
    figures = [piece for piece in pieces if piece.written]
    assert {piece.text for piece in figures} >= {"87.9 %", "95 %", "7.1 points below target", "36 %", "about 92 %"}
    assert [piece.written for piece in figures if piece.problem or piece.illustrative] == []
    assert not any("{" in piece.text for piece in pieces)


# -- where it comes from


def test_every_record_says_where_it_comes_from(plan: Plan):
    silent = [
        record.name
        for kind in KINDS
        for record in plan.all(kind)
        if kind is not Provenance and not any(p.source or p.illustrative for p in plan.sources(record, ""))
    ]
    assert silent == []


def test_illustrative_is_what_may_be_and_nothing_else(plan: Plan):
    marked = Counter[tuple[str, str]]()
    for provenance in plan.all(Provenance):
        if provenance.illustrative:
            record = plan.find(provenance.record)
            assert record
            marked[record.TABLE, provenance.field] += 1
    assert marked == {
        ("indicator", "target"): 5,
        ("indicator", "target_by"): 5,
        ("indicator", "baseline"): 2,
        ("action", "due"): 20,
        ("confidence", ""): 6,
        ("risk", "likelihood"): 13,
        ("risk", "impact"): 13,
        ("risk", "target_likelihood"): 13,
        ("risk", "target_impact"): 13,
        ("reading", ""): 18,
    }


def test_the_illustrative_targets_are_those_that_were_agreed(plan: Plan):
    targets = {i.ref: i.target for i in plan.all(Indicator) if plan.illustrative(i, "target")}
    assert targets == {"I-01": 75, "I-03": 85, "I-04": 90, "I-05": 30, "I-06": 95}
    assert all(named(plan, Indicator, ref).target_by == PartialDate("2018-03") for ref in targets)


def test_illustrative_dates_stand_only_on_open_actions_without_one(plan: Plan):
    for action in plan.all(Action):
        if plan.illustrative(action, "due"):
            assert not action.done
            assert not plan.illustrative(action, "title")
            assert named(plan.facts_only, Action, action.ref).due is None
    stated = [a.ref for a in plan.facts_only.all(Action) if a.due]
    assert stated == ["A-06", "A-16", "A-18", "A-30"]


def test_two_indicators_have_a_monthly_series_and_only_one_shows_limits(plan: Plan):
    series = {i.ref: len(plan.readings(i)) for i in plan.all(Indicator) if len(plan.readings(i)) > 2}
    assert series == {"I-01": 9, "I-02": spc.SHOWN_FROM}
    months = [reading.period.last for reading in plan.readings(named(plan, Indicator, "I-02")) if reading.period]
    assert all((late - early).days in range(28, 32) for early, late in pairwise(months))
    assert max(months) == date(2017, 12, 31)


def test_what_we_judged_ourselves_says_why(plan: Plan):
    ours = [p for p in plan.all(Provenance) if p.source == OURS]
    assert all(p.statement for p in ours)
    links = {p.record for p in ours}
    for risk in plan.all(Risk):
        strands = [link for link in plan.all(Link) if link.item == risk.id]
        assert strands
        assert all(link.id in links for link in strands)
    for link in plan.all(Link):
        if isinstance(plan.find(link.serves), Recommendation):
            assert link.id in links
    oversight = named(plan, Indicator, "Management oversight")
    assert oversight.key
    assert [p.source for p in plan.sources(oversight, "key")] == [OURS]
    assert [i.ref for i in plan.all(Indicator) if i.key] == ["I-02"]


DISAGREEMENTS: list[tuple[type[Record], str, str, dict[str, str]]] = [
    (Action, EARLY_HELP, "due", {
        "3.5": "Phase 1 will be completed in May 2018.",
        "3.25": "Phase 1 will be in place by April 2018."}),
    (Action, EARLY_HELP, "starts", {
        "3.5, on the redesign": "Phase 1 has now started.",
        "3.5, on carrying it out": "The organisational change for phase 1 will begin in February 2018."}),
    (BudgetLine, "Cost of the improvement plan", "amount", {
        "3.12": "£4.5 million has been identified so far.",
        "4.3": "An estimated £4.2 million over two years."}),
    (BudgetLine, "Growth in the budget", "years", {
        "3.12": "Growth in the budget for 2017/18.",
        "4.2": "Total additional growth within the medium-term financial strategy (MTFS) for 2017 to 2020."}),
    (Body, "Best Value", "title", {
        "3.2": "It is called the Best Value Programme Board.",
        "7.2": "It is called the Best Value Improvement Board."}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "field", "said"), DISAGREEMENTS)
def test_where_the_source_disagrees_with_itself_both_statements_are_held(
    plan: Plan, kind: type[Record], words: str, field: str, said: dict[str, str]
):
    record = named(plan, kind, words)
    assert {p.source: p.statement for p in plan.sources(record, field)} == said


def test_each_disagreement_is_to_be_settled_and_nothing_else_is(plan: Plan):
    settle = [a for a in needs_attention(plan, Ratings(plan)) if a.kind == "Settle"]
    assert {record for a in settle for record in a.records} == {named(plan, k, words) for k, words, *_ in DISAGREEMENTS}
    assert len(settle) == len(DISAGREEMENTS)


# -- time


def dates(plan: Plan) -> Iterator[tuple[Record, str, date]]:
    for kind in KINDS:
        for record in plan.all(kind):
            for field in fields(kind):
                value = getattr(record, field.name)
                if isinstance(value, date | PartialDate):
                    yield record, field.name, value.first if isinstance(value, PartialDate) else value


def planned(record: Record, field: str) -> bool:
    match record, field:
        case (Action() | Milestone(), "due" | "starts") | (Indicator(), "target_by"):
            return True
        case (Programme(), "goal") | (Stage(), "starts" | "ends"):
            return True
        case Visit(happened=False), "starts" | "ends":
            return True
        case (Meeting(closed=None), "day") | (NextStep(), "period"):
            return True
        case _:
            return False


def test_nothing_but_what_is_planned_lies_after_the_position(plan: Plan):
    assert plan.position == POSITION
    late = {(r.NAME, field) for r, field, day in dates(plan) if day > POSITION and not planned(r, field)}
    assert late == set()


def test_the_log_is_in_order_and_ends_with_the_position(workspace: Workspace):
    moments = [entry.at for entry in reversed(workspace.history())]
    assert moments == sorted(set(moments))
    assert moments[0].date() < date(2017, 6, 27)
    assert moments[-1].date() == POSITION
    assert {(entry.author, entry.role) for entry in workspace.history()} == {("Improvement team", "Officer")}


def test_every_link_leads_somewhere_at_each_moment(plan: Plan, before: Plan):
    for moment in (plan, before):
        for link in moment.all(Link):
            assert moment.find(link.item)
            assert moment.find(link.serves)


def test_what_december_brought_was_not_known_at_the_meeting_before(workspace: Workspace, before: Plan):
    assert workspace.last_meeting == named(workspace.plan, Meeting, "23 Nov 2017")
    assert before.position == date(2017, 11, 23)
    assert all(reading.period and reading.period.last < before.position for reading in before.all(Reading))
    assert [visit.title for visit in before.all(Visit)] == ["First monitoring visit"]
    assert named(before, Action, "Hold a Practice Week").done
    assert not named(before, Action, "Review every case").done
    assert not any(theme.progress for theme in before.all(Theme))
    assert not any(aim.progress for aim in before.all(StageAim))
    later = (Statement, Finding, BudgetLine, NextStep, Section, Dependency)
    assert not any(before.all(kind) for kind in later)
    assert {o.ref for o in workspace.all(Objective)} - {o.ref for o in before.all(Objective)} == {"O-05", "O-11"}


def test_a_month_s_figures_are_entered_after_the_month(workspace: Workspace):
    for reading in workspace.all(Reading):
        first = workspace.history(reading)[-1]
        assert reading.period
        assert first.at.date() > reading.period.last


# -- what it shows


def statuses(plan: Plan, before: Plan | None = None) -> dict[int | None, tuple[Status, Direction | None, bool]]:
    ratings = Ratings(plan, before)
    rated = [(theme.number, ratings.of(theme)) for theme in plan.all(Theme)]
    return {number: (rating.status, rating.direction, rating.illustrative) for number, rating in rated}


def test_the_four_themes_with_illustrative_inputs(plan: Plan, before: Plan):
    assert statuses(plan, before) == {
        1: (Status.RED, Direction.SAME, True),
        2: (Status.RED, Direction.BETTER, False),
        3: (Status.RED, Direction.BETTER, False),
        4: (Status.AMBER, Direction.SAME, True),
    }
    assert Ratings(plan).of(plan.programme).status is Status.RED


def test_the_four_themes_on_the_report_s_facts_alone(plan: Plan, before: Plan):
    assert statuses(plan.facts_only, before.facts_only) == {
        1: (Status.AMBER, Direction.NEW, False),
        2: (Status.RED, Direction.BETTER, False),
        3: (Status.RED, Direction.BETTER, False),
        4: (Status.AMBER, Direction.NEW, False),
    }
    ratings = Ratings(plan.facts_only)
    assert ratings.of(plan.programme).status is Status.RED
    reasons = {theme.number: ratings.of(theme).reason for theme in plan.facts_only.all(Theme)}
    assert all("on what is known (" in reason for reason in reasons.values())
    assert "4 concerns: “Applications after the national recruitment fair”" in reasons[1]
    assert "1 concern: “Return home interviews completed”" in reasons[3]
    assert "1 concern: “Pathway plans reviewed within 6 months”" in reasons[4]


def test_the_reasons_give_the_figures(workspace: Workspace):
    ratings = workspace.ratings
    themes = {theme.number: ratings.of(theme) for theme in workspace.all(Theme)}
    for number in (2, 3):
        assert "Management oversight, 87.9 % against 95 %, 7.1 points below target" in themes[number].reason
    assert "Posts filled by agency staff, 36 % against 30 %, 6 points above target" in themes[1].reason
    assert themes[1].alone_words == "Off track, illustrative; the report alone: at risk, 1 of 19 known"
    assert themes[4].alone_words == "At risk, in part illustrative; at risk without that too"


LINE = "above the line to {} % by March 2018 ({} % in December), {} {} below the target itself"
RATED: dict[str, tuple[str, str, str]] = {
    # with what is illustrative, on facts alone, and what its reason says
    "I-01": ("green", "not rated", f"74 % in December 2017: 7.2 points {LINE.format(75, 66.8, 1, 'point')}"),
    "I-02": ("red", "red", "87.9 % against 95 % in December 2017: 7.1 points below target"),
    "I-03": ("green", "not rated", f"78.1 % in December 2017: 4.4 points {LINE.format(85, 73.7, 6.9, 'points')}"),
    "I-04": ("green", "not rated", "about 92 % against 90 % in December 2017: 2 points above target"),
    "I-05": ("red", "not rated", "36 % against 30 % in December 2017: 6 points above target"),
    "I-06": ("green", "not rated", "96 % against 95 % in December 2017: 1 point above target"),
    "I-07": ("not rated", "not rated", "shown for context, no target is meant"),
    "I-10": ("not rated", "not rated", "no target"),
    "A-01": ("complete", "complete", "date not given"),
    "A-03": ("green", "not rated", "last reported 31 Jan 2018; per cent not given"),
    "A-06": ("green", "green", "not due until April 2018"),
    "A-12": ("not rated", "not rated", "how much is done is not said"),
    "A-13": ("not rated", "not rated", "how much is done is not said"),
    "A-15": ("not rated", "not rated", "how much is done is not said"),
    "A-16": ("green", "green", "not due until April 2018"),
    "A-17": ("not rated", "not rated", "nothing reported yet"),
    "A-18": ("amber", "amber", "due 31 Jan 2018, today, per cent not given"),
    "A-20": ("not rated", "not rated", "nothing reported yet"),
    "A-24": ("not rated", "not rated", "nothing reported yet"),
    "A-26": ("not rated", "not rated", "nothing reported yet"),
    "A-30": ("green", "green", "not due until March 2018"),
    "R-08": ("red", "not rated", "score 20 of 25, high, target 10"),
    "R-10": ("green", "not rated", "score 9 of 25, medium, at its target of 9"),
    "R-12": ("amber", "not rated", "score 12 of 25, medium, target 8"),
}


@pytest.mark.parametrize(("ref", "said"), RATED.items())
def test_what_each_status_rests_on(plan: Plan, ref: str, said: tuple[str, str, str]):
    rating, alone = (
        Ratings(each).of(next(r for kind in (Indicator, Action, Risk) for r in each.all(kind) if r.ref == ref))
        for each in (plan, plan.facts_only)
    )
    assert (rating.status.value, alone.status.value) == said[:2]
    assert said[2] in rating.reason


def test_the_recommendations_look_at_figures_and_five_have_nothing(plan: Plan):
    ratings, alone = Ratings(plan), Ratings(plan.facts_only)
    of = {r.number: (ratings.of(r).status.value, alone.of(r).status.value) for r in plan.all(Recommendation)}
    assert of == {
        1: ("not rated", "not rated"), 2: ("amber", "amber"), 3: ("not rated", "not rated"),
        4: ("not rated", "not rated"), 5: ("not rated", "not rated"), 6: ("red", "red"), 7: ("green", "not rated"),
        8: ("green", "not rated"), 9: ("green", "not rated"), 10: ("not rated", "not rated"),
        11: ("not rated", "not rated"), 12: ("green", "not rated"), 13: ("not rated", "not rated"),
        14: ("not rated", "not rated"), 15: ("red", "not rated"),
    }  # fmt: skip
    nothing = "no action or figure that counts is linked to it"
    silent = [r.number for r in plan.all(Recommendation) if nothing in ratings.of(r).reason]
    assert silent == [3, 5, 11, 13, 14]


def test_early_help_s_first_phase_is_not_said_to_be_not_started(plan: Plan):
    for each in (plan, plan.facts_only):
        assert "not started" not in Ratings(each).of(named(each, Theme, "Theme 2")).reason


def test_each_theme_has_so_many_items(plan: Plan):
    kinds = (Indicator, Action, Risk)
    counts = {theme.number: [len(plan.serving(theme, kind)) for kind in kinds] for theme in plan.all(Theme)}
    assert counts == {1: [1, 11, 9], 2: [4, 9, 5], 3: [1, 5, 3], 4: [1, 6, 2]}


def test_oversight_is_off_track_and_better_than_in_april(plan: Plan, before: Plan):
    facts = Ratings(plan.facts_only, before.facts_only)
    rating = facts.of(named(plan.facts_only, Indicator, "Management oversight"))
    assert (rating.status, rating.distance, rating.direction) == (
        Status.RED,
        "7.1 points below target",
        Direction.BETTER,
    )


def test_the_risks_fill_the_matrix(plan: Plan):
    cells = Counter((risk.likelihood, risk.impact) for risk in plan.all(Risk))
    assert cells == {(4, 3): 1, (4, 4): 3, (4, 5): 1, (3, 3): 2, (3, 4): 4, (3, 5): 2}
    assert not any(risk.is_scored for risk in plan.facts_only.all(Risk))


def test_since_the_last_meeting_there_is_something_true_to_say(plan: Plan, before: Plan):
    facts, facts_before = plan.facts_only, before.facts_only
    found = changes(facts, facts_before, Ratings(facts, facts_before))
    said = {change.text: change.word for change in found if isinstance(change.record, Indicator | Visit | Theme)}
    assert {
        text: said[text] for text in said if text.startswith(("Contacts", "Management", "Children", "Second", "Theme"))
    } == {
        "Contacts with an initial decision within 1 day: 74 %, was 49 % in July": "better",
        "Management oversight: 87.9 %, was 60 % in April": "better",
        "Children in need with a plan: 78.1 %, was 51 % in June": "better",
        "Second monitoring visit, 12 to 13 Dec 2017: 4 areas of progress, 4 to go": "new",
        "Theme 1: Leadership, management and governance: at risk, not rated before": "new",
        "Theme 2: A robust model of social work practice: edited: Progress, Challenge, Next focus": "edited",
        "Theme 3: A sufficient and skilled workforce: edited: Progress, Challenge, Next focus": "edited",
        "Theme 4: Quality assurance and audit: at risk, not rated before": "new",
    }


def test_the_thresholds_are_those_a_new_plan_begins_with(plan: Plan):
    assert plan.thresholds == Thresholds(id=plan.thresholds.id)
    assert plan.thresholds.tolerance_points == Decimal(5)


# -- as a file


def test_a_dump_of_it_loads_into_the_same_plan(workspace: Workspace, tmp_path: Path):
    dumped: dict[str, Any] = json.loads(json.dumps(workspace.dump()))
    copy = Workspace.create(tmp_path / "copy.goldthread", PERSON, tmp_path / "backups")
    document = planfile.expand(dumped)
    copy.bring_in(document.edits, document.baselines)
    assert copy.dump() == dumped
    assert copy.check() == []
    copy.close()


def test_two_copies_of_it_are_the_same_plan(workspace: Workspace, tmp_path: Path):
    other = demo.make(tmp_path / "other.goldthread", PERSON, tmp_path / "backups")
    assert other.dump() == workspace.dump()
    other.close()


def test_it_is_written_in_the_shorthand_and_says_what_it_is():
    document = planfile.parse(resources.demo_plan().read_bytes())
    assert "demo" in document["about"]
    assert all(edit["values"] for edit in planfile.expand(document).edits)
