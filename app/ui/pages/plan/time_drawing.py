"""A row of the timeline: bars from start to due, diamonds for milestones, what was moved; and the same in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.domain import timeline
from app.domain.figures import counted, span
from app.domain.records import Action, Milestone
from app.domain.schedule import PartialDate
from app.ui import look
from app.ui.widgets.delegates import CellDelegate
from app.ui.widgets.record_model import CELL, Index
from app.ui.widgets.shapes import draw_shape

from . import outline
from .rows import PlanRow
from .time_scale import TimeScale

BAR, DIAMOND, LABEL_GAP = 12, 9, 8


@dataclass(frozen=True)
class Marker:
    """A day that a line through all rows marks.

    Attributes:
        text: what it says on the axis, such as "Position 31 Jan 2018".
        style: of its line; `strong`: in the colour of text, otherwise quiet.
    """

    day: date
    text: str
    style: Qt.PenStyle
    strong: bool = False

    def pen(self) -> QPen:
        """What its line is drawn with."""
        c = look.colours()
        return QPen(QColor(c.text if self.strong else c.quiet), 2 if self.strong else 1, self.style)


class TimeDelegate(CellDelegate):
    """The cell of the bars.

    Attributes:
        scale, markers: asked while drawing.
    """

    draws_words = False
    scale: Callable[[], TimeScale]
    markers: Callable[[], tuple[Marker, ...]]

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        row: PlanRow = index.data(CELL)
        whole = QRect(option.rect)  # type: ignore[attr-defined]
        painter.setClipRect(whole)
        painter.translate(whole.x(), 0)
        c, state = look.colours(), option.state  # type: ignore[attr-defined]
        chosen, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        back = c.selected if chosen else c.raised if hovered else c.window
        drawing = Drawing(painter, self.scale(), whole.width(), whole.y(), whole.height(), back)
        drawing.lines(self.markers())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.row(row)


@dataclass
class Drawing:
    """One row while it is drawn; x begins at the left of the cell."""

    painter: QPainter
    scale: TimeScale
    room: int
    top: int
    height: int
    back: str

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def lines(self, markers: tuple[Marker, ...]) -> None:
        """The months as faint lines, and the days that are marked."""
        self.painter.setPen(QPen(QColor(look.charts().grid), 1))
        days = [day for day, _ in self.scale.months(self.room)] or [day for day, _ in self.scale.years(self.room)]
        for day in days:
            self._upright(self.scale.x(day))
        for marker in markers:
            self.painter.setPen(marker.pen())
            self._upright(self.scale.x(marker.day))

    def row(self, row: PlanRow) -> None:
        """What the row shows."""
        match row.record:
            case Action() as action:
                self._action(row, action)
            case Milestone() as step:
                self._milestone(row, step)
            case _:
                self._span(row)

    def _action(self, row: PlanRow, action: Action) -> None:
        start = self.scale.x(action.starts.first) if action.starts else None
        end = self._end(action.due) if action.due else self._end(action.done_on) if action.done_on else None
        status = look.status(row.rating.status if row.rating else "not rated")
        if start is None and end is None:
            self._edge_words(beside(row))
            return
        self._was(row, end)
        self._bar(start, end, status.mark, 100 if action.done else action.percent)
        for step in timeline.milestones(row.now.plan, action):
            if step.due:
                self._diamond(self.scale.x(step.due.last), step.done, DIAMOND)
        self._words(
            row, start if start is not None else end, end if end is not None else start, status.shape, status.mark
        )

    def _milestone(self, row: PlanRow, step: Milestone) -> None:
        day = step.due or step.done_on
        if day is None:
            self._edge_words(beside(row))
            return
        x = self.scale.x(day.last)
        self._was(row, x)
        self._diamond(x, step.done, DIAMOND + 2)
        status = look.status(row.rating.status if row.rating else "not rated")
        self._words(row, x - DIAMOND, x + DIAMOND, status.shape, status.mark)

    def _span(self, row: PlanRow) -> None:
        """Over a theme's or an objective's actions: from the first start to the last due date."""
        days = span_of(row)
        if days is None:
            return
        left, right = self.scale.x(days[0]), self.scale.x(days[1] + timedelta(days=1))
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(look.colours().past))
        self.painter.drawRoundedRect(QRectF(left, self.middle - 2, max(4.0, right - left), 4), 2, 2)

    def _bar(self, start: float | None, end: float | None, colour: str, percent: int | None) -> None:
        """A bar; without a start or an end it fades out there, as nobody said."""
        faint, full = QColor(colour), QColor(colour)
        faint.setAlpha(70)
        top = self.middle - BAR / 2
        if start is None or end is None:
            at = end if end is not None else start
            assert at is not None
            open_to = at - 4 * BAR if end is not None else at + 4 * BAR
            self.painter.setPen(QPen(full, 2, Qt.PenStyle.DotLine))
            self.painter.drawLine(QLineF(open_to, self.middle, at, self.middle))
            self.painter.setPen(QPen(full, 3))
            self.painter.drawLine(QLineF(at, top, at, top + BAR))
            return
        long = max(4.0, end - start)
        self.painter.setPen(QPen(full, 1))
        self.painter.setBrush(faint)
        self.painter.drawRoundedRect(QRectF(start, top, long, BAR), 3, 3)
        if percent:
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(full)
            self.painter.drawRoundedRect(QRectF(start, top, long * percent / 100, BAR), 3, 3)

    def _was(self, row: PlanRow, end: float | None) -> None:
        """The date that was first given: a hollow diamond, and from it a dotted line to the date that holds now."""
        if row.was is None or end is None:
            return
        c, x = look.colours(), self.scale.x(row.was.last)
        self.painter.setPen(QPen(QColor(c.quiet), 1.5, Qt.PenStyle.DotLine))
        y = self.middle + BAR / 2 + 4
        self.painter.drawLine(QLineF(x, y, end, y))
        self.painter.setPen(QPen(QColor(c.quiet), 1.5))
        self.painter.drawLine(QLineF(x, y - 5, x, y + 3))
        self.painter.drawLine(QLineF(end, y - 3, end, y + 3))

    def _diamond(self, x: float, done: bool, side: float) -> None:
        c, half = look.colours(), side / 2
        self.painter.setPen(QPen(QColor(c.text), 1.4))
        self.painter.setBrush(QColor(c.text if done else c.window))
        y = self.middle
        corners = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
        self.painter.drawPolygon(QPolygonF(corners))

    def _words(self, row: PlanRow, start: float | None, end: float | None, shape: str, colour: str) -> None:
        """Behind the bar its status's shape and its date; before it where there is no room behind."""
        assert start is not None
        assert end is not None
        text = beside(row)
        self.painter.setFont(look.font("small"))
        metrics = self.painter.fontMetrics()
        side = metrics.ascent() * 0.8
        wide = metrics.horizontalAdvance(text) + side + LABEL_GAP
        if end < 0:
            self._edge_words(f"‹ {text}")
            return
        if start > self.room:
            said = f"{text} ›"
            self._write(self.room - metrics.horizontalAdvance(said) - LABEL_GAP, said)
            return
        left = end + LABEL_GAP
        if left + wide > self.room:
            left = start - LABEL_GAP - wide
        if left < 0:  # neither behind nor before it: over its visible end
            left = max(LABEL_GAP, min(end, self.room) - wide - LABEL_GAP)
        plate = QRectF(left - 4, self.middle - metrics.height() / 2 - 1, wide + 6, metrics.height() + 2)
        self.painter.setPen(Qt.PenStyle.NoPen)  # so that no line runs through the words
        self.painter.setBrush(QColor(self.back))
        self.painter.drawRoundedRect(plate, 4, 4)
        draw_shape(self.painter, shape, QRectF(left, self.middle - side / 2, side, side), colour)
        self._write(left + side + LABEL_GAP / 2, text)

    def _edge_words(self, text: str) -> None:
        self.painter.setFont(look.font("small"))
        self._write(LABEL_GAP, text)

    def _write(self, left: float, text: str) -> None:
        self.painter.setPen(QColor(look.colours().quiet))
        box = QRectF(left, self.top, self.painter.fontMetrics().horizontalAdvance(text) + 4, self.height)
        self.painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _upright(self, x: float) -> None:
        if -1 <= x <= self.room + 1:
            self.painter.drawLine(QLineF(x, self.top, x, self.top + self.height))

    def _end(self, day: PartialDate) -> float:
        return self.scale.x(day.last + timedelta(days=1))


