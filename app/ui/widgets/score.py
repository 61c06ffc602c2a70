"""A risk's score as people see it: the figure on the colour of its band, and the band's word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOptionViewItem, QWidget

from app.domain.scale import OUTSIDE, Scale
from app.ui import look

from .delegates import CellDelegate
from .record_model import CELL, Index

NOT_SCORED = "Not scored"


@dataclass(frozen=True)
class Score:
    """A score to show.

    Attributes:
        number: on the plan's scale; as it is given, such as "5 x 5", where the scale does not hold it.
        band: "low", "medium" or "high"; else "outside the scale".
        illustrative: no source supports it: its frame is dashed.
    """

    number: int | str
    band: str
    illustrative: bool = False

    @classmethod
    def of(
        cls, likelihood: int | None, impact: int | None, scale: Scale, *, illustrative: bool = False
    ) -> Score | None:
        """The score of likelihood and impact in its band; None for what is not scored."""
        if not likelihood or not impact:
            return None
        score = scale.score(likelihood, impact)
        return cls(score or f"{likelihood} x {impact}", scale.band(likelihood, impact), illustrative)

    @property
    def word(self) -> str:
        """Its band as it is read."""
        return "Outside" if self.band == OUTSIDE else self.band.capitalize()

    @property
    def colour(self) -> str:
        """The colour behind it; outside the scale it has none of a band."""
        return look.colours().raised if self.band == OUTSIDE else getattr(look.colours(), self.band)

    def __str__(self) -> str:
        return f"{self.number} {self.word}" if self.band != OUTSIDE else f"{self.number}, {OUTSIDE}"


def draw_score(painter: QPainter, box: QRectF, score: Score) -> None:
    """Draw the figure on the colour of its band."""
    c = look.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plain = score.illustrative or score.band == OUTSIDE
    edge = QPen(QColor(c.quiet if plain else score.colour))
    edge.setStyle(Qt.PenStyle.DashLine if score.illustrative else Qt.PenStyle.SolidLine)
    painter.setPen(edge)
    painter.setBrush(QColor(score.colour))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(c.text))
    painter.setFont(look.font("strong"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(score.number))
    painter.restore()


class ScoreDelegate(CellDelegate):
    """A score before its band's word; the column's `cell` gives the `Score` or None."""

    draws_words = False

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        score = index.data(CELL)
        if score is None:
            painter.setPen(QColor(self._ink()[1]))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            return
        height = option.fontMetrics.height() + 4  # type: ignore[attr-defined]
        chip = QRectF(box.x(), box.center().y() - height / 2 + 1, look.space(4), height)
        draw_score(painter, chip, score)
        self._line(
            painter, box.adjusted(look.space(5), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, score.word,
            self._ink()[0],
        )  # fmt: skip


class FigureDelegate(CellDelegate):
    """A score's figure alone, for what stands beside a score in words."""

    draws_words = False

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        score = index.data(CELL)
        if score is not None:
            height = option.fontMetrics.height() + 4  # type: ignore[attr-defined]
            draw_score(painter, QRectF(box.x(), box.center().y() - height / 2 + 1, look.space(4), height), score)


class ScoreChip(QLabel):
    """A score beside the fields that make it, as high as a field."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.score: Score | None = None
        self.show_score(None)

    def show_score(self, score: Score | None) -> None:
        """Show another score; None for what is not scored."""
        self.score = score
        self.setText(str(score) if score else NOT_SCORED)
        self.setAccessibleName(f"Score: {self.text()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in ("Medium", NOT_SCORED))
        return QSize(widest + look.space(5), look.space(4))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        if self.score is None:
            painter.setPen(QColor(look.colours().quiet))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, NOT_SCORED)
            return
        draw_score(painter, QRectF(0, 2, look.space(4), self.height() - 4), self.score)
        painter.setPen(QColor(look.colours().text))
        word = box.adjusted(look.space(5), 0, 0, 0)
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self.score.word)
