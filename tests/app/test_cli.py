"""The command line: what each command does, and one sentence on standard error for every bad call."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from app import places, resources
from app.briefing import PAPERS
from app.cli.group import Commands, commands
from app.domain.records import Body, Meeting, Risk
from app.exchange.importing.vocabulary import KINDS
from app.workspace import Person, Workspace
from tests.db.plans import altered

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with two risks of one reference."""
    path = tmp_path / "plan.goldthread"
    workspace = Workspace.create(path, Person("Ann", "Officer"), places.backups(), "Improvement programme")
    risks = [
        workspace.draft(Risk, ref="R-01", title="Staff leave"),
        workspace.draft(Risk, ref="R-02", title="One"),
        workspace.draft(Risk, ref="R-02", title="Twin"),
    ]
    workspace.save(*risks, label="Enter the risks")
    workspace.close()
    return path


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


# -- new and demo


def test_new_makes_a_plan(good: Callable[..., str], tmp_path: Path):
    path = tmp_path / "new plan.goldthread"
    assert (
        good("new", path, "--title", "Our plan", "--author", "Ann", "--role", "Chair") == "Made new plan.goldthread.\n"
    )
    dumped = json.loads(good("dump", path))
    assert dumped["records"]["programme"][0]["title"] == "Our plan"
    assert (dumped["edits"][0]["author"], dumped["edits"][0]["role"]) == ("Ann", "Chair")


def test_new_refuses_what_cannot_be_made(bad: Callable[..., str], plan: Path, tmp_path: Path):
    before = plan.read_bytes()
    assert bad("new", plan) == "There is already a file called plan.goldthread."
    assert plan.read_bytes() == before
    assert bad("new", tmp_path / "none" / "x.goldthread") == "A plan cannot be made here: there is no folder none."
    for title in ("", "  "):
        assert bad("new", tmp_path / "x.goldthread", "--title", title) == "A plan needs a title."
    assert "300 characters" in bad("new", tmp_path / "x.goldthread", "--title", "x" * 301)
    assert bad("new", tmp_path / "x.goldthread", "--author", "  ") == "--author needs a name."
    assert files(tmp_path) == {plan.name}


def test_demo_writes_the_demo_plan_and_dump_load_dump_of_it_is_equal(good: Callable[..., str], tmp_path: Path):
    path, text, again = tmp_path / "demo.goldthread", tmp_path / "demo.json", tmp_path / "again.goldthread"
    assert good("demo", path) == "Wrote the demo plan to demo.goldthread.\n"
    assert good("check", path) == "demo.goldthread is sound.\n"
    text.write_text(good("dump", path), encoding="utf-8")
    assert good("load", again, text).startswith("Added ")
    assert good("dump", again) == text.read_text(encoding="utf-8")
    assert good("load", again, text) == "Added 0 edits to again.goldthread.\n"
    assert good("load", path, resources.demo_plan()) == "Added 0 edits to demo.goldthread.\n"
    assert good("check", again) == "again.goldthread is sound.\n"


def test_demo_refuses_to_write_over_something(bad: Callable[..., str], plan: Path):
    assert bad("demo", plan) == "There is already a file called plan.goldthread."


def test_a_demo_plan_that_is_missing_is_said(bad: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    assert "Install the program again" in bad("demo", tmp_path / "demo.goldthread")
    assert files(tmp_path) == set()


# -- dump and load


def test_dump_is_json_in_utf_8(good: Callable[..., str], plan: Path):
    good("set", plan, "R-01", "owner=Ζωή “计划” 👩‍👧")
    dumped = good("dump", plan)
    assert "Ζωή “计划” 👩‍👧" in dumped
    assert set(json.loads(dumped)) == {"goldthread", "edits", "baselines", "contents", "records", "statuses"}


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is neither a plan nor the text of one."),
    "no JSON": (b"Title,Owner", "is neither a plan nor the text of one."),
    "broken JSON": (b"{", "is not JSON: something is wrong in line 1, column 2."),
    "no UTF-8": (b"\xff\xfe{\x00}\x00", "not UTF-8"),
    "a list": (b"[]", "brace"),
    "a number": (b"1", "brace"),
    "another program's JSON": (b'{"a": 1}', "not a plan of Goldthread"),
    "a newer format": (b'{"goldthread": 99, "edits": []}', "newer Goldthread"),
    "no edits": (b'{"goldthread": 1}', "no list of edits"),
    "edits that are none": (b'{"goldthread": 1, "edits": [1]}', "Edit 1"),
    "an empty edit": (b'{"goldthread": 1, "edits": [{}]}', "time of an edit is needed"),
    "too deep": (b"[" * 100_000, "nested too deeply"),
    "the same twice": (b'{"goldthread": 1, "goldthread": 1}', "stands twice"),
    "a baseline of nothing": (b'{"goldthread": 1, "edits": [], "baselines": [{}]}', "Baseline 1"),
    "a baseline that is none": (b'{"goldthread": 1, "edits": [], "baselines": [5]}', "aseline"),
}


