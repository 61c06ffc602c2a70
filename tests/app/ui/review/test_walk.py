"""Reviewing what is due, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Mitigation, Programme, Risk, Scoring
from app.domain.reviewing import due
from app.domain.schedule import PartialDate
from app.ui.main_window import MainWindow
from app.ui.review import ReviewWalk
from app.ui.review.form import ReviewForm
from app.ui.reviewing import RiskReview
from app.workspace import Person, Workspace
from tests.app.domain.plans import usual_score
from tests.app.ui.hands import keys, tab_to, window_of

Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = PartialDate("2018-01-31")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """31 January 2018: R-01 has waited longest, and is red and has not moved since May; R-02 has a mitigation."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann Officer"), tmp_path / "backups", "Improvement")
    programme = made.all(Programme)[0]
    made.save(replace(programme, position=date(2017, 5, 31)), label="Fix the day")
    first = made.draft(
        Risk, title="Staff leave", likelihood=5, impact=5, rhythm="quarter", review=PartialDate("2017-08-31")
    )
    made.save(first, label="Add R-01")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    second = made.draft(Risk, title="Data is poor", likelihood=3, impact=4, review=PartialDate("2017-12"))
    made.save(second, made.draft(Mitigation, risk=second.id, title="Clean it", owner="Bo"), label="Add R-02")
    third = made.draft(Risk, title="Partners drift", likelihood=2, impact=2, rhythm="year", review=TODAY)
    made.save(third, label="Add R-03")
    made.save(made.draft(Risk, title="Not due", review=PartialDate("2018-02")), label="Add R-04")
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    with window_of(workspace) as window:
        yield window


def begin(qtbot: QtBot, window: MainWindow) -> ReviewWalk:
    keys(qtbot, window, Key.Key_R, Control | Shift)
    walk = window.feature(RiskReview).walk
    assert walk is not None
    qtbot.waitUntil(walk.onward.hasFocus)
    return walk


def risk(workspace: Workspace, ref: str) -> Risk:
    return next(each for each in workspace.all(Risk) if each.ref == ref)


def form_of(walk: ReviewWalk) -> ReviewForm:
    assert walk.form is not None
    return walk.form


def type_at(qtbot: QtBot, window: QWidget, wanted: QWidget, text: str) -> None:
    """Tab to a field and type over what it holds."""
    tab_to(qtbot, window, wanted)
    if isinstance(wanted, QLineEdit):
        keys(qtbot, window, Key.Key_A, Control)
    qtbot.keyClicks(QApplication.focusWidget(), text)


def done(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_Return, Control)


def test_what_is_due_comes_with_what_has_waited_longest_first(workspace: Workspace):
    assert [each.ref for each in due(workspace.plan)] == ["R-01", "R-02", "R-03"]


