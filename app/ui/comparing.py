"""What each plan is compared with, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import settings

if TYPE_CHECKING:
    from app.workspace import Workspace

MOST = 50
"""Of so many plans it is remembered."""


def remembered(workspace: Workspace) -> str:
    """What this plan is compared with, as it was chosen last: the key of a body or a meeting, or empty for any body."""
    return str(settings.get(settings.COMPARED).get(str(workspace.path.resolve()), ""))


def compare_with(workspace: Workspace, key: str) -> None:
    """Compare with the last closed meeting of a body, with one meeting, or (empty) with any body's; remembered."""
    others = {path: k for path, k in settings.get(settings.COMPARED).items() if path != str(workspace.path.resolve())}
    kept = dict([*others.items()][-MOST + 1 :])
    settings.put(settings.COMPARED, kept | ({str(workspace.path.resolve()): key} if key else {}))
    workspace.compare_with = key
