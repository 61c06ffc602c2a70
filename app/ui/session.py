"""What pages and features know of the window: the open plan, whether it can be edited, what to say, where to go."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.records import Record

from .trail import Asked, Target, Trail

if TYPE_CHECKING:
    from app.ui.widgets.banner import Choice
    from app.workspace import Person, Workspace


class Session(QObject):
    """A person's sitting at the program; plans come and go.

    Attributes:
        person: who reads and writes.
        over: what dialogs stand over; the window.
        openable: the kinds of record that some page can reveal; anything else is shown, but is no way in.
        trail: where the person has been in the open plan.
        reading: what is done now that leaves nothing to edit, such as "you present"; mostly empty.
        demo: the plan that is made anew each time it is seen; None until it is.

    Signals:
        opened: the person wants to see a record, several, or (None) the first view of the page that is seen.
        wanted: a command that a page offers too, by its words in the menu.
        left: one step back is wanted.
        said: a sentence of what has been done, and what can be done about it.
        refused: a sentence of why something could not be done, and what can be done about it.
        done: a sentence of what has been done, the edit that did it, which can be undone from there, and what else is
            offered.
        held: another plan is open, not yet shown; or None.
        changed: the plan, or something that is asked of the session, is not what it was.
    """

    opened = Signal(object)
    wanted = Signal(str)
    left = Signal()
    said = Signal(str, object)
    refused = Signal(str, object)
    done = Signal(str, str, object)
    held = Signal(object)
    changed = Signal()

    def __init__(self, workspace: Workspace | None = None, over: QWidget | None = None, person: Person | None = None):
        super().__init__(over)
        self.over = over
        self._workspace = workspace
        who = person or (workspace.person if workspace else None)
        assert who is not None, "somebody reads and writes"
        self.person = who
        self.openable: frozenset[type[Asked]] = frozenset()
        self.trail = Trail()
        self.reading = ""
        self.demo: Workspace | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is an open plan."""
        return self._workspace is not None

    @property
    def is_demo(self) -> bool:
        """Whether what is open is the demo plan, made anew for this time."""
        return self.demo is not None and self._workspace is self.demo

    @property
    def workspace(self) -> Workspace:
        """The open plan; only while there is one."""
        assert self._workspace is not None, "no plan is open"
        return self._workspace

    def hold(self, workspace: Workspace | None) -> None:
        """Speak of this plan from now on, or of none."""
        self._workspace, self.trail = workspace, Trail()
        self.held.emit(workspace)

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

    def still_there(self, target: Target) -> Target:
        """A record as it is now; None when it is gone. What stands for one that is not made yet has no key."""
        return self.workspace.find(target.id) if isinstance(target, Record) and target.id else target

    @property
    def here(self) -> Record | None:
        """The record that is seen, as it is now; None where none is."""
        found = self.still_there(self.trail.here.target) if self.trail.here else None
        return found if isinstance(found, Record) and found.id else None

    def lately(self, most: int) -> list[Record]:
        """The records that were opened last, the last one first, as they are now."""
        there = map(self.still_there, self.trail.lately()) if self.is_open else ()
        return list(islice((found for found in there if isinstance(found, Record) and found.id), most))

    # -- saying

    def say(self, sentence: str, *choices: Choice) -> None:
        """Say what has been done, over the page."""
        self.said.emit(sentence, choices)

    def say_done(self, sentence: str, edit: str, *choices: Choice) -> None:
        """Say what was done by an edit, and offer to undo that edit, whatever else was done since."""
        self.done.emit(sentence, edit, choices)

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
