"""The list of what is amiss with figures, and the way to what mends it, worked with mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.figure_warnings import Mend, WarningKind
from app.domain.records import Action, Indicator, Link, Programme, Reading, Record
from app.domain.schedule import PartialDate
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.indicators.mending import Warnings
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.domain.test_figure_warnings import CASES
from tests.app.ui.hands import Key, answering, click_row, page_alone, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    yield made
    made.close()


def bring(workspace: Workspace, kind: WarningKind) -> Indicator:
    """What is amiss in one of the cases, in a plan that is open."""
    keys: dict[str, str] = {}
    saved: list[Record] = []
    for each in CASES[kind].amiss:
        values = given(each)
        values |= {name: keys[str(values[name])] for name in ("indicator", "part_of") if values.get(name)}
        saved.append(workspace.draft(type(each), **values))
        keys[each.id] = saved[-1].id
    workspace.save(*saved, label="Begin")
    assert isinstance(saved[0], Indicator)
    return saved[0]


def go(page: IndicatorsPage, word: str) -> None:
    """Press the word of a tab."""
    words = page.tabs.words
    words.setCurrentIndex([words.tabText(n).replace("&", "") for n in range(words.count())].index(word))


def given(record: Record) -> dict[str, object]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in ("id", "deleted", "odd")}


@pytest.mark.parametrize("kind", WarningKind)
def test_each_warning_leads_from_the_list_to_the_field_that_mends_it(
    qtbot: QtBot, workspace: Workspace, kind: WarningKind
):
    indicator, case, at = bring(workspace, kind), CASES[kind], list[QWidget | None]()

    def look(dialog: RecordDialog[Record]) -> None:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        at.append(QApplication.focusWidget())
        if case.field:
            assert at[-1] is dialog.form.fields[case.field].control
        if case.mend is Mend.ENTER:
            assert dialog.form.fields["period"].text()
        assert isinstance(dialog.shown, Action if case.mend is Mend.ACT else (Indicator, Reading))

    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        go(page, "Worth a look")
        (row,) = page.warnings.table.records.rows
        assert (row.warning.kind, row.record.id) == (kind, indicator.id)
        assert page.warnings.said.text() == row.warning.what
        with answering(look):
            press(qtbot, page.warnings.mend_button)
        with answering(look):
            page.warnings.table.setFocus()
            qtbot.keyClick(page.warnings.table, Key.Key_Return)
        go(page, "Indicators")
        page.reveal(indicator)
        button = page.indicators.panel.part(Warnings).buttons[kind]
        assert isinstance(button, QPushButton)
        with answering(look):
            button.click()
    assert len(at) == 3


def test_what_is_mended_leaves_the_list(qtbot: QtBot, workspace: Workspace):
    bring(workspace, WarningKind.COMMENT)

    def say(dialog: RecordDialog[Record]) -> None:
        qtbot.keyClicks(dialog.form.fields["note"].control, "Two teams were short.")
        press(qtbot, dialog.save_button)

    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        go(page, "Worth a look")
        with answering(say):
            press(qtbot, page.warnings.mend_button)
        assert workspace.all(Reading)[0].note == "Two teams were short."
        assert not page.warnings.table.records.rows
        assert page.warnings.nothing.isVisible()
        go(page, "Indicators")
        assert page.indicators.panel.part(Warnings).isHidden()


def test_an_action_that_is_added_acts_on_the_figure(qtbot: QtBot, workspace: Workspace):
    indicator = bring(workspace, WarningKind.AWAY)

    def add(dialog: RecordDialog[Record]) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Train managers")
        press(qtbot, dialog.save_button)

    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        go(page, "Worth a look")
        with answering(add):
            press(qtbot, page.warnings.mend_button)
    (made,) = workspace.all(Action)
    assert [(link.item, link.serves) for link in workspace.all(Link)] == [(made.id, indicator.id)]
    assert workspace.undo_next


def test_the_list_is_narrowed_by_what_is_amiss_and_leads_to_the_indicator(qtbot: QtBot, workspace: Workspace):
    bring(workspace, WarningKind.POLARITY)
    late = bring(workspace, WarningKind.LATE)
    page, opened = IndicatorsPage(Session(workspace)), list[object]()
    with page_alone(qtbot, page, opened=opened.append):
        go(page, "Worth a look")
        view = page.warnings
        assert [row.warning.kind for row in view.table.records.rows] == [WarningKind.POLARITY, WarningKind.LATE]
        view.kind.setCurrentIndex(view.kind.findText("Late (1)"))
        assert [row.warning.kind for row in view.table.records.rows] == [WarningKind.LATE]
        click_row(qtbot, view.table, f"{late.id} LATE")
        press(qtbot, view.open_button)
    assert opened == [late]


def test_who_reads_is_told_and_mends_nothing(qtbot: QtBot, workspace: Workspace):
    indicator = bring(workspace, WarningKind.POLARITY)
    session = Session(workspace)
    with page_alone(qtbot, IndicatorsPage(session)) as page:
        session.reading = "you present"
        page.reload(frozenset({Indicator}))
        go(page, "Worth a look")
        assert page.warnings.said.text()
        assert page.warnings.mend_button.isHidden()
        qtbot.keyClick(page.warnings.table, Key.Key_Return)
        go(page, "Indicators")
        page.reveal(indicator)
        assert not page.indicators.panel.part(Warnings).buttons[WarningKind.POLARITY].isVisible()
        assert workspace.all(Reading)[0].period == PartialDate("2017-12")
