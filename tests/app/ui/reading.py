"""What a person reads in a widget: every text in view, and every line of its lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_TAG = re.compile(r"</?(?:a|b|br|div|i|p|qt|span|table|td|tr)\b[^>]*>")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def read(widget: QWidget, *, leave_out: tuple[type[QWidget], ...] = ()) -> str:
    """Everything that is read in a widget that can be seen, white space folded; without parts of some classes."""
    return " ".join(" ".join(_texts(widget, leave_out)).split())


def _texts(widget: QWidget, leave_out: tuple[type[QWidget], ...]) -> Iterator[str]:
    if isinstance(widget, leave_out) or not widget.isVisible():
        return
    match widget:
        case QLabel() | QLineEdit() | QAbstractButton():
            yield plain(widget.text())
        case QComboBox():
            yield widget.currentText()
        case QPlainTextEdit() | QTextEdit():
            yield widget.toPlainText()
        case QAbstractItemView() if widget.model() is not None:
            yield from _items(widget.model(), QModelIndex())
    yield widget.accessibleDescription()
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from _texts(child, leave_out)


def _items(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (plain(str(text)) for role in ROLES if (text := index.data(role)) is not None)
        yield from _items(model, model.index(row, 0, parent))


def plain(text: str) -> str:
    """A text without its markup."""
    return unescape(_TAG.sub(" ", text)) if _TAG.search(text) else text
