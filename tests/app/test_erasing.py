"""Erasing for good through the workspace: rows, history, undo, attachments, backups, copies and the file itself."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.records import (
    KINDS,
    Action,
    Body,
    Indicator,
    Meeting,
    Milestone,
    Objective,
    Override,
    Programme,
    Provenance,
    Question,
    Reading,
    Record,
    Risk,
    Settlement,
    Theme,
)
from app.domain.schedule import PartialDate
from app.exchange import planfile
from app.workspace import NotSaved, Person, Workspace
from db.erasing import NEUTRAL, PLACEHOLDER

ANN = Person("Ann", "Officer")
TODAY = date(2018, 3, 3)
NAME = "Kezia Umbridge"

pytestmark = pytest.mark.usefixtures("no_file_left_open")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "P", today=lambda: TODAY)
    yield workspace
    assert workspace.check() == []
    workspace.close()


def add(workspace: Workspace, kind: type[Any], **values: Any) -> Any:
    record = workspace.draft(kind, **values)
    workspace.save(record, label=f"Add {record.name}")
    return workspace.find(record.id)


def erase(workspace: Workspace, record: Record, *fields: str, **more: Any) -> Any:
    return workspace.erase(record, fields or None, **{"reason": "It names a child", "second": "Bob", **more})


def everything(folder: Path) -> bytes:
    """The bytes of every file, in lower case."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()


