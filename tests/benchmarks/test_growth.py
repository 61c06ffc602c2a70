"""What comes in and goes out takes four times as long when there is four times as much, not sixteen times."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.briefing.charts import draw
from app.domain.lazy import all_at_once
from app.domain.records import Risk
from app.exchange import planfile
from app.exchange.figures.bring import planning as figures
from app.exchange.importing import bring
from app.exchange.importing.files import read
from app.exchange.importing.plan import plan_import
from app.exchange.workbook.bringing import brought_back
from app.exchange.workbook.leaving import workbook
from app.exchange.workbook.reading import came_back
from app.exchange.workbook.scope import Scope
from app.workspace import Person, Workspace
from app.workspace.leaving import history_of
from tests.app.briefing.test_charts import matrix

FEW, MOST_TIMES = 1_000, 6.0
Act = Callable[[], object]


def opened(folder: Path, name: str = "plan") -> Workspace:
    return Workspace.create(folder / f"{name}.goldthread", Person("Ann"), folder / "backups", "Our plan")


def written_by_hand(folder: Path, count: int) -> Act:
    """Loading so many edits as a person writes them."""
    edits = [
        {
            "at": f"2018-01-31T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z", "author": "Ann", "label": f"Edit {n}",
            "changes": {"risk": {f"risk/{n // 2}": {"title": f"Risk {n // 2}", "mitigation": f"Step {n}"}}},
        }
        for n in range(count)
    ]  # fmt: skip
    text = json.dumps({"goldthread": 2, "edits": edits})
    workspace = opened(folder)

    def load() -> None:
        document = planfile.expand(planfile.parse(text), workspace.tables)
        workspace.bring_in(document.edits, document.baselines, document.contents)
        workspace.close()

    return load


def with_risks(folder: Path, count: int) -> Workspace:
    workspace = opened(folder)
    workspace.save(*(workspace.draft(Risk, title=f"Risk {n}", ref=f"R-{n}") for n in range(count)), label="Begin")
    return workspace


def dumped(folder: Path, count: int) -> Act:
    workspace = with_risks(folder, count)
    return lambda: (json.dumps(workspace.dump(), indent=1), workspace.close())


def loaded_again(folder: Path, count: int) -> Act:
    workspace = with_risks(folder, count)
    text = json.dumps(workspace.dump())
    workspace.close()

    def load() -> None:
        document = planfile.expand(planfile.parse(text))
        again = Workspace.create(folder / "again.goldthread", Person("Ann"), folder / "backups")
        again.bring_in(document.edits, document.baselines, document.contents)
        again.close()

    return load


def imported(folder: Path, count: int) -> Act:
    """Reading a sheet of actions each of which waits for the one before, and the first for the last; and saving it."""
    rows = "".join(f"A{n},Do {n},Bob {n % 9},31/3/2027,In progress,A{(n or count) - 1}\n" for n in range(count))
    (folder / "plan.csv").write_text(f"Ref,Action,Owner,Due,Status,Depends on\n{rows}")
    workspace = opened(folder)

    def bring_in() -> None:
        grid = bring.sheet_of(read(folder / "plan.csv"), "actions", None, {})
        found = plan_import(grid, "actions", workspace.plan, {}, file="plan.csv")
        assert found.problems == 1
        workspace.save(*found.records, label=found.label)
        workspace.close()

    return bring_in


def register_imported(folder: Path, count: int) -> Act:
    """Reading a register of risks with two scores each, its columns judged as wholes, and saving it."""
    head = "Risk ID,Risk,Cause,Gross likelihood,Gross impact,Net likelihood,Net impact,Score,Owner,Review date,Status"
    rows = "".join(
        f"R{n},Risk {n} of the service,Cause {n % 40},5,4,{1 + n % 5},{1 + n % 4},{(1 + n % 5) * (1 + n % 4)},"
        f"Bob {n % 9},{1 + n % 28:02}/{1 + n % 12:02}/2027,Open\n"
        for n in range(count)
    )
    (folder / "register.csv").write_text(f"{head}\n{rows}")
    workspace = opened(folder)

    def bring_in() -> None:
        grid = bring.sheet_of(read(folder / "register.csv"), "risks", None, {})
        found = plan_import(grid, "risks", workspace.plan, {}, file="register.csv")
        assert (found.problems, found.questions) == (0, ())
        workspace.save(*found.records, label=found.label)
        workspace.close()

    return bring_in


def brought_home(folder: Path, count: int) -> Act:
    workspace = with_risks(folder, 100)
    shutil.copy(workspace.path, folder / "copy.goldthread")
    copy = Workspace.open(folder / "copy.goldthread", Person("Bob"), folder / "backups")
    copy._store._connection.execute("PRAGMA synchronous = OFF")
    for number in range(count):
        risk = copy.all(Risk)[number % 100]
        copy.save(replace(risk, mitigation=f"Step {number}"), label="Note what mitigates it")
    copy.close()

    def merge() -> None:
        found = all_at_once(workspace.preview_merge(folder / "copy.goldthread"))
        assert len(found.lines()) > count
        workspace.reload_after(all_at_once(workspace.merge(found)))
        workspace.close()

    return merge


def drawn(_folder: Path, count: int) -> Act:
    """The matrix of risks on paper."""
    picture = matrix(tuple(f"R-{n}" for n in range(count)))
    return lambda: [draw(picture, 480) for _ in range(20)]


def figured(folder: Path, count: int) -> Act:
    """Reading so many figures, 200 of an indicator, and saving them."""
    months = [f"{year}-{month:02}" for year in range(2000, 2020) for month in range(1, 13)][:200]
    rows = "".join(f"Indicator {n // 200},{months[n % 200]},{n % 90}\n" for n in range(count))
    (folder / "kpi.csv").write_text(f"Indicator,Period,Value\n{rows}")
    workspace = opened(folder)

    def bring_in() -> None:
        found = all_at_once(figures(read(folder / "kpi.csv")[0], workspace.plan, file="kpi.csv"))
        assert len(found.rows) == count
        workspace.save(*found.records, label=found.label)
        workspace.close()

    return bring_in


def to_excel(folder: Path, count: int) -> Act:
    """The workbook of a plan with so many risks, its history included."""
    workspace = with_risks(folder, count)

    def write() -> None:
        content = workbook(workspace.plan, Scope(), (), lambda part: history_of(workspace, part, exempt=False))
        (folder / "plan.xlsx").write_bytes(all_at_once(content))

    return write


def from_excel(folder: Path, count: int) -> Act:
    """The same workbook back: read, compared with the plan, and found to hold nothing new."""
    workspace = with_risks(folder, count)
    (folder / "plan.xlsx").write_bytes(all_at_once(workbook(workspace.plan, Scope(), ())))

    def bring_back() -> None:
        read = came_back(folder / "plan.xlsx")
        assert read
        assert brought_back([read], workspace.plan).untouched == count + 2
        workspace.close()

    return bring_back


@pytest.mark.measured
@pytest.mark.parametrize(
    "door",
    [
        written_by_hand,
        dumped,
        loaded_again,
        imported,
        register_imported,
        figured,
        brought_home,
        to_excel,
        from_excel,
        drawn,
    ],
)
def test_four_times_as_much_takes_no_more_than_six_times_as_long(tmp_path: Path, door: Callable[[Path, int], Act]):
    took: list[float] = []
    for count in (FEW, 4 * FEW):
        (tmp_path / str(count)).mkdir()
        act = door(tmp_path / str(count), count)
        start = time.process_time()
        act()
        took.append(time.process_time() - start)
    print(f"\n{door.__name__}: {took[0]:.2f} s for {FEW:,}, {took[1]:.2f} s for {4 * FEW:,}")
    assert took[1] < max(0.2, took[0] * MOST_TIMES)


@pytest.mark.measured
def test_figures_take_little_room_in_the_file(tmp_path: Path):
    act = figured(tmp_path, 20_000)
    before = (tmp_path / "plan.goldthread").stat().st_size
    start = time.process_time()
    act()
    each = ((tmp_path / "plan.goldthread").stat().st_size - before) / 20_000
    print(f"\nfigured: {each:.0f} bytes a figure, {time.process_time() - start:.2f} s for 20,000 (1 s is meant)")
    assert each <= 500


@pytest.mark.measured
def test_five_thousand_risks_come_in(tmp_path: Path):
    act = register_imported(tmp_path, 5_000)
    start = time.process_time()
    act()
    print(f"\nregister_imported: {time.process_time() - start:.2f} s for 5,000 (3 s are meant)")
