"""The menu of a record, and in it the way to where it can be erased for good, which the window offers."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.domain.records import Record

ERASE = "Erase for good…"
_RECORD = "record"


@runtime_checkable
class Eraser(Protocol):
    """What erases records; the window."""

    def can_erase(self, key: str) -> bool:
        """Whether the record with this key is in the plan and may be erased now."""
        ...

    def erase(self, key: str) -> None:
        """Let the person erase the record with this key, or words of it, for good."""
        ...


def eraser_of(widget: QWidget) -> Eraser | None:
    """What erases records for a widget: the window that it is in, or that its dialog stands over."""
    found: QWidget | None = widget
    while found is not None and not isinstance(found, Eraser):
        found = found.parentWidget()
    return found


def mark(widget: QWidget, record: Record) -> None:
    """Say that a widget shows a record: a right click on it, or the menu key in it, brings up the record's menu."""
    widget.setProperty(_RECORD, record.id)


def record_at(widget: QWidget | None) -> str:
    """The key of the record that a widget, or what holds it, shows; empty for none."""
    while widget is not None:
        if key := widget.property(_RECORD):
            return str(key)
        widget = widget.parentWidget()
    return ""


def add_to(menu: QMenu, widget: QWidget, key: str) -> QAction | None:
    """Offer in a record's menu to erase it; nothing where there is no record with this key, or it may not be now."""
    eraser = eraser_of(widget)
    if eraser is None or not eraser.can_erase(key):
        return None
    menu.addSeparator()
    return menu.addAction(ERASE, lambda: eraser.erase(key))


class RecordMenu(QToolButton):
    """The “…” at the head of a record, with what is seldom done with it; hidden where none of it can be."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setText("…")
        self.setProperty("kind", "button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._record: Record | None = None
        menu = QMenu(self)
        menu.addAction(ERASE, self._erase).setToolTip("From the plan, its history and its backups")
        self.setMenu(menu)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        """Be the menu of another record."""
        self._record = record
        self.setAccessibleName(f"More for {record.name}" if record else "")
        if eraser_of(self) is None:  # it is known only once it has its place in the window
            QTimer.singleShot(0, self, self._settle)
        self._settle()

    @property
    def key(self) -> str:
        """The key of the record whose menu it is; empty for none."""
        return self._record.id if self._record else ""

    def _settle(self) -> None:
        eraser = eraser_of(self)
        can = eraser is not None and bool(self.key) and eraser.can_erase(self.key)
        self.setVisible(can)

    def _erase(self) -> None:
        eraser = eraser_of(self)
        if eraser is not None and self._record is not None:
            eraser.erase(self._record.id)