def an_edit(changes: object, **more: object) -> bytes:
    edit = {"at": "2018-01-31T09:00:00Z", "author": "A", "role": "", "label": "L", "changes": changes, **more}
    return json.dumps({"goldthread": 1, "edits": [edit]}).encode()


RISK = "0" * 25 + "1"
BAD_FILES |= {
    "no such table": (an_edit({"rsik": {}}), "Did you mean “risk”?"),
    "no such field": (an_edit({"risk": {"risk/a": {"title": "A", "onwer": "B"}}}), "Did you mean “owner”?"),
    "no such day": (an_edit({"programme": {"programme/p": {"title": "P", "goal": "2019-02-30"}}}), "2019-02-30"),
    "a number out of range": (an_edit({"risk": {"risk/a": {"title": "A", "likelihood": 7, "impact": 1}}}), "1 to 6"),
    "a reference to nothing": (an_edit({"link": [{"item": "risk/a", "serves": "risk/b"}]}), "not in the plan"),
    "control characters": (an_edit({"risk": {"risk/a": {"title": "A\u0007"}}}), "control characters"),
    "half a character": (an_edit({"risk": {"risk/a": {"title": "\ud800"}}}), "control characters"),
    "a title of 100,000 characters": (an_edit({"risk": {"risk/a": {"title": "x" * 100_000}}}), "300 characters"),
    "an id that is no key": (an_edit({"risk": {RISK: {"title": [[], "", "A"]}}}, id="zzz"), "26 characters"),
    "a digest that is none": (
        an_edit({"risk": {RISK: {"title": [[], "", "A"]}}}, id=RISK, digest="abc"),
        "digest of the edit “L” is none",
    ),
    "a tampered edit": (
        an_edit({"risk": {RISK: {"title": [[], "", "A"]}}}, id=RISK, digest="0" * 64),
        "was changed after it was written",
    ),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_load_refuses_and_leaves_nothing_behind(bad: Callable[..., str], tmp_path: Path, plan: Path, what: str):
    content, sentence = BAD_FILES[what]
    (tmp_path / "bad.json").write_bytes(content)
    assert sentence in bad("load", tmp_path / "new.goldthread", tmp_path / "bad.json")
    assert {path.name for path in tmp_path.iterdir()} == {"bad.json", plan.name, f".{plan.name}.lock"}
    before = plan.read_bytes()
    assert sentence in bad("load", plan, tmp_path / "bad.json")
    assert plan.read_bytes() == before


def test_load_refuses_a_file_that_cannot_be_read(bad: Callable[..., str], tmp_path: Path, plan: Path):
    assert bad("load", plan, tmp_path / "none.json") == "There is no file “none.json”."
    assert "is a folder" in bad("load", plan, tmp_path)
    assert bad("load", plan, plan) == "This is the plan itself."
    (tmp_path / "no plan").write_text("x")
    (tmp_path / "good.json").write_text('{"goldthread": 1, "edits": []}')
    assert bad("load", tmp_path / "no plan", tmp_path / "good.json") == "This is not a plan file."
    assert "no folder none" in bad("load", tmp_path / "none" / "x", tmp_path / "good.json")


def test_load_reads_what_a_person_wrote(good: Callable[..., str], tmp_path: Path, plan: Path):
    text = an_edit({"theme": {"theme/a": {"title": "Leadership", "number": 1}}})
    (tmp_path / "mine.json").write_bytes(b"\xef\xbb\xbf" + text)
    assert good("load", plan, tmp_path / "mine.json") == "Added 1 edit to plan.goldthread.\n"
    assert good("load", plan, tmp_path / "mine.json") == "Added 0 edits to plan.goldthread.\n"
    assert "L\n    Added theme: Theme 1: Leadership" in good("history", plan)


# -- set


def risk(good: Callable[..., str], plan: Path, ref: str = "R-01") -> dict[str, Any]:
    return next(r for r in json.loads(good("dump", plan))["records"]["risk"] if r["ref"] == ref)


def test_set_names_a_body_by_its_title(good: Callable[..., str], plan: Path):
    workspace = Workspace.open(plan, Person("Ann"), plan.parent / "backups")
    workspace.save(workspace.draft(Body, title="Improvement Board"), label="Add the board")
    workspace.close()
    good("set", plan, "programme", "body=improvement board")
    newest = json.loads(good("history", plan, "--json"))[0]
    assert newest["label"].endswith(": the plan of")
    assert "Improvement Board" in str(newest)


def test_set_changes_fields_as_one_edit(good: Callable[..., str], plan: Path):
    said = good("set", plan, "r-01", "owner=Bob", "likelihood=3", "impact=4", "review=April 2018", "--author", "Cy")
    assert said == "Changed R-01 Staff leave.\n"
    found = risk(good, plan)
    assert (found["owner"], found["likelihood"], found["impact"], found["review"]) == ("Bob", 3, 4, "2018-04")
    newest = json.loads(good("history", plan, "--json"))[0]
    assert (newest["author"], newest["label"]) == ("Cy", "Edit R-01: owner, likelihood, impact, next review")


def test_set_empties_a_field(good: Callable[..., str], plan: Path):
    good("set", plan, "R-01", "owner=Bob")
    good("set", plan, "R-01", "owner=")
    assert risk(good, plan)["owner"] == ""


def test_set_keeps_equals_signs_in_a_value(good: Callable[..., str], plan: Path):
    good("set", plan, "R-01", "cause=a=b=c")
    assert risk(good, plan)["cause"] == "a=b=c"


def test_set_of_what_is_so_already_writes_nothing(good: Callable[..., str], plan: Path):
    before = plan.read_bytes()
    assert good("set", plan, "R-01", "title=Staff leave").startswith("Nothing to change")
    assert plan.read_bytes() == before


def test_set_says_how_a_date_was_understood(good: Callable[..., str], plan: Path):
    said = good("set", plan, "R-01", "review=Q3 2017")
    assert said.splitlines()[1:] == ["Next review “Q3 2017” is read as October to December 2017."]
    assert risk(good, plan)["review"] == "2017-Q4"
    said = good("set", plan, "programme", "started=year to March 2018", "goal=Mon 30/4/18")
    assert said.splitlines()[1:] == [
        "Plan agreed “year to March 2018” is read as April 2017 to March 2018.",
        "Goal date “Mon 30/4/18” is read as Monday, 30 Apr 2018.",
    ]
    assert good("set", plan, "R-01", "review=april 2018").count("\n") == 1


def test_set_works_on_the_programme(good: Callable[..., str], plan: Path):
    good("set", plan, "programme", "goal=30 Apr 2019")
    assert json.loads(good("dump", plan))["records"]["programme"][0]["goal"] == "2019-04-30"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["R-01"], "Missing argument 'FIELD=VALUE...'."),
        (["R-01", "owner"], "“owner” is not of the form FIELD=VALUE."),
        (["R-01", "=Bob"], "Risk has no field “”."),
        (["R-01", "onwer=Bob"], "Risk has no field “onwer”. Did you mean owner?"),
        (["R-01", "id=x"], "Risk has no field “id”."),
        (["R-01", "deleted=x"], "Risk has no field “deleted”."),
        (["R-01", "owner=A", "owner=B"], "owner is given twice."),
        (["R-01", "title="], "Risk is needed."),
        (["R-01", "likelihood=6", "impact=1"], "Likelihood is a whole number from 1 to 5."),
        (["R-01", "likelihood=high", "impact=1"], "Likelihood is a whole number from 1 to 5."),
        (["R-01", "likelihood=3"], "Likelihood and impact are scored together."),
        (["R-01", "review=30 Feb 2018"], "There is no such date as 30 Feb 2018."),
        (["R-01", "review=soon"], "Write a date such as"),
        (["R-01", "response=panic"], "Response is one of:"),
        (["R-01", "title=" + "x" * 100_000], "Risk may be 300 characters long; this has 100,000."),
        (["R-02", "owner=Bob"], "R-02 is the reference of 2 records: R-02 One; R-02 Twin. Give one of them another"),
        (["R-99", "owner=Bob"], "There is no record called “R-99”."),
        (["", "owner=Bob"], "There is no record called “”."),
        (["R\n01", "owner=Bob"], "There is no record called “R?01”."),
        (["thresholds", "risk_low_to=20"], "Medium must end above low."),
        (["programme", "goal=2018"], "Goal date needs a day"),
    ],
)
def test_set_refuses_in_a_sentence_and_changes_nothing(
    bad: Callable[..., str], plan: Path, arguments: list[str], sentence: str
):
    before = plan.read_bytes()
    assert sentence in bad("set", plan, *arguments)
    assert plan.read_bytes() == before


