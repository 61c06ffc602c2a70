"""The chair marks what was read and asks, by keys alone; and walks through other plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    Indicator,
    Meeting,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Recommendation,
)
from app.ui.chair import ChairWalk
from app.ui.chair.steps import OverviewStep, RisksStep, ThemeStep, YoursStep
from app.ui.main_window import MainWindow
from app.ui.widgets.whole_lines import WholeLine
from app.workspace import Person, Workspace
from tests.app.ui.chair.conftest import CHAIR, a_risk_of, line_of, theme, titles, view, words
from tests.app.ui.hands import Key, answering, keys, press, tab_to, type_into


def writes(qtbot: QtBot, **typed: str) -> Callable[[Any], None]:
    def act(dialog: Any) -> None:
        for name, text in typed.items():
            control = dialog.form.fields[name].control
            if name in ("kind", "status", "meeting"):
                control.setFocus()
                qtbot.keyClicks(control, text)
            else:
                type_into(qtbot, control, text)
        press(qtbot, dialog.save_button)
        assert dialog.saved is not None

    return act


def test_what_nothing_answers_and_where_sources_disagree_stands_on_the_first_page(
    walk: ChairWalk, workspace: Workspace
):
    lonely = workspace.draft(Recommendation, title="Hear the children")
    risk = a_risk_of(workspace, theme(workspace))
    sources = [
        workspace.draft(Provenance, record=risk.id, field="owner", source=source, statement=said)
        for source, said in {"3.1": "The director.", "3.2": "Nobody."}.items()
    ]
    workspace.save(lonely, *sources, label="One that nothing answers, and two that disagree")
    said = words(view(walk))
    assert "Recommendations that nothing answers" in said
    assert any(title.endswith("Hear the children") for title in titles(view(walk)))
    assert "Sources that disagree" in said
    assert "3.1: The director.\n3.2: Nobody." in said


# -- reading


def test_m_marks_a_step_as_read_and_takes_it_back(walk: ChairWalk, tap: Callable[..., None], workspace: Workspace):
    tap(Key.Key_Right)
    assert walk.told.text() == "Not read yet"
    tap(Key.Key_M)
    assert walk.told.text() == "Read on 31 Jan 2018"
    assert walk.progress.accessibleName() == "Step 2 of 7. 1 read as they are now"
    (mark,) = workspace.all(ReadMark)
    assert (mark.record, mark.by) == (theme(workspace).id, "Eleanor Shaw")
    tap(Key.Key_M)
    assert workspace.all(ReadMark) == ()
    assert walk.told.text() == "Not read yet"
    tap(Key.Key_M)
    assert walk.told.text() == "Read on 31 Jan 2018"


def test_what_changed_since_it_was_read_is_unread_again_and_counted(
    walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    here, elsewhere = theme(workspace, 1), theme(workspace, 4)
    tap(Key.Key_Right, Key.Key_M)
    indicator = workspace.plan.serving(here, Indicator)[0]
    figures = [replace(r, note="Checked") for r in workspace.plan.readings(indicator)][-2:]
    risk = a_risk_of(workspace, here)
    workspace.save(replace(risk, owner="Director"), label="Own it")
    assert walk.told.text() == "Changed since you read it: 1 risk"
    workspace.save(*figures, label="Check")
    count = len(figures)
    assert walk.told.text() == f"Changed since you read it: {count} figure{'s' if count > 1 else ''} and 1 risk"
    tap(Key.Key_M)
    assert walk.told.text() == "Read on 31 Jan 2018"
    action = workspace.plan.serving(elsewhere, Action)[0]
    workspace.save(replace(action, progress="Half done"), label="Go on")
    assert walk.told.text() == "Read on 31 Jan 2018"


def test_a_risk_that_is_removed_is_news_too(walk: ChairWalk, tap: Callable[..., None], workspace: Workspace):
    tap(Key.Key_Right, Key.Key_M)
    workspace.remove(a_risk_of(workspace, theme(workspace)), label="Remove a risk")
    assert walk.told.text() == "Changed since you read it: 1 risk"


def test_somebody_elses_marks_are_not_ones_own(walk: ChairWalk, tap: Callable[..., None], workspace: Workspace):
    tap(Key.Key_M)
    workspace.person = Person("Somebody else")
    walk.reload()
    assert walk.told.text() == "Not read yet"


def test_the_last_page_says_what_is_left_to_read_and_leads_there(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_M)
    for _ in range(5):
        tap(Key.Key_Right, Key.Key_M)
    tap(Key.Key_Right)
    assert "You have read all of it as it is now." in words(view(walk))
    workspace.save(replace(a_risk_of(workspace, theme(workspace)), owner="Director"), label="Own it")
    said = words(view(walk))
    assert "Changed since you read it: 1 risk" in said
    press(qtbot, line_of(walk, theme(workspace).title))
    assert walk.steps[walk.at].about == theme(workspace)


# -- asking


def test_a_asks_about_the_step_for_the_next_meeting_in_the_readers_name(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_Right)
    with answering(writes(qtbot, text="Who owns this?")):
        tap(Key.Key_A)
    (asked,) = workspace.all(Question)
    meeting = workspace.find(asked.meeting)
    assert isinstance(meeting, Meeting)
    assert not meeting.closed
    assert (asked.record, asked.by, asked.text) == (theme(workspace).id, str(CHAIR), "Who owns this?")
    assert asked.ref == "Q-01"
    assert walk.told.text() == "Your question goes to Cabinet, 20 Mar 2018"
    tap(Key.Key_Left, Key.Key_Right)
    assert walk.told.text() == "Not read yet"
    said = words(view(walk))
    assert "Who owns this?" in said
    assert "For Cabinet, 20 Mar 2018" in said
    assert walk.window().focusWidget() is walk
    tap(Key.Key_End)
    assert "Who owns this?" in words(view(walk))


def test_a_asks_about_the_line_that_the_keyboard_is_in(
    qtbot: QtBot, window: MainWindow, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_Right, Key.Key_Right)
    lines = view(walk).findChildren(WholeLine)
    line = next(line for line in lines if line.record and line.record.name.startswith("I-02"))
    assert line.ask is not None
    tab_to(qtbot, window, line.ask)
    with answering(writes(qtbot, kind="Challenge", text="Why not faster?")):
        tap(Key.Key_A)
    (asked,) = workspace.all(Question)
    assert (asked.kind, asked.record) == ("challenge", line.record and line.record.id)


def test_a_point_of_a_chart_is_asked_about_by_its_reading(
    qtbot: QtBot, window: MainWindow, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_Right, Key.Key_Right)
    step = view(walk)
    assert isinstance(step, ThemeStep)
    trends = step.trends
    assert trends is not None
    qtbot.waitUntil(lambda: len(trends.charts) == 3)
    next(c for c in trends.charts if c.chart and c.chart.title == "Management oversight").setFocus()
    tap(Key.Key_End)

    def act(dialog: Any) -> None:
        assert dialog.form.fields["record"].text() == "Management oversight, December 2017"
        assert "87.9 %, 7.1 points below target" in words(dialog)
        assert [dialog.form.fields["kind"].control.itemText(n) for n in range(4)][:3] == [
            "Question", "Challenge", "Note",
        ]  # fmt: skip
        assert dialog.form.fields["kind"].control.count() == 3  # a reading has no status to suggest
        writes(qtbot, text="What happened here?")(dialog)

    with answering(act):
        tap(Key.Key_Return)
    (asked,) = workspace.all(Question)
    assert isinstance(workspace.find(asked.record), Reading)


def test_what_was_asked_can_be_worded_anew_and_withdrawn_on_the_last_page(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    with answering(writes(qtbot, text="First thoughts")):
        tap(Key.Key_A)
    tap(Key.Key_End)

    def button() -> WholeLine:
        return next(line for line in view(walk).findChildren(WholeLine) if line.line.word == "Change")

    with answering(writes(qtbot, text="Second thoughts")):
        press(qtbot, button())
    assert workspace.all(Question)[0].text == "Second thoughts"
    with answering(lambda dialog: press(qtbot, dialog.remove_button)):
        press(qtbot, button())
    assert workspace.all(Question) == ()


# -- nothing else


def test_nothing_of_the_plan_can_be_changed_meanwhile(
    window: MainWindow, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace, qtbot: QtBot
):
    workspace.save(replace(a_risk_of(workspace, theme(workspace)), owner="Director"), label="Own it")
    for name in ("Undo", "Redo", "Import…", "Restore a backup…"):
        assert not window.menus[name].isEnabled()
    tap(Key.Key_Escape)
    assert window.menus["Undo"].isEnabled()
    assert window.menus["Import…"].isEnabled()


def test_a_plan_that_is_read_only_can_be_walked_through_and_says_why_nothing_is_marked(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, workspace: Workspace
):
    other = Workspace.open(workspace.path, Person("Ben Reader"), tmp_path / "backups", write=False)
    window.show_plan(other)
    window.menus["Read as chair"].trigger()
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    assert not walk.mark_button.isVisible()
    assert not walk.ask_button.isVisible()
    assert walk.told.text() == f"Nothing can be marked or asked: {other.why_read_only}"
    assert not [line for line in view(walk).findChildren(WholeLine) if line.ask is not None]
    keys(qtbot, window, Key.Key_M)
    keys(qtbot, window, Key.Key_A)
    keys(qtbot, window, Key.Key_Right)
    assert walk.at == 1
    assert other.all(ReadMark) == ()


def test_an_empty_plan_has_a_walk_too(qtbot: QtBot, tmp_path: Path, window: MainWindow):
    empty = Workspace.create(tmp_path / "empty.goldthread", CHAIR, tmp_path / "backups")
    window.show_plan(empty)
    window.menus["Read as chair"].trigger()
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    for expected in (OverviewStep, RisksStep, YoursStep):
        assert isinstance(walk.view, expected)
        keys(qtbot, window, Key.Key_M)
        keys(qtbot, window, Key.Key_Right)
    assert empty.all(ReadMark) == ()


def test_a_theme_that_is_removed_meanwhile_leaves_the_reader_where_the_walk_goes_on(
    walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_Right, Key.Key_Right)
    workspace.remove(theme(workspace, 2), label="Remove a theme")
    assert walk.count.text() == "3 of 6"
    assert walk.steps[walk.at].about == theme(workspace, 3)
