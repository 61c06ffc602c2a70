"""The demo plan: a fresh copy of the plan that the source report describes."""

from __future__ import annotations

from pathlib import Path

from app import resources
from app.exchange import planfile
from app.workspace import Person, Workspace


def make(path: Path, person: Person, backups: Path) -> Workspace:
    """Write the demo plan to `path` and open it. Raises CannotOpen."""
    workspace = Workspace.create(path, person, backups)
    document = planfile.expand(planfile.parse(resources.demo_plan().read_bytes()))
    workspace.bring_in(document.edits, document.baselines)
    return workspace
