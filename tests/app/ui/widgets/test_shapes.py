"""Shapes that differ without any colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.ui import look
from app.ui.widgets.shapes import SHAPES, draw_shape


def drawn(shape: str) -> bytes:
    image = QImage(24, 24, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        draw_shape(painter, shape, QRectF(4, 4, 16, 16), "#000000")
    finally:
        painter.end()
    return bytes(image.constBits())


def test_every_shape_leaves_ink_of_its_own(qapp: object):
    pictures = {shape: drawn(shape) for shape in SHAPES}
    assert all(min(picture) < 64 for picture in pictures.values())
    assert len(set(pictures.values())) == len(SHAPES)


def test_every_status_and_direction_has_a_shape_that_can_be_drawn():
    assert {s.shape for pair in look.STATUSES.values() for s in pair} | set(look.DIRECTIONS.values()) <= set(SHAPES)


def test_an_unknown_shape_is_refused(qapp: object):
    with pytest.raises(ValueError, match="no such shape: star"):
        drawn("star")
