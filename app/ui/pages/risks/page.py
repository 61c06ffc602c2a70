"""The page of the risks: the register as a table, the matrix that narrows it, and the chosen risk beside both."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain import risk as scales
from app.domain.figures import capital, counted
from app.domain.records import IMPACT, LIKELIHOOD, Category, Record, Risk
from app.ui import look
from app.ui.dialogs.categories import CategoriesDialog, category_names
from app.ui.dialogs.risk import called, new_risk
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.card import Card, ListCard
from app.ui.widgets.combo import Combo
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.rag_badge import Tag, plain_tip
from app.ui.widgets.record_table import RecordTable, TableBar
from app.ui.widgets.risk_matrix import RiskMatrix

from .lookouts import lookouts
from .panel import RiskPanel
from .register import RiskRow, columns, rows
from .scope import ScopeSwitch

PANEL_LEAST = 60  # steps of the grid: the panel is never narrower
ONE_BELOW = 133  # steps of the grid: on a narrower page an open risk takes the place of the register
BOTH_FROM = 105  # steps of the grid: from this width on, matrix and lookouts stand side by side


class RisksPage(Page):
    """The register.

    Attributes:
        table, matrix, panel: what one works in.
        cell: of the matrix, to which the table is narrowed.
        several: the records to which another page narrowed the table.
    """

    title = "Risks"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.cell: scales.Cell | None = None
        self.several: Several | None = None
        self.header = PageHeader("Risks")
        self.new, self.categories = QPushButton("New risk"), QPushButton("Categories…")
        self.unsaved = QPushButton()
        self.table: RecordTable[RiskRow] = RecordTable(
            "risks", columns(self._second_line), lambda row: row.risk.id, two_lines=True
        )
        self._owner = next(n for n, column in enumerate(self.table.records.columns) if column.name == "owner")
        self.table.setAccessibleName("Risk register")
        self.bar, self.scope, self.category = TableBar(self.table, "risk"), ScopeSwitch(), Combo()
        self.narrowed = QPushButton()
        self.matrix, self.matrix_tag = RiskMatrix(), Tag("illustrative scores")
        self.lookouts = ListCard("Worth a look")
        self.panel = RiskPanel(self.attempt)
        self.panel.ties.can_open = self.can_open
        self.nothing = EmptyState(
            "No risks yet",
            "Write down what could keep the plan from its goal: what may happen, why, and what it would lead to. Score "
            "it, give it an owner, and say which themes it threatens.",
            "Add the first risk",
        )
        self.no_match = EmptyState("No risk fits", "Nothing in the register fits the filters.", "Show all risks")
        self._rows: list[RiskRow] = []
        self._assemble()
        self._connect()

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        plan, ratings = self.workspace.plan, self.workspace.ratings
        self._rows = rows(plan, ratings, self.workspace.before)
        self.panel.form.forget({key for key in self.panel.form.kept if plan.find(key) is None})
        self._show_header()
        self._offer_categories()
        self._show_matrix()
        self._narrow()
        self.table.show_records(self._rows)
        self.lookouts.show_rows(lookouts(self._rows, plan, self.workspace.last_meeting), "Nothing stands out.")
        self.stack.setCurrentWidget(self.split if self._rows else self.nothing)
        self._show_panel()

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            self._show_all()
            self.several = target
            self._close_panel()
            self._narrow()
            self.table.setFocus()
        elif isinstance(target, Risk):
            self._open(target)
        elif isinstance(target, Category):
            self._show_all("all")
            self._close_panel()
            self.category.setCurrentIndex(max(0, self.category.findData(target.id)))
            self.table.setFocus()
        else:
            self._show_all()
            self._close_panel()
            self._narrow()

    def find(self) -> None:
        self.bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.line.selectAll()

    # -- the chosen risk

    def _open(self, risk: Risk) -> None:
        """Show a risk beside the table, whatever the table was narrowed to."""
        found = self.workspace.find(risk.id)
        if not isinstance(found, Risk):
            return
        if self.table.records.row_of(found.id) < 0:
            self._show_all("closed" if found.is_closed else "open")
            self._narrow()
        self.panel.setVisible(True)
        self._lay_out()
        self.table.select(found.id)
        if self.panel.risk is None or self.panel.risk.id != found.id:
            self.panel.show_risk(self.workspace, found)
        if self.register.isHidden():
            self._go_into_fields()
        else:
            self.table.setFocus()

    def _show_panel(self) -> None:
        """Show the risk of the panel as it is now; a risk that is gone leaves the panel."""
        risk = self.panel.risk
        if risk is None:
            return
        now = self.workspace.find(risk.id)
        if isinstance(now, Risk):
            self.panel.show_risk(self.workspace, now)
        else:
            self._close_panel()

    def _close_panel(self) -> None:
        if not self.panel.isHidden():
            self.panel.leave()
            self.panel.hide()
            self._lay_out()
            self.table.setFocus()

    def _follow(self, row: RiskRow | None) -> None:
        """Another row is selected while a risk is open: show that one."""
        if row is not None and not self.panel.isHidden():
            self.panel.show_risk(self.workspace, row.risk)

    def _clicked(self) -> None:
        row = self.table.current()
        if row is not None and len(self.table.selectionModel().selectedRows()) == 1:
            self.opened.emit(row.risk)

    def _entered(self, row: RiskRow) -> None:
        """Enter or a double click: into the fields."""
        if self.panel.isHidden() or self.panel.risk is None or self.panel.risk.id != row.risk.id:
            self.opened.emit(row.risk)
        if not self.panel.isHidden():
            self._go_into_fields()

    def _go_into_fields(self) -> None:
        next(iter(self.panel.form.fields.values())).control.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        if (saved := new_risk(self.workspace, self)) is not None:
            self.opened.emit(saved)

    def _return_to_unsaved(self) -> None:
        key = next(iter(self.panel.form.kept), "")
        risk = self.workspace.find(key)
        if isinstance(risk, Risk):
            self.opened.emit(risk)

    # -- narrowing

    def _narrow(self) -> None:
        """Show in the table what scope, cell or another page's choice lets through."""
        self.matrix.choose(self.cell)
        words = ""
        if self.several is not None:
            words = self.several.title
        elif self.cell is not None:
            words = f"{LIKELIHOOD[self.cell[0]]}, {IMPACT[self.cell[1]].lower()}"
        category = bool(self.category.currentData())
        self.bar.narrow(self._accepts if words or category or self.scope.scope != "all" else None)
        self.narrowed.setVisible(bool(words))
        shown = self.fontMetrics().elidedText(capital(words), Qt.TextElideMode.ElideRight, look.space(26))
        self.narrowed.setText(f"{shown}   ✕".replace("&", "&&"))
        self.narrowed.setToolTip(plain_tip(capital(words)))
        self.narrowed.setAccessibleName(f"Narrowed to {words}: show all again")
        self.scope.setVisible(not words)

    def _offer_categories(self) -> None:
        """Offer the categories to narrow to; nothing while there is none."""
        chosen, there = self.category.currentData(), self.workspace.all(Category)
        self.category.blockSignals(True)
        self.category.clear()
        for key, word in {**category_names(self.workspace.plan), "": "All categories"}.items():
            self.category.addItem(word, key)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        self.category.blockSignals(False)
        self.category.setVisible(bool(there))

    def _accepts(self, row: RiskRow) -> bool:
        category = self.category.currentData()
        if category and row.risk.category != category:
            return False
        if self.several is not None:
            return row.risk.id in self.several.keys
        if self.cell is not None:
            return scales.placed(row.risk) == self.cell
        return self.scope.accepts(row)

    def _choose_cell(self, cell: scales.Cell | None) -> None:
        self.cell, self.several = cell, None
        self._narrow()

    def _choose_scope(self) -> None:
        self.cell = self.several = None
        self._narrow()

    def _show_all(self, scope: str = "open") -> None:
        self.cell = self.several = None
        self.scope.choose(scope)
        self.bar.line.clear()
        self.category.setCurrentIndex(0)

    def _widen(self) -> None:
        self._show_all(self.scope.scope)
        self._narrow()
        if not self.table.records.rows:
            self._show_all("all")
            self._narrow()
        self.table.setFocus()

    # -- showing

    def _show_header(self) -> None:
        open_risks = [row for row in self._rows if not row.risk.is_closed]
        high = sum(1 for row in open_risks if row.score and row.score.band == "high")
        unscored = sum(1 for row in open_risks if row.score is None)
        closed = len(self._rows) - len(open_risks)
        parts = [f"{len(open_risks):,} open", f"{high:,} high" if high else "", f"{closed:,} closed" if closed else ""]
        parts.append(f"{unscored:,} not scored" if unscored else "")
        self.header.tell("Risks", ", ".join(part for part in parts if part) if self._rows else "")
        can_write = self.workspace.writable and not self.workspace.facts_only
        self.new.setVisible(can_write and bool(self._rows))
        self.categories.setVisible(can_write or bool(self.workspace.all(Category)))
        self.scope.show_counts(len(open_risks), closed)
        self.nothing.tell(
            "No risks yet" if not self.workspace.facts_only else "No risks in the report",
            self.nothing.sentence.text(),
            can_start=can_write,
        )

    def _show_matrix(self) -> None:
        plan = self.workspace.plan
        open_risks = [row.risk for row in self._rows if not row.risk.is_closed]
        targets = {
            (r.target_likelihood, r.target_impact) for r in open_risks if r.target_likelihood and r.target_impact
        }
        self.matrix.show_counts(
            scales.matrix(open_risks), lambda cell: scales.band(cell, plan.thresholds), targets
        )  # fmt: skip
        self.matrix_tag.setVisible(bool(scales.illustrative_cells(plan)))
        unscored = sum(1 for risk in open_risks if risk.score is None)
        notes = ["○ a target" if targets else "", f"{counted(unscored, 'risk')} not scored" if unscored else ""]
        self.matrix_card.header.note.setText(", ".join(note for note in notes if note))

    def _show_unsaved(self) -> None:
        kept = [self.workspace.find(key) for key in self.panel.form.kept]
        names = [called(risk) for risk in kept if isinstance(risk, Risk)]
        self.unsaved.setVisible(bool(names))
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            self.unsaved.setText(f"Not saved: {names[0]}{more}")

    def _second_line(self, row: RiskRow) -> str:
        """Under a title: its owner, unless that stands in a column of its own; of a closed risk why it is closed."""
        return row.owner if not row.risk.is_closed and self.table.isColumnHidden(self._owner) else row.gist

    def _matched(self, shown: int, total: int) -> None:
        self.tables.setCurrentWidget(self.no_match if total and not shown else self.table)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.panel.isAncestorOf(self.focusWidget() or self) and not self.register.isHidden():
            self.table.setFocus()
        elif not self.panel.isHidden():
            self._close_panel()
        elif self.cell or self.several or self.bar.line.text():
            self._widen()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.panel.form.settle()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Register and risk side by side where there is room, and so matrix and lookouts."""
        alone = self.panel.isHidden()
        least = look.space(PANEL_LEAST)
        panel = 0 if alone else max(least, round(self.width() * 0.36))
        self.register.setVisible(alone or self.width() >= look.space(ONE_BELOW))
        self.split.setSizes([max(1, self.width() - panel), panel])
        self.lookouts.setVisible(self.width() - panel >= look.space(BOTH_FROM))

    def _assemble(self) -> None:
        for button in (self.unsaved, self.narrowed):
            button.hide()
        self.new.setProperty("kind", "primary")
        self.unsaved.setToolTip("What was typed there was refused; it is kept until you return")
        self.categories.setToolTip("The categories of risk and their appetites")
        self.header.row.addWidget(self.unsaved)
        self.header.row.addWidget(self.category)
        self.header.row.addWidget(self.categories)
        self.header.row.addWidget(self.new)
        self.bar.row.insertWidget(1, self.scope)
        self.bar.row.insertWidget(2, self.narrowed)
        self.category.setAccessibleName("Category")
        scopes = self.scope.buttons.values()
        for earlier, later in pairwise((self.bar.line, *scopes, self.narrowed, self.bar.columns)):
            QWidget.setTabOrder(earlier, later)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.no_match)
        self.matrix_card = Card("Likelihood and impact")
        self.matrix_card.header.row.insertWidget(1, self.matrix_tag)
        self.matrix_card.body.addWidget(self.matrix)
        below = QWidget()
        below.setMaximumHeight(look.space(32))
        foot = QHBoxLayout(below)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(look.space(2))
        foot.addWidget(self.matrix_card, 3)
        foot.addWidget(self.lookouts, 2)
        self.register = QWidget()
        column = QVBoxLayout(self.register)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1.5))
        column.addWidget(self.bar)
        column.addWidget(self.tables, 5)
        column.addWidget(below, 3)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(look.space(2))
        self.split.addWidget(self.register)
        self.split.addWidget(self.panel)
        self.panel.setMinimumWidth(look.space(50))
        self.panel.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.nothing)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        page.setSpacing(look.space(1.5))
        page.addWidget(self.header)
        page.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._add)
        self.categories.clicked.connect(lambda: CategoriesDialog(self.workspace, self.attempt, self).exec())
        self.nothing.started.connect(self._add)
        self.no_match.started.connect(self._widen)
        self.unsaved.clicked.connect(self._return_to_unsaved)
        self.narrowed.clicked.connect(self._widen)
        self.scope.chosen.connect(self._choose_scope)
        self.category.currentIndexChanged.connect(self._narrow)
        self.matrix.cell_chosen.connect(self._choose_cell)
        self.lookouts.opened.connect(self.opened)
        self.table.clicked.connect(self._clicked)
        self.table.opened.connect(self._entered)
        self.table.chosen.connect(self._follow)
        self.table.counted.connect(self._matched)
        self.panel.backed_out.connect(self._close_panel)
        self.panel.ties.opened.connect(self.opened)
        self.panel.history.opened.connect(self.opened)
        self.panel.form.kept_changed.connect(self._show_unsaved)
