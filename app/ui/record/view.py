"""A record that fills its page: a head with what can be done, and a body that scrolls, whose columns turn."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from app.domain.plan import Plan
from app.ui import kit, look, operations
from app.ui.kit import STRETCH, block, column, row, scroll
from app.ui.page import Page
from app.ui.widgets.page_header import PageHeader

from .frame import R, RecordFrame

SIDE_BY_SIDE = 900  # pixels from which the story stands beside the tables


class RecordView(RecordFrame[R]):
    """One record in full.

    Attributes:
        header: its title, with the buttons at the right.
        main, side: the layouts of the body: what it consists of, and what is said of it.
    """

    HEAD = (operations.edit,)
    STATUS = (operations.set_status, operations.judge_confidence)
    """The acts in its head, before its menu, and those beside its status."""

    def __init__(self, page: Page):
        super().__init__(page, framed=True)
        self.header = PageHeader()
        for act in self.HEAD:
            self.header.row.addWidget(self.button(act))
        for act in self.STATUS:
            self.status.head.addWidget(self.button(act))
        self.header.row.addWidget(self.more)
        self._build()

    def show_record(self, record: R) -> None:
        """Show a record as it is now."""
        self.show_head(record)
        self.fill(record, self.workspace.plan)
        self.show_story(record)

    def fill(self, record: R, plan: Plan) -> None:
        """Show what is particular to this kind of record."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the columns beside each other where there is room."""
        wide = self.width() >= SIDE_BY_SIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        self.main, self.side = column(gap=look.space(2)), column(gap=look.space(2))
        self._columns = row((self.main, 2), (self.side, 1), gap=look.space(4))
        self.assemble(self.status, self._columns, STRETCH)

    def assemble(self, *parts: kit.Part) -> None:
        """Put the head above a body of these parts, which scrolls as one."""
        edge = look.space(3)
        self.body = block(column(*parts, gap=look.space(2), edge=(edge, look.space(0.5), edge, edge)))
        self.header.setContentsMargins(edge, look.space(2), edge, look.space(0.5))
        self.area = scroll(self.body)
        self.kept_back.setContentsMargins(edge, 0, edge, 0)
        column(self.header, self.kept_back, (self.area, 1), on=self, gap=look.space(1))
