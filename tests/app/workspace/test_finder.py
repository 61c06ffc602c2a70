"""Finding in the open plan while it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.lazy import all_at_once
from app.domain.records import Body, Meeting, Provenance, Risk
from app.workspace import Workspace
from app.workspace.finder import Finder


@pytest.fixture
def finder(workspace: Workspace) -> Iterator[Finder]:
    made = Finder(workspace)
    yield made
    made.close()


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {record.name}")
    return record


def found(finder: Finder, text: str) -> list[str]:
    """The names of what is found, after reading where that is needed."""
    if not finder.ready:
        assert finder.take(all_at_once(finder.reading()))
    return [each.record.name for each in finder.find(text, 40)]


def test_nothing_is_read_before_it_is_asked_for(workspace: Workspace, finder: Finder):
    add(workspace, Risk, title="Staff leave")
    assert not finder.ready
    assert finder.find("staff", 40) == ()
    assert found(finder, "staff") == ["R-01 Staff leave"]


def test_every_edit_and_undo_is_followed(workspace: Workspace, finder: Finder):
    risk = add(workspace, Risk, title="Staff leave")
    assert found(finder, "ill") == []
    workspace.save(replace(risk, title="Staff are ill"), label="Change")
    assert finder.ready
    assert found(finder, "ill") == ["R-01 Staff are ill"]
    workspace.undo()
    assert (found(finder, "ill"), found(finder, "leave")) == ([], ["R-01 Staff leave"])
    workspace.remove(risk, label="Remove")
    assert found(finder, "leave") == []


def test_what_changed_while_it_was_read_is_found(workspace: Workspace, finder: Finder):
    steps = finder.reading()
    next(steps)
    add(workspace, Risk, title="Staff leave")
    assert finder.take(all_at_once(steps))
    assert found(finder, "leave") == ["R-01 Staff leave"]


def test_after_erasing_nothing_of_it_is_left(workspace: Workspace, finder: Finder):
    risk = add(workspace, Risk, title="Staff leave", cause="Said by Xanthippe")
    assert found(finder, "xanthippe") == ["R-01 Staff leave"]
    workspace.erase(risk, ["cause"], reason="Asked for", second="Bea")
    assert not finder.ready
    assert found(finder, "xanthippe") == []
    assert found(finder, "leave") == ["R-01 Staff leave"]


def test_what_was_read_before_an_erasure_is_not_used_after_it(workspace: Workspace, finder: Finder):
    risk = add(workspace, Risk, title="Staff leave", cause="Said by Xanthippe")
    read = all_at_once(finder.reading())
    workspace.erase(risk, ["cause"], reason="Asked for", second="Bea")
    assert not finder.take(read)
    assert not finder.ready
    assert found(finder, "xanthippe") == []


def test_without_what_is_illustrative_it_is_not_found(workspace: Workspace, finder: Finder):
    made_up, real = (
        add(workspace, Risk, title="Made up"),
        add(workspace, Risk, title="Made known", owner="Made by hand"),
    )
    add(workspace, Provenance, record=made_up.id, illustrative=True)
    add(workspace, Provenance, record=real.id, field="owner", illustrative=True)
    assert len(found(finder, "made")) == 2
    workspace.facts_only = True
    assert found(finder, "made") == ["R-02 Made known"]
    assert found(finder, "hand") == []
    workspace.facts_only = False
    assert found(finder, "hand") == ["R-02 Made known"]


def test_while_one_looks_back_that_moment_is_searched(workspace: Workspace, finder: Finder):
    risk = add(workspace, Risk, title="Staff leave")
    body = add(workspace, Body, title="Board")
    meeting = add(workspace, Meeting, body=body.id, day=date(2018, 1, 31))
    workspace.close_meeting(meeting)
    workspace.save(replace(risk, title="Staff are ill"), label="Change")
    assert found(finder, "ill") == ["R-01 Staff are ill"]
    workspace.look_back(meeting)
    assert (found(finder, "ill"), found(finder, "leave")) == ([], ["R-01 Staff leave"])
    workspace.look_back(None)
    assert (found(finder, "ill"), found(finder, "leave")) == (["R-01 Staff are ill"], [])


def test_what_is_exempt_is_found(workspace: Workspace, finder: Finder):
    add(workspace, Risk, title="Staff leave", exempt="Names a person")
    assert found(finder, "person") == ["R-01 Staff leave"]
