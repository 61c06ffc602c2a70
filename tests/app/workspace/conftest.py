"""A new plan to work on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.workspace import Person, Workspace

TODAY = date(2018, 1, 31)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann", "Officer"), tmp_path / "backups", "Plan", today=lambda: TODAY
    )
    yield made
    made.close()
