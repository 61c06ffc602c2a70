"""A theme on one screen: how it stands and why, what is said of it, and everything that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.figures import counted
from app.domain.pace import pace
from app.domain.plan import Plan
from app.domain.records import Action, Finding, Indicator, Objective, Record, Risk, Statement, Theme
from app.ui import adding, comparing, look
from app.ui.dialogs.link import link_item, unlinked
from app.ui.dialogs.theme import edit_theme
from app.ui.page import Page
from app.ui.widgets.card import Card, ListArea
from app.ui.widgets.line_list import LineList
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.since_button import SinceButton
from app.ui.widgets.thread_panel import ThreadPanel

from . import lines, theme_lines, words
from .panel import Panel
from .record_view import RecordView, Words, titled

SAID = ("focus", "progress", "challenge", "next_focus")
THREE_FROM = 1040  # pixels of room from which three panels stand beside each other


@dataclass(frozen=True)
class Kind:
    """What a panel shows.

    Attributes:
        nothing: said while there is none.
        lines: makes its lines.
        adds, links: whether one is made from here, and whether one that is there is linked.
    """

    kind: type[Record]
    title: str
    nothing: str
    lines: theme_lines.Lines
    adds: bool = True
    links: bool = True


KINDS = (
    Kind(Indicator, "Indicators", "Nothing is measured to see whether it gets better.", theme_lines.indicators),
    Kind(Action, "Actions", "Nobody does anything for it yet.", theme_lines.actions),
    Kind(Risk, "Risks", "No open risk is linked to it.", theme_lines.risks),
    Kind(Objective, "Objectives", "It has no objective yet.", theme_lines.objectives, links=False),
    Kind(Finding, "Findings", "No finding is about it.", theme_lines.findings, adds=False),
    Kind(Statement, "Said without a figure", "Nothing is said of it without a figure.", theme_lines.statements),
)


class ThemeView(RecordView[Theme]):
    """A theme.

    Attributes:
        since: what of it changed since the meeting that `compared` says and lets choose.
        panels, lists: what belongs to it, by kind; `links` the buttons that link what is there.
        words: what is said of it.
        story: shows its thread, sources and history in the place of all that.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.edit = self.button("Edit theme", self._edit)
        self.take_out = self.button("Remove", self.remove, link=True)
        for button in (self.story, self.edit, self.take_out, self.more):
            self.header.row.addWidget(button)
        self.story.toggled.connect(lambda on: self._bodies.setCurrentIndex(int(on)))
        self.strands.opened.connect(self.opened)

    def fill(self, record: Theme, plan: Plan) -> None:
        ratings = self.workspace.ratings
        items, rating, kept = ratings.items(record), ratings.of(record), pace(plan, record)
        known = f"{rating.known[0]} of {counted(len(items), 'item')} rated" if rating.known and items else ""
        tag = f" ({ILLUSTRATIVE})" if kept.illustrative else ""
        self.header.tell(record.title, ". ".join(filter(None, (f"Theme {record.number}", known, kept.short + tag))))
        self.show_status(record)
        for each in KINDS:
            lines = each.lines(plan, ratings, record, self.page.can_open)
            self.panels[each.kind].aside.setText(f"{len(lines):,}" if lines else "")
            self.panels[each.kind].say("" if lines else each.nothing)
            self.lists[each.kind].show_lines(lines)
        for kind, button in self.links.items():
            button.setEnabled(self.workspace.writable and bool(unlinked(self.workspace, record, kind)))
        self.words.show_record(plan, record)
        self._show_since(record)
        self.strands.show_record(self.workspace, record)

    def _show_since(self, record: Theme) -> None:
        workspace = self.workspace
        told = lines.show_since(self.since, workspace, self.page.can_open, record)
        self.since_panel.header.title.setText(words.since_heading(workspace))
        self.since_panel.aside.setText(f"{told:,}" if told else "")
        self.compared.show_workspace(workspace)
        self.since_panel.note(workspace.compares)
        self.since_panel.say("" if told else words.nothing_since(workspace))

    def arrange(self) -> None:
        """Three panels beside each other where there is room, otherwise two."""
        across = 3 if self.width() * 0.7 >= THREE_FROM else 2
        if across == self._across:
            return
        self._across = across
        for number, panel in enumerate(self.panels.values()):
            self._grid.addWidget(panel, number // across, number % across)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < across))
        for row in range(3):
            self._grid.setRowStretch(row, int(row < 6 // across))

    def _assemble(self) -> None:
        self.words = Words(SAID, "Nothing is written about this theme yet. “Edit theme” is the place for its focus, "
                                 "progress, challenge and next focus.")  # fmt: skip
        self.panels: dict[type[Record], Panel] = {}
        self.lists: dict[type[Record], LineList] = {}
        self.links: dict[type[Record], QPushButton] = {}
        self.story = QPushButton("Sources and history")
        self.story.setCheckable(True)
        self.strands = ThreadPanel(self.page.attempt, self.page.can_open, leave_out=tuple(each.kind for each in KINDS))
        self._across = 0
        for each in KINDS:
            self._add_panel(each)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.space(1.5))
        said = ListArea()
        said.setWidget(_padded(self.words))
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        said.setMinimumHeight(look.space(24))
        left = Card()
        left.body.addWidget(said)
        self.since, self.compared = LineList("Since the last meeting"), SinceButton()
        self.since_panel = Panel("Since the last meeting", self.since)
        self.since_panel.header.row.addWidget(self.compared)
        self.since.opened.connect(self.opened)
        self.compared.comparing.connect(self._compare)
        self.compared.chosen.connect(lambda key: comparing.compare_with(self.workspace, key))
        board = QWidget()
        across = QHBoxLayout(board)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.space(1.5))
        column = QVBoxLayout()
        column.setSpacing(look.space(1.5))
        column.addWidget(left, 3)
        column.addWidget(self.since_panel, 2)
        across.addLayout(column, 30)
        across.addLayout(self._grid, 70)
        for panel in self.panels.values():
            panel.setParent(board)  # at once: what is shown without a parent flashes up as a window
        story = QWidget()
        told = QHBoxLayout(story)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(look.space(4))
        for title, part in (
            ("What it serves, and what else serves it", self.strands), ("Where this comes from", self.sources),
            ("History", self.history),
        ):  # fmt: skip
            column = QVBoxLayout()
            column.addWidget(titled(title, part))
            column.addStretch(1)
            told.addLayout(column, 1)
        story_area = ListArea()
        story_area.setWidget(story)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(board)
        self._bodies.addWidget(story_area)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.space(3), look.space(0.5), look.space(3), look.space(2))
        column.setSpacing(look.space(1.5))
        column.addWidget(self.status)
        column.addWidget(self._bodies, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.space(1))
        self.header.setContentsMargins(look.space(3), look.space(2), look.space(3), 0)
        whole.addWidget(self.header)
        whole.addWidget(area, 1)
        self.arrange()

    def _add_panel(self, each: Kind) -> None:
        shown = LineList(each.title)
        panel = Panel(each.title, shown)
        name = each.kind.NAME.lower()
        asked: list[tuple[str, str, Callable[[], None]]] = []
        if each.adds:
            asked.append(("Add", f"Add {_a(name)}", lambda: self._add(each.kind)))
        if each.links:
            asked.append(("Link", f"Link an existing {name} to this theme", lambda: self._link(each.kind)))
        for word, spoken, act in asked:
            button = self.button(word, act, link=True)
            button.setAccessibleName(spoken)
            panel.header.row.addWidget(button)
            if word == "Link":
                self.links[each.kind] = button
        shown.opened.connect(self.opened)
        self.panels[each.kind], self.lists[each.kind] = panel, shown

    def _compare(self) -> None:
        from app.ui.dialogs.compare import CompareDialog

        if (target := CompareDialog.ask(self.workspace, self)) is not None:
            self.opened.emit(target)

    def _edit(self) -> None:
        if self.record is not None:
            edit_theme(self.workspace, self.record, self)

    def _add(self, kind: type[Record]) -> None:
        if self.record is not None:
            adding.add(self.workspace, kind, self.record, self)

    def _link(self, kind: type[Record]) -> None:
        if self.record is not None:
            link_item(self.workspace, self.record, kind, self)


def _padded(part: QWidget) -> QWidget:
    """With room at the right for a scroll bar, and what is left below."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, look.space(1), 0)
    column.addWidget(part)
    column.addStretch(1)
    return made


def _a(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
