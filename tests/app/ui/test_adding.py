"""Linking what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Link, Risk, Theme
from app.ui.adding import link_item, unlinked
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A theme, one action that serves it and one that does not, and a risk."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann Officer"), tmp_path / "backups", "Improvement")
    theme, first = made.draft(Theme, title="Leadership"), made.draft(Action, title="Recruit")
    made.save(theme, first, made.draft(Link, item=first.id, serves=theme.id), label="Set up")
    made.save(made.draft(Action, title="Train"), made.draft(Risk, title="Staff leave"), label="Set up")
    yield made
    made.close()


def test_only_what_is_not_linked_is_offered(workspace: Workspace):
    theme = workspace.all(Theme)[0]
    assert [action.title for action in unlinked(workspace, theme, Action)] == ["Train"]
    assert [risk.title for risk in unlinked(workspace, theme, Risk)] == ["Staff leave"]


def test_something_must_be_chosen(qtbot: QtBot, workspace: Workspace):
    theme = workspace.all(Theme)[0]

    def choose(dialog):
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert dialog.form.fields["item"].name.text() == "Action (needed)"
        qtbot.keyClicks(dialog.form.fields["item"].control, "A-02")
        press(qtbot, dialog.save_button)

    with answering(choose):
        link_item(workspace, theme, Action)
    assert {action.title for action in workspace.plan.serving(theme, Action)} == {"Recruit", "Train"}
    assert workspace.history()[0].label == "Link an action to Theme 1: Leadership"
