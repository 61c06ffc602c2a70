"""The scale is a part of the plan: undone, brought together word by word, written down, looked back at."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.lazy import all_at_once
from app.domain.records import Body, Meeting, Risk, ScaleLevel, Thresholds
from app.domain.risk import is_outside, score_of
from app.domain.scale_change import ScaleDraft
from app.exchange import planfile
from app.workspace import Person, Workspace

TODAY = date(2018, 1, 31)
CHAIR = Person("Cleo Carr", "Chair")
DATA = Path(__file__).parents[2] / "data"


def set_scale(
    workspace: Workspace, *, words: dict[int, str] | None = None, bands: dict[tuple[int, int], str] | None = None,
    meanings: dict[int, str] | None = None, **limits: object,
) -> None:  # fmt: skip
    """Set parts of the scale as the dialog does, in one edit."""
    draft = ScaleDraft.of(workspace.plan)
    draft = replace(
        draft,
        thresholds=replace(draft.thresholds, **limits),
        words={**draft.words, **{("likelihood", n): word for n, word in (words or {}).items()}},
        meanings={**draft.meanings, **{("likelihood", n): text for n, text in (meanings or {}).items()}},
        bands={**draft.bands, **(bands or {})},
    )
    workspace.save(*draft.records(workspace.plan), label="Set the risk scale")


@pytest.fixture
def risk(workspace: Workspace) -> Risk:
    made = workspace.draft(Risk, title="Staff leave", likelihood=5, impact=4)
    workspace.save(made, label="Add a risk")
    return made


def test_setting_it_is_one_edit_that_is_undone_and_done_again(workspace: Workspace, risk: Risk):
    before = workspace.plan.scale
    set_scale(workspace, words={4: "Probable"}, bands={(1, 1): "medium"}, likelihood_levels=4, score_rule="sum")
    after = workspace.plan.scale
    assert after.likelihood[4] == "Probable"
    assert after.bands[1, 1] == "medium"
    assert is_outside(workspace.plan, risk)
    workspace.undo()
    assert workspace.plan.scale == before
    assert score_of(workspace.plan, risk) == 20
    workspace.redo()
    assert workspace.plan.scale == after
    assert workspace.plan.get(Risk, risk.id) == risk, "a score outside the scale stays as it was given"


def test_a_score_outside_the_scale_can_stay_while_something_else_is_edited(workspace: Workspace, risk: Risk):
    set_scale(workspace, likelihood_levels=3)
    workspace.save(replace(risk, owner="Ann"), label="Own it")
    assert workspace.plan.get(Risk, risk.id) == replace(risk, owner="Ann")


def test_two_copies_that_change_other_words_other_cells_and_other_fields_of_a_level_do_not_disagree(
    workspace: Workspace, risk: Risk, tmp_path: Path
):
    path = tmp_path / "chair.goldthread"
    workspace.save_copy(path)
    copy = Workspace.open(path, CHAIR, tmp_path / "chair's backups")
    set_scale(copy, words={4: "Probable", 2: "Hardly"}, bands={(1, 1): "medium"}, impact_levels=4)
    copy.close()
    set_scale(workspace, words={3: "Perhaps"}, meanings={4: "Once a year"}, bands={(5, 4): "high"}, likelihood_levels=6)
    workspace.reload_after(all_at_once(workspace.merge(all_at_once(workspace.preview_merge(path)))))
    assert not workspace.plan.clashes
    scale = workspace.plan.scale
    assert [scale.likelihood[n] for n in (2, 3, 4)] == ["Hardly", "Perhaps", "Probable"]
    assert scale.meanings["likelihood", 4] == "Once a year"
    assert (len(scale.likelihood), len(scale.impact)) == (6, 4)
    assert (scale.bands[1, 1], scale.bands[5, 4]) == ("medium", "high")
    assert workspace.check() == []


def test_two_copies_that_change_the_same_word_disagree_until_it_is_settled(workspace: Workspace, tmp_path: Path):
    path = tmp_path / "chair.goldthread"
    workspace.save_copy(path)
    copy = Workspace.open(path, CHAIR, tmp_path / "chair's backups")
    set_scale(copy, words={4: "Probable"})
    copy.close()
    set_scale(workspace, words={4: "Expected"})
    workspace.reload_after(all_at_once(workspace.merge(all_at_once(workspace.preview_merge(path)))))
    (clash,) = workspace.plan.clashes
    assert isinstance(clash.record, ScaleLevel)
    assert clash.fields == ("word",)


def test_it_is_written_down_and_read_again_with_scores_that_it_does_not_hold(
    workspace: Workspace, risk: Risk, tmp_path: Path
):
    set_scale(workspace, words={1: "Never"}, bands={(1, 1): "medium"}, likelihood_levels=4, score_rule="sum")
    told = planfile.expand(json.loads(json.dumps(workspace.dump())))
    other = Workspace.create(tmp_path / "other.goldthread", CHAIR, tmp_path / "backups")
    other.bring_in(told.edits, told.baselines)
    assert other.plan.scale == workspace.plan.scale
    assert other.plan.get(Risk, risk.id) == workspace.plan.get(Risk, risk.id)
    other.close()


def test_the_plan_of_before_has_the_scale_of_before(workspace: Workspace, risk: Risk):
    body = workspace.draft(Body, title="Board")
    meeting = workspace.draft(Meeting, body=body.id, day=TODAY)
    workspace.save(body, meeting, label="Meet")
    workspace.close_meeting(meeting)
    set_scale(workspace, words={4: "Probable"}, likelihood_levels=4)
    before = workspace.as_at(workspace.closed_meetings[0])
    assert (len(before.scale.likelihood), len(workspace.plan.scale.likelihood)) == (5, 4)
    assert (score_of(before, risk), score_of(workspace.plan, risk)) == (20, None)
    (limits,), (level,) = workspace.all(Thresholds), workspace.all(ScaleLevel)
    for record in (limits, level):
        assert "Set the risk scale" in [entry.label for entry in workspace.history(record)]
    told = {change.record.id: change for change in workspace.compare(workspace.closed_meetings[0])}
    assert "levels of likelihood 4, 5 before" in told[limits.id].said
    assert "likelihood 4" in told[level.id].name.lower()


@pytest.mark.parametrize("number", range(1, 6))
def test_a_plan_of_an_older_format_has_the_usual_scale_and_takes_another(tmp_path: Path, number: int):
    path = tmp_path / "plan.goldthread"
    shutil.copy(DATA / f"format-{number}.goldthread", path)
    workspace = Workspace.open(path, CHAIR, tmp_path / "backups")
    assert workspace.plan.scale.highest == 25
    set_scale(workspace, likelihood_levels=6, impact_levels=6)
    risk = workspace.all(Risk)[0]
    workspace.save(replace(risk, likelihood=6, impact=6), label="Score it")
    workspace.close()
    workspace = Workspace.open(path, CHAIR, tmp_path / "backups")
    found = workspace.plan.get(Risk, risk.id)
    assert found is not None
    assert score_of(workspace.plan, found) == 36
    assert workspace.check() == []
    workspace.close()


def test_a_copy_of_an_older_format_clears_nothing_of_the_scale(tmp_path: Path):
    """What an older copy lacks never reads as cleared."""
    path = tmp_path / "plan.goldthread"
    shutil.copy(DATA / "format-5.goldthread", path)
    newer, older = Workspace.open(path, CHAIR, tmp_path / "backups"), tmp_path / "older.goldthread"
    shutil.copy(DATA / "format-5.goldthread", older)
    set_scale(newer, words={4: "Probable"}, bands={(1, 1): "medium"}, likelihood_levels=6)
    set_before = newer.plan.scale
    newer.reload_after(all_at_once(newer.merge(all_at_once(newer.preview_merge(older)))))
    assert newer.plan.scale == set_before
    assert not newer.plan.clashes
    newer.close()
