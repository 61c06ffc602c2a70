"""Frames that hold what belongs together, and what in them can be pressed.

card = Card("Needs attention", note="5")      a heading, a grey note at its right, and card.body
card = PressableCard()                        a whole card that is a way in: `clicked`
rows = ListCard("Needs attention")            rows to press, each with what it opens
rows.show_rows([ListRow("Management oversight is 7.1 points below target", "Action is under way",
word="Indicator", status="red", target=indicator)], "Nothing needs attention.")
rows.opened.connect(page.opened)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QSizePolicy,
    QWidget,
)  # fmt: skip

from app.domain.frozen import FrozenInOrder
from app.ui import kit, look

from .rag_badge import IllustrativeDot
from .shapes import draw_shape


def rule() -> QFrame:
    """A thin line between things."""
    made = QFrame()
    made.setProperty("kind", "rule")
    made.setFixedHeight(1)
    return made


class SectionHeader(QWidget):
    """A heading with a grey note at its right.

    Attributes:
        row: the layout, for more at the right.
    """

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.title, self.note = look.label(title, "strong"), look.label(note, quiet=True)
        self.row = kit.row(self.title, kit.STRETCH, self.note, on=self, gap=look.space(1))


class Card(QFrame):
    """A frame with a heading.

    Attributes:
        header: the heading and its note; hidden without a title.
        body: the layout below it.
    """

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.header = SectionHeader(title, note)
        if not title:
            self.header.hide()  # never shown before it has a parent: it would flash up as a window
        self.body = kit.column(gap=look.space(1))
        edge = (look.space(2), look.space(1.5))
        kit.column(self.header, (self.body, 1), on=self, gap=look.space(1.5), edge=edge)


class Pressable(QAbstractButton):
    """Something composed of labels that is pressed as a whole: by mouse, Enter or Space.

    Assistive software reads its `text`. What is added to it lets the mouse through.

    Attributes:
        radius: of its corners; `framed`: whether a line surrounds it when nothing points at it.
    """

    radius = 6.0
    framed = False

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def setEnabled(self, on: bool) -> None:
        """What leads nowhere stays readable, but takes neither mouse nor keyboard."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the list moves between its rows
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = look.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = c.selected if self.isDown() else c.raised if self.underMouse() else None
        focus = bool(self.property("keys"))
        line = c.focus if focus else c.line if self.framed else None
        width = 2 if focus else 1
        painter.setBrush(QColor(back) if back else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), self.radius, self.radius)


class PressableCard(Pressable):
    """A card that is a way in as a whole.

    Attributes:
        body: its layout.
    """

    radius = 8.0
    framed = True

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.body = kit.column(on=self, gap=look.space(1), edge=(look.space(2), look.space(1.5)))


class ListRow(FrozenInOrder):
    """One line of a list.

    Attributes:
        text: what; `detail`: a second line in grey.
        word: at the right, in grey.
        status: whose shape stands before it; or `shape`, one of `shapes.SHAPES`, in the accent's colour.
        target: what it opens; None when it leads nowhere.
        illustrative: a small hollow dot says so.
    """

    text: str
    detail: str = ""
    word: str = ""
    status: str = ""
    shape: str = ""
    target: Any = None
    illustrative: bool = False


class Mark(QLabel):
    """A shape alone, at a list row's left."""

    def __init__(self, row: ListRow):
        super().__init__()
        self._row = row
        side = round(self.fontMetrics().height() * 0.72)
        self._side = side
        self.setFixedSize(side, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(0, (self.height() - self._side) / 2, self._side, self._side)
        if self._row.status:
            shown = look.status(self._row.status)
            draw_shape(QPainter(self), shown.shape, box, shown.mark)
        elif self._row.shape:
            draw_shape(QPainter(self), self._row.shape, box, look.colours().accent)


class PressableRow(Pressable):
    """A `ListRow` as it is seen and pressed."""

    def __init__(self, row: ListRow, *, marked: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        self.row = row
        status = look.status(row.status).word if row.status else ""
        tag = "illustrative" if row.illustrative else ""
        self.setText(". ".join(part for part in (status, row.text, row.detail, row.word, tag) if part))
        self.setEnabled(row.target is not None)
        top = Qt.AlignmentFlag.AlignTop
        detail = (look.label(row.detail, "small", quiet=True, wrap=True),) if row.detail else ()
        words = kit.column(look.label(row.text, wrap=True), *detail, gap=look.space(0.25))
        parts: list[kit.Part] = [(Mark(row), top), (words, 1)] if marked else [(words, 1)]
        if row.illustrative:
            parts.append((IllustrativeDot(), top))
        if row.word:
            parts.append((look.label(row.word, "small", quiet=True), top))
        kit.row(*parts, on=self, gap=look.space(1.5), edge=look.space(1))
        for label in self.findChildren(QLabel):  # the dot keeps its tooltip, and lets a press through as it is
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not isinstance(label, IllustrativeDot))


class RowList(QWidget):
    """Rows under each other, with thin lines between them. Up and Down go from row to row.

    Signals:
        opened: the person pressed a row: its target.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.rows: list[PressableRow] = []
        self._shown: tuple[list[ListRow], str] | None = None
        self._column = kit.column(on=self)

    def show_rows(self, rows: Sequence[ListRow], empty: str = "") -> None:
        """Show other rows; `empty` stands there when there is none. The keyboard stays at its place."""
        if (told := ([*rows], empty)) == self._shown:
            return
        self._shown = told
        focused = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        kit.clear(self._column)
        marked = any(row.status or row.shape for row in rows)
        self.rows = []
        for number, row in enumerate(rows):
            if number:
                self._add(rule())
            made = PressableRow(row, marked=marked)
            if row.target is not None:
                made.clicked.connect(lambda _=False, target=row.target: self.opened.emit(target))
            self._add(made)
            self.rows.append(made)
        if not rows and empty:
            self._add(look.label(empty, quiet=True, wrap=True))
        self._column.addStretch()
        if focused >= 0 and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once, so that it can take the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        there = [row for row in self.rows if row.focusPolicy() != Qt.FocusPolicy.NoFocus]
        at = next((n for n, row in enumerate(there) if row.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(there):
            there[at + step].setFocus(Qt.FocusReason.TabFocusReason)


class ListCard(Card):
    """A card of rows: the first few, and how many more there are, which opens the rest.

    Attributes:
        FIRST: rows that are shown at first.
        more: opens the rest.

    Signals:
        opened: the person pressed a row: its target.
    """

    FIRST = 4
    opened = Signal(object)

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None):
        super().__init__(title, note, parent)
        self.list = RowList()
        self.list.opened.connect(self.opened)
        self.more = kit.button("", self._open, "link")
        self._rows, self._empty, self._whole = list[ListRow](), "", False
        self.body.addWidget(self.list)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[ListRow], empty: str = "") -> None:
        """Show other rows; `empty` stands there when there is none."""
        self._rows, self._empty = [*rows], empty
        shown = self._rows if self._whole else self._rows[: self.FIRST]
        self.list.show_rows(shown, empty)
        left = len(self._rows) - len(shown)
        self.more.setText(f"{left:,} more")
        self.more.setAccessibleName(f"{self.header.title.text()}: {left:,} more")
        self.more.setVisible(bool(left))

    def _open(self) -> None:
        self._whole = True
        self.show_rows(self._rows, self._empty)
        self.list.rows[self.FIRST].setFocus()
