"""One register: a table that is filtered, narrowed and sorted, and beside it the panel of the chosen record.

    class VisitRegister(Register):
        KIND, WHAT, NEW = Visit, "visit", "New visit"
        NOTHING = ("No monitoring visits yet", "Enter when the inspectors come.")
        def rows(self): ...

Table and panel are what scrolls; nothing else does. Where the panel is not always there (`BESIDE`), Escape and its
"Close" leave it, and on a narrow page it takes the table's place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.fields import Reference
from app.domain.figures import capital
from app.domain.rating import Ratings
from app.domain.records import Record, rules
from app.domain.validity import terms, touched
from app.ui import kit, look, operations
from app.ui.dialogs.write import new_record
from app.ui.page import Page, Several
from app.ui.record.panel import RecordPanel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_model import Column
from app.ui.widgets.table_bar import TableBar

from . import described
from .cell_table import CellTable
from .row import RecordRow
from .sheet import Sheet

if TYPE_CHECKING:
    from app.workspace import Workspace

PANEL_LEAST = 60  # steps of the grid: a panel that takes the table's place where there is no room for both
ONE_BELOW = 127  # steps of the grid: where it has less, such a panel stands alone


class Register(QStackedWidget):
    """Records of one kind.

    Attributes:
        KIND: of the rows; `WHAT`: what one of them is called ("risk"); `NEW`: what the button says that begins one.
        NOTHING: the heading and the sentence that stand where there is none; `START`: the word of its button.
        BESIDE: whether the panel is always beside the table, with the first row chosen, or comes when a row is opened.
        SHARE: of 1,040 pixels, those that the table gets at first beside a panel.
        table, bar: what one works in; a register without a panel opens its rows elsewhere.
        new_button: begins a record.
        several: the records to which another page narrowed the table.
        changed: the keys of the rows that may say something else than when they were shown last; None where all may.
    """

    KIND: type[Record]
    WHAT = ""
    NEW = ""
    NOTHING = ("", "")
    START = ""
    BESIDE = True
    SHARE = 440

    def __init__(
        self, page: Page, name: str, columns: Sequence[Column[Any]] = (), panel: RecordPanel[Any] | None = None,
        *, two_lines: bool = True,
    ):  # fmt: skip
        """A register on a page; `name` is its table's in the settings. One without columns shows all fields."""
        super().__init__()
        panel = panel or (None if columns else described.panel(page, self.KIND))
        self.page, self._panel = page, panel
        self.several: Several | None = None
        self.changed: Collection[str] | None = None
        self._shown: Ratings | None = None
        self._away = False
        self.table: CellTable[Any] = CellTable(name, described.columns(self.KIND, columns), two_lines=two_lines)
        self.table.setAccessibleName(capital(f"{self.WHAT}s"))
        self.table.take(Sheet(page, self.KIND, self.WHAT, self.table.records.columns, self.edit_label))
        self.bar = TableBar(self.table, self.WHAT)
        self.new_button = kit.button(self.NEW, self.add, "primary")
        self.empty = EmptyState(*self.NOTHING, self.START or self.NEW)
        self.no_match = EmptyState(
            f"No {self.WHAT} fits", f"No {self.WHAT} fits what is looked for.", f"Show all {self.WHAT}s"
        )
        self.back = QPushButton()
        self._chosen, self._filling = "", False
        self._build()
        self._connect()

    @property
    def workspace(self) -> Workspace:
        """The open plan."""
        return self.page.workspace

    @property
    def panel(self) -> RecordPanel[Any]:
        """The panel of the chosen record."""
        assert self._panel is not None, "its rows are opened elsewhere"
        return self._panel

    # -- what a register says of its own

    def rows(self) -> Iterable[Any]:
        """The rows of the table; each has an `id`, the record's key."""
        return [RecordRow(record, self.workspace.ratings) for record in self.workspace.all(self.KIND)]

    def first(self, rows: Sequence[Any]) -> Any:
        """The row that is chosen before anybody chose."""
        return rows[0]

    def below(self) -> QWidget | None:
        """What stands under the table."""
        return None

    def new(self) -> Record | None:
        """Let the person write a new record."""
        return new_record(self.workspace, self.KIND, self)

    def accepts(self, row: Any) -> bool:
        """Whether a row is among those that are looked at."""
        return self.several is None or row.id in self.several.keys

    def narrowed_words(self) -> str:
        """What the rows have in common that are looked at; empty where all are."""
        return self.several.title if self.several else ""

    def is_narrowed(self) -> bool:
        """Whether not all rows are looked at."""
        return bool(self.narrowed_words())

    def widen(self) -> None:
        """Look at all rows again; what is typed is another matter."""
        self.several = None

    def may_leave(self) -> bool:
        """Whether another record may be shown in the panel."""
        return True

    # -- what the page asks for

    def refresh(self) -> None:
        """Show what is now in the plan: what changed, where it was shown before."""
        can_edit = self.page.can_edit
        self.new_button.setVisible(can_edit and bool(self.NEW))
        self.table.hides_empty = not can_edit
        self.table.let_type(can_edit)
        self.changed = self._changed()
        rows = list(self.rows())
        self._filling = True
        self.table.show_records(rows, self.changed)
        self.come_back()
        self._filling = False
        self.setCurrentWidget(self.there if rows else self.empty)
        look.restyle(
            self.new_button, "kind", "primary" if rows else ""
        )  # else the button in the middle is the main one
        self.empty.tell(*self.NOTHING, can_start=can_edit and bool(self.START or self.NEW))
        if self._chosen and self.workspace.find(self._chosen) is None:
            self._chosen = ""
        if self.BESIDE and not self._chosen and rows:
            self._chosen = self.first(self.table.records.rows or rows).id
        current = self.table.current()
        if self._chosen and not self.table.is_below and (current is None or current.id != self._chosen):
            self.table.select(self._chosen)
        self._show()

    def come_back(self) -> None:
        """Bring the rows into their order where the person was elsewhere; under their eyes rows stay at their place."""
        if self._away:
            self._away = False
            self.table.arrange()

    def open(self, record: Record) -> None:
        """Show a record, whatever the table was narrowed to."""
        if not self.may_leave():
            return
        self._chosen = record.id
        if self.table.records.row_of(record.id) < 0:
            self.show_all()
        self._show()
        self.table.select(record.id)
        if not self.left.isHidden():
            self.table.setFocus()

    def open_several(self, several: Several) -> None:
        """Narrow the table to some records."""
        self.show_all()
        self.several = several
        self.narrow()
        if not self.BESIDE:
            self.close_panel()
            self.table.setFocus()
        elif self.table.records.rows:
            found = self.workspace.find(self.table.records.rows[0].id)
            if found is not None:
                self.open(found)

    def show_all(self) -> None:
        """Narrow the table no more, neither by what is typed."""
        self.widen()
        self.bar.line.clear()
        self.narrow()

    def narrow(self) -> None:
        """Show in the table what is looked at."""
        self.bar.say_narrowed(self.narrowed_words())
        self.bar.narrow(self.accepts if self.is_narrowed() else None)

    def add(self) -> None:
        """Let the person write a new record, and show it."""
        if self.may_leave() and (made := self.new()) is not None:
            self.page.opened.emit(made)

    def new_row(self) -> bool:
        """Begin a row below the last for a new record, or ask for it in its dialog; whether one can be added at all."""
        if not self.page.can_edit or not (self.NEW or self.START):
            return False
        rows = type(self).new is Register.new and self.currentWidget() is self.there
        if rows and self.left.isHidden():
            self.close_panel()
        if not rows or not self.table.begin():
            self.add()
        return True

    @staticmethod
    def edit_label(record: Record, names: Sequence[str]) -> str:
        """What an edit of these fields of a record is called."""
        return f"Edit {record.name}: {', '.join(rules(type(record))[name].label.lower() for name in names)}"

    def close_panel(self) -> None:
        """Leave the panel, where it is not always there."""
        if self._panel is not None and not self.BESIDE and not self.panel.isHidden():
            self._chosen = ""
            self._show()
            self.table.setFocus()

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes from the panel to the table, leaves the panel, shows all rows again, and then goes back."""
        inside = self._panel is not None and self.panel.isAncestorOf(QApplication.focusWidget() or self)
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif inside and not self.left.isHidden():
            self.table.setFocus()
        elif self._panel is not None and not self.BESIDE and not self.panel.isHidden():
            self.close_panel()
        elif self.narrowed_words() or self.bar.line.text():
            self.show_all()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._away = self._away or not event.spontaneous()

    # -- inside

    def _changed(self) -> Collection[str] | None:
        """The keys of what may be otherwise than it was shown: what differs, what rests on it or is tied to it."""
        old, new = self._shown, self.workspace.ratings
        self._shown = new
        if old is None or old.before is not new.before or terms(old.plan) != terms(new.plan):
            return None
        differing = [*old.plan.differing(new.plan), *new.plan.differing(old.plan)]
        found = touched(old.plan, new.plan, differing)
        for record in differing:
            found.update(
                getattr(record, name) for name, rule in rules(type(record)).items() if isinstance(rule, Reference)
            )
            for plan in (old.plan, new.plan):
                found.update(link.item for link in plan.links_to(record))
                found.update(link.serves for link in plan.links_from(record))
        return found

    def _show(self) -> None:
        if self._panel is None:
            return
        found = self.workspace.find(self._chosen)
        shown = found if isinstance(found, self.KIND) else None
        self.panel.show_record(shown)
        if not self.BESIDE:
            self.panel.setVisible(shown is not None)
            self._lay_out()

    def _lay_out(self) -> None:
        """Table and panel side by side where there is room; a panel that comes and goes takes the table's place."""
        if self._panel is None or self.BESIDE:
            return
        alone = self.panel.isHidden()
        wide = max(look.space(PANEL_LEAST), round(self.width() * 0.36), min(self.panel.needs, self.width() // 2))
        panel = 0 if alone else wide
        self.left.setVisible(alone or self.width() >= look.space(ONE_BELOW))
        self.there.setSizes([max(1, self.width() - panel), panel])

    def _follow(self, row: Any) -> None:
        """Another row is selected: its record is shown, where one is."""
        if row is None or self._panel is None or row.id == self._chosen or (not self.BESIDE and self.panel.isHidden()):
            return
        if self.may_leave():
            self._chosen = row.id
            self._show()
        else:
            self.table.clearSelection()

    def clicked(self, index: QModelIndex) -> None:
        """A row was pressed: where the panel comes and goes, or there is none, that opens it.

        Who may type in the pressed cell only goes there.
        """
        row = self.table.current()
        if row is None or not self.table.opens(index.column()) or not self._one_chosen():
            return
        if not self.BESIDE or self._panel is None:
            self._go_to(row)

    def entered(self, row: Any) -> None:
        """Enter, or two presses: into the form."""
        if self._panel is None:
            self._go_to(row)
        elif self.page.can_edit and self.panel.record is not None:
            self.panel.do(operations.edit)

    def _go_to(self, row: Any) -> None:
        found = self.workspace.find(row.id)
        if found is not None:
            self.page.opened.emit(found)

    def _one_chosen(self) -> bool:
        return len(self.table.chosen_rows()) == 1

    def _matched(self, shown: int, total: int) -> None:
        self.tables.setCurrentWidget(self.no_match if total and not shown else self.table)
        nobody = self.table.current() is None and not self.table.is_below
        if self.BESIDE and self._panel is not None and not self._filling and nobody:
            if shown:  # the chosen one was filtered out: the first that is left
                self.table.select(self.table.records.rows[0].id)
            else:
                self.panel.show_record(None)
                self._chosen = ""

    def _build(self) -> None:
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.no_match)
        below = self.below()
        self.left = QWidget()
        column: QVBoxLayout = kit.column(self.bar, (self.tables, 1), on=self.left, gap=look.space(1.5))
        if below is not None:
            column.addWidget(below)
        beside = () if self._panel is None else ((self._panel, 1),)
        self.there = kit.split((self.left, 1), *beside)
        self.there.setHandleWidth(look.space(2))
        self.there.setSizes([self.SHARE, 1040 - self.SHARE])
        if self._panel is not None and not self.BESIDE:
            self.panel.setMinimumWidth(look.space(50))
            self.panel.laid_out.connect(self._lay_out)
            self.panel.hide()
            self.back = self.panel.back
            self.back.setToolTip("Back to the table (Esc)")
            self.back.show()
        self.addWidget(self.there)
        self.addWidget(self.empty)

    def _connect(self) -> None:
        self.table.clicked.connect(self.clicked)
        self.table.refused.connect(self.page.session.say_wrong)
        self.table.chosen.connect(self._follow)
        self.table.opened.connect(self.entered)
        self.table.counted.connect(self._matched)
        self.bar.narrowed.clicked.connect(self.show_all)
        self.no_match.started.connect(self.show_all)
        self.empty.started.connect(self.add)
        self.back.clicked.connect(self.close_panel)
