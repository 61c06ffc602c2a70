"""The demo plan: a fresh copy of the plan that the source report describes."""

from __future__ import annotations

from pathlib import Path

from app import resources
from app.exchange import planfile
from app.workspace import CannotOpen, NotSaved, Person, Workspace


def make(path: Path, person: Person, backups: Path) -> Workspace:
    """Write the demo plan to `path` and open it. Raises CannotOpen."""
    try:
        text = resources.demo_plan().read_bytes()
    except resources.Missing as error:
        raise CannotOpen(str(error)) from error
    document = planfile.expand(planfile.parse(text))
    workspace = Workspace.create(path, person, backups)
    try:
        workspace.bring_in(document.edits, document.baselines, document.contents)
    except BaseException as error:
        workspace.discard()
        if isinstance(error, NotSaved):  # the disk, as the demo plan itself is tested
            raise CannotOpen(str(error)) from error
        raise
    return workspace
