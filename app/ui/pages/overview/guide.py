"""What a new plan needs first, in steps that are ticked off as they are done; or a workbook that is there already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.records import Action, Meeting, Programme, Reading, Record, Theme
from app.ui import look
from app.ui.kit import STRETCH, button, column, row
from app.ui.widgets.card import Card, rule
from app.ui.widgets.shapes import draw_shape

from .words import steps_done

if TYPE_CHECKING:
    from app.ui.session import Session
    from app.workspace import Workspace

STEPS: tuple[tuple[type[Record], str, str], ...] = (
    (Programme, "Set the goal", "What it was judged, and what it is to reach by when."),
    (Theme, "Add the first theme", "What the board asks about, such as leadership or practice."),
    (Action, "Add the first action", "What is done, by whom and by when."),
    (Meeting, "Add the first meeting", "Where the board looks at it; what changed since is told then."),
    (Reading, "Enter the first figures", "What is measured to see whether a theme gets better."),
)


class Guide(Card):
    """The steps.

    Attributes:
        steps: by kind of record.
        bring: brings in a workbook instead.

    Signals:
        wanted: the kind of record that the person wants to add.
    """

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__("Steps to a plan", "", parent)
        self._session = session
        self.header.title.setFont(look.font("heading"))
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2.5))
        outer.setSpacing(look.space(2))
        self.steps = {
            kind: GuideStep(number, title, sentence, lambda kind=kind: self.wanted.emit(kind))
            for number, (kind, title, sentence) in enumerate(STEPS, 1)
        }
        self.bring = button("Bring in your workbook", tip="As File > Import… does (Ctrl+I)")
        self.body.addLayout(row(*((step, 1) for step in self.steps.values()), gap=look.space(3)))
        said = look.label(
            "Or do you keep the plan in Excel already? Actions, themes, risks and figures come in as they are.",
            wrap=True,
        )
        self.body.addLayout(
            column(look.space(1), rule(), row((said, 1), self.bring, gap=look.space(2)), gap=look.space(1.5))
        )

    def show_workspace(self, workspace: Workspace) -> None:
        """Tick off what is done; the first step that is not is the one to take."""
        done = steps_done(workspace.plan)
        coming = next((kind for kind, is_done in done.items() if not is_done), None)
        why_not = self._session.why_not_editing
        for kind, step in self.steps.items():
            step.show_state(done=done[kind], now=kind is coming, writable=not why_not)
            step.button.setToolTip(why_not)
        self.bring.setEnabled(not why_not)
        self.header.note.setText(f"{sum(done.values())} of {len(done)} done")


class GuideStep(QWidget):
    """One step: its number or tick, what it is, and the button that takes it."""

    def __init__(self, number: int, title: str, sentence: str, take: Callable[[], object]):
        super().__init__()
        self.mark = _Mark(number)
        self.title = look.label(title, "strong", wrap=True)
        self.sentence = look.label(sentence, quiet=True, wrap=True)
        self.button = button(title, take)
        held = row(self.button, STRETCH)
        column(
            row(self.mark, (self.title, 1), gap=look.space(1)), self.sentence, STRETCH, held, on=self, gap=look.space(1)
        )

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
