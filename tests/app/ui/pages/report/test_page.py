"""The page of the written report, worked with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Reading, Section
from app.ui import operations
from app.ui.pages.report import ReportPage
from app.workspace import Workspace
from tests.app.ui.hands import Key, choose, click_row, press, type_into
from tests.demo_plan import open_demo


class Browser(QObject):
    """Stands in for the browser of the machine: Qt hands it what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in ("https", "mailto", "javascript"):
        QDesktopServices.setUrlHandler(scheme, made, "take")  # type: ignore[arg-type]
    yield made
    for scheme in ("https", "mailto", "javascript"):
        QDesktopServices.unsetUrlHandler(scheme)


def section(workspace: Workspace, title: str) -> Section:
    return next(found for found in workspace.all(Section) if found.title == title)


def names(page: ReportPage) -> list[str]:
    return [row.record.name for row in page.sections.table.records.rows]


def answer(word: str) -> list[str]:
    """Press a button of the box that comes up next; what the box said."""
    said: list[str] = []

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.extend([box.text(), box.informativeText()])
        next(button for button in box.buttons() if button.text() == word).click()

    QTimer.singleShot(0, act)
    return said


def test_the_first_section_is_read_with_its_figures_filled_in(page: ReportPage):
    assert names(page) == ["Summary", "1. Reasons"]
    assert page.header.subtitle.text() == "2 sections, 1 live figure"
    assert page.sections.writer.kicker.text() == "The team, 30 Jan 2018"
    assert page.sections.writer.text.text.toPlainText() == "Oversight reached 87.9 %; the letter is published."
    assert page.sections.writer.text.wrong.isHidden()


def test_a_live_figure_follows_the_plan_and_opens_what_it_speaks_of(
    qtbot: QtBot, page: ReportPage, workspace: Workspace
):
    (december,) = workspace.all(Reading)
    workspace.save(replace(december, value=Decimal(96)), label="Correct")
    assert page.sections.writer.text.text.toPlainText().startswith("Oversight reached 96 %")
    page.sections.writer.text.text.setFocus()
    qtbot.keyClick(page.sections.writer.text.text, Key.Key_Tab)
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.sections.writer.text.text, Key.Key_Return)
    assert opened.args == [workspace.all(Indicator)[0]]


def test_a_link_opens_only_after_its_address_was_shown(qtbot: QtBot, page: ReportPage, browser: Browser):
    def follow() -> None:
        page.sections.writer.text.text.setFocus()
        qtbot.keyClick(page.sections.writer.text.text, Key.Key_Return)

    qtbot.keyClick(page.sections.writer.text.text, Key.Key_Tab)
    qtbot.keyClick(page.sections.writer.text.text, Key.Key_Tab)
    said = answer("Cancel")
    follow()
    assert said == ["Open this address in your browser?", "https://letters.example/1"]
    assert browser.opened == []
    answer("Open")
    follow()
    assert browser.opened == ["https://letters.example/1"]
    page.sections.writer.text.ask_to_open("javascript:alert(1)")
    assert browser.opened == ["https://letters.example/1"]


