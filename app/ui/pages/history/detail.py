"""The chosen edit: who made it and when, what it changed from what to what, and whether it can be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.records import Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.editing import undo_words
from app.ui.kit import STRETCH, block, button, column, row, scroll
from app.ui.page import Page
from app.ui.widgets.card import ListRow, RowList, rule
from app.workspace import EditLine, EntryPart, Refusal

from .edit_list import day_of, who

_FIRST = 40
"""Records that are told before somebody asks for all."""
_QUICK = 200
"""Of an edit of so many records it is looked up at once whether it can be undone; of a larger one when one asks."""


class EditDetail(QFrame):
    """One edit.

    Attributes:
        line: what is shown; None while there is nothing.
        parts: what it changed, a row for each record.
        undo_button: undoes it; `note` says what would stay as it is, or why it cannot be undone.
        more: shows what is left out.

    Signals:
        opened: a record that the person wants to see.
        undo_wanted: the edit is to be undone.
    """

    opened = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._page = page
        self._only: Record | None = None
        self.line: EditLine | None = None
        self.title, self.when = look.label(role="heading", wrap=True), look.label(role="small", quiet=True, wrap=True)
        self.undo_button = button("Undo this edit", lambda: self.undo_wanted.emit(self.line))
        self.more = button("", lambda: self._show_parts(whole=True), "link")
        self.note = look.label(role="small", quiet=True, wrap=True)
        self.parts = RowList()
        self._build()
        self.parts.opened.connect(self.opened)

    def show_line(self, line: EditLine | None, only: Record | None) -> None:
        """Show an edit; of one that touched much only what it did to the record `only`, until one asks for more."""
        self.line, self._only = line, only
        self._inside.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(line.label)
        when = f"{show_date(day_of(line))}, {line.at.astimezone():%H:%M}"
        self.when.setText("\n".join([*([who(line)] if line.author else []), when]))
        self.undo_button.setText("Undo these edits" if line.came else "Undo this edit")
        self._show_parts(whole=False)
        self._show_undo(line)
        self.area.verticalScrollBar().setValue(0)

    def _show_parts(self, *, whole: bool) -> None:
        assert self.line is not None
        logbook = self._page.workspace.logbook
        try:
            found = logbook.parts(self.line.id, None if whole else self._only)
        except Refusal as refusal:
            self._page.session.say_wrong(str(refusal))
            found = []
        if not found and not whole:
            found = logbook.parts(self.line.id)
        shown = found if whole else found[:_FIRST]
        self.parts.show_rows([self._row(part) for part in shown], "It changed nothing that is told.")
        left = max(self.line.touched, len(found)) - len(shown)
        self.more.setVisible(left > 0 and not whole)
        self.more.setText("Show all that it changed" if self.line.touched >= 1000 else f"Show {left:,} more")

    def _row(self, part: EntryPart) -> ListRow:
        target = self._target(self._page.workspace.find(part.key))
        return ListRow(part.name, "\n".join(part.told), part.kind.NAME, target=target)

    def _target(self, record: Record | None) -> Record | None:
        """What opens for a record: itself, or what it says something about."""
        for _ in range(3):
            if record is None or self._page.can_open(record):
                return record
            about = next((n for n in ("record", "meeting", "item") if getattr(record, n, "")), "")
            record = self._page.workspace.find(getattr(record, about)) if about else None
        return None

    def _show_undo(self, line: EditLine) -> None:
        workspace, can_edit = self._page.workspace, self._page.can_edit
        self.undo_button.setVisible(can_edit)
        self.undo_button.setEnabled(can_edit)
        self.note.setText("")
        if can_edit and line.touched <= _QUICK:
            try:
                made = workspace.undoing(line.id)
            except Refusal as refusal:
                self.undo_button.setEnabled(False)
                self.note.setText(str(refusal))
            else:
                self.undo_button.setEnabled(made.edit is not None)
                self.note.setText(undo_words(made))
        self.note.setVisible(bool(self.note.text()))

    def _build(self) -> None:
        edges = (0, look.space(0.5), look.space(1.5), look.space(1))
        self.area = scroll(block(column(self.parts, row(self.more, STRETCH), STRETCH, gap=look.space(0.5), edge=edges)))
        head = row((self.when, 1), self.undo_button, gap=look.space(1))
        self._inside = block(column(self.title, head, self.note, rule(), (self.area, 1), gap=look.space(1)))
        column(self._inside, on=self, edge=(look.space(2), look.space(1.5), look.space(1.5), look.space(0.5)))
