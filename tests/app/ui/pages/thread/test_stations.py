"""The whole thread of a record, station by station."""

from __future__ import annotations

from app.domain.records import (
    Action,
    Component,
    Decision,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Objective,
    Provenance,
    Recommendation,
    Record,
    Risk,
    Theme,
)
from app.exchange.shorthand import OURS
from app.ui.pages.thread.stations import FOLLOWED, stations
from app.ui.widgets.linking import Tie
from tests.app.domain.plans import plan_of

VISION = Component(id="c", number=1, title="One vision")
GOAL, OTHER_GOAL = Recommendation(id="g", number=6, title="Oversight"), Recommendation(id="h", number=7, title="Gangs")
THEME, OTHER = Theme(id="t", number=1, title="Practice"), Theme(id="u", number=2, title="Workforce")
AIM = Objective(id="o", ref="O-01", theme="t", title="Oversee every case")
TRAIN = Action(id="a", ref="A-01", title="Train", objective="o")
STEP = Milestone(id="m", action="a", title="First course")
FIGURE = Indicator(id="i", ref="I-01", title="Oversight recorded", better="higher")
RISK = Risk(id="r", ref="R-01", title="Culture")
FINDING = Finding(id="f", title="Oversight varies")


def link(item: Record, serves: Record) -> Link:
    return Link(id=f"{item.id} {serves.id}", item=item.id, serves=serves.id)


LINKS = [
    link(THEME, VISION), link(TRAIN, GOAL), link(FIGURE, GOAL), link(RISK, GOAL), link(TRAIN, FINDING),
    link(TRAIN, RISK), link(OTHER, VISION), link(TRAIN, OTHER_GOAL),
]  # fmt: skip
PLAN = plan_of(VISION, GOAL, OTHER_GOAL, THEME, OTHER, AIM, TRAIN, STEP, FIGURE, RISK, FINDING, *LINKS)


def told(record: Record) -> dict[str, list[tuple[str, str]]]:
    return {s.title: [(stop.record.id, stop.words) for stop in s.stops] for s in stations(PLAN, record)}


def test_a_recommendation_leads_through_its_actions_to_objective_theme_and_finding() -> None:
    assert told(GOAL) == {
        "Vision and goals": [("g", "")],
        "Themes": [("t", "through A-01")],
        "Objectives": [("o", "through A-01")],
        "Actions": [("a", "served by"), ("m", "through A-01")],
        "Indicators": [("i", "measured by")],
        "Risks": [("r", "threatened by")],
        "Findings": [("f", "through A-01")],
    }


def test_an_action_serves_its_objective_the_theme_of_that_and_its_part_of_the_vision() -> None:
    assert told(TRAIN) == {
        "Vision and goals": [("g", "serves"), ("h", "serves"), ("c", "through O-01")],
        "Themes": [("t", "through O-01")],
        "Objectives": [("o", "works towards")],
        "Actions": [("a", ""), ("m", "has the step")],
        "Risks": [("r", "mitigates")],
        "Findings": [("f", "answers")],
    }


def test_other_records_of_its_kind_have_a_thread_of_their_own() -> None:
    assert ("h", "through A-01") not in told(GOAL)["Vision and goals"]
    assert "u" not in dict(told(THEME)["Themes"])


def test_a_record_that_is_tied_to_nothing_stands_alone() -> None:
    alone = Risk(id="x", title="Alone")
    assert [[stop.record for stop in s.stops] for s in stations(plan_of(alone), alone)] == [[alone]]


def test_our_judgement_is_told() -> None:
    plan = plan_of(GOAL, TRAIN, link(TRAIN, GOAL), Provenance(id="p", record="a g", source=OURS))
    assert stations(plan, GOAL)[1].stops[0].tie is Tie.OURS


def test_where_there_is_too_much_it_is_not_followed_further() -> None:
    many = [Action(id=f"x{n}", ref=f"X-{n}", title="Do it") for n in range(FOLLOWED + 1)]
    steps = [Milestone(id=f"s{n}", action=f"x{n}", title="Step") for n in range(FOLLOWED + 1)]
    plan = plan_of(GOAL, *many, *steps, *(link(action, GOAL) for action in many))
    assert [(s.title, len(s.stops)) for s in stations(plan, GOAL)] == [
        ("Vision and goals", 1), ("Actions", FOLLOWED + 1),
    ]  # fmt: skip


def test_what_a_meeting_decided_and_what_arose_at_it_are_on_the_thread():
    board = Meeting(id="b", body="x")
    decided = Decision(id="d", ref="D-01", meeting="b", title="Go on")
    arose = Action(id="n", ref="A-02", title="Report", meeting="b")
    plan = plan_of(THEME, board, decided, arose, link(decided, THEME))
    (station,) = [found for found in stations(plan, THEME) if found.title == "Meetings"]
    assert [(stop.record, stop.words) for stop in station.stops] == [(decided, "decided on by")]
    (station,) = [found for found in stations(plan, arose) if found.title == "Meetings"]
    assert [(stop.record, stop.words) for stop in station.stops] == [(board, "arose at")]
