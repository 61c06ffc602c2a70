"""The cells of a scale as it is being set: the score and the band of each.

Arrow keys move; L, M and H put a cell into a band, Backspace takes it out again; figures give it a score of its own,
where the board gives its own.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.scale import LETTERS, Cell, Scale
from app.ui import look

from .cell_grid import GAP, CellGrid

_BANDS = {letter: band for band, letter in LETTERS.items()}
_MOST_DIGITS = 3


class ScaleGrid(CellGrid[Cell]):
    """The grid.

    Attributes:
        scale: what it shows.

    Signals:
        moved: the keyboard or a press is in another cell.
        band_set: a cell, and the band that it is put into; empty for none of its own.
        score_typed: a cell, and the figures typed for it; empty for none of its own.
    """

    moved = Signal()
    band_set = Signal(object, str)
    score_typed = Signal(object, str)

    def __init__(self, scale: Scale, parent: QWidget | None = None):
        self.scale, self._typed = scale, ""
        self.read_only = False
        super().__init__(self._rows(), (1, 1), parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.describe()

    def show_scale(self, scale: Scale) -> None:
        """Show another scale; the keyboard stays in its cell while there is one."""
        self.scale = scale
        self.rows = self._rows()
        self.at = min(self.at[0], len(scale.likelihood)), min(self.at[1], len(scale.impact))
        self.describe()
        self.updateGeometry()
        self.update()

    def title(self) -> str:
        return f"Cells of the scale, {len(self.scale.likelihood)} by {len(self.scale.impact)}"

    def cell_text(self, cell: Cell) -> str:
        """Such as "Likely, major: score 16, high, as the board says"."""
        likelihood, impact = self.scale.likelihood[cell[0]], self.scale.impact[cell[1]].lower()
        by = ", as the board says" if cell in self.scale.own else ""
        return f"{likelihood}, {impact}: score {self.scale.scores[cell]}, {self.scale.bands[cell]}{by}"

    def cell_box(self, cell: Cell) -> QRectF:
        left, bottom = self._left(), self.fontMetrics().height() + look.space(0.5)
        width = (self.width() - left) / len(self.scale.impact)
        height = (self.height() - bottom) / len(self.scale.likelihood)
        x, y = left + (cell[1] - 1) * width, (len(self.scale.likelihood) - cell[0]) * height
        return QRectF(x, y, width - GAP, height - GAP)

    def cell_words(self, cell: Cell, box: QRectF) -> str:
        return str(self.scale.scores[cell])

    def sizeHint(self) -> QSize:
        return QSize(self._left() + len(self.scale.impact) * look.space(7), len(self.scale.likelihood) * look.space(4))

    def minimumSizeHint(self) -> QSize:
        row = self.fontMetrics().height() + look.space(1)
        return QSize(self._left() + len(self.scale.impact) * look.space(5), (len(self.scale.likelihood) + 1) * row)

    def fill(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        c, band = look.colours(), self.scale.bands[cell]
        own = cell in self.scale.own
        painter.setPen(QPen(QColor(c.text), 1.4, Qt.PenStyle.DotLine) if own else Qt.PenStyle.NoPen)
        painter.setBrush(QColor({"low": c.low, "medium": c.medium, "high": c.high}[band]))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QColor(c.quiet))
        painter.setFont(look.font("small"))
        low_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box.adjusted(6, 0, 0, -3), low_left, LETTERS[band])

    def draw_axes(self, painter: QPainter) -> None:
        painter.setPen(QColor(look.colours().quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, word in self.scale.likelihood.items():
            box = self.cell_box((number, 1))
            wide = self._left() - look.space(1)
            text = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(0, box.top(), wide, box.height()), right, text)
        for number, word in self.scale.impact.items():
            box = self.cell_box((1, number))
            text = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, round(box.width()))
            below = QRectF(box.left(), box.bottom() + 2, box.width(), self.fontMetrics().height() + 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def describe(self) -> None:
        super().describe()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().upper()
        if (
            self.read_only
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(event)
        elif text in _BANDS:
            self.band_set.emit(self.at, _BANDS[text])
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if self._typed:
                self._type(self._typed[:-1] if event.key() == Qt.Key.Key_Backspace else "")
            else:
                self.band_set.emit(self.at, "")
        elif text.isdecimal() and text.isascii() and self.scale.rule == "matrix":
            self._type((self._typed + text)[-_MOST_DIGITS:])
        else:
            super().keyPressEvent(event)

    def _type(self, figures: str) -> None:
        self._typed = figures
        self.score_typed.emit(self.at, figures)

    def _move(self, down: int, right: int) -> None:
        self._typed = ""
        super()._move(down, right)

    def _press(self) -> None:
        self._typed = ""
        self.describe()
        self.update()

    def _rows(self) -> list[list[Cell]]:
        return [[(up, right) for right in self.scale.impact] for up in sorted(self.scale.likelihood, reverse=True)]

    def _left(self) -> int:
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in self.scale.likelihood.values())
        return min(widest, look.space(16)) + look.space(1)
