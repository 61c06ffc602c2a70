"""What each plan is compared with, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import settings

if TYPE_CHECKING:
    from app.workspace import Workspace

MOST = 50
"""Of so many plans it is remembered."""


def remembered(workspace: Workspace) -> str:
    """What a person looks at this plan by, as they chose it last: as `Reader.compare_with`."""
    kept = str(settings.get(settings.COMPARED).get(str(workspace.path.resolve()), ""))
    return "" if kept == workspace.plan.programme.body else kept


def compare_with(workspace: Workspace, key: str) -> None:
    """Look by the last closed meeting of a body, by one meeting, by any body's, or (empty) the plan's; remembered."""
    others = {path: k for path, k in settings.get(settings.COMPARED).items() if path != str(workspace.path.resolve())}
    kept = dict([*others.items()][-MOST + 1 :])
    settings.put(settings.COMPARED, kept | ({str(workspace.path.resolve()): key} if key else {}))
    workspace.compare_with = key
