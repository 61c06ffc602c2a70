"""What is done with the program itself: its settings, its appearance, its guide, its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtWidgets import QApplication

from app import settings
from app.ui import look
from app.workspace import Person

from .commands import Command, Feature, Role, always, command


class Program(Feature):
    """The commands that need no plan."""

    def commands(self) -> Iterator[tuple[Command, Callable[..., object]]]:
        """Its own, and one for each appearance."""
        yield from super().commands()
        for each in look.Appearance:

            def ticked(_: Any, each: look.Appearance = each) -> bool:
                return settings.get(settings.APPEARANCE) == each

            yield (
                Command(each.word, menu="View", group=4, within="Appearance", when=always, ticked=ticked),
                lambda each=each: self.set_appearance(each),
            )

    @command("Settings…", "Ctrl+,", menu="File", group=4, when=always, role=Role.PreferencesRole)
    def change_settings(self) -> None:
        """Let the person change name, role and appearance."""
        from app.ui.dialogs.ask import ask_settings

        if ask_settings(self.session.over):
            self.session.person = Person(settings.get(settings.NAME), settings.get(settings.ROLE))
            if self.session.is_open:
                self.session.workspace.person = self.session.person
            self.set_appearance(look.Appearance(settings.get(settings.APPEARANCE)))

    @command("Quit", "Ctrl+Q", menu="File", group=4, when=always, role=Role.QuitRole)
    def quit(self) -> None:
        """Close the window."""
        if self.session.over:
            self.session.over.close()

    @command("Copy", "Ctrl+C", menu="Edit", group=2, when=always)
    def copy(self) -> None:
        """Copy what is selected where the keyboard is."""
        copy = getattr(QApplication.focusWidget(), "copy", None)
        if callable(copy):
            copy()

    @command("User guide", "F1", menu="Help", when=always)
    def show_guide(self) -> None:
        """Open the user guide."""
        from app.ui.dialogs.guide import GuideDialog

        if self.session.over:
            GuideDialog.show_over(self.session.over)

    @command("About Goldthread", menu="Help", group=2, when=always, role=Role.AboutRole)
    def show_about(self) -> None:
        """Say what this is, with its versions."""
        from app.ui import messages

        messages.about(self.session.over)

    def set_appearance(self, appearance: look.Appearance) -> None:
        """Light, dark, or as the system is; remembered."""
        settings.put(settings.APPEARANCE, appearance.value)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.apply(app, appearance)
        self.session.changed.emit()
