"""The demo plan for tests: written once, then copied, which takes a sixth of the time."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from app import demo
from app.workspace import Person, Workspace

ANN = Person("Ann")


@cache
def _content() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.goldthread"
        demo.make(path, ANN, Path(folder) / "backups").close()
        return path.read_bytes()


def write_demo(path: Path) -> Path:
    """The demo plan as a file at this place."""
    path.write_bytes(_content())
    return path


def open_demo(folder: Path, person: Person = ANN) -> Workspace:
    """The demo plan in this folder, opened to be edited."""
    return Workspace.open(write_demo(folder / "demo.goldthread"), person, folder / "backups")
