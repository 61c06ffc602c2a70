"""From an empty plan, one record of every kind is made, edited, linked, undone and removed, where a person does it.

Each step begins at the rail; the form is reached with at most two presses after it. What a record needs to exist,
such as the theme of an objective, is there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.records import (
    KINDS,
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    Audit,
    AuditGrade,
    Benchmark,
    Body,
    BudgetLine,
    Category,
    Component,
    Confidence,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    IndicatorSet,
    IssuedPaper,
    Link,
    Meeting,
    Milestone,
    Mitigation,
    NextStep,
    Objective,
    Override,
    Partner,
    PartnerReport,
    Programme,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Rebase,
    Recommendation,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    Scoring,
    Section,
    Settlement,
    Stage,
    StageAim,
    Statement,
    TargetStep,
    Theme,
    Thresholds,
    Visit,
    rules,
)
from app.domain.records import (
    Control as RiskControl,
)
from app.domain.schedule import PartialDate
from app.domain.thread import LINKS
from app.ui import look, operations
from app.ui.chair import ChairWalk
from app.ui.dialogs.erase import Choices
from app.ui.dialogs.scale import ScaleDialog
from app.ui.main_window import MainWindow
from app.ui.operations import Act
from app.ui.page import Page
from app.ui.pages import PLACES
from app.ui.pages.compose import PapersPage
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.indicators.around import Benchmarks, NewLimits, TargetSteps
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.money import MoneyPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.overview.programme_view import ProgrammeView
from app.ui.pages.overview.theme_view import ThemeView
from app.ui.pages.plan import PlanPage
from app.ui.pages.report import ReportPage
from app.ui.pages.risks import RisksPage
from app.ui.pages.risks.categories import CategoriesDialog
from app.ui.pages.risks.parts import Controls, Mitigations, Scores
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import BothFindings, GradesPart, Reports
from app.ui.pages.thread import ThreadPage
from app.ui.record.panel import RecordPanel
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.record_menu import RecordMenu, record_at
from app.ui.widgets.record_table import RecordTable
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, Left, answering, choose, click_row, press, type_into, windows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform

ANN = Person("Ann Officer", "Programme manager")
MOST = 2
"""Presses after the rail, until the form is there."""
R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Page)


class Hands:
    """A person in front of the window, and what they have pressed since they were at the rail."""

    def __init__(self, qtbot: QtBot, window: MainWindow, workspace: Workspace, folder: Path):
        self.qtbot, self.window, self.workspace, self.folder = qtbot, window, workspace, folder
        self.presses = 0

    # -- what is in the plan

    def have(self, kind: type[R], /, **values: Any) -> R:
        """Put a record into the plan that another one needs."""
        made = self.workspace.draft(kind, **values)
        self.workspace.save(made, label="Have what is needed")
        return made

    def one(self, kind: type[R]) -> R:
        """The only record of a kind."""
        (found,) = self.workspace.all(kind)
        return found

    # -- going there

    def go(self, kind: type[P]) -> P:
        """Press the page's word in the rail."""
        self.presses = 0
        number = next(n for n, place in enumerate(PLACES) if place.load() is kind)
        self.wake()
        self.qtbot.mouseClick(self.window.rail.buttons[number], Left)
        page = self.window.page()
        assert isinstance(page, kind)
        assert page.isVisible()
        return page

    def press(self, button: QAbstractButton) -> None:
        """Press a button."""
        self.presses += 1
        self.qtbot.waitUntil(button.isVisible)
        press(self.qtbot, button)

    def find(self, parent: QWidget, word: str) -> QPushButton:
        """The button that says this, once it is seen: some are made anew with what they stand beside."""

        def seen() -> list[QPushButton]:
            return [b for b in parent.findChildren(QPushButton) if b.text() == word and b.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()))
        (found,) = seen()
        return found

    def tab(self, words: QTabBar, number: int) -> None:
        """Press the word of a view, unless it is shown already."""
        assert words.isVisible()
        if words.currentIndex() != number:
            self.presses += 1
            self.qtbot.mouseClick(words, Left, pos=words.tabRect(number).center())
        assert words.currentIndex() == number

    def row(self, table: RecordTable[Any], record: Record) -> None:
        """Press a record's row."""
        assert table.isVisible()
        self.presses += 1
        click_row(self.qtbot, table, record.id)

    def new(self, page: PlanPage, word: str) -> None:
        """Press New on the page of the plan, and a line of its menu."""

        def choose() -> None:
            menu = page.adding
            line = next(line for line in menu.actions() if line.text() == word)
            assert line.isEnabled()
            self.presses += 1
            self.qtbot.mouseClick(menu, Left, pos=menu.actionGeometry(line).center())

        QTimer.singleShot(0, choose)
        self.press(page.new)
        self.wake()

    # -- writing

    def writes(self, **typed: str) -> Callable[[Any], None]:
        """The person in front of a form, who fills in some fields and saves."""

        def act(dialog: Any) -> None:
            self.is_near()
            for button in dialog.findChildren(QAbstractButton):
                assert "erase" not in button.text().casefold(), "that lives in the menu of each record"
            for name, text in typed.items():
                self.fill(dialog.form.fields[name].control, text)
            press(self.qtbot, dialog.save_button)
            assert dialog.saved is not None, [field.problem() for field in dialog.form.fields.values()]

        return act

    def takes_out(self, dialog: Any) -> None:
        """The person in front of a form from which the record is taken out of the plan."""
        self.is_near()
        press(self.qtbot, dialog.remove_button)

    def fill(self, control: QWidget, text: str) -> None:
        """Type into a field; choose from a box by typing; tick one with the space bar."""
        assert control.isVisible()
        control.setFocus()
        if isinstance(control, QCheckBox):
            self.qtbot.keyClick(control, Key.Key_Space)
        elif isinstance(control, QComboBox):
            self.qtbot.keyClicks(control, text)
            assert control.currentText() == text
        else:
            type_into(self.qtbot, control, text)
            assert isinstance(control, QPlainTextEdit) or text in control.property("text")

    def choose(self, more: RecordMenu, act: Act) -> None:
        """Press “…” and what is to be done; the menu and its line are one thing to find."""
        self.presses += 1
        self.qtbot.waitUntil(more.isVisible)
        choose(more, act)

    def name(self, line: QWidget, text: str) -> None:
        """Name a record by typing, to link it."""
        self.is_near()
        self.qtbot.waitUntil(line.isVisible)
        line.setFocus()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Key.Key_Return)

    def is_near(self) -> None:
        """At most two presses from the rail."""
        assert self.presses <= MOST

    def dialog(self, reach: Callable[[], None], act: Callable[[Any], None]) -> None:
        """Reach a form, and do something in it."""
        with answering(act):
            reach()
        self.wake()

    # -- undoing

    def undo(self) -> None:
        self._key(Key.Key_Z)

    def redo(self) -> None:
        self._key(Key.Key_Y)

    def _key(self, key: Qt.Key) -> None:
        page = self.window.page()
        assert page is not None
        self.wake()
        page.setFocus()  # in a line of text it would undo the typing
        self.qtbot.keyClick(page, key, Control)

    def wake(self) -> None:
        """The window has the keyboard again, which a dialog or a menu had."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)


Step = Callable[[Hands], None]


@dataclass(frozen=True)
class Way:
    """How a person deals with a kind of record.

    Attributes:
        make, edit: through its form.
        remove: where it stands; None for what a plan always has.
        needs: puts there what it needs.
        to: puts there what it is linked to.
        link: to that; None for what cannot be linked.
        begins_with: the plan's title; a plan without one holds nothing at all.
    """

    make: Step
    edit: Step | None
    remove: Step | None
    needs: Step = lambda _hands: None
    to: Step = lambda _hands: None
    link: Step | None = None
    begins_with: str = "Getting to good"


# -- the programme


def the_programme(hands: Hands) -> ProgrammeView:
    page = hands.go(OverviewPage)
    hands.press(page.dashboard.header)
    return page.programme_view


def write_programme(title: str, field: str = "title") -> Step:
    return lambda hands: hands.dialog(
        lambda: hands.press(the_programme(hands).buttons[operations.edit]), hands.writes(**{field: title})
    )


def write_thresholds(days: str) -> Step:
    return lambda hands: hands.dialog(
        lambda: hands.press(the_programme(hands).thresholds), hands.writes(overdue_days=days)
    )


def of_programme(kind: type[Record]) -> Step:
    """Press a stage or an aim."""
    return lambda hands: hands.press(the_programme(hands).rows[hands.one(kind).id])


def add_aim(hands: Hands) -> None:
    view = the_programme(hands)
    hands.press(hands.find(view, "Add an aim"))


PROGRAMME: dict[type[Record], Way] = {
    Programme: Way(
        make=write_programme("Getting to good"),
        edit=write_programme("County", "council"),
        remove=None,
        begins_with="",
    ),
    Thresholds: Way(make=write_thresholds("7"), edit=write_thresholds("21"), remove=None, begins_with=""),
    Stage: Way(
        make=lambda h: h.dialog(lambda: h.press(the_programme(h).add_stage), h.writes(title="Stabilise")),
        edit=lambda h: h.dialog(lambda: of_programme(Stage)(h), h.writes(starts="July 2017")),
        remove=lambda h: h.choose(the_programme(h).menus[h.one(Stage).id], operations.remove),
    ),
    StageAim: Way(
        needs=lambda h: void(h.have(Stage, title="Stabilise")),
        make=lambda h: h.dialog(lambda: add_aim(h), h.writes(title="A front door that works")),
        edit=lambda h: h.dialog(lambda: of_programme(StageAim)(h), h.writes(progress="It is open.")),
        remove=lambda h: h.choose(the_programme(h).menus[h.one(StageAim).id], operations.remove),
    ),
}


def void(_made: object) -> None:
    """Of what is put there only that it is there matters."""


# -- themes and what is judged of them


def the_theme(hands: Hands) -> ThemeView:
    page = hands.go(OverviewPage)
    hands.press(page.dashboard.cards[0])
    return page.theme_view


def link_theme(hands: Hands) -> None:
    view = the_theme(hands)
    hands.press(view.story)
    hands.name(view.strands.line, "strong leaders")


def link_component(hands: Hands) -> None:
    page = hands.go(ThreadPage)
    hands.press(page.cell.make)


def needs_theme(hands: Hands) -> None:
    hands.have(Theme, title="Leadership")


def needs_component(hands: Hands) -> None:
    hands.have(Component, title="Strong leaders")


def needs_recommendation(hands: Hands) -> None:
    hands.have(Recommendation, title="Fill the posts")


def needs_indicator(hands: Hands) -> None:
    hands.have(Indicator, title="Oversight", target=Decimal(95))


THEMES: dict[type[Record], Way] = {
    Theme: Way(
        make=lambda h: h.dialog(
            lambda: h.press(h.go(OverviewPage).dashboard.guide.steps[Theme].button), h.writes(title="Leadership")
        ),
        edit=lambda h: h.dialog(lambda: h.press(the_theme(h).buttons[operations.edit]), h.writes(focus="Oversight")),
        to=needs_component,
        link=link_theme,
        remove=lambda h: h.choose(the_theme(h).more, operations.remove),
    ),
    Component: Way(
        needs=needs_theme,
        make=lambda h: h.dialog(lambda: h.press(h.go(ThreadPage).new), h.writes(title="Strong leaders")),
        edit=lambda h: h.dialog(lambda: h.press(h.go(ThreadPage).cell.edit), h.writes(title="Leaders who listen")),
        link=link_component,
        remove=lambda h: h.choose(h.go(ThreadPage).cell.more, operations.remove),
    ),
    Override: Way(
        needs=needs_theme,
        make=lambda h: h.dialog(
            lambda: h.press(the_theme(h).buttons[operations.set_status]),
            h.writes(status="At risk", reason="The board is new"),
        ),
        edit=lambda h: h.dialog(
            lambda: h.press(the_theme(h).buttons[operations.set_status]), h.writes(reason="The board is quite new")
        ),
        remove=lambda h: h.press(the_theme(h).status.lift),
    ),
    Confidence: Way(
        needs=needs_theme,
        make=lambda h: h.dialog(
            lambda: h.press(the_theme(h).buttons[operations.judge_confidence]), h.writes(level="Medium")
        ),
        edit=lambda h: h.dialog(
            lambda: h.press(the_theme(h).buttons[operations.judge_confidence]), h.writes(level="High")
        ),
        remove=lambda h: h.dialog(lambda: h.press(the_theme(h).buttons[operations.judge_confidence]), h.takes_out),
    ),
}


# -- the plan


def needs_action(hands: Hands, title: str = "Recruit all year") -> None:
    hands.have(Action, title=title, due=PartialDate("2018-03-31"))


def needs_two_actions(hands: Hands) -> None:
    needs_action(hands)
    needs_action(hands, "Mend the data")


def row_of_plan(hands: Hands, page: PlanPage, record: Record) -> None:
    """Press a record's row in the tree, where an action stands once under each theme that it serves."""
    key = next(row.key for row in page.tree.records.rows if row.record is not None and row.record.id == record.id)
    assert page.tree.isVisible()
    hands.presses += 1
    click_row(hands.qtbot, page.tree, key)


