"""The command line does not print what it does not believe, and saves what can be saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.workspace.test_damage import FLIPPED, SAID
from tests.db.plans import altered

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    run("demo", tmp_path / "plan.goldthread")
    return altered(tmp_path / "plan.goldthread", FLIPPED)


def test_the_check_names_the_record_and_the_field(run: Run, plan: Path):
    code, out, err = run("check", plan)
    assert (code, out) == (1, f"{SAID}\n")
    assert err.startswith("plan.goldthread is not sound: 1 problem found.")


def test_no_paper_is_written_of_what_is_not_believed(run: Run, plan: Path, tmp_path: Path):
    paper = tmp_path / "paper.pdf"
    code, out, err = run("export", plan, paper)
    assert (code, out) == (1, "")
    assert err.startswith(f"plan.goldthread is damaged, so that no paper was written: {SAID}")
    assert not paper.exists()
    assert run("export", plan, paper, "--damaged")[0] == 0
    assert paper.exists()


def test_a_dump_says_so_beside_what_it_prints(run: Run, plan: Path):
    code, out, err = run("dump", plan)
    assert (code, err) == (0, f"plan.goldthread is damaged: {SAID}\n")
    assert json.loads(out)


def test_a_repair_writes_a_new_file_and_says_what_it_did(run: Run, plan: Path, tmp_path: Path):
    before, out = plan.read_bytes(), tmp_path / "saved.goldthread"
    code, said, err = run("repair", plan, tmp_path / "saved")
    assert (code, err) == (0, "")
    *report, where = said.splitlines()
    assert report[1:] == ["Put right from the history (1):", f"  {SAID}"]
    assert where == "The same is in saved (repair report).txt."
    assert (tmp_path / "saved (repair report).txt").read_text(encoding="utf-8").splitlines() == report
    assert plan.read_bytes() == before
    assert run("check", out) == (0, "saved.goldthread is sound.\n", "")
    assert run("export", out, tmp_path / "paper.pdf")[0] == 0
    code, said, _err = run("repair", out, tmp_path / "again")
    assert said.startswith("saved.goldthread is sound; again.goldthread holds all of it: ")


def test_a_repair_lays_nothing_over_another_file(run: Run, plan: Path, tmp_path: Path):
    other = tmp_path / "other.goldthread"
    other.write_text("mine")
    assert run("repair", plan, other) == (1, "", "There is already a file called other.goldthread.\n")
    assert run("repair", plan, plan)[0] == 1
    assert other.read_text() == "mine"
    (tmp_path / "new (repair report).txt").write_text("mine")
    refused = "There is already a file called new (repair report).txt.\n"
    assert run("repair", plan, tmp_path / "new") == (1, "", refused)
    assert not (tmp_path / "new.goldthread").exists()


@pytest.mark.parametrize("bits", [b"", b"no plan", b"SQLite format 3\0" + bytes(300)])
def test_of_what_is_no_plan_nothing_is_made(run: Run, tmp_path: Path, bits: bytes):
    (tmp_path / "x.goldthread").write_bytes(bits)
    code, out, err = run("repair", tmp_path / "x.goldthread", tmp_path / "y")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x.goldthread"]
