"""What a part asks of where it stands: the setting for quarters, and whether anything can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.domain.dates import COUNCIL

if TYPE_CHECKING:
    from app.workspace import Workspace


@runtime_checkable
class OverPlan(Protocol):
    """What stands over a plan: the window, a page."""

    workspace: Workspace | None


def why_not_editing(widget: QWidget) -> str:
    """Why nothing can be changed now in the page that a widget is in, or over which its dialog stands; mostly empty."""
    found: QWidget | None = widget
    while found is not None:
        if (session := getattr(found, "session", None)) is not None:
            return session.why_not_editing
        found = found.parentWidget()
    return ""


def quarters_of(widget: QWidget) -> str:
    """The setting of the plan in whose window or page a widget is, or over which its dialog stands."""
    found: QWidget | None = widget
    while found is not None:
        if isinstance(found, OverPlan) and found.workspace is not None:
            return found.workspace.plan.quarters
        found = found.parentWidget()
    return COUNCIL