def the_action(hands: Hands) -> PlanPage:
    """Press the first action; without a theme, it stands under "Serving no theme"."""
    page = hands.go(PlanPage)
    action = min(hands.workspace.all(Action), key=lambda a: a.ref)
    row_of_plan(hands, page, action)
    assert page.panel.action == action
    return page


def the_objective(hands: Hands) -> PlanPage:
    page = hands.go(PlanPage)
    row_of_plan(hands, page, hands.one(Objective))
    return page


def the_step(hands: Hands) -> PlanPage:
    page = hands.go(PlanPage)
    hands.tab(page.tabs.words, 3)
    return page


def from_menu(word: str, **typed: str) -> Step:
    return lambda hands: hands.dialog(lambda: hands.new(hands.go(PlanPage), word), hands.writes(**typed))


def re_own_action(hands: Hands) -> None:
    fields = the_action(hands).panel.form.fields
    hands.is_near()
    hands.fill(fields["owner"].control, "Head of service")
    hands.qtbot.keyClick(fields["owner"].control, Key.Key_Tab)


def link_action(hands: Hands) -> None:
    hands.name(the_action(hands).panel.ties.line, "recommendation 1")


def link_objective(hands: Hands) -> None:
    hands.name(hands.go(IndicatorsPage).indicators.panel.strands.line, "O-01")


