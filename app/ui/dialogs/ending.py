"""That an action ended without being done: when, and why; who does not know says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.closing import ENDINGS
from app.domain.records import NOT_GIVEN, Action
from app.domain.schedule import PartialDate
from app.ui.widgets.suggested import Suggested

from .record_dialog import RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace


class EndActionDialog(RecordDialog[Action]):
    """The reason and the day."""

    ROWS = ["ended_why", "ended"]
    OPTIONS = {"ended_why": Suggested(ENDINGS)}
    WIDTH = 520

    def __init__(
        self,
        record: Action,
        title: str,
        save: Callable[[Action], object],
        parent: QWidget | None = None,
        options: Mapping[str, Mapping[Any, str]] | None = None,
    ):
        super().__init__(record, title, save, parent, options)
        self.save_button.setText("End it")


def end_action(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Action | None:
    """Ask why and when an action ended without being done; the day that the plan speaks of is proposed."""
    name = action.ref or action.title

    def save(ended: Action) -> None:
        why = ended.ended_why or NOT_GIVEN
        workspace.save(replace(ended, ended_why=why), label=f"End {name} without being done")

    draft = replace(action, ended=PartialDate.of(workspace.plan.position))
    return EndActionDialog.ask(draft, f"End {name} without being done", save, parent)
