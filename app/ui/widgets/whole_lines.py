"""Lines that are whole, on a page that scrolls: what wraps is not cut, and of many the first few are shown.

lines = WholeLines("Needs attention")
lines.show_lines([Line(title="Management oversight", fact="7.1 points below target", status="red", target=...)])
lines.opened.connect(...)     a click or Enter: the line's target
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.records import Question, Record
from app.ui import look
from app.ui.kit import STRETCH, button, column, row

from .card import Pressable
from .in_view import bring_into_view
from .line_list import ListLine
from .rag_badge import IllustrativeDot
from .shapes import draw_shape

if TYPE_CHECKING:
    from .sparkline import Spark

MEASURE = 75
"""So many letters stand in a line that is read with ease."""
STEP = 40
"""Lines that a press on "more" shows."""


def measure(part: QWidget) -> int:
    """Pixels that a line of easy length takes in the type of a part."""
    sample = "the quick brown fox jumps over the lazy dog "
    return round(part.fontMetrics().horizontalAdvance(sample) / len(sample) * MEASURE)


class Prose(QLabel):
    """Words to read, in as many lines as they need and none longer than the eye follows."""

    def __init__(self, text: str, role: str = "reading", *, quiet: bool = False):
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(keep_units(text))
        self.setFont(look.font(role))
        self.setWordWrap(True)
        self.setProperty("quiet", quiet)
        self.setMaximumWidth(measure(self))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))  # a layout asks for the width that it has


def keep_units(text: str) -> str:
    """The text, in which a figure keeps its unit beside it."""
    return text.replace(" %", "\u00a0%")


class WholeLine(Pressable):
    """One line: a mark, what it is, what to know of it; pressed, it opens that.

    Attributes:
        line: what is shown.
        ask: asks about it; None where nothing is asked from here.
    """

    asked = Signal(object)

    def __init__(self, line: ListLine, *, large: bool = False, asks: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self.line, self.ruled = line, False
        self.ask: QPushButton | None = None
        shows = Prose if large else _label
        self.title = shows(line.title, "point" if large else "body")
        self._side = round(self.title.fontMetrics().ascent() * 0.86)
        self._above = look.space(1 if large else 0.75)
        said = [(line.fact, "reading", False), (line.more, "body", True)] if large else [(line.second, "small", False)]
        words = [self.title, *(shows(text, role, quiet=quiet) for text, role, quiet in said if text)]
        aside: list[QWidget] = [look.label(line.word, "small", quiet=True)] if line.word else []
        for label in (*words, *aside):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if line.illustrative:
            aside.append(IllustrativeDot())
        if line.spark:
            aside.append(_SparkView(line.spark))
        if asks and self.record is not None:
            self.ask = button("Ask", lambda: self.asked.emit(self.record), "quiet")
            self.ask.setAccessibleName(f"Ask about {line.title}")
            aside.append(self.ask)
        top = Qt.AlignmentFlag.AlignTop
        left = look.space(1) + self._side + look.space(1.25)
        row((column(*words, gap=2), 1000), STRETCH, *((part, top) for part in aside), gap=look.space(1), on=self,
            edge=(left, self._above, look.space(1), self._above))  # fmt: skip
        self.setText(line.spoken)
        if line.target is None and self.ask is None:
            self.setEnabled(False)
        elif line.target is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def record(self) -> Record | None:
        """What is asked about here: the record that the line is about."""
        about = self.line.about or self.line.target
        return about if isinstance(about, Record) and not isinstance(about, Question) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # they belong to what the line stands in
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        shape, colour = self.line.shape
        high = self.title.fontMetrics().height()
        box = QRectF(look.space(1), self._above + (high - self._side) / 2, self._side, self._side)
        draw_shape(painter, shape, box, colour)
        if self.ruled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.colours().line))
            painter.drawRect(0, 0, self.width(), 1)  # `fillRect` would load the names of all gradients


class _SparkView(QWidget):
    """A figure's readings beside its line."""

    def __init__(self, spark: Spark):
        super().__init__()
        self._spark = spark
        self.setFixedSize(look.space(20), look.space(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        from .sparkline import draw_spark

        draw_spark(QPainter(self), QRectF(self.rect()).adjusted(4, 4, -4, -4), self._spark)


class WholeLines(QWidget):
    """Lines below each other. Of many the first few are shown; a press on "9 more" shows the others in their place.

    Attributes:
        lines: all of them; each is put into words when it is shown.
        rows: those that are shown.
        more, fold: show further lines; and those that matter least, or hide them again.

    Signals:
        opened: a line's target: the person clicked it, or pressed Enter on it.
        asked: the record of a line that the person asks about.
        grown: the person had more lines shown, or fewer.
    """

    opened = Signal(object)
    asked = Signal(object)
    grown = Signal()

    def __init__(self, name: str, few: int = 5, *, large: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
        self.few, self.large, self.asks = few, large, False
        self.lines: Sequence[ListLine] = ()
        self.rows: list[WholeLine] = []
        self._first, self._fold_words = 0, ""
        self._shown, self._unfolded = few, False
        self.more, self.fold = button("", self._grow, "word"), button("", self._turn, "word")
        self._head, self._rest = column(), column()
        left = look.space(3.25)
        column(self._head, row(left, self.more, STRETCH), self._rest, row(left, self.fold, STRETCH), on=self)

    def show_lines(self, lines: Sequence[ListLine], first: int | None = None, fold_words: str = "") -> None:
        """Show other lines; the keyboard stays where it was.

        Of many only the `first` may be worth a line each; the others stand behind a word such as "And 41 edits of
        wording" (`fold_words`).
        """
        self.lines, self._first = lines, len(lines) if first is None else first
        self._fold_words = fold_words
        self._fill()

    def begin(self) -> None:
        """Show the first few again, as for something else that is shown."""
        self._shown, self._unfolded = self.few, False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        rows = [each for each in self.rows if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
        at = next((number for number, each in enumerate(rows) if each.hasFocus()), None)
        if step is None or at is None or not 0 <= at + step < len(rows):
            super().keyPressEvent(event)
        else:
            rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(rows[at + step])

    def _fill(self) -> None:
        head = min(self._shown, self._first)
        if head + 1 == self._first:
            head += 1  # "1 more" takes the room of the line itself
        rest = range(self._first, len(self.lines)) if self._unfolded else range(0)
        focused = next((number for number, each in enumerate(self.rows) if each.hasFocus()), -1)
        old, self.rows = self.rows, []
        for place, numbers in ((self._head, range(head)), (self._rest, rest)):
            kept = [each for each in old if place.indexOf(each) >= 0]
            for at, number in enumerate(numbers):
                line = self.lines[number]
                same = kept[at] if at < len(kept) and kept[at].line == line else None
                if same is None:
                    same = self._row(line)
                    if at < len(kept):
                        place.replaceWidget(kept[at], same)
                        _drop(kept[at])
                    else:
                        place.addWidget(same)
                    same.show()  # at once, so that it can take the keyboard
                same.ruled = at > 0 and not self.large
                self.rows.append(same)
            for each in kept[len(numbers) :]:
                place.removeWidget(each)
                _drop(each)
        if focused >= 0 and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()
        self.more.setText(f"{self._first - head:,} more")
        self.more.setVisible(head < self._first)
        self.fold.setText(f"{'Hide' if self._unfolded else 'And'} {self._fold_words}")
        self.fold.setVisible(self._first < len(self.lines))

    def _row(self, line: ListLine) -> WholeLine:
        made = WholeLine(line, large=self.large, asks=self.asks)
        made.asked.connect(self.asked)
        made.clicked.connect(lambda: line.target is not None and self.opened.emit(line.target))
        return made

    def _grow(self) -> None:
        before = len(self.rows)
        self._shown += STEP
        self._fill()
        self.grown.emit()
        if before < len(self.rows):
            self.rows[before].setFocus()

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()
        self.grown.emit()


def _label(text: str, role: str, *, quiet: bool = False) -> QLabel:
    return look.label(keep_units(text), role, quiet=quiet, wrap=True)


def _drop(part: QWidget) -> None:
    part.hide()
    part.deleteLater()
