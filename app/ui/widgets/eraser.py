"""The way from any place where a record is shown to where it can be erased for good: the window offers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.records import Record

ERASE = "Erase for good…"


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


def add_to(menu: QMenu, widget: QWidget, key: str) -> QAction | None:
    """Offer in a record's menu to erase it; nothing where there is no record with this key, or it may not be now."""
    eraser = eraser_of(widget)
    if eraser is None or not eraser.can_erase(key):
        return None
    menu.addSeparator()
    return menu.addAction(ERASE, lambda: eraser.erase(key))


class EraseLink(QPushButton):
    """Offers to erase the record beside which it stands; hidden where that cannot be.

    Attributes:
        first: what is done before; where it says no, nothing is erased.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(ERASE, parent)
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setToolTip("From the plan, its history and its backups; nothing brings it back")
        self.first: Callable[[], bool] = lambda: True
        self._record: Record | None = None
        self.clicked.connect(self._erase)
        self.hide()

    def show_record(self, record: Record) -> None:
        """Offer it for another record."""
        self._record = record
        self.setAccessibleName(f"Erase for good: {record.name}")
        eraser = eraser_of(self)
        self.setVisible(eraser is not None and eraser.can_erase(record.id))

    def _erase(self) -> None:
        eraser = eraser_of(self)
        if eraser is not None and self._record is not None and self.first():
            eraser.erase(self._record.id)
