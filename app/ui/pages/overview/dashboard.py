"""The first thing seen: where the programme is, how each theme stands, what needs a look, what is new and ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.pace import clock_starts, pace
from app.domain.records import Meeting, Risk, Stage, Theme
from app.ui import comparing, look
from app.ui.page import Several
from app.ui.widgets.card import Pressable
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.line_list import Line, LineList
from app.ui.widgets.rag_badge import ILLUSTRATIVE, Tag, plain_tip
from app.ui.widgets.risk_matrix import Cell, RiskMatrix
from app.ui.widgets.since_button import SinceButton
from app.ui.widgets.stage_bar import StageBar
from app.ui.widgets.theme_card import ThemeCard

from . import lines, words
from .guide import Guide
from .panel import Panel

if TYPE_CHECKING:
    from app.workspace import Workspace

WIDE, MIDDLE = 960, 640  # pixels from which the panels stand in three columns, in two


class Dashboard(QScrollArea):
    """The overview itself. It scrolls only where the window is too small for it.

    Signals:
        opened: what the person wants to see.
    """

    opened = Signal(object)

    def __init__(self, can_open: Callable[[Any], bool], parent: QWidget | None = None):
        """`can_open` tells whether something can be opened: what cannot is shown, but is no way in."""
        super().__init__(parent)
        self._can_open = can_open
        self._workspace: Workspace | None = None
        self.header = Header()
        self.new_theme = QPushButton("New theme")
        self.guide = Guide()
        self.cards: list[ThemeCard] = []
        self._ordered: list[ThemeCard] = []
        self.attention = LineList("Needs attention")
        self.since = LineList("Since the last meeting")
        self.coming = LineList("Coming up")
        self.matrix = RiskMatrix()
        self.highest = LineList("Highest risks")
        self._panels()
        self._assemble()
        for shown in (self.attention, self.since, self.coming, self.highest):
            shown.opened.connect(self.opened)
        self.header.clicked.connect(self._open_programme)
        self.compared.chosen.connect(self._compare_with)
        self.compared.comparing.connect(self._compare)
        self.matrix.cell_chosen.connect(self._open_cell)

    def show_workspace(self, workspace: Workspace) -> None:
        """Show the plan as it is now."""
        self._workspace = workspace
        plan = workspace.plan
        self.header.show_plan(workspace)
        self.guide.show_workspace(workspace)
        started = self.guide.started or bool(plan.all(Meeting) or plan.all(Stage))
        self.guide.setVisible(not self.guide.finished)
        self._column.setStretch(self._column.indexOf(self._below), int(not started))  # the steps stay at the top
        self._column.setStretchFactor(self._panel_grid, int(started))
        for panel in (self.attention_panel, self.since_panel, self.coming_panel, self.risk_panel):
            panel.setVisible(started)
        self._show_themes(workspace)
        self.new_theme.setVisible(bool(self.cards))  # the first one is a step of the guide
        self.new_theme.setEnabled(workspace.writable)
        self.new_theme.setToolTip(workspace.why_read_only)
        if started:
            self._show_attention(workspace)
            self._show_since(workspace)
            self._fill(self.coming_panel, self.coming, lines.coming(plan, self._can_open),
                       "Nothing with a date lies ahead.")  # fmt: skip
            self._show_risks(workspace)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = event.size().width()
        self._arrange()

    def _show_themes(self, workspace: Workspace) -> None:
        themes = sorted(workspace.all(Theme), key=lambda theme: theme.number or 0)
        while len(self.cards) > len(themes):
            card = self.cards.pop()
            card.hide()
            card.deleteLater()
        for number, theme in enumerate(themes):
            if number == len(self.cards):
                card = ThemeCard(self.widget())
                card.clicked.connect(lambda _=False, n=number: self.opened.emit(self._themes[n]))
                self.cards.append(card)
            self.cards[number].show_theme(theme, workspace.ratings)
        self._themes = themes
        self._shape = (0, 0)
        self._arrange()
        if self.cards != self._ordered:
            self._order()

    def _order(self) -> None:
        """Let Tab go the way the eye goes; cards are made later than what stands below them."""
        self._ordered = list(self.cards)
        steps = [step.button for step in self.guide.steps.values()]
        lists = (self.attention, self.since, self.compared, self.coming)
        way = [self.header, self.new_theme, *steps, *self.cards, *lists, self.matrix, self.highest]
        for first, second in pairwise(way):
            QWidget.setTabOrder(first, second)

    def _show_attention(self, workspace: Workspace) -> None:
        found = lines.attention(workspace.plan, workspace.ratings, self._can_open, settling=workspace.writable)
        self.attention_panel.aside.setText(f"{len(found):,}" if found else "")
        self._fill(self.attention_panel, self.attention, found, "Nothing needs attention.")

    def _show_since(self, workspace: Workspace) -> None:
        self.since_panel.header.title.setText(words.since_heading(workspace))
        self.compared.show_workspace(workspace)
        self.since_panel.note(workspace.compares_briefly)
        told = lines.show_since(self.since, workspace, self._can_open)
        self.since_panel.say("" if told else words.nothing_since(workspace))

    def _show_risks(self, workspace: Workspace) -> None:
        from app.domain import risk

        plan = workspace.plan
        risks = [r for r in plan.all(Risk) if not r.is_closed]
        self.matrix.show_counts(risk.matrix(risks), lambda cell: risk.band(cell, plan.thresholds))
        self.risk_counts.setText(words.risk_counts(plan))
        self.risk_tag.setVisible(bool(risk.illustrative_cells(plan)))
        self.risk_panel.show_picture(any(risk.placed(r) for r in risks))
        self.risk_counts.setVisible(bool(risks))
        self._fill(self.risk_panel, self.highest, lines.highest(plan, workspace.ratings, self._can_open),
                   "" if risks else "No risk is open.")  # fmt: skip

    def _fill(self, panel: Panel, shown: LineList, found: Sequence[Line], nothing: str) -> None:
        shown.show_lines(found)
        panel.say("" if found else nothing)

    def _open_programme(self) -> None:
        if self._workspace is not None:
            self.opened.emit(self._workspace.plan.programme)

    def _compare_with(self, key: str) -> None:
        if self._workspace is not None:
            comparing.compare_with(self._workspace, key)

    def _compare(self) -> None:
        from app.ui.dialogs.compare import CompareDialog

        if self._workspace is not None and (target := CompareDialog.ask(self._workspace, self)) is not None:
            self.opened.emit(target)

    def _open_cell(self, cell: Cell | None) -> None:
        from app.domain import risk

        self.matrix.choose(None)
        if cell is None or self._workspace is None:
            return
        there = frozenset(r.id for r in self._workspace.all(Risk) if risk.placed(r) == cell)
        if there:
            self.opened.emit(Several(Risk, there, words.cell_name(cell)))

    def _panels(self) -> None:
        self.attention_panel = Panel("Needs attention", self.attention)
        self.since_panel = Panel("Since the last meeting", self.since)
        self.compared = SinceButton()
        self.since_panel.header.row.addWidget(self.compared)
        self.coming_panel = Panel("Coming up", self.coming)
        self.matrix.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # what room there is
        self.risk_counts = ElidedLabel(role="small", quiet=True)
        self.risk_panel = Panel("Risks", self.matrix, self.risk_counts, self.highest)
        self.risk_tag = Tag("illustrative scores")
        self.risk_panel.header.row.addWidget(self.risk_tag)

    def _assemble(self) -> None:
        page = QWidget()
        self._themes: list[Theme] = []
        self._shape = (0, 0)
        self._room: int | None = None  # the viewport's width
        self._card_grid, self._panel_grid = QGridLayout(), QGridLayout()
        for grid in (self._card_grid, self._panel_grid):
            grid.setSpacing(look.space(1.5))
        column = QVBoxLayout(page)
        column.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        column.setSpacing(look.space(1.5))
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self.header, 1)
        head.addWidget(self.new_theme, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._below = QSpacerItem(0, 0)
        column.addWidget(self.guide)
        column.addItem(self._below)
        column.addLayout(self._card_grid)
        column.addLayout(self._panel_grid, 1)
        for panel in (self.attention_panel, self.since_panel, self.coming_panel, self.risk_panel):
            panel.setParent(page)  # at once: what is shown without a parent flashes up as a window
        self._column = column
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _arrange(self) -> None:
        """Put cards and panels into as many columns as there is room for."""
        if self._room is None:  # not seen yet
            return
        room = self._room - look.space(6)
        across = words.columns(len(self.cards), room // (ThemeCard.LEAST_WIDTH + look.space(1.5)))
        panels = 3 if room >= WIDE else 2 if room >= MIDDLE else 1
        if (across, panels) == self._shape:
            return
        self._shape = (across, panels)
        for number, card in enumerate(self.cards):
            self._card_grid.addWidget(card, number // across, number % across)
        for column in range(max(across, self._card_grid.columnCount())):
            self._card_grid.setColumnStretch(column, int(column < across))
        grid, (attention, since, coming, risks) = self._panel_grid, (
            self.attention_panel, self.since_panel, self.coming_panel, self.risk_panel
        )  # fmt: skip
        places = {
            3: ((attention, 0, 0, 2), (since, 0, 1, 1), (coming, 1, 1, 1), (risks, 0, 2, 2)),
            2: ((attention, 0, 0, 2), (since, 0, 1, 1), (coming, 1, 1, 1), (risks, 2, 0, 1)),
            1: ((attention, 0, 0, 1), (since, 1, 0, 1), (coming, 2, 0, 1), (risks, 3, 0, 1)),
        }[panels]
        for panel, row, column, rows in places:
            grid.addWidget(panel, row, column, rows, 2 if panels == 2 and panel is risks else 1)
        for column, stretch in enumerate({3: (12, 10, 8), 2: (11, 10, 0), 1: (1, 0, 0)}[panels]):
            grid.setColumnStretch(column, stretch)
        for row in range(4):
            grid.setRowStretch(row, (5, 4, 5, 5)[row] if row < (2, 3, 4)[3 - panels] else 0)


class Header(Pressable):
    """The programme: its title and judgement at the left, its stages at the right. A click opens it."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.title, self.judgement = ElidedLabel(role="title"), ElidedLabel(quiet=True)
        self.pace = ElidedLabel(quiet=True)
        self.bar = StageBar()
        said = QVBoxLayout()
        said.setSpacing(look.space(0.25))
        said.addWidget(self.title)
        said.addWidget(self.judgement)
        said.addWidget(self.pace)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space(1), look.space(0.5), look.space(1), look.space(0.5))
        row.setSpacing(look.space(4))
        row.addLayout(said, 6)
        row.addWidget(self.bar, 4, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_plan(self, workspace: Workspace) -> None:
        """Show another plan's programme."""
        plan = workspace.plan
        programme = plan.programme
        self.title.setText(programme.title or "A plan without a title")
        nothing = words.NO_GOAL if workspace.writable else ""
        self.judgement.setText(words.judgement(programme) or nothing)
        self.judgement.setVisible(bool(self.judgement.text()))
        kept = pace(plan)
        tag = f" ({ILLUSTRATIVE})" if kept.illustrative else ""
        self.pace.setText(f"{kept.short}{tag}" if kept.total else "")
        self.pace.setVisible(bool(self.pace.text()))
        self.bar.show_journey(plan.all(Stage), plan.position, programme.goal, clock_starts(plan))
        self.bar.setVisible(bool(self.bar.left_text or self.bar.right_text))
        told = (
            f"Programme: {self.title.text()}",
            self.judgement.text(),
            self.pace.text(),
            self.bar.accessibleDescription(),
        )
        self.setText(". ".join(part.removesuffix(".") for part in told if part))
        said = [self.bar.toolTip(), plain_tip(kept.sentence) if kept.total else ""]
        self.setToolTip("<br>".join(part for part in said if part))
