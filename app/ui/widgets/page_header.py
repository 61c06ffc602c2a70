"""The head of a page: its title, a grey line under it, and room for what acts on the whole page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import look

from .elided_label import ElidedLabel


class PageHeader(QWidget):
    """Title and subtitle at the left; what is added to `row` stands at the right.

    Attributes:
        title, subtitle: the labels.
        row: the layout, to add buttons or a stage bar to.
    """

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.title, self.subtitle = ElidedLabel(title, "title"), ElidedLabel(subtitle, quiet=True)
        if not subtitle:
            self.subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(look.space(0.25))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(look.space(1))
        self.row.addLayout(words, 1)
        self.row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def tell(self, title: str, subtitle: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
