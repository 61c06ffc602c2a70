"""Windows on the demo plan for tests that look at much and change nothing: one for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.main_window import MainWindow
from tests.app.ui.hands import window_of
from tests.demo_plan import open_demo


@pytest.fixture(scope="module")
def demo_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path_factory.mktemp("demo"))) as window:
        yield window
