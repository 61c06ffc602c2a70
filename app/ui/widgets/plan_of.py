"""What a part asks of where it stands: the setting for quarters."""

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


def quarters_of(widget: QWidget) -> str:
    """The setting of the plan in whose window or page a widget is, or over which its dialog stands."""
    found: QWidget | None = widget
    while found is not None:
        if isinstance(found, OverPlan) and found.workspace is not None:
            return found.workspace.plan.quarters
        found = found.parentWidget()
    return COUNCIL
