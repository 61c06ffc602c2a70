"""Add a record of any kind, linked to the theme it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Action, Indicator, Link, Objective, Record, Risk, Statement, Theme
from app.domain.schedule import PartialDate

if TYPE_CHECKING:
    from app.workspace import Workspace


def add(workspace: Workspace, kind: type[Record], theme: Theme | None, parent: QWidget | None) -> Record | None:
    """Ask for a new record that belongs to a theme and save it, linked to `theme` in the same edit.

    Returns:
        The record as it was saved; None when nothing was.
    """
    if kind is Theme:
        from app.ui.dialogs.theme import new_theme

        return new_theme(workspace, parent)
    if kind is Action:
        from app.ui.dialogs.action import new_action

        return new_action(workspace, theme, parent)
    if kind is Objective:
        from app.ui.dialogs.objective import new_objective

        return new_objective(workspace, theme, parent)
    if kind is Statement:
        from app.ui.dialogs.statement import new_statement

        return new_statement(workspace, parent, theme=theme)
    if kind is Indicator:
        from app.ui.dialogs.indicator import IndicatorDialog

        dialog = IndicatorDialog(workspace, workspace.draft(Indicator, title=""), "New indicator", "Add", parent)
        if theme is not None:
            dialog.themes.boxes[theme.id].setChecked(True)
        dialog.exec()
        return dialog.saved
    from app.ui.dialogs.risk import RiskDialog
    from app.ui.dialogs.write import write

    risk = workspace.draft(Risk, title="", raised=PartialDate.of(workspace.plan.position))
    links = [workspace.draft(Link, item=risk.id, serves=theme.id)] if theme else []
    return write(RiskDialog, workspace, risk, "New risk", "Add", parent, also=links)
