"""The menu of a record: what can be done with it, by “…” in its head and by a right click wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.domain.records import Record

_RECORD = "record"


class Doing(NamedTuple):
    """Something that can be done with a certain record now.

    Attributes:
        word: as the menu says it; `tip` says more.
        apart: it is dangerous, and stands last, after a line.
        do: does it.
    """

    word: str
    tip: str
    apart: bool
    do: Callable[[], object]


class Doer(Protocol):
    """What knows what can be done with records: a page, or the window."""

    def doings(self, key: str) -> Sequence[Doing]:
        """What can be done with the record with this key, in order; nothing where it is not in the plan."""
        ...


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


def add_doings(menu: QMenu, widget: QWidget, key: str) -> bool:
    """Put into a menu what can be done with the record with this key; whether there is any."""
    found = _doings(widget, key) or ()
    for number, doing in enumerate(found):
        if doing.apart and menu.actions() and (not number or not found[number - 1].apart):
            menu.addSeparator()
        menu.addAction(doing.word, doing.do).setToolTip(doing.tip)
    return bool(found)


def _doings(widget: QWidget, key: str) -> Sequence[Doing] | None:
    """What can be done with a record by the page that a widget is on, or by the window; None while it is in neither."""
    found: QWidget | None = widget
    while found is not None:
        if hasattr(found, "doings"):  # not isinstance: of a protocol that takes a tenth of a millisecond
            return cast("Doer", found).doings(key) if key else ()
        found = found.parentWidget()
    return None


class RecordMenu(QToolButton):
    """The “…” at the head of a record; hidden where nothing can be done with it.

    Attributes:
        key: of the record; empty for none.
    """

    def __init__(self, *, framed: bool = True):
        """A menu; in a list, where each line has one, it is not `framed`."""
        super().__init__()
        self.setText("…")
        if framed:
            self.setProperty("kind", "button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.key = ""
        menu = QMenu(self)
        menu.aboutToShow.connect(self.lines)
        self.setMenu(menu)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        """Be the menu of another record."""
        self.key = record.id if record else ""
        self.setAccessibleName(f"More for {record.name}" if record else "")
        if _doings(self, "") is None:  # it is known only once it has its place in the window
            QTimer.singleShot(0, self, self._settle)
        self._settle()

    def lines(self) -> list[QAction]:
        """What stands in it now."""
        self.menu().clear()
        add_doings(self.menu(), self, self.key)
        return self.menu().actions()

    def _settle(self) -> None:
        self.setVisible(bool(_doings(self, self.key)))
