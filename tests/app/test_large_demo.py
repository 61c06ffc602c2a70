"""The large plan: as large as it says, and nothing in it passes for a fact."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app import demo, large_demo
from app.domain.records import KINDS, Action, Body, Indicator, Meeting, Provenance, Record, Risk
from app.domain.since import changes
from app.workspace import Person, Workspace

Keys = dict[type[Record], set[str]]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Keys]]:
    """The large plan, and the keys that the demo had before."""
    folder = tmp_path_factory.mktemp("large")
    workspace = demo.make(folder / "plan.goldthread", Person("Ann"), folder / "backups")
    before = {kind: {r.id for r in workspace.all(kind)} for kind in KINDS}
    large_demo.grow(workspace)
    yield workspace, before
    workspace.close()


def test_it_is_large_and_all_that_was_added_is_marked(grown: tuple[Workspace, Keys]):
    workspace, before = grown
    added = {kind: [r for r in workspace.all(kind) if r.id not in before[kind]] for kind in KINDS}
    assert [len(added[kind]) for kind in (Action, Indicator, Risk, Body)] == [5_000, 500, 1_000, 20]
    days = [meeting.day for meeting in added[Meeting] if isinstance(meeting, Meeting) and meeting.day]
    assert (max(days) - min(days)).days > 9 * 365
    for kind in KINDS:
        if kind is not Provenance:
            assert all(workspace.plan.illustrative(record) for record in added[kind])
    assert {kind: len(workspace.plan.facts_only.all(kind)) for kind in (Action, Risk, Body)} == {
        kind: len(before[kind]) for kind in (Action, Risk, Body)
    }


def test_the_latest_meeting_knows_all_but_what_is_new_since(grown: tuple[Workspace, Keys]):
    workspace, _before = grown
    assert workspace.last_meeting is not None
    assert workspace.plan.illustrative(workspace.last_meeting)
    told = changes(workspace.plan, workspace.before, workspace.ratings)
    assert 50 <= len(told) < 100