def test_set_says_where_no_backup_can_be_written(run: Run, plan: Path):
    places.backups().parent.mkdir(parents=True)
    places.backups().write_text("a file in its place")
    code, out, err = run("set", plan, "R-01", "owner=Bob")
    assert (code, out) == (0, "Changed R-01 Staff leave.\n")
    assert err.startswith("Your changes are saved, but no backup is being written. ")
    assert err.count("\n") == 1


# -- history and check


def test_history_is_printed_newest_first(good: Callable[..., str], plan: Path):
    good("set", plan, "R-01", "owner=Bob", "--author", "Cy", "--role", "Chair")
    lines = good("history", plan).splitlines()
    assert lines[0].endswith(" UTC  Cy, Chair: Edit R-01: owner")
    assert lines[1] == "    R-01 Staff leave: owner set to “Bob”"
    assert lines[-1].startswith("    ")
    assert "Start the plan" in "\n".join(lines)


def test_what_a_plan_says_of_its_history_is_printed_under_it(good: Callable[..., str], tmp_path: Path):
    demo = tmp_path / "demo.goldthread"
    good("demo", demo)
    assert "times of day in this history are illustrative" in good("history", demo).splitlines()[-1]


def test_history_of_one_record(good: Callable[..., str], bad: Callable[..., str], plan: Path):
    entries = json.loads(good("history", plan, "--record", "R-01", "--json"))
    assert [entry["label"] for entry in entries] == ["Enter the risks"]
    assert entries[0]["details"][0] == "Added risk: R-01 Staff leave"
    assert bad("history", plan, "--record", "R-99") == "There is no record called “R-99”."
    assert "2 records" in bad("history", plan, "--record", "R-02")


