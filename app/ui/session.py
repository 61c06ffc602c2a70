"""What pages and features know of the window: the open plan, whether it can be edited, what to say, where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.domain.records import Record
from app.ui.widgets.history_of import HistoryOf
from app.ui.widgets.thread_of import ThreadOf

if TYPE_CHECKING:
    from app.ui.widgets.banner import Choice
    from app.workspace import Workspace


@dataclass(frozen=True)
class Several:
    """Some records of a kind that belong together, such as those of one cell of the risk matrix.

    Attributes:
        keys: their keys.
        title: what they have in common, as the page that narrows to them says it ("likely, major").
    """

    kind: type[Record]
    keys: frozenset[str]
    title: str


Asked: TypeAlias = Record | ThreadOf | HistoryOf
Target: TypeAlias = Asked | Several | None


class Session(QObject):
    """A person's sitting at the program; plans come and go.

    Attributes:
        openable: the kinds of record that some page can reveal; anything else is shown, but is no way in.
        reading: what is done now that leaves nothing to edit, in words such as "presenting"; mostly empty.

    Signals:
        opened: the person wants to see a record, several, or (None) the first view of the page that is seen.
        left: one step back is wanted.
        said: a sentence of what has been done, and what can be done about it.
        refused: a sentence of why something could not be done, and what can be done about it.
        done: a sentence of what has been done, and the edit that did it, which can be undone from there.
    """

    opened = Signal(object)
    left = Signal()
    said = Signal(str, object)
    refused = Signal(str, object)
    done = Signal(str, str)

    def __init__(self, workspace: Workspace | None = None, parent: QObject | None = None):
        super().__init__(parent)
        self._workspace = workspace
        self.openable: frozenset[type[Asked]] = frozenset()
        self.reading = ""

    @property
    def is_open(self) -> bool:
        """Whether there is an open plan."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open plan; only while there is one."""
        assert self._workspace is not None, "no plan is open"
        return self._workspace

    def hold(self, workspace: Workspace | None) -> None:
        """Speak of this plan from now on, or of none."""
        self._workspace = workspace

    @property
    def can_edit(self) -> bool:
        """Whether the plan can be changed now: it is open, to be written, whole, of today, and not only read."""
        return self.is_open and not self.why_not_editing

    @property
    def why_not_editing(self) -> str:
        """Why the plan cannot be changed now, in a sentence; empty where it can."""
        workspace = self._workspace
        if workspace is None:
            return "No plan is open."
        if not workspace.writable:
            return workspace.why_read_only
        if workspace.facts_only:
            return "Illustrative values are left out just now: show the whole plan to change it."
        return f"Nothing can be changed while {self.reading}." if self.reading else ""

    # -- going

    def open(self, target: Target) -> None:
        """Show a record, or several, on the page that reveals its kind; None: the first view of the page seen."""
        self.opened.emit(target)

    def back(self) -> None:
        """One step back."""
        self.left.emit()

    # -- saying

    def say(self, sentence: str, *choices: Choice) -> None:
        """Say what has been done, over the page."""
        self.said.emit(sentence, choices)

    def say_done(self, sentence: str, edit: str) -> None:
        """Say what was done by an edit, and offer to undo that edit, whatever else was done since."""
        self.done.emit(sentence, edit)

    def say_wrong(self, sentence: str, *choices: Choice) -> None:
        """Say over the page what went wrong."""
        self.refused.emit(sentence, choices)

    def attempt(self, work: Callable[[], object], said: str = "") -> bool:
        """Do what may be refused, such as `lambda: workspace.save(risk, label="Re-own R-12")`.

        Returns:
            Whether it was done. When it was refused, the sentence stands over the page. `said` comes with a way to
            undo the edit that was made.
        """
        from app.workspace import Refusal

        before = self._workspace.undo_next if self._workspace else ""
        try:
            work()
        except Refusal as refusal:
            self.say_wrong(str(refusal))
            return False
        edit = self._workspace.undo_next if self._workspace else ""
        if said and edit and edit != before:
            self.say_done(said, edit)
        elif said:
            self.say(said)
        return True
