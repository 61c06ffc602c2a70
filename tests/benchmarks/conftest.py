"""What several benchmarks ask for: the large plan with its log, made once in a run, and a window."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import collector
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.verifying import FileCheck
from app.workspace import Person, Workspace
from tests.benchmarks.large_log import write


@pytest.fixture(scope="session")
def large_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large plan with a log of 100,000 edits, to read."""
    path = tmp_path_factory.mktemp("large") / "large.goldthread"
    write(path)
    return path


@pytest.fixture
def own_large_log(large_log: Path, tmp_path: Path) -> Path:
    """A copy of it, to write."""
    return Path(shutil.copyfile(large_log, tmp_path / "large.goldthread"))


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window without a plan, as large as a laptop shows it."""

    def no_demo() -> Workspace:
        raise AssertionError("not asked for")

    often = gc.get_threshold()
    collector.look_seldom()  # as the program does
    made = MainWindow(PLACES, Person("Benchmark"), tmp_path / "backups", no_demo)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    gc.set_threshold(*often)


def settle(window: MainWindow) -> None:
    """Wait for what a plan that was just opened gets on other threads: its verification, and a backup."""
    verifying = window.feature(FileCheck)
    while verifying.job is None:  # it begins a while after the plan is shown
        QApplication.processEvents()
    while verifying.job is not None:
        QApplication.processEvents()
    window._look_for_others()
    if (backup := window._backing_up) is not None:
        backup._thread.wait()
        QApplication.processEvents()