def span_of(row: PlanRow) -> tuple[date, date] | None:
    """From the first start to the last due date of what lies under a row; None where no date is given."""
    actions = outline.below(row.now.plan, row.record)
    days = [day.first for a in actions if (day := a.starts or a.due)] + [a.due.last for a in actions if a.due]
    return (min(days), max(days)) if days else None


def sentence(row: PlanRow) -> str:
    """Such as "July 2017 to 30 Apr 2018, was March 2018, 60 % done, 1 of 3 milestones reached"."""
    match row.record:
        case Action() as action:
            when = span(action.starts, action.due) if action.due else f"from {action.starts}" if action.starts else ""
            steps = timeline.milestones(row.now.plan, action)
            reached = f"{sum(s.done for s in steps)} of {counted(len(steps), 'milestone')} reached" if steps else ""
            how_far = "" if not action.is_open or action.percent is None else f"{action.percent} % done"
            parts = (when or "no dates", row.was_words, _done(row), how_far, reached)
        case Milestone() as step:
            parts = (f"due {step.due}" if step.due else "no date", row.was_words, _done(row))
        case _:
            parts = (row.gist,)
    return ", ".join(filter(None, parts))


def beside(row: PlanRow) -> str:
    """What stands behind a bar: when it is due, was done or ended, and what it was moved from."""
    record = row.record
    if not isinstance(record, Action | Milestone):
        return ""
    if isinstance(record, Action) and record.is_ended:
        when = f"Ended {record.ended}" if record.ended else "Ended, date not given"
    elif record.done:
        when = f"Done {record.done_on}" if record.done_on else "Done, date not given"
    else:
        when = str(record.due) if record.due else "No due date"
    return f"{when}, was {row.was}" if row.was else when


def under(row: PlanRow) -> str:
    """Under a title of the timeline: its status in words."""
    if row.rating is None:
        return row.gist
    if isinstance(row.record, Action) and row.record.is_ended:
        return row.gist
    return ", ".join(filter(None, (row.rating.status.word, row.rating.distance or row.rating.short)))


def _done(row: PlanRow) -> str:
    record = row.record
    if isinstance(record, Action) and record.is_ended:
        return record.ended_words
    if not isinstance(record, Action | Milestone) or not record.done:
        return ""
    return f"done {record.done_on}" if record.done_on else "done, date not given"
