"""A card of lines that grows with them, or a sentence while there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import look
from app.ui.kit import column
from app.ui.widgets.card import Card
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.whole_lines import WholeLines


class Panel(Card):
    """A card of the overview or of a theme.

    Attributes:
        lines: what it lists; `above` what stands over that.
        aside: how many there are, beside the title.
        mark: says once that some of the lines rest on illustrative values.
        remark: what the lines go by; `nothing` is said where there is no line.
    """

    def __init__(self, title: str, few: int = 5, above: Sequence[QWidget] = ()):
        super().__init__(title)
        self.lines = WholeLines(title, few)
        self.aside, self.mark = look.label(quiet=True), Tag()
        self.mark.hide()
        self.header.note.hide()
        self.header.row.insertWidget(1, self.aside)
        self.header.row.addWidget(self.mark)
        self.remark, self.nothing = look.label(role="small", quiet=True, wrap=True), look.label(quiet=True, wrap=True)
        for part in (self.remark, self.nothing):
            part.setContentsMargins(look.space(1), 0, look.space(1), 0)
            part.hide()
        outer = self.layout()
        assert outer is not None
        outer.setSpacing(look.space(0.75))
        outer.setContentsMargins(look.space(1), look.space(1.25), look.space(1), look.space(1.25))
        self.header.row.setContentsMargins(look.space(1), 0, look.space(1), 0)
        held = column(*above, gap=look.space(1), edge=(look.space(1), 0))
        self.body.setSpacing(look.space(0.5))
        for part in (held, self.remark, self.nothing, self.lines):
            self.body.addWidget(part) if isinstance(part, QWidget) else self.body.addLayout(part)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.lines.grown.connect(self._mark)

    def show_lines(self, lines: Sequence[ListLine], nothing: str, note: str = "") -> None:
        """Show other lines, or say that there is nothing; `note` says what holds for them all."""
        self.lines.show_lines(lines)
        self.say(nothing, note)

    def say(self, nothing: str, note: str = "") -> None:
        """Say how many lines there are, or that there is none."""
        count = len(self.lines.lines)
        self.lines.setVisible(count > 0)
        self.aside.setText(f"{count:,}" if count else "")
        for label, said in ((self.nothing, "" if count else nothing), (self.remark, note)):
            label.setText(said)
            label.setVisible(bool(said))
        self._mark()

    def _mark(self) -> None:
        self.mark.setVisible(any(row.line.illustrative for row in self.lines.rows))
