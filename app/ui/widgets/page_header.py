"""The head of a page: its title, a grey line under it, and room for what acts on the whole page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import kit, look


class PageHeader(QWidget):
    """Title and subtitle at the left; what is added to `row` stands at the right.

    Attributes:
        title, subtitle: the labels.
        row: the layout, to add buttons or a stage bar to.
    """

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.title, self.subtitle = look.label(title, "title", wrap=True), look.label(subtitle, quiet=True, wrap=True)
        if not subtitle:
            self.subtitle.hide()
        words = kit.column(self.title, self.subtitle, gap=look.space(0.25))
        self.row = kit.row((words, 1), on=self, gap=look.space(1))
        self.row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def tell(self, title: str, subtitle: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
