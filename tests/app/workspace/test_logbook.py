"""The log as people read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.domain.records import Action, Body, Indicator, Meeting, Provenance, Reading, Risk
from app.domain.schedule import PartialDate
from app.workspace import Person, Refusal, Workspace, logbook


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {record.name}")
    return record


def labels(workspace: Workspace, **sought: Any) -> list[str]:
    return [line.label for line in workspace.logbook.lines(workspace.logbook.narrowed(**sought))]


def test_lines_come_page_by_page_newest_first(workspace: Workspace):
    for number in range(5):
        add(workspace, Risk, title=f"Risk {number}")
    first = workspace.logbook.lines(limit=2)
    then = workspace.logbook.lines(before=first[-1].id, limit=2)
    rest = workspace.logbook.lines(before=then[-1].id, limit=9)
    assert [line.label for line in (*first, *then, *rest)] == [
        "Add R-05 Risk 4", "Add R-04 Risk 3", "Add R-03 Risk 2", "Add R-02 Risk 1", "Add R-01 Risk 0", "Start the plan",
    ]  # fmt: skip
    assert workspace.logbook.lines(before=rest[-1].id) == []


def test_a_line_says_who_did_what_to_how_much(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.person = Person("Bob", "Chair")
    workspace.save(replace(risk, owner="Cy"), label="Own it")
    line = workspace.logbook.lines()[0]
    assert (line.author, line.role, line.label, line.touched) == ("Bob", "Chair", "Own it", 1)
    assert line.told == "Owner set to “Cy”"
    assert line.meeting is None
    workspace.save(*(workspace.draft(Action, title=f"Act {n}") for n in range(3)), label="Enter three")
    many = workspace.logbook.lines()[0]
    assert (many.touched, many.told) == (3, "")


def test_a_quotation_that_ends_with_a_full_stop_is_given_no_second(workspace: Workspace):
    risk = add(workspace, Risk, title="Staff leave")
    workspace.save(replace(risk, cause="Pay", event="Why?", mitigation="Hire.", owner="Cy"), label="Say why")
    (line, *_) = workspace.logbook.lines()
    assert line.told == "Cause set to “Pay”. Event set to “Why?” Mitigation set to “Hire.” Owner set to “Cy”"


def test_history_is_narrowed_to_a_record_and_what_belongs_to_it(workspace: Workspace):
    indicator, other = (add(workspace, Indicator, title=title) for title in ("Visits", "Reviews"))
    add(workspace, Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal(9))
    add(workspace, Provenance, record=indicator.id, field="target", source="3.24")
    workspace.save(replace(indicator, owner="Bob"), replace(other, owner="Bob"), label="Own both")
    assert labels(workspace, record=indicator) == [
        "Own both",
        "Add Source",
        "Add Reading for December 2017",
        "Add I-01 Visits",
    ]
    assert workspace.logbook.lines(workspace.logbook.narrowed(record=indicator))[0].told == "Owner set to “Bob”"
    (part,) = workspace.logbook.parts(workspace.logbook.lines()[0].id, indicator)
    assert (part.name, part.told) == ("I-01 Visits", ("Owner set to “Bob”",))


def test_history_is_narrowed_to_a_kind_and_a_person(workspace: Workspace):
    add(workspace, Risk, title="One")
    workspace.person = Person("Bob")
    add(workspace, Action, title="Two")
    assert labels(workspace, kind=Risk) == ["Add R-01 One"]
    assert labels(workspace, author="Bob") == ["Add A-01 Two"]
    assert labels(workspace, author="Bob", kind=Risk) == []
    assert workspace.logbook.authors() == ["Ann", "Bob"]
    assert {Risk, Action} <= set(workspace.logbook.kinds())
    assert Body not in workspace.logbook.kinds()


def test_a_kind_of_which_there_are_many_is_found_as_well(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(logbook, "_SELDOM", 1)
    one = add(workspace, Risk, title="One")
    add(workspace, Action, title="Act")
    add(workspace, Risk, title="Two")
    assert labels(workspace, kind=Risk) == ["Add R-02 Two", "Add R-01 One"]
    assert labels(workspace, kind=Risk, record=one) == ["Add R-01 One"]


def test_history_is_narrowed_to_days_of_this_computer(workspace: Workspace):
    add(workspace, Risk, title="One")
    day = workspace.logbook.lines()[0].at.astimezone().date()
    one = timedelta(days=1)
    assert labels(workspace, first=day, last=day) == ["Add R-01 One", "Start the plan"]
    assert labels(workspace, first=day + one) == labels(workspace, last=day - one) == []
    assert len(labels(workspace, first=day - one, last=date.max)) == 2


def test_history_is_narrowed_to_what_came_after_a_meeting(workspace: Workspace):
    body = add(workspace, Body, title="Board")
    first, second = (add(workspace, Meeting, body=body.id, day=date(2018, 1, day)) for day in (10, 20))
    workspace.close_meeting(first)
    risk = add(workspace, Risk, title="One")
    workspace.close_meeting(second)
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    assert labels(workspace, since=second) == ["Own it"]
    assert labels(workspace, since=first) == ["Own it", "Close the Board meeting of 20 Jan 2018", "Add R-01 One"]
    closing = {line.label: line.meeting for line in workspace.logbook.lines() if line.meeting}
    assert {label: meeting.id for label, meeting in closing.items() if meeting} == {
        "Close the Board meeting of 20 Jan 2018": second.id, "Close the Board meeting of 10 Jan 2018": first.id,
    }  # fmt: skip


def test_who_looks_back_is_told_only_what_was_known_then(workspace: Workspace):
    body = add(workspace, Body, title="Board")
    meeting = add(workspace, Meeting, body=body.id, day=date(2018, 1, 10))
    workspace.close_meeting(meeting)
    add(workspace, Risk, title="One")
    workspace.look_back(meeting)
    assert labels(workspace)[0] == "Close the Board meeting of 10 Jan 2018"
    workspace.look_back(None)
    assert labels(workspace)[0] == "Add R-01 One"


def test_since_a_meeting_that_was_never_closed_is_refused(workspace: Workspace):
    body = add(workspace, Body, title="Board")
    meeting = add(workspace, Meeting, body=body.id, day=date(2018, 1, 10))
    with pytest.raises(Refusal, match="The Board meeting of 10 Jan 2018 is not closed"):
        workspace.logbook.lines(workspace.logbook.narrowed(since=meeting))


def test_a_record_that_was_removed_is_still_known(workspace: Workspace):
    risk = add(workspace, Risk, title="One")
    workspace.remove(risk, label="Remove")
    assert workspace.find(risk.id) is None
    gone = workspace.logbook.record(risk.id)
    assert gone is not None
    assert (gone.name, gone.deleted) == ("R-01 One", "removed")
