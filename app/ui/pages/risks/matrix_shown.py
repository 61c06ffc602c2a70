"""What the matrix of the register shows: which scores, counts or references, and what moved since the last meeting."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.matrix import SHOWN
from app.ui import kit, look
from app.ui.widgets.combo import Combo


class MatrixShown(QWidget):
    """The choices over a matrix.

    Attributes:
        scores: which scores are shown.
        named: references stand in the cells in place of counts.
        arrows: what moved since the last meeting is drawn.

    Signals:
        chosen: something else is to be shown.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.scores, self.named, self.arrows = Combo(), QCheckBox("References"), QCheckBox("Moves since the meeting")
        self.scores.setAccessibleName("Scores in the matrix")
        for of in ("current", "inherent", "target"):
            self.scores.addItem(f"{SHOWN[of]} scores", of)
        self.named.setToolTip("The references of the risks in place of how many there are")
        self.arrows.setToolTip("An arrow from where risks lay at the last meeting to where they lie now")
        self.scores.currentIndexChanged.connect(lambda _index: self.chosen.emit())
        for box in (self.named, self.arrows):
            box.toggled.connect(lambda _on: self.chosen.emit())
        kit.row(self.scores, self.named, self.arrows, kit.STRETCH, on=self, gap=look.space(2))

    @property
    def of(self) -> str:
        """Which scores: a key of `SETS`."""
        return str(self.scores.currentData())
