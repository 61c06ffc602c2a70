"""The window's menus: each command once, as a QAction with its shortcut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from app import settings
from app.domain.records import Record
from app.ui.adding import NEEDS
from app.ui.look import Appearance
from app.ui.rail import digit

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

Standard = QKeySequence.StandardKey


class Actions:
    """The commands of a window.

    Attributes:
        undo, redo: they show what they would undo or do again.
        pages: one for each line of the rail.
        adding: one for each kind of record that can be added from anywhere.
    """

    def __init__(self, window: MainWindow, titles: Sequence[str]):
        self._window = window
        make = self._make
        self.new = make("New plan…", window.files.new, Standard.New)
        self.open = make("Open…", window.files.open, Standard.Open)
        self.save_copy = make("Save a copy…", window.files.save_copy, "Ctrl+Shift+S")
        self.bring_in = make("Bring in a copy…", self._bring_in)
        self.restore = make("Restore a backup…", window.files.restore)
        self.import_ = make("Import…", self._import, "Ctrl+I")
        self.export = make("Export briefing…", self._export, "Ctrl+E")
        self.settings = make("Settings…", window.change_settings, "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit = make("Quit", window.close, "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo = make("Undo", window.undo, Standard.Undo)
        self.redo = make("Redo", window.redo, ["Ctrl+Y", "Ctrl+Shift+Z"])
        self.copy = make("Copy", window.copy, Standard.Copy)
        self.find = make("Find on this page", window.find, Standard.Find)
        self.find_anything = make("Find anything…", window.find_anything, "Ctrl+K")
        self.adding = {kind: make(f"{kind.NAME}…", lambda _=False, kind=kind: window.add(kind)) for kind in NEEDS}
        self.ask = make("Ask about this…", window.ask, "Ctrl+Shift+A")
        self.erase = make("Erase for good…", window.erase_seen)
        self.back = make("Back", window.go_back, "Alt+Left")
        self.forward = make("Forward", window.go_forward, "Alt+Right")
        self.message = make("Go to the message", window.notice.go_to, "F6")
        self.message.setEnabled(False)
        self.facts_only = make("Report's facts only", window.set_facts_only)
        self.facts_only.setCheckable(True)
        self.chair = make("Read as chair", window.read_as_chair, "Ctrl+R")
        self.as_at = make("As at…", window.past.ask, "Ctrl+T")
        self.now = make("Back to now", window.past.back_to_now)
        self.compare = make("Compare meetings…", window.past.compare)
        self.guide = make("User guide", window.show_guide, "F1")
        self.demo = make("See the demo", window.files.demo)
        self.about = make("About Goldthread", window.show_about)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.pages = [
            make(title, lambda _=False, number=number: window.show_page(number), f"Ctrl+{digit(number)}")
            for number, title in enumerate(titles)
        ]
        self.appearance = QActionGroup(window)
        for appearance in Appearance:
            action = make(appearance.word, lambda _=False, to=appearance: window.set_appearance(to))
            action.setCheckable(True)
            action.setData(appearance)
            self.appearance.addAction(action)
        self._build_menus()

    def show_state(self, *, is_open: bool, writable: bool, past: bool = False, reading: bool = False) -> None:
        """Allow what can be done now; while somebody reads as chair, nothing that changes the plan."""
        common = (self.save_copy, self.export, self.facts_only, self.find, self.chair, self.as_at, self.compare)
        for action in (*common, *self.pages):
            action.setEnabled(is_open)
        self.now.setEnabled(past)
        self.find_anything.setEnabled(not reading)
        for action in (self.bring_in, self.restore, self.import_, self.ask, self.erase):
            action.setEnabled(is_open and writable and not reading)
        chosen = settings.get(settings.APPEARANCE)
        for action in self.appearance.actions():
            action.setChecked(action.data() == chosen)

    def show_addable(self, can: Callable[[type[Record]], bool]) -> None:
        """Allow what can be added now."""
        for kind, action in self.adding.items():
            action.setEnabled(can(kind))

    def show_undo(self, undo: str, redo: str, *, can_undo: bool, can_redo: bool) -> None:
        """Name what Undo and Redo would do."""
        for action, word, what, can in ((self.undo, "Undo", undo, can_undo), (self.redo, "Redo", redo, can_redo)):
            action.setText(plain(f"{word}: {what}" if what and can else word))
            action.setEnabled(can)

    def _build_menus(self) -> None:
        bar = self._window.menuBar()
        file = bar.addMenu("&File")
        self.recent = QMenu("Open recent", file)
        self.recent.aboutToShow.connect(self._fill_recent)
        file.addActions([self.new, self.open])
        file.addMenu(self.recent)
        file.addSeparator()
        file.addActions([self.save_copy, self.bring_in, self.restore])
        file.addSeparator()
        file.addActions([self.import_, self.export])
        file.addSeparator()
        file.addActions([self.settings, self.quit])
        edit = bar.addMenu("&Edit")
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.copy, self.find, self.find_anything])
        edit.addSeparator()
        edit.addMenu("Add new").addActions(list(self.adding.values()))
        edit.addActions([self.ask, self.erase])
        view = bar.addMenu("&View")
        view.addActions(self.pages)
        view.addSeparator()
        view.addActions([self.back, self.forward, self.message])
        view.addSeparator()
        view.addActions([self.as_at, self.now, self.compare])
        view.addSeparator()
        view.addActions([self.chair, self.facts_only])
        view.addMenu("Appearance").addActions(self.appearance.actions())
        bar.addMenu("&Help").addActions([self.guide, self.demo, self.about])

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self._window.files.recent():
            self.recent.addAction(plain(path.stem), lambda path=path: self._window.files.open(path))
        if self.recent.isEmpty():
            self.recent.addAction("None yet").setEnabled(False)

    def _bring_in(self) -> None:
        from app.ui.bringing import bring_in

        bring_in(self._window)

    def _import(self) -> None:
        from app.ui.importing import import_plan

        import_plan(self._window)

    def _export(self) -> None:
        from app.ui.exporting import export_briefing

        export_briefing(self._window)

    def _make(
        self,
        text: str,
        do: Callable[..., object],
        keys: str | Standard | list[str] | None = None,
    ) -> QAction:
        action = QAction(self._window)
        action.setText(text)  # not at once: that form may take an icon, and would load all names of icons
        if isinstance(keys, list):
            action.setShortcuts([QKeySequence(key) for key in keys])
        elif keys is not None:
            action.setShortcut(keys)
        action.triggered.connect(do)
        return action


def plain(text: str) -> str:
    """`text` for a menu, where an ampersand would underline what follows."""
    return text.replace("&", "&&")
