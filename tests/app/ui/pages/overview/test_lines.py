"""The lines of the overview: what each says, and that each leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.records import Action, Meeting, Override, Record, Risk, Settlement
from app.ui.page import Several
from app.ui.pages import PLACES
from app.ui.pages.overview import lines
from app.ui.pages.overview.dashboard import Dashboard
from app.ui.widgets.line_list import LineList
from app.workspace import Person, Workspace

SHOWN = {kind for place in PLACES for kind in place.kinds}


def can_open(target: Record | Several) -> bool:
    return (target.kind if isinstance(target, Several) else type(target)) in SHOWN


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo plan."""
    folder: Path = tmp_path_factory.mktemp("demo")
    made = demo.make(folder / "demo.goldthread", Person("Ann Officer"), folder / "backups")
    yield made
    made.close()


@pytest.mark.parametrize("facts_only", [False, True])
def test_every_line_of_the_demo_opens_something(qtbot: QtBot, plan: Workspace, facts_only: bool):
    plan.facts_only = facts_only
    since = LineList("Since")
    qtbot.addWidget(since)
    since.unfolded = True
    assert lines.show_since(since, plan, can_open) == len(plan.since)
    shown = [
        *lines.attention(plan.plan, plan.ratings, can_open),
        *since.lines,
        *lines.coming(plan.plan, can_open),
        *lines.highest(plan.plan, plan.ratings, can_open),
    ]
    assert len(shown) > 30
    assert [line.title for line in shown if line.target is None] == []


@pytest.mark.parametrize("facts_only", [False, True])
def test_on_a_small_laptop_the_cards_of_the_demo_say_the_whole_reason(qtbot: QtBot, plan: Workspace, facts_only: bool):
    plan.facts_only = facts_only
    shown = Dashboard(can_open)
    qtbot.addWidget(shown)
    shown.resize(1104, 692)  # what is left of 1280 x 720 beside the rail and under the menus
    shown.show_workspace(plan)
    shown.show()
    qtbot.waitExposed(shown)
    assert len(shown.cards) == 4
    for card in shown.cards:
        assert card.reason.text()
        for part in (card.reason, card.alone, card.counts):
            assert part.toolTip() == "", "nothing of it is cut off"
            assert part.height() >= part.heightForWidth(part.width())
    assert shown.verticalScrollBar().maximum() == 0


def test_the_title_and_what_is_said_of_it_stand_apart(plan: Workspace):
    plan.facts_only = False
    first = lines.attention(plan.plan, plan.ratings, can_open)[0]
    assert (first.title, first.fact, first.status) == ("Management oversight", "7.1 points below target", "red")


def test_the_highest_risk_comes_first_and_the_unscored_last(workspace: Workspace):
    workspace.save(workspace.draft(Risk, title="Not scored yet"), label="Add")
    workspace.save(workspace.draft(Risk, title="Worst", likelihood=5, impact=5), label="Add")
    found = lines.highest(workspace.plan, workspace.ratings, can_open)
    assert [line.title for line in found] == ["Worst", "Culture does not change", "Not scored yet"]


def test_a_status_set_by_hand_that_ends_leads_to_its_record(workspace: Workspace):
    action, meeting = workspace.all(Action)[0], next(m for m in workspace.all(Meeting) if not m.closed)
    held = workspace.draft(Override, record=action.id, status="red", reason="Late", until=meeting.day, by="Chair")
    workspace.save(held, label="Set")
    ends = [line for line in lines.coming(workspace.plan, can_open) if "set by hand" in line.title]
    assert [line.target for line in ends] == [action]


def test_a_settled_disagreement_leads_to_the_record_it_is_about(workspace: Workspace):
    action = workspace.all(Action)[0]
    settled = workspace.draft(Settlement, record=action.id, field="due", holds_true="April", reason="Later", by="Chair")
    assert lines.about(workspace.plan, settled) == action


def test_what_comes_says_how_soon(workspace: Workspace):
    said = {line.title: line.word for line in lines.coming(workspace.plan, can_open)}
    assert said["Adopt thresholds"] == "today"
    assert said["Improvement Board"] == "in 48 days"