def test_history_of_one_person(good: Callable[..., str], bad: Callable[..., str], plan: Path):
    good("set", plan, "R-01", "owner=Bob", "--author", "Cy", "--role", "Chair")
    assert [e["label"] for e in json.loads(good("history", plan, "--person", "cy", "--json"))] == ["Edit R-01: owner"]
    assert bad("history", plan, "--person", "Eve") == "Nobody called “Eve” has changed this plan."


@pytest.fixture
def with_meetings(plan: Path) -> Path:
    """The plan with a closed Cabinet meeting, an owner set after it, and a board meeting of the same day."""
    workspace = Workspace.open(plan, Person("Ann"), places.backups())
    cabinet, board = workspace.draft(Body, title="Cabinet"), workspace.draft(Body, title="Board")
    meetings = [workspace.draft(Meeting, body=body.id, day=date(2017, 6, 27)) for body in (cabinet, board)]
    workspace.save(cabinet, board, *meetings, label="Enter the meetings")
    workspace.close_meeting(meetings[0])
    workspace.save(replace(workspace.named("R-01")[0], owner="Bob"), label="Own it")
    workspace.close()
    return plan


def test_history_since_a_meeting(good: Callable[..., str], bad: Callable[..., str], with_meetings: Path):
    for name in ("Cabinet 27 Jun 2017", "cabinet  27/6/2017", "Cabinet June 2017", "cabinet"):
        lines = json.loads(good("history", with_meetings, "--since", name, "--json"))
        assert [entry["label"] for entry in lines] == ["Own it"]
    both = good("history", with_meetings, "--since", "Cabinet 27 Jun 2017", "--record", "R-01")
    assert both.splitlines()[1:] == ["    R-01 Staff leave: owner set to “Bob”"]
    for name, sentence in {
        "27 Jun 2017": "There are 2 meetings on 27 Jun 2017: name the body too, as in Cabinet 27 Jun 2017.",
        "28 Jun 2017": "There is no meeting on 28 Jun 2017.",
        "Board 28 Jun 2017": "There is no meeting of Board on 28 Jun 2017.",
        "Board 27 Jun 2017": "The Board meeting of 27 Jun 2017 is not closed, so that nothing is kept of how the plan"
                             " was.",
        "Board": "No meeting called “Board” is closed: give a body's name, or the day of a meeting.",
        "Senate 27 Jun 2017": "Write a date such as 30 Apr 2018, 30/4/18, April 2018, Q3 2017/18 or 2017/18.",
    }.items():  # fmt: skip
        assert bad("history", with_meetings, "--since", name) == sentence


