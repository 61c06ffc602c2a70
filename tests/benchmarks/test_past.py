"""Since the last meeting, and as at: the cost grows with what is new or shown, not with what is held."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import demo
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import KINDS, Meeting, Risk, Theme
from app.domain.since import RATED, changes
from app.workspace import Person, Workspace

TIMES = 5
GROWTH = 20
"""The large log holds some three hundred times the edits of the demo's, and a hundred times its records."""


@pytest.fixture
def large(large_log: Path, tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(large_log, Person("Benchmark"), tmp_path / "backups", write=False)
    yield workspace
    workspace.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Workspace]:
    workspace = demo.make(tmp_path / "demo.goldthread", Person("Benchmark"), tmp_path / "backups")
    yield workspace
    workspace.close()


def milliseconds(do: Callable[[], object], times: int = TIMES) -> float:
    """Of the processor, at best: what else the machine does is not counted."""
    taken: list[float] = []
    for _ in range(times):
        begun = time.process_time()
        do()
        taken.append((time.process_time() - begun) * 1000)
    return min(taken)


def since(workspace: Workspace) -> float:
    """Milliseconds to tell what changed, where the statuses are known, as on a page that shows them."""
    plan, before, ratings = workspace.plan, workspace.before, workspace.ratings
    for kind in RATED:
        for record in plan.all(kind):
            ratings.of(record)
    changes(plan, before, ratings)
    return milliseconds(lambda: changes(plan, before, ratings))


def as_at(workspace: Workspace, meeting: Meeting, show: Callable[[Plan], object]) -> float:
    """Milliseconds to make out a plan as it was at a meeting, as far as `show` asks for it."""

    def look() -> None:
        workspace._held._then.clear()
        show(workspace.as_at(meeting))

    return milliseconds(look)


def register(plan: Plan) -> None:
    """What a page of risks asks for."""
    ratings = Ratings(plan)
    for risk in plan.all(Risk)[:30]:
        ratings.of(risk)
        plan.served(risk, Theme)


def meetings_only(plan: Plan) -> None:
    """What a list of meetings asks for."""
    plan.all(Meeting)


def everything(plan: Plan) -> None:
    for kind in KINDS:
        plan.all(kind)


def first_seen(workspace: Workspace) -> float:
    """Milliseconds of `since` where no status is known yet but those of the meeting before."""
    plan, before = workspace.plan, workspace.before
    return milliseconds(lambda: changes(plan, before, Ratings(plan, before)))


@pytest.mark.measured
def test_since_grows_with_what_is_new(small: Workspace, large: Workspace):
    usual, big = since(small), since(large)
    new = len(large.since)
    print(f"\n  since: {usual:.0f} ms on the demo ({len(small.since)} changes), {big:.0f} ms on the large log ({new})")
    first = first_seen(large)
    print(f"  with none known yet but those of the meeting before: {first_seen(small):.0f} ms and {first:.0f} ms")
    assert big / usual < GROWTH
    plan, before = large.plan, large.before
    rated = milliseconds(lambda: [list(map(Ratings(plan, before).of, plan.unordered(kind))) for kind in RATED], 2)
    print(f"  to rate all records: {rated:.0f} ms")
    assert first < rated / 1.5


@pytest.mark.measured
def test_since_rates_anew_what_changed_or_crossed_a_day(large: Workspace):
    plan, before = large.plan, large.before
    assert before
    changes(plan, before, Ratings(plan, before))
    ratings, rated = Ratings(plan, before), sum(len(plan.unordered(kind)) for kind in RATED)
    changes(plan, before, ratings)
    anew = len(ratings._verdicts) + len(ratings.alone._verdicts)
    print(f"\n  since: {anew:,} of {rated:,} records rated anew")
    assert anew < rated / 5


@pytest.mark.measured
def test_as_at_grows_with_what_is_shown_and_with_what_came_since(large: Workspace):
    meetings = large.closed_meetings
    last, middle = meetings[0], meetings[len(meetings) // 2]
    year = next(m for m in meetings if m.day and last.day and (last.day - m.day).days >= 365)
    now = milliseconds(large._held.stored, 2)
    print(f"\n  to read all as it is now: {now:.0f} ms", end="")
    for name, meeting, share in (("last", last, 15), ("of a year ago", year, 6), ("of five years ago", middle, 3)):
        page, all_ = as_at(large, meeting, register), as_at(large, meeting, everything)
        print(f"\n  as at the meeting {name}: {page:.0f} ms for a page of risks, {all_:.0f} ms for all", end="")
        assert all_ < now / share
    assert as_at(large, last, everything) < as_at(large, middle, everything)
    assert as_at(large, middle, meetings_only) < as_at(large, middle, everything) / 2
