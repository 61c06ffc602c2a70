"""The command line on a risk: all that is said of it, and why it is scored otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import places
from app.domain.records import Control, Mitigation, Programme, Risk, Scoring
from app.domain.schedule import PartialDate
from app.workspace import Person, Workspace
from tests.app.domain.plans import usual_score

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.goldthread"
    made = Workspace.create(path, Person("Ann"), places.backups(), "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    risk = made.draft(
        Risk, title="Staff leave", likelihood=4, impact=4, inherent_likelihood=5, inherent_impact=5, owner="Bo",
        description="All of it", reviewed=PartialDate("2018-01-15"), reviewed_by="Cleo", escalated_why="",
        occurred_what="Two teams left",
    )  # fmt: skip
    made.save(
        risk, made.draft(Control, risk=risk.id, title="Exit interviews", effectiveness="partly", assured_by="Audit"),
        made.draft(Mitigation, risk=risk.id, title="Pay offer", owner="Dee", due=PartialDate("2018-03")), label="Add",
    )  # fmt: skip
    made.close()
    return path


def test_all_of_a_risk_is_shown(run: Run, plan: Path):
    code, out, err = run("show", plan, "R-01")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[0] == "R-01 Staff leave"
    for line in (
        "Owner: Bo", "Description as given: All of it", "Likelihood: 4, likely", "Last reviewed: 15 Jan 2018",
        "Reviewed by: Cleo", "What happened: Two teams left", "Inherent score: 25, since 31 Jan 2018",
        "Score: 16, since 31 Jan 2018", "Does mitigation work: Cannot be judged yet. No mitigation is finished.",
        "Mitigations", "Pay offer (Owner: Dee; Due: March 2018)", "Controls",
        "Exit interviews (Effectiveness: Partly effective; Assured by: Audit)",
        "31 Jan 2018: as it was 16, 4 x 4",
    ):  # fmt: skip
        assert line in lines


def test_what_is_not_there_is_refused(run: Run, plan: Path):
    assert run("show", plan, "R-77") == (1, "", "There is no record called “R-77”.\n")


def test_why_a_risk_is_scored_otherwise_is_kept_with_the_score(run: Run, plan: Path):
    assert run("set", plan, "R-01", "likelihood=3", "--reason", "Two teams were hired")[0] == 0
    workspace = Workspace.open(plan, Person("Ann"), places.backups(), write=False)
    kept = {usual_score(each): each.reason for each in workspace.all(Scoring) if each.of == "current"}
    workspace.close()
    assert kept == {12: "Two teams were hired"}
