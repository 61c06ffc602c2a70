"""The command line looks back: a briefing of then, and what changed since a meeting."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from app.domain.records import Risk
from app.workspace import Person, Workspace
from tests.app.briefing.reading import text_of
from tests.demo_plan import write_demo


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_demo(tmp_path / "demo.goldthread")


@pytest.mark.parametrize(
    "words",
    [("--as-at", "Cabinet"), ("--as-at", "w/e 1.12.17"), ("--template", "changes", "--since", "Q1 2017/18")],
)
def test_a_briefing_of_then_is_written(plan: Path, tmp_path: Path, words: tuple[str, ...]):
    out = tmp_path / "out.pdf"
    main(["export", str(plan), str(out), *words])
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_briefing_goes_by_the_dates_of_the_edits_where_that_is_wanted(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out.pdf"
    main(["export", str(plan), str(out), "--as-at", "1 Dec 2017", "--as-dated"])
    assert "1 Dec 2017, 23:59, as the edits are dated" in text_of(out)
    with pytest.raises(SystemExit):
        main(["export", str(plan), str(out), "--as-dated"])
    assert "--as-dated goes with --as-at." in capsys.readouterr().err


def test_an_earlier_meeting_is_not_called_the_last_one(plan: Path, tmp_path: Path):
    out = tmp_path / "out.pdf"
    main(["export", str(plan), str(out), "--template", "changes", "--since", "Cabinet"])
    assert "Since Cabinet, 27 Jun 2017" in text_of(out)
    assert "Since the last meeting" not in text_of(out)


@pytest.mark.parametrize(
    ("body", "day"), [("Cabinet", "20 Mar 2018"), ("Overview and Scrutiny Committee", "23 Nov 2017")]
)
def test_a_paper_is_for_the_next_meeting_of_a_body_or_its_last(plan: Path, tmp_path: Path, body: str, day: str):
    out = tmp_path / "out.pdf"
    main(["export", str(plan), str(out), "--template", "changes", "--meeting", body.lower()])
    said = text_of(out)
    assert said.index(f"For {body} Meeting {day}") < said.index("Compared with")
    assert "goes up to" not in said


@pytest.mark.parametrize("words", [("--as-at", "Cabinet"), ("--template", "changes")])
@pytest.mark.parametrize("is_removed", [False, True])
def test_no_paper_of_then_holds_what_became_exempt_since(
    plan: Path, tmp_path: Path, words: tuple[str, ...], is_removed: bool
):
    workspace = Workspace.open(plan, Person("Ann"), tmp_path / "backups")
    (risk,) = (r for r in workspace.plan.all(Risk) if r.ref == "R-02")
    workspace.save(replace(risk, exempt="A child could be known"), label="Mark as exempt")
    if is_removed:
        workspace.remove(risk, label="Remove R-02")
    workspace.close()
    out = tmp_path / "out.pdf"
    main(["export", str(plan), str(out), *words])
    assert risk.title not in text_of(out)
    assert "R-02" not in text_of(out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as-at", "1 Jan 1999"), "does not reach back to 1 Jan 1999"),
        (("--as-at", "never"), "Write a date such as"),
        (("--since", "1 Dec 2017"), "No meeting called “1 Dec 2017” is closed"),
        (("--as-at", "2017"), "2 closed meetings are meant by 2017"),
        (("--as-at", "2017/18"), "2 closed meetings are meant by 2017/18"),
        (("--as-at", "1/1/99 09:30"), "does not reach back to 1 Jan 1999, 09:30"),
        (("--meeting", "Q1 2016/17"), "There is no meeting in Apr to Jun 2016."),
        (("--meeting", "Improvement Board"), "Improvement Board has no meeting."),
    ],
)
def test_a_moment_of_which_nothing_is_known_is_refused(
    plan: Path, tmp_path: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out.pdf"
    with pytest.raises(SystemExit):
        main(["export", str(plan), str(out), *words])
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_since_prints_what_matters_first_and_the_number_of_the_rest(plan: Path, capsys: pytest.CaptureFixture[str]):
    main(["since", str(plan)])
    out = capsys.readouterr().out
    assert out.index("Statuses that moved (") < out.index("New figures (") < out.index("New (")
    assert re.search(r"^And \d+ edits of wording; --all lists them\.$", out, re.MULTILINE)
    assert "edited: Progress, Challenge, Next focus" not in out
    assert out.startswith(
        "The Improvement Board has no closed meeting yet: compared with Overview and Scrutiny Committee, 23 Nov 2017.\n"
    )
    main(["since", str(plan), "--from", "27 Jun 2017"])
    assert capsys.readouterr().out.startswith("Compared with Cabinet, 27 Jun 2017.\n")
    main(["since", str(plan), "--from", "27 Jun 2017", "--to", "23 Nov 2017"])
    between = "From Cabinet, 27 Jun 2017 to Overview and Scrutiny Committee, 23 Nov 2017.\n"
    assert capsys.readouterr().out.startswith(between)
    main(["since", str(plan), "--all"])
    assert "edited: Progress, Challenge, Next focus" in capsys.readouterr().out


def test_since_as_json_holds_what_each_field_was_and_is(plan: Path, capsys: pytest.CaptureFixture[str]):
    main(["since", str(plan), "--from", "27 Jun 2017", "--to", "23 Nov 2017", "--json"])
    there = json.loads(capsys.readouterr().out)
    main(["since", str(plan), "--from", "23 Nov 2017", "--json"])
    since = json.loads(capsys.readouterr().out)
    assert there
    assert {change["record"] for change in there} != {change["record"] for change in since}
    theme = next(change for change in since if change["name"].startswith("Theme 1") and change["edits"])
    challenge = next(edit for edit in theme["edits"] if edit["field"] == "Challenge")
    assert challenge["now"].startswith("Recruitment: ")
    assert challenge["was"] == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "23 Nov 2017", "--to", "27 Jun 2017"), "Choose an earlier meeting to compare from."),
        (("--from", "Cabinet", "--to", "27 Jun 2017"), "Choose two different meetings."),
        (("--from", "1 Dec 2017"), "No meeting called “1 Dec 2017” is closed"),
    ],
)
def test_since_refuses_what_cannot_be_compared(
    plan: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        main(["since", str(plan), *words])
    assert said in capsys.readouterr().err


def test_since_says_where_no_meeting_was_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    main(["new", str(tmp_path / "new.goldthread")])
    with pytest.raises(SystemExit):
        main(["since", str(tmp_path / "new.goldthread")])
    assert "No meeting has been closed yet." in capsys.readouterr().err
