"""A new plan leads to its goal, first theme, action, meeting and figures, or to a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Body, Indicator, Meeting, Programme, Reading, Record, Theme
from app.domain.schedule import PartialDate
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into

KEY = Qt.Key


def test_the_steps_lead_to_a_plan(qtbot: QtBot, show: Callable[[Workspace], OverviewPage], empty: Workspace):
    page = show(empty)
    guide = page.dashboard.guide
    assert guide.isVisible()
    assert not page.dashboard.attention_panel.isVisible()

    def write(dialog, **typed: str):
        for name, text in typed.items():
            type_into(qtbot, dialog.form.fields[name].control, text)
        press(qtbot, dialog.save_button)

    typed: dict[type[Record], dict[str, str]] = {
        Programme: {"goal": "30 Apr 2030"}, Theme: {"title": "Leadership"}, Action: {"title": "Fill the posts"},
    }  # fmt: skip
    for number, (kind, words) in enumerate(typed.items()):
        assert guide.header.note.text() == f"{number} of 5 done"
        assert guide.steps[kind].button.property("kind") == "primary"
        with answering(lambda dialog, words=words: write(dialog, **words)):
            press(qtbot, guide.steps[kind].button)
        assert guide.steps[kind].mark.done
        assert not guide.steps[kind].button.isVisible()
    assert empty.plan.programme.goal is not None
    assert page.dashboard.attention_panel.isVisible()
    assert guide.steps[Meeting].button.property("kind") == "primary"
    body = empty.draft(Body, title="Improvement Board")
    empty.save(body, empty.draft(Meeting, body=body.id, day=date(2030, 1, 1)), label="Meet")
    with (
        qtbot.waitSignal(page.opened) as told,
        answering(lambda dialog: write(dialog, title="Oversight")),
    ):
        press(qtbot, guide.steps[Reading].button)
    (oversight,) = empty.all(Indicator)
    assert told.args == [oversight]
    with qtbot.waitSignal(page.opened) as told:
        press(qtbot, guide.steps[Reading].button)
    assert told.args == [oversight]
    figure = empty.draft(Reading, indicator=oversight.id, period=PartialDate("2017-10"), value=Decimal(60))
    empty.save(figure, label="Enter")
    assert not guide.isVisible()


def test_a_workbook_is_brought_in_instead(qtbot: QtBot, show: Callable[[Workspace], OverviewPage], empty: Workspace):
    page = show(empty)
    with qtbot.waitSignal(page.session.wanted) as told:
        press(qtbot, page.dashboard.guide.bring)
    assert told.args == ["Import…"]


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
