"""What the log tells that records do not hold: when an action was entered, what was taken away, older reports."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.domain.action_rules import moved_late
from app.domain.pace import pace
from app.domain.records import Action, Body, Indicator, Meeting, Milestone, Programme, Reading, Record, Risk
from app.domain.schedule import PartialDate
from app.domain.status import Status
from app.exchange import planfile
from app.workspace import Person, Workspace

R = TypeVar("R", bound=Record)
ANN = Person("Ann", "Officer")
KEPT = Path(__file__).parents[2] / "data" / "reports-format-3.goldthread"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups")
    made.save(made.draft(Programme, title="North", position=date(2017, 10, 31)), label="Begin")
    yield made
    made.close()


def one(workspace: Workspace, kind: type[R]) -> R:
    (found,) = workspace.all(kind)
    return found


def on(workspace: Workspace, day: date) -> None:
    workspace.save(replace(one(workspace, Programme), position=day), label="Let time pass")


def test_a_form_or_an_import_that_tells_of_an_action_dates_the_report(workspace: Workspace):
    workspace.save(workspace.draft(Action, title="Train", due=PartialDate("2018-06")), label="Enter")
    assert one(workspace, Action).reported is None
    on(workspace, date(2017, 12, 1))
    workspace.save(replace(one(workspace, Action), owner="Bo"), label="Give it an owner")
    assert one(workspace, Action).reported is None
    reports: list[dict[str, Any]] = [{"percent": 10}, {"progress": "Begun."}, {"blocked": "a vacancy"}]
    for told in reports:
        workspace.save(replace(one(workspace, Action), reported=None, **told), label="Report")
        assert one(workspace, Action).reported == PartialDate("2017-12-01")
        workspace.undo()
    own = replace(one(workspace, Action), percent=10, reported=PartialDate("2017-11-20"))
    workspace.save(own, label="Report of November")
    assert one(workspace, Action).reported == PartialDate("2017-11-20")


def test_the_pace_of_an_action_without_a_start_counts_from_the_day_it_was_entered(workspace: Workspace):
    workspace.save(workspace.draft(Action, title="Train", due=PartialDate("2018-03"), percent=5), label="Enter")
    assert workspace.ratings.of(one(workspace, Action)).status is Status.GREEN
    on(workspace, date(2017, 12, 15))
    action = one(workspace, Action)
    assert workspace.plan.log.entered[action.id] == date(2017, 10, 31)
    assert "5 % done with 30 % of the time gone" in workspace.ratings.of(action).reason
    started = replace(action, starts=PartialDate("2017-12-10"))
    workspace.save(started, label="It starts later")
    assert action.id not in workspace.plan.log.entered


@pytest.mark.parametrize("reopened", [False, True])
def test_what_was_taken_away_counts_as_it_stood_here_and_in_the_file(
    workspace: Workspace, tmp_path: Path, reopened: bool
):
    indicator = workspace.draft(Indicator, title="Oversight", target=Decimal(95), better="higher")
    reading = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-10"), value=Decimal(50))
    workspace.save(indicator, reading, label="Enter")
    assert workspace.ratings.of(indicator).stood is None
    workspace.save(replace(one(workspace, Indicator), target=None), label="Take the target away")
    shown = workspace
    if reopened:
        workspace.close()
        shown = Workspace.open(tmp_path / "plan.goldthread", ANN, tmp_path / "backups")
    rating = shown.ratings.of(one(shown, Indicator))
    assert (rating.status, rating.counts_as) == (Status.NOT_RATED, Status.RED)
    assert rating.reason.endswith("off track as at 31 Oct 2017.")
    if reopened:
        shown.close()
    else:
        workspace.undo()
        assert workspace.ratings.of(one(workspace, Indicator)).status is Status.RED


def enter_late_action(workspace: Workspace, **fields: Any) -> Action:
    workspace.save(workspace.draft(Action, title="Train", due=PartialDate("2017-11-10"), **fields), label="Enter")
    on(workspace, date(2017, 12, 31))
    return one(workspace, Action)


def write_due(workspace: Workspace, action: Action, due: str, at: str) -> None:
    """Another due date from plan text, which asks nobody why."""
    edit = {"at": at, "author": "Bo", "role": "", "label": "A date", "changes": {"action": {action.id: {"due": due}}}}
    workspace.bring_in(planfile.expand({"goldthread": 2, "edits": [edit]}, workspace.tables).edits, [], {})


@pytest.mark.parametrize("reopened", [False, True])
def test_a_date_moved_after_it_had_passed_is_known_where_nobody_told_why(
    workspace: Workspace, tmp_path: Path, reopened: bool
):
    action = enter_late_action(workspace, percent=10)
    write_due(workspace, action, "2019-06", "2030-01-01T09:00:00Z")
    shown = workspace
    if reopened:
        workspace.close()
        shown = Workspace.open(tmp_path / "plan.goldthread", ANN, tmp_path / "backups")
    action = one(shown, Action)
    assert "its date of 10 Nov 2017 was moved after it had passed on 31 Dec 2017" in shown.ratings.of(action).reason
    assert shown.ratings.of(action).status is Status.AMBER
    assert pace(shown.plan).sentence.startswith("0 of the 1 action whose date has passed is done")
    if reopened:
        shown.close()
    else:
        write_due(workspace, action, "2017-11-10", "2030-01-02T09:00:00Z")
        assert "moved" not in workspace.ratings.of(one(workspace, Action)).reason


def test_a_move_that_somebody_told_why_is_told_once(workspace: Workspace):
    action = enter_late_action(workspace, percent=10)
    workspace.move_date(action, PartialDate("2019-06"), "The room was flooded")
    assert len(moved_late(workspace.plan, action)) == 1


def test_a_per_cent_or_the_date_of_a_step_taken_away_improves_nothing(workspace: Workspace):
    action = enter_late_action(workspace, percent=10, starts=PartialDate("2017-10-01"))
    workspace.move_date(action, PartialDate("2018-03"), "The room was flooded")
    step = workspace.draft(Milestone, action=action.id, title="First day", due=PartialDate("2017-12-01"), done=False)
    workspace.save(step, label="Plan a step")
    assert workspace.ratings.of(one(workspace, Action)).status is Status.RED
    workspace.save(replace(one(workspace, Action), percent=None), label="Take the per cent away")
    rating = workspace.ratings.of(one(workspace, Action))
    assert rating.status is Status.RED
    assert "10 % done when last said with 50 % of the time gone" in rating.reason
    workspace.save(replace(one(workspace, Action), percent=60), label="Say it again")
    stepping = workspace.ratings.of(one(workspace, Action))
    assert "milestone “First day” 30 days overdue" in stepping.reason
    workspace.move_date(one(workspace, Milestone), None, "Nobody knows")
    rating = workspace.ratings.of(one(workspace, Action))
    assert rating.status is stepping.status is Status.AMBER
    assert "30 days overdue by the date of 1 Dec 2017 that was taken away" in rating.reason
    assert workspace.ratings.of(one(workspace, Milestone)).counts_as is Status.RED


def test_a_record_that_was_never_rated_lost_nothing_it_was_rated_by(workspace: Workspace):
    indicator = workspace.draft(Indicator, title="Turnover")
    reading = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-01"), value=Decimal(9))
    workspace.save(indicator, reading, workspace.draft(Risk, title="New"), label="Enter")
    assert workspace.plan.log.withdrawn == {}
    assert workspace.dump()["records"]["indicator"][0]["title"] == "Turnover"


def test_the_starting_reading_is_kept_when_a_target_is_set(workspace: Workspace):
    indicator = workspace.draft(Indicator, title="Oversight", better="higher")
    july = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-07"), value=Decimal(50))
    workspace.save(indicator, july, label="Enter")
    workspace.save(replace(indicator, target=Decimal(95)), label="Set a target")
    assert one(workspace, Indicator).baseline == PartialDate("2017-07")
    older = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-01"), value=Decimal(10))
    workspace.save(older, replace(one(workspace, Indicator), target=Decimal(96)), label="Bring older figures in")
    assert one(workspace, Indicator).baseline == PartialDate("2017-07")


def test_a_plan_of_the_format_before_knows_its_reports_now_and_at_its_meeting(tmp_path: Path):
    plan = Path(shutil.copy(KEPT, tmp_path / "plan.goldthread"))
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    try:
        now = {a.ref: a.reported for a in workspace.all(Action)}
        assert now == {
            "A-01": PartialDate("2018-01-22"), "A-02": None,
            "A-03": PartialDate("2017-09-30"), "A-04": PartialDate("2017-09-30"),
        }  # fmt: skip
        meeting = next(iter(workspace.closed_meetings))
        then = {a.ref: a.reported for a in workspace.as_at(meeting).all(Action)}
        assert then["A-01"] == PartialDate("2017-10-31")
        assert then["A-03"] == PartialDate("2017-09-30")
        silent = next(a for a in workspace.all(Action) if a.ref == "A-02")
        assert workspace.plan.log.silent_from[silent.id] == date(2017, 9, 30)
        assert isinstance(meeting, Meeting)
        assert workspace.all(Body)
    finally:
        workspace.close()
