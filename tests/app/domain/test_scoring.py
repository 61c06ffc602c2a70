"""Scores over time: each is kept by the edit that gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.attention import needs_attention
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Programme, Provenance, Risk, Scoring
from app.domain.risk import score_of
from app.domain.schedule import PartialDate
from app.domain.scoring import score_that_holds, scored_because, scores, scoring_of, unmoved
from app.domain.since import changes
from app.workspace import Person, Workspace
from tests.app.domain.plans import usual_score

FIRST, THEN = date(2018, 1, 31), date(2018, 2, 28)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    on(made, FIRST)
    made.save(made.draft(Risk, title="Staff leave", likelihood=4, impact=5), label="Add")
    yield made
    made.close()


def on(workspace: Workspace, day: date) -> None:
    workspace.save(replace(workspace.all(Programme)[0], position=day), label="Another day")


def score(workspace: Workspace, likelihood: int, impact: int, of: str = "") -> None:
    (risk,) = workspace.all(Risk)
    workspace.save(replace(risk, **{f"{of}likelihood": likelihood, f"{of}impact": impact}), label="Score")


def kept(workspace: Workspace, of: str = "current") -> list[tuple[str, int | None]]:
    (risk,) = workspace.all(Risk)
    return [(str(each.day), score_of(workspace.plan, each)) for each in scores(workspace.plan, risk, of)]


def test_a_re_score_keeps_itself_with_its_day_in_the_same_edit(workspace: Workspace):
    assert kept(workspace) == [("31 Jan 2018", 20)], "the first score, too"
    score(workspace, 4, 4)
    on(workspace, THEN)
    score(workspace, 3, 4)
    assert kept(workspace) == [("31 Jan 2018", 16), ("28 Feb 2018", 12)]
    workspace.undo()
    assert kept(workspace) == [("31 Jan 2018", 16)]
    assert workspace.check() == []


def test_a_score_that_nobody_gave_keeps_none(workspace: Workspace):
    made = workspace.draft(Risk, title="Illustrative", likelihood=4, impact=5, target_likelihood=1, target_impact=5)
    marks = [
        workspace.draft(Provenance, record=made.id, field=name, statement="Chosen", illustrative=True)
        for name in ("likelihood", "impact")
    ]
    workspace.save(made, *marks, label="Add")
    assert [(each.of, usual_score(each)) for each in workspace.all(Scoring) if each.risk == made.id] == [("target", 5)]


def test_a_reason_that_is_given_with_a_score_is_kept_with_it(workspace: Workspace):
    (risk,) = workspace.all(Risk)
    changed = replace(risk, likelihood=2)
    workspace.save(changed, *scored_because(workspace.plan, changed, "Two teams were hired"), label="Score")
    assert [(usual_score(each), each.reason) for each in workspace.all(Scoring)] == [(10, "Two teams were hired")]
    assert scored_because(workspace.plan, changed, "Again") == []


def test_a_meeting_hears_why_a_risk_is_scored_otherwise_and_why_it_is_not(workspace: Workspace):
    def said(before: Plan) -> str:
        return "; ".join(each.said for each in changes(workspace.plan, before, Ratings(workspace.plan, before)))

    before = workspace.plan
    (risk,) = workspace.all(Risk)
    changed = replace(risk, likelihood=2)
    workspace.save(changed, *scored_because(before, changed, "Two teams were hired."), label="Score")
    assert "score 10, 20 before: Two teams were hired" in said(before)
    on(workspace, THEN)
    before = workspace.plan
    confirmed = scoring_of(before, changed, "current", "The money came late")
    assert confirmed is not None
    workspace.save(confirmed, label="Say why")
    assert "score of 28 Feb 2018 added: 10, The money came late" in said(before)


def test_each_set_is_kept_apart(workspace: Workspace):
    score(workspace, 5, 5, "inherent_")
    score(workspace, 2, 3, "target_")
    assert (kept(workspace, "inherent"), kept(workspace, "target"), kept(workspace)) == (
        [("31 Jan 2018", 25)], [("31 Jan 2018", 6)], [("31 Jan 2018", 20)],
    )  # fmt: skip


def test_a_slip_that_is_corrected_on_the_day_leaves_no_trace_but_a_reason_does(workspace: Workspace):
    score(workspace, 1, 4)
    score(workspace, 4, 4)
    assert kept(workspace) == [("31 Jan 2018", 16)]
    workspace.save(replace(workspace.all(Scoring)[0], reason="Two teams left"), label="Say why")
    score(workspace, 5, 4)
    assert sorted(kept(workspace)) == [("31 Jan 2018", 16), ("31 Jan 2018", 20)]


def test_a_reason_holds_only_for_the_score_that_it_was_given_for(workspace: Workspace):
    score(workspace, 4, 4)
    (risk,) = workspace.all(Risk)
    found = score_that_holds(workspace.plan, risk, "current")
    assert found is not None
    assert found.day == PartialDate.of(FIRST)
    scored_by_an_older_program = replace(risk, likelihood=2)
    assert score_that_holds(workspace.plan, scored_by_an_older_program, "current") is None


def test_what_changes_no_score_keeps_none(workspace: Workspace):
    (risk,) = workspace.all(Risk)
    workspace.save(replace(risk, owner="Bo"), label="Re-own")
    assert kept(workspace) == [("31 Jan 2018", 20)]


def test_a_red_that_has_not_moved_for_six_months_asks_why(workspace: Workspace):
    score(workspace, 5, 5)
    asked = "Staff leave: off track and not moved for 6 months. Why?"
    on(workspace, date(2018, 7, 30))
    assert asked not in [each.what for each in needs_attention(workspace.plan, workspace.ratings)]
    on(workspace, date(2018, 7, 31))
    assert asked in [each.what for each in needs_attention(workspace.plan, workspace.ratings)]
    (risk,) = workspace.all(Risk)
    confirmed = scoring_of(workspace.plan, risk, "current", "The money came late")
    assert confirmed is not None
    workspace.save(confirmed, label="Say why")
    assert not any("not moved" in each.what for each in needs_attention(workspace.plan, workspace.ratings))
    assert unmoved(workspace.plan, risk) == (PartialDate("2018-01-31"), 6), "it is the same score still"
    on(workspace, date(2019, 1, 31))
    again = "Staff leave: off track and not moved for 12 months. Why?"
    assert again in [each.what for each in needs_attention(workspace.plan, workspace.ratings)]
    score(workspace, 4, 5)
    assert not any("not moved" in each.what for each in needs_attention(workspace.plan, workspace.ratings))