def test_writing_signs_the_section_and_is_undone(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    click_row(qtbot, page.sections.table, section(workspace, "Reasons").id)
    press(qtbot, page.sections.writer.buttons[operations.edit])
    assert page.sections.writer.editor.form.fields["author"].text() == ""
    qtbot.keyClick(page.sections.writer.editor.body.box, Key.Key_End)
    qtbot.keyClicks(page.sections.writer.editor.body.box, " And frank.")
    assert page.sections.writer.editor.form.fields["author"].text() == "Ann Officer, Performance"
    press(qtbot, page.sections.writer.editor.save_button)
    written = section(workspace, "Reasons")
    assert (written.body, written.author, written.day) == (
        "To be open. And frank.", "Ann Officer, Performance", date(2018, 1, 31),
    )  # fmt: skip
    assert page.sections.writer.kicker.text() == "Ann Officer, Performance, 31 Jan 2018"
    assert page.sections.writer.text.text.toPlainText() == "To be open. And frank."
    assert workspace.history(written)[0].label == "Write section 1. Reasons"
    workspace.undo()
    assert page.sections.writer.text.text.toPlainText() == "To be open."
    assert page.sections.writer.kicker.text() == ""


def test_another_author_may_be_named(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    type_into(qtbot, page.sections.writer.editor.form.fields["author"].control, "The treasurer")
    qtbot.keyClicks(page.sections.writer.editor.body.box, "x")
    press(qtbot, page.sections.writer.editor.save_button)
    assert (section(workspace, "Summary").author, section(workspace, "Summary").day) == (
        "The treasurer", date(2018, 1, 31),
    )  # fmt: skip


def test_a_section_is_made_and_removed(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.new_button)
    assert page.sections.writer.editor.form.fields["number"].text() == "2"
    qtbot.keyClicks(page.sections.writer.editor.form.fields["title"].control, "Legal")
    qtbot.keyClicks(page.sections.writer.editor.body.box, "An Act.")
    press(qtbot, page.sections.writer.editor.save_button)
    assert names(page) == ["Summary", "1. Reasons", "2. Legal"]
    assert page.sections.writer.title.text() == "2. Legal"
    choose(page.sections.writer.more, operations.remove)
    assert names(page) == ["Summary", "1. Reasons"]
    workspace.undo()
    assert names(page) == ["Summary", "1. Reasons", "2. Legal"]


def test_a_brace_offers_what_can_be_written(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    box = page.sections.writer.editor.body.box
    type_into(qtbot, box, "It is {oversight tar")
    qtbot.waitUntil(box.popup.isVisible)
    qtbot.keyClick(box.popup, Key.Key_Return)
    assert box.toPlainText() == "It is {indicator:I-01 target}"
    assert not box.popup.isVisible()
    press(qtbot, page.sections.writer.editor.save_button)
    assert page.sections.writer.text.text.toPlainText() == "It is 95 %"


def test_a_figure_is_put_in_from_the_list_beside_the_text(qtbot: QtBot, page: ReportPage):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    type_into(qtbot, page.sections.writer.editor.body.box, "Gap: ")
    qtbot.keyClicks(page.sections.writer.editor.wanted, "oversight how far")
    qtbot.keyClick(page.sections.writer.editor.wanted, Key.Key_Return)
    assert page.sections.writer.editor.body.box.toPlainText() == "Gap: {indicator:I-01 gap}"


def test_a_figure_that_names_nothing_is_named_beside_the_text(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    type_into(qtbot, page.sections.writer.editor.body.box, "See {indicator:I-99 latest}.")
    told = "{indicator:I-99 latest}: there is no indicator “I-99”."
    assert page.sections.writer.editor.body.hint.text() == told
    press(qtbot, page.sections.writer.editor.save_button)
    assert page.sections.writer.text.wrong.isVisible()
    assert page.sections.writer.text.wrong.message.text() == f"A live figure names nothing.\n{told}"
    assert page.header.subtitle.text() == "2 sections, 1 live figure, 1 of them names nothing"
    assert page.sections.table.records.rows[0].tags == ("unknown figure",)


def test_cancelling_asks_before_it_gives_up_what_was_typed(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    press(qtbot, page.sections.writer.editor.cancel_button)
    assert not page.sections.writer.is_writing
    press(qtbot, page.sections.writer.buttons[operations.edit])
    qtbot.keyClicks(page.sections.writer.editor.body.box, "x")
    press(qtbot, page.sections.writer.editor.cancel_button)
    keep, discard = page.sections.writer.editor.banner.buttons
    press(qtbot, keep)
    assert page.sections.writer.editor.body.box.toPlainText().startswith("xOversight")
    press(qtbot, page.sections.writer.editor.cancel_button)
    press(qtbot, page.sections.writer.editor.banner.buttons[1])
    assert discard.text() == "Discard"
    assert not page.sections.writer.is_writing
    assert not section(workspace, "Summary").body.startswith("x")


def test_going_to_another_section_or_page_saves_what_was_typed(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    qtbot.keyClicks(page.sections.writer.editor.body.box, "First. ")
    click_row(qtbot, page.sections.table, section(workspace, "Reasons").id)
    assert section(workspace, "Summary").body.startswith("First. ")
    assert page.sections.writer.title.text() == "1. Reasons"
    press(qtbot, page.sections.writer.buttons[operations.edit])
    qtbot.keyClicks(page.sections.writer.editor.body.box, "Second. ")
    page.hide()
    assert section(workspace, "Reasons").body.startswith("Second. ")


def test_what_cannot_be_saved_is_kept_until_one_returns(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.writer.buttons[operations.edit])
    type_into(qtbot, page.sections.writer.editor.form.fields["day"].control, "30 Feb 2018")
    with qtbot.waitSignal(page.session.refused) as refused:
        click_row(qtbot, page.sections.table, section(workspace, "Reasons").id)
    assert refused.args == ["Summary is not saved: it holds what cannot be. What you typed is kept there.", ()]
    assert page.sections.writer.title.text() == "1. Reasons"
    assert page.sections.table.records.rows[0].tags == ("not saved",)
    click_row(qtbot, page.sections.table, section(workspace, "Summary").id)
    day = page.sections.writer.editor.form.fields["day"]
    assert (day.text(), day.hint.text()) == ("30 Feb 2018", "There is no such date as 30 Feb 2018.")
    type_into(qtbot, day.control, "28 Feb 2018")
    press(qtbot, page.sections.writer.editor.save_button)
    assert section(workspace, "Summary").day == date(2018, 2, 28)


def test_a_new_section_without_a_heading_is_not_left(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    press(qtbot, page.sections.new_button)
    qtbot.keyClicks(page.sections.writer.editor.body.box, "Words.")
    click_row(qtbot, page.sections.table, section(workspace, "Reasons").id)
    assert page.sections.writer.is_writing
    assert page.sections.writer.editor.form.fields["title"].hint.text() == "Heading is needed."
    page.reveal(section(workspace, "Summary"))
    assert page.sections.writer.is_writing
    assert page.sections.writer.editor.body.box.toPlainText() == "Words."


def test_a_section_is_revealed_and_the_list_narrowed(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    page.find()
    qtbot.keyClicks(page.sections.bar.line, "reasons")
    assert names(page) == ["1. Reasons"]
    page.reveal(section(workspace, "Summary"))
    assert (page.sections.bar.line.text(), page.sections.writer.title.text()) == ("", "Summary")


def test_an_empty_plan_begins_with_a_section(qtbot: QtBot, page: ReportPage, workspace: Workspace):
    workspace.remove(*workspace.all(Section), label="Clear")
    press(qtbot, page.sections.empty.button)
    qtbot.keyClicks(page.sections.writer.editor.form.fields["title"].control, "Summary")
    press(qtbot, page.sections.writer.editor.save_button)
    assert names(page) == ["1. Summary"]
    assert page.sections.writer.text.nothing.isVisible()


def test_the_report_of_the_demo_is_on_the_page(show: Callable[[Workspace], ReportPage], tmp_path: Path):
    workspace = open_demo(tmp_path)
    page = show(workspace)
    assert len(names(page)) == 14
    assert names(page)[:3] == ["Executive summary", "Recommendations", "1. Reasons for the decisions"]
    assert "names nothing" not in page.header.subtitle.text()
    summary = page.sections.writer.text.text.toPlainText()
    assert "at least good by April 2019" in summary
    assert "Management oversight reached 87.9 % against a target of 95 %: 7.1 points below target." in summary
    finance = section(workspace, "Comments of the chief finance officer")
    page.reveal(finance)
    assert page.sections.writer.kicker.text() == "Chief finance officer, 30 Jan 2018"
    assert "£5.2 million of growth" in page.sections.writer.text.text.toPlainText()
    workspace.close()
