"""The menu of everything that can be added to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.records import Action, Dependency, Milestone, Objective, Record, Theme
from app.ui.adding import add_new, can_add
from app.ui.dialogs.move_date import dated_records, move_date

if TYPE_CHECKING:
    from app.ui.session import Session


class AddMenu(QMenu):
    """The menu. What needs another record first can be chosen once that is there.

    Signals:
        added: what was added, or whose date was moved; None when the person thought better of it.
        step_wanted: a next step is to be added, which is done where the next steps are.
    """

    added = Signal(object)
    step_wanted = Signal()

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._over = parent

    def offer(self, session: Session, chosen: Record | None) -> None:
        """Offer what can be added now; a dialog begins with what is chosen on the page."""
        self.clear()
        over, workspace = self._over, session.workspace
        for kind in (Theme, Action, Objective, Milestone, Dependency):
            word = "What waits for what" if kind is Dependency else kind.NAME
            add = self.addAction(f"{word}…", lambda kind=kind: self.added.emit(add_new(session, kind, over, chosen)))
            add.setEnabled(can_add(workspace, kind) and (kind is not Dependency or len(workspace.all(Action)) > 1))
        move = self.addAction("Move the due date…", lambda: self.added.emit(move_date(workspace, None, over)))
        move.setEnabled(bool(dated_records(workspace.plan)))
        self.addAction("Next step…", self.step_wanted.emit)
