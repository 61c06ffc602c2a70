"""Meetings and bodies as rows of tables whose words are whole, and the words for when they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from app.domain.meetings import body_name
from app.domain.plan import Plan
from app.domain.records import EVERY, Body, Meeting
from app.domain.schedule import days, show_date
from app.ui import look
from app.ui.widgets.delegates import CellDelegate
from app.ui.widgets.record_model import SECOND, Column, Index
from app.ui.widgets.record_table import RecordTable


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the plan that says whose it is and what day it is."""

    meeting: Meeting
    plan: Plan

    @property
    def id(self) -> str:
        return self.meeting.id

    @property
    def body(self) -> str:
        return body_name(self.plan, self.meeting)

    @property
    def state(self) -> str:
        return meeting_state(self.meeting, self.plan.position)

    @property
    def moved(self) -> str:
        """Such as "planned for 13 Mar 2018", where it is held on another day."""
        planned = self.meeting.planned
        return f"planned for {show_date(planned)}" if planned and planned != self.meeting.day else ""


@dataclass(frozen=True)
class BodyRow:
    """A body with the plan that says when it meets next."""

    body: Body
    plan: Plan

    @property
    def id(self) -> str:
        return self.body.id

    @property
    def meets(self) -> str:
        """How often, as its source says it, else as it is planned by."""
        return self.body.meets or (EVERY[self.body.every] if self.body.every else "")

    @property
    def next(self) -> date | None:
        """When it meets next, as far as that is entered."""
        mine = self.plan.children(self.body, Meeting, "body")
        return min((m.day for m in mine if m.day and is_ahead(m, self.plan)), default=None)


def is_ahead(meeting: Meeting, plan: Plan) -> bool:
    """Whether a meeting is open and its day has not passed."""
    return not meeting.closed and meeting.day is not None and meeting.day >= plan.position


def away(day: date, position: date) -> str:
    """Such as "in 48 days", "today", "3 days ago"."""
    left = (day - position).days
    if left == 0:
        return "today"
    return f"in {days(left)}" if left > 0 else f"{days(-left)} ago"


def meeting_state(meeting: Meeting, position: date) -> str:
    """Such as "Closed", "Open, in 48 days"."""
    if meeting.closed:
        return "Closed"
    return f"Open, {away(meeting.day, position)}" if meeting.day else "Open"


class WrappingDelegate(CellDelegate):
    """A cell that is as high as its words: they wrap, and so does the second line under them."""

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        box = box.adjusted(0, look.space(0.75), 0, 0)
        for text, font, ink in zip(_said(index), _fonts(option), self._ink(option), strict=True):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(box, int(_WRAPPED), text)
            box.setTop(box.top() + _high(text, font, box.width()))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        table = self.parent()
        assert isinstance(table, QTableView)
        wide = table.columnWidth(index.column()) - look.space(2)
        high = sum(_high(text, font, wide) for text, font in zip(_said(index), _fonts(option), strict=True))
        return QSize(wide, high + look.space(1.75))


class WrappingTable(RecordTable[Any]):
    """A table in which nothing is cut: its rows grow with their words."""

    def _set_up(self, two_lines: bool) -> None:
        super()._set_up(two_lines)
        self.setItemDelegate(WrappingDelegate(self))
        self.verticalHeader().setMinimumSectionSize(look.space(3))
        self._settling = QTimer(self, singleShot=True)  # once the columns have the widths that the rows lead to
        self._settling.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(lambda: self._settling.start(0))
        self.records.modelReset.connect(self.resizeRowsToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def _said(index: Index) -> tuple[str, str]:
    return str(index.data() or ""), str(index.data(SECOND) or "")


def _fonts(option: QStyleOptionViewItem) -> tuple[Any, Any]:
    return option.font, look.font("small")  # type: ignore[attr-defined]


def _high(text: str, font: Any, wide: int) -> int:
    return QFontMetrics(font).boundingRect(0, 0, max(wide, 1), 10_000, int(_WRAPPED), text).height() if text else 0


MEETINGS = [
    Column[MeetingRow](
        name="day", title="Date", text=lambda r: show_date(r.meeting.day) if r.meeting.day else "", width=136,
        sort=lambda r: r.meeting.day, second=lambda r: r.state,
    ),
    Column[MeetingRow](
        name="body", title="Body and purpose", text=lambda r: r.body, stretch=True,
        second=lambda r: r.meeting.purpose or r.moved,
    ),
    Column[MeetingRow](
        name="state", title="State", text=lambda r: r.state, width=136, shown=False,
        sort=lambda r: (bool(r.meeting.closed), r.meeting.day or date.max),
    ),
    Column[MeetingRow](name="moved", title="Moved", text=lambda r: r.moved, width=176, shown=False),
    Column[MeetingRow](name="purpose", title="Purpose", text=lambda r: r.meeting.purpose, width=240, shown=False),
]  # fmt: skip

BODIES = [
    Column[BodyRow](name="title", title="Body", text=lambda r: r.body.title, stretch=True),
    Column[BodyRow](name="meets", title="How often", text=lambda r: r.meets, width=128, gives_way=1),
    Column[BodyRow](name="chair", title="Chair", text=lambda r: r.body.chair, width=128, gives_way=2),
    Column[BodyRow](
        name="next", title="Next", text=lambda r: show_date(r.next) if r.next else "", width=100, sort=lambda r: r.next,
    ),
]  # fmt: skip
