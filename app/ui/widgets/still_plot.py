"""The plot on which a chart is drawn, and what the mouse may do on it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent


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
