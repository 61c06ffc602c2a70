"""From the command to the first painted Overview, against what no program with these libraries can do without.

The programs (start.py) are started in turns. Compared is the processor's time of the quickest start of each: on a
machine with nothing else to do it is the time that passes, which is reported too; on a busy one it hardly changes, and
what changes it only ever adds. sqlite-utils loads numpy where that is installed, which it is with pyqtgraph, and numpy
starts threads, which would count as the floor's: it gets one. Goldthread opens a plan without either.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import demo
from app.__main__ import make_window
from app.domain.records import Indicator, Link, Reading, Risk
from app.ui import look
from app.workspace import Person, Workspace

START = Path(__file__).with_name("start.py")
ROUNDS = 15
TENFOLD = 10
NOT_YET = {"filelock", "numpy", "openpyxl", "pyqtgraph", "reportlab", "sqlite_utils"}
"""What a start has no use for: charts, papers, sheets and migrations come later."""
LATER = (
    *("app.ui.dialogs.", "app.ui.chair", "app.ui.record.", "app.ui.register.", "app.briefing.sections"),
    *("app.drafts", "app.ui.typed", "app.ui.widgets.form", "app.ui.widgets.fields"),
    *("app.exchange", "app.transcript", "app.workspace.copies", "db.merge", "db.rescue"),
)
"""What the first page shows nothing of."""


def start(*arguments: str, options: tuple[str, ...] = ()) -> str:
    """Start a program and wait until it has been painted; what it wrote on standard error."""
    done = subprocess.run(
        [sys.executable, *options, str(START), *arguments],
        check=True, timeout=60, cwd=START.parents[2], stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stderr


def starts(programs: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """The processor's seconds of the quickest start of each program; the first, which compiles, aside."""
    used: dict[str, list[float]] = {name: [] for name in programs}
    passed: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(ROUNDS + 1):
        for name, arguments in programs.items():
            begun, before = time.perf_counter(), processor_seconds()
            start(*arguments)
            if number:
                used[name].append(processor_seconds() - before)
                passed[name].append(time.perf_counter() - begun)
    for name in programs:
        times = f"{min(used[name]) * 1000:.0f} ms (median {median(used[name]) * 1000:.0f} ms)"
        print(f"\n  {name}: {times}; {min(passed[name]) * 1000:.0f} ms pass", end="")
    print()
    return {name: min(times) for name, times in used.items()}


def processor_seconds() -> float:
    """What all programs started so far have used."""
    resource = pytest.importorskip("resource")  # not on every system
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(autouse=True)
def as_people_start_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled modules are kept, and where no display is, the window has the room of an ordinary screen."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    if os.environ.get("QT_QPA_PLATFORM", "") == "offscreen":
        screen = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080}
        (tmp_path / "screen.json").write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        monkeypatch.setenv("QT_QPA_PLATFORM", f"offscreen:configfile={tmp_path / 'screen.json'}")


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
    """Make nine more of every indicator, with its readings, and of every risk, each linked as the first one is."""
    plan = workspace.plan
    items = (*plan.all(Indicator), *plan.all(Risk))
    links = [link for link in plan.all(Link) if isinstance(plan.find(link.item), Indicator | Risk)]
    for number in range(1, TENFOLD):
        copies = {
            item.id: replace(item, id=workspace.draft(type(item)).id, ref=f"{item.ref}-{number}",
                             title=f"{item.title} {number}")
            for item in items
        }  # fmt: skip
        readings = [replace(r, indicator=copies[r.indicator].id) for r in plan.all(Reading)]
        linked = [replace(link, item=copies[link.item].id) for link in links]
        workspace.save(*copies.values(), *readings, *linked, label=f"Copy number {number}")


@pytest.mark.parametrize("program", ["empty", "floor", "goldthread"])
def test_the_programs_that_are_measured_do_start(program: str, plan: Path):
    start(program, *([] if program == "empty" else [str(plan)]))


def test_nothing_is_imported_before_it_is_needed(plan: Path):
    told = start("goldthread", str(plan), options=("-X", "importtime"))
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    assert {"PySide6", "app", "sqlite3"} <= imported
    assert imported.isdisjoint(NOT_YET)


def imported_at_start(plan: Path) -> set[str]:
    """The modules of the program that are imported before its window is painted."""
    told = start("goldthread", str(plan), options=("-X", "importtime"))
    names = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    return {name for name in names if name.partition(".")[0] in ("app", "db")}


def test_of_the_window_only_the_overview_is_imported(plan: Path):
    found = imported_at_start(plan)
    assert "app.ui.pages.overview.page" in found
    assert not sorted(name for name in found if name.startswith(LATER))
    assert {name.split(".")[3] for name in found if name.startswith("app.ui.pages.")} == {"overview"}


def test_no_class_of_the_start_has_its_methods_written_anew(plan: Path):
    """A frozen dataclass is compiled at each start, a millisecond each: `Frozen` and `NamedTuple` cost a tenth."""
    root = START.parents[2]
    paths = [root / f"{name.replace('.', '/')}.py" for name in imported_at_start(plan)]
    written = {path.stem for path in paths if path.is_file() and "\n@dataclass(" in path.read_text(encoding="utf-8")}
    assert written <= {"schedule", "person", "edits"}


class Painted(QObject):
    """Notes what is painted in the first go that paints a window."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self.window, self.parts = window, {part for part in window.findChildren(QWidget) if part.isVisible()}
        self.widgets: set[QObject] = set()
        self.done = False
        for part in (window, *self.parts):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.done:
            self.widgets.add(watched)
            if watched is self.window:
                QTimer.singleShot(0, self.end)
        return False

    def end(self) -> None:
        self.done = True


def test_the_first_painting_is_the_whole_overview(
    plan: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    look.apply(qapp, look.Appearance.LIGHT)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = make_window(qapp, Person("Benchmark"), lambda: plan.parent)
    qtbot.addWidget(window)
    window.show_plan(Workspace.open(plan, window.session.person, window.backups))
    window.show()
    painted = Painted(window)
    qtbot.waitUntil(lambda: painted.done)
    seen = {part for part in painted.parts if not part.visibleRegion().isEmpty()}
    assert len(seen) > 40
    assert seen <= painted.widgets


@pytest.mark.measured
def test_the_overview_is_painted_within_1_6_times_the_floor(plan: Path):
    found = starts({"empty": ("empty",), "floor": ("floor", str(plan)), "goldthread": ("goldthread", str(plan))})
    print(f"  goldthread is {found['goldthread'] / found['empty']:.2f} x a bare empty window")
    print(f"  goldthread is {found['goldthread'] / found['floor']:.2f} x the floor (at most 1.6)")
    assert found["goldthread"] <= 1.6 * found["floor"]


@pytest.mark.measured
def test_ten_times_the_indicators_readings_and_risks_start_within_1_3_times(plan: Path, large_plan: Path):
    found = starts({"demo": ("goldthread", str(plan)), "tenfold": ("goldthread", str(large_plan))})
    print(f"  tenfold starts in {found['tenfold'] / found['demo']:.2f} x (at most 1.3)")
    assert found["tenfold"] <= 1.3 * found["demo"]
