"""Whether the plan can be changed now is one property, and why not one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Programme
from app.ui.session import Session
from app.workspace import Person, Workspace

ANN = Person("Ann")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Improvement")
    board = made.draft(Body, title="Board")
    meeting = made.draft(Meeting, body=board.id, day=date(2018, 1, 31))
    made.save(board, meeting, replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Set up")
    made.close_meeting(meeting)
    yield made
    made.close()


def look_back(session: Session) -> None:
    session.workspace.look_back(session.workspace.all(Meeting)[0])


def facts_only(session: Session) -> None:
    session.workspace.facts_only = True


def present(session: Session) -> None:
    session.reading = "presenting"


def test_an_open_plan_that_can_be_written_can_be_edited(workspace: Workspace):
    session = Session(person=ANN)
    assert (session.is_open, session.can_edit, session.why_not_editing) == (False, False, "No plan is open.")
    session.hold(workspace)
    assert (session.is_open, session.can_edit, session.why_not_editing) == (True, True, "")


@pytest.mark.parametrize(
    ("how", "why"), [(look_back, "as it was"), (facts_only, "Illustrative values"), (present, "while presenting")]
)
def test_what_is_only_read_cannot_be_edited_and_why_is_said(
    workspace: Workspace, how: Callable[[Session], None], why: str
):
    session = Session(workspace)
    how(session)
    assert not session.can_edit
    assert why in session.why_not_editing


def test_what_another_edits_can_only_be_read(workspace: Workspace):
    reader = Workspace.open(workspace.path, Person("Pat"), workspace.path.parent / "b", write=False)
    session = Session(reader)
    assert not session.can_edit
    assert session.why_not_editing == reader.why_read_only
    reader.close()


def test_going_and_saying_are_told_to_the_window(qtbot: QtBot, workspace: Workspace):
    session, programme = Session(workspace), workspace.all(Programme)[0]
    with qtbot.waitSignal(session.opened) as opened:
        session.open(programme)
    with qtbot.waitSignal(session.left):
        session.back()
    with qtbot.waitSignal(session.said) as said:
        session.say("Done.", ("Look", print))
    assert (opened.args, said.args) == ([programme], ["Done.", (("Look", print),)])
