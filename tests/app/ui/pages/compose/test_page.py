"""The page of papers: chosen, looked at, put in order, written for, and sent out, by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.meetings import meeting_name
from app.domain.records import Indicator, IssuedPaper, Meeting, Programme, Risk, Section, Theme
from app.ui import operations
from app.ui.dialogs.export import ExportDialog
from app.ui.main_window import MainWindow
from app.ui.pages.compose import PapersPage
from app.ui.pages.compose.narrative_list import NarrativeItem
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.widgets.fields import Field
from app.ui.widgets.figure_box import FigureBox
from app.ui.widgets.record_menu import RecordMenu
from app.workspace import Issue, Person, Workspace
from tests.app.briefing.reading import page_texts
from tests.app.ui.hands import Control, Key, answering, choose, keys, name_file, press, type_into, window_of

PDF = b"%PDF- a briefing"


@pytest.fixture
def plan(tmp_path: Path) -> Workspace:
    return demo.make(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups")


@pytest.fixture
def window(qtbot: QtBot, plan: Workspace) -> Iterator[MainWindow]:
    with window_of(plan) as window:
        yield window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> PapersPage:
    keys(qtbot, window, Key.Key_E, Control)
    found = window.page()
    assert isinstance(found, PapersPage)
    made(qtbot, found)
    return found


def made(qtbot: QtBot, page: PapersPage) -> None:
    """Wait until the pages are there as they are chosen."""
    qtbot.waitUntil(lambda: not page.maker.is_busy, timeout=60_000)


def drawn(qtbot: QtBot, page: PapersPage) -> str:
    """What is told of the page that is seen, once it was drawn."""
    qtbot.waitUntil(lambda: page.view.page in page.view.drawn and page.view.job is None, timeout=30_000)
    return page.view.accessibleName()


def pick(page: PapersPage, word: str) -> None:
    box = page.choices.paper.box
    box.setFocus()
    box.setCurrentIndex(box.findText(word))


def whole(page: PapersPage) -> str:
    """What all of its pages say."""
    assert page.view.pages is not None
    return " ".join(page.view.pages.page(n + 1, 60).text for n in range(page.view.pages.count))


def parts(page: PapersPage) -> list[str]:
    return [box.text() for box in page.parts.boxes]


def test_the_real_pages_stand_beside_what_is_chosen(qtbot: QtBot, page: PapersPage):
    assert page.where.text() == "Page 1 of 10"
    assert drawn(qtbot, page).startswith("Page 1 of 10: ")
    assert "Board briefing" in page.view.accessibleName()
    assert page.header.subtitle.text().startswith("It tells what changed since ")
    pick(page, "Chair’s brief")
    assert page.maker.is_busy
    assert "Making the pages…" in page.where.text()
    made(qtbot, page)
    assert page.where.text() == "Page 1 of 2"
    assert not page.parts.isVisible(), "it has one part alone"
    assert not page.choices.annex.isVisible()


def test_keys_turn_the_pages_and_the_page_stays_when_it_is_made_anew(qtbot: QtBot, page: PapersPage, plan: Workspace):
    page.view.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.view, Key.Key_PageDown)
    assert page.where.text() == "Page 4 of 10"
    before = page.view.verticalScrollBar().value()
    plan.save(replace(plan.all(Risk)[0], title="Called otherwise"), label="Rename")
    assert page.maker.is_busy
    made(qtbot, page)
    assert page.view.verticalScrollBar().value() == before
    assert drawn(qtbot, page).startswith("Page 4 of 10: ")
    assert len(page.view.drawn) < 4, "only what is seen is drawn"
    qtbot.keyClick(page.view, Key.Key_PageUp)
    assert page.where.text() == "Page 3 of 10"
    qtbot.keyClick(page.view, Key.Key_End)
    assert page.where.text() == "Page 10 of 10"
    qtbot.keyClick(page.view, Key.Key_Home)
    assert page.where.text() == "Page 1 of 10"


def test_pages_are_made_larger_and_smaller(qtbot: QtBot, page: PapersPage):
    drawn(qtbot, page)
    usual = page.view.drawn[1].width()
    press(qtbot, page.larger)
    qtbot.waitUntil(lambda: 1 in page.view.drawn and page.view.drawn[1].width() > usual, timeout=30_000)
    for _ in range(3):
        press(qtbot, page.smaller)
    qtbot.waitUntil(lambda: page.view.drawn[1].width() < usual and page.view.job is None, timeout=30_000)
    assert not page.smaller.isEnabled()


def test_parts_are_left_out_and_moved_and_the_plan_keeps_that(qtbot: QtBot, page: PapersPage, plan: Workspace):
    usual = parts(page)
    box = page.parts.boxes[usual.index("Themes")]
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Up, Control)
    assert parts(page)[:3] == ["For the chair", "Themes", "What is asked, and what changed"]
    assert page.parts.boxes[1].hasFocus(), "the keyboard goes with it"
    qtbot.keyClick(page.parts.boxes[1], Key.Key_Down)
    at = page.parts.boxes[2]
    assert at.hasFocus()
    qtbot.keyClick(at, Key.Key_Space)
    assert not page.parts.boxes[2].isChecked()
    kept = plan.plan.programme.board_parts.splitlines()
    assert kept[:3] == ["For the chair", "Themes", "Without: What is asked, and what changed"]
    assert [entry.label for entry in plan.history()][:2] == [
        "Leave What is asked, and what changed out of the board briefing", "Move Themes up in the board briefing",
    ]  # fmt: skip
    made(qtbot, page)
    page.view.turn_to(3)
    assert "Status of each theme" in drawn(qtbot, page) or "Themes" in page.view.accessibleName()
    plan.undo()
    assert page.parts.boxes[2].isChecked()
    press(qtbot, page.usual)
    assert parts(page) == usual
    assert plan.plan.programme.board_parts == ""
    assert not page.usual.isVisible()


def test_what_is_told_of_each_theme_is_chosen_too(qtbot: QtBot, page: PapersPage, plan: Workspace):
    pick(page, "Theme in depth")
    assert parts(page)[:3] == ["How it stands, and why", "Exceptions", "Indicators"]
    page.parts.take_keyboard(1)
    qtbot.keyClick(page.parts.boxes[1], Key.Key_Space)
    assert plan.plan.programme.theme_parts.splitlines()[:2] == ["How it stands, and why", "Without: Exceptions"]
    made(qtbot, page)
    assert "Exceptions" not in whole(page)
    assert "The board is asked" not in whole(page)


def test_arrows_beside_a_part_move_it(qtbot: QtBot, page: PapersPage, plan: Workspace):
    line = next(tool for tool in page.findChildren(type(page.larger)) if tool.accessibleName() == "Move Themes down")
    page.parts.take_keyboard(0)  # brings them into view
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert parts(page)[2:4] == ["Exceptions", "Themes"]
    assert "Themes" in plan.plan.programme.board_parts


def test_each_line_of_the_checklist_opens_what_it_speaks_of(qtbot: QtBot, page: PapersPage, window: MainWindow):
    titles = [line.title for line in page.doubts.lines]
    assert "2 off-track indicators have no commentary" in titles
    row = page.doubts.rows[titles.index("2 off-track indicators have no commentary")]
    row.setFocus()
    qtbot.keyClick(row, Key.Key_Return)
    found = window.page()
    assert isinstance(found, IndicatorsPage)
    keys(qtbot, window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page() is page


def written(page: PapersPage, words: str) -> NarrativeItem:
    """The line of the narrative that holds these words."""
    return next(item for item in page.narrative.items if words in item.head.text())


def field(item: NarrativeItem, name: str) -> Field:
    found = next(each for each in item.findChildren(Field) if each.objectName() == name)
    assert found.isVisible()
    return found


def test_what_the_paper_prints_of_peoples_words_is_written_there(qtbot: QtBot, page: PapersPage, plan: Workspace):
    item = written(page, "Management oversight")
    assert "Not said: what it means for children" in item.head.text()
    qtbot.mouseClick(item.head, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert item.unfolded
    means = field(item, "for_children")
    assert means.control.hasFocus(), "where nothing is said yet"
    qtbot.keyClicks(means.control, "Children wait for a decision.")
    assert means.is_changed(), "it is saved as one leaves it"
    qtbot.keyClick(means.control, Key.Key_Tab)
    assert "Children wait for a decision." in [each.for_children for each in plan.all(Indicator)]
    assert plan.history()[0].label.startswith("Edit I-02 Management oversight: what it means for children")
    made(qtbot, page)
    item = written(page, "Management oversight")
    assert "Not said" not in item.head.text()
    assert item.unfolded, "the pages are made anew, and one writes on"
    assert any(line.title == "1 off-track indicator has no commentary" for line in page.doubts.lines)
    plan.undo()
    assert field(item, "for_children").text() == ""
    item.head.setFocus()
    qtbot.keyClick(item.head, Key.Key_Return)
    assert not item.unfolded
    assert item.head.hasFocus()


def test_what_is_typed_stays_while_the_pages_are_made_and_another_is_unfolded(
    qtbot: QtBot, page: PapersPage, plan: Workspace
):
    item = written(page, "Management oversight")
    item.head.click()
    date = field(item, "back_by")
    date.control.setFocus()
    qtbot.keyClicks(date.control, "some day")
    plan.save(replace(plan.all(Risk)[0], title="Called otherwise"), label="Rename")
    made(qtbot, page)
    assert date.text() == "some day"
    assert date.problem()
    assert page.half_typed() == "what is written for the paper"
    other = written(page, "Posts filled by agency staff")
    other.head.click()
    assert other.unfolded
    assert not item.unfolded
    assert field(other, "back_by").text() == ""
    item.head.click()
    assert field(item, "back_by").text() == "some day", "what was refused comes back"
    assert plan.history()[0].label == "Rename"


def test_a_section_is_written_and_signed_where_it_stands(qtbot: QtBot, page: PapersPage, plan: Workspace):
    pick(page, "Cabinet report")
    made(qtbot, page)
    item = written(page, "Executive summary")
    item.head.setFocus()
    qtbot.keyClick(item.head, Key.Key_Space)
    body = field(item, "body").control
    assert isinstance(body, FigureBox)
    assert body.hasFocus()
    body.selectAll()
    qtbot.keyClicks(body, "In short: {I-02")
    assert body.popup.isVisible(), "a brace offers the figures of the plan"
    qtbot.keyClick(body.popup, Key.Key_Return)
    qtbot.keyClick(body, Key.Key_Return, Control)
    saved = next(section for section in plan.all(Section) if "summary" in section.title)
    assert saved.body.startswith("In short: {indicator:I-02")
    assert (saved.author, saved.day) == ("Ann", plan.plan.position)
    assert field(item, "author").text() == "Ann"
    made(qtbot, page)
    assert any("In short" in page.view.pages.page(n, 60).text for n in (1, 2) if page.view.pages)


def test_a_section_that_is_not_there_yet_is_begun_where_it_is_missing(qtbot: QtBot, page: PapersPage, plan: Workspace):
    there = next(section for section in plan.all(Section) if "lternative" in section.title)
    plan.remove(there, label="Remove it")
    pick(page, "Cabinet report")
    made(qtbot, page)
    before = plan.all(Section)
    item = written(page, "Nobody has written this section yet")
    title = item.line.title
    item.head.click()
    assert plan.all(Section) == before, "to look at it writes nothing"
    qtbot.keyClicks(field(item, "body").control, "Nothing else would do.")
    qtbot.keyClick(field(item, "body").control, Key.Key_Return, Control)
    (new,) = {each.id for each in plan.all(Section)} - {each.id for each in before}
    found = plan.find(new)
    assert isinstance(found, Section)
    assert (found.title, found.body, found.author) == (title, "Nothing else would do.", "Ann")
    made(qtbot, page)
    assert item.unfolded, "it is the same line, now that it is in the plan"
    assert "Nobody" not in item.head.text()
    plan.undo()
    made(qtbot, page)
    assert field(item, "body").text() == ""
    assert plan.all(Section) == before


def test_what_is_unfolded_is_removed_with_its_record(qtbot: QtBot, page: PapersPage, plan: Workspace):
    item = written(page, "Management oversight")
    item.head.click()
    record = item.line.record
    assert record is not None
    plan.remove(record, label="Remove it")
    assert not item.unfolded
    made(qtbot, page)
    assert item not in page.narrative.items


def test_who_only_reads_unfolds_what_is_written_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, page: PapersPage, plan: Workspace
):
    window.session.reading = "you present"
    made(qtbot, page)
    item = written(page, "Management oversight")
    item.head.click()
    control = field(item, "note").control
    assert isinstance(control, QPlainTextEdit)
    assert control.isReadOnly()
    window.session.reading = ""


def test_a_line_of_the_narrative_leads_to_its_record(qtbot: QtBot, window: MainWindow, page: PapersPage):
    item = written(page, "Management oversight")
    item.head.click()
    press(qtbot, next(b for b in item.findChildren(QPushButton) if b.text() == "Open I-02"))
    assert isinstance(window.page(), IndicatorsPage)


def test_a_meeting_leads_to_its_papers(qtbot: QtBot, window: MainWindow, plan: Workspace):
    meeting = max((m for m in plan.all(Meeting) if not m.closed and m.day), key=lambda m: (m.day, m.id))
    window.open_target(meeting)
    meetings = window.page()
    assert isinstance(meetings, MeetingsPage)
    choose(meetings.detail.meeting.more, operations.papers_of)
    page = window.page()
    assert isinstance(page, PapersPage)
    assert page.choices.choice().meeting == meeting.id
    made(qtbot, page)


def test_a_paper_is_issued_from_the_page_of_its_meeting_and_stands_there(
    qtbot: QtBot, window: MainWindow, plan: Workspace, tmp_path: Path
):
    meeting = next(m for m in plan.all(Meeting) if not m.closed)
    window.open_target(meeting)
    meetings = window.page()
    assert isinstance(meetings, MeetingsPage)
    press(qtbot, meetings.detail.meeting.issued.add_button)
    page = window.page()
    assert isinstance(page, PapersPage)

    def write(dialog: ExportDialog) -> None:
        assert dialog.issue.box.isChecked()
        dialog.file.set_text(str(tmp_path / "paper.html"))
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)
        press(qtbot, dialog.cancel)

    with answering(write):
        press(qtbot, page.export)
    (paper,) = plan.all(IssuedPaper)
    assert plan.content(paper) == (tmp_path / "paper.html").read_bytes()
    assert paper.meeting == meeting.id
    window.open_target(paper)
    part = meetings.detail.meeting.issued
    assert part.header.note.text().startswith("1, ")
    shown = part.items.entry_of(paper.id)
    assert shown is not None
    assert shown.head.text() == "Board briefing, version 1"
    made(qtbot, page)


def test_what_changed_says_why_it_has_no_pages(qtbot: QtBot, tmp_path: Path):
    plan = Workspace.create(tmp_path / "new.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    with window_of(plan) as window:
        window.menus["Papers"].trigger()
        page = window.page()
        assert isinstance(page, PapersPage)
        made(qtbot, page)
        assert [line.title for line in page.doubts.lines] == ["The paper is for no meeting"]
        pick(page, "What changed")
        made(qtbot, page)
        assert page.view.accessibleName().startswith("No meeting to compare with is closed yet")
        assert page.where.text() == ""
        pick(page, "Board briefing")
        made(qtbot, page)
        assert page.where.text().startswith("Page 1 of ")


def test_what_is_chosen_is_what_is_written(qtbot: QtBot, window: MainWindow, page: PapersPage, tmp_path: Path):
    pick(page, "Chair’s brief")

    def write(dialog: ExportDialog) -> None:
        assert dialog.path().name == f"{plan_title} Chair’s brief.pdf"
        type_into(qtbot, dialog.file.control, str(tmp_path / "chair.pdf"))
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=60_000)
        dialog.close()

    plan_title = page.workspace.plan.programme.title
    with answering(write):
        press(qtbot, page.export)
    assert len(page_texts(tmp_path / "chair.pdf")) == 2
    assert window.notice.message.text() == "The paper is in chair.pdf."
    with answering(lambda dialog: press(qtbot, dialog.cancel)):
        press(qtbot, page.export)
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["chair.pdf"]


def test_exempt_things_are_seen_only_in_the_version_that_has_them(qtbot: QtBot, page: PapersPage, plan: Workspace):
    assert not page.choices.version.isVisible()
    worst = next(risk for risk in plan.all(Risk) if risk.ref == "R-08")
    plan.save(replace(worst, title="Zanzibar", exempt="Paragraph 3"), label="Keep it")
    made(qtbot, page)
    assert page.choices.version.isVisible()

    assert "Zanzibar" not in whole(page)
    page.choices.version.box.setFocus()
    qtbot.keyClicks(page.choices.version.box, "Not")
    made(qtbot, page)
    assert "Zanzibar" in whole(page)
    assert "Not for publication" in whole(page)


def test_of_a_pair_one_chooses_which_is_seen(qtbot: QtBot, page: PapersPage, plan: Workspace):
    worst = next(risk for risk in plan.all(Risk) if risk.ref == "R-08")
    plan.save(replace(worst, title="Zanzibar", exempt="Paragraph 3"), label="Keep it")
    made(qtbot, page)
    assert not page.choices.seen.isVisible()
    page.choices.version.box.setFocus()
    qtbot.keyClicks(page.choices.version.box, "Both")
    assert page.choices.seen.isVisible()
    made(qtbot, page)
    assert "Zanzibar" not in whole(page)
    page.choices.seen.box.setFocus()
    qtbot.keyClicks(page.choices.seen.box, "Not")
    made(qtbot, page)
    assert "Zanzibar" in whole(page)
    assert page.choices.choice().exempts == (False, True), "both are written, whichever is seen"


def test_issued_papers_stand_beside_the_pages_and_can_be_had_again(
    qtbot: QtBot, page: PapersPage, plan: Workspace, tmp_path: Path
):
    words = page.tabs.words
    assert words.tabText(1) == "Issued papers"
    meeting = next(m for m in plan.all(Meeting) if not m.closed)
    begun = plan.next_issue(IssuedPaper(id="", meeting=meeting.id))
    (paper,) = plan.issue(Issue(begun.having({"changed": "R-01 is new."}), PDF, set()))
    assert words.tabText(1) == "Issued papers (1)"
    words.setFocus()
    qtbot.keyClick(words, Key.Key_Right)
    assert page.total.text() == f"1, {len(PDF)} bytes kept"
    entry = page.issued.items.entry_of(paper.id)
    assert entry is not None
    assert meeting_name(plan.plan, meeting) in entry.brief[0].text()  # type: ignore[attr-defined]
    qtbot.waitUntil(entry.head.isVisible)
    press(qtbot, entry.head)
    entry = page.issued.items.entry_of(paper.id)
    assert entry is not None
    assert "Changed since the version before: R-01 is new." in [each.text() for each in entry.findChildren(QLabel)]
    save = next(b for b in entry.findChildren(QPushButton) if b.text() == "Save a copy…")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    with answering(name_file(qtbot, tmp_path / "again.pdf")):
        press(qtbot, save)
    assert (tmp_path / "again.pdf").read_bytes() == PDF
    more = entry.findChild(RecordMenu)
    assert isinstance(more, RecordMenu)
    with answering(lambda box: press(qtbot, next(b for b in box.buttons() if b.text() == "Drop the file"))):
        choose(more, operations.drop_file)
    assert not plan.all(IssuedPaper)[0].kept
    assert page.total.text() == "1, 0 bytes kept"
    made(qtbot, page)


def test_no_public_paper_is_made_of_an_exempt_theme(qtbot: QtBot, page: PapersPage, plan: Workspace):
    theme = plan.all(Theme)[0]
    plan.save(replace(theme, exempt="Paragraph 3"), label="Keep it")
    pick(page, "Theme in depth")
    page.choices.theme.box.setCurrentIndex(page.choices.theme.box.findData(theme.id))
    qtbot.waitUntil(lambda: not page.maker.is_busy, timeout=60_000)
    assert page.view.pages is None
    assert page.view.nothing.startswith("That theme is exempt"), "and not a paper of all others"
    page.choices.version.box.setFocus()
    qtbot.keyClicks(page.choices.version.box, "Not")
    made(qtbot, page)


def test_while_nothing_can_be_edited_the_pages_are_there_and_the_parts_stay(
    qtbot: QtBot, window: MainWindow, page: PapersPage, plan: Workspace
):
    plan.facts_only = True
    made(qtbot, page)
    assert page.choices.facts_only.box.isChecked()
    assert not page.choices.facts_only.isEnabled()
    assert not any(box.isEnabled() for box in page.parts.boxes)
    plan.facts_only = False
    plan.look_back(plan.closed_meetings[0])
    made(qtbot, page)
    assert page.choices.moment.text().startswith("As it was at ")
    assert "As it was at" in drawn(qtbot, page)
    assert not offers_to_issue(qtbot, page)
    press(qtbot, page.choices.now)
    assert plan.past is None
    assert offers_to_issue(qtbot, page)
    window.session.reading = "you present"
    assert not offers_to_issue(qtbot, page), "who presents changes nothing"


def offers_to_issue(qtbot: QtBot, page: PapersPage) -> bool:
    """Whether the export can be recorded as issued."""
    found: list[bool] = []

    def look(dialog: ExportDialog) -> None:
        found.append(dialog.issue.box.isEnabled())
        press(qtbot, dialog.cancel)

    with answering(look):
        press(qtbot, page.export)
    return found == [True]


def test_leaving_stops_the_making_and_coming_back_goes_on(qtbot: QtBot, window: MainWindow, page: PapersPage):
    pick(page, "Risk register")
    window.show_page(0)
    assert not page.maker.is_busy or page.maker.job is not None
    qtbot.waitUntil(lambda: page.maker.job is None, timeout=60_000)
    assert page.where.text().startswith("Page 1 of 10"), "nothing came of it"
    keys(qtbot, window, Key.Key_E, Control)
    made(qtbot, page)
    assert page.view.pages is not None
    assert page.view.pages.count < 10


def test_the_parts_of_a_refused_choice_are_put_back(
    qtbot: QtBot, window: MainWindow, page: PapersPage, plan: Workspace
):
    plan.look_back(plan.closed_meetings[0])  # as when another takes the plan away between two presses
    page.parts.show_parts([("", page.parts._lists[1])], can_edit=True)
    box = page.parts.boxes[0]
    box.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(box, Key.Key_Space)
    assert page.parts.boxes[0].isChecked()
    assert plan.plan.programme.board_parts == ""
    assert isinstance(plan.plan.programme, Programme)
