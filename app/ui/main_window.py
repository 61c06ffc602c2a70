"""The window: rail, pages, menus, and above the pages what the person should know. It knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app import settings
from app.domain.meetings import meeting_name
from app.domain.records import Record
from app.domain.schedule import show_date
from app.ui import look, operations
from app.ui.actions import Actions
from app.ui.adding import can_add
from app.ui.bringing import Beside
from app.ui.comparing import remembered
from app.ui.looking_back import LookingBack
from app.ui.page import ALL_KINDS, Page, Place, Several, Target
from app.ui.plan_files import PlanFiles
from app.ui.rail import Rail
from app.ui.session import Session
from app.ui.trail import Step, Trail
from app.ui.widgets.banner import Banner, Choice
from app.ui.widgets.message import Message
from app.ui.widgets.record_menu import Doing, add_doings, record_at
from app.workspace import Person, Workspace

if TYPE_CHECKING:
    from app.ui.chair import ChairWalk
    from app.ui.find import Finding

POLL = 2000  # milliseconds between two looks at what others have written
_AROUND_BANNERS = (look.space(3), look.space(1), look.space(3), 0)
SMALLEST, USUAL = QSize(880, 500), QSize(1280, 800)  # a small laptop at 200 % has 960 x 540
FRAME = QSize(4, 40)
"""Pixels that the system may put around a window: its edges and its title bar."""


class MainWindow(QMainWindow):
    """One window over at most one open plan.

    Attributes:
        workspace: the open plan, or None.
        rail, stack, state, notice: what it consists of: pages to choose, the pages, a banner that says who writes,
            a message that floats over the page, of what happened just now.
        past: the moment that is shown, where it is not now; its banner stands above everything.
        commands: the commands of its menus.
        files: what can be done with plans as files.
        beside: offers a copy that lies beside the plan.
    """

    def __init__(
        self,
        places: Sequence[Place],
        person: Person,
        backups: Path,
        new_demo: Callable[[], Workspace],
        parent: QWidget | None = None,
    ):
        """A window over pages; `new_demo` makes a fresh copy of the demo plan and opens it."""
        super().__init__(parent)
        self.person, self.backups, self._make_demo = person, backups, new_demo
        self.session = Session(parent=self)
        self.session.openable = frozenset(kind for place in places for kind in place.kinds)
        self.files, self.beside = PlanFiles(self), Beside(self)
        self._places = places
        self._pages: dict[int, Page] = {}
        self._stale: dict[int, frozenset[type[Record]]] = {}
        self._trail = Trail()
        self._backup_problem = ""
        self._stop_listening: Callable[[], None] = _nothing
        self._welcome: QWidget | None = None
        self._walk: ChairWalk | None = None
        self._finding: Finding | None = None
        self.rail, self.stack = Rail([place.title for place in places]), QStackedWidget()
        self._right = QWidget()
        self.state, self.notice, self.past = Banner(), Message(self._right), LookingBack(self)
        self.commands = Actions(self, [place.title for place in places])
        self._assemble()
        self.notice.shown.connect(self.commands.message.setEnabled)
        self.rail.chosen.connect(self.show_page)
        self._poll = QTimer(self, interval=POLL)
        self._poll.timeout.connect(self._look_for_others)
        self.session.opened.connect(self.open_target)
        self.session.left.connect(self.go_back)
        self.session.said.connect(lambda sentence, choices: self.notice.tell(sentence, *choices))
        self.session.refused.connect(lambda sentence, choices: self.notice.tell_wrong(sentence, *choices))
        self.session.done.connect(
            lambda sentence, edit: self.notice.tell(sentence, ("Undo", lambda: self.undo_edit(edit)))
        )
        self._show_state()

    @property
    def workspace(self) -> Workspace | None:
        """The open plan, or None."""
        return self.session.workspace if self.session.is_open else None

    # -- plans

    def show_plan(self, workspace: Workspace) -> None:
        """Show this plan instead of the one that was open."""
        self._let_go()
        self.session.hold(workspace)
        workspace.compare_with = remembered(workspace)
        self._stop_listening = workspace.listen(self._on_changed)
        self._trail = Trail()
        self.rail.show()
        self.show_page(0)
        self._show_state()
        self._poll.start()
        self.beside.look()

    def new_demo(self) -> Workspace:
        """A fresh copy of the demo plan, opened. What is changed in it is gone when it is left; leaving it asks."""
        made = self._make_demo()
        self.files.watch_demo(made)
        return made

    def show_welcome(self) -> None:
        """Show how to begin, while no plan is open."""
        from app.ui.welcome import Welcome

        self._let_go()
        welcome = Welcome()
        welcome.new_wanted.connect(self.files.new)
        welcome.open_wanted.connect(self.files.open)
        welcome.recent_wanted.connect(self.files.open)
        welcome.demo_wanted.connect(self.files.demo)
        welcome.show_recent(self.files.recent())
        self._welcome = welcome
        self.stack.addWidget(welcome)
        self.stack.setCurrentWidget(welcome)
        self.rail.hide()
        self._show_state()

    # -- going about

    def show_page(self, number: int) -> None:
        """Show a page as it first comes up."""
        self._go(Step(number))

    def open_target(self, target: Target) -> None:
        """Show a record, or several, on the page that reveals its kind; None: the first view of this page."""
        here = self._trail.here
        if target is None:
            if here is not None:
                self._go(Step(here.place))
            return
        kind = target.kind if isinstance(target, Several) else type(target)
        number = next((n for n, place in enumerate(self._places) if kind in place.kinds), None)
        if number is not None:
            self._go(Step(number, target))

    def go_back(self) -> None:
        """One step back."""
        self._take(self._trail.back())

    def go_forward(self) -> None:
        """One step forward again."""
        self._take(self._trail.forward())

    def read_as_chair(self) -> None:
        """Walk through the plan page by page: nothing else is seen, and nothing of the plan can be changed."""
        from app.ui.chair import ChairWalk

        if self.workspace is None or self._walk is not None:
            return
        self._walk = ChairWalk(self.workspace, self.attempt)
        self._walk.left.connect(self.stop_reading)
        self.stack.addWidget(self._walk)
        self.stack.setCurrentWidget(self._walk)
        self._above.setContentsMargins(0, 0, 0, 0)
        self.rail.hide()
        self.menuBar().hide()
        self.notice.hide()
        self._walk.setFocus()
        self._show_state()

    def stop_reading(self) -> None:
        """From the walk back to the page that was seen before it."""
        if self._walk is not None and self._trail.here is not None:
            self._take(self._trail.here)

    def page(self) -> Page | None:
        """The page that is seen."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    # -- commands

    def undo(self) -> None:
        """Undo the last edit of this opening."""
        if self.workspace is not None:
            self._reverse(self.workspace.undo, f"Undone: {self.workspace.undo_label}")

    def undo_edit(self, edit: str) -> None:
        """Undo an edit of this opening that may not be the last; what would stay as it is is named first."""
        from app.ui.undoing import undo_edit

        workspace = self.workspace
        if workspace is None:
            return
        self.notice.hide()
        if edit == workspace.undo_next:  # it can be done again then
            self.undo()
            return
        said: list[str] = []
        if self.attempt(lambda: said.extend(undo_edit(workspace, edit, self))) and said:
            self.say(" ".join(said))
        self._show_state()

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.workspace is not None:
            self._reverse(self.workspace.redo, f"Done again: {self.workspace.redo_label}")

    def copy(self) -> None:
        """Copy what is selected where the keyboard is."""
        copy = getattr(QApplication.focusWidget(), "copy", None)
        if callable(copy):
            copy()

    def find(self) -> None:
        """Go where one types to narrow the page."""
        if page := self.page():
            page.find()

    def find_anything(self) -> None:
        """Let the person look for any record or command."""
        if self._finding is None:
            from app.ui.find import Finding

            self._finding = Finding(self)
        self._finding.open()

    def lately(self, most: int) -> list[Record]:
        """The records that were opened last, the last one first, as they are now."""
        there = (self._still_there(target) for target in self._trail.lately()) if self.workspace is not None else ()
        return list(islice((found for found in there if isinstance(found, Record) and found.id), most))

    def ask(self) -> None:
        """Ask about the record that is seen, or about the plan as a whole."""
        from app.ui.dialogs.question import ask

        if self.workspace is not None and self.workspace.writable:
            here = self._trail.here
            record = self._still_there(here.target) if here else None
            ask(self.workspace, record if isinstance(record, Record) and record.id else None, self)

    def add(self, kind: type[Record]) -> None:
        """Let the person add a record of a kind, and show it."""
        from app.ui.adding import add

        if self.workspace is not None and can_add(self.workspace, kind):
            made = add(self.workspace, kind, None, self)
            if made is not None:
                self.open_target(made)

    def doings(self, key: str) -> list[Doing]:
        """What can be done with the record with this key, wherever in the window it is shown."""
        return operations.doings(self.session, key, self)

    def can_erase(self, key: str) -> bool:
        """Whether the record with this key is in the plan and may be erased now."""
        workspace = self.workspace
        return workspace is not None and workspace.writable and self._walk is None and workspace.find(key) is not None

    def erase(self, key: str) -> None:
        """Let the person erase the record with this key, or words of it, for good."""
        from app.ui.dialogs.erase import erase

        if self.workspace is not None and self.can_erase(key) and (record := self.workspace.find(key)):
            erase(self.workspace, record, self)

    def erase_seen(self) -> None:
        """Let the person erase the record that is seen."""
        here = self._trail.here
        key = here.target.id if here and isinstance(here.target, Record) else ""
        self.erase(key) if self.can_erase(key) else self.say("Open a record first: the one that is seen is erased.")

    def set_facts_only(self, on: bool) -> None:
        """Leave out, or show, what is illustrative."""
        if self.workspace is not None:
            self.workspace.facts_only = on
            self._show_state()

    def set_appearance(self, appearance: look.Appearance) -> None:
        """Light, dark, or as the system is; remembered."""
        settings.put(settings.APPEARANCE, appearance.value)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.apply(app, appearance)
        self._show_state()

    def change_settings(self) -> None:
        """Let the person change name, role and appearance."""
        from app.ui.dialogs.ask import ask_settings

        if ask_settings(self):
            self.person = Person(settings.get(settings.NAME), settings.get(settings.ROLE))
            if self.workspace is not None:
                self.workspace.person = self.person
            self.set_appearance(look.Appearance(settings.get(settings.APPEARANCE)))

    def show_guide(self) -> None:
        """Open the user guide."""
        from app.ui.dialogs.guide import GuideDialog

        GuideDialog.show_over(self)

    def show_about(self) -> None:
        """Say what this is, with its versions."""
        from app.ui import messages

        messages.about(self)

    def say(self, sentence: str, *choices: Choice) -> None:
        """A message over the page, which goes by itself; later where something can be done about it."""
        self.session.say(sentence, *choices)

    def say_done(self, sentence: str, edit: str) -> None:
        """As `Session.say_done`."""
        self.session.say_done(sentence, edit)

    def attempt(self, work: Callable[[], object]) -> bool:
        """As `Session.attempt`."""
        return self.session.attempt(work)

    def say_wrong(self, sentence: str, *choices: Choice) -> None:
        """Say over the page what went wrong, until it is closed; with what can be done about it."""
        self.session.say_wrong(sentence, *choices)

    # -- Qt

    def setVisible(self, visible: bool) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.dress(app)
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.notice.isVisible():
            self.notice.hide()
        elif self._walk is not None:
            self.stop_reading()
        elif self.past.banner.isVisible():
            self.past.back_to_now()
        else:
            self.go_back()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the record that is shown where the mouse, or the keyboard, is."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        key = record_at(QApplication.focusWidget() if by_keys else self.childAt(event.pos()))
        menu = QMenu(self)
        if key and add_doings(menu, self, key):
            menu.exec(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        settings.put(settings.GEOMETRY, self.saveGeometry().toBase64().toStdString())
        self._let_go()
        event.accept()

    # -- inside

    def _assemble(self) -> None:
        self.setWindowTitle("Goldthread")
        self.stack.setContentsMargins(0, 0, 0, 0)
        above = self._above = QVBoxLayout()
        above.setContentsMargins(*_AROUND_BANNERS)
        above.setSpacing(look.space(1))
        above.addWidget(self.state)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(above)
        right.addWidget(self.stack, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._right, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.past.banner)
        column.addWidget(body, 1)
        self.setCentralWidget(whole)
        self._fit_screen(QByteArray.fromBase64(settings.get(settings.GEOMETRY).encode()))

    def _fit_screen(self, kept: QByteArray) -> None:
        """As large as usual, or as it was left; but never larger than the screen has room for, nor beyond its edge."""
        room = look.room_at(self.geometry().center())
        self.setMinimumSize(SMALLEST.boundedTo(room.size() - FRAME))
        self.resize(USUAL.boundedTo(room.size() - FRAME))
        if not self.restoreGeometry(kept):
            return
        state = self.windowState()
        self.setWindowState(Qt.WindowState.WindowNoState)  # what a maximised window is set back to must fit, too
        self.setGeometry(fitted(self.geometry(), look.room_at(self.geometry().center())))
        self.setWindowState(state)

    def _go(self, step: Step) -> None:
        if self.workspace is not None:
            self._trail.go(step)
            self._take(step)

    def _take(self, step: Step | None) -> None:
        if step is None or self.workspace is None:
            return
        self._end_walk()
        page = self._page(step.place)
        self.stack.setCurrentWidget(page)
        if stale := self._stale.pop(step.place, None):
            page.reload(stale)
        page.reveal(self._still_there(step.target))
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()
        self.rail.mark(step.place)
        self._show_state()

    def _end_walk(self) -> None:
        if self._walk is None:
            return
        self.stack.removeWidget(self._walk)
        self._walk.hide()
        self._walk.deleteLater()
        self._walk = None
        self._above.setContentsMargins(*_AROUND_BANNERS)
        self.rail.show()
        self.menuBar().show()

    def _page(self, number: int) -> Page:
        """The page at a line of the rail; made when it is first seen."""
        if number not in self._pages:
            page = self._places[number].load()(self.session)
            self._pages[number] = page
            self.stack.addWidget(page)
            page.reload(ALL_KINDS)
        return self._pages[number]

    def _still_there(self, target: Target) -> Target:
        """A record as it is now; None when it is gone. What stands for one that is not made yet has no key."""
        assert self.workspace is not None
        return self.workspace.find(target.id) if isinstance(target, Record) and target.id else target

    def _on_changed(self, kinds: frozenset[type[Record]]) -> None:
        seen, at = self.page(), self.focusWidget()
        for number, page in self._pages.items():
            if page is seen:
                page.reload(kinds)
                if at is not None and page.isAncestorOf(at):
                    QTimer.singleShot(0, page, lambda page=page: self._keep_keyboard_on(page))
            else:
                self._stale[number] = self._stale.get(number, frozenset()) | kinds
        if self._walk is not None:
            self._walk.reload(kinds)
        self._show_state()

    def _keep_keyboard_on(self, page: Page) -> None:
        """Where what had the keyboard went with what was changed, Qt hands it to the rail: the page keeps it."""
        if page is self.page() and self.rail.isAncestorOf(self.focusWidget() or self):
            page.setFocus()

    def _look_for_others(self) -> None:
        if self.workspace is not None and not self.workspace.refresh():
            self._show_writer()

    def _start_editing(self) -> None:
        if self.workspace is None:
            return
        if self.workspace.start_editing():
            self.say("You can edit now.")
        self._show_state()

    def _reverse(self, work: Callable[[], list[str]], said: str) -> None:
        left_alone: list[str] = []
        if self.attempt(lambda: left_alone.extend(work())):
            self.say(" ".join([f"{said}.", *left_alone]))
        self._show_state()

    def _show_state(self) -> None:
        workspace = self.workspace
        self.commands.show_state(
            is_open=workspace is not None,
            writable=workspace is not None and workspace.writable,
            past=workspace is not None and workspace.past is not None,
            reading=self._walk is not None,
        )
        self.commands.show_addable(lambda kind: self._walk is None and can_add(workspace, kind))
        self.past.show_state(workspace)
        self.commands.back.setEnabled(self._trail.can_go_back)
        self.commands.forward.setEnabled(self._trail.can_go_forward)
        if workspace is None:
            self.setWindowTitle("Goldthread")
            self.commands.show_undo("", "", can_undo=False, can_redo=False)
            self.state.hide()
            return
        here = self._walk is None  # while reading, nothing of the plan is changed
        self.commands.show_undo(
            workspace.undo_label, workspace.redo_label, can_undo=here and workspace.can_undo,
            can_redo=here and workspace.can_redo,
        )  # fmt: skip
        self.commands.facts_only.setChecked(workspace.facts_only)
        reading = "Read as chair" if self._walk is not None else ""
        then = f"as it was at {workspace.past.title}" if workspace.past else ""
        self.setWindowTitle(" – ".join(filter(None, (self.files.name(), then, reading, "Goldthread"))))
        self.rail.show_state(
            f"Position at {show_date(workspace.plan.position)}",
            "Demo: changes are not kept" if self.files.is_demo and not workspace.past else _saved(workspace),
            facts_only=workspace.facts_only,
            looked_by=_looked_by(workspace),
        )
        if workspace.backup_problem != self._backup_problem:
            self._backup_problem = workspace.backup_problem
            if self._backup_problem:
                self.say_wrong(self._backup_problem)
        self._show_writer()

    def _show_writer(self) -> None:
        workspace = self.workspace
        if workspace is None or workspace.writable or workspace.past:
            self.state.hide()
        elif workspace.can_start_editing:
            if not self.state.buttons or self.state.isHidden():
                self.state.show_note("You can read this plan; nobody is editing it now.",
                                     ("Start editing", self._start_editing))  # fmt: skip
        elif self.state.message.text() != workspace.why_read_only or self.state.isHidden():
            self.state.show_note(workspace.why_read_only)

    def _let_go(self) -> None:
        """Close the plan and drop its pages."""
        self._poll.stop()
        self._end_walk()
        self.beside.stop()
        if self._finding is not None:
            self._finding.let_go()
        self._stop_listening()
        self._stop_listening = _nothing
        shown = [*self._pages.values(), *([self._welcome] if self._welcome else [])]
        for widget in shown:
            self.stack.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._pages, self._stale, self._welcome = {}, {}, None
        if self.workspace is not None:
            self.workspace.close()
            self.session.hold(None)
        self.notice.hide()


def fitted(wanted: QRect, room: QRect) -> QRect:
    """Where a window that wants this place stands on a screen with this room: whole, with its frame."""
    size = wanted.size().boundedTo(room.size() - FRAME)
    edge = FRAME.width() // 2
    left = max(room.left() + edge, min(wanted.left(), room.right() + 1 - size.width() - edge))
    top = max(room.top() + FRAME.height() - edge, min(wanted.top(), room.bottom() + 1 - size.height() - edge))
    return QRect(QPoint(left, top), size)


def _looked_by(workspace: Workspace) -> str:
    """What this screen alone compares with; empty where papers compare with the same."""
    last, papers = workspace.last_meeting, workspace.paper_meeting
    if last is None or papers is None or last.id == papers.id:
        return ""
    return f"Your screen compares with {meeting_name(workspace.plan, last)}"


def _saved(workspace: Workspace) -> str:
    if workspace.past:
        return "As it was then"
    if not workspace.writable:
        return "Read only"
    if workspace.backup_problem:
        return "Saved · no backup"
    at = workspace.backed_up
    return f"Saved · backup {at.astimezone():%H:%M}" if at else "Saved"


def _nothing() -> None:
    pass
