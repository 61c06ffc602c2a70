"""A meeting that two copies closed: which closing counts is settled, and either can be looked back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cli.lookup import moment
from app.domain.lazy import all_at_once
from app.domain.records import Body, Meeting, Risk
from app.ui.dialogs.as_at import AsAtDialog
from app.ui.dialogs.settle import ClashDialog
from app.workspace import Person, Workspace
from tests.app.briefing.reading import text_of
from tests.app.conftest import Run
from tests.app.ui.hands import press

TODAY = date(2018, 1, 31)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "plan.goldthread"
    made = Workspace.create(path, Person("Ann"), tmp_path / "backups", "Plan", today=lambda: TODAY)
    body, risk = made.draft(Body, title="Board"), made.draft(Risk, title="Staff leave")
    meeting = made.draft(Meeting, body=body.id, day=date(2018, 1, 10))
    made.save(body, risk, meeting, label="Begin")
    copy = tmp_path / "copy.goldthread"
    made.save_copy(copy)
    other = Workspace.open(copy, Person("Cleo"), tmp_path / "b", today=lambda: TODAY)
    for each, owner in ((made, "Ann's"), (other, "Cleo's")):
        each.save(replace(risk, owner=owner), label="Own it")
        each.close_meeting(meeting)
    other.close()
    made.reload_after(all_at_once(made.merge(all_at_once(made.preview_merge(copy)))))
    yield made
    made.close()


def test_which_closing_counts_is_chosen_and_no_key_is_shown(qtbot: QtBot, workspace: Workspace):
    (clash,) = (each for each in workspace.plan.clashes if each.label == "which closing counts")
    dialog = ClashDialog(workspace, clash)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.form.fields == {}
    assert [choice.radio.text().split(",")[0] for choice in dialog.choices] == ["Cleo", "Ann"]
    press(qtbot, dialog.choices[1].radio)
    press(qtbot, dialog.save_button)
    assert [each.label for each in workspace.plan.clashes] == ["owner"]
    before = workspace.before
    assert before
    (risk,) = before.all(Risk)
    assert risk.owner == "Ann's"


def test_either_closing_can_be_looked_back_to(qtbot: QtBot, workspace: Workspace):
    for number, name in enumerate(("Cleo", "Ann")):
        dialog = AsAtDialog(workspace)
        qtbot.addWidget(dialog)
        rows = dialog.table.records.rows
        assert [row.day for row in rows] == [date(2018, 1, 10)] * 2
        dialog.table.select(rows[number].id)
        dialog.accept()
        (risk,) = workspace.plan.all(Risk)
        assert risk.owner == f"{name}'s"
        assert workspace.past
        assert f"as {name} closed it on" in workspace.past.title
        workspace.look_back(None)


def test_the_command_line_is_told_whose_closing_is_meant(workspace: Workspace):
    for name, owner in (("Board, as Ann closed it", "Ann's"), ("board, AS CLEO closed it", "Cleo's")):
        (risk,) = workspace.as_at(moment(workspace, name)).all(Risk)
        assert risk.owner == owner


def test_a_paper_says_with_whose_closing_it_compares(run: Run, workspace: Workspace, tmp_path: Path):
    workspace.save(replace(workspace.all(Risk)[0], owner="Di"), label="Own it")
    workspace.close()
    for name in ("board", "changes"):
        paper = tmp_path / f"{name}.pdf"
        assert run("export", workspace.path, paper, "--template", name)[0] == 0
        assert "It was closed more than once: compared with the plan as Cleo closed it on" in " ".join(
            text_of(paper).split()
        )
