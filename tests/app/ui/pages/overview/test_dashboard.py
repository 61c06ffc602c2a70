"""What the overview shows at first sight, and where a press on it leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lazy import Lazy
from app.domain.records import Action, Indicator, Meeting, Risk, Theme
from app.domain.schedule import PartialDate
from app.ui.page import Several
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Workspace
from tests.app.ui.hands import press
from tests.app.ui.whole import scrolling

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


def test_the_head_says_where_the_programme_is(page: OverviewPage):
    header = page.dashboard.header
    assert header.title.text() == "Improvement programme"
    assert header.judgement.text() == "Inadequate, April 2017. Goal: at least good by 30 Apr 2019."
    assert header.bar.left_text == "Stage 2 of 2 · Embedding"
    assert header.bar.right_text == "454 days left"


def test_the_page_scrolls_as_one_and_nothing_in_it(page: OverviewPage):
    assert list(scrolling(page)) == []
    assert isinstance(page.dashboard, QScrollArea)


def test_the_programme_stands_on_it_with_its_whole_reason(page: OverviewPage, workspace: Workspace):
    rating = workspace.ratings.of(workspace.plan.programme)
    header = page.dashboard.header
    assert header.status.badge.status == rating.status == "red"
    assert header.reason.text() == rating.reason
    assert header.reason.isVisible()
    assert rating.reason.removesuffix(".") in header.text()


def test_only_the_lines_in_view_are_put_into_words(page: OverviewPage, workspace: Workspace):
    late = [workspace.draft(Action, ref=f"A-{n}", title=f"Do {n}", due=PartialDate("2017")) for n in range(200)]
    ahead = [workspace.draft(Risk, ref=f"R-{n}", title=f"Risk {n}", review=PartialDate("2019")) for n in range(200)]
    workspace.save(*late, *ahead, label="Fill the plan")
    for shown in (page.dashboard.attention, page.dashboard.coming, page.dashboard.since, page.dashboard.highest):
        QApplication.processEvents()
        assert len(shown.lines) >= 200
        assert isinstance(shown.lines, Lazy)
        assert 0 < shown.lines.made < 10


def test_of_many_lines_the_first_few_are_shown_and_a_press_shows_the_others_in_their_place(
    qtbot: QtBot, page: OverviewPage, workspace: Workspace
):
    late = [workspace.draft(Action, ref=f"A-{n}", title=f"Do {n}", due=PartialDate("2017")) for n in range(9, 20)]
    workspace.save(*late, label="Fill the plan")
    shown = page.dashboard.attention
    assert len(shown.rows) == 6
    assert shown.more.text() == f"{len(shown.lines) - 6} more"
    press(qtbot, shown.more)
    assert [row.line for row in shown.rows] == list(shown.lines)
    assert not shown.more.isVisible()
    assert shown.rows[6].hasFocus()
    workspace.undo()
    workspace.redo()
    assert len(shown.rows) == len(shown.lines), "what was opened stays open"


def test_a_card_says_all_it_shows_to_assistive_software(page: OverviewPage):
    card = page.dashboard.cards[1]
    assert card.accessibleName() == "Theme 2: Practice. Off track"
    assert "87.9 % against 95 %" in card.accessibleDescription()
    assert "1 indicator, 0 risks. No action due yet, 0 done" in card.accessibleDescription()


def test_the_pace_stands_in_the_head_and_on_each_card(page: OverviewPage, workspace: Workspace):
    assert page.dashboard.header.pace.text() == "No action due yet, 0 done, 40 % of the time gone"
    action = workspace.all(Action)[0]
    workspace.move_date(action, PartialDate("2018-01-15"), "Sooner")
    assert page.dashboard.header.pace.text() == "0 of the 1 action due by now done, 40 % of the time gone"
    assert "0 of the 1 action due by now done" in page.dashboard.cards[1].counts.text()


def test_the_steps_of_an_empty_plan_stand_right_under_its_title(
    show: Callable[[Workspace], OverviewPage], empty: Workspace
):
    board = show(empty).dashboard
    assert board.guide.y() < board.height() / 4


def test_a_line_opens_what_it_is_about(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    row = page.dashboard.attention.rows[0]
    assert row.title.text() == "Management oversight"
    with qtbot.waitSignal(page.opened) as told:
        qtbot.mouseClick(row, LEFT)
    assert told.args == [workspace.all(Indicator)[0]]


def test_arrows_go_from_line_to_line_and_enter_opens(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    risks = [workspace.draft(Risk, title=f"Risk {n}", likelihood=5, impact=5) for n in range(3)]
    workspace.save(*risks, label="Add")
    rows = page.dashboard.highest.rows
    rows[0].setFocus()
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Up):
        qtbot.keyClick(page.window().focusWidget(), key)
    assert rows[1].hasFocus()
    with qtbot.waitSignal(page.opened) as told:
        qtbot.keyClick(rows[1], KEY.Key_Return)
    assert told.args == [rows[1].line.target]


def test_since_the_last_meeting_names_the_meeting(page: OverviewPage):
    assert page.dashboard.since_panel.header.title.text() == "Since 23 Nov 2017"
    assert page.dashboard.compared.accessibleName().startswith("Changes since Improvement Board, 23 Nov 2017.")
    assert page.dashboard.compared.text().endswith(" ▾")
    assert "Management oversight" in [line.title for line in page.dashboard.since.lines]


def test_another_meeting_to_compare_with_is_chosen_from_the_menu(page: OverviewPage, workspace: Workspace):
    first = workspace.last_meeting
    board = next(meeting for meeting in workspace.all(Meeting) if not meeting.closed)
    workspace.close_meeting(board)
    assert not page.dashboard.since.lines
    page.dashboard.compared.fill()
    words = [action.text() for action in page.dashboard.compared.menu_.actions() if action.text()]
    assert words == [
        "Last meeting of any body", "Improvement Board, 20 Mar 2018", "Improvement Board, 23 Nov 2017",
        "Compare two meetings…",
    ]  # fmt: skip
    page.dashboard.compared.menu_.actions()[3].trigger()
    assert workspace.last_meeting == first
    assert page.dashboard.since_panel.header.title.text() == "Since 23 Nov 2017"
    assert page.dashboard.since.lines


def test_a_cell_of_the_matrix_leads_to_its_risks(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    matrix = page.dashboard.matrix
    with qtbot.waitSignal(page.opened) as told:
        qtbot.mouseClick(matrix, LEFT, pos=matrix.cell_box((4, 4)).center().toPoint())
    assert told.args == [Several(Risk, frozenset({workspace.all(Risk)[0].id}), "likely, major")]
    assert matrix.chosen is None


def test_an_empty_cell_leads_nowhere(qtbot: QtBot, page: OverviewPage):
    matrix = page.dashboard.matrix
    with qtbot.assertNotEmitted(page.opened):
        qtbot.mouseClick(matrix, LEFT, pos=matrix.cell_box((1, 1)).center().toPoint())


def test_tab_goes_the_way_the_eye_goes(qtbot: QtBot, page: OverviewPage):
    board = page.dashboard
    way: list[QWidget] = [
        board.header, board.read, board.new_theme, *board.cards, *board.attention.rows, *board.coming.rows,
        board.compared, *board.since.rows, board.matrix, *board.highest.rows,
    ]  # fmt: skip
    board.header.setFocus()
    reached = [board.header.window().focusWidget()]
    for _ in way[1:]:
        qtbot.keyClick(board.window().focusWidget(), KEY.Key_Tab)
        reached.append(board.window().focusWidget())
    assert reached == way


def test_more_themes_stand_in_even_rows(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    for title in ("Workforce", "Audit", "Partners", "Money"):
        workspace.save(workspace.draft(Theme, title=title), label=f"Add {title}")
    cards = page.dashboard.cards
    assert [card.title.text() for card in cards][-1] == "Money"
    qtbot.waitUntil(lambda: all(card.isVisible() for card in cards) and cards[3].y() > cards[0].y())
    assert [len({card.y() for card in row}) for row in (cards[:3], cards[3:])] == [1, 1]
    assert [first.x() for first in cards[:3]] == [below.x() for below in cards[3:]]


@pytest.mark.parametrize(("wide", "columns"), [(620, 1), (1104, 2), (1700, 3)])
def test_the_panels_stand_in_as_many_columns_as_there_is_room_for(
    page: OverviewPage, qtbot: QtBot, wide: int, columns: int
):
    page.window().resize(wide, 690)
    board = page.dashboard
    qtbot.waitUntil(lambda: len({panel.x() for panel in board.panels}) == columns)


def test_a_plan_without_a_closed_meeting_says_what_will_stand_there(
    show: Callable[[Workspace], OverviewPage], empty: Workspace
):
    empty.save(empty.draft(Theme, title="Leadership"), label="Add")
    board = show(empty).dashboard
    assert board.since_panel.nothing.isVisible()
    assert "No meeting has been closed yet" in board.since_panel.nothing.text()
    assert not board.since.isVisible()
