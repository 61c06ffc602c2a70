"""The user guide."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.guide import GuideDialog


def test_the_guide_is_shown_once_beside_the_window(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guide = GuideDialog.show_over(window)
    assert guide.isVisible()
    assert not guide.isModal()
    assert "Goldthread in ten minutes" in guide.text.toPlainText()
    assert GuideDialog.show_over(window) is guide
