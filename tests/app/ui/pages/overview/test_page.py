"""The overview opens its themes, actions and programme, and follows the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Override, Programme, Provenance, Risk, Settlement, Stage, Theme
from app.ui import operations
from app.ui.page import Several
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Workspace
from tests.app.ui.hands import answering, choose, press, type_into
from tests.app.ui.pages.overview.finding import named

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


def test_a_click_on_a_card_opens_its_theme(qtbot: QtBot, page: OverviewPage):
    qtbot.mouseClick(page.dashboard.cards[1], LEFT)
    assert page.views.currentWidget() is page.theme_view
    assert page.theme_view.header.title.text() == "Practice"
    assert "87.9 % against 95 %" in page.theme_view.why.lines[0].fact


def test_a_card_opens_with_the_keyboard(qtbot: QtBot, page: OverviewPage):
    page.dashboard.cards[0].setFocus()
    qtbot.keyClick(page.dashboard.cards[0], KEY.Key_Return)
    assert page.theme_view.header.title.text() == "Leadership"


def test_the_first_view_comes_back(page: OverviewPage, workspace: Workspace):
    page.reveal(named(workspace, Theme, "Leadership"))
    page.reveal(None)
    assert page.views.currentWidget() is page.dashboard


def test_facts_only_leaves_out_what_is_illustrative(page: OverviewPage, workspace: Workspace):
    leadership = page.dashboard.cards[0]
    assert leadership.status.badge.status == "red"
    assert leadership.status.tag.isVisible()
    assert "The report alone: not rated" in leadership.alone.text()
    workspace.facts_only = True
    assert leadership.status.badge.status == "not rated"
    assert not leadership.status.tag.isVisible()
    assert not leadership.alone.isVisible()
    assert not page.dashboard.matrix.isVisible()
    assert page.dashboard.cards[1].status.badge.status == "red"


def test_a_status_set_by_hand_shows_the_computed_one_beside_it(page: OverviewPage, workspace: Workspace):
    practice = named(workspace, Theme, "Practice")
    held = workspace.draft(
        Override, record=practice.id, status="green", reason="January is better", until=date(2018, 3, 20), by="Chair"
    )
    workspace.save(held, label="Set the status")
    card = page.dashboard.cards[1]
    assert card.status.badge.status == "green"
    assert card.by_hand.isVisible()
    assert card.computed.status == "red"
    assert card.reason.text() == "Chair: January is better"
    page.reveal(practice)
    block = page.theme_view.status
    assert block.by_hand.text() == "Set by Chair, until 20 Mar 2018."
    assert block.computed.status == "red"


def test_a_theme_that_is_removed_leaves_the_overview(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    page.reveal(named(workspace, Theme, "Leadership"))
    choose(page.theme_view.more, operations.remove)
    assert page.views.currentWidget() is page.dashboard
    assert [card.title.text() for card in page.dashboard.cards] == ["Practice"]
    workspace.undo()
    assert [card.title.text() for card in page.dashboard.cards] == ["Leadership", "Practice"]


def test_what_is_open_follows_the_plan(page: OverviewPage, workspace: Workspace):
    theme = named(workspace, Theme, "Leadership")
    page.reveal(theme)
    workspace.save(replace(theme, title="Leadership and governance"), label="Edit")
    assert page.theme_view.header.title.text() == "Leadership and governance"


def test_a_status_set_by_hand_leads_to_its_record(page: OverviewPage, workspace: Workspace):
    practice = named(workspace, Theme, "Practice")
    held = workspace.draft(
        Override, record=practice.id, status="red", reason="It stands still", until=date(2018, 3, 20), by="Chair"
    )
    workspace.save(held, label="Set the status")
    page.reveal(held)
    assert page.theme_view.record == practice


def test_a_stage_is_shown_with_the_programme(page: OverviewPage, workspace: Workspace):
    stage = named(workspace, Stage, "Embedding")
    page.reveal(stage)
    assert page.views.currentWidget() is page.programme_view
    assert page.programme_view.rows[stage.id].hasFocus()


def test_the_head_opens_the_programme(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    with qtbot.waitSignal(page.opened) as told:
        qtbot.mouseClick(page.dashboard.header, LEFT)
    assert told.args == [workspace.all(Programme)[0]]


def test_of_several_themes_the_first_is_shown(page: OverviewPage, workspace: Workspace):
    both = frozenset(theme.id for theme in workspace.all(Theme))
    page.reveal(Several(Theme, both, "2 themes are off track"))
    assert page.theme_view.record == workspace.all(Theme)[0]


def test_what_sources_disagree_about_is_settled_at_once(qtbot: QtBot, page: OverviewPage, workspace: Workspace):
    (culture,) = workspace.all(Risk)
    said = {"3.1": "Pay is too low.", "3.2": "Work is too hard."}
    rivals = [workspace.draft(Provenance, record=culture.id, field="owner", source=source, statement=statement)
              for source, statement in said.items()]  # fmt: skip
    workspace.save(*rivals, label="Two sources")
    board = page.dashboard.attention

    def row() -> int:
        return next((n for n, line in enumerate(board.lines) if line.word == "Settle"), -1)

    def choose(dialog):
        press(qtbot, dialog.choices[1].radio)
        type_into(qtbot, dialog.value.field.control, "Bo Lead")
        type_into(qtbot, dialog.form.fields["reason"].control, "The later one")
        press(qtbot, dialog.save_button)

    with answering(choose):
        press(qtbot, board.rows[row()])
    assert row() == -1
    assert [s.holds_true for s in workspace.all(Settlement)] == ["Work is too hard."]
    assert workspace.all(Risk)[0].owner == "Bo Lead"
    workspace.undo()
    assert row() >= 0
    assert workspace.all(Risk)[0].owner == ""


def test_what_no_page_shows_is_no_way_in(page: OverviewPage, workspace: Workspace):
    page.session.openable = frozenset({Theme})
    page.reload(frozenset({Risk}))
    assert [line.target for line in page.dashboard.highest.lines] == [None]