def test_check_names_what_is_wrong_and_fails(run: Run, plan: Path):
    altered(plan, "UPDATE risk SET owner = 'Mallory' WHERE ref = 'R-01'")
    code, out, err = run("check", plan)
    assert code == 1
    assert err == (
        "plan.goldthread is not sound: 1 problem found. goldthread repair writes what can be saved of it to a new"
        " file.\n"
    )
    assert out == "R-01 Staff leave: owner is “Mallory”, its history says empty.\n"


# -- every command, the same world


READING = [["dump"], ["check"], ["history"], ["history", "--json"]]
COMMANDS = [*READING, ["set", "R-01", "owner=Bob"], ["export", "out.pdf"], ["load", "good.json"]]


def call(command: list[str], plan: Path) -> list[str]:
    name, *rest = command
    return [name, str(plan), *(str(plan.parent / r) if r.endswith((".pdf", ".json")) else r for r in rest)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "empty"), (b"x" * 200, "not a plan file"), (b"PK\x03\x04", "Office or zip"), (None, "folder")],
)
def test_every_command_refuses_what_is_no_plan(
    bad: Callable[..., str], tmp_path: Path, command: list[str], content: bytes | None, sentence: str
):
    (tmp_path / "good.json").write_text('{"goldthread": 1, "edits": []}')
    path = tmp_path / "x.goldthread"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    assert sentence in bad(*call(command, path))
    assert files(tmp_path) == {"good.json", "x.goldthread"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] != "load"], ids=" ".join)
def test_every_command_but_load_needs_the_file(bad: Callable[..., str], tmp_path: Path, command: list[str]):
    assert bad(*call(command, tmp_path / "none.goldthread")) == "There is no file at this place."
    assert files(tmp_path) == set()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_while_somebody_writes_reading_works_and_writing_is_refused(run: Run, plan: Path, command: list[str]):
    (plan.parent / "good.json").write_text('{"goldthread": 1, "edits": []}')
    writer = Workspace.open(plan, Person("Di", "Chair"), places.backups())
    code, _out, err = run(*call(command, plan))
    writer.close()
    if command[0] in ("set", "load"):
        assert (code, err) == (1, "Di, Chair is writing in this plan.\n")
    else:
        assert (code, err) == (0, "")


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_reading_works_where_nothing_can_be_written(
    good: Callable[..., str],
    open_folder: Path,
    command: list[str],
    without_rights: Callable[[], AbstractContextManager[None]],
):
    path = open_folder / "plan.goldthread"
    Workspace.create(path, Person("Ann"), places.backups(), "P").close()
    for file in open_folder.iterdir():
        file.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights():
        assert good(*call(command, path))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["dump"], "Missing argument 'PLAN'."),
        (["dump", "a", "b"], "Got unexpected extra argument (b)"),
        (["history", "a", "--jsn"], "--jsn"),
        (["new", "a", "--title"], "Option '--title' requires an argument."),
        (["--nonsense"], "No such option"),
        (["open", "a.goldthread", "--demo"], "Give a plan or --demo, not both."),
    ],
)
def test_a_wrong_call_gets_a_sentence(bad: Callable[..., str], arguments: list[str], sentence: str):
    assert sentence in bad(*arguments)


@pytest.mark.parametrize("wrong", ["nonsense", "no/such/folder", "x" * 300])
def test_what_is_neither_a_command_nor_a_file_opens_no_window(bad: Callable[..., str], wrong: str):
    said = bad(wrong)
    assert "is no file that is there, and no command." in said
    assert "check, demo, dump" in said


