"""The commands of the menus: each is declared once, at what does it, and menus, palette and guide read that.

    class Exporting(Feature):
        @command("Export workbook…", "Ctrl+Shift+E", menu="File", group=3)
        def export(self) -> None: ...

A feature attaches itself to the session, brings its commands, and is known to the window as nothing but a feature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.domain.frozen import FrozenInOrder

from .session import Session

if TYPE_CHECKING:
    from app.ui.page import Page
    from app.ui.widgets.message import Message
    from app.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])
When: TypeAlias = Callable[[Any], bool]
MENUS: tuple[str, ...] = ("File", "Edit", "View", "Help")
Role = QAction.MenuRole


def always(_: Any) -> bool:
    """Whatever is open."""
    return True


def is_open(by: Any) -> bool:
    """While a plan is open."""
    return by.session.is_open


def can_edit(by: Any) -> bool:
    """While the plan can be changed."""
    return by.session.can_edit


class Command(FrozenInOrder):
    """A line of a menu.

    Attributes:
        text: what it is called, and found by in `Menus`.
        keys: its shortcuts.
        menu: where it stands; `group` is where in it, between two lines, and `within` a menu within.
        when: whether it can be given, asked of what declares it; `ticked` whether it has a tick.
        about: what it would act on, to be said after its name; asked of what declares it.
        fills: it is a menu itself, filled each time it comes up: what it calls is given that menu.
        role: where macOS puts it.
    """

    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    group: int = 1
    within: str = ""
    when: When = is_open
    ticked: When | None = None
    about: Callable[[Any], str] | None = None
    fills: bool = False
    role: Role = Role.NoRole


def command(text: str, *keys: str, **how: Any) -> Callable[[F], F]:
    """Declare a method of a feature as a command; `how` as of `Command`."""

    def declared(method: F) -> F:
        vars(method)["command"] = Command(text, keys, **how)
        return method

    return declared


def declared_by(by: object) -> Iterator[tuple[Command, Callable[..., object]]]:
    """The commands that are declared in the class of something, in their order, with what they call."""
    for name, method in vars(type(by)).items():
        if isinstance(found := getattr(method, "command", None), Command):
            yield found, getattr(by, name)


class Shell(Protocol):
    """What features may have the window do."""

    notice: Message
    backups: Path

    def new_demo(self) -> Workspace:
        """A fresh copy of the demo plan, opened; what is changed in it is gone when it is left."""
        ...

    def show_plan(self, workspace: Workspace) -> None:
        """Show this plan instead of the one that was open."""
        ...

    def may_leave(self) -> bool:
        """Whether the open plan may be let go, as far as all features know."""
        ...

    def show_page(self, number: int) -> None:
        """Show a page as it first comes up."""
        ...

    def page(self) -> Page | None:
        """The page that is seen."""
        ...

    def cover(self, over: QWidget, ended: Callable[[], None]) -> None:
        """Show this alone, without rail and menus, until the person goes anywhere; then `ended` is called."""
        ...

    def uncover(self) -> None:
        """Show the page again that was seen before."""
        ...

    def bare(self, on: bool) -> None:
        """Show the page alone and anew, without rail and menus, or everything again."""
        ...

    def add_banner(self, banner: QWidget) -> None:
        """Put a banner above everything."""
        ...

    def menuBar(self) -> QMenuBar: ...


class Feature:
    """Something that can be done with the program.

    Attributes:
        session: the open plan, and what to say.
        shell: the window.
    """

    def __init__(self, session: Session, shell: Shell):
        self.session, self.shell = session, shell

    def commands(self) -> Iterator[tuple[Command, Callable[..., object]]]:
        """Its commands, with what they call."""
        yield from declared_by(self)

    def start(self) -> QWidget | None:
        """What it shows while no plan is open."""
        return None

    def title(self) -> str:
        """What the window's title says of it."""
        return ""

    def escape(self) -> bool:
        """Leave what it shows when Esc is pressed; whether there was anything to leave."""
        return False

    def back(self) -> bool:
        """Show again what led to the page that is seen, where that was this feature; whether it was."""
        return False

    def may_leave(self) -> bool:
        """Whether the program may end, as far as it knows."""
        return True


class Menus:
    """The menus, built of what is declared; found by its text, `menus["Export workbook…"]` is a `QAction`."""

    def __init__(self, bar: QMenuBar, owner: QWidget, brought: Iterable[tuple[object, Command, Callable[..., object]]]):
        """Menus on a bar; `brought` are commands with what declares them and what they call, in order."""
        self._owner = owner
        self._of: list[tuple[object, Command, QAction]] = []
        self._found: dict[str, QAction] = {}
        heads = {name: bar.addMenu(f"&{name}") for name in MENUS}
        for menu in heads.values():
            menu.setToolTipsVisible(True)
        inner: dict[str, QMenu] = {}
        group: dict[str, int] = dict.fromkeys(MENUS, 0)
        for by, each, do in sorted(brought, key=lambda b: (MENUS.index(b[1].menu), b[1].group)):
            menu = heads[each.menu]
            if group[each.menu] not in (0, each.group):
                menu.addSeparator()
            group[each.menu] = each.group
            if each.within:
                if each.within not in inner:
                    inner[each.within] = menu.addMenu(each.within)
                menu = inner[each.within]
            action = self._fill(menu, each, do) if each.fills else self._make(each, do)
            menu.addAction(action)
            self._of.append((by, each, action))
            self._found[each.text] = action

    def __getitem__(self, text: str) -> QAction:
        return self._found[text]

    @property
    def actions(self) -> list[QAction]:
        """All of them."""
        return [action for _, _, action in self._of]

    def show_state(self, why_not: str) -> None:
        """Allow what can be done now; `why_not` says why nothing can be changed."""
        for by, each, action in self._of:
            can = each.when(by)
            action.setEnabled(can)
            action.setToolTip(why_not if each.when is can_edit else "")
            if each.ticked:
                action.setChecked(each.ticked(by))
            if each.about:
                about = each.about(by) if can else ""
                action.setText(plain(f"{each.text}: {about}" if about else each.text))

    def _make(self, each: Command, do: Callable[..., object]) -> QAction:
        action = QAction(self._owner)
        action.setText(plain(each.text))  # not at once: that form may take an icon, and would load all names of icons
        action.setShortcuts([QKeySequence(key) for key in each.keys])
        action.setMenuRole(each.role)
        action.setCheckable(each.ticked is not None)
        action.triggered.connect(lambda _=False: do())
        return action

    @staticmethod
    def _fill(menu: QMenu, each: Command, do: Callable[[QMenu], object]) -> QAction:
        made = QMenu(each.text, menu)
        made.aboutToShow.connect(lambda: do(made))
        return made.menuAction()


def plain(text: str) -> str:
    """`text` for a menu, where an ampersand would underline what follows."""
    return text.replace("&", "&&")
