"""Actions as a list: all of them, or some that belong together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.records import Action
from app.ui import look
from app.ui.page import Page, Several
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.record_table import TableBar

from . import adding, tables


class ActionsView(QWidget):
    """The list.

    Signals:
        opened: the action that the person wants to see.
    """

    opened = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.several: Several | None = None
        self.header = PageHeader("Actions")
        self.add = QPushButton("New action")
        self.header.row.addWidget(self.add)
        self.table = tables.actions(lambda: self.page.workspace.ratings)
        self.table.setAccessibleName("Actions")
        self.bar = TableBar(self.table, "actions")
        self.all = QPushButton()
        self.bar.row.insertWidget(1, self.all)
        self.add.clicked.connect(lambda _=False: adding.add(self.page.workspace, Action, None, self))
        self.all.clicked.connect(lambda _=False: self.show_several(None))
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(lambda _index: self.opened.emit(self.table.current()))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        column.setSpacing(look.space(1.5))
        top = QHBoxLayout()
        top.addWidget(self.bar)
        column.addWidget(self.header)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_several(self, several: Several | None) -> None:
        """Narrow to some; None shows all."""
        self.several = several
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Show what is now in the plan."""
        workspace, several = self.page.workspace, self.several
        self.add.setEnabled(workspace.writable)
        self.add.setToolTip(workspace.why_read_only)
        self.table.show_records(workspace.all(Action))
        self.bar.narrow((lambda action: action.id in several.keys) if several else None)
        self.all.setVisible(several is not None)
        if several is not None:
            self.all.setText(f"{several.title[:1].upper()}{several.title[1:]}   ✕")
            self.all.setAccessibleName(f"Narrowed to {several.title}: show all again")
