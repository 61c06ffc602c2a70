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
    from PySide6.QtWidgets import QApplication, QWidget

    from app.ui.main_window import MainWindow
    from app.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES = ((1280, 720), (1920, 1080))
ASKS = "dialog-"
DIALOGS = (
    *("Enter reading", "Accept as met", "Edit", "Close risk…", "End without being done…", "Set status by hand"),
    *("Judge confidence", "Ask about this", "Add a file", "Erase for good…"),
)
"""Acts that ask something, in words of their menus."""


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
    window = make_window(app, Person("Demo"), lambda: home)
    sys.excepthook = sys.__excepthook__  # nobody is there to read a dialog
    window.show()
    for appearance in (look.Appearance.LIGHT, look.Appearance.DARK):
        window.feature(Program).set_appearance(appearance)
        for width, height in SIZES:
            window.show_plan(window.new_demo())
            window.resize(width, height)
            for name, show in _views(window):
                picture = folder / f"{name}-{appearance.value}-{width}.png"
                seen: list[QWidget] = []
                if name.startswith(ASKS):
                    _answer(app, picture, seen)
                show()
                if not seen:
                    _take(app, window, picture)
    window.close()
    overview = folder / "overview-light-1280.png"
    (ROOT / "docs" / "overview.png").write_bytes(overview.read_bytes())


def _views(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is worth a picture: its name, and what shows it."""
    from app.domain.records import Indicator, Meeting, Risk, Theme
    from app.ui import operations
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
    for number, act in enumerate(each for each in operations.ACTS if each.word in DIALOGS):
        of = act.kinds or tuple(first)
        record = next(r for kind in of for r in plan.all(kind) if act.can(window.session, r))
        yield f"{ASKS}{number}", lambda act=act, record=record: act(window.session, record, window)

    def present() -> None:
        window.open_target(first[Theme])
        window.menus["Present"].trigger()

    yield "presenting", present
    window.menus["Present"].trigger()
    yield "welcome", window.show_welcome
    yield "empty-plan", lambda: window.show_plan(_empty_plan(window))


def _answer(app: QApplication, picture: Path, seen: list[QWidget]) -> None:
    """Take a picture of the dialog that opens next, and close it."""
    from PySide6.QtCore import QTimer

    def look_at() -> None:
        if (dialog := app.activeModalWidget()) is not None:
            seen.append(dialog)
            _take(app, dialog, picture)
            dialog.close()

    QTimer.singleShot(100, app, look_at)


def _take(app: QApplication, part: QWidget, picture: Path) -> None:
    _settle(app)
    part.grab().save(str(picture))
    print(picture.name)


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
