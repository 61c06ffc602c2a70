"""The lines of the overview: what each says, and that each leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.records import Action, Meeting, Override, Record, Risk, Settlement
from app.ui import look
from app.ui.page import Several
from app.ui.pages import PLACES
from app.ui.pages.overview import lines
from app.ui.pages.overview.dashboard import Dashboard
from app.ui.session import Session
from app.ui.widgets.rag_badge import ILLUSTRATIVE, Tag
from app.ui.widgets.whole_lines import WholeLines
from app.workspace import Person, Workspace
from tests.app.ui.whole import cut_off, scrolling

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
    since = WholeLines("Since")
    qtbot.addWidget(since)
    lines.show_since(since, plan, can_open)
    assert len(since.lines) == len(plan.since)
    shown = [
        *lines.attention(plan.plan, plan.ratings, can_open),
        *since.lines,
        *lines.coming(plan.plan, can_open),
        *lines.highest(plan.plan, plan.ratings, can_open),
    ]
    assert len(shown) > 30
    assert [line.title for line in shown if line.target is None] == []


@pytest.mark.parametrize("facts_only", [False, True])
def test_on_a_small_laptop_all_that_the_demo_says_is_whole(
    qtbot: QtBot, qapp: QApplication, plan: Workspace, facts_only: bool
):
    look.apply(qapp, look.Appearance.LIGHT)
    plan.facts_only = facts_only
    shown = Dashboard(Session(plan), can_open)
    qtbot.addWidget(shown)
    shown.resize(1104, 692)  # what is left of 1280 x 720 beside the rail and under the menus
    shown.show_workspace(plan)
    shown.show()
    qtbot.waitExposed(shown)
    assert len(shown.cards) == 4
    assert all(card.reason.text() for card in shown.cards)
    for panel in shown.panels:
        while panel.lines.more.isVisible():
            panel.lines.more.click()
    QApplication.processEvents()
    assert cut_off(shown) == []
    assert list(scrolling(shown)) == []


def test_one_quiet_mark_says_for_a_card_that_something_in_it_is_illustrative(qtbot: QtBot, plan: Workspace):
    plan.facts_only = False
    shown = Dashboard(Session(plan), can_open)
    qtbot.addWidget(shown)
    shown.show_workspace(plan)
    for panel in shown.panels:
        marks = [tag for tag in panel.findChildren(Tag) if tag.text() == ILLUSTRATIVE]
        assert len(marks) == 1
        assert marks[0].isVisibleTo(panel) is any(row.line.illustrative for row in panel.lines.rows)
    for card in shown.cards:
        assert len([tag for tag in card.findChildren(Tag) if tag.text() == ILLUSTRATIVE]) == 1


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
