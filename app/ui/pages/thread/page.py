"""The page of the golden thread: matrices with their gaps lit, or one record's thread; beside it what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.figures import capital, counted
from app.domain.plan import Plan
from app.domain.records import Component, Link, Record
from app.domain.thread import LinkMatrix, gaps, matrix
from app.ui import look, operations
from app.ui.dialogs.write import new_record
from app.ui.kit import STRETCH, block, button, column, row, scroll, split
from app.ui.page import Page, Several, Target
from app.ui.record.thread_panel import ThreadPanel
from app.ui.session import Session
from app.ui.trail import ThreadOf
from app.ui.widgets.card import Card, rule
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.linking import either_way, short
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.tabs import TabWords
from app.ui.widgets.whole_lines import WholeLines

from .cell_card import CellCard
from .filter import PAIRS, Pair, narrow
from .filter_bar import MatrixFilters
from .matrix_table import MatrixTable
from .one_thread import OneThread

SIDE = 42  # steps of the grid


class ThreadPage(Page):
    """The golden thread.

    Attributes:
        words: chooses a matrix, or last the thread of one record.
        bar: narrows the matrix. `table`: the matrix.
        one: the thread of one record.
        cell, panel: the chosen cell, or all that is tied to the record of the chosen heading.
        gaps: what is missing, each a way in.
    """

    title = "Thread"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header = PageHeader("Golden thread")
        self.new = button("New component", self._add, "primary", "A part of the vision of a good service")
        self.words = TabWords()
        self.words.setAccessibleName("What is shown")
        for pair in PAIRS:
            self.words.setTabToolTip(self.words.addTab(pair.tab or pair.title), pair.title)
            self.words.setAccessibleTabName(self.words.count() - 1, pair.title)
        self.words.addTab("One thread")
        self.bar, self.table = MatrixFilters(), MatrixTable(self)
        self.one = OneThread(self.can_open)
        self.cell, self.panel = CellCard(self), ThreadPanel(self.session)
        self.gaps = WholeLines("Gaps", 6)
        self.nothing = EmptyState("Nothing here yet", "", "Add the first component")
        self.no_match = EmptyState("Nothing fits", "Neither a row nor a column fits what was typed.", "Show all")
        self._matrix: LinkMatrix | None = None
        self._heading = ""
        self._build()
        self._connect()

    @property
    def pair(self) -> Pair | None:
        """The matrix that is chosen; None while one thread is shown."""
        at = self.words.currentIndex()
        return PAIRS[at] if at < len(PAIRS) else None

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.new.setVisible(self.can_edit)
        lines = gap_lines(self.workspace.plan, self.can_open)
        self.gaps.show_lines(lines)
        self.gaps_card.header.note.setText(f"{len(lines):,}" if lines else "")
        self.no_gaps.setVisible(not lines)
        self.gaps.setVisible(bool(lines))
        self.bar.show_themes(self.workspace.plan)
        self._show()

    def reveal(self, target: Target) -> None:
        if isinstance(target, ThreadOf):
            self.one.show_thread(self.workspace, self.workspace.find(target.key))
            self._choose(len(PAIRS))
            self._go_into_thread()
        elif isinstance(target, Component):
            self._reveal_cell(PAIRS[0], target.id)
        elif isinstance(target, Link):
            self._reveal_link(target)
        elif isinstance(target, Several):
            self._choose(0)
        else:
            self._clear()

    def find(self) -> None:
        line = self.one.line if self.pair is None else self.bar.line
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    # -- showing

    def _show(self) -> None:
        """Show what is chosen at the top, as it is now."""
        pair, plan = self.pair, self.workspace.plan
        self.bar.setVisible(pair is not None)
        if pair is None:
            self.header.tell("Golden thread", "What a record serves and what serves it, from vision to findings")
            self.one.show_thread(self.workspace)
            self.left.setCurrentWidget(self.one)
            self._show_panel(self.one.record)
            return
        self._matrix = matrix(plan, pair.rows, pair.columns)
        self.header.tell("Golden thread", _summary(pair, self._matrix))
        self.bar.show_matrix(pair, self._matrix)
        self._narrow()

    def _narrow(self) -> None:
        pair, found = self.pair, self._matrix
        if pair is None or found is None:
            return
        bar = self.bar
        shown = narrow(self.workspace.plan, found, scope=bar.scope, theme=bar.theme, text=bar.line.text())
        self.table.show_matrix(self.workspace.plan, pair, found, shown)
        bar.show_count(len(shown.rows), len(found.rows), len(shown.columns), len(found.columns))
        if not found.rows or not found.columns:
            self._show_nothing(pair, found)
        else:
            there = bool(shown.rows and shown.columns)
            self.left.setCurrentWidget(self.table if there else self.no_match)
        self._show_side()

    def _show_nothing(self, pair: Pair, found: LinkMatrix) -> None:
        vision = pair.rows is Component
        if not found.rows:
            self.nothing.tell(f"No {pair.what} yet", pair.start, can_start=vision and self.can_edit)
        else:
            which = f"which of the {len(found.rows):,} {pair.what} they are for"
            which = which if len(found.rows) > 1 else f"whether they are for the one {pair.one_row}"
            sentence = f"Once there are some, one sees here {which}."
            self.nothing.tell(f"No {pair.many} yet", sentence, can_start=False)
        self.left.setCurrentWidget(self.nothing)

    def _show_side(self) -> None:
        """Show the chosen heading's record, or the cell that the keyboard is in."""
        record = self.workspace.find(self._heading) if self._heading else None
        at = self.table.cell() if self.left.currentWidget() is self.table else None
        if record is not None:
            self._show_panel(record)
        elif at is not None:
            self.side_title.setText("This cell")
            self.cell.show_cell(self.table.matrix, *at)
            self._show_card(self.cell)
        else:
            self.side_card.hide()

    def _show_panel(self, record: Record | None) -> None:
        self.side_card.setVisible(record is not None)
        if record is not None:
            self.side_title.setText(record.name)
            self.panel.offers_whole = self.pair is not None
            self.panel.show_record(record)
            self._show_card(self.panel)

    def _show_card(self, part: QWidget) -> None:
        for other in (self.cell, self.panel):
            other.setVisible(other is part)
        self.side_card.show()

    # -- hands

    def _choose(self, number: int) -> None:
        if self.words.currentIndex() == number:
            self._show()
        else:
            self.words.setCurrentIndex(number)  # shows it

    def _turn(self) -> None:
        """Another word is chosen at the top."""
        self._heading = ""
        self._show()

    def _clear(self) -> None:
        """Nothing typed, no theme, the usual columns."""
        self._heading = ""
        self.bar.clear()
        self._show()

    def _move(self, row: Record, column: Record) -> None:
        self._heading = ""
        self.cell.show_cell(self.table.matrix, row, column)
        self._show_side()

    def _choose_heading(self, record: Record) -> None:
        self._heading = record.id
        self._show_side()

    def _link(self, row: Record, column: Record) -> None:
        """Make the link of a cell."""
        if refused := self.session.why_not_editing:
            self.session.say_wrong(refused)
        elif (ends := either_way(column, row)) is not None:
            operations.link(self.session, ends[0], ends[1])

    def _reveal_cell(self, pair: Pair, row: str, column: str = "") -> None:
        self._heading = ""
        self.bar.clear()
        self._choose(PAIRS.index(pair))
        if not self.table.go_to(row, column):
            self.bar.choose("all")
            self._narrow()
            self.table.go_to(row, column)
        self._show_side()
        self.table.setFocus()

    def _reveal_link(self, made: Link) -> None:
        """Show the cell of a link; where no matrix has it, the thread of what it makes serve."""
        item, serves = self.workspace.find(made.item), self.workspace.find(made.serves)
        for pair in PAIRS:
            if isinstance(item, pair.columns) and isinstance(serves, pair.rows):
                self._reveal_cell(pair, serves.id, item.id)
                return
        if item is not None:
            self.reveal(ThreadOf(item.id))

    def _go_into_thread(self) -> None:
        if self.one.record is not None and (row := self.one.rows.get(self.one.record.id)):
            row.show()
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if (made := new_record(self.workspace, Component, self)) is not None:
            self.opened.emit(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.pair is not None and self.side_card.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus()
        elif self.pair is not None and self.bar.is_narrowed:
            self._clear()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.split.setSizes([max(1, self.width() - look.space(SIDE)), look.space(SIDE)])

    # -- putting together

    def _build(self) -> None:
        self.header.row.addWidget(self.new)
        self.left = QStackedWidget()
        for view in (self.table, self.one, self.nothing, self.no_match):
            self.left.addWidget(view)
        self.side_card, self.gaps_card = Card("This cell"), Card("Gaps")
        self.side_card.setMinimumHeight(look.space(41))  # so that the gaps stay where they are from cell to cell
        self.side_title = self.side_card.header.title
        self.side_title.setWordWrap(True)
        self.side_card.header.row.setStretch(0, 1)
        self.no_gaps = look.label("No strand is missing.", quiet=True, wrap=True)
        for card, parts in ((self.side_card, (self.cell, self.panel)), (self.gaps_card, (self.no_gaps, self.gaps))):
            for part in parts:
                card.body.addWidget(part)
            card.body.addStretch(1)
        gap = look.space(1.5)
        self.beside = scroll(block(column(self.side_card, self.gaps_card, STRETCH, gap=gap)))
        self.split = split((block(column(self.bar, (self.left, 1), gap=gap)), 0), (self.beside, 0))
        tabs = column(row(self.words, STRETCH), rule())
        edge = (look.space(3), look.space(2))
        column(self.header, tabs, (self.split, 1), on=self, gap=gap, edge=edge)

    def _connect(self) -> None:
        self.nothing.started.connect(self._add)
        self.no_match.started.connect(self._clear)
        self.words.currentChanged.connect(self._turn)
        self.bar.changed.connect(self._narrow)
        self.bar.left.connect(self.table.setFocus)
        self.table.moved.connect(self._move)
        self.table.link_wanted.connect(self._link)
        self.table.heading_chosen.connect(self._choose_heading)
        self.cell.link_wanted.connect(self._link)
        for part in (self.table, self.one, self.cell, self.gaps):
            part.opened.connect(self.opened)


def gap_lines(plan: Plan, can_open: Callable[[Any], bool]) -> list[ListLine]:
    """Every gap of the plan, each a way in: what is missing, and whose it is."""
    lines: list[ListLine] = []
    for gap in gaps(plan):
        name, title = capital(short(gap.record)), getattr(gap.record, "title", "")
        word = "" if title.startswith(name.removesuffix("…")) else name
        lines.append(
            ListLine(
                title=title or name, fact=capital(gap.what), more=word or type(gap.record).NAME, direction="worse",
                illustrative=plan.illustrative(gap.record), target=gap.record if can_open(gap.record) else None,
            )
        )  # fmt: skip
    return lines


def _summary(pair: Pair, found: LinkMatrix) -> str:
    """Such as "18 links. 1 of 15 recommendations and 13 of 30 actions are linked to nothing here"."""
    if not found.rows or not found.columns:
        return ""
    parts = [
        f"{len(empty):,} of {counted(len(all_), word, plural)}"
        for empty, all_, word, plural in (
            (found.empty_rows, found.rows, pair.one_row, pair.what),
            (found.empty_columns, found.columns, pair.one_column, pair.many),
        )
        if empty
    ]
    links = counted(len(found.cells), "link")
    if not parts:
        return f"{links}. Everything is linked to something here."
    return f"{links}. {capital(' and '.join(parts))} are linked to nothing here."
