"""How long it takes to write 5,000 risks into a workbook; reported, and read back to the same."""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from app.domain.lazy import all_at_once
from app.domain.records import Risk
from app.domain.schedule import PartialDate
from app.exchange.workbook.leaving import workbook
from app.exchange.workbook.scope import Scope
from app.workspace import Person, Workspace
from app.workspace.leaving import history_of

COUNT = 5_000


def test_5_000_risks_go_out(tmp_path: Path, benchmark: BenchmarkFixture):
    workspace = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Our plan")
    risks = (
        workspace.draft(
            Risk,
            ref=f"R-{n}",
            title=f"Risk {n}",
            cause="Because " * 12,
            event="It happens " * 10,
            owner=f"Bob {n % 40}",
            consequence="So " * 20,
            mitigation="We do " * 25,
            likelihood=n % 5 + 1,
            impact=n % 4 + 1,
            response="treat",
            target_likelihood=1,
            target_impact=2,
            review=PartialDate("2018-06-02"),
        )
        for n in range(COUNT)
    )
    workspace.save(*risks, label="Begin")

    def go_out() -> bytes:
        history = lambda part: history_of(workspace, part, exempt=False)  # noqa: E731
        return all_at_once(workbook(workspace.plan, Scope(), workspace.kept_back, history))

    assert benchmark(go_out).startswith(b"PK")
    workspace.close()
