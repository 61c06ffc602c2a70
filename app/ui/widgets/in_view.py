"""Brings a part of a scrolled page into view, and keeps it there while the page grows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def bring_into_view(part: QWidget) -> None:
    """Scroll the page so that a part of it is seen, from its top where it is higher than what can be seen."""
    if (area := _area_of(part)) is not None:
        _show(area, part, 0)


def keep_in_view(*parts: QWidget, margin: int = 0) -> None:
    """Scroll to parts that were just shown, again at each change of the page's height, until a person goes on.

    Fields grow to their words over several turns of the loop; how many depends on the fonts and on the machine. A
    person goes on by scrolling, by putting the keyboard elsewhere, or by hiding a part.
    Where not all of them have room the last is seen. `margin` is in pixels, above and below.
    """
    if (area := _area_of(parts[-1])) is not None:
        _InView(area, parts, margin)


class _InView(QObject):
    NAME = "in view"

    def __init__(self, area: QScrollArea, parts: tuple[QWidget, ...], margin: int):
        super().__init__(parts[-1])
        for other in area.findChildren(QObject, self.NAME):
            other.deleteLater()
        self.setObjectName(self.NAME)
        self._area, self._parts, self._margin = area, parts, margin
        self._seen = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._see)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._soon.start)
        bar.actionTriggered.connect(self.deleteLater)  # by the wheel, a key or the bar; not by a program
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        for part in parts:
            part.installEventFilter(self)
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._soon.start()
        elif event.type() == QEvent.Type.Hide:
            self.deleteLater()
        return super().eventFilter(watched, event)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._seen and old is not None and now is not None:  # neither what shows it, nor another program
            self.deleteLater()

    def _see(self) -> None:
        self._seen = True
        for part in self._parts:
            if self._area.isAncestorOf(part):
                _show(self._area, part, self._margin)


def _area_of(part: QWidget) -> QScrollArea | None:
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _show(area: QScrollArea, part: QWidget, margin: int) -> None:
    """Unlike QScrollArea.ensureWidgetVisible, the whole of a line edit, not its cursor alone."""
    bar = area.verticalScrollBar()
    top = bar.value() + part.mapTo(area.viewport(), QPoint(0, 0)).y() - margin
    least = top + part.height() + 2 * margin - area.viewport().height()
    bar.setValue(min(top, max(bar.value(), least)))
