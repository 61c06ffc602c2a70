"""What is done with a risk: reviewed, escalated and handed back, occurred."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.rating import Ratings
from app.domain.records import Body, Mitigation, Programme, Risk
from app.domain.schedule import PartialDate
from app.domain.since import changes
from app.ui import operations
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into

TODAY = PartialDate("2018-01-31")


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    """A plan of 31 January 2018 with a board and one risk, reviewed every quarter."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann Officer"), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    made.save(made.draft(Body, title="Board"), label="Add a board")
    made.save(made.draft(Risk, title="Staff leave", rhythm="quarter", likelihood=4, impact=4), label="Add a risk")
    yield Session(made)
    made.close()


def risk(session: Session) -> Risk:
    (found,) = session.workspace.all(Risk)
    return found


def words(session: Session) -> list[str]:
    return [each.word for each in operations.acts(session, risk(session))]


def fills(qtbot: QtBot, **typed: str) -> Callable[[Any], None]:
    def act(dialog: Any) -> None:
        for name, text in typed.items():
            control = dialog.form.fields[name].control
            if hasattr(control, "setCurrentText"):
                control.setCurrentText(text)
            else:
                type_into(qtbot, control, text)
        press(qtbot, dialog.save_button)

    return act


def told(session: Session, before: Any) -> str:
    plan = session.workspace.plan
    return "; ".join(change.said for change in changes(plan, before, Ratings(plan, before)))


def test_reviewed_nothing_changed_says_who_and_when_and_sets_the_next_review(session: Session):
    before, edits = session.workspace.plan, session.workspace.undo_label
    operations.reviewed(session, risk(session))
    done = risk(session)
    assert (done.reviewed, done.reviewed_by, done.review) == (TODAY, "Ann Officer", PartialDate("2018-04-30"))
    assert (done.likelihood, done.impact) == (4, 4)
    assert session.workspace.undo_label != edits
    assert "Reviewed, nothing changed" not in words(session)
    assert "reviewed on 31 Jan 2018 by Ann Officer" in told(session, before)
    session.workspace.undo()
    assert risk(session).reviewed is None
    assert "Reviewed, nothing changed" in words(session)


def test_without_a_rhythm_the_next_review_is_asked_for(session: Session, qtbot: QtBot):
    session.workspace.save(replace(risk(session), rhythm=""), label="No rhythm")
    with answering(fills(qtbot, review="May 2018")):
        operations.reviewed(session, risk(session))
    assert (risk(session).reviewed, risk(session).review) == (TODAY, PartialDate("2018-05"))


def test_it_is_escalated_to_a_body_and_handed_back_each_with_day_and_reason(session: Session, qtbot: QtBot):
    before = session.workspace.plan
    with answering(fills(qtbot, escalated_to="Board", escalated_why="No money is left")):
        operations.escalate(session, risk(session))
    up = risk(session)
    assert up.is_escalated
    assert (up.escalated_to, up.escalated) == (session.workspace.all(Body)[0].id, TODAY)
    assert "escalated to Board, No money is left" in told(session, before)
    assert "Hand back…" in words(session)
    assert "Escalate…" not in words(session)
    before = session.workspace.plan
    with answering(fills(qtbot, returned_why="Cabinet gave it")):
        operations.hand_back(session, up)
    assert not risk(session).is_escalated
    assert risk(session).returned == TODAY
    assert "handed back, Cabinet gave it" in told(session, before)
    with answering(fills(qtbot, escalated_to="Board")):
        operations.escalate(session, risk(session))
    assert risk(session).is_escalated, "it can be handed up again"
    assert risk(session).escalated_why == ""


def test_a_risk_that_occurred_is_an_issue_until_it_is_closed(session: Session, qtbot: QtBot):
    before = session.workspace.plan
    with answering(fills(qtbot, occurred_what="Two teams left", occurred="Jan 2018")):
        operations.occurred(session, risk(session))
    assert risk(session).has_occurred
    assert not risk(session).is_closed
    assert "occurred in January 2018" in told(session, before)
    operations.not_after_all(session, risk(session))
    assert not risk(session).has_occurred


def test_that_it_occurred_needs_neither_day_nor_words(session: Session, qtbot: QtBot):
    with answering(fills(qtbot, occurred="")):
        operations.occurred(session, risk(session))
    assert risk(session).has_occurred
    assert risk(session).occurred is None


def test_nothing_of_this_is_offered_of_a_closed_risk(session: Session):
    session.workspace.save(replace(risk(session), closed_why="It passed"), label="Close")
    offered = {"Reviewed, nothing changed", "Escalate…", "Hand back…", "It occurred…", "It did not occur after all"}
    assert not offered & set(words(session))


def test_its_text_becomes_mitigations_as_they_are_shown_and_stays(session: Session, qtbot: QtBot):
    session.workspace.save(replace(risk(session), mitigation="• Recruit\n• Retain"), label="Say what is done")
    shown: list[str] = []

    def leave_one(dialog: Any) -> None:
        shown.append(dialog.fields["lines"].text())
        type_into(qtbot, dialog.fields["lines"].control, "Recruit all year")
        press(qtbot, dialog.button)

    with answering(leave_one):
        operations.split_mitigation(session, risk(session))
    assert shown == ["Recruit\nRetain"]
    assert [(each.title, each.risk) for each in session.workspace.all(Mitigation)] == [
        ("Recruit all year", risk(session).id)
    ]
    assert risk(session).mitigation == "• Recruit\n• Retain"
    session.workspace.undo()
    assert session.workspace.all(Mitigation) == ()
