"""The plot on which a chart is drawn and what the mouse may do on it, and a line that is drawn there soon."""

from __future__ import annotations

from itertools import pairwise

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


class StillPlot(pg.PlotWidget):
    """Neither pans nor zooms by the mouse, and leaves the wheel to the page, which scrolls.

    Signals:
        pointed: where the mouse is, in the scene.
        pressed: the left button was; `pressed_twice`: quickly, two times.
    """

    pointed = Signal(QPointF)
    pressed = Signal()
    pressed_twice = Signal()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        self.pointed.emit(self.mapToScene(ev.position().toPoint()))

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            self.pointed.emit(self.mapToScene(ev.position().toPoint()))
            self.pressed.emit()

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        ev.accept()

    def wheelEvent(self, ev: QEvent) -> None:
        ev.ignore()

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        ev.accept()
        self.pressed_twice.emit()


class Curve(pg.PlotCurveItem):
    """A solid line, drawn piece by piece in pixels: as one path of hundreds of readings it takes fifty times as long.

    The marks of the readings cover where the pieces meet.
    """

    def pieces(self, at: QTransform) -> list[QLineF]:
        """Its pieces where `at` puts its days and values."""
        days, values = self.getData()
        assert days is not None
        assert values is not None
        places = [at.map(QPointF(*place)) for place in zip(days.tolist(), values.tolist(), strict=True)]
        return [QLineF(one, other) for one, other in pairwise(places)]

    def paint(self, p: QPainter, *args: QStyleOptionGraphicsItem | QWidget | None) -> None:
        pieces = self.pieces(p.transform())
        p.save()
        p.resetTransform()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(self.opts["pen"])
        p.drawLines(pieces)
        p.restore()