def link_step(hands: Hands) -> None:
    hands.name(the_step(hands).steps.panel.add_action.line, "A-01")


def in_action(items: str, kind: type[Record], act: Act | None = None) -> Step:
    """Do something with a record that belongs to the first action, from its menu; without an act, press it."""

    def step(hands: Hands) -> None:
        panel = the_action(hands).panel
        part, key = getattr(panel, items), hands.one(kind).id
        panel.area.ensureWidgetVisible(part.opening[key])
        if act is None:
            hands.press(part.opening[key])
        else:
            hands.choose(part.menus[key], act)

    return step


PLAN: dict[type[Record], Way] = {
    Objective: Way(
        needs=needs_theme,
        make=from_menu("Objective…", title="A permanent workforce"),
        edit=lambda h: h.dialog(lambda: h.press(the_objective(h).group.edit), h.writes(title="A settled workforce")),
        to=needs_indicator,
        link=link_objective,
        remove=lambda h: h.choose(the_objective(h).group.more, operations.remove),
    ),
    Action: Way(
        make=lambda h: h.dialog(lambda: h.press(h.go(PlanPage).first_action), h.writes(title="Recruit all year")),
        edit=re_own_action,
        to=needs_recommendation,
        link=link_action,
        remove=lambda h: h.choose(the_action(h).panel.more, operations.remove),
    ),
    Milestone: Way(
        needs=needs_action,
        make=from_menu("Milestone…", title="Campaign begun", action="A-01"),
        edit=lambda h: h.dialog(lambda: in_action("milestones", Milestone)(h), h.writes(due="30 Apr 2018")),
        remove=in_action("milestones", Milestone, operations.remove),
    ),
    Dependency: Way(
        needs=needs_two_actions,
        make=from_menu("What waits for what…", action="A-01", waits_for="A-02"),
        edit=lambda h: h.dialog(
            lambda: in_action("waits", Dependency, operations.edit)(h), h.writes(why="Vacancies must be known")
        ),
        remove=in_action("waits", Dependency, operations.remove),
    ),
    DateChange: Way(
        needs=needs_action,
        make=from_menu("Move the due date…", record="A-01", now="31 May 2018", reason="Few applied"),
        edit=lambda h: h.dialog(
            lambda: in_action("dates", DateChange, operations.edit)(h), h.writes(reason="Too few applied")
        ),
        remove=in_action("dates", DateChange, operations.remove),
    ),
    NextStep: Way(
        make=from_menu("Next step…", title="A recruitment strategy"),
        edit=lambda h: h.dialog(lambda: h.press(the_step(h).steps.panel.edit), h.writes(period="April 2018")),
        to=needs_action,
        link=link_step,
        remove=lambda h: h.choose(the_step(h).steps.panel.more, operations.remove),
    ),
}


# -- indicators and risks


def the_indicator(hands: Hands) -> RecordPanel[Any]:
    """The only indicator is shown."""
    return hands.go(IndicatorsPage).indicators.panel


def needs_reading(hands: Hands) -> None:
    needs_indicator(hands)
    hands.have(Reading, indicator=hands.one(Indicator).id, period=PartialDate("2017-12"), value=Decimal("87.9"))


def link_indicator(hands: Hands) -> None:
    hands.name(hands.go(IndicatorsPage).indicators.panel.strands.line, "recommendation 1")


def says_source(source: str) -> Step:
    """Correct the reading: say where its figure comes from."""

    def step(hands: Hands) -> None:
        def write(dialog: Any) -> None:
            hands.is_near()
            hands.fill(dialog.source.line.control, source)
            press(hands.qtbot, dialog.save_button)

        def reach() -> None:
            hands.press(hands.go(IndicatorsPage).indicators.readings.correct_button)

        hands.dialog(reach, write)

    return step


def the_risk(hands: Hands) -> RisksPage:
    page = hands.go(RisksPage)
    hands.row(page.risks.table, hands.one(Risk))
    return page


