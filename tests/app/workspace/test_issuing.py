"""Issued papers: the file is kept as it was handed out, until it is dropped or something in it is erased anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.domain.issued import named_in, newest_first, records_of, superseded_by
from app.domain.lazy import all_at_once
from app.domain.records import (
    Action,
    Body,
    Indicator,
    IssuedPaper,
    Meeting,
    Milestone,
    Provenance,
    Reading,
    Record,
    Risk,
)
from app.domain.schedule import PartialDate
from app.exchange import planfile
from app.workspace import Issue, NotSaved, Person, Refusal, Workspace
from app.workspace.repairing import repaired
from db.errors import Refused

TODAY = date(2018, 1, 31)
ANN, BOB = Person("Ann", "Officer"), Person("Bob")
PDF = b"%PDF- a board briefing" * 5_000


def opened(path: Path, person: Person) -> Workspace:
    return Workspace.open(path, person, path.parent / f"backups of {path.stem}", today=lambda: TODAY)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workspace]:
    """A plan with an action and its milestone, and a risk that nothing hangs on."""
    made = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Plan", today=lambda: TODAY)
    body = made.draft(Body, title="Board")
    action = made.draft(Action, title="Train the managers in supervision", ref="A-01")
    made.save(
        body, made.draft(Meeting, body=body.id, day=date(2018, 3, 20)), action, made.draft(Risk, title="Staff leave"),
        made.draft(Milestone, action=action.id, title="Course begun"), label="Begin",
    )  # fmt: skip
    yield made
    made.close()


def issue(workspace: Workspace, *named: Record, content: bytes = PDF, exempt: str = "") -> IssuedPaper:
    """A paper that names these records, issued for the one meeting."""
    (meeting,) = workspace.all(Meeting)
    like = IssuedPaper(id="", meeting=meeting.id, restricted=bool(exempt), exempt=exempt)
    paper = workspace.next_issue(like).having({"changed": "Something changed.", "exempt": exempt})
    (made,) = workspace.issue(Issue(paper, content, {record.id for record in named}))
    return made


def now(workspace: Workspace, paper: IssuedPaper) -> IssuedPaper:
    found = workspace.plan.get(IssuedPaper, paper.id)
    assert found is not None
    return found


def kept(workspace: Workspace, paper: IssuedPaper) -> bool:
    """Whether its file is there; if not, nothing of it is left in the plan's file, and its digest is."""
    there = now(workspace, paper)
    assert there.digest == sha256(PDF).hexdigest()
    assert workspace.check() == []
    if there.kept:
        assert workspace.content(there) == PDF
        return True
    with pytest.raises(Refusal, match="not kept any more; its record and its digest are"):
        workspace.content(there)
    assert b"%PDF- a board" not in workspace.path.read_bytes()
    assert there.digest not in workspace.dump()["contents"]
    return False


def erase(workspace: Workspace, record: Record, *fields: str) -> None:
    found = workspace.erase(record, fields or None, reason="A name", second="Cleo", backups=True)
    assert all(not paper.kept for paper in found.papers)


def merge(into: Workspace, other: Workspace) -> None:
    """Bring a copy of the other, as it is now, into a plan."""
    copy = other.path.with_name(f"sent {other.path.name}")
    copy.unlink(missing_ok=True)
    other.save_copy(copy)
    into.reload_after(all_at_once(into.merge(all_at_once(into.preview_merge(copy)))))


def load(workspace: Workspace, dumped: Any) -> None:
    """Bring what was dumped into a plan."""
    told = planfile.expand(dumped, workspace.tables)
    workspace.bring_in(told.edits, told.baselines, told.contents)


@pytest.fixture
def there(here: Workspace, tmp_path: Path) -> Iterator[Callable[[], Workspace]]:
    """Gives a copy of the plan on another laptop, as it is when it is asked for."""
    made: list[Workspace] = []

    def copy() -> Workspace:
        path = tmp_path / "bob.goldthread"
        here.save_copy(path)
        made.append(opened(path, BOB))
        return made[-1]

    yield copy
    for each in made:
        each.close()


def test_a_version_is_recorded_and_its_file_had_again_after_opening_anew(here: Workspace):
    (action,) = here.all(Action)
    first = issue(here, action)
    assert (first.version, first.supersedes, first.by, first.day) == (1, "", "Ann", TODAY)
    second = issue(here, action, content=b"%PDF another")
    assert (second.version, second.supersedes) == (2, first.id)
    alone = issue(here, action, content=b"%PDF exempt", exempt="Paragraph 3: financial or business affairs")
    assert (alone.version, alone.supersedes) == (3, "")
    assert superseded_by(here.plan, first) == second
    assert [paper.version for paper in newest_first(here.all(IssuedPaper))] == [3, 2, 1]
    assert here.history(first)[0].label == "Issue Board briefing, version 1"
    here.close()
    again = opened(here.path, ANN)
    assert again.content(now(again, first)) == PDF
    again.close()


def test_undoing_the_issue_takes_the_record_out_and_doing_it_again_brings_the_file_back(here: Workspace):
    paper = issue(here)
    here.undo()
    assert here.all(IssuedPaper) == ()
    here.redo()
    assert kept(here, paper)


def test_a_version_that_is_not_for_publication_says_why(here: Workspace):
    with pytest.raises(NotSaved, match="stays out of public papers: say why"):
        here.save(replace(issue(here, exempt="Paragraph 3"), exempt=""), label="Let it out")


