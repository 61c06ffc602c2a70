"""What a part asks of where it stands: how a plan has its values read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.domain.plan import Plan

if TYPE_CHECKING:
    from app.workspace import Workspace


@runtime_checkable
class OverPlan(Protocol):
    """What stands over a plan: the window, a page."""

    workspace: Workspace | None


_NONE = Plan({}, date.min)


def terms_of(widget: QWidget) -> Plan:
    """The plan in whose window or page a widget is, or over which its dialog stands; one without records elsewhere."""
    found: QWidget | None = widget
    while found is not None:
        if isinstance(found, OverPlan) and found.workspace is not None:
            return found.workspace.plan
        found = found.parentWidget()
    return _NONE