def re_own_risk(hands: Hands) -> None:
    owner = the_risk(hands).risks.fields.form.fields["owner"].control
    hands.is_near()
    hands.fill(owner, "Director")
    hands.qtbot.keyClick(owner, Key.Key_Tab)


def part_of_risk(kind: type[Record]) -> Callable[[Hands], Any]:
    """The part of the panel of a risk that holds what is of a kind."""

    def part(hands: Hands) -> Any:
        panel = the_risk(hands).risks.panel
        found = panel.part({Mitigation: Mitigations, RiskControl: Controls, Scoring: Scores}[kind])
        panel.area.ensureWidgetVisible(found)
        return found

    return part


def in_part(
    part: Callable[[Hands], Any], kind: type[Record], needs: Step, first: dict[str, str], then: dict[str, str]
) -> Way:
    """The way of what belongs to a record, and has its line in the panel of that."""
    return Way(
        needs=needs,
        make=lambda h: h.dialog(lambda: h.press(part(h).add_button), h.writes(**first)),
        edit=lambda h: h.dialog(lambda: h.press(part(h).lines[h.one(kind).id]), h.writes(**then)),
        remove=lambda h: h.choose(part(h).menus[h.one(kind).id], operations.remove),
    )


def around_indicator(kind: type[Record], first: dict[str, str], then: dict[str, str]) -> Way:
    return in_part(part_of_indicator(kind), kind, needs_indicator, first, then)


def part_of_indicator(kind: type[Record]) -> Callable[[Hands], Any]:
    """The part of the panel of the only indicator that holds what is of a kind."""

    def part(hands: Hands) -> Any:
        panel = the_indicator(hands)
        found = panel.part({TargetStep: TargetSteps, Benchmark: Benchmarks, Rebase: NewLimits}[kind])
        panel.area.ensureWidgetVisible(found)
        return found

    return part


def sets(hands: Hands) -> Any:
    """The register of the sets of indicators."""
    page = hands.go(IndicatorsPage)
    hands.tab(page.tabs.words, 1)
    return page.register


def in_risk(kind: type[Record], first: dict[str, str], then: dict[str, str]) -> Way:
    return in_part(part_of_risk(kind), kind, lambda h: void(h.have(Risk, title="Staff leave")), first, then)


def of_categories(button: Callable[[CategoriesDialog], QPushButton], **typed: str) -> Step:
    """Press a button in the list of categories, and fill in what it opens."""

    def work(hands: Hands, dialog: CategoriesDialog) -> None:
        if typed:
            with answering(hands.writes(**typed)):
                hands.press(button(dialog))
        else:
            hands.press(button(dialog))
            hands.is_near()

    return lambda hands: hands.dialog(
        lambda: hands.press(hands.go(RisksPage).categories), lambda dialog: work(hands, dialog)
    )


def of_scale(set_it: Callable[[Hands, ScaleDialog], object]) -> Step:
    """Open the scale of the risks, set something, and save it."""

    def work(hands: Hands, dialog: ScaleDialog) -> None:
        set_it(hands, dialog)
        hands.press(dialog.save)

    return lambda hands: hands.dialog(
        lambda: hands.press(hands.go(RisksPage).scale), lambda dialog: work(hands, dialog)
    )


def link_risk(hands: Hands) -> None:
    hands.name(the_risk(hands).risks.panel.strands.line, "recommendation 1")


MEASURED: dict[type[Record], Way] = {
    Indicator: Way(
        make=lambda h: h.dialog(
            lambda: h.press(h.go(IndicatorsPage).indicators.empty.button), h.writes(title="Oversight")
        ),
        edit=lambda h: h.dialog(lambda: h.press(the_indicator(h).buttons[operations.edit]), h.writes(target="95")),
        to=needs_recommendation,
        link=link_indicator,
        remove=lambda h: h.choose(the_indicator(h).more, operations.remove),
    ),
    Reading: Way(
        needs=needs_indicator,
        make=lambda h: h.dialog(
            lambda: h.press(the_indicator(h).buttons[operations.enter_reading]),
            h.writes(period="December 2017", value="87.9"),
        ),
        edit=lambda h: h.dialog(
            lambda: h.press(h.go(IndicatorsPage).indicators.readings.correct_button),
            h.writes(value="88.2", restated="Typing error"),
        ),
        remove=lambda h: h.choose(h.go(IndicatorsPage).indicators.readings.menu, operations.remove),
    ),
    TargetStep: around_indicator(TargetStep, {"starts": "April 2018", "target": "97"}, {"note": "As agreed in March"}),
    Benchmark: around_indicator(
        Benchmark, {"who": "England", "period": "2017/18", "value": "84"}, {"note": "Published in November"}
    ),
    Rebase: around_indicator(
        Rebase,
        {"starts": "April 2018", "title": "New recording", "reason": "Visits are recorded by another team."},
        {"title": "Another recording"},
    ),
    IndicatorSet: Way(
        make=lambda h: h.dialog(lambda: h.press(sets(h).new_button), h.writes(title="Workforce")),
        edit=lambda h: h.dialog(
            lambda: h.press(sets(h).panel.buttons[operations.edit]), h.writes(note="They move together")
        ),
        to=needs_indicator,
        link=lambda h: h.name(sets(h).panel.strands.line, "oversight"),
        remove=lambda h: h.choose(sets(h).panel.more, operations.remove),
    ),
    Provenance: Way(
        needs=needs_reading, make=says_source("3.24"), edit=says_source("Minutes of June"), remove=says_source("")
    ),
    Category: Way(
        make=of_categories(lambda dialog: dialog.new, title="Workforce"),
        edit=of_categories(lambda dialog: next(iter(dialog.editing.values())), appetite="9"),
        remove=of_categories(lambda dialog: next(iter(dialog.removing.values()))),
    ),
    ScaleLevel: Way(
        make=of_scale(lambda h, dialog: h.fill(dialog.words["likelihood", 4], "Probable")),
        edit=of_scale(lambda h, dialog: h.fill(dialog.meanings["likelihood", 4], "More than once a year")),
        remove=None,
    ),
    ScaleCell: Way(
        make=of_scale(lambda h, dialog: h.qtbot.keyClick(dialog.grid, Key.Key_H)),
        edit=of_scale(lambda h, dialog: h.qtbot.keyClick(dialog.grid, Key.Key_M)),
        remove=None,
    ),
    Mitigation: in_risk(Mitigation, {"title": "Exit interviews"}, {"title": "Exit interviews for all"}),
    RiskControl: in_risk(RiskControl, {"title": "Market supplement"}, {"effectiveness": "Partly effective"}),
    Scoring: in_risk(
        Scoring, {"day": "Jan 2018", "likelihood": "4  Likely", "impact": "5  Severe"}, {"reason": "Two left"}
    ),
    Risk: Way(
        make=lambda h: h.dialog(lambda: h.press(h.go(RisksPage).risks.empty.button), h.writes(title="Staff leave")),
        edit=re_own_risk,
        to=needs_recommendation,
        link=link_risk,
        remove=lambda h: h.choose(the_risk(h).risks.panel.more, operations.remove),
    ),
}


