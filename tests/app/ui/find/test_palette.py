"""Find anything, by real keys, in the real window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.findable import FOUND
from app.domain.live import WRITTEN
from app.domain.records import Indicator, Provenance, Risk, Section, Theme
from app.ui.find.finding import Find
from app.ui.find.offers import Offer, commands, for_commands, for_found, for_lately, plain
from app.ui.find.palette import Palette
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.risks import RisksPage
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, Left, keys, window_of
from tests.app.workspace.test_index import HOSTILE
from tests.demo_plan import open_demo


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path)) as window:
        yield window


def call(qtbot: QtBot, window: MainWindow) -> Palette:
    """Press Ctrl+K, and wait until the plan was read."""
    keys(qtbot, window, Key.Key_K, Control)
    finding = window.feature(Find)
    assert finding is not None
    assert finding.palette is not None
    assert finding.palette.isVisible()
    assert finding.palette.line.hasFocus()
    qtbot.waitUntil(lambda: finding.finder is None or finding.finder.ready)
    return finding.palette


def look_for(qtbot: QtBot, window: MainWindow, text: str) -> Palette:
    palette = call(qtbot, window)
    qtbot.keyClicks(palette.line, text)
    return palette


def names(palette: Palette) -> list[str]:
    return [plain(offer.name) for offer in palette.lines.offers]


def chosen(palette: Palette) -> Offer:
    offer = palette.lines.chosen
    assert offer is not None
    return offer


def test_a_record_is_found_and_opened_by_keys_alone(window: MainWindow, qtbot: QtBot):
    palette = look_for(qtbot, window, "r-03")
    risk = next(r for r in window.workspace.all(Risk) if r.ref == "R-03")  # type: ignore[union-attr]
    assert chosen(palette).target == risk
    keys(qtbot, window, Key.Key_Return)
    assert palette.isHidden()
    page = window.page()
    assert isinstance(page, RisksPage)
    assert page.isAncestorOf(QApplication.focusWidget() or window)
    assert window.session.lately(1) == []
    window.show_page(0)
    assert window.session.lately(1) == [risk]


def test_results_come_as_one_types(window: MainWindow, qtbot: QtBot):
    palette = look_for(qtbot, window, "agency")
    many = names(palette)
    assert palette.told.text() == f"{len(many)} results"
    assert palette.lines.accessibleName() == f"Results, {len(many)}"
    qtbot.keyClicks(palette.line, " staff")
    assert "I-05 Posts filled by agency staff" in names(palette)
    assert len(names(palette)) < len(many)
    qtbot.keyClicks(palette.line, " nowhere")
    assert names(palette) == []
    assert palette.nothing.text() == palette.line.accessibleDescription() == "Nothing holds all of these words."
    keys(qtbot, window, Key.Key_Return)
    assert palette.isVisible()


def test_arrows_pages_and_tab_choose_a_line_and_stay_within(window: MainWindow, qtbot: QtBot):
    palette = look_for(qtbot, window, "staff")
    offers = palette.lines.offers
    assert len(offers) > 10
    for key, expected in (
        (Key.Key_Up, 0), (Key.Key_Down, 1), (Key.Key_Tab, 2), (Key.Key_PageDown, 10), (Key.Key_Backtab, 9),
        (Key.Key_PageUp, 1), (Key.Key_PageUp, 0),
    ):  # fmt: skip
        keys(qtbot, window, key)
        assert chosen(palette) is offers[expected]
        assert palette.line.hasFocus()
    keys(qtbot, window, Key.Key_Down)
    assert palette.line.accessibleDescription() == offers[1].spoken


def test_escape_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot):
    page = window.page()
    assert isinstance(page, OverviewPage)
    keys(qtbot, window, Key.Key_Tab)
    before = QApplication.focusWidget()
    palette = look_for(qtbot, window, "staff")
    keys(qtbot, window, Key.Key_Escape)
    assert palette.isHidden()
    assert QApplication.focusWidget() is before
    assert window.page() is page
    assert call(qtbot, window).line.text() == ""


def test_a_click_beside_it_closes_it_and_one_on_a_line_opens_it(window: MainWindow, qtbot: QtBot):
    palette = look_for(qtbot, window, "r-03")
    qtbot.mouseClick(palette, Left, pos=QPoint(5, 5))
    assert palette.isHidden()
    look_for(qtbot, window, "r-03")
    index = palette.lines.model().index(0, 0)
    qtbot.mouseClick(palette.lines.viewport(), Left, pos=palette.lines.visualRect(index).center())
    assert palette.isHidden()
    assert isinstance(window.page(), RisksPage)


def test_a_command_is_found_and_given(window: MainWindow, qtbot: QtBot):
    palette = look_for(qtbot, window, "facts only")
    assert chosen(palette).target is window.menus["Report's facts only"]
    keys(qtbot, window, Key.Key_Return)
    assert window.workspace is not None
    assert window.workspace.facts_only
    palette = look_for(qtbot, window, "papers")
    assert (plain(chosen(palette).name), chosen(palette).word) == ("Papers", "Ctrl+E")


def test_a_page_is_a_command_and_going_there_by_its_keys_closes_the_palette(window: MainWindow, qtbot: QtBot):
    palette = look_for(qtbot, window, "risks")
    assert chosen(palette).target is window.menus["Risks"]
    assert palette.lines.offers[0].heading == "Commands"
    assert "In the plan" in [offer.heading for offer in palette.lines.offers]
    keys(qtbot, window, Key.Key_4, Control)
    assert isinstance(window.page(), RisksPage)
    assert palette.isHidden()


def test_what_was_opened_lately_stands_there_before_anything_is_typed(window: MainWindow, qtbot: QtBot):
    assert window.workspace is not None
    theme, risk = window.workspace.all(Theme)[0], window.workspace.all(Risk)[0]
    for record in (theme, risk):
        window.open_target(record)
    window.show_page(0)
    window.workspace.save(replace(risk, title="Called otherwise"), label="Change")
    offers = call(qtbot, window).lines.offers
    assert [offer.target.id for offer in offers[:2]] == [risk.id, theme.id]
    assert (offers[0].heading, plain(offers[0].name)) == ("Opened lately", "R-01 Called otherwise")
    assert offers[2].heading == "Commands"


def test_commands_that_cannot_be_given_are_not_offered(window: MainWindow):
    offered = {each.action for each in commands(window.menuBar())}
    assert window.menus["Papers"] in offered
    assert window.menus["Undo"] not in offered
    dark = next(each for each in commands(window.menuBar()) if each.name == "Appearance: Dark")
    assert dark.menu == "View"
    assert [plain(offer.name) for offer in for_commands([dark], "dark app")] == ["Appearance: Dark"]
    assert for_commands([dark], "dark light") == []


def test_a_line_says_status_kind_and_that_it_is_exempt_or_illustrative(window: MainWindow, qtbot: QtBot):
    workspace = window.workspace
    assert workspace is not None
    risk = replace(workspace.all(Risk)[0], exempt="Names a person", title="Xyzzy")
    made_up = workspace.draft(Indicator, title="Xyzzy too")
    workspace.save(risk, made_up, label="Change")
    workspace.save(workspace.draft(Provenance, record=made_up.id, illustrative=True), label="Mark")
    palette = look_for(qtbot, window, "xyzzy")
    first, second = palette.lines.offers
    status = workspace.ratings.of(risk).status
    assert (first.target, first.status, first.tags) == (risk, str(status), ("exempt",))
    assert first.word == f"{status.word} · Risk"
    assert second.tags == ("illustrative",)
    assert first.spoken.startswith(f"R-01 Xyzzy, {status.word} · Risk, exempt")
    shown = palette.lines.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown == first.spoken


def test_whatever_is_typed_offers_something_or_nothing(window: MainWindow, qtbot: QtBot, subtests: pytest.Subtests):
    palette = call(qtbot, window)
    for text in HOSTILE:
        with subtests.test(text=text):
            palette.line.setText(text)
            assert len(palette.lines.offers) <= 60
            palette.grab()


def test_no_line_shows_how_a_live_figure_is_written(window: MainWindow, qtbot: QtBot):
    workspace = window.workspace
    assert workspace is not None
    sections = [section for section in workspace.all(Section) if WRITTEN.search(section.body)]
    assert sections
    for section in sections:
        window.open_target(section)
    call(qtbot, window)
    finder = window.feature(Find).finder
    assert finder is not None
    words = {word for section in sections for word in WRITTEN.sub(" ", f"{section.title} {section.body}").split()}
    seen = [offer for word in words for offer in for_found(workspace, finder.find(word, 1_000))]
    seen += for_lately(workspace, window.session.lately(100))
    assert {section.id for section in sections} <= {offer.target.id for offer in seen}
    assert not [offer.spoken for offer in seen if re.search(rf"{WRITTEN.pattern}|[\x00-\x1f]", offer.spoken)]


def test_every_kind_that_is_found_is_opened(window: MainWindow):
    assert window.workspace is not None
    for kind in FOUND:
        for record in window.workspace.all(kind)[:1]:
            window.open_target(record)
            step = window.session.trail.here
            assert step is not None
            assert step.target == record
            assert type(record) in PLACES[step.place].kinds


def test_an_edit_by_another_way_is_found_at_once(window: MainWindow, qtbot: QtBot):
    assert window.workspace is not None
    look_for(qtbot, window, "plugh")
    keys(qtbot, window, Key.Key_Escape)
    window.workspace.save(window.workspace.draft(Risk, title="Plugh"), label="Add")
    assert names(look_for(qtbot, window, "plugh"))[0].endswith("Plugh")


def test_after_erasing_it_is_not_found_any_more(window: MainWindow, qtbot: QtBot):
    assert window.workspace is not None
    risk = window.workspace.draft(Risk, title="Plugh")
    window.workspace.save(risk, label="Add")
    look_for(qtbot, window, "plugh")
    keys(qtbot, window, Key.Key_Escape)
    window.workspace.erase(risk, reason="Asked for", second="Bea")
    assert names(look_for(qtbot, window, "plugh")) == []


def test_it_is_read_again_where_the_plan_as_a_whole_changed_while_it_was_read(window: MainWindow, qtbot: QtBot):
    assert window.workspace is not None
    keys(qtbot, window, Key.Key_K, Control)
    finding = window.feature(Find)
    assert finding is not None
    assert finding.palette is not None
    qtbot.keyClicks(finding.palette.line, "r-03")
    assert finding.palette.told.text().startswith("Reading the plan…")
    window.workspace.facts_only = True
    palette = finding.palette
    qtbot.waitUntil(lambda: "R-03" in " ".join(names(palette)))
    assert finding.palette.told.text() == "1 result"


def test_another_plan_is_read_anew(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    look_for(qtbot, window, "staff")
    other = Workspace.create(tmp_path / "other.goldthread", Person("Ann"), tmp_path / "backups", "Other")
    other.save(other.draft(Risk, title="Plugh"), label="Add")
    keys(qtbot, window, Key.Key_Escape)
    window.show_plan(other)
    assert names(look_for(qtbot, window, "plugh")) == ["R-01 Plugh"]
    keys(qtbot, window, Key.Key_Escape)
    assert names(look_for(qtbot, window, "staff")) == []


def test_while_one_looks_back_that_moment_is_searched(window: MainWindow, qtbot: QtBot):
    workspace = window.workspace
    assert workspace is not None
    look_for(qtbot, window, "plugh")
    keys(qtbot, window, Key.Key_Escape)
    workspace.save(replace(workspace.all(Risk)[0], title="Plugh"), label="Change")
    assert names(look_for(qtbot, window, "plugh")) == ["R-01 Plugh"]
    keys(qtbot, window, Key.Key_Escape)
    workspace.look_back(workspace.closed_meetings[0])
    assert names(look_for(qtbot, window, "plugh")) == []


def test_without_a_plan_only_commands_are_offered(window: MainWindow, qtbot: QtBot):
    window.show_welcome()
    palette = look_for(qtbot, window, "guide")
    assert names(palette) == ["User guide"]
    assert not palette.lines.offers[0].heading


def test_it_is_not_offered_while_somebody_reads_as_chair(window: MainWindow):
    window.menus["Read as chair"].trigger()
    assert not window.menus["Find anything…"].isEnabled()
    window.uncover()
    assert window.menus["Find anything…"].isEnabled()


@pytest.mark.parametrize("size", [(880, 500), (1280, 720), (1920, 1080)])
def test_no_line_is_cut_and_all_of_it_is_within_the_window(window: MainWindow, qtbot: QtBot, size: tuple[int, int]):
    palette = look_for(qtbot, window, "e")
    window.resize(*size)
    panel = palette._panel
    assert palette.size() == window.size()
    assert palette.rect().contains(panel.geometry())
    lines = palette.lines
    assert panel.rect().contains(QRect(lines.mapTo(panel, QPoint()), lines.size()))
    bottoms = [lines.visualRect(lines.model().index(row, 0)).bottom() + 1 for row in range(len(lines.offers))]
    assert lines.viewport().height() in bottoms


def test_closing_the_window_while_the_plan_is_read_harms_nothing(window: MainWindow, qtbot: QtBot):
    keys(qtbot, window, Key.Key_K, Control)
    window.close()
    assert window.workspace is None
