"""The large log is a log like any other, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.workspace import Person, Workspace
from tests.benchmarks.large_log import write

EDITS = 2_000


@pytest.mark.measured
def test_the_large_log_is_sound_and_the_same_each_time(tmp_path: Path):
    one, other = tmp_path / "one.goldthread", tmp_path / "other.goldthread"
    write(one, EDITS)
    write(other, EDITS)
    texts: list[object] = []
    for path in (one, other):
        workspace = Workspace.open(path, Person("Benchmark"), tmp_path / "backups")
        assert workspace.check() == []
        assert workspace.last_meeting
        texts.append([edit.digest for edit in workspace._store.log.edits()])
        workspace.close()
    assert len(texts[0]) == EDITS  # type: ignore[arg-type]
    assert texts[0] == texts[1]