# -- scrutiny


def scrutiny(hands: Hands, number: int) -> Any:
    """A view of the page of scrutiny: recommendations, visits, letters, partners, audits."""
    page = hands.go(ScrutinyPage)
    hands.tab(page.tabs.words, number)
    return page.register


def makes(number: int, **typed: str) -> Step:
    return lambda hands: hands.dialog(lambda: hands.press(scrutiny(hands, number).new_button), hands.writes(**typed))


def edits(number: int, **typed: str) -> Step:
    return lambda hands: hands.dialog(
        lambda: hands.press(scrutiny(hands, number).panel.buttons[operations.edit]), hands.writes(**typed)
    )


def removes(number: int) -> Step:
    return lambda hands: hands.choose(scrutiny(hands, number).panel.more, operations.remove)


def needs_visit(hands: Hands) -> None:
    hands.have(Visit, title="First visit")


def needs_partner(hands: Hands) -> None:
    hands.have(Partner, title="Another council")


def unfolded(hands: Hands, number: int, kind: type[Record]) -> Any:
    """A finding or a report, unfolded where it stands."""
    panel = scrutiny(hands, number).panel
    if number == VISITS:
        both = panel.part(BothFindings)
        groups = [both.made.entries, both.needed.entries]
    else:
        groups = [panel.part(Reports).entries]

    def entry() -> Any:
        return next(found for group in groups if (found := group.entry_of(hands.one(kind).id)) is not None)

    if not entry().unfolded:
        hands.press(entry().head)
    assert entry().unfolded
    return entry()


def tool(hands: Hands, number: int, kind: type[Record], word: str) -> None:
    hands.press(unfolded(hands, number, kind).findChild(QPushButton, word))


def removes_in(number: int, kind: type[Record]) -> Step:
    return lambda hands: hands.choose(unfolded(hands, number, kind).findChild(RecordMenu), operations.remove)


def link_recommendation(hands: Hands) -> None:
    hands.name(scrutiny(hands, RECOMMENDATIONS).panel.strands.line, "A-01")


def link_visit(hands: Hands) -> None:
    hands.name(scrutiny(hands, VISITS).panel.strands.line, "oversight")


def link_finding(hands: Hands) -> None:
    hands.name(unfolded(hands, VISITS, Finding).findChild(ThreadPanel).line, "A-01")


def link_partner(hands: Hands) -> None:
    hands.name(scrutiny(hands, PARTNERS).panel.strands.line, "theme 1")


def take_a_file(hands: Hands) -> None:
    path = hands.folder / "letter.txt"
    path.write_text("Dear Director")

    def write(dialog: Any) -> None:
        hands.is_near()
        hands.fill(dialog.file.field.control, str(path))
        hands.fill(dialog.form.fields["record"].control, "first visit")
        press(hands.qtbot, dialog.save_button)
        assert dialog.made is not None

    hands.dialog(lambda: hands.press(scrutiny(hands, LETTERS).new_button), write)


RECOMMENDATIONS, VISITS, LETTERS, PARTNERS, AUDITS = range(5)
SCRUTINY: dict[type[Record], Way] = {
    Recommendation: Way(
        make=makes(RECOMMENDATIONS, title="Fill the posts"),
        edit=edits(RECOMMENDATIONS, owner="Director"),
        to=needs_action,
        link=link_recommendation,
        remove=removes(RECOMMENDATIONS),
    ),
    Visit: Way(
        make=makes(VISITS, title="First visit"),
        edit=edits(VISITS, focus="Care"),
        to=needs_indicator,
        link=link_visit,
        remove=removes(VISITS),
    ),
    Finding: Way(
        needs=needs_visit,
        make=lambda h: h.dialog(
            lambda: h.press(scrutiny(h, VISITS).panel.part(BothFindings).needed.add_button),
            h.writes(title="Plans are late"),
        ),
        edit=lambda h: h.dialog(lambda: tool(h, VISITS, Finding, "Edit"), h.writes(title="Plans come late")),
        to=needs_action,
        link=link_finding,
        remove=removes_in(VISITS, Finding),
    ),
    Audit: Way(make=makes(AUDITS, title="Case audit"), edit=edits(AUDITS, summary="Mixed"), remove=removes(AUDITS)),
    AuditGrade: in_part(
        lambda h: scrutiny(h, AUDITS).panel.part(GradesPart),
        AuditGrade,
        lambda h: void(h.have(Audit, title="Case audit")),
        {"grade": "Good", "number": "12"},
        {"team": "North"},
    ),
    Partner: Way(
        make=makes(PARTNERS, title="Another council"),
        edit=edits(PARTNERS, focus="Supervision"),
        to=needs_theme,
        link=link_partner,
        remove=removes(PARTNERS),
    ),
    PartnerReport: Way(
        needs=needs_partner,
        make=lambda h: h.dialog(
            lambda: h.press(scrutiny(h, PARTNERS).panel.part(Reports).add_button), h.writes(title="First report")
        ),
        edit=lambda h: h.dialog(lambda: tool(h, PARTNERS, PartnerReport, "Edit"), h.writes(summary="It goes well.")),
        remove=removes_in(PARTNERS, PartnerReport),
    ),
    Attachment: Way(
        needs=needs_visit, make=take_a_file, edit=edits(LETTERS, title="Letter of the visit"), remove=removes(LETTERS)
    ),
}