def test_enter_says_that_nothing_changed_and_goes_on(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    walk = begin(qtbot, window)
    assert walk.count.text() == "1 of 3"
    assert walk.onward.text() == "Reviewed, nothing changed"
    keys(qtbot, window, Key.Key_Return)
    first = risk(workspace, "R-01")
    assert (first.reviewed, first.reviewed_by, first.review) == (TODAY, "Ann Officer", PartialDate("2018-04-30"))
    assert usual_score(first) == 25
    assert workspace.undo_label == "Review R-01, nothing changed"
    assert walk.risk == risk(workspace, "R-02")
    assert walk.count.text() == "2 of 3, 1 reviewed"


def test_tab_leads_from_the_button_to_what_one_says_of_the_risk(qtbot: QtBot, window: MainWindow):
    walk = begin(qtbot, window)
    keys(qtbot, window, Key.Key_Tab)
    assert form_of(walk).still.control.hasFocus()
    keys(qtbot, window, Key.Key_Tab)
    assert form_of(walk).score.fields["likelihood"].control.hasFocus()


def test_a_red_that_has_not_moved_for_half_a_year_asks_why_and_keeps_the_answer(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    form = form_of(begin(qtbot, window))
    assert form.asks.words.text() == "Off track, and scored 25 since 31 May 2017: 8 months. Why?"
    type_at(qtbot, window, form.still.control, "The pay offer waits for Cabinet")
    done(qtbot, window)
    kept = [(str(each.day), usual_score(each), each.reason) for each in workspace.all(Scoring) if each.reason]
    assert kept == [("31 Jan 2018", 25, "The pay offer waits for Cabinet")]
    keys(qtbot, window, Key.Key_Up, Control)
    walk = window.feature(RiskReview).walk
    assert walk is not None
    assert walk.risk == risk(workspace, "R-01")
    assert not form_of(walk).asks.isVisible(), "it was said why"


def test_it_is_scored_otherwise_with_a_reason_in_one_edit(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    walk = begin(qtbot, window)
    form = form_of(walk)
    assert not form.because.isVisible()
    before = workspace.last_edit
    type_at(qtbot, window, form.score.fields["likelihood"].control, "3")
    assert form.because.isVisible()
    assert not form.asks.isVisible(), "it moves"
    assert walk.onward.text() == "Reviewed"
    type_at(qtbot, window, form.because.control, "Two teams were hired")
    done(qtbot, window)
    first = risk(workspace, "R-01")
    assert (usual_score(first), first.reviewed) == (15, TODAY)
    assert [each.reason for each in workspace.all(Scoring) if usual_score(each) == 15] == ["Two teams were hired"]
    assert workspace.undo_label == "Review R-01: scored 3 x 5"
    keys(qtbot, window, Key.Key_Z, Control)
    assert (usual_score(risk(workspace, "R-01")), risk(workspace, "R-01").reviewed) == (25, None)
    assert workspace.last_edit != before
    assert walk.left_over()[0] == first.id, "it is due again"


def test_a_mitigation_is_done_and_another_added_and_the_next_day_is_asked_for(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    walk = begin(qtbot, window)
    keys(qtbot, window, Key.Key_Down, Control)
    form = form_of(walk)
    (box,) = form.done.values()
    tab_to(qtbot, window, box)
    keys(qtbot, window, Key.Key_Space)
    tab_to(qtbot, window, form.add)
    keys(qtbot, window, Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Train the team")
    type_at(qtbot, window, form.new.fields["owner"].control, "Cleo")
    done(qtbot, window)
    assert risk(workspace, "R-02").reviewed is None, "no rhythm says when it is next"
    next_review = form.next.fields["review"]
    assert next_review.problem() == "That day has come: say when it is reviewed next, or choose a rhythm."
    assert next_review.control.hasFocus()
    type_at(qtbot, window, next_review.control, "May 2018")
    keys(qtbot, window, Key.Key_Return)
    assert risk(workspace, "R-02").review == PartialDate("2018-05")
    found = {each.title: (each.done, each.done_on, each.owner) for each in workspace.all(Mitigation)}
    assert found == {"Clean it": (True, TODAY, "Bo"), "Train the team": (False, None, "Cleo")}


def test_a_rhythm_gives_the_next_review(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    walk = begin(qtbot, window)
    keys(qtbot, window, Key.Key_Down, Control)
    tab_to(qtbot, window, form_of(walk).next.fields["rhythm"].control)
    for _ in ("month", "two months", "quarter"):
        keys(qtbot, window, Key.Key_Down)
    done(qtbot, window)
    assert (risk(workspace, "R-02").rhythm, risk(workspace, "R-02").review) == ("quarter", PartialDate("2018-04-30"))


def test_it_stops_and_goes_on_where_one_left(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    begin(qtbot, window)
    keys(qtbot, window, Key.Key_Down, Control)
    keys(qtbot, window, Key.Key_Escape)
    assert window.feature(RiskReview).walk is None
    assert window.page() is not None
    walk = begin(qtbot, window)
    assert walk.risk == risk(workspace, "R-02")


def test_what_is_typed_is_given_up_only_when_one_says_so(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    walk = begin(qtbot, window)
    type_at(qtbot, window, form_of(walk).still.control, "Because")
    keys(qtbot, window, Key.Key_Down, Control)
    assert walk.risk == risk(workspace, "R-01")
    assert walk.ask.isVisible()
    keys(qtbot, window, Key.Key_Return)  # Keep writing
    assert not walk.ask.isVisible()
    assert form_of(walk).still.text() == "Because"
    keys(qtbot, window, Key.Key_Escape)
    assert window.feature(RiskReview).walk is walk
    keys(qtbot, window, Key.Key_Tab)
    keys(qtbot, window, Key.Key_Return)  # Discard and leave
    assert window.feature(RiskReview).walk is None
    assert risk(workspace, "R-01").reviewed is None


def test_at_the_end_those_that_were_left_are_offered_again(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    walk = begin(qtbot, window)
    keys(qtbot, window, Key.Key_Return)
    keys(qtbot, window, Key.Key_Down, Control)
    keys(qtbot, window, Key.Key_Return)
    assert risk(workspace, "R-03").reviewed == TODAY
    assert walk.risk is None
    assert walk.onward.text() == "Go through those that are left"
    keys(qtbot, window, Key.Key_Return)
    assert walk.risk == risk(workspace, "R-02")


def test_another_writers_edit_leaves_what_is_typed(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    walk = begin(qtbot, window)
    type_at(qtbot, window, form_of(walk).still.control, "Because")
    workspace.save(replace(risk(workspace, "R-03"), owner="Dee"), label="Re-own R-03")
    assert form_of(walk).still.text() == "Because"
    assert form_of(walk).still.control.hasFocus()


def test_it_is_not_offered_while_nothing_can_be_edited(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    window.session.reading = "you present"
    window.session.changed.emit()
    assert not window.menus["Review risks"].isEnabled()
