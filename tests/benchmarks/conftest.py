"""The large plan with its log, made once for all benchmarks of a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.large_log import write


@pytest.fixture(scope="session")
def large_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The large plan with a log of 100,000 edits, to read."""
    path = tmp_path_factory.mktemp("large") / "large.goldthread"
    write(path)
    return path


@pytest.fixture
def own_large_log(large_log: Path, tmp_path: Path) -> Path:
    """A copy of it, to write."""
    return Path(shutil.copyfile(large_log, tmp_path / "large.goldthread"))
