"""A new plan leads to its first theme, indicator and risk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Record, Risk, Theme
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into

KEY = Qt.Key


def test_the_three_steps_lead_to_a_plan(qtbot: QtBot, show: Callable[[Workspace], OverviewPage], empty: Workspace):
    page = show(empty)
    guide = page.dashboard.guide
    assert guide.isVisible()
    assert not page.dashboard.attention_panel.isVisible()
    typed: dict[type[Record], str] = {
        Theme: "Leadership", Indicator: "Management oversight", Risk: "Staff leave"
    }  # fmt: skip
    for number, (kind, title) in enumerate(typed.items()):
        assert guide.header.note.text() == f"{number} of 3 done"
        assert guide.steps[kind].button.property("kind") == "primary"

        def write(dialog, title=title):
            type_into(qtbot, dialog.form.fields["title"].control, title)
            press(qtbot, dialog.save_button)

        with answering(write):
            press(qtbot, guide.steps[kind].button)
        assert [record.title for record in empty.all(kind)] == [title]  # type: ignore[attr-defined]
        assert guide.steps[kind].mark.done
        assert not guide.steps[kind].button.isVisible()
    assert not guide.isVisible()
    assert page.dashboard.attention_panel.isVisible()
    assert page.dashboard.cards[0].counts.text() == "1 indicator, 1 risk. No action yet"


def test_going_away_from_a_dialog_adds_nothing(
    qtbot: QtBot, show: Callable[[Workspace], OverviewPage], empty: Workspace
):
    guide = show(empty).dashboard.guide
    with answering(lambda dialog: qtbot.keyClick(dialog, KEY.Key_Escape)):
        press(qtbot, guide.steps[Theme].button)
    assert empty.all(Theme) == ()
    assert guide.isVisible()


def test_a_plan_that_is_read_only_offers_no_step(
    show: Callable[[Workspace], OverviewPage], empty: Workspace, tmp_path: Path
):
    reader = Workspace.open(empty.path, Person("Bo Reader"), tmp_path / "backups")
    try:
        guide = show(reader).dashboard.guide
        assert not guide.steps[Theme].button.isEnabled()
        assert guide.steps[Theme].button.toolTip() == reader.why_read_only
    finally:
        reader.close()