def finish(steps: Generator[Any, None, Any]) -> Any:
    """What long work returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def told(workspace: Workspace, record: Record | None = None) -> str:
    return repr([(e.label, e.details) for e in workspace.logbook.entries(workspace.logbook.narrowed(record=record))])


def test_a_field_is_erased_and_the_rest_of_the_record_stays(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title=f"{NAME} leaves", owner="Cid")
    workspace.save(replace(risk, title=f"{NAME} left"), label=f"Edit {risk.name}")
    assert [(part.name, part.now, part.earlier) for part in workspace.erasable(risk)] == [
        ("ref", "R-01", 0), ("title", f"{NAME} left", 1), ("owner", "Cid", 0),
    ]  # fmt: skip
    found = erase(workspace, risk, "title")
    assert not found.traces
    assert found.still == ()
    left = workspace.find(risk.id)
    assert isinstance(left, Risk)
    assert (left.title, left.owner, left.ref) == (PLACEHOLDER, "Cid", "R-01")
    assert "Kezia" not in told(workspace)
    assert b"kezia" not in everything(tmp_path)
    workspace.save(replace(left, owner="Dan"), label="Re-own")


def test_what_only_history_holds_can_be_erased_too(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title="T", cause=f"Because of {NAME}")
    workspace.save(replace(risk, cause=""), label="Edit")
    assert ("cause", "", 1) in [(part.name, part.now, part.earlier) for part in workspace.erasable(risk)]
    erase(workspace, risk, "cause")
    assert b"kezia" not in everything(tmp_path)


def test_history_says_who_erased_it_who_seconded_it_and_why(workspace: Workspace):
    risk = add(workspace, Risk, title=NAME)
    erase(workspace, risk, "title")
    entry, *older = workspace.logbook.entries(workspace.logbook.narrowed(record=risk))
    assert entry.label == "Erase part of a risk for good"
    assert entry.details == ("R-01 Erased: “Risk” was erased for good, seconded by Bob: It names a child",)
    assert [e.label for e in older] == [NEUTRAL]


def test_a_whole_record_takes_along_what_hangs_on_it_removed_or_not(workspace: Workspace, tmp_path: Path):
    theme = add(workspace, Theme, title="Leadership")
    objective = add(workspace, Objective, theme=theme.id, title=f"For {NAME}")
    action = add(workspace, Action, title="Visit", objective=objective.id)
    letter = tmp_path / f"{NAME}.txt"
    letter.write_text(f"Dear {NAME} " * 99)
    attachment = workspace.attach(objective, letter)
    letter.unlink()
    step = add(workspace, Milestone, action=action.id, title="Kept")
    said = add(workspace, Provenance, record=objective.id, field="title", source="3.4", statement=f"{NAME} says")
    asked = add(workspace, Question, record=objective.id, text=f"Who is {NAME}?", by="Dee", day=TODAY)
    set_ = add(workspace, Override, record=objective.id, status="red", reason=NAME, until=TODAY, by="Dee")
    settled = add(
        workspace, Settlement, record=objective.id, field="title", holds_true=NAME, reason="R", by="D", day=TODAY
    )
    workspace.remove(said, label=f"Remove what {NAME} says")
    gone = {attachment, said, asked, set_, settled}
    assert {r.id for r in workspace.erased_with(objective)} == {r.id for r in gone}
    erase(workspace, objective)
    assert not [workspace.find(record.id) for record in (objective, *gone) if workspace.find(record.id)]
    assert workspace.find(action.id) == replace(action, objective="")
    assert workspace.find(step.id) == step
    assert "Kezia" not in told(workspace)
    assert "an erased objective: all of it was erased for good, seconded by Bob" in told(workspace)
    assert b"kezia" not in everything(tmp_path)


def test_what_sources_say_of_an_erased_field_goes_with_it(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title="T", cause="C")
    about = add(workspace, Provenance, record=risk.id, field="cause", source="3.4", statement=f"{NAME} was")
    other = add(workspace, Provenance, record=risk.id, field="title", source="3.4", statement="Staff leave")
    erase(workspace, risk, "cause")
    assert (workspace.find(about.id), workspace.find(other.id)) == (None, other)
    assert b"kezia" not in everything(tmp_path)


def test_it_cannot_be_undone_and_no_step_to_undo_tells_of_it(workspace: Workspace):
    other = add(workspace, Theme, title="Leadership")
    risk = add(workspace, Risk, title=NAME)
    workspace.save(replace(risk, title="T"), label=f"Rename {NAME}")
    workspace.undo()
    assert NAME in workspace.redo_label
    erase(workspace, risk, "title")
    assert (workspace.redo_label, workspace.undo_label) == ("", f"Add {other.name}")
    workspace.undo()
    assert not workspace.can_undo


def test_another_form_of_the_plan_as_it_was_shows_nothing_of_it(workspace: Workspace):
    kept, risk = add(workspace, Risk, title=NAME, owner=NAME), add(workspace, Risk, title=NAME)
    body = add(workspace, Body, title="Board")
    meeting = add(workspace, Meeting, body=body.id, day=TODAY)
    workspace.close_meeting(meeting)
    assert NAME in repr(workspace.before.all(Risk))  # type: ignore[union-attr]
    erase(workspace, risk)
    erase(workspace, kept, "title", "owner")
    before = workspace.before
    assert before is not None
    assert [r.id for r in before.all(Risk)] == [kept.id]
    assert "Kezia" not in repr([before.all(kind) for kind in KINDS])
    workspace.look_back(meeting)
    assert "Kezia" not in repr([workspace.all(kind) for kind in KINDS]) + told(workspace)
    with pytest.raises(NotSaved, match="as it was"):
        erase(workspace, kept, "ref")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"second": ""}, "second"),
        ({"second": " ann "}, "second"),
        ({"reason": f"It is about {NAME.lower()}"}, "reason"),
        ({"reason": "Of Umbridge", "words": "Umbridge"}, "reason"),
        ({"second": NAME}, "second"),
    ],
)
def test_it_needs_a_reason_that_does_not_tell_it_and_a_second_person(
    workspace: Workspace, values: dict[str, str], field: str
):
    risk = add(workspace, Risk, title=NAME)
    before = workspace.dump()
    with pytest.raises(NotSaved) as refused:
        erase(workspace, risk, "title", **values)
    assert list(refused.value.problems) == [field]
    assert workspace.dump() == before


def test_neither_programme_nor_what_a_record_is_known_by_can_be_erased_alone(workspace: Workspace):
    with pytest.raises(NotSaved, match="as a whole"):
        erase(workspace, workspace.all(Programme)[0])
    said = add(workspace, Provenance, record=workspace.all(Programme)[0].id, field="title", source="3.4")
    with pytest.raises(NotSaved, match="erase all of it"):
        erase(workspace, said, "source")
    with pytest.raises(NotSaved, match="no words"):
        erase(workspace, said, "illustrative")
    erase(workspace, workspace.all(Programme)[0], "title")
    assert workspace.plan.programme.title == PLACEHOLDER


def test_it_is_said_where_the_same_words_still_stand(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title=NAME)
    now = add(workspace, Action, title="Visit", detail="With kezia umbridge and others")
    then = add(workspace, Action, title="Earlier", detail=f"With {NAME}")
    workspace.save(replace(then, detail=""), label="Edit")
    letter = tmp_path / "letter.txt"
    letter.write_text("Umbridge was seen")
    attached = workspace.attach(now, letter)
    found = erase(workspace, risk, words="umbridge")
    assert [(s.text, s.where, s.record and s.record.id) for s in found.still] == [
        (NAME, "A-01 Visit (detail)", now.id),
        (NAME, "A-02 Earlier (what it held earlier)", then.id),
        ("umbridge", "A-01 Visit (detail)", now.id),
        ("umbridge", "A-02 Earlier (what it held earlier)", then.id),
        ("umbridge", f"the file attached as {attached.name}", attached.id),
    ]
    for standing in found.still:
        if workspace.find(standing.record.id):
            found = erase(workspace, standing.record, words=NAME)
    assert found.still == ()


def test_every_backup_loses_it_too_unless_that_is_not_wanted(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title=NAME)
    workspace._back_up()
    workspace.save(replace(risk, owner="Cid"), label=f"Own {NAME}")
    workspace._back_up()
    count = len(workspace.backups())
    found = erase(workspace, risk, "title", backups=False)
    assert found.backups == 0
    folder = workspace._backups.folder
    assert b"kezia" in everything(folder)
    found = erase(workspace, risk, "owner")
    assert found.backups == 2  # the one from before the risk held nothing of it
    assert b"kezia" in everything(folder)
    found = erase(workspace, risk)
    assert b"kezia" not in everything(folder)
    assert len(workspace.backups()) == count
    for backup in workspace.backups():
        workspace.restore(backup)
        assert workspace.check() == []
        assert workspace.all(Risk) == ()
    assert not list(folder.glob(".*"))


def test_a_restored_backup_brings_nothing_back_nor_does_an_old_copy_after_it(workspace: Workspace, tmp_path: Path):
    add(workspace, Theme, title="Leadership")
    workspace._back_up()
    risk = add(workspace, Risk, title=NAME, owner="Cid")
    workspace._back_up()
    workspace.save_copy(tmp_path / "old.goldthread")
    erase(workspace, risk, "title", backups=False)
    with_it, before_it = workspace.backups()[:2]
    for backup in (with_it, before_it):
        workspace.restore(backup)
        assert [r.title for r in workspace.all(Risk)] == ([PLACEHOLDER] if backup is with_it else [])
        assert workspace.check() == []
        assert b"kezia" not in workspace.path.read_bytes().lower()
    old = Workspace.open(tmp_path / "old.goldthread", ANN, tmp_path / "backups", write=False)
    document = planfile.expand(json.loads(json.dumps(old.dump())), workspace.tables)
    old.close()
    workspace.bring_in(document.edits, document.baselines, document.contents)
    assert [(r.title, r.owner) for r in workspace.all(Risk)] == [(PLACEHOLDER, "Cid")]
    assert b"kezia" not in workspace.path.read_bytes().lower()


def test_an_erasure_that_comes_with_a_copy_reaches_the_backups_here(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title=NAME)
    workspace.save_copy(tmp_path / "theirs.goldthread")
    workspace.save_copy(tmp_path / "again.goldthread")
    theirs = Workspace.open(tmp_path / "theirs.goldthread", Person("Cid"), tmp_path / "b", today=lambda: TODAY)
    erase(theirs, risk)
    dumped = theirs.dump()
    theirs.close()
    workspace._back_up()
    copy = finish(workspace.preview_merge(tmp_path / "theirs.goldthread"))
    workspace.reload_after(finish(workspace.merge(copy)))
    assert workspace.all(Risk) == ()
    assert not workspace.can_undo
    assert b"kezia" not in everything(workspace._backups.folder)
    assert b"kezia" not in workspace.path.read_bytes().lower()
    again = Workspace.open(tmp_path / "again.goldthread", ANN, tmp_path / "backups", today=lambda: TODAY)
    again._back_up()
    document = planfile.expand(json.loads(json.dumps(dumped)), again.tables)
    again.bring_in(document.edits, document.baselines, document.contents)
    assert b"kezia" not in everything(again._backups.folder)
    again.close()


def test_a_backup_that_cannot_be_opened_is_named_and_can_be_deleted(workspace: Workspace):
    risk = add(workspace, Risk, title=NAME)
    workspace._back_up()
    broken = workspace._backups.paths()[0]
    broken.write_bytes(broken.read_bytes()[:5000])
    aside = workspace.path.with_name("plan (damaged 2018-01-01 101010).goldthread")
    unfinished = workspace.path.with_name("copy.goldthread.part")
    for left in (aside, unfinished):
        left.write_bytes(b"x")
    found = erase(workspace, risk)
    assert found.unreached == (broken, unfinished, aside)
    assert workspace.delete_unreached(found) == []
    assert not broken.exists()
    assert not aside.exists()
    assert not unfinished.exists()


def test_a_dump_carries_erasures_and_an_old_dump_brings_nothing_back(workspace: Workspace, tmp_path: Path):
    risk = add(workspace, Risk, title=NAME, owner="Cid")
    letter = tmp_path / "letter.txt"
    letter.write_text(f"{NAME} was seen")
    attachment = workspace.attach(risk, letter, NAME)
    letter.unlink()
    old = json.loads(json.dumps(workspace.dump()))
    erase(workspace, risk, "title")
    erase(workspace, attachment)
    dumped = workspace.dump()
    assert "Kezia" not in json.dumps(dumped)
    for given in (old, dumped, old):
        document = planfile.expand(json.loads(json.dumps(given)), workspace.tables)
        assert workspace.bring_in(document.edits, document.baselines, document.contents) == 0
        assert workspace.dump() == dumped
    other = Workspace.create(tmp_path / "other.goldthread", Person("Bob"), tmp_path / "b", today=lambda: TODAY)
    for given in (old, dumped, old):
        document = planfile.expand(json.loads(json.dumps(given)), other.tables)
        other.bring_in(document.edits, document.baselines, document.contents)
    assert other.dump() == dumped
    assert other.check() == []
    other.close()
    assert b"kezia" not in (tmp_path / "other.goldthread").read_bytes().lower()


@pytest.mark.parametrize(
    ("erases", "sentence"),
    [
        ([{"table": "risk"}], "an erasure names table, record, field, second, reason"),
        ("all", "not a list"),
        ([{"table": "cat", "record": "0" * 26, "field": "", "second": "B", "reason": "R"}], "cat"),
        ([{"table": "risk", "record": "x", "field": "", "second": "B", "reason": "R"}], "26 characters"),
        ([{"table": "risk", "record": "0" * 26, "field": "cat", "second": "B", "reason": "R"}], "cat"),
        ([{"table": "risk", "record": "0" * 26, "field": "", "second": 3, "reason": "R"}], "in words"),
    ],
)
def test_an_erasure_in_a_dump_that_is_none_is_refused(workspace: Workspace, erases: Any, sentence: str):
    dumped = json.loads(json.dumps(workspace.dump()))
    dumped["edits"][0]["erases"] = erases
    with pytest.raises(planfile.PlanFileError, match=sentence):
        planfile.expand(dumped)


def test_a_record_known_by_what_it_joins_can_be_entered_again(workspace: Workspace):
    indicator = add(workspace, Indicator, title="Visits")
    reading = add(
        workspace, Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal(5), note=NAME
    )
    erase(workspace, reading)
    assert workspace.all(Reading) == ()
    again = add(workspace, Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal(6))
    assert (again.value, again.note, again.id) == (6, "", reading.id)
