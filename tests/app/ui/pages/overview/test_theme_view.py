"""A theme in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    Confidence,
    Finding,
    Indicator,
    Link,
    Objective,
    Override,
    Question,
    Reading,
    Record,
    Risk,
    Statement,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.overview.theme_view import ThemeView
from app.workspace import Workspace
from tests.app.ui.hands import answering, press, type_into
from tests.app.ui.pages.overview.finding import named
from tests.app.ui.whole import cut_off, scrolling
from tests.demo_plan import open_demo


@pytest.fixture
def view(page: OverviewPage, workspace: Workspace) -> ThemeView:
    page.reveal(named(workspace, Theme, "Practice"))
    return page.theme_view


def said(view: ThemeView, kind: type[Record]) -> list[tuple[str, str]]:
    return [(line.title, line.second) for line in view.lists[kind].lines]


def test_its_items_stand_with_status_and_figures(view: ThemeView):
    assert said(view, Indicator) == [("Management oversight", "87.9 % against 95 %, 7.1 points below target")]
    assert view.lists[Indicator].lines[0].status == "red"
    (action,) = view.lists[Action].lines
    assert "0 of 1 milestone reached. Bo Lead" in action.more
    assert view.panels[Risk].nothing.text() == "No open risk is linked to it."
    assert not view.lists[Risk].isVisible()
    assert (
        view.header.subtitle.text() == "Theme 2. 2 of 2 items rated. No action due yet, 0 done, 40 % of the time gone"
    )


def test_everything_of_it_stands_on_one_screen(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    theme = named(workspace, Theme, "Practice")
    objective = workspace.draft(Objective, theme=theme.id, title="Lift the quality")
    visit = workspace.draft(Visit, title="Second visit", starts=PartialDate("2017-12-12"))
    made = workspace.draft(Finding, of=visit.id, title="Thresholds are applied", kind="progress")
    further = workspace.draft(Finding, of=visit.id, title="Caseloads should come down", kind="further")
    other = workspace.draft(Finding, of=visit.id, title="Analysis varies", kind="further")
    statement = workspace.draft(Statement, title="Referrals", says="Still rising.", moving="worsening")
    (adopt,) = workspace.all(Action)
    ties = [(made, theme), (further, theme), (other, theme), (statement, theme), (adopt, other)]
    workspace.save(
        objective, visit, made, further, other, statement, replace(adopt, objective=objective.id),
        *(workspace.draft(Link, item=item.id, serves=serves.id) for item, serves in ties), label="Fill it",
    )  # fmt: skip
    assert said(view, Objective) == [("Lift the quality", "0 of 1 action done")]
    assert said(view, Finding) == [
        ("Analysis varies", "Further progress needed. Answered by A-01"),
        ("Caseloads should come down", "Further progress needed. No action answers it"),
        ("Thresholds are applied", "Progress made"),
    ]
    assert {line.word for line in view.lists[Finding].lines} == {"12 Dec 2017"}
    assert said(view, Statement) == [("Referrals", "Still rising")]
    assert view.lists[Statement].lines[0].word == "worsening"
    shown = [view.status, view.words, *view.lists.values()]
    assert all(part.isVisible() for part in shown if part is not view.lists[Risk])
    assert list(scrolling(view)) == []


def test_the_boards_four_questions_are_answered_in_their_order(
    qtbot: QtBot, view: ThemeView, workspace: Workspace, page: OverviewPage
):
    (adopt,), oversight = workspace.all(Action), workspace.all(Indicator)[0]
    asked = workspace.draft(
        Question, record=oversight.id, text="What will hold it?", by="Chair", kind="question", day=date(2018, 1, 31)
    )
    figures = [
        workspace.draft(
            Reading, indicator=oversight.id, period=PartialDate(f"2017-{month:02}"), value=Decimal(40 + 2 * month)
        )
        for month in range(2, 10)
    ]
    report = replace(adopt, percent=60, reported=PartialDate("2018-01-24"))
    workspace.save(asked, report, *figures, label="Say how it goes")
    assert view.status.reason.text() == "Key indicator off track."
    assert [(row.title.text(), row.line.second) for row in view.why.rows] == [
        ("Management oversight", "87.9 % against 95 %, 7.1 points below target")
    ]
    assert [row.line.fact for row in view.changing.rows] == [
        "Bo Lead, due 31 Jan 2018, 60 % done, reported 24 Jan 2018"
    ]
    assert view.outlook.rows[0].line.fact.startswith("At the pace of the last ten readings it would")
    assert "Management oversight" in [row.line.title for row in view.since.rows]
    assert [row.line.title for row in view.to_ask.rows] == ["What will hold it?"]
    answers = [
        view.status,
        view.why,
        view.changing,
        view.since,
        view.to_ask,
        view.panels[Indicator],
        view.panels[Action],
    ]
    heights = [part.mapTo(view, QPoint()).y() for part in answers]
    assert heights == sorted(heights)


def test_no_owner_is_said_once(view: ThemeView, workspace: Workspace):
    practice = named(workspace, Theme, "Practice")
    made = [workspace.draft(Action, title=f"Do {n}", due=PartialDate("2018-06")) for n in range(10)]
    links = [workspace.draft(Link, item=action.id, serves=practice.id) for action in made]
    workspace.save(*made, *links, label="Ten actions")
    assert view.owners.text() == "No owner: 10 of 11"
    assert [label.text() for label in view.findChildren(QLabel) if "owner" in label.text().lower()] == [
        view.owners.text()
    ]


def test_all_of_a_theme_is_whole_and_scrolls_as_one_on_a_small_laptop(
    qtbot: QtBot, tmp_path: Path, show: Callable[[Workspace], OverviewPage]
):
    plan = open_demo(tmp_path)
    page = show(plan)
    page.window().resize(1104, 692)
    for theme in plan.all(Theme):
        page.reveal(theme)
        view = page.theme_view
        press(qtbot, view.story)
        for shown in (view.why, view.changing, view.outlook, view.since, view.to_ask, *view.lists.values()):
            while shown.more.isVisible():
                shown.more.click()
            for row in shown.rows:
                if row.line.target is not None:
                    with qtbot.waitSignal(page.opened) as told:
                        row.click()
                    assert told.args == [row.line.target]
                    page.reveal(theme)
            assert [row.line.title for row in shown.rows if row.line.target is None] == []
        for _ in range(4):
            QApplication.processEvents()
        assert cut_off(view) == []
        assert list(scrolling(page)) == []
        press(qtbot, view.story)
    plan.close()


@pytest.mark.parametrize("kind", [Indicator, Action])
def test_a_line_opens_its_record(qtbot: QtBot, view: ThemeView, page: OverviewPage, workspace: Workspace, kind):
    with qtbot.waitSignal(page.opened) as told:
        press(qtbot, view.lists[kind].rows[0])
    assert told.args == [workspace.all(kind)[0]]


def test_sources_history_and_thread_are_one_press_away(qtbot: QtBot, view: ThemeView, page: OverviewPage):
    assert not view.history.isVisible()
    press(qtbot, view.story)
    assert view.history.isVisible()
    assert view.strands.isVisible()
    press(qtbot, view.story)
    assert view.words.isVisible()


def test_its_words_are_shown_as_they_are(view: ThemeView, page: OverviewPage, workspace: Workspace):
    page.reveal(named(workspace, Theme, "Leadership"))
    assert "Governance & challenge" in [label.text() for label in view.words.findChildren(QLabel)]
    assert "Strong leadership" in [row.row.text for row in view.strands.rows.values()]


def test_what_the_report_alone_gives_stands_beside(view: ThemeView, page: OverviewPage, workspace: Workspace):
    assert not view.status.alone.isVisible()
    page.reveal(named(workspace, Theme, "Leadership"))
    assert view.status.line.badge.status == "red"
    assert view.status.alone.text().startswith("The report alone: 0 of 1 item rated")


def test_a_status_is_set_by_hand_and_let_go_again(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    def set_green(dialog):
        box = dialog.form.fields["status"].control
        qtbot.keyClicks(box, "On")
        type_into(qtbot, dialog.form.fields["reason"].control, "January is better")
        press(qtbot, dialog.save_button)

    with answering(set_green):
        press(qtbot, view.buttons[operations.set_status])
    assert view.status.line.badge.status == "green"
    assert view.status.reason.text() == "January is better"
    assert view.status.by_hand.text() == "Set by Ann Officer, Programme manager, until 20 Mar 2018."
    press(qtbot, view.status.lift)
    assert view.status.line.badge.status == "red"
    assert workspace.all(Override) == ()


def test_a_status_set_by_hand_that_expired_says_so(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    theme = named(workspace, Theme, "Practice")
    held = workspace.draft(
        Override, record=theme.id, status="green", reason="It was better", until=date(2018, 1, 30), by="Chair"
    )
    workspace.save(held, label="Set")
    assert view.status.line.badge.status == "red"
    assert view.status.expired.text() == (
        "On track, set by Chair, held until 30 Jan 2018 and no longer stands: It was better"
    )
    press(qtbot, view.status.lift)
    assert not view.status.expired.isVisible()


def test_the_confidence_is_judged_with_name_and_day(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    def judge(dialog):
        qtbot.keyClicks(dialog.form.fields["level"].control, "Low")
        type_into(qtbot, dialog.form.fields["reason"].control, "Few social workers apply")
        press(qtbot, dialog.save_button)

    with answering(judge):
        press(qtbot, view.buttons[operations.judge_confidence])
    assert view.status.confidence.text() == (
        "Confidence in the outcome: low, judged by Ann Officer, Programme manager on 31 Jan 2018. "
        "Few social workers apply."
    )
    assert len(workspace.all(Confidence)) == 1


@pytest.mark.parametrize("kind", [Indicator, Action, Risk, Objective, Statement])
def test_an_added_item_belongs_to_the_theme(qtbot: QtBot, view: ThemeView, workspace: Workspace, kind):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "Something new")
        if kind is Statement:
            type_into(qtbot, dialog.form.fields["says"].control, "It rises.")
        press(qtbot, dialog.save_button)

    spoken = f"Add {'an' if kind.NAME[0] in 'AIO' else 'a'} {kind.NAME.lower()}"
    add = next(button for button in view.buttons.values() if button.accessibleName() == spoken)
    with answering(write):
        press(qtbot, add)
    assert "Something new" in [title for title, _ in said(view, kind)]
    workspace.undo()
    assert "Something new" not in [item.title for item in workspace.all(kind)]


def test_an_existing_item_is_linked(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    theme, risk = named(workspace, Theme, "Practice"), workspace.all(Risk)[0]

    def choose(dialog):
        qtbot.keyClicks(dialog.form.fields["item"].control, risk.name[:4])
        press(qtbot, dialog.save_button)

    links = len(workspace.all(Link))
    with answering(choose):
        press(qtbot, view.buttons[operations.LINK[Risk]])
    assert workspace.plan.serving(theme, Risk) == (risk,)
    assert len(workspace.all(Link)) == links + 1
    assert not view.buttons[operations.LINK[Risk]].isVisible(), "every risk is linked"


def test_the_theme_is_edited(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "A robust model of practice")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.buttons[operations.edit])
    assert "A robust model of practice" in [theme.title for theme in workspace.all(Theme)]
    assert view.header.title.text() == "A robust model of practice"
    assert workspace.history()[0].label == "Edit Theme 2: A robust model of practice"
