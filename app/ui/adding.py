"""Adding a record of any kind in its dialog; what belongs to a theme can be linked to it in the same edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import (
    Action,
    Audit,
    Body,
    BudgetLine,
    Component,
    Indicator,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Partner,
    Recommendation,
    Record,
    Risk,
    Stage,
    Statement,
    Theme,
    Visit,
)

if TYPE_CHECKING:
    from app.workspace import Workspace

NEEDS: dict[type[Record], type[Record] | None] = {
    Theme: None,
    Objective: Theme,
    Action: None,
    Milestone: Action,
    NextStep: None,
    Component: None,
    Stage: None,
    Indicator: None,
    Risk: None,
    Statement: None,
    Recommendation: None,
    Visit: None,
    Audit: None,
    Partner: None,
    BudgetLine: None,
    Body: None,
    Meeting: None,
}
"""The kinds that can be added from anywhere, and the kind of which one must be there first."""


def can_add(workspace: Workspace | None, kind: type[Record]) -> bool:
    """Whether a record of this kind can be added now."""
    needed = NEEDS[kind]
    return workspace is not None and workspace.writable and (needed is None or bool(workspace.all(needed)))


def add(workspace: Workspace, kind: type[Record], theme: Theme | None, parent: QWidget | None) -> Record | None:
    """Ask for a new record and save it; one that belongs to a theme is linked to `theme` in the same edit.

    Returns:
        The record as it was saved; None when nothing was.
    """
    if kind is Theme:
        from app.ui.dialogs.theme import new_theme

        return new_theme(workspace, parent)
    if kind is Objective:
        from app.ui.dialogs.objective import new_objective

        return new_objective(workspace, theme, parent)
    if kind is Action:
        from app.ui.dialogs.action import new_action

        return new_action(workspace, theme, parent)
    if kind is Milestone:
        from app.ui.dialogs.milestone import new_milestone

        return new_milestone(workspace, None, parent)
    if kind is NextStep:
        from app.ui.dialogs.next_step import new_next_step

        return new_next_step(workspace, parent)
    if kind is Component:
        from app.ui.dialogs.component import new_component

        return new_component(workspace, parent)
    if kind is Stage:
        from app.ui.dialogs.stage import new_stage

        return new_stage(workspace, parent)
    if kind is Indicator:
        return _add_indicator(workspace, theme, parent)
    if kind is Statement:
        from app.ui.dialogs.statement import new_statement

        return new_statement(workspace, parent, theme=theme)
    if kind is Recommendation:
        from app.ui.dialogs.recommendation import new_recommendation

        return new_recommendation(workspace, parent)
    if kind is Visit:
        from app.ui.dialogs.visit import new_visit

        return new_visit(workspace, parent)
    if kind is Audit:
        from app.ui.dialogs.audit import new_audit

        return new_audit(workspace, parent)
    if kind is Partner:
        from app.ui.dialogs.partner import new_partner

        return new_partner(workspace, parent)
    if kind is BudgetLine:
        from app.ui.dialogs.budget_line import new_budget_line

        return new_budget_line(workspace, parent)
    if kind is Body:
        from app.ui.dialogs.body import new_body

        return new_body(workspace, parent)
    if kind is Meeting:
        from app.ui.dialogs.meeting import new_meeting

        return new_meeting(workspace, None, parent)
    assert kind is Risk, f"no dialog adds a {kind.NAME.lower()}"
    return _add_risk(workspace, theme, parent)


def _add_indicator(workspace: Workspace, theme: Theme | None, parent: QWidget | None) -> Indicator | None:
    from app.ui.dialogs.indicator import IndicatorDialog

    dialog = IndicatorDialog(workspace, workspace.draft(Indicator, title=""), "New indicator", "Add", parent)
    if theme is not None:
        dialog.themes.boxes[theme.id].setChecked(True)
    dialog.exec()
    return dialog.saved


def _add_risk(workspace: Workspace, theme: Theme | None, parent: QWidget | None) -> Risk | None:
    from app.ui.dialogs.risk import new_risk

    return new_risk(workspace, parent, theme=theme)
