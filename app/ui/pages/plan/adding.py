"""The menu of everything that can be added to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.records import Action, Objective, Theme
from app.ui.dialogs.action import new_action
from app.ui.dialogs.dependency import new_dependency
from app.ui.dialogs.milestone import new_milestone
from app.ui.dialogs.move_date import dated_records, move_date
from app.ui.dialogs.objective import new_objective
from app.ui.dialogs.theme import new_theme

if TYPE_CHECKING:
    from app.workspace import Workspace


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

    def offer(self, workspace: Workspace, chosen: Action | Theme | Objective | None) -> None:
        """Offer what can be added now; a dialog begins with what is chosen on the page."""
        self.clear()
        over, actions = self._over, workspace.all(Action)
        action = chosen if isinstance(chosen, Action) else None
        objective = chosen if isinstance(chosen, Objective) else None
        above = workspace.plan.get(Theme, objective.theme) if objective else chosen
        theme = above if isinstance(above, Theme) else None
        for text, make, can in (
            ("Theme…", lambda: new_theme(workspace, over), True),
            ("Action…", lambda: new_action(workspace, theme, over, objective=objective), True),
            ("Objective…", lambda: new_objective(workspace, theme, over), bool(workspace.all(Theme))),
            ("Milestone…", lambda: new_milestone(workspace, action, over), bool(actions)),
            ("What waits for what…", lambda: new_dependency(workspace, action, over), len(actions) > 1),
            ("Move a date…", lambda: move_date(workspace, None, over), bool(dated_records(workspace.plan))),
        ):
            self.addAction(text, lambda make=make: self.added.emit(make())).setEnabled(can)
        self.addAction("Next step…", self.step_wanted.emit)
