"""Looking back: the plan as it was at a closed meeting or at any moment."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import KINDS, Action, Body, Link, Meeting, Override, Record, Risk, Theme
from app.domain.schedule import PartialDate
from app.domain.since import changes
from app.exchange import planfile
from app.workspace import NotSaved, Person, Refusal, Workspace

TODAY = date(2018, 1, 31)
ANN, BO = Person("Ann", "Officer"), Person("Bo", "Chair")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Plan", today=lambda: TODAY)
    yield workspace
    workspace.close()


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {kind.NAME}")
    return workspace.find(record.id)


def a_meeting(workspace: Workspace, day: date, body: str = "Cabinet") -> Meeting:
    held_by = next((b for b in workspace.all(Body) if b.title == body), None) or add(workspace, Body, title=body)
    return add(workspace, Meeting, body=held_by.id, day=day)


def a_closed_meeting(workspace: Workspace, day: date, body: str = "Cabinet") -> Meeting:
    meeting = a_meeting(workspace, day, body)
    workspace.close_meeting(meeting)
    found = workspace.find(meeting.id)
    assert isinstance(found, Meeting)
    return found


def shown(plan: Plan) -> dict[str, object]:
    """All that a plan holds and how everything stands in it."""
    ratings = Ratings(plan)
    records = {record.id: record for kind in KINDS for record in plan.all(kind)}
    rated = [r for kind in (Theme, Risk, Action) for r in plan.all(kind)]
    stands = {r.id: (ratings.of(r).status, ratings.of(r).reason) for r in rated}
    return {"records": records, "stands": stands, "position": plan.position}


# -- what was shown


def test_the_plan_is_shown_as_it_was_at_a_meeting_and_then_as_it_is_again(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave", likelihood=2, impact=2)
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    then = shown(workspace.plan)
    workspace.save(replace(risk, likelihood=5, impact=5), label="Score again")
    new = add(workspace, Action, title="Recruit")
    now = shown(workspace.plan)
    workspace.look_back(meeting)
    assert shown(workspace.plan) == then
    assert workspace.find(risk.id) == risk
    assert workspace.find(new.id) is None
    assert workspace.named("A-01") == []
    assert workspace.ratings.of(risk).status.value == "green"
    assert workspace.past
    assert workspace.past.title == "the Cabinet meeting of 27 Jun 2017"
    assert workspace.past.meeting == meeting
    workspace.look_back(None)
    assert workspace.past is None
    assert shown(workspace.plan) == now


def test_nothing_is_edited_while_one_looks_back(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    workspace.look_back(meeting)
    assert not workspace.writable
    assert not workspace.can_undo
    assert not workspace.can_start_editing
    why = "This is the plan as it was at the Cabinet meeting of 27 Jun 2017: it can only be read."
    assert workspace.why_read_only == why
    for edit in (
        lambda: workspace.save(replace(risk, owner="Bo"), label="Own"),
        lambda: workspace.remove(risk, label="Remove"),
        lambda: workspace.reopen_meeting(meeting),
        lambda: workspace.bring_in([]),
        workspace.undo,
    ):
        with pytest.raises(NotSaved, match="can only be read"):
            edit()
    workspace.look_back(None)
    assert workspace.writable
    assert workspace.undo_label.startswith("Close the Cabinet meeting")


def test_the_listeners_are_told_there_and_back(workspace: Workspace):
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    heard: list[object] = []
    workspace.listen(heard.append)
    workspace.look_back(meeting)
    workspace.look_back(None)
    workspace.look_back(None)
    assert heard == [frozenset(KINDS)] * 2


def test_history_ends_at_the_moment_looked_back_to(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    workspace.save(replace(risk, owner="Bo"), label="Own it")
    workspace.look_back(meeting)
    assert [entry.label for entry in workspace.history(risk)] == ["Add Risk"]
    assert workspace.history()[0].label.startswith("Close the Cabinet meeting")


def test_what_a_meeting_had_before_it_is_compared_with_the_meeting_before(workspace: Workspace):
    first = a_closed_meeting(workspace, date(2017, 6, 27))
    add(workspace, Risk, title="Staff leave")
    second = a_closed_meeting(workspace, date(2017, 11, 23))
    workspace.look_back(second)
    assert workspace.last_meeting == first
    told = [(change.record, change.word) for change in workspace.compare(first, second)]
    assert told == [(workspace.all(Risk)[0], "new"), (second, "new")]
    workspace.look_back(first)
    assert workspace.last_meeting is None
    assert workspace.before is None


def test_only_the_facts_are_shown_of_then_too(workspace: Workspace):
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    workspace.facts_only = True
    workspace.look_back(meeting)
    assert workspace.plan is workspace.plan.facts_only
    assert workspace.as_at(meeting).all(Meeting) == workspace.all(Meeting)


def test_a_moment_between_two_edits_shows_what_there_was(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    at = workspace.history()[0].at.astimezone()
    workspace.save(replace(risk, owner="Bo"), label="Own it")
    workspace.look_back(at)
    assert workspace.find(risk.id) == risk
    assert workspace.past
    assert workspace.past.title == f"{at.day} {at:%b %Y}, {at:%H:%M}"
    assert workspace.past.meeting is None


def test_a_plan_without_a_position_of_its_own_spoke_of_the_day_itself(workspace: Workspace):
    at = datetime.now().astimezone()
    add(workspace, Risk, title="Staff leave")
    assert workspace.as_at(max(at, datetime.now().astimezone())).position == at.date()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_moment_of_which_nothing_is_known_is_refused(workspace: Workspace, days: int):
    with pytest.raises(Refusal, match="does not reach back to" if days < 0 else "still to come"):
        workspace.look_back(datetime.now().astimezone() + timedelta(days=days))
    assert workspace.past is None


def test_an_open_meeting_is_refused(workspace: Workspace):
    meeting = a_meeting(workspace, date(2018, 1, 20))
    with pytest.raises(Refusal, match=r"The Cabinet meeting of 20 Jan 2018 is not closed"):
        workspace.look_back(meeting)
    workspace.close_meeting(meeting)
    workspace.undo()
    with pytest.raises(Refusal, match="not closed"):
        workspace.look_back(meeting)


def test_what_others_write_meanwhile_changes_nothing_that_is_shown(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title="Staff leave", owner="Ann")
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    reader = Workspace.open(workspace.path, BO, tmp_path / "backups", today=lambda: TODAY, write=False)
    reader.look_back(meeting)
    then = shown(reader.plan)
    workspace.save(replace(risk, owner="Bo"), label="Own it")
    assert reader.refresh()
    assert shown(reader.plan) == then
    reader.look_back(None)
    assert reader.find(risk.id) == replace(risk, owner="Bo")
    reader.close()


@pytest.mark.parametrize("kind", [Risk, Action])
def test_a_kind_that_is_not_asked_for_is_not_made_out(workspace: Workspace, kind: type[Record]):
    meeting = a_closed_meeting(workspace, date(2017, 6, 27))
    add(workspace, Action, title="Recruit")
    plan = workspace.as_at(meeting)
    plan.all(kind)
    made = {k for k in KINDS if k in plan._records._found}  # type: ignore[attr-defined]
    assert made == {Body, Meeting, kind}  # which meeting it was is asked, too


# -- compared with


def test_the_meeting_compared_with_is_of_any_body_or_of_the_chosen_one(workspace: Workspace):
    cabinet = a_closed_meeting(workspace, date(2017, 6, 27))
    add(workspace, Risk, title="Staff leave")
    scrutiny = a_closed_meeting(workspace, date(2017, 11, 23), "Scrutiny")
    assert workspace.last_meeting == scrutiny
    heard: list[object] = []
    workspace.listen(heard.append)
    for wanted in (cabinet.body, cabinet.id):
        workspace.compare_with = wanted
        assert workspace.last_meeting == cabinet
        assert workspace.before
        assert workspace.before.all(Risk) == ()
    assert len(heard) == 2
    workspace.compare_with = "0" * 26
    assert workspace.last_meeting == scrutiny
    assert workspace.closed_meetings == (scrutiny, cabinet)


def test_two_moments_are_compared_without_changing_what_is_shown(workspace: Workspace):
    first = a_closed_meeting(workspace, date(2017, 6, 27))
    risk = add(workspace, Risk, title="Staff leave", likelihood=2, impact=2)
    second = a_closed_meeting(workspace, date(2017, 11, 23))
    workspace.save(replace(risk, likelihood=5), label="Score")
    assert [c.word for c in workspace.compare(first, second) if isinstance(c.record, Risk)] == ["new"]
    assert [c.text for c in workspace.compare(second) if isinstance(c.record, Risk)] == [
        "Staff leave: score 10, 4 before"
    ]
    assert workspace.past is None


# -- any history, and whatever comes in late

FIELD = st.sampled_from(["owner", "likelihood", "status", "link", "remove", "new", "position"])
STEP = st.tuples(st.sampled_from(["here", "away"]), FIELD, st.integers(0, 3)) | st.sampled_from(["home", "close"])


@settings(max_examples=15)
@given(st.lists(STEP, max_size=14))
def test_as_at_any_baseline_is_what_was_shown_then(steps: list[Any]):
    with tempfile.TemporaryDirectory() as folder:
        here = Workspace.create(Path(folder) / "plan.goldthread", ANN, Path(folder) / "b", "Plan", today=lambda: TODAY)
        theme = add(here, Theme, title="Leadership")
        add(here, Risk, title="Staff leave", likelihood=3, impact=3)
        here.save_copy(Path(folder) / "copy.goldthread")
        away = Workspace.open(Path(folder) / "copy.goldthread", BO, Path(folder) / "b", today=lambda: TODAY)
        seen: list[tuple[Meeting, dict[str, object]]] = []
        for number, step in enumerate(steps):
            match step:
                case "home":
                    document = planfile.expand(planfile.parse(json.dumps(away.dump()).encode()))
                    here.bring_in(document.edits, document.baselines, document.contents)
                case "close":
                    meeting = a_closed_meeting(here, date(2017, 1, 1) + timedelta(days=number))
                    seen.append((meeting, shown(here.plan)))
                case (where, what, value):
                    change(here if where == "here" else away, theme, what, value)
        now = shown(here.plan)
        for meeting, then in seen:
            here.look_back(meeting)
            assert shown(here.plan) == then
            assert shown(here.plan.complete()) == then
            here.look_back(None)
        assert shown(here.plan) == now
        all_moved_is_told(here)
        here.close()
        away.close()


def all_moved_is_told(workspace: Workspace) -> None:
    """Every status that is another than at the last meeting is told, and every new record."""
    plan, before, ratings = workspace.plan, workspace.before, workspace.ratings
    if before is None:
        return
    told = {c.record.id: c for c in changes(plan, before, ratings)}
    for record in (*plan.all(Risk), *plan.all(Action), *plan.all(Theme), plan.programme):
        rating = ratings.of(record)
        if before.same(record) is None:
            assert told[record.id].word == "new"
        elif rating.before and rating.before.status is not rating.status:
            assert told[record.id].moved == (rating.before.status, rating.status)
        else:
            assert record.id not in told or told[record.id].moved is None
    assert {r.id for r in before.all(Risk) if plan.same(r) is None} <= told.keys()


def change(workspace: Workspace, theme: Theme, what: str, value: int) -> None:
    """One edit of a plan with at least one risk, if there still is one."""
    risk = next(iter(workspace.all(Risk)), None)
    if what == "new" or risk is None:
        add(workspace, Action, title="Recruit", due=PartialDate(f"2018-0{value + 1}"))
    elif what == "owner":
        workspace.save(replace(risk, owner=f"Officer {value}"), label="Own")
    elif what == "likelihood":
        workspace.save(replace(risk, likelihood=value + 1), label="Score")
    elif what == "status":
        until = TODAY + timedelta(days=value - 1)
        override = workspace.draft(Override, record=risk.id, status="red", reason="So", until=until, by="Bo")
        workspace.save(override, label="Set by hand")
    elif what == "link":
        workspace.save(workspace.draft(Link, item=risk.id, serves=theme.id), label="Link")
    elif what == "position":
        day = TODAY - timedelta(days=value)
        workspace.save(replace(workspace.plan.programme, position=day), label="Position")
    else:
        workspace.remove(risk, label="Remove")
