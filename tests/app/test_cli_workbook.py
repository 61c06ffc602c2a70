"""`goldthread export` to Excel and `goldthread import` of what comes back."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.records import Action, Indicator, Reading, Risk
from app.domain.schedule import PartialDate
from app.workspace import Person, Workspace
from tests.app.conftest import Run
from tests.app.exchange.workbook.plans import at, edited


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    workspace = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Our plan")
    workspace.save(workspace.draft(Action, title="Recruit", owner="Ann"), label="Add")
    secret = workspace.draft(Risk, title="A named child", exempt="Personal")
    workspace.save(secret, workspace.draft(Risk, title="Staff leave", owner="Bob"), label="Add a named child and more")
    workspace.close()
    return tmp_path / "plan.goldthread"


def own(book: Any) -> None:
    at(book, "Actions", 2, "Owner").value = "Cleo"


def edits(run: Run, plan: Path) -> list[str]:
    return [edit["label"] for edit in json.loads(run("dump", plan)[1])["edits"]]


def test_out_and_back_is_one_edit(plan: Path, tmp_path: Path, run: Run):
    assert run("export", plan, tmp_path / "out.xlsx") == (0, "Wrote out.xlsx.\n", "")
    edited(tmp_path / "out.xlsx", own)
    before = edits(run, plan)
    code, said, _ = run("import", plan, tmp_path / "out.xlsx", "--dry-run")
    assert (code, edits(run, plan)) == (0, before)
    assert said.endswith("Nothing was saved: this was a dry run.\n")
    code, said, _ = run("import", plan, tmp_path / "out.xlsx", "--author", "Ann")
    assert said == (
        "out.xlsx, Actions, row 2: A-01 Recruit: Changed owner.\n0 created, 1 changed, 3 unchanged and 0 skipped.\n"
    )
    assert edits(run, plan) == [*before, "Bring back out.xlsx"]
    code, said, _ = run("import", plan, tmp_path / "out.xlsx", "--author", "Ann")
    assert (said, edits(run, plan)) == ("0 created, 0 changed, 4 unchanged and 0 skipped.\n",
                                        [*before, "Bring back out.xlsx"])  # fmt: skip


def test_out_and_into_an_empty_plan_are_the_same_records(plan: Path, tmp_path: Path, run: Run):
    run("export", plan, tmp_path / "out.xlsx", "--exempt")
    run("new", tmp_path / "again.goldthread", "--author", "Ann")
    run("import", tmp_path / "again.goldthread", tmp_path / "out.xlsx", "--author", "Ann")
    first, second = (json.loads(run("dump", path)[1])["records"] for path in (plan, tmp_path / "again.goldthread"))
    for table in ("action", "risk"):
        assert first[table] == second[table]
    assert [each["title"] for each in (*first["programme"], *second["programme"])] == ["Our plan"] * 2
    assert run("check", tmp_path / "again.goldthread")[0] == 0


def test_the_sheet_of_history_names_nothing_that_is_exempt(plan: Path, tmp_path: Path, run: Run):
    import openpyxl

    run("export", plan, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    told = [[cell.value for cell in row] for row in book["History"].iter_rows(min_row=2)]
    assert [(row[2], row[3]) for row in told if row[2] == "A-01 Recruit"]
    assert not any("named child" in str(cell) for row in told for cell in row)
    run("export", plan, tmp_path / "all.xlsx", "--exempt")
    told = [str(cell.value) for row in openpyxl.load_workbook(tmp_path / "all.xlsx")["History"] for cell in row]
    assert any("named child" in text for text in told)


def test_no_small_number_is_in_a_public_workbook_its_history_included_and_it_comes_back_unchanged(
    plan: Path, tmp_path: Path, run: Run
):
    workspace = Workspace.open(plan, Person("Ann"), tmp_path / "backups")
    indicator = workspace.draft(Indicator, title="Missing", unit="")
    reading = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2018-01"), value=Decimal(4321))
    workspace.save(indicator, reading, label="Add")
    workspace.save(replace(reading, value=Decimal(3), note="Brothers"), label="Make it 3 brothers")
    workspace.close()
    run("set", plan, "thresholds", "small_numbers=5")
    out = tmp_path / "out.xlsx"
    for extra, there in (((), False), (("--exempt",), True)):
        assert run("export", plan, out, *extra)[0] == 0
        with zipfile.ZipFile(out) as package:
            whole = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        assert ("rothers" in whole, "4,321" in whole or "4321" in whole) == (there, there)
        code, said, _ = run("import", plan, out, "--dry-run")
        assert (code, said.startswith("0 created, 0 changed, ")) == (0, True)


def test_update_sheets_come_back_together(plan: Path, tmp_path: Path, run: Run):
    code, said, _ = run("export", plan, tmp_path / "sheets", "--updates")
    assert (code, said) == (0, "Wrote 2 update sheets to sheets.\n")

    def fill(book: Any) -> None:
        at(book, "Actions", 2, "Progress now").value = "Two came"

    edited(tmp_path / "sheets" / "Update Ann.xlsx", fill)
    code, said, _ = run("import", plan, *sorted((tmp_path / "sheets").iterdir()), "--author", "Ann")
    assert "A-01 Recruit: Changed progress." in said
    assert "reported" in json.dumps(json.loads(run("dump", plan)[1])["edits"][-1])


def test_a_clash_is_named_and_answered(plan: Path, tmp_path: Path, run: Run):
    run("export", plan, tmp_path / "out.xlsx")
    edited(tmp_path / "out.xlsx", own)
    run("set", plan, "A-01", "owner=Bob", "--author", "Bob")
    code, said, _ = run("import", plan, tmp_path / "out.xlsx", "--author", "Ann")
    assert (code, "Question clash.a-01.owner: plan, out.xlsx. Taken: plan." in said) == (0, True)
    answer = "clash.a-01.owner=out.xlsx"
    code, said, _ = run("import", plan, tmp_path / "out.xlsx", "--author", "Ann", "--answer", answer)
    assert "A-01 Recruit: Changed owner." in said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["out.xlsx", "--template", "board"], "--template goes with a PDF."),
        (["out.pdf", "--kind", "risks"], "--kind and --owner go with a workbook"),
        (["out.xlsx", "--kind", "rsks"], "There is no kind “rsks”. Did you mean"),
        (["out.xlsx", "--owner", "Zoe"], "Nobody called “Zoe” owns anything in this plan."),
        (["nowhere/out.xlsx"], "its folder does not exist"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    plan: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], why: str
):
    monkeypatch.chdir(tmp_path)
    code, _, said = run("export", plan, *arguments)
    assert code
    assert why in said
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".xlsx", ".pdf", ".part")]


def test_a_stranger_s_file_beside_one_of_ours_is_refused(plan: Path, tmp_path: Path, run: Run):
    run("export", plan, tmp_path / "out.xlsx")
    (tmp_path / "other.csv").write_text("Ref,Action\nA1,Do\n")
    code, _, said = run("import", plan, tmp_path / "out.xlsx", tmp_path / "other.csv", "--author", "Ann")
    assert code
    assert "“other.csv” is no workbook that Goldthread wrote" in said
