"""A risk's score over time: draws `app.domain.descent.Descent` and decides nothing.

A score holds until the next is given, so that it is drawn in steps, and never beyond the day that the plan speaks of.
Pointing at a score, or Left and Right, tells when and why it was given.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.axis import Tick, date_ticks, value_ticks
from app.domain.descent import Descent, span_of
from app.domain.placing import bubbles
from app.ui import look

NEAR, BUBBLE, POINT = 14.0, 8.0, 4.0  # pixels: to a score that is pointed at; half a number's height; half a score's
HIGH = 24  # steps of the grid
Key = Qt.Key


class DescentChart(QWidget):
    """The chart of one risk.

    Attributes:
        shown: what is drawn; None where nothing can be.
        at: the number of the score that is told, or None.
    """

    rings = True

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.shown: Descent | None = None
        self.at: int | None = None
        self._ticks: tuple[Tick, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Score over time")

    def show_descent(self, found: Descent) -> None:
        """Draw another risk, or the same as it is now."""
        if found != self.shown:
            self.shown, self.at = found, None
            highest = max([each.score for each in found.scored] + [found.target or 0, found.score or 0, 1])
            self._ticks = value_ticks(Decimal(0), Decimal(highest), "")
            self._describe()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.space(40), look.space(HIGH))

    def said(self) -> str:
        """What is told of the score that is pointed at: "3 Jan 2018: 12, was 16. Two teams were hired"."""
        if self.shown is None or self.at is None:
            return ""
        scored = self.shown.scored
        here, was = scored[self.at], scored[self.at - 1].score if self.at else None
        told = f"{here.day}: {here.score}" + (f", was {was}" if was is not None else "")
        return f"{told}. {here.reason}" if here.reason else told

    def place(self, day: date, score: int) -> QPointF:
        """Where a score of a day is drawn, in pixels."""
        area, span = self.area(), span_of(self.shown) if self.shown else None
        if span is None:
            return area.topLeft()
        first, last = span
        across = max(1, (last - first).days)
        top = float(self._ticks[-1].value) or 1
        x = area.left() + (day - first).days / across * area.width()
        return QPointF(x, area.bottom() - score / top * area.height())

    def area(self) -> QRectF:
        """Where the scores are drawn, in pixels: what is written stands around it."""
        metrics = QFontMetricsF(look.font("small"))
        left = max((metrics.horizontalAdvance(tick.label) for tick in self._ticks), default=0) + look.space(1.5)
        top = 2 * BUBBLE + look.space(1) if self.shown and self.shown.finished else look.space(1.5)
        right = metrics.horizontalAdvance(self._target_words()) + look.space(1.5)
        return QRectF(self.rect()).adjusted(left, top, -right, -metrics.height() - look.space(1))

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self.shown.scored) if self.shown else 0
        key = Key(event.key())
        self.setProperty("keys", True)  # also where it was pressed with the mouse before
        if count and key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End):
            at = count if self.at is None else self.at
            to = {Key.Key_Left: at - 1, Key.Key_Right: at + 1, Key.Key_Home: 0, Key.Key_End: count - 1}
            self._tell(max(0, min(count - 1, to[key])))
        elif key == Key.Key_Escape and self.at is not None:
            self._tell(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        scored = self.shown.scored if self.shown else ()
        far = [(event.position() - self.place(each.day.last, each.score)).manhattanLength() for each in scored]
        nearest = min(range(len(far)), key=far.__getitem__, default=None)
        if nearest is not None and far[nearest] <= NEAR:
            self._tell(nearest)
        elif not self.hasFocus():
            self._tell(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._tell(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        found, painter = self.shown, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        if found is not None and found.scored:
            self._axes(painter, found)
            self._finished(painter, found)
            self._plan(painter, found)
            self._scores(painter, found)
            if self.at is not None:
                self._told(painter, found, self.at)
        if self.property("keys") and self.hasFocus():
            painter.setPen(QPen(QColor(look.colours().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    # -- drawing

    def _axes(self, p: QPainter, found: Descent) -> None:
        area, metrics, c = self.area(), QFontMetricsF(look.font("small")), look.colours()
        for tick in self._ticks:
            y = self.place(found.day, int(tick.value)).y()
            p.setPen(QPen(QColor(look.charts().grid), 1))
            p.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            p.setPen(QColor(c.quiet))
            box = QRectF(0, y - metrics.height() / 2, area.left() - look.space(0.75), metrics.height())
            p.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tick.label)
        span = span_of(found)
        if span is None or span[0] == span[1]:
            return
        for tick in date_ticks(*span, "month", area.width(), metrics.horizontalAdvance, look.space(1.5)):
            x = self.place(tick.day, 0).x()
            wide = metrics.horizontalAdvance(tick.label) + 2
            p.drawText(QRectF(x - wide / 2, area.bottom() + look.space(0.5), wide, metrics.height()),
                       Qt.AlignmentFlag.AlignCenter, tick.label)  # fmt: skip
        if span[1] > found.day > span[0]:
            x = self.place(found.day, 0).x()
            p.setPen(QPen(QColor(c.border), 1, Qt.PenStyle.SolidLine))
            p.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _finished(self, p: QPainter, found: Descent) -> None:
        area, metrics, c = self.area(), QFontMetricsF(look.font("small")), look.colours()
        places = [min(max(self.place(each.day.last, 0).x(), area.left()), area.right()) for each in found.finished]
        p.setPen(QPen(QColor(c.border), 1, Qt.PenStyle.DotLine))
        for x in places:
            p.drawLine(QPointF(x, area.bottom()), QPointF(x, area.top() - 4))

        def wide(first: int, last: int) -> float:
            return max(2 * BUBBLE, metrics.horizontalAdvance(_numbers(first, last)) + BUBBLE)

        y = area.top() - BUBBLE - 4
        for at, size, first, last in bubbles(places, wide, 2, 2, self.width() - 2):
            box = QRectF(at - size / 2, y - BUBBLE, size, 2 * BUBBLE)
            p.setPen(QPen(QColor(c.accent), 1))
            p.setBrush(QColor(c.window))
            p.drawRoundedRect(box, BUBBLE, BUBBLE)
            p.drawText(box, Qt.AlignmentFlag.AlignCenter, _numbers(first, last))

    def _plan(self, p: QPainter, found: Descent) -> None:
        """The target, and the way to it that was planned."""
        area, inks = self.area(), look.charts()
        if found.target is not None:
            y = self.place(found.day, found.target).y()
            p.setPen(QPen(QColor(inks.target), 1.6, Qt.PenStyle.DashLine))
            p.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            box = QRectF(area.right() + look.space(0.75), y - look.space(1), self.width() - area.right(), look.space(2))
            p.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._target_words())
        if found.way is not None:
            p.setPen(QPen(QColor(inks.planned), 1.4, Qt.PenStyle.DashDotLine))
            p.drawLine(self.place(found.way.starts, found.way.score), self.place(found.way.ends, found.way.target))

    def _scores(self, p: QPainter, found: Descent) -> None:
        inks, c = look.charts(), look.colours()
        ends = [each.day.last for each in found.scored[1:]] + [max(found.day, found.scored[-1].day.last)]
        last = found.scored[-1]
        for each, end in zip(found.scored, ends, strict=True):
            unsure = found.is_open_ended and each is last
            p.setPen(QPen(QColor(inks.common), 1.8, Qt.PenStyle.DotLine if unsure else Qt.PenStyle.SolidLine))
            p.drawLine(self.place(each.day.last, each.score), self.place(end, each.score))
        p.setPen(QPen(QColor(inks.common), 1.8))
        for each, after in zip(found.scored, found.scored[1:], strict=False):
            p.drawLine(self.place(after.day.last, each.score), self.place(after.day.last, after.score))
        points = [(each.day.last, each.score, inks.common) for each in found.scored]
        if found.is_open_ended and found.score is not None:
            points.append((found.day, found.score, c.window))  # hollow: since when is not known
        for day, score, fill in points:
            place = self.place(day, score)
            p.setPen(QPen(QColor(inks.common), 1.6))
            p.setBrush(QColor(fill))
            p.drawEllipse(place, POINT, POINT)
            p.setPen(QColor(c.text))
            box = QRectF(place.x() + 6, place.y() - look.space(2.25), look.space(4), look.space(2))
            p.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(score))

    def _told(self, p: QPainter, found: Descent, at: int) -> None:
        c, metrics = look.colours(), QFontMetricsF(look.font("small"))
        place = self.place(found.scored[at].day.last, found.scored[at].score)
        p.setPen(QPen(QColor(c.focus), 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(place, 8, 8)
        how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        needed = metrics.boundingRect(QRectF(0, 0, self.width() - 40, 1000), how, self.said())
        wide, high = needed.width() + 17, needed.height() + 10
        x = max(4.0, min(place.x() - wide / 2, self.width() - wide - 4))
        y = place.y() + 14 if place.y() + 14 + high < self.height() else place.y() - 14 - high
        box = QRectF(x, max(2.0, y), wide, high)
        p.setPen(QPen(QColor(c.border), 1))
        p.setBrush(QColor(c.raised))
        p.drawRoundedRect(box, 6, 6)
        p.setPen(QColor(c.text))
        p.drawText(box.adjusted(8, 5, -8, -5), how, self.said())

    def _target_words(self) -> str:
        return f"Target {self.shown.target}" if self.shown and self.shown.target is not None else ""

    def _tell(self, number: int | None) -> None:
        if number != self.at:
            self.at = number
            self._describe()
            self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.said() or (self.shown.alt if self.shown else ""))


def _numbers(first: int, last: int) -> str:
    return str(first + 1) if first == last else f"{first + 1}–{last + 1}"