def test_a_file_is_dropped_for_good_and_the_plan_becomes_smaller(here: Workspace, there: Callable[[], Workspace]):
    paper = issue(here)
    bob, before = there(), here.path.stat().st_size
    here.drop_files(paper)
    assert not kept(here, paper)
    assert here.path.stat().st_size < before - len(PDF) // 2
    assert any("its file was dropped for good" in line for entry in here.history(paper) for line in entry.details)
    merge(here, bob)
    assert not kept(here, paper), "no copy brings it back"
    merge(bob, here)
    assert not kept(bob, paper)


@pytest.mark.parametrize("what", ["the record", "a field of it", "what hangs on it"])
def test_erasing_what_it_names_drops_the_file_here_and_in_backups(here: Workspace, what: str):
    (action,), (milestone,), (risk,) = here.all(Action), here.all(Milestone), here.all(Risk)
    paper, other = issue(here, action, milestone), issue(here, risk, content=b"%PDF about the risk")
    assert here.papers_naming([action]) == [paper]
    here._back_up()
    if what == "what hangs on it":
        erase(here, milestone)
    else:
        erase(here, action, *(["title"] if what == "a field of it" else []))
    assert not kept(here, paper)
    assert here.content(now(here, other)) == b"%PDF about the risk", "it names something else"
    for backup in here.backups():
        assert PDF not in backup.path.read_bytes()
    assert here.papers_naming([action]) == []


def test_a_paper_made_after_the_erasure_is_kept_until_something_else_is_erased(here: Workspace):
    (action,) = here.all(Action)
    erase(here, action, "title")
    paper = issue(here, action)
    assert kept(here, paper)
    erase(here, action)
    assert not kept(here, paper)


@pytest.mark.parametrize("first", ["who erases", "who issues"])
def test_what_one_issues_while_another_erases_is_dropped_wherever_they_meet(
    here: Workspace, there: Callable[[], Workspace], first: str, tmp_path: Path
):
    (action,) = here.all(Action)
    bob = there()
    steps: list[Callable[[], object]] = [lambda: erase(here, action), lambda: issue(bob, action)]
    for step in steps if first == "who erases" else reversed(steps):
        step()
    (paper,) = bob.all(IssuedPaper)
    assert kept(bob, paper), "Bob knows of nothing yet"
    dumped = json.loads(json.dumps(bob.dump()))
    merge(here, bob)
    assert not kept(here, paper)
    merge(bob, here)
    assert not kept(bob, paper)
    assert now(here, paper).changed == now(bob, paper).changed == "", "nor what it said of others"
    loaded = Workspace.create(tmp_path / "loaded.goldthread", BOB, tmp_path / "b", today=lambda: TODAY)
    for given in (dumped, json.loads(json.dumps(here.dump()))):
        load(loaded, given)
    assert not kept(loaded, paper)
    loaded.close()


def test_who_drops_and_who_removes_agree(here: Workspace, there: Callable[[], Workspace]):
    paper = issue(here)
    bob = there()
    here.drop_files(paper)
    bob.remove(now(bob, paper), label="Remove it")
    merge(here, bob)
    merge(bob, here)
    assert here.check() == bob.check() == []


def test_a_repaired_plan_keeps_the_files_of_papers(here: Workspace, tmp_path: Path):
    paper, out, work = issue(here), tmp_path / "repaired.goldthread", tmp_path / "work"
    work.mkdir()
    here.save_copy(tmp_path / "copy.goldthread")
    repaired(tmp_path / "copy.goldthread", out, BOB, work)
    again = opened(out, BOB)
    assert kept(again, paper)
    again.close()


# -- which records a paper names


def test_a_record_is_named_by_any_sentence_or_five_words_of_its_own_and_with_it_its_figures(here: Workspace):
    (action,), (milestone,), (risk,) = here.all(Action), here.all(Milestone), here.all(Risk)
    indicator = here.draft(
        Indicator, title="Visits in time", definition="Children who were seen within 20 days. Of all."
    )
    reading = here.draft(
        Reading, indicator=indicator.id, period=PartialDate("2018-01"), value=Decimal(7), note="One team was short"
    )
    here.save(indicator, reading, label="Add")
    keys = {action.id: "action", milestone.id: "milestone", risk.id: "risk", indicator.id: "indicator",
            reading.id: "reading"}  # fmt: skip

    def named(*words: str) -> set[str]:
        return {keys[key] for key in named_in(words, records_of(here.plan)) & keys.keys()}

    assert named("Nothing at all") == set()
    assert named("The course began: COURSE", "begun, we hear") == {"milestone"}
    assert named("to train the managers in supervision is late") == {"action"}
    assert named("train the managers") == set()
    assert named("seen: children who were seen within a month") == {"indicator", "reading"}
    assert named("One team was short") == {"reading"}
    assert named("A-01") == {"action"}
    source = here.draft(Provenance, record=action.id, field="title", source="3", statement="")
    here.save(source, label="Say where it comes from")
    keys[source.id] = "source"
    assert named("Source 3") == set(), "neither its kind nor a figure names it"
    assert named("A-01") == {"action", "source"}
    assert named("a-", "01 and Staff", "leave") == {"action", "source", "risk"}


def test_a_file_too_large_to_be_kept_is_refused(here: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.workspace.issuing.LARGEST_PAPER", 10)
    with pytest.raises(NotSaved, match="too large to be kept"):
        issue(here)
    assert here.all(IssuedPaper) == ()
    with pytest.raises(Refused):
        here._store.content(sha256(PDF).hexdigest())
