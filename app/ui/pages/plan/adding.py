"""The menu of everything that can be added to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.records import Action, Dependency, Milestone, Objective, Theme
from app.ui.dialogs.move_date import dated_records, move_date
from app.ui.dialogs.write import new_record

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
        of = chosen.id if isinstance(chosen, Action) else ""
        objective = chosen if isinstance(chosen, Objective) else None
        aim = objective.id if objective else ""
        above = workspace.plan.get(Theme, objective.theme) if objective else chosen
        theme = above if isinstance(above, Theme) else None
        for text, make, can in (
            ("Theme…", lambda: new_record(workspace, Theme, over), True),
            (
                "Action…",
                lambda: new_record(workspace, Action, over, theme=theme, objective=aim),
                True,
            ),
            ("Objective…", lambda: new_record(workspace, Objective, over, theme=theme), bool(workspace.all(Theme))),
            ("Milestone…", lambda: new_record(workspace, Milestone, over, action=of), bool(actions)),
            ("What waits for what…", lambda: new_record(workspace, Dependency, over, action=of), len(actions) > 1),
            ("Move a date…", lambda: move_date(workspace, None, over), bool(dated_records(workspace.plan))),
        ):
            self.addAction(text, lambda make=make: self.added.emit(make())).setEnabled(can)
        self.addAction("Next step…", self.step_wanted.emit)
