"""A sum of money: how much, for which years, from where, for what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.fields import FieldError
from app.domain.figures import figure
from app.domain.records import BudgetLine

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class BudgetLineDialog(RecordDialog[BudgetLine]):
    """The line, with its amount spelt out as one types."""

    ROWS = ["title", ("amount", "years"), ("nature", "funding"), "pays_for", "note"]

    def __init__(
        self,
        line: BudgetLine,
        title: str,
        save: Callable[[BudgetLine], object],
        parent: QWidget | None = None,
        options: Mapping[str, Mapping[Any, str]] | None = None,
    ):
        super().__init__(line, title, save, parent, options)
        self.form.fields["amount"].changed.connect(self._spell)
        self._spell()

    def _spell(self) -> None:
        field = self.form.fields["amount"]
        try:
            amount = field.value()
        except FieldError:
            amount = None
        field.note(figure(amount, "£") if isinstance(amount, Decimal) else "")


def new_budget_line(workspace: Workspace, parent: QWidget | None = None) -> BudgetLine | None:
    """Ask for a new budget line and save it."""
    return write(BudgetLineDialog, workspace, workspace.draft(BudgetLine, title=""), "New budget line", "Add", parent)


def edit_budget_line(workspace: Workspace, line: BudgetLine, parent: QWidget | None = None) -> BudgetLine | None:
    """Let the person change a budget line."""
    return write(BudgetLineDialog, workspace, line, "Edit budget line", "Edit", parent)
