"""What a reader could not see: boxes that scroll inside what scrolls, and words that are cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollArea, QWidget

from app.ui.widgets.clamped import ClampedLabel
from app.ui.widgets.elided_label import ElidedLabel


def scrolling(part: QWidget, above: tuple[QWidget, ...] = ()) -> Iterator[tuple[QWidget, ...]]:
    """The ways from a part to its leaves on which more than one part that is seen scrolls up and down."""
    if not part.isVisible() or (part.isWindow() and above):
        return
    if isinstance(part, QAbstractScrollArea) and (
        isinstance(part, QScrollArea) or part.verticalScrollBar().maximum() > part.verticalScrollBar().minimum()
    ):
        above = (*above, part)
        if len(above) > 1:
            yield above
            return
    for child in part.children():
        if isinstance(child, QWidget):
            yield from scrolling(child, above)


def cut_off(part: QWidget) -> list[str]:
    """The words of labels that are seen, but not whole."""
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible() and _is_cut(label)]


def _is_cut(label: QLabel) -> bool:
    if isinstance(label, ElidedLabel | ClampedLabel):
        return bool(label.toolTip())
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width()) - 2  # layouts round
    return label.width() < label.minimumSizeHint().width()
