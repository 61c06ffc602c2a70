"""A plan with one of everything: nothing that it says is in the plural."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import cli
from app.briefing.export import PAPERS, export
from app.domain.records import (
    Action,
    AgendaItem,
    Attendance,
    Audit,
    Body,
    BudgetLine,
    Component,
    Confidence,
    DateChange,
    Decision,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Override,
    Partner,
    PartnerReport,
    Programme,
    Provenance,
    Question,
    Reading,
    Recommendation,
    Risk,
    Section,
    Stage,
    StageAim,
    Statement,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from app.ui.chair import ChairWalk
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.workspace import Person, Workspace
from tests.app.briefing.reading import text_of

ANN = Person("Ann", "Officer")
TODAY = date(2018, 1, 31)
VERBS = ("has", "is", "was", "does", "serves", "needs", "hangs", "rests", "waits", "stands", "moves", "falls", "comes")
"""What may follow one of something and ends with an s."""
PLURAL = re.compile(
    rf"(?<![\w.,/–-])1 (?:(?!of\b)[a-z-]+ )?(?!(?:{'|'.join(VERBS)}|as|its|this)\b)[a-z]+(?<!s)s\b(?!-)"
)
"""One of something in the plural, an adjective between or not."""


def months(text: str) -> PartialDate:
    return PartialDate(text)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "one.goldthread", ANN, tmp_path / "backups", "Plan", today=lambda: TODAY)
    fill(made)
    yield made
    made.close()


def fill(workspace: Workspace) -> None:
    """One record of nearly every kind, in such a state that as much as can be is said of it."""
    add = workspace.draft
    theme = add(Theme, title="Leading well", focus="Lead")
    objective = add(Objective, theme=theme.id, title="Lead")
    recommendation = add(Recommendation, number=1, title="Lead better")
    body = add(Body, title="Board", meets="Every month")
    held = add(Meeting, body=body.id, day=date(2018, 1, 10), note="Held")
    action = add(Action, title="Recruit", due=months("2017-12"), percent=50, objective=objective.id, meeting=held.id,
                 progress="Begun")  # fmt: skip
    indicator = add(Indicator, title="Seen in time", target=Decimal(90), better="higher", key=True, owner="Cy")
    reading = add(Reading, indicator=indicator.id, period=months("2017-12"), value=Decimal(80), note="Snow")
    risk = add(Risk, title="Staff leave", likelihood=4, impact=5, target_likelihood=2, target_impact=2,
               review=months("2017-12"))  # fmt: skip
    visit = add(Visit, title="First visit", starts=months("2018-01-16"), ends=months("2018-01-17"), happened=True)
    stage = add(Stage, number=1, title="Begin", starts=months("2017-07"), ends=months("2018-06"))
    partner = add(Partner, title="A neighbour", focus="Practice")
    budget = add(BudgetLine, title="Growth", amount=Decimal(100))
    component = add(Component, number=1, title="Safe")
    workspace.save(
        theme, objective, recommendation, body, held, action, indicator, reading, risk, visit, stage, partner, budget,
        component, label="Begin",
    )  # fmt: skip
    workspace.save(
        add(Milestone, action=action.id, title="Advert out", due=months("2017-11")),
        add(DateChange, record=action.id, was=months("2017-10"), now=months("2017-12"), reason="Late", day=TODAY),
        add(NextStep, number=1, title="Appoint", period=months("2018")),
        add(AgendaItem, meeting=held.id, title="The plan", number=1),
        add(Attendance, meeting=held.id, role="Chair", note="Late"),
        add(Decision, meeting=held.id, title="Agreed"),
        add(Question, record=risk.id, text="Why so many?", by="Dee", day=TODAY),
        add(Finding, of=visit.id, title="Recording is late"),
        add(Audit, title="Dip sample", starts=months("2018-01")),
        add(PartnerReport, partner=partner.id, title="Report"),
        add(StageAim, stage=stage.id, title="Start well"),
        add(Statement, title="Morale", says="It is better", period=months("2018-01")),
        add(Section, title="Practice", body="Now {indicator:I-01 latest}."),
        add(Link, item=risk.id, serves=theme.id),
        add(Link, item=indicator.id, serves=theme.id),
        add(Link, item=action.id, serves=theme.id),
        add(Link, item=theme.id, serves=component.id),
        add(Override, record=theme.id, status="amber", reason="Too early", until=date(2018, 1, 30), by="Dee"),
        add(Confidence, record=recommendation.id, level="low", by="Dee", day=TODAY),
        add(Provenance, record=indicator.id, field="target", source="3.24"),
        label="Add the rest",
    )
    workspace.close_meeting(held)


def said_by(widget: QWidget) -> Iterator[str]:
    """All that a widget and what stands in it say, to the eye and to assistive software."""
    for part in (widget, *widget.findChildren(QWidget)):
        yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.windowTitle())
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        if isinstance(part, QComboBox):
            yield from (part.itemText(n) for n in range(part.count()))
        if isinstance(part, QTabBar):
            yield from (part.tabText(n) for n in range(part.count()))
        if isinstance(part, QAbstractItemView) and (model := part.model()) is not None:
            yield from cells(model, range(model.columnCount()) if isinstance(part, QTableView) else (0,))


def cells(model: QAbstractItemModel, columns: Iterable[int]) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for row in range(model.rowCount()):
        for column in columns:
            yield from (str(model.data(model.index(row, column), role) or "") for role in roles)


def plurals(texts: Iterator[str]) -> set[str]:
    """The texts that say one of something in the plural."""
    bare = (re.sub(r"<[^>]+>|&nbsp;", " ", text) for text in texts)
    return {text for text in bare if PLURAL.search(text)}


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(PLACES, ANN, tmp_path / "backups", lambda: workspace)
    qtbot.addWidget(made)
    made.resize(1600, 1000)
    made.show_plan(workspace)
    made.show()
    yield made
    made.close()


def test_no_screen_says_one_of_something_in_the_plural(window: MainWindow, workspace: Workspace):
    found: set[str] = set()

    def look_at() -> None:
        QApplication.processEvents()
        found.update(plurals(said_by(window)))

    for number in range(len(PLACES)):
        window.show_page(number)
        look_at()
        page = window.page()
        assert page is not None
        for tabs in page.findChildren(QTabBar):
            for tab in range(tabs.count()):
                tabs.setCurrentIndex(tab)
                look_at()
    for kind in (Programme, Theme, Objective, Recommendation, Action, Indicator, Risk, Visit, Finding, Meeting, Body,
                 Partner, Audit, BudgetLine, Section, Question, Decision, Component):  # fmt: skip
        for record in workspace.all(kind):
            window.open_target(record)
            look_at()
    window.menus["Read as chair"].trigger()
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    for step in range(len(walk.steps)):
        walk.go(step)
        look_at()
    assert found == set()


@pytest.mark.parametrize("template", PAPERS)
def test_no_paper_says_one_of_something_in_the_plural(workspace: Workspace, tmp_path: Path, template: str):
    path = tmp_path / "paper.pdf"
    before = workspace.before
    list(export(workspace.plan, path, before=before, since=workspace.last_meeting, template=template))
    text = text_of(path)
    assert [text[max(0, m.start() - 40) : m.end() + 10] for m in PLURAL.finditer(text)] == []


def test_no_command_says_one_of_something_in_the_plural(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    workspace.close()
    plan, copy = tmp_path / "one.goldthread", tmp_path / "copy.goldthread"
    copy.write_bytes(plan.read_bytes())
    sheet = tmp_path / "one.csv"
    sheet.write_text("Ref,Action,Owner,Due\n1,Train staff,Ann,soon\n", encoding="utf-8")
    for arguments in (
        ["set", copy, "R-01", "owner=Bo"],
        ["load", plan, copy],
        ["import", plan, sheet, "--kind", "actions"],
        ["since", plan, "--all"],
        ["history", plan],
        ["history", plan, "--json"],
        ["check", plan],
        ["erase", plan, "R-01", "--reason", "It names one", "--second", "Bea", "--author", "Ann", "--yes"],
    ):
        cli.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert plurals(iter((out + err).split("\n"))) == set()
