"""Undoing an edit of whatever time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.records import Action, Dependency, Link, Milestone, Objective, Question, Risk, Theme
from app.domain.schedule import PartialDate
from app.workspace import NotSaved, Workspace


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {record.name}")
    return record


def edit(workspace: Workspace, label: str) -> str:
    """The newest edit of this label."""
    return next(line.id for line in workspace.logbook.lines(limit=1000) if line.label == label)


def undo(workspace: Workspace, label: str) -> list[str]:
    """Undo an edit; what is left alone is what was said before."""
    said = workspace.undoing(edit(workspace, label))
    left = workspace.undo_edit(edit(workspace, label))
    assert list(said.left_alone) == left
    assert workspace.check() == []
    return left


def now(workspace: Workspace, record: Any) -> Any:
    return workspace.find(record.id)


def test_an_old_edit_is_undone_and_what_came_since_stays(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.save(replace(risk, owner="Bob", cause="Pay"), label="Own it")
    workspace.save(replace(now(workspace, risk), owner="Cy"), label="Hand it over")
    add(workspace, Risk, title="Another")
    assert undo(workspace, "Own it") == ["Owner of R-01 Staff leave was changed since and stays as it is."]
    assert (now(workspace, risk).owner, now(workspace, risk).cause) == ("Cy", "")
    assert workspace.logbook.lines()[0].label == "Undo: Own it"
    assert workspace.logbook.lines()[0].undoes == edit(workspace, "Own it")


def test_what_stays_is_said_once_for_each_record(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.save(replace(risk, owner="Bob", cause="Pay", event="They go"), label="Own it")
    workspace.save(replace(now(workspace, risk), owner="Cy", cause="Work"), label="Hand it over")
    (said,) = undo(workspace, "Own it")
    assert said in {
        "Owner and cause of R-01 Staff leave were changed since and stay as they are.",
        "Cause and owner of R-01 Staff leave were changed since and stay as they are.",
    }


def test_what_was_removed_since_is_said_to_be_removed(workspace: Workspace):
    add(workspace, Risk, title="Staff leave")
    undo(workspace, "Add R-01 Staff leave")
    made = workspace.undoing(edit(workspace, "Add R-01 Staff leave"))
    assert (made.edit, made.left_alone) == (None, ("R-01 Staff leave was removed since.",))


def test_looking_at_what_undoing_comes_to_writes_nothing(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    before = workspace.logbook.lines()
    made = workspace.undoing(before[0].id)
    assert made.edit is not None
    assert (now(workspace, risk), workspace.logbook.lines()) == (risk, before)


def test_an_undo_is_undone_from_history_too(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    undo(workspace, "Own it")
    undo(workspace, "Undo: Own it")
    assert now(workspace, risk).owner == "Bob"
    undo(workspace, "Do again: Own it")
    assert now(workspace, risk).owner == ""
    assert [line.label for line in workspace.logbook.lines()][:3] == [
        "Undo: Own it",
        "Do again: Own it",
        "Undo: Own it",
    ]


def test_it_is_a_step_that_undo_takes_back(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    undo(workspace, "Own it")
    assert workspace.undo_label == "Undo: Own it"
    workspace.undo()
    assert now(workspace, risk).owner == "Bob"


def test_what_is_undone_already_is_not_undone_again(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    key = edit(workspace, "Own it")
    workspace.undo()
    assert workspace.undoing(key).edit is None
    count = len(workspace.history())
    with pytest.raises(NotSaved, match="There is nothing to undo"):
        workspace.undo_edit(key)
    assert len(workspace.history()) == count


def test_a_record_to_which_something_belongs_by_now_is_not_taken_away(workspace: Workspace):
    theme, risk = add(workspace, Theme, title="Workforce"), add(workspace, Risk, title="Staff leave")
    link = workspace.draft(Link, item=risk.id, serves=theme.id)
    workspace.save(link, label="Link")
    with pytest.raises(NotSaved, match="“Add R-01 Staff leave” cannot be undone"):
        workspace.undo_edit(edit(workspace, "Add R-01 Staff leave"))
    left = workspace.undoing(edit(workspace, "Add R-01 Staff leave")).left_alone
    assert left == ("R-01 Staff leave stays, because of R-01 Staff leave threatens Theme 1: Workforce.",)
    undo(workspace, "Link")
    undo(workspace, "Add R-01 Staff leave")
    assert now(workspace, risk) is None


def test_a_record_that_another_merely_names_is_not_taken_away_either(workspace: Workspace):
    goal = add(workspace, Objective, title="Recruit", theme=add(workspace, Theme, title="Workforce").id)
    add(workspace, Action, title="Advertise", objective=goal.id)
    with pytest.raises(NotSaved):
        workspace.undo_edit(edit(workspace, "Add O-01 Recruit"))
    assert now(workspace, goal) == goal


def test_what_was_added_together_is_taken_away_together(workspace: Workspace):
    action = workspace.draft(Action, title="Advertise")
    step = workspace.draft(Milestone, action=action.id, title="Adverts out")
    workspace.save(action, step, label="Add both")
    assert undo(workspace, "Add both") == []
    assert now(workspace, action) is now(workspace, step) is None


def test_what_needs_a_record_that_is_gone_does_not_come_back(workspace: Workspace):
    theme, risk = add(workspace, Theme, title="Workforce"), add(workspace, Risk, title="Staff leave")
    link = workspace.draft(Link, item=risk.id, serves=theme.id)
    workspace.save(link, label="Link")
    workspace.remove(link, label="Unlink")
    workspace.remove(theme, label="Remove the theme")
    key = edit(workspace, "Unlink")
    assert workspace.undoing(key).left_alone == (
        "R-01 Staff leave threatens Theme 1: Workforce is left as it is, because Theme 1: Workforce is gone.",
    )
    with pytest.raises(NotSaved):
        workspace.undo_edit(key)


def test_a_circle_of_waiting_actions_does_not_come_back(workspace: Workspace):
    one, two = (add(workspace, Action, title=title) for title in ("One", "Two"))
    first = workspace.draft(Dependency, action=one.id, waits_for=two.id)
    workspace.save(first, label="Wait")
    workspace.remove(first, label="Wait no more")
    workspace.save(workspace.draft(Dependency, action=two.id, waits_for=one.id), label="Wait the other way")
    (why,) = workspace.undoing(edit(workspace, "Wait no more")).left_alone
    assert "would wait for itself" in why


def test_what_was_asked_about_a_record_does_not_keep_it(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    add(workspace, Question, record=risk.id, text="Why?", by="Chair", day=date(2018, 1, 20))
    assert undo(workspace, "Add R-01 Staff leave") == []
    assert now(workspace, risk) is None


def test_the_rest_of_an_edit_is_undone_where_one_record_has_to_stay(workspace: Workspace):
    theme = workspace.draft(Theme, title="Workforce")
    risk = workspace.draft(Risk, title="Staff leave")
    workspace.save(theme, risk, label="Add both")
    other = add(workspace, Risk, title="Another", ref="R-09")
    workspace.save(workspace.draft(Link, item=other.id, serves=theme.id), label="Link")
    assert undo(workspace, "Add both") == [
        "Theme 1: Workforce stays, because of R-09 Another threatens Theme 1: Workforce."
    ]
    assert now(workspace, theme) == theme
    assert now(workspace, risk) is None


def test_values_that_contradict_what_was_entered_since_do_not_come_back(workspace: Workspace):
    action = add(workspace, Action, title="Advertise", starts=PartialDate("2018-02"))
    workspace.save(replace(action, starts=None), label="Start some time")
    workspace.save(replace(now(workspace, action), due=PartialDate("2018-01")), label="Due soon")
    (why,) = workspace.undoing(edit(workspace, "Start some time")).left_alone
    assert why.startswith("A-01 Advertise is left as it is. ")


def test_a_first_date_is_taken_back_without_a_reason(workspace: Workspace):
    action = add(workspace, Action, title="Advertise")
    workspace.save(replace(action, due=PartialDate("2018-04")), label="Set a date")
    assert undo(workspace, "Set a date") == []
    assert now(workspace, action).due is None
