"""What rots in a register is counted, and put right from the list: by keyboard alone, one risk after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Link, Mitigation, Programme, Risk, Scoring, Theme
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.main_window import MainWindow
from app.ui.pages.risks import RisksPage
from app.ui.pages.risks.lookouts import GROUPS
from app.ui.pages.risks.parts import Mitigations, Twins
from app.workspace import Person, Workspace
from tests.app.domain.plans import usual_score
from tests.app.ui.hands import answering, keys, press, window_of

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
TODAY = PartialDate("2018-01-31")
SOUND: dict[str, Any] = {
    "owner": "Bo", "likelihood": 2, "impact": 2, "target_likelihood": 1, "target_impact": 2, "cause": "x",
    "consequence": "y", "review": PartialDate("2018-04-30"), "rhythm": "quarter",
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two risks of which nothing stands out, R-01 and R-02, each with an open mitigation."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann Officer"), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    theme = made.draft(Theme, title="Practice", number=1)
    made.save(theme, label="Add a theme")
    for title in ("Staff leave", "Data is poor"):
        risk = made.draft(Risk, title=title, **SOUND)
        link = made.draft(Link, item=risk.id, serves=theme.id)
        made.save(risk, link, made.draft(Mitigation, risk=risk.id, title=f"Act on {title}"), label="Add a risk")
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    interval = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(0)  # a digit chooses, however soon it comes after another
    with window_of(workspace) as window:
        window.resize(1600, 900)
        window.show_page(3)
        yield window
    QApplication.setKeyboardInputInterval(interval)


def page_of(window: MainWindow) -> RisksPage:
    page = window.page()
    assert isinstance(page, RisksPage)
    return page


def risk(workspace: Workspace, ref: str) -> Risk:
    return next(each for each in workspace.all(Risk) if each.ref == ref)


def spoil(workspace: Workspace, **fields: Any) -> None:
    """Give both risks other values."""
    workspace.save(*(replace(each, **fields) for each in workspace.all(Risk)), label="Spoil")


def press_line(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Press a line of what is worth a look, by Enter."""
    card = page_of(window).risks.lookouts
    if card.more.isVisible():
        press(qtbot, card.more)
    line = next(row for row in card.list.rows if row.row.text == words)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    keys(qtbot, window, Key.Key_Return)
    QApplication.processEvents()


def shown(window: MainWindow) -> str:
    record = page_of(window).risks.panel.record
    assert record is not None
    return record.ref


def has_keyboard(window: MainWindow, name: str) -> bool:
    return page_of(window).risks.fields.form.fields[name].control.hasFocus()


def type_and_enter(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)
    keys(qtbot, window, Key.Key_Return)
    QApplication.processEvents()


def stands_out(window: MainWindow) -> list[str]:
    return [row.row.text for row in page_of(window).risks.lookouts.list.rows]


def test_of_a_sound_register_nothing_but_the_way_to_its_targets_stands_out(window: MainWindow):
    assert stands_out(window) == ["2 risks above target"]


@pytest.mark.parametrize(
    ("spoilt", "words", "name", "typed"),
    [
        ({"owner": ""}, "2 risks without an owner", "owner", "Cleo"),
        ({"review": None}, "2 risks without a review date", "review", "May 2018"),
        ({"cause": ""}, "2 risks without a cause or consequence", "cause", "Pay"),
        ({"consequence": ""}, "2 risks without a cause or consequence", "consequence", "Delay"),
    ],
)
def test_a_field_that_is_missing_is_typed_risk_after_risk(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, spoilt: dict[str, Any], words: str, name: str, typed: str
):
    spoil(workspace, **spoilt)
    press_line(qtbot, window, words)
    enter = Control if name in ("cause", "consequence") else Qt.KeyboardModifier.NoModifier
    for ref in ("R-01", "R-02"):
        assert shown(window) == ref
        assert has_keyboard(window, name)
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        keys(qtbot, window, Key.Key_Return, enter)
        assert getattr(risk(workspace, ref), name)
        QApplication.processEvents()
    assert page_of(window).risks.several is None, "none is left"
    assert window.notice.isVisible()
    assert "2 risks put right: none is left." in window.notice.message.text()
    assert stands_out(window) == ["2 risks above target"]


