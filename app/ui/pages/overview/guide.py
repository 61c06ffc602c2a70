"""What a new plan needs first, in three steps that are ticked off as they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.records import Indicator, Record, Risk, Theme
from app.ui import look
from app.ui.widgets.card import Card
from app.ui.widgets.shapes import draw_shape

if TYPE_CHECKING:
    from app.workspace import Workspace

STEPS: tuple[tuple[type[Record], str, str], ...] = (
    (Theme, "Add the first theme", "What the board asks about, such as leadership or practice. Each has a status."),
    (Indicator, "Add the first indicator", "What is measured to see whether a theme gets better, with its target."),
    (Risk, "Add the first risk", "What could keep the plan from its goal. Likelihood and impact give its score."),
)


class Guide(Card):
    """The three steps.

    Attributes:
        steps: by kind of record.
        started: whether any step is done; `finished`: whether all are.

    Signals:
        wanted: the kind of record that the person wants to add.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__("Three steps to a plan", "", parent)
        self.header.title.setFont(look.font("heading"))
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2.5))
        outer.setSpacing(look.space(2))
        self.started = self.finished = False
        self.steps: dict[type[Record], Step] = {}
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        for number, (kind, title, sentence) in enumerate(STEPS, 1):
            step = Step(number, title, sentence)
            step.button.clicked.connect(lambda _=False, kind=kind: self.wanted.emit(kind))
            self.steps[kind] = step
            row.addWidget(step, 1)
        self.body.addLayout(row)

    def show_workspace(self, workspace: Workspace) -> None:
        """Tick off what is done; the first step that is not is the one to take."""
        done = {kind: bool(workspace.all(kind)) for kind in self.steps}
        self.started, self.finished = any(done.values()), all(done.values())
        coming = next((kind for kind, is_done in done.items() if not is_done), None)
        for kind, step in self.steps.items():
            step.show_state(done=done[kind], now=kind is coming, writable=workspace.writable)
            step.button.setToolTip(workspace.why_read_only)
        self.header.note.setText(f"{sum(done.values())} of {len(done)} done")


class Step(QWidget):
    """One step: its number or tick, what it is, and the button that takes it."""

    def __init__(self, number: int, title: str, sentence: str):
        super().__init__()
        self.mark = _Mark(number)
        self.title = look.label(title, "strong")
        self.sentence = look.label(sentence, quiet=True, wrap=True)
        self.button = QPushButton(title)
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(self.mark)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addStretch()
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, *, done: bool, now: bool, writable: bool) -> None:
        """Show whether it is done, and whether it is the one to take now."""
        self.mark.show_done(done)
        self.button.setVisible(not done)
        self.button.setEnabled(writable)
        look.restyle(self.button, "kind", "primary" if now else None)


class _Mark(QLabel):
    """A step's number in a ring, or a tick."""

    SIDE = 26

    def __init__(self, number: int):
        super().__init__()
        self.number, self.done = number, False
        self.setFixedSize(self.SIDE, self.SIDE)
        self.show_done(False)

    def show_done(self, done: bool) -> None:
        """Show the tick, or the number."""
        self.done = done
        self.setAccessibleName("Done" if done else f"Step {self.number}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), look.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(c.accent), 1.5))
        painter.setBrush(QColor(c.accent) if self.done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if self.done:
            draw_shape(painter, "tick", ring.adjusted(6, 6, -6, -6), c.on_accent)
            return
        painter.setPen(QColor(c.accent))
        painter.setFont(look.font("strong"))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self.number))
