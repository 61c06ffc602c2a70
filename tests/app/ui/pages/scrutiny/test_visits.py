"""A monitoring visit: its findings in two columns, who answers them, and text of an older plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Finding, Link, Theme, Visit
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import BothFindings, Unanswered
from app.ui.pages.scrutiny.rows import visit_state
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import Facts
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.entry import Entry, WarningLine
from app.ui.widgets.pick_line import PickLine
from app.ui.widgets.record_menu import RecordMenu
from app.workspace import Workspace
from tests.app.domain.plans import plan_of
from tests.app.ui.hands import Key, Left, answering, choose, press, type_into


@pytest.fixture
def detail(page: ScrutinyPage) -> RecordPanel[Visit]:
    """The visit that has been."""
    page.tabs.words.setCurrentIndex(1)
    return page.visits.panel


def both(detail: RecordPanel[Visit]) -> BothFindings:
    return detail.part(BothFindings)


def further(workspace: Workspace) -> Finding:
    return next(finding for finding in workspace.all(Finding) if finding.kind == "further")


def unfolded(qtbot: QtBot, detail: RecordPanel[Visit], finding: Finding) -> Entry[Finding]:
    """The entry of a finding, pressed where it is not unfolded yet."""
    entry = both(detail).needed.entries.entry_of(finding.id)
    assert entry is not None
    if not entry.unfolded:
        qtbot.mouseClick(entry.head, Left)
    entry = both(detail).needed.entries.entry_of(finding.id)
    assert entry is not None
    assert entry.unfolded
    return entry


def type_link(qtbot: QtBot, entry: Entry[Finding], text: str) -> None:
    line = entry.findChildren(ThreadPanel)[0].line
    line.setFocus()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Key.Key_Return)


def entry_line(detail: RecordPanel[Visit], finding: Finding) -> PickLine:
    """The line to link in of a finding that is unfolded."""
    entry = both(detail).needed.entries.entry_of(finding.id)
    assert entry is not None
    return entry.findChildren(ThreadPanel)[0].line


def tool(entry: Entry[Finding], word: str) -> QPushButton:
    return next(button for button in entry.findChildren(QPushButton) if button.objectName() == word)


def test_the_visit_that_has_been_is_shown_first_with_its_findings_in_two_columns(detail: RecordPanel[Visit]):
    assert detail.part(Facts).lines["When"].text() == "12 to 13 Dec 2017 · Has taken place"
    assert detail.part(Facts).lines["Focus"].text() == "Front door"
    assert [entry.head.text() for entry in both(detail).made.entries.entries] == ["Timely decisions"]
    assert [entry.head.text() for entry in both(detail).needed.entries.entries] == ["Caseloads are too high"]


def test_a_finding_that_nobody_answers_is_lit_until_an_action_is_linked_by_typing(
    qtbot: QtBot, detail: RecordPanel[Visit], workspace: Workspace
):
    assert detail.part(Unanswered).lit.words.text() == "1 finding that nobody answers yet"
    entry = unfolded(qtbot, detail, further(workspace))
    assert [lit.words.text() for lit in entry.findChildren(WarningLine)] == ["Nobody answers it yet"]
    type_link(qtbot, entry, "A-01")
    assert workspace.plan.serving(further(workspace), Action) == (workspace.all(Action)[0],)
    assert not detail.part(Unanswered).isVisible()
    line = entry_line(detail, further(workspace))
    assert line.hasFocus()
    assert line.text() == ""
    entry = unfolded(qtbot, detail, further(workspace))
    assert not entry.findChildren(WarningLine)
    workspace.undo()
    assert detail.part(Unanswered).isVisible()


def test_a_finding_is_linked_to_its_theme_by_typing(qtbot: QtBot, detail: RecordPanel[Visit], workspace: Workspace):
    type_link(qtbot, unfolded(qtbot, detail, further(workspace)), "leadership")
    assert [theme.number for theme in workspace.plan.served(further(workspace), Theme)] == [1]


def test_progress_made_asks_for_no_answer(detail: RecordPanel[Visit]):
    assert not both(detail).made.findChildren(WarningLine)


def test_a_finding_is_changed_with_its_themes_and_removed_where_it_stands(
    qtbot: QtBot, detail: RecordPanel[Visit], workspace: Workspace
):
    finding = further(workspace)

    def write(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Caseloads are still high")
        qtbot.keyClick(dialog.themes.boxes[workspace.all(Theme)[1].id], Key.Key_Space)
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, tool(unfolded(qtbot, detail, finding), "Edit"))
    assert further(workspace).title == "Caseloads are still high"
    assert [theme.number for theme in workspace.plan.served(finding, Theme)] == [2]
    more = unfolded(qtbot, detail, finding).findChild(RecordMenu)
    assert isinstance(more, RecordMenu)
    choose(more, operations.remove)
    assert workspace.find(finding.id) is None
    assert workspace.all(Link) == ()
    workspace.undo()
    assert workspace.find(finding.id) is not None


def test_what_is_pressed_stays_in_view(qtbot: QtBot, detail: RecordPanel[Visit], workspace: Workspace):
    visit = detail.record
    assert visit is not None
    more = [workspace.draft(Finding, of=visit.id, kind="further", title=f"Finding {n}") for n in range(20)]
    workspace.save(*more, label="Add")
    entry = both(detail).needed.entries.entry_of(more[-1].id)
    assert entry is not None
    high = detail.area.viewport().height()
    qtbot.waitUntil(lambda: detail.area.verticalScrollBar().maximum() > high)  # once all is laid out
    detail.area.ensureWidgetVisible(entry)
    qtbot.mouseClick(entry.head, Left)
    entry = both(detail).needed.entries.entry_of(more[-1].id)
    assert entry is not None
    assert entry.unfolded
    qtbot.waitUntil(lambda: not entry.head.visibleRegion().isEmpty())


def test_an_entry_folds_when_it_is_pressed_again(qtbot: QtBot, detail: RecordPanel[Visit], workspace: Workspace):
    entry = unfolded(qtbot, detail, further(workspace))
    qtbot.mouseClick(entry.head, Left)
    entry = both(detail).needed.entries.entry_of(further(workspace).id)
    assert entry is not None
    assert not entry.unfolded


def test_lines_of_an_older_plan_are_shown_and_made_findings(
    qtbot: QtBot, detail: RecordPanel[Visit], workspace: Workspace
):
    second = next(visit for visit in workspace.all(Visit) if visit.happened)
    workspace.save(replace(second, progress_found="- Better plans\n\n• Joint work", progress_needed=""), label="Old")
    assert both(detail).made.older.text() == "• Better plans\n• Joint work"
    press(qtbot, both(detail).convert_button)
    made = [finding.title for finding in workspace.all(Finding) if finding.kind == "progress"]
    assert sorted(made) == ["Better plans", "Joint work", "Timely decisions"]
    assert not both(detail).convert_button.isVisible()
    workspace.undo()
    assert len(workspace.all(Finding)) == 4
    assert both(detail).made.older.isVisible()


def test_a_visit_that_ends_before_it_begins_is_not_saved(
    qtbot: QtBot, page: ScrutinyPage, detail: RecordPanel[Visit], workspace: Workspace
):
    def write(dialog: RecordDialog[Any]) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Fourth visit")
        type_into(qtbot, dialog.form.fields["starts"].control, "2 Sep 2018")
        type_into(qtbot, dialog.form.fields["ends"].control, "1 Sep 2018")
        assert dialog.form.fields["ends"].hint.text() == "The visit ends before it begins."
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        type_into(qtbot, dialog.form.fields["ends"].control, "3 Sep 2018")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, page.visits.new_button)
    assert detail.title.text() == "Fourth visit"
    assert detail.part(Facts).lines["When"].text() == "2 to 3 Sep 2018 · In 214 days"


@pytest.mark.parametrize(
    ("starts", "ends", "happened", "said"),
    [
        ("2017-12-12", "2017-12-13", True, "Has taken place"),
        (None, None, False, "No date yet"),
        ("2018-05-01", "2018-05-02", False, "In 90 days"),
        ("2018-01-30", "2018-02-01", False, "Now"),
        ("2018-01", None, False, "Due in January 2018"),
        ("2018-01-10", "2018-01-11", False, "Due 21 days ago"),
    ],
)
def test_a_visit_says_whether_it_has_been(starts: str | None, ends: str | None, happened: bool, said: str):
    dates = [PartialDate(text) if text else None for text in (starts, ends)]
    visit = Visit(id="v", title="V", starts=dates[0], ends=dates[1], happened=happened)
    assert visit_state(visit, plan_of(visit)) == said
