"""What every journey gets: settings of its own, and dialogs that a test can answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