def test_help_and_version_are_printed(good: Callable[..., str]):
    assert "Goldthread: the improvement plan" in good("--help")
    assert good("--version").startswith("goldthread ")
    for command in ("open", "new", "demo", "dump", "load", "export", "set", "history", "check"):
        assert command in good("--help")
        assert good(command, "-h").startswith("Usage: goldthread " + command)


def test_export_does_not_write_over_the_plan(bad: Callable[..., str], plan: Path, tmp_path: Path):
    before = plan.read_bytes()
    (tmp_path / "link.pdf").symlink_to(plan)
    for target in (plan, tmp_path / "link.pdf"):
        assert bad("export", plan, target) == "That is the plan itself: give the paper a name of its own."
    assert plan.read_bytes() == before


def test_export_writes_a_pdf(good: Callable[..., str], plan: Path, tmp_path: Path):
    assert good("export", plan, tmp_path / "board.pdf") == "Wrote board.pdf.\n"
    assert (tmp_path / "board.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--meeting", "soon"], "Write a date such as"),
        (["--meeting", "30 Feb 2018"], "There is no such date"),
        (["--meeting", "20 Mar 2018"], "There is no meeting on 20 Mar 2018."),
        (["--template", "nonsense"], "'nonsense' is not one of 'board', 'chair',"),
    ],
)
def test_export_refuses_in_a_sentence(
    bad: Callable[..., str], plan: Path, tmp_path: Path, arguments: list[str], sentence: str
):
    assert sentence in bad("export", plan, tmp_path / "board.pdf", *arguments)
    assert files(tmp_path) == {plan.name}


@pytest.mark.parametrize("name", ["out.pdf.txt", "out.xyz", "plan2.goldthread"])
def test_export_refuses_the_ending_of_something_else(bad: Callable[..., str], plan: Path, tmp_path: Path, name: str):
    wrong = name[name.rindex(".") :]
    assert bad("export", plan, tmp_path / name) == (
        f"The briefing is written as .pdf, not as {wrong}: give it another name."
    )
    assert files(tmp_path) == {plan.name}


@pytest.mark.parametrize("name", ["board", "Board 27.06.2018", "Board no. 3", "board.PDF"])
def test_export_adds_the_ending_where_there_is_none_and_says_so(
    good: Callable[..., str], plan: Path, tmp_path: Path, name: str
):
    written = name if name.endswith("PDF") else f"{name}.pdf"
    assert good("export", plan, tmp_path / name) == f"Wrote {written}.\n"
    assert files(tmp_path) == {plan.name, written}


@pytest.mark.parametrize("command", [["new"], ["demo"], ["load", "good.json"]], ids=" ".join)
def test_a_plan_is_made_only_under_its_own_ending(
    good: Callable[..., str], bad: Callable[..., str], plan: Path, tmp_path: Path, command: list[str]
):
    (tmp_path / "good.json").write_text(good("dump", plan), encoding="utf-8")
    name, *rest = command
    given = [tmp_path / part for part in rest]
    before = files(tmp_path)
    refused = "A plan is written as .goldthread, not as .xlsx: give it another name."
    assert bad(name, tmp_path / "ours.xlsx", *given) == refused
    assert files(tmp_path) == before
    assert "ours.goldthread" in good(name, tmp_path / "ours", *given)
    assert files(tmp_path) == {*before, "ours.goldthread"}
    assert good("check", tmp_path / "ours") == "ours.goldthread is sound.\n"


def test_every_option_that_has_choices_lists_them_in_its_help(good: Callable[..., str]):
    for name, words in PAPERS.items():
        assert f"{name} ({words})" in " ".join(good("export", "-h").split())
    for kind in KINDS:
        assert kind in good("import", "-h")
    assert "[usual|large]" in good("demo", "-h")


def test_export_into_a_folder_that_is_not_there_is_refused(bad: Callable[..., str], plan: Path, tmp_path: Path):
    bad("export", plan, tmp_path / "none" / "board.pdf")


# -- as a program


def program(*arguments: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    start = "import sys; from app.cli import main; main(); sys.exit(any('PySide6' in m for m in sys.modules) * 7)"
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)],
        cwd=Path(__file__).parents[2],
        env=bare | more.pop("env", {}),
        stderr=subprocess.PIPE,
        check=False,
        **{"stdout": subprocess.PIPE, **more},
    )


