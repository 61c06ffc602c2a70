"""The user guide, beside the work and not over it."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser, QWidget

from app import resources
from app.ui import kit, look
from app.ui.dialogs.dialog import Dialog


class GuideDialog(Dialog):
    """Shows the guide; the window stays usable."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("User guide")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(look.space(3))
        self.text.setMarkdown(resources.text("guide.md"))
        kit.column(self.text, on=self)
        self.resize(look.space(90), look.space(80))

    @classmethod
    def show_over(cls, window: QWidget) -> GuideDialog:
        """Bring the window's guide up; made once."""
        found = window.findChild(cls) or cls(window)
        found.show()
        found.activateWindow()
        return found
