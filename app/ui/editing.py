"""The Edit menu: undoing, adding, asking, erasing. An edit can be undone whatever was done since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.kinds import ANYWHERE
from app.domain.records import Record
from app.ui.adding import add_new, can_add

from .commands import Command, Feature, Shell, can_edit, command
from .session import Session

if TYPE_CHECKING:
    from app.ui.widgets.banner import Choice
    from app.workspace import Reversal, Workspace


class Editing(Feature):
    """What changes the plan wherever one is in it."""

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        session.done.connect(self._say_done)

    def commands(self) -> Iterator[tuple[Command, Callable[..., object]]]:
        """Its own, and one for each kind that can be added from anywhere."""
        yield from super().commands()
        for kind in ANYWHERE:
            yield (
                Command(
                    f"{kind.NAME}…", menu="Edit", group=3, within="Add new",
                    when=lambda by, kind=kind: can_edit(by) and can_add(by.session.workspace, kind),
                ),
                lambda kind=kind: self.add(kind),
            )  # fmt: skip

    @command(
        "Undo", "Ctrl+Z", menu="Edit", when=lambda by: can_edit(by) and by.session.workspace.can_undo,
        about=lambda by: by.session.workspace.undo_label,
    )  # fmt: skip
    def undo(self) -> None:
        """Undo the last edit of this opening."""
        self._reverse(self.session.workspace.undo, f"Undone: {self.session.workspace.undo_label}")

    @command(
        "Redo", "Ctrl+Y", "Ctrl+Shift+Z", menu="Edit",
        when=lambda by: can_edit(by) and by.session.workspace.can_redo,
        about=lambda by: by.session.workspace.redo_label,
    )  # fmt: skip
    def redo(self) -> None:
        """Do again what was undone last."""
        self._reverse(self.session.workspace.redo, f"Done again: {self.session.workspace.redo_label}")

    def undo_edit(self, edit: str) -> None:
        """Undo an edit of this opening that may not be the last; what would stay as it is is named first."""
        workspace = self.session.workspace
        self.shell.notice.hide()
        if edit == workspace.undo_next:  # it can be done again then
            self.undo()
            return
        said: list[str] = []
        if self.session.attempt(lambda: said.extend(undo_edit(workspace, edit, self.session.over))) and said:
            self.session.say(" ".join(said))

    def add(self, kind: type[Record]) -> None:
        """Let the person add a record of a kind, and show it."""
        if made := add_new(self.session, kind, self.session.over):
            self.session.open(made)

    @command("New row", "Ctrl+N", menu="Edit", group=3, when=can_edit)
    def new_row(self) -> None:
        """Begin a new record in the register that is seen."""
        page = self.shell.page()
        if page is None or not page.new_row():
            self.session.say("Open a register first: its new row is added there.")

    @command("Ask about this…", "Ctrl+Shift+A", menu="Edit", group=3, when=can_edit)
    def ask(self) -> None:
        """Ask about the record that is seen, or about the plan as a whole."""
        from app.ui.dialogs.question import ask

        ask(self.session.workspace, self.session.here, self.session.over)

    @command("Erase for good…", menu="Edit", group=3, when=can_edit)
    def erase_seen(self) -> None:
        """Let the person erase the record that is seen."""
        from app.ui import operations

        if here := self.session.here:
            operations.start(operations.erase, self.session, here, self.session.over)
        else:
            self.session.say("Open a record first: the one that is seen is erased.")

    def _say_done(self, sentence: str, edit: str, choices: tuple[Choice, ...]) -> None:
        self.session.say(sentence, *choices, ("Undo", lambda: self.undo_edit(edit)))

    def _reverse(self, work: Callable[[], list[str]], said: str) -> None:
        left_alone: list[str] = []
        workspace = self.session.workspace
        before = workspace.last_edit
        if self.session.attempt(lambda: left_alone.extend(work())):
            done = [] if left_alone and workspace.last_edit == before else [f"{said}."]
            self.session.say(" ".join([*done, *left_alone]))


def undo_edit(workspace: Workspace, edit: str, parent: QWidget | None) -> list[str]:
    """Undo an edit, after asking where something of it would stay.

    Returns:
        What was done, in sentences; none where the person thought better of it.

    Raises:
        Refusal: nothing of it can be undone.
    """
    from app.ui import messages

    label, made = workspace.logbook.label(edit), workspace.undoing(edit)
    if made.edit is not None and made.left_alone:
        asked = messages.ask(parent, f"Undo “{label}”?", undo_words(made), "Undo the rest")
        if not asked:
            return []
    return [f"Undone: {label}.", *workspace.undo_edit(edit)]


def undo_words(made: Reversal, most: int = 5) -> str:
    """What undoing an edit would leave as it is, or why it cannot be undone; empty where there is nothing to say."""
    left = list(made.left_alone[:most])
    if len(made.left_alone) > most:
        left.append(f"And {len(made.left_alone) - most:,} more.")
    if made.edit is None:
        return " ".join(["It cannot be undone.", *left]) if left else "What it did is undone already."
    return " ".join(["Undoing it leaves something as it is.", *left]) if left else ""