@pytest.mark.parametrize(
    "command", [["dump"], ["check"], ["set", "R-01", "owner=Bob"], ["export", "board.pdf"]], ids=" ".join
)
def test_work_on_the_command_line_needs_no_display_and_no_qt(plan: Path, command: list[str]):
    done = program(*call(command, plan))
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf_8_whatever_the_terminal_says(good: Callable[..., str], plan: Path):
    good("set", plan, "R-01", "owner=Ζωή")
    done = program("history", plan, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert "“Ζωή”" in done.stdout.decode("utf-8")


# -- erase

AGREED = ("--reason", "It names a child", "--second", "Bob", "--author", "Ann")


def test_a_field_is_erased_for_good(plan: Path, good: Callable[..., str]):
    assert good("erase", plan, "R-01", "--field", "title", *AGREED, "--yes") == "Erased for good.\n"
    assert b"Staff leave" not in plan.read_bytes()
    assert "“Risk” was erased for good, seconded by Bob: It names a child" in good("history", plan)
    assert good("check", plan) == "plan.goldthread is sound.\n"


def test_a_removed_record_is_erased_with_its_backups_and_it_is_said_where_its_words_still_stand(
    plan: Path, good: Callable[..., str]
):
    good("set", plan, "R-01", "owner=Kezia", "--author", "Ann")
    workspace = Workspace.open(plan, Person("Ann"), places.backups())
    workspace.remove(workspace.named("R-01")[0], label="Remove a risk")
    workspace.save(workspace.draft(Risk, title="Another", cause="For kezia"), label="Add a risk")
    workspace.close()
    told = good("erase", plan, "r-01", *AGREED, "--look-for", "Kezia", "--yes")
    assert told.splitlines() == [
        "Erased for good; in 2 backups, too.",
        "“Kezia” still stands in R-03 Another (cause).",
    ]
    assert "Kezia" not in good("dump", plan)


def test_nothing_is_erased_before_somebody_says_yes(plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch):
    before = plan.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    code, out, err = run("erase", plan, "R-01", *AGREED)
    assert (code, out) == (1, "")
    assert err.startswith("Erase R-01 Staff leave for good? Nothing brings it back.")
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("R-99", *AGREED), "There is no record called “R-99”."),
        (("R-01", "--field", "likelihood", *AGREED), "Risk has no words to erase in a field “likelihood”."),
        (("programme", *AGREED), "The programme cannot be erased as a whole: choose fields of it."),
        (("R-01", "--reason", "R", "--second", "ann", "--author", "Ann"), "The second person is somebody else than"),
        (("R-01", "--second", "Bob"), "Missing option '--reason'."),
    ],
)
def test_an_erasure_that_cannot_be_is_refused(
    plan: Path, bad: Callable[..., str], arguments: tuple[str, ...], sentence: str
):
    before = plan.read_bytes()
    assert bad("erase", plan, *arguments, "--yes").startswith(sentence)
    assert plan.read_bytes() == before


