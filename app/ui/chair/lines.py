"""What the steps of the walk are made of: headings, lines with a mark, and lists that begin short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.figures import capital
from app.domain.records import Record
from app.ui import look
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.shapes import draw_shape

MORE = 40  # lines that a press on "more" shows


class Mark(QWidget):
    """The shape of a status ("red") or of a direction ("better"); the words beside it say what it means."""

    def __init__(self, status: str = "", direction: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._status, self._direction = str(status), str(direction)
        self.setFont(look.font("point"))
        self.setFixedSize(look.space(2), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shape, colour = look.DIRECTIONS.get(self._direction, "dot"), look.colours().quiet
        charts = look.charts()
        if self._status:
            shown = look.status(self._status)
            shape, colour = shown.shape, shown.mark
        elif self._direction in ("better", "worse"):
            colour = charts.improvement if self._direction == "better" else charts.concern
        side = self.fontMetrics().ascent() * 0.86
        draw_shape(QPainter(self), shape, QRectF(0, (self.height() - side) / 2, side, side), colour)


class Told(QFrame):
    """One line of a step: a mark, what it is, what to know of it; and a way to ask about it.

    Attributes:
        record: what it is about.
        ask: asks about it; None where nothing can be asked.

    Signals:
        ask_wanted: the record.
    """

    ask_wanted = Signal(object)

    def __init__(
        self, record: Record | None, title: str, fact: str = "", more: str = "", *, status: str = "",
        direction: str = "", word: str = "", illustrative: bool = False, asks: bool = False,
        parent: QWidget | None = None,
    ):  # fmt: skip
        """A line; `word` stands at its right and says what the shape of `direction` does."""
        super().__init__(parent)
        self.record, self.ask = record, None
        words = QVBoxLayout()
        words.setSpacing(look.space(0.25))
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        named = written(title, "point")
        named.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addWidget(named, 1)
        aside: list[QWidget] = [look.label(word, "small", quiet=True)] if word else []
        aside += [Tag()] if illustrative else []
        if asks and record is not None:
            self.ask = link("Ask", lambda: self.ask_wanted.emit(self.record), "quiet")
            self.ask.setAccessibleName(f"Ask about {title}")
            aside.append(self.ask)
        line = named.fontMetrics().height()
        for part in aside:  # level with the title's first line
            held = QWidget()
            inside = QHBoxLayout(held)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
            held.setFixedHeight(max(line, part.sizeHint().height()) if part is self.ask else line)
            head.addWidget(held, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        if fact:
            words.addWidget(written(fact))
        if more:
            words.addWidget(written(more, "body", quiet=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space(1), 0, look.space(1))
        row.setSpacing(look.space(1.5))
        row.addWidget(Mark(status, direction), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(". ".join(part.removesuffix(".") for part in (title, fact, more) if part))


class Section(QWidget):
    """A heading over lines; of many the first are shown, and a link shows the rest.

    Attributes:
        lines: those that are shown.

    Signals:
        ask_wanted: the record of a line.
        grown: further lines are shown.
    """

    ask_wanted = Signal(object)
    grown = Signal()

    def __init__(self, title: str, aside: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.lines: list[Told] = []
        head = QHBoxLayout()
        head.addWidget(look.label(title, "heading"))
        head.addStretch()
        if aside:
            head.addWidget(look.label(aside, quiet=True))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addSpacing(look.space(1))

    def say(self, sentence: str) -> Section:
        """Say a sentence in place of lines, or under them."""
        self._column.addSpacing(look.space(0.5))
        self._column.addWidget(written(sentence, quiet=True))
        return self

    def show_lines(self, makers: Sequence[Callable[[], Told]], first: int, more: str = "more") -> Section:
        """Show the first lines, and a link that shows further ones; `more` follows their number: "more changes"."""
        self._show(makers, first, more, self._below())
        return self

    def fold_lines(self, makers: Sequence[Callable[[], Told]], words: str) -> Section:
        """Show no line, but a link such as "And 41 edits of wording" that shows them under these words."""
        self._offer(makers, f"And {words}", "more", self._below(), capital(words))
        return self

    def _below(self) -> QVBoxLayout:
        """Room for a list under what is there, in which it can grow."""
        into = QVBoxLayout()
        into.setSpacing(0)
        self._column.addLayout(into)
        return into

    def _show(self, makers: Sequence[Callable[[], Told]], first: int, more: str, into: QVBoxLayout) -> None:
        for make in makers[:first]:
            self._add(make(), into)
        if rest := makers[first:]:
            self._offer(rest, f"Show {len(rest):,} {more}", more, into)

    def _offer(
        self, rest: Sequence[Callable[[], Told]], word: str, more: str, into: QVBoxLayout, heading: str = ""
    ) -> None:  # fmt: skip
        held = QWidget()
        inside = QVBoxLayout(held)
        inside.setContentsMargins(look.space(3.5), look.space(1), 0, 0)  # under the words of the lines

        def unfold() -> None:
            held.hide()
            before = len(self.lines)
            if heading:
                into.addSpacing(look.space(1.5))
                into.addWidget(named := look.label(heading, quiet=True))
                named.show()
            self._show(rest, MORE, more, into)
            self.grown.emit()
            if (ask := self.lines[before].ask) is not None:
                ask.setFocus()

        inside.addWidget(link(word, unfold, "word"), 0, Qt.AlignmentFlag.AlignLeft)
        into.addWidget(held)
        held.show()

    def _add(self, line: Told, into: QVBoxLayout) -> None:
        line.ask_wanted.connect(self.ask_wanted)
        into.addWidget(line)
        self.lines.append(line)
        line.show()


def written(text: str, role: str = "reading", *, quiet: bool = False) -> QLabel:
    """Words to read, in as many lines as they need; a figure keeps its unit beside it."""
    return look.label(text.replace(" %", "\u00a0%"), role, quiet=quiet, wrap=True)


def link(word: str, act: Callable[[], Any], kind: str = "link") -> QPushButton:
    """A button that reads as a word of the text: a "link", a "quiet" one, or a "word" that stands level with text."""
    made = QPushButton(word)
    made.setProperty("kind", kind)
    made.clicked.connect(lambda _=False: act())
    return made


def column(spacing: float = 0) -> tuple[QWidget, QVBoxLayout]:
    """A widget and its column, without margins."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(look.space(spacing))
    return made, layout


def side_by_side(left: QLayout | QWidget, right: QLayout | QWidget, shares: tuple[int, int] = (5, 4)) -> QHBoxLayout:
    """Two columns of a step, both beginning at the top."""
    row = QHBoxLayout()
    row.setSpacing(look.space(7))
    for part, share in zip((left, right), shares, strict=True):
        held = QVBoxLayout()
        held.addWidget(part) if isinstance(part, QWidget) else held.addLayout(part)
        held.addStretch()
        row.addLayout(held, share)
    return row
