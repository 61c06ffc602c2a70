"""What the steps of the walk are made of: a heading, what holds for all of it, and lines of which many begin short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from app.ui import look
from app.ui.kit import STRETCH, column, row
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.whole_lines import Prose, WholeLines

FEW, MOST = 6, 12  # lines before "more": of a list among others, and of what a step is about
EDGE = (look.space(1), 0)  # level with the marks of lines


class WalkSection(QWidget):
    """A heading over lines.

    Attributes:
        lines: what it lists.
    """

    def __init__(self, title: str, aside: str = "", few: int = MOST, *, asks: bool = False):
        """A section; `asks`: each of its lines can be asked about."""
        super().__init__()
        self.lines = WholeLines(title, few, large=True)
        self.lines.asks = asks
        self._said = column(gap=look.space(1), edge=EDGE)
        head = row(look.label(title, "heading"), STRETCH, look.label(aside, quiet=True), edge=EDGE)
        column(head, look.space(1), self._said, self.lines, on=self)

    def say(self, sentence: str, role: str = "body") -> WalkSection:
        """Say what holds for all of it, or why there is no line; nothing, where the sentence is empty."""
        if sentence:
            self._said.addWidget(Prose(sentence, role, quiet=True))
        return self

    def show_lines(self, lines: Sequence[ListLine], first: int | None = None, fold_words: str = "") -> WalkSection:
        """Show lines, as of `WholeLines`."""
        self.lines.show_lines(lines, first, fold_words)
        return self

    def prose(self, label: str, text: str) -> WalkSection:
        """Say what a person wrote, under its name."""
        name: QLabel = look.label(label, quiet=True)
        self._said.addLayout(column(name, Prose(text.strip()), gap=look.space(0.5)))
        self._said.addSpacing(look.space(1))
        return self
