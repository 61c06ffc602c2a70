"""From the command to the first painted Overview, against what no program with these libraries can do without."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from app import demo
from app.domain.records import Indicator, Reading, Risk
from app.workspace import Person, Workspace

START = Path(__file__).with_name("start.py")
ROUNDS = 9
TENFOLD = 10


def seconds(*arguments: str) -> float:
    """How long one start takes, from nothing to painted."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run([sys.executable, str(START), *arguments], check=True, timeout=60, cwd=START.parents[2], env=compiled)
    return time.perf_counter() - begun


def medians(programs: dict[str, tuple[str, ...]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each, taken in turns, so that what slows the machine slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for arguments in programs.values():
        seconds(*arguments)  # the first start compiles, and reads the disk
    for _ in range(rounds):
        for name, arguments in programs.items():
            taken[name].append(seconds(*arguments))
    found = {name: median(times) for name, times in taken.items()}
    print("".join(f"\n  {name}: {found[name] * 1000:.0f} ms" for name in programs))
    return found


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "demo.goldthread"
    demo.make(path, Person("Benchmark"), tmp_path / "backups").close()
    return path


@pytest.fixture
def large_plan(tmp_path: Path) -> Path:
    """The demo plan with ten times the indicators, readings and risks."""
    path = tmp_path / "large.goldthread"
    workspace = demo.make(path, Person("Benchmark"), tmp_path / "backups")
    grow(workspace)
    workspace.close()
    return path


def grow(workspace: Workspace) -> None:
    """Make nine more of every indicator, with its readings, and of every risk."""
    records = []
    for number in range(1, TENFOLD):
        for risk in workspace.all(Risk):
            records.append(replace(workspace.draft(Risk), title=f"{risk.title} {number}", likelihood=3, impact=3))
        for indicator in workspace.all(Indicator):
            copy = replace(workspace.draft(Indicator), title=f"{indicator.title} {number}", target=indicator.target)
            records.append(copy)
            for reading in workspace.plan.readings(indicator):
                records.append(
                    workspace.draft(Reading, indicator=copy.id, period=reading.period, value=reading.value)
                )
    workspace.save(*records, label="Grow tenfold")


def test_the_programs_that_are_measured_do_start(plan: Path):
    assert all(seconds(*arguments) for arguments in (("empty",), ("floor", str(plan)), ("goldthread", str(plan))))


@pytest.mark.measured
def test_the_overview_is_painted_within_1_6_times_the_floor(plan: Path):
    found = medians({"empty": ("empty",), "floor": ("floor", str(plan)), "goldthread": ("goldthread", str(plan))})
    print(f"  goldthread is {found['goldthread'] / found['empty']:.2f} x a bare empty window")
    print(f"  goldthread is {found['goldthread'] / found['floor']:.2f} x the floor (at most 1.6)")
    assert found["goldthread"] <= 1.6 * found["floor"]


@pytest.mark.measured
def test_ten_times_the_indicators_readings_and_risks_start_within_1_3_times(plan: Path, large_plan: Path):
    found = medians({"demo": ("goldthread", str(plan)), "tenfold": ("goldthread", str(large_plan))})
    print(f"  tenfold starts in {found['tenfold'] / found['demo']:.2f} x (at most 1.3)")
    assert found["tenfold"] <= 1.3 * found["demo"]
