"""The start of the window: settings, look, exception hook, file, window."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app import collector, places, temporary
from app.workspace import CannotOpen, Person, Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.told_to_end import ToldToEnd
    from app.ui.main_window import MainWindow

AFTERWARDS = 100
"""Milliseconds after which the window has been painted."""
DEMO_PERSON = Person("You", "looking at the demo")


def run(plan: Path | None = None, *, demo: bool = False, person: Person | None = None) -> int:
    """Open the window on a plan, on a fresh copy of the demo plan, or on the plan that was open last.

    Args:
        plan: the file.
        demo: open a fresh copy of the demo plan instead.
        person: who edits; otherwise the person of the settings, asked for at the first start.

    Returns:
        The program's exit code: 1 when the plan could not be opened; the window says why.
    """
    collector.rest(run)  # what is made until the window is painted stays: looking through it for cycles finds nothing
    try:
        return _run(plan, demo, person)
    finally:
        collector.go_on(run)


def _run(plan: Path | None, demo: bool, person: Person | None) -> int:
    app = application()
    with contextlib.ExitStack() as left:

        @cache
        def demos() -> Path:
            return left.enter_context(contextlib.closing(temporary.Folder("demo"))).path

        who = person or _known_person() or (DEMO_PERSON if demo else _ask_person(app))
        if who is None:
            return 0
        window = make_window(app, who, demos)
        wrong = _show(window, plan, demo)
        window.show()
        listening = _later(app, window)
        code = app.exec()
        for told in listening:
            told.close()
        window.end()  # it may have been told to, with the window open
        from shiboken6 import delete  # not before Qt was loaded as `binding` does it

        delete(window)  # before the interpreter ends: charts do not survive its order of taking apart
    return 1 if wrong else code


def application() -> QApplication:
    """The one QApplication, in the chosen look; the window brings the style sheet when it is shown."""
    from app import screen

    with screen.needed():
        from PySide6.QtWidgets import QApplication

        from app import settings
        from app.ui import look

        found = QApplication.instance()
        app = found if isinstance(found, QApplication) else QApplication([sys.argv[0], *look.STYLE])
    app.setApplicationName("Goldthread")
    app.setDesktopFileName("goldthread")
    try:
        appearance = look.Appearance(settings.get(settings.APPEARANCE))
    except ValueError:
        appearance = look.Appearance.SYSTEM
    look.prepare(app, appearance)
    return app


def make_window(app: QApplication, person: Person, demos: Callable[[], Path]) -> MainWindow:
    """A window with nothing open yet; copies of the demo plan go into the folder that `demos` makes when asked."""
    from app.ui.errors import ExceptionHook
    from app.ui.main_window import MainWindow
    from app.ui.pages import PLACES

    def new_demo() -> Workspace:
        from app import demo

        folder = demos()
        number = sum(1 for _ in folder.glob("*.goldthread")) + 1
        name = "Demo plan" if number == 1 else f"Demo plan {number}"
        return demo.make(folder / f"{name}.goldthread", person, folder / "backups")

    window = MainWindow(PLACES, person, places.backups(), new_demo)

    def show_error(error: BaseException) -> None:
        from app.ui import messages

        messages.show_error(window, error)

    ExceptionHook(show_error, window).install()
    return window


def _show(window: MainWindow, plan: Path | None, demo: bool) -> str:
    """Open what was asked for; a sentence when that cannot be."""
    from app import settings
    from app.ui.plan_files import PlanFiles

    wanted, files = plan, window.feature(PlanFiles)
    try:
        if demo:
            window.show_plan(window.new_demo())
            return ""
        recent = files.recent()
        wanted = plan or (recent[0] if recent else None)
        if wanted is None:
            window.show_welcome()
            return ""
        window.show_plan(Workspace.open(wanted, window.session.person, window.backups))
        settings.remember_file(str(wanted.resolve()))
    except CannotOpen as error:
        from app.cli.plans import printable

        sys.stderr.write(f"{printable(str(error))}\n")
        window.show_welcome()
        files.say_refused(str(error), wanted)
        return str(error)
    return ""


def _known_person() -> Person | None:
    from app import settings

    name = settings.get(settings.NAME)
    return Person(name, settings.get(settings.ROLE)) if name else None


def _ask_person(app: QApplication) -> Person | None:
    from app.ui import look
    from app.ui.dialogs.ask import ask_person

    look.dress(app)
    given = ask_person()
    return Person(*given) if given else None


def _later(app: QApplication, window: MainWindow) -> list[ToldToEnd]:
    """What the first painting need not wait for: an icon, what killed programs left, and being told to end.

    Returns what then listens, which whoever asks closes.
    """
    from PySide6.QtCore import QTimer

    listening: list[ToldToEnd] = []

    def set_icon() -> None:
        from PySide6.QtGui import QIcon

        from app import resources

        app.setWindowIcon(QIcon(str(resources.icon())))

    def collect_again() -> None:
        gc.freeze()
        collector.look_seldom()
        collector.go_on(run)

    def listen() -> None:
        from app.told_to_end import ToldToEnd
        from app.ui.drafting import Drafting

        told = ToldToEnd(app, window)
        told.asked.connect(window.feature(Drafting).end)
        told.asked.connect(lambda: app.exit(0))
        listening.append(told)

    def wait() -> None:
        for do in (collect_again, set_icon, temporary.sweep, listen):
            QTimer.singleShot(AFTERWARDS, window, do)

    QTimer.singleShot(0, window, wait)  # by the first go of the loop it is painted, however slow the machine
    return listening


if __name__ == "__main__":
    sys.exit(run(demo="--demo" in sys.argv[1:]))