def test_how_many_are_put_right_is_said_meanwhile(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    spoil(workspace, owner="")
    press_line(qtbot, window, "2 risks without an owner")
    assert page_of(window).risks.narrowed_words() == "without an owner"
    type_and_enter(qtbot, window, "Cleo")
    assert page_of(window).risks.narrowed_words() == "without an owner: 1 of 2 put right"
    assert page_of(window).risks.panel.kicker.text() == "R-02, without an owner: 1 of 2 put right"


def test_scores_are_given_risk_after_risk(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    spoil(workspace, likelihood=None, impact=None, target_likelihood=None, target_impact=None)
    press_line(qtbot, window, "2 risks not scored")
    for ref in ("R-01", "R-02"):
        assert shown(window) == ref
        assert has_keyboard(window, "likelihood")
        qtbot.keyClicks(QApplication.focusWidget(), "2")
        keys(qtbot, window, Key.Key_Tab)
        type_and_enter(qtbot, window, "3")
        assert usual_score(risk(workspace, ref)) == 6
    assert page_of(window).risks.several is None


def test_a_target_that_is_not_below_the_score_is_put_right(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    spoil(workspace, target_likelihood=2, target_impact=2)
    press_line(qtbot, window, "2 risks with a target that is not below the score")
    assert has_keyboard(window, "target_likelihood")
    type_and_enter(qtbot, window, "1")
    assert usual_score(risk(workspace, "R-01"), "target") == 2
    assert shown(window) == "R-02"
    assert has_keyboard(window, "target_likelihood")


def test_a_review_that_is_overdue_is_said_to_be_done(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    spoil(workspace, review=PartialDate("2017-12"))
    press_line(qtbot, window, "2 risks with review overdue")
    for ref in ("R-01", "R-02"):
        assert shown(window) == ref
        assert page_of(window).risks.panel.buttons[operations.reviewed].hasFocus()
        keys(qtbot, window, Key.Key_Return)
        QApplication.processEvents()
        assert risk(workspace, ref).reviewed == TODAY
    assert page_of(window).risks.several is None


def test_a_mitigation_is_added_where_none_is_open(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    workspace.save(*(replace(each, done=True) for each in workspace.all(Mitigation)), label="All done")
    press_line(qtbot, window, "2 risks without an open mitigation")
    for ref in ("R-01", "R-02"):
        assert shown(window) == ref
        assert window.focusWidget() is page_of(window).risks.panel.part(Mitigations).add_button

        def write(dialog: Any) -> None:
            qtbot.keyClicks(dialog.form.fields["title"].control, "Recruit")
            qtbot.keyClick(dialog.form.fields["title"].control, Key.Key_Return)

        with answering(write):
            keys(qtbot, window, Key.Key_Return)
        QApplication.processEvents()
    assert sum(each.title == "Recruit" for each in workspace.all(Mitigation)) == 2
    assert page_of(window).risks.several is None


def test_the_mitigation_that_is_overdue_has_the_keyboard(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    late = [replace(each, due=PartialDate("2018-01-02")) for each in workspace.all(Mitigation)]
    workspace.save(*late, label="Due")
    press_line(qtbot, window, "2 risks with a mitigation overdue")
    mitigations = page_of(window).risks.panel.part(Mitigations)
    here = next(each for each in late if each.risk == risk(workspace, "R-01").id)
    assert mitigations.lines[here.id].hasFocus()

    def is_done(dialog: Any) -> None:
        dialog.form.fields["done"].control.setFocus()
        qtbot.keyClick(dialog.form.fields["done"].control, Key.Key_Space)
        press(qtbot, dialog.save_button)

    with answering(is_done):
        keys(qtbot, window, Key.Key_Return)
    QApplication.processEvents()
    assert shown(window) == "R-02"


def test_one_that_is_above_appetite_is_scored_again(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    spoil(workspace, likelihood=5, impact=4)
    press_line(qtbot, window, "2 risks in the high band")
    assert has_keyboard(window, "likelihood")


def test_one_that_is_there_twice_is_closed_as_the_same(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    workspace.save(replace(risk(workspace, "R-02"), title="Leave staff"), label="Rename R-02")
    press_line(qtbot, window, "2 risks likely there twice")
    twins = page_of(window).risks.panel.part(Twins)
    assert twins.like.text() == "Its title is much like that of R-02 Leave staff"
    assert twins.same.hasFocus()
    reasons: list[str] = []

    def close(dialog: Any) -> None:
        reasons.append(dialog.form.fields["closed_why"].text())
        press(qtbot, dialog.save_button)

    with answering(close):
        keys(qtbot, window, Key.Key_Return)
    QApplication.processEvents()
    assert reasons == ["The same as R-02"]
    assert risk(workspace, "R-01").closed_words == "closed 31 Jan 2018: The same as R-02"
    assert page_of(window).risks.several is None, "neither is there twice any more"


def test_why_one_was_closed_is_said_afterwards(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    workspace.save(replace(risk(workspace, "R-01"), closed=date(2018, 1, 3), closed_why="Not given"), label="Close")
    press_line(qtbot, window, "1 risk closed, reason not given")
    assert page_of(window).risks.panel.buttons[operations.say_why_closed].hasFocus()

    def say(dialog: Any) -> None:
        qtbot.keyClicks(dialog.form.fields["closed_why"].control, "It passed")
        press(qtbot, dialog.save_button)

    with answering(say):
        keys(qtbot, window, Key.Key_Return)
    assert risk(workspace, "R-01").closed_words == "closed 3 Jan 2018: It passed"


def test_a_theme_is_linked_where_none_is_threatened(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    workspace.remove(*workspace.all(Link), label="Unlink")
    press_line(qtbot, window, "2 risks threatening no theme")
    assert page_of(window).risks.panel.strands.line.hasFocus()
    type_and_enter(qtbot, window, "Theme 1")
    qtbot.waitUntil(lambda: shown(window) == "R-02")


def test_one_goes_where_one_likes_meanwhile(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    spoil(workspace, owner="")
    press_line(qtbot, window, "2 risks without an owner")
    qtbot.keyClicks(QApplication.focusWidget(), "Cleo")
    keys(qtbot, window, Key.Key_Tab)
    assert risk(workspace, "R-01").owner == "Cleo"
    QApplication.processEvents()
    assert shown(window) == "R-01", "Tab goes on in this risk"


def test_every_group_that_can_be_put_right_says_where():
    looked_at = {
        "worse {since}", "better {since}", "that occurred", "no lower since a mitigation was finished",
    }  # fmt: skip
    assert {group.words for group in GROUPS if not group.mend} == looked_at


def test_a_score_that_is_typed_in_a_cell_may_be_explained_from_the_message(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    table = page_of(window).risks.table
    column = next(n for n, column in enumerate(table.records.columns) if column.name == "score")
    table.setFocus()
    table.setCurrentIndex(table.records.index(table.records.row_of(risk(workspace, "R-01").id), column))
    for letter in "3x4":
        qtbot.keyClicks(QApplication.focusWidget(), letter)  # the first of them begins to type over
    keys(qtbot, window, Key.Key_Return)
    QApplication.processEvents()
    assert usual_score(risk(workspace, "R-01")) == 12
    assert window.notice.message.text() == "R-01 is scored 12 now."
    keys(qtbot, window, Key.Key_F6)

    def say(dialog: Any) -> None:
        qtbot.keyClicks(dialog.form.fields["reason"].control, "Two teams left")
        qtbot.keyClick(dialog.form.fields["reason"].control, Key.Key_Return)

    with answering(say):
        keys(qtbot, window, Key.Key_Return)
    assert [each.reason for each in workspace.all(Scoring) if usual_score(each) == 12] == ["Two teams left"]
    assert not operations.say_why_scored.can(window.session, risk(workspace, "R-01")), "it is said"
