"""A copy with new edits comes home to a plan with a long history."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.lazy import all_at_once
from app.domain.records import Risk
from app.workspace import Copy, Person, Workspace
from tests.benchmarks.large_log import write

NEW = 1_000


def pair(plan: Path, new: int) -> tuple[Workspace, Path]:
    """The plan, open, and a copy of it in which somebody worked."""
    path = plan.with_name(f"copy of {plan.name}")
    shutil.copy(plan, path)
    copy = Workspace.open(path, Person("Cleo Carr", "Chair"), plan.parent / "backups")
    copy._store._connection.execute("PRAGMA synchronous = OFF")
    risks = copy.all(Risk)
    for number in range(new):
        risk = copy.plan.get(Risk, risks[number % len(risks)].id)
        assert risk
        copy.save(replace(risk, mitigation=f"As seen on visit {number}"), label="Note what mitigates it")
    copy.close()
    return Workspace.open(plan, Person("Ann"), plan.parent / "backups"), path


def timed(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    act()
    return (clock() - start) * 1000


@pytest.mark.measured
def test_bringing_1000_edits_home_to_a_log_of_100_000(own_large_log: Path):
    workspace, path = pair(own_large_log, NEW)
    found: list[Copy] = []
    looked = timed(lambda: found.append(all_at_once(workspace.preview_merge(path))))
    backup = timed(workspace._back_up)
    written = timed(lambda: workspace._store.apply(found[0].arrival.edits))
    read = timed(lambda: workspace.reload_after(workspace._held.stored(found[0].touched)))
    assert found[0].edits == NEW
    workspace.close()
    print(
        f"\nbringing {NEW:,} edits home to a log of 100,000: looking at the copy {looked:.0f} ms, a backup"
        f" {backup:.0f}, writing {written:.0f}, reading what changed {read:.0f}"
    )


@pytest.mark.measured
def test_bringing_home_takes_as_long_as_there_is_new_and_not_as_is_held(tmp_path: Path):
    took = [bringing(tmp_path / f"{held}.goldthread", held) for held in (2_000, 20_000)]
    print(f"\nbringing in 500 edits: {took[0]:.0f} ms in a log of 2,000, {took[1]:.0f} ms in 20,000")
    assert took[1] < took[0] * 3


def bringing(plan: Path, held: int) -> float:
    """Milliseconds of work to write 500 edits of a copy into a log of so many, and to read what they changed.

    The disk is not counted: it is waited for once, whatever is held.
    """
    write(plan, held)
    workspace, path = pair(plan, 500)
    copy = all_at_once(workspace.preview_merge(path))
    took = timed(lambda: workspace._store.apply(copy.arrival.edits), time.process_time)
    took += timed(lambda: workspace._held.stored(copy.touched), time.process_time)
    workspace.close()
    return took