# -- money, the report, meetings, links


def the_statement(hands: Hands) -> RecordPanel[Any]:
    """The only statement is shown; it is about the workforce."""
    page = hands.go(MoneyPage)
    hands.tab(page.tabs.words, 2)
    return page.statements.panel


def the_line(hands: Hands) -> RecordPanel[Any]:
    """The only budget line is shown."""
    return hands.go(MoneyPage).budget.panel


def make_statement(hands: Hands) -> None:
    """Without any money yet, a statement begins at its theme."""

    def reach() -> None:
        view = the_theme(hands)
        hands.press(next(b for b in view.buttons.values() if b.accessibleName() == "Add a statement"))

    hands.dialog(reach, hands.writes(title="Turnover", says="It falls.", workforce="yes"))


def link_money(hands: Hands) -> None:
    hands.name(hands.go(MoneyPage).budget.panel.strands.line, "leadership")


def link_statement(hands: Hands) -> None:
    hands.name(the_statement(hands).strands.line, "recommendation 1")


def needs_dispute(hands: Hands) -> None:
    cost = hands.have(BudgetLine, title="Cost", amount=Decimal(4_500_000))
    for source, said in (("3.40", "£4.5 million"), ("Cabinet, June 2017", "£4.2 million")):
        hands.have(Provenance, record=cost.id, field="amount", source=source, statement=said)


def settles(word: str, reason: str) -> Step:
    def step(hands: Hands) -> None:
        def write(dialog: Any) -> None:
            hands.is_near()
            press(hands.qtbot, dialog.choices[0].radio)
            hands.fill(dialog.form.fields["reason"].control, reason)
            press(hands.qtbot, dialog.save_button)
            assert dialog.saved is not None, dialog.banner.message.text()

        hands.dialog(lambda: press_apart(hands, word), write)

    return step


def press_apart(hands: Hands, word: str) -> None:
    """Press a word where it is said that sources disagree."""
    apart = hands.go(MoneyPage).budget.panel.sources.apart
    hands.press(hands.find(apart, word))


def section(reach: Callable[[ReportPage], QAbstractButton], field: str, text: str) -> Step:
    def step(hands: Hands) -> None:
        page = hands.go(ReportPage)
        hands.press(reach(page))
        hands.is_near()
        editor = page.sections.writer.editor
        control = editor.body.box if field == "body" else editor.form.fields[field].control
        hands.fill(control, text)
        press(hands.qtbot, editor.save_button)
        assert not page.sections.writer.is_writing

    return step


def needs_body(hands: Hands) -> None:
    hands.have(Body, title="Improvement board")


def the_meeting(hands: Hands) -> Any:
    page = hands.go(MeetingsPage)
    hands.row(page.meetings, hands.one(Meeting))
    return page.detail.shown


def needs_meeting(hands: Hands) -> None:
    body = hands.have(Body, title="Improvement board", members="Chief executive")
    hands.have(Meeting, body=body.id, day=date(2027, 3, 20))


def meeting_view(hands: Hands) -> Any:
    """The only meeting is shown at first."""
    return hands.go(MeetingsPage).detail.meeting


def issue_a_paper(hands: Hands) -> None:
    """Go from the meeting to its papers, and write the next one into a file of its own, recorded as issued."""
    add_to(hands, lambda view: view.issued)
    write_the_paper(hands, proposed=True)


def write_the_paper(hands: Hands, *, proposed: bool) -> None:
    """Export the paper that is seen; to record it as issued is `proposed`, or ticked."""
    page = hands.window.page()
    assert isinstance(page, PapersPage)

    def write(dialog: Any) -> None:
        hands.is_near()
        dialog.file.set_text(str(hands.folder / f"paper {len(hands.workspace.all(IssuedPaper)) + 1}.html"))
        assert dialog.issue.box.isChecked() is proposed
        if not proposed:
            hands.fill(dialog.issue.box, "")
        press(hands.qtbot, dialog.export)
        hands.qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)
        press(hands.qtbot, dialog.cancel)

    hands.dialog(lambda: hands.press(page.export), write)


def unfold_in(hands: Hands, view: Any, part: Any, kind: type[Record]) -> Any:
    """An item or a decision, unfolded where it stands; it may be so already."""

    def entry() -> Any:
        return part.items.entry_of(hands.one(kind).id)

    if not entry().unfolded:
        view.area.ensureWidgetVisible(entry().head)
        hands.press(entry().head)
    return entry()


def tool_of(hands: Hands, part: Callable[[Any], Any], kind: type[Record], word: str) -> None:
    view = meeting_view(hands)
    button = unfold_in(hands, view, part(view), kind).findChild(QPushButton, word)
    view.area.ensureWidgetVisible(button)
    hands.press(button)


def menu_of(part: Callable[[Any], Any], kind: type[Record]) -> Step:
    """Remove what is unfolded, by its menu."""

    def step(hands: Hands) -> None:
        view = meeting_view(hands)
        more = unfold_in(hands, view, part(view), kind).findChild(RecordMenu)
        view.area.ensureWidgetVisible(more)
        hands.choose(more, operations.remove)

    return step


def add_to(hands: Hands, part: Callable[[Any], Any]) -> None:
    view = meeting_view(hands)
    view.area.ensureWidgetVisible(part(view).add_button)
    hands.press(part(view).add_button)


def attend(state: str) -> Step:
    def step(hands: Hands) -> None:
        view = meeting_view(hands)
        button = view.attendance.choices["Chief executive", state]
        view.area.ensureWidgetVisible(button)
        hands.press(button)

    return step


def link_decision(hands: Hands) -> None:
    view = meeting_view(hands)
    line = unfold_in(hands, view, view.decisions, Decision).findChild(ThreadPanel).line
    view.area.ensureWidgetVisible(line)
    hands.name(line, "recommendation 1")


def needs_risk_and_recommendation(hands: Hands) -> None:
    hands.have(Risk, title="Staff leave")
    hands.have(Recommendation, title="Keep the staff")


def take_link_away(hands: Hands) -> None:
    hands.presses += 2
    choose(the_risk(hands).risks.panel.strands.menus[hands.one(Recommendation).id], operations.unlink)


