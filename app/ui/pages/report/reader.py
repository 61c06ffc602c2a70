"""A section as it is read: its text, and beside it what a live figure does not find, the sources and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.records import Section
from app.exchange import prose
from app.ui import look, messages
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.page import Page
from app.ui.widgets.banner import Banner
from app.ui.widgets.card import ListArea
from app.ui.widgets.prose_view import ProseView
from app.ui.widgets.record_story import HistoryLines, SourceLines

if TYPE_CHECKING:
    from app.workspace import Workspace

SIDE = 34  # steps of the grid
WIDEST = 100  # steps of the grid: a longer line is hard to read


class SectionText(QWidget):
    """The text of a section.

    Attributes:
        text: where it is read.
        wrong: names the live figures that name nothing.

    Signals:
        opened: the record that a live figure speaks of.
    """

    opened = Signal(object)

    def __init__(self, page: Page):
        super().__init__()
        self._page = page
        self.text, self.wrong = ProseView(), Banner()
        self.text.setAccessibleName("The section's text")
        self.text.setMaximumWidth(look.space(WIDEST))
        self.nothing = look.label("Nothing is written here yet.", quiet=True)
        self.sources, self.history = SourceLines(), HistoryLines()
        let_settle(self.sources.apart, lambda: page.workspace, page.attempt, self)
        let_ask(self.sources.asked, lambda: page.workspace, self)
        self.text.opened.connect(self.opened)
        self.history.opened.connect(self.opened)
        self.text.address_wanted.connect(self.ask_to_open)
        self._build()

    def show_section(self, workspace: Workspace, section: Section) -> None:
        """Show a section with the plan's figures as they are now."""
        plan = workspace.plan
        blocks = prose.filled(section.body, plan, workspace.ratings)
        self.text.show_blocks(blocks)
        self.nothing.setVisible(not blocks)
        self.text.setVisible(bool(blocks))
        wrong = prose.problems(blocks)
        if wrong:
            head = "A live figure names nothing." if len(wrong) == 1 else f"{len(wrong):,} live figures name nothing."
            self.wrong.show_wrong("\n".join([head, *wrong]))
        else:
            self.wrong.hide()
        self.sources.show_record(plan, section, writable=self._page.can_edit)
        self.history.show_record(workspace, section)

    def ask_to_open(self, address: str) -> None:
        """Open an address of the web or of mail once the person has seen it."""
        if not prose.may_open(address):
            return
        where = "your mail program" if address.startswith("mailto:") else "your browser"
        if messages.ask(self.window(), f"Open this address in {where}?", address, "Open"):
            QDesktopServices.openUrl(QUrl(address))

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(1))
        column.addWidget(self.wrong)
        for title, part in (("Where this comes from", self.sources), ("History", self.history)):
            column.addWidget(look.label(title, "strong"))
            column.addWidget(part)
        column.addStretch()
        area = ListArea()
        area.setWidget(side)
        area.setFixedWidth(look.space(SIDE))
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(3))
        row.addLayout(words, 100)
        row.addStretch(1)
        row.addWidget(area)