def test_an_error_that_the_terminal_cannot_show_is_told_all_the_same(tmp_path: Path):
    done = program("set", tmp_path / "x", "a", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    done = program("load", tmp_path / "x", tmp_path / "ζ", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_the_output_is_said(plan: Path):
    with Path("/dev/full").open("wb") as full:
        done = program("dump", plan, stdout=full)
    assert (done.returncode, done.stderr) == (1, b"The output cannot be written: the disk is full.\n")


def test_a_reader_of_the_output_that_goes_away_is_no_error_to_tell(plan: Path):
    start = "from app.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", start, "dump", str(plan)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


# -- a copy that comes home


@pytest.fixture
def copy(good: Callable[..., str], plan: Path) -> Path:
    """A copy in which the chair gave a risk an owner; so did the officer in the plan, later."""
    path = plan.with_name("chair's.goldthread")
    shutil.copy(plan, path)
    good("set", path, "R-01", "owner=Director", "--author", "Cleo Carr", "--role", "Chair")
    good("set", plan, "R-01", "owner=Head of HR", "--author", "Ann")
    return path


def test_load_tells_what_a_copy_brings_and_what_both_changed_and_brings_it(
    good: Callable[..., str], plan: Path, copy: Path
):
    before, of_copy = plan.read_bytes(), copy.read_bytes()
    told = good("load", plan, copy, "--dry-run", "--author", "Ann")
    assert plan.read_bytes() == before
    assert told.splitlines()[:5] == [
        "1 edit by Cleo Carr.",
        "",
        "Cleo Carr, Chair: 1 edit in 1 record",
        "  Edit R-01: owner",
        "    R-01 Staff leave: owner set to “Director”",
    ]
    assert "  Staff leave (owner)" in told
    assert good("load", plan, copy, "--author", "Ann") == f"{told}Brought 1 edit into {plan.name}.\n"
    assert copy.read_bytes() == of_copy
    assert good("load", plan, copy, "--author", "Ann") == "The copy holds nothing that this plan lacks.\n"
    assert re.search(r"^\S+ \S+ UTC  1 edit by Cleo Carr arrived on \d+ \w+ \d+$", good("history", plan), re.M)
    assert good("check", plan) == f"{plan.name} is sound.\n"


def test_what_a_copy_brought_survives_as_text(good: Callable[..., str], plan: Path, copy: Path, tmp_path: Path):
    good("load", plan, copy, "--author", "Ann")
    dump = tmp_path / "dump.json"
    dump.write_text(good("dump", plan), "utf-8")
    good("load", tmp_path / "again.goldthread", dump, "--author", "Ann")
    assert good("dump", tmp_path / "again.goldthread") == dump.read_text("utf-8")
    assert good("check", tmp_path / "again.goldthread") == "again.goldthread is sound.\n"
    again = Workspace.open(tmp_path / "again.goldthread", Person("Ann"), places.backups(), write=False)
    assert [clash.about for clash in again.plan.clashes] == ["Staff leave (owner)"]
    again.close()


def test_load_makes_a_plan_of_a_copy_where_there_is_none(good: Callable[..., str], copy: Path, tmp_path: Path):
    new = tmp_path / "new.goldthread"
    good("load", new, copy, "--dry-run", "--author", "Ann")
    assert not new.exists()
    good("load", new, copy, "--author", "Ann")
    assert json.loads(good("dump", new))["records"] == json.loads(good("dump", copy))["records"]


def test_load_refuses_a_copy_in_a_sentence_and_leaves_the_plan(
    bad: Callable[..., str], good: Callable[..., str], plan: Path, copy: Path, tmp_path: Path
):
    other = tmp_path / "other.goldthread"
    good("new", other, "--author", "Eve")
    cut = tmp_path / "cut.goldthread"
    cut.write_bytes(copy.read_bytes()[:5000])
    before = plan.read_bytes()
    assert "another programme" in bad("load", plan, other, "--author", "Ann")
    assert "cut off" in bad("load", plan, cut, "--author", "Ann")
    assert plan.read_bytes() == before
    assert "cut off" in bad("load", tmp_path / "new.goldthread", cut, "--author", "Ann")
    assert not (tmp_path / "new.goldthread").exists()
    (tmp_path / "text.json").write_text("{}")
    assert bad("load", plan, tmp_path / "text.json", "--dry-run") == "--dry-run is for a copy of the plan."


def test_words_of_a_file_cannot_steer_the_terminal(run: Run, tmp_path: Path, plan: Path):
    """Neither the name of a file, nor what was written into one past every form."""
    _code, _out, err = run("check", tmp_path / "evil\x1b]0;title\x07.goldthread")
    assert "\x1b" not in err
    assert "\x07" not in err
    steering = "Ann \x1b[2J\x9b31m\u202egnp.exe"
    with contextlib.closing(sqlite3.connect(plan)) as connection:
        connection.execute("UPDATE edit SET author = ?", (steering,))
        connection.commit()
    for command in ("history", "dump"):
        code, out, err = run(command, plan)
        assert code == 0
        assert not set(out + err) & set("\x1b\x9b\u202e")
    assert "\\u001b[2J\\u009b31m\\u202egnp.exe" in run("dump", plan)[1]
    assert steering in {edit["author"] for edit in json.loads(run("dump", plan)[1])["edits"]}


def test_every_command_is_found_where_it_is_said_to_be():
    assert isinstance(commands, Commands)
    for name, module in commands.elsewhere.items():
        found = commands.get_command(click.Context(commands), name)
        assert found is not None
        assert found.callback is not None
        assert (found.name, found.callback.__module__) == (name, f"app.cli.{module}")
    listed = commands.list_commands(click.Context(commands))
    assert {*listed} >= {*commands.elsewhere, "open", "new", "demo", "check"}
