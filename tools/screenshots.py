"""Pictures of every page, light and dark, at two sizes, into screenshots/; the README's picture is one of them.

Run by `make screenshots` on a virtual screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.ui.main_window import MainWindow
    from app.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES = ((1280, 720), (1920, 1080))


def main(folder: Path) -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            os.environ[name] = home
        _take_all(folder, Path(home))


def _take_all(folder: Path, home: Path) -> None:
    from app.__main__ import application, make_window
    from app.ui import look
    from app.ui.program import Program
    from app.workspace import Person

    folder.mkdir(exist_ok=True)
    app = application()
    window = make_window(app, Person("Demo"), home)
    sys.excepthook = sys.__excepthook__  # nobody is there to read a dialog
    window.show()
    for appearance in (look.Appearance.LIGHT, look.Appearance.DARK):
        window.feature(Program).set_appearance(appearance)
        for width, height in SIZES:
            window.show_plan(window.new_demo())
            window.resize(width, height)
            for name, show in _views(window):
                show()
                _settle(app)
                picture = folder / f"{name}-{appearance.value}-{width}.png"
                window.grab().save(str(picture))
                print(picture.name)
    window.close()
    overview = folder / "overview-light-1280.png"
    (ROOT / "docs" / "overview.png").write_bytes(overview.read_bytes())


def _views(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is worth a picture: its name, and what shows it."""
    from app.domain.records import Indicator, Meeting, Risk, Theme
    from app.ui.chair import ChairWalk
    from app.ui.pages import PLACES

    assert window.workspace is not None
    for number, place in enumerate(PLACES):
        yield place.title.lower(), lambda n=number: window.show_page(n)
    plan = window.workspace.plan
    first = {kind: plan.all(kind)[0] for kind in (Theme, Indicator, Risk, Meeting)}
    first[Indicator] = max(plan.all(Indicator), key=lambda i: len(plan.readings(i)))
    for kind, record in first.items():
        yield f"one-{kind.NAME.lower()}", lambda r=record: window.open_target(r)

    def chair(step: int) -> None:
        window.menus["Read as chair"].trigger()
        walk = window.stack.currentWidget()
        assert isinstance(walk, ChairWalk)
        walk.go(step)

    for step in range(7):
        yield f"chair-{step + 1}", lambda n=step: chair(n)
    window.uncover()

    def facts_only() -> None:
        window.show_page(0)
        window.menus["Report's facts only"].trigger()

    yield "facts-only", facts_only
    window.menus["Report's facts only"].trigger()

    def then() -> None:
        assert window.workspace is not None
        window.workspace.look_back(window.workspace.closed_meetings[0])
        window.show_page(0)

    yield "as-at", then
    window.workspace.look_back(None)
    yield "empty-plan", lambda: window.show_plan(_empty_plan(window))


def _empty_plan(window: MainWindow) -> Workspace:
    from app.workspace import Workspace

    path = Path(tempfile.mkdtemp(dir=os.environ["XDG_DATA_HOME"])) / "New plan.goldthread"
    return Workspace.create(path, window.session.person, window.backups, "Improvement programme")


def _settle(app: QApplication) -> None:
    """Let everything be laid out and painted."""
    for _ in range(5):
        app.processEvents()


if __name__ == "__main__":
    main(ROOT / "screenshots")
