"""A status as people see it: badge, shape alone, direction since the last meeting, and tags beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import look

from .flow import FlowLayout
from .shapes import draw_shape

if TYPE_CHECKING:
    from app.domain.rating import Rating

ILLUSTRATIVE = "illustrative"
ILLUSTRATIVE_TIP = "Rests on a value that no source supports: it only shows what the program can do."


class _Drawn(QLabel):
    """A label that keeps its text for assistive software and draws itself: a shape, then the text."""

    role = "small"
    inset = 0.0

    def __init__(self, text: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(self.role))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + self._text_start() + self.inset
        return QSize(round(width) + 1, metrics.height() + round(self.inset))

    minimumSizeHint = sizeHint

    def _shape_side(self) -> float:
        return self.fontMetrics().ascent() * 0.78

    def _text_start(self) -> float:
        return self.inset + self._shape_side() + look.space(0.75)

    def _draw(self, painter: QPainter, shape: str, shape_colour: str, text_colour: str) -> None:
        side = self._shape_side()
        draw_shape(painter, shape, QRectF(self.inset, (self.height() - side) / 2, side, side), shape_colour)
        painter.setPen(QColor(text_colour))
        start = self._text_start()
        box = QRectF(start, 0, self.width() - start, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class _OfStatus(_Drawn):
    """What shows a status's word.

    Attributes:
        status: "complete", "green", "amber", "red", "not rated" or "ended".
    """

    def __init__(self, status: str = "not rated", parent: QWidget | None = None):
        super().__init__("", parent)
        self.set_status(status)

    def set_status(self, status: str, word: str = "") -> None:
        """Show another status, by a word of its own where there is one: "High" of a risk."""
        self.status = str(status)
        self.setText(word or look.status(self.status).word)
        self.setAccessibleName(f"Status: {self.text()}")
        self.updateGeometry()
        self.update()


class StatusBadge(_OfStatus):
    """Shape and word on the status's own fill."""

    role, inset = "strong", 8.0

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, painter = look.status(self.status), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shown.outline)) if shown.outline else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.fill))
        half = 0.5 if shown.outline else 0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 5, 5)
        self._draw(painter, shown.shape, shown.text, shown.text)


class StatusMark(_OfStatus):
    """A status's shape and, in the colour of text, its word: for lists, where a fill would shout."""

    role = "body"

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look.status(self.status)
        self._draw(QPainter(self), shown.shape, shown.mark, look.colours().text)


class DirectionMark(_Drawn):
    """How a status moved since the last meeting, by one of `look.DIRECTIONS`."""

    def __init__(self, direction: str = "same", parent: QWidget | None = None):
        super().__init__("", parent)
        self.set_direction(direction)

    def set_direction(self, direction: str, moved: str = "") -> None:
        """Show another direction, with how far the figure moved: "up 4.1 points since 23 Nov 2017"."""
        self.direction = str(direction)
        self.setText(self.direction)
        self.setToolTip(moved)
        self.setAccessibleName(", ".join(filter(None, (f"Since the last meeting: {self.direction}", moved))))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        quiet = look.colours().quiet
        self._draw(QPainter(self), look.DIRECTIONS[self.direction], quiet, quiet)


class Tag(QLabel):
    """A word in a thin frame; "illustrative" stands beside a small hollow dot instead, and quietly."""

    def __init__(self, text: str = ILLUSTRATIVE, tip: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hollow = text.startswith(ILLUSTRATIVE)
        self.setContentsMargins(*((12, 1, 0, 1) if self.hollow else (6, 1, 6, 1)))
        self.setProperty("quiet", True)
        self.setText(text)
        tip = tip or (ILLUSTRATIVE_TIP if self.hollow else "")
        self.setToolTip(plain_tip(tip))
        self.setAccessibleDescription(tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.colours().quiet), 1.2))
        if self.hollow:
            painter.drawEllipse(QRectF(1, self.height() / 2 - 3.5, 7, 7))
        else:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
        super().paintEvent(event)


class IllustrativeDot(QLabel):
    """A small hollow dot in a row of a list: it rests on illustrative values. The word is its tooltip and its name."""

    SIDE = 8.0

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFixedSize(round(self.SIDE) + 2, self.fontMetrics().height())
        self.setToolTip(plain_tip(f"{ILLUSTRATIVE.capitalize()}. {ILLUSTRATIVE_TIP}"))
        self.setAccessibleName(ILLUSTRATIVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(1, (self.height() - self.SIDE) / 2, self.SIDE, self.SIDE)
        draw_shape(QPainter(self), "ring", box, look.colours().quiet)


class StatusLine(QWidget):
    """All that stands beside a status: badge, direction, and whether it was set by hand or is illustrative."""

    def __init__(self, rating: Rating | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        row = FlowLayout(self)
        self.badge, self.direction = StatusBadge(), DirectionMark()
        self.by_hand, self.tag = Tag("set by hand"), Tag()
        for part in (self.badge, self.direction, self.by_hand, self.tag):
            row.addWidget(part)
        if rating is not None:
            self.show_rating(rating)

    def show_rating(self, rating: Rating) -> None:
        """Show another rating."""
        self.badge.set_status(rating.status, rating.word)
        self.direction.setVisible(rating.direction is not None)
        if rating.direction is not None:
            self.direction.set_direction(rating.direction, rating.moved)
        self.by_hand.setVisible(rating.override is not None)
        if rating.override is not None:
            tip = f"{rating.override.reason} ({rating.override.by}). Computed: {look.status(rating.computed).word}."
            self.by_hand.setToolTip(plain_tip(tip))
            self.by_hand.setAccessibleDescription(tip)
        self.tag.setVisible(rating.illustrative)


def plain_tip(text: str) -> str:
    """`text` as a tooltip that is shown as it is, wrapped where it is long."""
    if not text:
        return ""
    for sign, said in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):  # html.escape would load two thousand names
        text = text.replace(sign, said)
    return f"<span>{text}</span>"