TOLD: dict[type[Record], Way] = {
    BudgetLine: Way(
        make=lambda h: h.dialog(
            lambda: h.press(h.go(MoneyPage).budget.empty.button), h.writes(title="Growth", amount="5,200,000")
        ),
        edit=lambda h: h.dialog(lambda: h.press(the_line(h).buttons[operations.edit]), h.writes(years="2017/18")),
        to=needs_theme,
        link=link_money,
        remove=lambda h: h.choose(the_line(h).more, operations.remove),
    ),
    Statement: Way(
        needs=needs_theme,
        make=make_statement,
        edit=lambda h: h.dialog(
            lambda: h.press(the_statement(h).buttons[operations.edit]), h.writes(moving="Improving")
        ),
        to=needs_recommendation,
        link=link_statement,
        remove=lambda h: h.choose(the_statement(h).more, operations.remove),
    ),
    Settlement: Way(
        needs=needs_dispute,
        make=settles("Settle", "The latest figure"),
        edit=settles("Settle again", "The latest figure that was agreed"),
        remove=lambda h: press_apart(h, "Unsettle"),
    ),
    Section: Way(
        make=section(lambda page: page.sections.empty.button, "title", "Summary"),
        edit=section(lambda page: page.sections.writer.buttons[operations.edit], "body", "It gets better."),
        remove=lambda h: h.choose(h.go(ReportPage).sections.writer.more, operations.remove),
    ),
    Body: Way(
        make=lambda h: h.dialog(lambda: h.press(h.go(MeetingsPage).new_body_button), h.writes(title="Board")),
        edit=lambda h: h.dialog(
            lambda: h.press(h.go(MeetingsPage).detail.shown.buttons[operations.edit]), h.writes(chair="The leader")
        ),
        remove=lambda h: h.choose(h.go(MeetingsPage).detail.shown.more, operations.remove),
    ),
    Meeting: Way(
        needs=needs_body,
        make=lambda h: h.dialog(
            lambda: h.press(h.go(MeetingsPage).new_meeting_button),
            h.writes(body="Improvement board", day="20 Mar 2027"),
        ),
        edit=lambda h: h.dialog(lambda: h.press(the_meeting(h).buttons[operations.edit]), h.writes(purpose="Pace")),
        remove=lambda h: h.choose(the_meeting(h).more, operations.remove),
    ),
    AgendaItem: Way(
        needs=needs_meeting,
        make=lambda h: h.dialog(lambda: add_to(h, lambda view: view.agenda), h.writes(title="Progress")),
        edit=lambda h: h.dialog(
            lambda: tool_of(h, lambda view: view.agenda, AgendaItem, "Edit"), h.writes(presenter="Director")
        ),
        remove=menu_of(lambda view: view.agenda, AgendaItem),
    ),
    Attendance: Way(needs=needs_meeting, make=attend("present"), edit=attend("apologies"), remove=attend("apologies")),
    Decision: Way(
        needs=needs_meeting,
        make=lambda h: h.dialog(lambda: add_to(h, lambda view: view.decisions), h.writes(title="Endorse it")),
        edit=lambda h: h.dialog(
            lambda: tool_of(h, lambda view: view.decisions, Decision, "Edit"), h.writes(detail="It is on track.")
        ),
        to=needs_recommendation,
        link=link_decision,
        remove=menu_of(lambda view: view.decisions, Decision),
    ),
    IssuedPaper: Way(
        needs=needs_meeting,
        make=issue_a_paper,
        edit=None,  # what was handed out is as it was
        remove=menu_of(lambda view: view.issued, IssuedPaper),
    ),
    Link: Way(
        needs=needs_risk_and_recommendation,
        make=lambda h: h.name(the_risk(h).risks.panel.strands.line, "recommendation 1"),
        edit=None,  # it is nothing but its two ends: another end is another link
        remove=take_link_away,
    ),
}


def about_risk(hands: Hands, word: str) -> None:
    """Press a word beside what is asked about the risk."""
    hands.press(hands.find(the_risk(hands).risks.panel.sources.asked, word))


def needs_risk(hands: Hands) -> None:
    hands.have(Risk, title="Staff leave")


def link_question(hands: Hands) -> None:
    hands.name(the_action(hands).panel.ties.line, "Q-01")


def mark_overview(hands: Hands) -> None:
    """Read as chair: mark the overview, or take its mark away, and leave."""
    hands.go(OverviewPage)
    hands.window.menus["Read as chair"].trigger()
    walk = hands.window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    hands.press(walk.mark_button)
    hands.press(walk.leave)


READ: dict[type[Record], Way] = {
    Question: Way(
        needs=needs_risk,
        make=lambda h: h.dialog(lambda: about_risk(h, "Ask about this"), h.writes(text="Why so many?")),
        edit=lambda h: h.dialog(lambda: about_risk(h, "Change"), h.writes(text="Why so many this year?")),
        remove=lambda h: h.dialog(lambda: about_risk(h, "Change"), h.takes_out),
        to=needs_action,
        link=link_question,
    ),
    ReadMark: Way(
        make=mark_overview,
        edit=None,  # it is nothing but that something was read
        remove=mark_overview,
    ),
}

WAYS: dict[type[Record], Way] = {**PROGRAMME, **THEMES, **PLAN, **MEASURED, **SCRUTINY, **TOLD, **READ}
ALWAYS_THERE = {Programme, Thresholds, ScaleLevel, ScaleCell}
"""What is set, and set otherwise, and never removed."""


def begins_with(kind: type[Record]) -> str:
    """The title of the plan in which a kind is tried; one that has no way fails in its own test."""
    return WAYS[kind].begins_with if kind in WAYS else ""


# -- the tests


