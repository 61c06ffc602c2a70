"""What every test gets: a data folder of its own, and no need of a screen."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import hypothesis
import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine must not fail a test; how fast things are is measured in tests/benchmarks. A change is judged by the
# same examples everywhere; `make torture` looks for new ones.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("random", deadline=None)
hypothesis.settings.load_profile("same")

NOBODY = 65534


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Let go of what a window holds before `qtbot` closes it: one in which something is typed would ask, and stay.

    A window that was closed goes at once, and not when a loop of events next begins. At the end of a file no parts stay
    that were made and never placed: each change of the look would dress them again.
    """
    for held, _before_close in getattr(item, "qt_widgets", ()):
        window = held()
        if window is not None and type(window).__name__ == "MainWindow" and window.session.is_open:
            window.end()
        elif window is not None and window.windowType() == Qt.WindowType.Dialog:
            window.hide()
    result = yield
    if (app := QApplication.instance()) is not None:
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if nextitem is None or nextitem.path != item.path:
        for widget in filter(shiboken6.isValid, QApplication.topLevelWidgets()):  # one may go with another
            is_part = widget.windowType() is Qt.WindowType.Window and not isinstance(widget, QMainWindow)
            if is_part and not widget.isVisible() and shiboken6.ownedByPython(widget):
                shiboken6.delete(widget)
    return result


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders, one after the other; `mktemp` would look through all of before to find the next."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and backups of the person who runs the tests are neither read nor written."""
    folder = next(homes)
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody on this computer may look into."""
    folder = Path(tempfile.mkdtemp(prefix="goldthread-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def without_rights() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """`with without_rights():` runs as somebody who may not write where rights say so, even for root."""

    @contextlib.contextmanager
    def lowered() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    before = os.geteuid()
    yield lowered
    assert os.geteuid() == before


@pytest.fixture
def no_file_left_open() -> Iterator[None]:
    """Fails a test that leaves a file open: what was refused must let go of it."""
    gc.freeze()  # what other tests left is not gone through
    before = _open_files()
    yield
    gc.collect()
    gc.unfreeze()
    assert _open_files() <= before


def _open_files() -> set[str]:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        return set()
    found: set[str] = set()
    for link in folder.iterdir():
        with contextlib.suppress(OSError):
            target = str(link.readlink())
            if target.startswith("/") and ".goldthread" in target:
                found.add(target)
    return found
