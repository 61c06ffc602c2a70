"""Layouts in one line each: a column, a row, two parts with a handle between them, a part that scrolls, a button.

    self.page = column(heading, 8, row(filter_, STRETCH, button), (table, 1), on=self, edge=16)

A part is a widget or a layout; a pair of one with its share of the room, or with its alignment; a number of pixels;
or STRETCH, which takes what room is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.tokens import GRID

STRETCH = -1
"""Room that is left over."""

Thing: TypeAlias = QWidget | QLayout
Part: TypeAlias = Thing | tuple[Thing, int] | tuple[QWidget, Qt.AlignmentFlag] | int
L = TypeVar("L", bound=QBoxLayout)
Edge: TypeAlias = int | tuple[int, int] | tuple[int, int, int, int]


def column(*parts: Part, on: QWidget | None = None, gap: int = 0, edge: Edge = 0) -> QVBoxLayout:
    """Parts below each other.

    Args:
        *parts: as above.
        on: the widget that it lays out.
        gap: pixels between two parts.
        edge: pixels around it: all, (left and right, top and bottom), or (left, top, right, bottom).
    """
    return _filled(QVBoxLayout(), parts, on, gap, edge)


def row(*parts: Part, on: QWidget | None = None, gap: int = 0, edge: Edge = 0) -> QHBoxLayout:
    """Parts beside each other; arguments as of `column`."""
    return _filled(QHBoxLayout(), parts, on, gap, edge)


def block(layout: QLayout) -> QWidget:
    """A widget with this layout, so that it can be shown and hidden as one."""
    made = QWidget()
    made.setLayout(layout)
    return made


def split(*parts: tuple[QWidget, int], upright: bool = False) -> QSplitter:
    """Widgets with a handle between them, and the share of the room that each takes; none can be pressed away."""
    made = QSplitter(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(2 * GRID)
    for number, (widget, share) in enumerate(parts):
        made.addWidget(widget)
        made.setStretchFactor(number, share)
    made.setSizes([share * 1000 for _, share in parts])
    return made


def scroll(inside: QWidget) -> QScrollArea:
    """A part that scrolls up and down, without a frame; the keyboard goes to what is inside."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made


def button(word: str, act: Callable[[], object] | None = None, kind: str = "", tip: str = "") -> QPushButton:
    """A button that does something when it is pressed; of a kind of the style sheet ("link", "primary")."""
    made = QPushButton(word)
    if kind:
        made.setProperty("kind", kind)
    made.setToolTip(tip)
    if act is not None:
        made.clicked.connect(lambda _=False: act())
    return made


def enter_presses(event: QKeyEvent, at: QWidget | None) -> bool:
    """Press the button that has the keyboard, where a key is Enter; whether there is such a button."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not is_enter or not isinstance(at, QPushButton | QToolButton) or not at.isEnabled():
        return False
    at.click()
    return True


def clear(layout: QLayout) -> None:
    """Take out all that a layout holds, and what lies inside that; none of it is seen again."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)
            inner.deleteLater()


def unplaced(whole: QWidget) -> list[QWidget]:
    """What a widget, and all that lies in it, made for itself and put nowhere: nothing takes that away with it."""

    def is_unplaced(part: object) -> bool:
        if not isinstance(part, QWidget) or not isValid(part) or part is whole or part.parent() is not None:
            return False
        return part.windowType() is Qt.WindowType.Window and not part.isVisible()

    found, asked = list[QWidget](), [whole]
    while asked:
        for owner in (asked[-1], *asked.pop().findChildren(QWidget)):
            new = [part for part in vars(owner).values() if is_unplaced(part) and part not in found]
            found += new
            asked += new
    return found


def tab_as_read(whole: QWidget) -> None:
    """Let Tab go through what lies in a part as its layouts order it, whenever each was made."""
    tab_through(whole)


def tab_through(*parts: QWidget) -> None:
    """Let Tab go through parts one after the other, and in each as its layouts order what lies in it."""
    for first, second in pairwise(inner for part in parts for inner in _in_order(part)):
        QWidget.setTabOrder(first, second)


def _in_order(part: QWidget | QLayout) -> Iterator[QWidget]:
    if isinstance(part, QWidget) and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    whole = part.widget() if isinstance(part, QScrollArea) else part
    layout = whole.layout() if isinstance(whole, QWidget) else whole
    if layout is None:
        return
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item.widget() or item.layout() if item is not None else None
        if inner is not None:
            yield from _in_order(inner)


def _filled(layout: L, parts: tuple[Part, ...], on: QWidget | None, gap: int, edge: Edge) -> L:
    layout.setSpacing(gap)
    left, top, right, bottom = (edge,) * 4 if isinstance(edge, int) else edge * 2 if len(edge) == 2 else edge
    layout.setContentsMargins(left, top, right, bottom)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(1) if part == STRETCH else layout.addSpacing(part)
            continue
        thing, how = part if isinstance(part, tuple) else (part, 0)
        if isinstance(thing, QLayout):
            layout.addLayout(thing, how)
        elif isinstance(how, Qt.AlignmentFlag):  # which is a number too
            layout.addWidget(thing, 0, how)
        else:
            layout.addWidget(thing, how)
    if on is not None:
        on.setLayout(layout)
    return layout


KEEPS_NOTHING = "keeps-nothing"


def keep_nothing_of(widget: QWidget) -> None:
    """What is typed in this widget, or in what stands in it, is no draft: it is sought or erased, not written."""
    widget.setProperty(KEEPS_NOTHING, True)
