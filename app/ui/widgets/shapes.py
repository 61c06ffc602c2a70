"""The shapes that go with statuses and directions, drawn: colour never says anything alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

SHAPES = ("tick", "circle", "triangle", "diamond", "ring", "up", "down", "equal", "dot", "bar", "wave", "turn")
_CORNERS = {
    "triangle": ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94)),
    "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    "up": ((0.5, 0.1), (0.98, 0.86), (0.02, 0.86)),
    "down": ((0.02, 0.14), (0.98, 0.14), (0.5, 0.9)),
}


def draw_shape(painter: QPainter, shape: str, box: QRectF, colour: QColor | str) -> None:
    """Draw one of `SHAPES` into a square. Raises ValueError for any other name."""
    if shape not in SHAPES:
        raise ValueError(f"no such shape: {shape}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, pen = box.width(), QPen(QColor(colour))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if shape in _CORNERS:
        painter.drawPolygon(QPolygonF([_at(box, x, y) for x, y in _CORNERS[shape]]))
    elif shape in ("circle", "dot"):
        inset = side * (0.04 if shape == "circle" else 0.25)
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    else:
        pen.setWidthF(side * 0.18)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shape == "ring":
            inset = side * 0.13
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        elif shape == "tick":
            path = QPainterPath(_at(box, 0.1, 0.55))
            path.lineTo(_at(box, 0.4, 0.84))
            path.lineTo(_at(box, 0.92, 0.2))
            painter.drawPath(path)
        elif shape == "wave":
            path = QPainterPath(_at(box, 0.06, 0.6))
            path.cubicTo(_at(box, 0.3, 0.1), _at(box, 0.64, 1.0), _at(box, 0.94, 0.42))
            painter.drawPath(path)
        elif shape == "turn":  # unequal: what it is held against is another
            for y in (0.36, 0.64):
                painter.drawLine(_at(box, 0.12, y), _at(box, 0.88, y))
            painter.drawLine(_at(box, 0.68, 0.08), _at(box, 0.32, 0.92))
        else:
            for y in (0.5,) if shape == "bar" else (0.33, 0.67):
                painter.drawLine(_at(box, 0.12, y), _at(box, 0.88, y))
    painter.restore()


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.x() + box.width() * x, box.y() + box.height() * y)
