"""The journey: its stages as a bar, how far it is, and how long is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.records import Stage
from app.domain.schedule import MONTHS, days, show_date
from app.ui import look

BAR, GAP = 8, 2


class KnownStage(NamedTuple):
    """A stage with both its days known."""

    stage: Stage
    first: date
    last: date


def legs(stages: Sequence[Stage], started: date | None, goal: date | None) -> list[KnownStage]:
    """The stages by number, each from its first to its last day.

    A start that nobody gave follows the stage before (or the plan's agreement), an end lies before the next stage's
    start (or on the goal date). A stage whose days cannot be told that way is left out.
    """
    ordered = sorted(stages, key=lambda stage: stage.number or 0)
    found: list[KnownStage] = []
    for number, stage in enumerate(ordered):
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        first = stage.starts.first if stage.starts else found[-1].last + timedelta(days=1) if found else started
        if stage.ends:
            last = stage.ends.last
        elif following is not None:
            last = following.starts.first - timedelta(days=1) if following.starts else None
        else:
            last = goal
        if first is not None and last is not None and first < last:
            found.append(KnownStage(stage, first, last))
    return found


class StageBar(QWidget):
    """Where the plan is on its journey.

    Attributes:
        left_text, right_text: above the bar: the stage now, and the days left.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.left_text, self.right_text = "", ""
        self._legs: list[KnownStage] = []
        self._position = date.min
        self.setFont(look.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_journey(
        self, stages: Sequence[Stage], position: date, goal: date | None, started: date | None = None
    ) -> None:
        """Show the stages as they are on the day `position`."""
        self._legs, self._position = legs(stages, started, goal), position
        here = next((n for n, leg in enumerate(self._legs) if leg.first <= position <= leg.last), None)
        if here is not None:
            self.left_text = f"Stage {here + 1} of {len(self._legs)} · {self._legs[here].stage.title}"
        elif self._legs:
            self.left_text = "Not begun yet" if position < self._legs[0].first else "All stages have ended"
        else:
            self.left_text = ""
        self.right_text = _left(position, goal)
        when = f"Position {show_date(position)}"
        goal_text = f"goal {show_date(goal)}" if goal else ""
        self.setAccessibleName("Stages of the programme")
        said = ". ".join(part for part in (self.left_text, self.right_text, when, goal_text) if part)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(look.space(54), line * 2 + BAR + look.space(1.5))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.space(30), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter, line = look.colours(), QPainter(self), self.fontMetrics().height()
        bold = look.font("small")
        bold.setBold(True)
        painter.setFont(bold)
        right = painter.fontMetrics().horizontalAdvance(self.right_text)
        painter.setPen(QColor(c.text))
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignRight, self.right_text)
        painter.setFont(self.font())
        painter.setPen(QColor(c.quiet))
        room = self.width() - right - look.space(2)
        text = self.fontMetrics().elidedText(self.left_text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, 0, room, line), Qt.AlignmentFlag.AlignLeft, text)
        if self._legs:
            self._draw_bar(painter, line + look.space(0.75))

    def _draw_bar(self, painter: QPainter, top: float) -> None:
        c = look.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        now = self._x(self._position)
        for leg in self._legs:
            start, end = self._x(leg.first), self._x(leg.last) - GAP
            current = leg.first <= self._position <= leg.last
            painter.setBrush(QColor(c.past if leg.last < self._position else c.line))
            painter.drawRoundedRect(QRectF(start, top, end - start, BAR), 2, 2)
            if current:
                painter.setBrush(QColor(c.accent))
                painter.drawRoundedRect(QRectF(start, top, max(2.0, now - start), BAR), 2, 2)
        painter.setBrush(QColor(c.text))
        painter.drawRect(QRectF(min(now, self.width() - 2) - 1, top - 4, 2, BAR + 8))
        self._draw_dates(painter, top + BAR + look.space(0.5))

    def _draw_dates(self, painter: QPainter, top: float) -> None:
        """The position date under its mark; then both ends and as many beginnings as there is room for."""
        c, metrics, gap = look.colours(), self.fontMetrics(), look.space(1)
        taken: list[tuple[float, float]] = []
        first, last = self._legs[0].first, self._legs[-1].last
        for day, text in (
            (self._position, show_date(self._position)), (first, _month(first)), (last, _month(last)),
            *((leg.first, _month(leg.first)) for leg in self._legs[1:]),
        ):  # fmt: skip
            width = metrics.horizontalAdvance(text)
            x = self._x(day) - (width / 2 if not taken else 0)
            x = min(max(0.0, x), self.width() - width)
            if all(x + width + gap <= start or x >= end + gap for start, end in taken):
                painter.setPen(QColor(c.quiet if taken else c.text))
                painter.drawText(QRectF(x, top, width + 2, metrics.height()), Qt.AlignmentFlag.AlignLeft, text)
                taken.append((x, x + width))

    def _x(self, day: date) -> float:
        first, last = self._legs[0].first, self._legs[-1].last
        share = (day - first).days / max(1, (last - first).days)
        return self.width() * min(1.0, max(0.0, share))


def _left(position: date, goal: date | None) -> str:
    if goal is None:
        return ""
    left = (goal - position).days
    return (
        f"{days(left)} left" if left > 0 else "Goal date is today" if left == 0 else f"{days(-left)} past the goal date"
    )


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
