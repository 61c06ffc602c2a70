"""What the overview shows at first sight, and where a press on it leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lazy import Lazy
from app.domain.records import Action, Indicator, Meeting, Risk, Theme
from app.domain.schedule import PartialDate
from app.ui.page import Several
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Workspace

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


def test_the_head_says_where_the_programme_is(page: OverviewPage):
    header = page.dashboard.header
    assert header.title.text() == "Improvement programme"
    assert header.judgement.text() == "Inadequate, April 2017. Goal: at least good by 30 Apr 2019."
    assert header.bar.left_text == "Stage 2 of 2 · Embedding"
    assert header.bar.right_text == "454 days left"


def test_everything_fits_a_small_laptop(page: OverviewPage):
    assert page.dashboard.verticalScrollBar().maximum() == 0


def test_only_the_lines_in_view_are_put_into_words(page: OverviewPage, workspace: Workspace):
    late = [workspace.draft(Action, ref=f"A-{n}", title=f"Do {n}", due=PartialDate("2017")) for n in range(200)]
    ahead = [workspace.draft(Risk, ref=f"R-{n}", title=f"Risk {n}", review=PartialDate("2019")) for n in range(200)]
    workspace.save(*late, *ahead, label="Fill the plan")
    for shown in (page.dashboard.attention, page.dashboard.coming, page.dashboard.since, page.dashboard.highest):
        QApplication.processEvents()
        assert len(shown.lines) >= 200
        assert isinstance(shown.lines, Lazy)
        assert 0 < shown.lines.made < 40


def test_without_a_scored_risk_the_list_of_risks_takes_the_room_of_the_matrix(
    qtbot: QtBot, page: OverviewPage, workspace: Workspace
):
    highest, panel = page.dashboard.highest, page.dashboard.risk_panel
    workspace.facts_only = True
    qtbot.waitUntil(lambda: highest.height() > panel.height() / 2)


def test_a_card_says_all_it_shows_to_assistive_software(page: OverviewPage):
    card = page.dashboard.cards[1]
    assert card.accessibleName() == "Theme 2: Practice. Off track"
    assert "87.9 % against 95 %" in card.accessibleDescription()
    assert "1 indicator, 0 risks. No action due yet, 0 done, 40 % of the time gone" in card.accessibleDescription()


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
    lines = page.dashboard.attention
    assert lines.lines[0].title == "Management oversight"
    first = lines.visualRect(lines.model().index(0, 0)).center()
    with qtbot.waitSignal(page.opened) as told:
        qtbot.mouseClick(lines.viewport(), LEFT, pos=first)
    assert told.args == [workspace.all(Indicator)[0]]


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
        board.header, board.new_theme, *board.cards, board.attention, board.since, board.compared, board.coming,
        board.matrix, board.highest,
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


def test_a_narrow_window_stacks_the_panels(page: OverviewPage, qtbot: QtBot):
    page.window().resize(700, 690)
    board = page.dashboard
    qtbot.waitUntil(lambda: board.risk_panel.y() > board.attention_panel.y())
    assert board.since_panel.y() == board.attention_panel.y()


def test_a_plan_without_a_closed_meeting_says_what_will_stand_there(
    show: Callable[[Workspace], OverviewPage], empty: Workspace
):
    empty.save(empty.draft(Theme, title="Leadership"), label="Add")
    board = show(empty).dashboard
    assert board.since_panel.nothing.isVisible()
    assert "No meeting has been closed yet" in board.since_panel.nothing.text()
    assert not board.since.isVisible()