@pytest.fixture
def hands(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    """A person in front of the program with a plan that was just begun."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    look.apply(qapp, look.Appearance.LIGHT)
    plan, backups = tmp_path / "plan.goldthread", tmp_path / "backups"
    workspace = Workspace.create(plan, ANN, backups, request.param)
    window = MainWindow(PLACES, ANN, backups, lambda: workspace)
    qtbot.addWidget(window)
    window.show_plan(workspace)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield Hands(qtbot, window, workspace, tmp_path)
    window.close()


def test_every_kind_has_its_way():
    assert set(WAYS) == set(KINDS)
    assert {kind for kind, way in WAYS.items() if way.remove is None} == ALWAYS_THERE
    assert {kind for kind, way in WAYS.items() if way.edit is None} == {Link, ReadMark, IssuedPaper}
    assert {kind for kind, way in WAYS.items() if way.link} == {kind for pair in LINKS for kind in pair}


HOLDS_NO_WORDS: dict[type[Record], str] = {
    Link: "it is nothing but its two ends",
    Category: "a heading of risks, which stands in its dialog alone; `goldthread erase` reaches it",
    Thresholds: "it holds numbers alone",
    ScaleCell: "it holds numbers alone",
    ScaleLevel: "a word of the scale, which stands in its dialog alone; `goldthread erase` reaches it",
}
"""Kinds that cannot name a person."""
QUIET: dict[type[Record], str] = {
    Provenance: "a source is emptied like any other field",
    ReadMark: "the walk says itself that the page is not read",
    Override: "the computed status stands in its place",
    Confidence: "it is taken out in its dialog, like a field that is emptied",
    DateChange: "the dates beside it say what holds",
    Question: "it is taken out in its dialog",
}
"""Kinds that go without a message, and why."""


def reachable(hands: Hands) -> set[str]:
    """The keys of the records whose menu can be brought up where one is now, and of what is erased with one of them."""
    QApplication.processEvents()
    page = hands.window.page()
    assert page is not None
    seen = [widget for widget in page.findChildren(QWidget) if widget.isVisible()]
    keys = {widget.key for widget in seen if isinstance(widget, RecordMenu)}
    keys |= {record_at(widget) for widget in seen}
    keys |= {str(w.records.key(row)) for w in seen if isinstance(w, RecordTable) for row in w.records.rows}
    said = set[str]()
    for key in keys:
        if record := hands.workspace.find(key):
            choices = Choices(hands.workspace, record)
            said |= {other.id for other, _box in choices.also}
            choices.deleteLater()
    return {key for key in keys | said if key and hands.workspace.find(key)}


@pytest.mark.parametrize(
    ("hands", "kind"), [pytest.param(begins_with(kind), kind, id=kind.TABLE) for kind in KINDS], indirect=["hands"]
)
def test_it_is_made_edited_linked_undone_and_removed_near_the_rail(hands: Hands, kind: type[Record]):
    way, workspace, labels, linked = WAYS[kind], hands.workspace, list[str](), ""

    def held() -> tuple[list[Record], set[Record]]:
        return sorted(workspace.all(kind), key=lambda record: record.id), set(workspace.all(Link))

    def does(step: Step) -> None:
        """Take a step, which is one edit; undo it, and do it again."""
        ready(hands)
        before, done = held(), len(workspace.history())
        step(hands)
        hands.is_near()
        after = held()
        assert after != before
        assert len(workspace.history()) == done + 1
        labels.append(workspace.undo_label)
        hands.undo()
        assert held() == before, "undo"
        hands.redo()
        assert held() == after, "redo"

    way.needs(hands)
    assert not workspace.all(kind)
    does(way.make)
    (made,) = workspace.all(kind)
    if kind not in HOLDS_NO_WORDS:
        assert is_reached(hands, made)
    if way.edit is not None:
        does(way.edit)
    (edited,) = workspace.all(kind)
    assert any(getattr(made, n) != getattr(edited, n) for n in rules(kind)) == (way.edit is not None)
    if way.link is not None:
        way.to(hands)
        links = set(workspace.all(Link))
        does(way.link)
        (link,) = set(workspace.all(Link)) - links
        linked = labels[-1]
        assert edited.id in (link.item, link.serves)
    if way.remove is not None:
        does(way.remove)
        assert workspace.all(kind) == ()
        hands.undo()
        assert workspace.all(kind) == (edited,), "the removal is undone"
        if kind is not Attendance:
            its_message_undoes_it(hands, way.remove, edited)
    assert set(labels) <= {entry.label for entry in workspace.history()}
    told = {entry.label for entry in workspace.history(edited)}
    assert {label for label in labels if label != linked and (label != labels[0] or made.id == edited.id)} <= told
    assert workspace.check() == []


def is_reached(hands: Hands, made: Record) -> bool:
    """Whether its menu can be brought up where it was made, or where one goes to see it."""
    if made.id in reachable(hands):
        return True
    hands.window.open_target(hands.workspace.find(getattr(made, "record", "")) or made)
    return made.id in reachable(hands)


def its_message_undoes_it(hands: Hands, remove: Step, made: Record) -> None:
    """“Undo” in the message of a removal undoes that, whatever was done since."""
    kind, notice = type(made), hands.window.notice
    ready(hands)
    notice.hide()
    remove(hands)
    assert hands.workspace.all(kind) == ()
    if kind in QUIET:
        assert "Undo" not in [button.text() for button in notice.buttons]
        return
    assert notice.isVisible()
    assert notice.buttons[0].text() == "Undo"
    other = hands.have(Body, title="Scrutiny committee")
    hands.wake()
    press(hands.qtbot, notice.buttons[0])
    assert [record for record in hands.workspace.all(kind) if record != other] == [made]
    assert other in hands.workspace.all(Body)


def ready(hands: Hands) -> None:
    """Nothing stands open."""
    assert not [w for w in windows() if isinstance(w, QDialog) and w.isVisible()]
    hands.wake()


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_confirming_an_illustrative_value_takes_its_mark_away(hands: Hands):
    """The mark is a source of its own kind: nobody writes one, and this is how it falls."""
    workspace = hands.workspace
    needs_indicator(hands)
    hands.have(Provenance, record=hands.one(Indicator).id, field="target", source="", illustrative=True)
    mark = hands.one(Provenance)
    page = hands.go(IndicatorsPage)
    hands.press(hands.find(page.indicators.panel, "Confirm this value"))
    hands.is_near()
    assert workspace.all(Provenance) == ()
    assert not workspace.plan.illustrative(hands.one(Indicator), "target")
    assert workspace.history(mark)[0].label == "Confirm values of I-01"
    hands.undo()
    assert workspace.all(Provenance) == (mark,)
    hands.redo()
    assert workspace.all(Provenance) == ()
