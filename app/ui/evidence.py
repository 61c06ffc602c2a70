"""The letters and evidence of a record; another is added by choosing a file or dropping it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.domain.figures import size_words
from app.domain.records import Attachment, Record
from app.ui import look, operations
from app.ui.dialogs.attachment import attach, dropped
from app.ui.kit import button, column
from app.ui.page import Page
from app.ui.widgets.card import ListRow, RowList, SectionHeader, rule


class Evidence(QWidget):
    """What is attached to a record.

    Attributes:
        rows: the attachments, each a way to its place among all of them.
        add_button: takes a file into the plan.

    Signals:
        opened: the person wants to see an attachment.
    """

    opened = Signal(object)

    def __init__(self, page: Page, title: str = "Letters and evidence", *, brief: bool = False):
        """What is attached; where it is to be `brief`, nothing is shown while there is nothing."""
        super().__init__()
        self._page, self._brief = page, brief
        self._record: Record | None = None
        self.header, self.rows = SectionHeader(title), RowList()
        self.add_button = button(operations.attach.word, self.add, "link")
        self.header.row.addWidget(self.add_button)
        column(self.header, rule(), self.rows, on=self, gap=look.space(0.5))
        self.setAcceptDrops(True)
        self.rows.opened.connect(self.opened)

    def show_record(self, record: Record) -> None:
        """Show what is attached to another record."""
        self._record = record
        plan, writable = self._page.workspace.plan, self._page.can_edit
        found = plan.children(record, Attachment, "record")
        self.rows.show_rows(
            [
                ListRow(
                    text=each.title, detail=" · ".join(filter(None, (str(each.day or ""), each.filename))),
                    word=size_words(each.size or 0), shape="dot", target=each, illustrative=plan.illustrative(each),
                )
                for each in found
            ],
            "No file yet." + (" You can drop one here." if writable else ""),
        )  # fmt: skip
        self.add_button.setVisible(writable)
        self.setVisible(bool(found) or not self._brief)

    def add(self, path: Path | None = None) -> None:
        """Let the person take a file into the plan: the one that was dropped, or another."""
        if self._record is not None and path is None:
            operations.start(operations.attach, self._page.session, self._record, self)
        elif self._record is not None:
            attach(self._page.workspace, self._record, path, self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._page.can_edit and dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.add(path)
