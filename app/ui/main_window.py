"""The window: rail, pages, menus, and above the pages what the person should know. It knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QWidget

from app import settings
from app.domain.records import Record
from app.jobs import Job, Steps
from app.ui import look
from app.ui.commands import Command, Feature, Menus, command, declared_by
from app.ui.features import FEATURES
from app.ui.kit import block, column, enter_presses, row, unplaced
from app.ui.page import ALL_KINDS, Page, Place, Several, Target
from app.ui.rail import Rail, shortcuts
from app.ui.session import Session
from app.ui.trail import Location
from app.ui.where import Where
from app.ui.widgets.banner import Banner
from app.ui.widgets.message import Message
from app.ui.widgets.record_menu import Doing, add_doings, record_at

if TYPE_CHECKING:
    from app.workspace import Person, Workspace

F = TypeVar("F", bound=Feature)
POLL = 2000  # milliseconds between two looks at what others have written
_AROUND_BANNERS = (look.space(3), look.space(1), look.space(3), 0)
SMALLEST, USUAL = QSize(880, 500), QSize(1280, 800)  # a small laptop at 200 % has 960 x 540
FRAME = QSize(4, 40)
"""Pixels that the system may put around a window: its edges and its title bar."""


class MainWindow(QMainWindow):
    """One window over at most one open plan.

    Attributes:
        session: the open plan, and what pages and features ask of the window.
        rail, where, stack, state, notice: what it consists of: pages to choose, the way back and where one is, the
            pages, a banner that says who writes, a message that floats over the page, of what happened just now.
        menus: the commands.
        backups: the folder of the backups.
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
        self.backups, self._make_demo = backups, new_demo
        self.session = Session(over=self, person=person)
        self.session.openable = frozenset(kind for place in places for kind in place.kinds)
        self._places = places
        self._pages: dict[int, Page] = {}
        self._stale: dict[int, frozenset[type[Record]]] = {}
        self._backup_problem = ""
        self._backing_up: Job | None = None
        self._stop_listening: Callable[[], None] = _nothing
        self._start: QWidget | None = None
        self._cover: tuple[QWidget, Callable[[], None]] | None = None
        self._maximised = False
        titles, self._keys = [place.title for place in places], shortcuts([place.key for place in places])
        self.rail, self.stack = Rail(titles, self._keys), QStackedWidget()
        self.where = Where(self.session, titles, self.show_page)
        self._above = column(edge=_AROUND_BANNERS, gap=look.space(1))
        self._banners = column()
        self._right = block(column(self.where, self._above, (self.stack, 1)))
        self.state, self.notice = Banner(), Message(self._right)
        self._above.addWidget(self.state)
        self.setCentralWidget(block(column(self._banners, (block(row(self.rail, (self._right, 1))), 1))))
        self.features = [feature(self.session, self) for feature in FEATURES]
        brought = [(by, *each) for by in self.features for each in by.commands()]
        self.menus = Menus(self.menuBar(), self, [*((self, *each) for each in self._commands()), *brought])
        self._fit_screen(QByteArray.fromBase64(settings.get(settings.GEOMETRY).encode()))
        self._poll = QTimer(self, interval=POLL)
        self._poll.timeout.connect(self._look_for_others)
        self.rail.chosen.connect(self.show_page)
        self.where.leave.clicked.connect(lambda _=False: self._escape())
        self.notice.shown.connect(self.menus["Go to the message"].setEnabled)
        self.session.opened.connect(self.open_target)
        self.session.wanted.connect(lambda text: self.menus[text].trigger())
        self.session.left.connect(self.go_back)
        self.session.said.connect(lambda sentence, choices: self.notice.tell(sentence, *choices))
        self.session.refused.connect(lambda sentence, choices: self.notice.tell_wrong(sentence, *choices))
        self.session.changed.connect(self._show_state)
        self.session.changed.emit()

    @property
    def workspace(self) -> Workspace | None:
        """The open plan, or None."""
        return self.session.workspace if self.session.is_open else None

    def feature(self, kind: type[F]) -> F:
        """Its feature of a kind."""
        return next(each for each in self.features if isinstance(each, kind))

    # -- plans

    def show_plan(self, workspace: Workspace) -> None:
        """Show this plan instead of the one that was open."""
        self._let_go()
        self.session.hold(workspace)
        self._stop_listening = workspace.listen(self._on_changed)
        self._bare(False)
        self.show_page(0)
        self._poll.start()

    def new_demo(self) -> Workspace:
        """A fresh copy of the demo plan, opened. What is changed in it is gone when it is left; leaving it asks."""
        self.session.demo = self._make_demo()
        return self.session.demo

    def show_welcome(self) -> None:
        """Show how to begin, while no plan is open."""
        self._let_go()
        self._start = next(filter(None, (each.start() for each in self.features)))
        self.stack.addWidget(self._start)
        self.stack.setCurrentWidget(self._start)
        self.rail.hide()
        self.where.hide()
        self.session.changed.emit()

    # -- going about

    def show_page(self, number: int) -> None:
        """Show a page as it first comes up."""
        self._go(Location(number))

    def open_target(self, target: Target) -> None:
        """Show a record, or several, on the page that reveals its kind; None: the first view of this page."""
        here = self.session.trail.here
        if target is None:
            if here is not None:
                self._go(Location(here.place))
            return
        kind = target.kind if isinstance(target, Several) else type(target)
        number = next((n for n, place in enumerate(self._places) if kind in place.kinds), None)
        if number is not None:
            self._go(Location(number, target))

    @command("Back", "Alt+Left", menu="View", group=2, when=lambda by: by.session.trail.can_go_back)
    def go_back(self) -> None:
        """One step back; to what a feature showed, where the person came from there."""
        if not any(each.back() for each in self.features):
            self._take(self.session.trail.back())

    @command("Forward", "Alt+Right", menu="View", group=2, when=lambda by: by.session.trail.can_go_forward)
    def go_forward(self) -> None:
        """One step forward again."""
        self._take(self.session.trail.forward())

    @command("Go to the message", "F6", menu="View", group=2, when=lambda by: not by.notice.isHidden())
    def go_to_message(self) -> None:
        """Take the keyboard to the message over the page."""
        self.notice.go_to()

    def page(self) -> Page | None:
        """The page that is seen."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    # -- what features ask for

    def may_leave(self) -> bool:
        """Whether the open plan may be let go, as far as all features know."""
        return all(each.may_leave() for each in self.features)

    def cover(self, over: QWidget, ended: Callable[[], None]) -> None:
        """Show this alone, without rail and menus, until the person goes anywhere; then `ended` is called."""
        self._cover = over, ended
        self.stack.addWidget(over)
        self.stack.setCurrentWidget(over)
        self._bare(True)
        self.where.hide()
        self.notice.hide()
        over.setFocus()
        self.session.changed.emit()

    def uncover(self) -> None:
        """Show the page again that was seen before."""
        self._take(self.session.trail.here)

    def bare(self, on: bool) -> None:
        """Show the page alone on the whole screen and anew, without rail and menus, or everything again."""
        if on:
            self._maximised = self.isMaximized()
            self.addActions(self.menus.actions)  # the keys of menus that are hidden do nothing
            self.showFullScreen()
        else:
            for action in self.menus.actions:
                self.removeAction(action)
            self.showMaximized() if self._maximised else self.showNormal()
        self.where.leave.setVisible(on)
        self._bare(on)
        self._drop_pages()
        self._take(self.session.trail.here)

    def add_banner(self, banner: QWidget) -> None:
        """Put a banner above everything."""
        self._banners.addWidget(banner)

    def doings(self, key: str) -> list[Doing]:
        """What can be done with the record with this key, wherever in the window it is shown."""
        from app.ui import operations  # nothing is done before a window is seen

        return operations.doings(self.session, key, self)

    # -- Qt

    def setVisible(self, visible: bool) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.dress(app)
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif not enter_presses(event, self.focusWidget()):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the record that is shown where the mouse, or the keyboard, is."""
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        key = record_at(QApplication.focusWidget() if by_keys else self.childAt(event.pos()))
        menu = QMenu(self)
        if key and add_doings(menu, self, key):
            menu.exec(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.end()
        event.accept()

    def end(self) -> None:
        """Let go of what is open; nothing is asked."""
        settings.put(settings.GEOMETRY, self.saveGeometry().toBase64().toStdString())
        self._let_go()

    # -- inside

    def _commands(self) -> Sequence[tuple[Command, Callable[..., object]]]:
        """The pages, and what is declared here."""
        pages = [
            (Command(place.title, (f"Ctrl+{self._keys[n]}",), menu="View"), lambda n=n: self.show_page(n))
            for n, place in enumerate(self._places)
        ]
        return [*pages, *declared_by(self)]

    def _escape(self) -> None:
        if self.notice.isVisible():
            self.notice.hide()
        elif not any(each.escape() for each in self.features):
            self.go_back()

    def _bare(self, on: bool) -> None:
        """Rail and menus are not seen, or again."""
        self.rail.setVisible(not on)
        self.menuBar().setVisible(not on)
        self.where.show()
        left, top, right, bottom = _AROUND_BANNERS
        self._above.setContentsMargins(left, 0 if on else top, right, bottom)

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

    def _go(self, step: Location) -> None:
        if self.session.is_open:
            self.session.trail.go(step)
            self._take(step)

    def _take(self, step: Location | None) -> None:
        if step is None or not self.session.is_open:
            return
        self._end_cover()
        page = self._page(step.place)
        self.stack.setCurrentWidget(page)
        if stale := self._stale.pop(step.place, None):
            page.reload(stale)
        page.reveal(self.session.still_there(step.target))
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()
        self.rail.mark(step.place)
        self.session.changed.emit()

    def _end_cover(self) -> None:
        if self._cover is None:
            return
        over, ended = self._cover
        self._cover = None
        self._remove(over)
        self._bare(False)
        ended()

    def _page(self, number: int) -> Page:
        """The page at a line of the rail; made when it is first seen."""
        if number not in self._pages:
            page = self._pages[number] = self._places[number].load()(self.session)
            self.stack.addWidget(page)
            page.reload(ALL_KINDS)
        return self._pages[number]

    def _on_changed(self, kinds: frozenset[type[Record]]) -> None:
        seen, at = self.page(), self.focusWidget()
        for number, page in self._pages.items():
            if page is seen:
                page.reload(kinds)
                if at is not None and page.isAncestorOf(at):
                    QTimer.singleShot(0, page, lambda page=page: self._keep_keyboard_on(page))
            else:
                self._stale[number] = self._stale.get(number, frozenset()) | kinds
        self.session.changed.emit()

    def _keep_keyboard_on(self, page: Page) -> None:
        """Where what had the keyboard went with what was changed, Qt hands it to the rail: the page keeps it."""
        if page is self.page() and self.rail.isAncestorOf(self.focusWidget() or self):
            page.setFocus()

    def _look_for_others(self) -> None:
        if self.workspace is None:
            return
        if not self.workspace.refresh():
            self._show_writer()
        if replaced := self.workspace.replaced:
            self.workspace.replaced = ""
            self.session.say_wrong(replaced)
        write = None if self.workspace.verifying else self.workspace.backup_ahead()
        if write is not None:  # no edit waits for it
            self._backing_up = Job(_in_one_step(write), self)
            self._backing_up.finished.connect(self.session.changed)
            self._backing_up.start()

    def _start_editing(self) -> None:
        if self.session.workspace.start_editing():
            self.session.say("You can edit now.")
        self.session.changed.emit()

    def _show_state(self) -> None:
        workspace = self.workspace
        self.menus.show_state(self.session.why_not_editing)
        self.where.show_state()
        self.setWindowTitle(" – ".join(filter(None, (*(each.title() for each in self.features), "Goldthread"))))
        if workspace is None:
            self.state.hide()
            return
        self.rail.show_state(self.session)
        if workspace.backup_problem != self._backup_problem:
            self._backup_problem = workspace.backup_problem
            if self._backup_problem:
                self.session.say_wrong(self._backup_problem)
        self._show_writer()

    def _show_writer(self) -> None:
        workspace = self.workspace
        lost = workspace.file_problem if workspace else ""
        if lost:
            if self.state.message.text() != lost or self.state.isHidden():
                self.state.show_wrong(lost, ("Save a copy…", self.menus["Save a copy…"].trigger))
        elif workspace is None or workspace.writable or workspace.past:
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
        if self._backing_up is not None:
            self._backing_up.wait()
            self._backing_up = None
        self._end_cover()
        self._stop_listening()
        self._stop_listening = _nothing
        self._drop_pages()
        if self._start is not None:
            self._remove(self._start)
            self._start = None
        if workspace := self.workspace:
            self.session.hold(None)
            workspace.close()
        self.notice.hide()

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            page.end()
            self._remove(page)
        self._pages, self._stale = {}, {}

    def _remove(self, shown: QWidget) -> None:
        self.stack.removeWidget(shown)
        shown.hide()
        for part in unplaced(shown):
            part.deleteLater()
        shown.deleteLater()


def fitted(wanted: QRect, room: QRect) -> QRect:
    """Where a window that wants this place stands on a screen with this room: whole, with its frame."""
    size = wanted.size().boundedTo(room.size() - FRAME)
    edge = FRAME.width() // 2
    left = max(room.left() + edge, min(wanted.left(), room.right() + 1 - size.width() - edge))
    top = max(room.top() + FRAME.height() - edge, min(wanted.top(), room.bottom() + 1 - size.height() - edge))
    return QRect(QPoint(left, top), size)


def _in_one_step(work: Callable[[], None]) -> Steps:
    work()
    yield 1, 1, ""


def _nothing() -> None:
    pass
