"""Things below each other of which one is chosen: it unfolds and shows what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.domain.doubts import kept_back
from app.domain.records import Record
from app.ui import look
from app.ui.kit import block, button, column, row

from .card import Pressable, rule
from .flow import FlowLayout
from .pick_line import PickLine
from .rag_badge import IllustrativeDot
from .record_menu import RecordMenu, mark
from .shapes import draw_shape

R = TypeVar("R", bound=Record)


class WarningLine(QWidget):
    """A short sentence that something is missing, with a triangle: it must not be overlooked.

    Attributes:
        words: the label.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.words = look.label(text, "strong", wrap=True)
        column(self.words, on=self, edge=(round(self.fontMetrics().ascent() + look.space(0.75)), 0, 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, side = look.status("amber"), self.fontMetrics().ascent() * 0.9
        top = (self.fontMetrics().height() - side) / 2
        draw_shape(QPainter(self), shown.shape, QRectF(0, top, side, side), shown.mark)


class Entry(QWidget, Generic[R]):
    """One of them: words that are pressed to choose it, and tools below while it is chosen.

    Attributes:
        record: what it is about.
        head: is pressed.
        words: the layout of the head, for more than its title.
        brief: what of the words is not needed while the tools say it better.
        tools: the layout below, made and shown while it is chosen.
    """

    def __init__(self, record: R, title: str, shape: str = "dot", *, number: str = "", illustrative: bool = False):
        """An entry that begins with a shape, or with a number."""
        super().__init__()
        self.record = record
        mark(self, record)
        self.brief: list[QWidget] = []
        self.head = Pressable()
        self.head.setText(f"{number} {title}".strip())
        self.head.setCheckable(True)
        dot = [IllustrativeDot()] if illustrative else []
        kept = (look.label(said, "small", quiet=True, wrap=True),) if (said := kept_back(record)) else ()
        self.words = column(row((look.label(title, wrap=True), 1), *dot, gap=look.space(1)), *kept, gap=look.space(0.5))
        bullet = _numbered(number) if number else _Bullet(shape)
        edge = (look.space(1), look.space(0.75), look.space(0.5), look.space(0.75))
        marked = row((bullet, Qt.AlignmentFlag.AlignTop), (self.words, 1))
        self._across = row((marked, 1), on=self.head, gap=look.space(2), edge=edge)
        self.tools = column(gap=look.space(1), edge=(look.space(3), 0, look.space(0.5), look.space(1.5)))
        self._below = block(self.tools)
        column(self.head, self._below, on=self)
        self._below.hide()

    def add_column(self) -> QVBoxLayout:
        """A second column of words, as wide as the first."""
        made = column(gap=look.space(0.5))
        self._across.addLayout(made, 1)
        return made

    def settle(self) -> None:
        """All words are there: the mouse goes through them to what is pressed."""
        for label in self.head.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not isinstance(label, IllustrativeDot))

    @property
    def unfolded(self) -> bool:
        """Whether its tools are shown."""
        return not self._below.isHidden()

    def add_tools(self, *tools: tuple[str, Callable[[], object]]) -> None:
        """Put buttons side by side at the foot of the tools, each found by its word."""
        foot, more = FlowLayout(), RecordMenu()
        for word, act in tools:
            pressed = button(word, act, "link")
            pressed.setObjectName(word)
            foot.addWidget(pressed)
        more.show_record(self.record)
        foot.addWidget(more)
        self.tools.addLayout(foot)

    def unfold(self, on: bool) -> None:
        """Show its tools, or hide them."""
        self._below.setVisible(on)
        for part in self.brief:
            part.setVisible(not on)
        self.head.setChecked(on)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.unfolded:
            draw_unfolded(self)


def draw_unfolded(part: QWidget) -> None:
    """Draw what lies behind a part that is unfolded, so that one sees how far it goes."""
    c, painter = look.colours(), QPainter(part)
    painter.fillRect(part.rect(), QColor(c.raised))
    painter.fillRect(0, 0, 3, part.height(), QColor(c.accent))


def _focused_line() -> PickLine | None:
    """The line to link in, while somebody types there."""
    found = QApplication.focusWidget()
    return found if isinstance(found, PickLine) else None


def _numbered(number: str) -> QLabel:
    made = look.label(number, "strong")
    made.setMinimumWidth(look.space(3))
    return made


class _Bullet(QWidget):
    """A small shape, as high as a line of text."""

    def __init__(self, shape: str):
        super().__init__()
        self._shape = shape
        self.setFixedSize(look.space(2), self.fontMetrics().height())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.fontMetrics().ascent() * 0.8
        ink = look.charts().improvement if self._shape == "up" else look.colours().quiet
        draw_shape(QPainter(self), self._shape, QRectF(0, (self.height() - side) / 2, side, side), ink)


class Entries(QWidget, Generic[R]):
    """Entries below each other.

    Attributes:
        entries: what is shown.

    Signals:
        chosen: a record, or None: the person pressed an entry, or pressed the chosen one again.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.entries: list[Entry[R]] = []
        self._seen: object = None
        self._column = column(on=self)

    def show_entries(
        self, state: Sequence[Any], make: Callable[[Any], Entry[R]], chosen: str, tools: Callable[[Entry[R]], None],
        empty: str = "",
    ) -> None:  # fmt: skip
        """Show other entries: one for each of `state`, which holds all that `make` needs to know for its words.

        The one whose record has the key `chosen` is unfolded, with what `tools` puts into it; `empty` stands there
        where there is none. While nothing is unfolded and the state is as it was, nothing is made anew.
        """
        seen = ([*state], empty)
        if seen == self._seen and not any(entry.unfolded or entry.record.id == chosen for entry in self.entries):
            return
        self._seen = seen
        focused = next((entry.record.id for entry in self.entries if entry.head.hasFocus()), "")
        typing = any(entry.isAncestorOf(line) for entry in self.entries if (line := _focused_line()))
        gone = [item.widget() for number in range(self._column.count()) if (item := self._column.itemAt(number))]
        self.entries = [make(each) for each in state]
        for number, entry in enumerate(self.entries):
            if number:
                self._column.addWidget(rule())
            self._column.addWidget(entry)
            if entry.record.id == chosen:
                tools(entry)
            entry.settle()
            entry.unfold(entry.record.id == chosen)
            entry.head.clicked.connect(lambda _=False, entry=entry: self._press(entry))
        if not self.entries and empty:
            self._column.addWidget(look.label(empty, quiet=True, wrap=True))
        for entry in self.entries:
            if entry.unfolded or entry.record.id == focused:
                entry.show()  # now, not when Qt comes to it: it is scrolled to and typed into at once
            if entry.record.id == focused:
                entry.head.setFocus()
            line = entry.findChild(PickLine)
            if typing and entry.unfolded and line is not None:
                line.setFocus()
        for widget in gone:  # last: were there nothing for a moment, the area would scroll to its top
            if widget is not None:
                self._column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    def entry_of(self, key: str) -> Entry[R] | None:
        """The entry of a record."""
        return next((entry for entry in self.entries if entry.record.id == key), None)

    def _press(self, entry: Entry[R]) -> None:
        self.chosen.emit(None if entry.unfolded else entry.record)
