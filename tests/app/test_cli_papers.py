"""The papers by the command `export`: which, for whom, which version, and what is refused."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from app import demo, places
from app.domain.records import Risk, Section, Theme
from app.workspace import Person, Workspace
from tests.app.briefing.reading import page_texts, text_of

SECRET = "Zanzibar"
Good = Callable[..., str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo plan with a risk that is exempt."""
    folder = tmp_path_factory.mktemp("papers")
    workspace = demo.make(folder / "plan.goldthread", Person("Ann"), folder / "backups")
    risk = workspace.all(Risk)[0]
    workspace.save(replace(risk, title=SECRET, exempt="Paragraph 3: financial or business affairs"), label="Keep it")
    workspace.close()
    return workspace.path


@pytest.fixture
def plan(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.goldthread"
    path.write_bytes(made.read_bytes())
    return path


def test_one_export_gives_the_public_paper_and_the_exempt_one(good: Good, plan: Path, tmp_path: Path):
    out = tmp_path / "risks.pdf"
    said = good("export", plan, out, "--template", "risks", "--pair", "--printed", "1 Feb 2018")
    assert said == "Wrote risks.pdf.\nWrote risks exempt.pdf.\n"
    assert SECRET not in text_of(out)
    pages = page_texts(tmp_path / "risks exempt.pdf")
    assert all("Not for publication" in page for page in pages), "on each page"
    whole = " ".join(pages)
    assert SECRET in whole
    assert "Schedule 12A, paragraph 3" in whole
    assert "3 financial or business affairs" in whole
    assert "1 Feb 2018" in whole


def test_a_paper_of_one_theme_is_of_that_theme_alone(good: Good, plan: Path, tmp_path: Path):
    good("export", plan, tmp_path / "t.pdf", "--template", "theme", "--theme", "4")
    said = text_of(tmp_path / "t.pdf")
    assert "Theme 4: Quality assurance" in said
    assert "Theme 1:" not in said


def test_a_body_says_for_which_meeting_and_since_which(good: Good, plan: Path, tmp_path: Path):
    good("export", plan, tmp_path / "b.pdf", "--body", "Cabinet")
    first = page_texts(tmp_path / "b.pdf")[0]
    assert "Meeting 20 Mar 2018" in first
    assert "Compared with Cabinet, 27 Jun 2017" in first


def test_the_cabinet_report_stands_in_its_order_with_live_figures(good: Good, plan: Path, tmp_path: Path):
    good("export", plan, tmp_path / "c.pdf", "--template", "cabinet")
    said = text_of(tmp_path / "c.pdf")
    order = (
        "Report of", "Lead member", "Contact officer", "Wards affected", "Classification", "Executive summary",
        "Recommendations", "1. Reasons for the decisions", "2. Alternative options", "3. Details of the report",
        "4. Comments of the chief finance officer", "5. Legal comments", "9. Risk management implications",
        "11. Safeguarding implications", "12. Linked reports",
    )  # fmt: skip
    at = [said.index(words) for words in order]
    assert at == sorted(at)
    assert "Cabinet is recommended to agree: 1. Endorse the progress" in said
    assert "{indicator" not in said
    assert "Written by Chief finance officer, 30 Jan 2018." in said


def test_what_nobody_has_written_says_so(good: Good, tmp_path: Path):
    path = tmp_path / "new.goldthread"
    Workspace.create(path, Person("Ann"), places.backups(), "P").close()
    good("export", path, tmp_path / "c.pdf", "--template", "cabinet")
    said = text_of(tmp_path / "c.pdf")
    assert said.count("Not said: nobody has written this section yet.") == 11
    assert Section.NAME


def test_a_password_comes_by_the_input_and_the_file_asks_for_it(
    good: Good,
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Long enough\n"))
    good("export", plan, tmp_path / "p.pdf", "--template", "chair", "--password-stdin")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "p.pdf")
    with pikepdf.open(tmp_path / "p.pdf", password="Long enough") as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("out.html", ["--password-stdin"], "--password-stdin goes with a PDF."),
        ("out.pdf", ["--theme", "9"], "There is no theme “9”."),
        ("out.pdf", ["--printed", "soon"], "Write a date such as"),
        ("out.pdf", ["--body", "Nobody"], "Nobody"),
        ("out.xlsx", ["--pair"], "--pair goes with a PDF."),
        ("out.txt", ["--pair"], "not as .txt"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    bad: Good,
    plan: Path,
    tmp_path: Path,
    name: str,
    arguments: list[str],
    sentence: str,
):
    assert sentence in bad("export", plan, tmp_path / name, *arguments)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == ["plan.goldthread"]


def test_no_public_paper_is_made_of_an_exempt_theme(bad: Good, plan: Path, tmp_path: Path):
    with_exempt(plan)
    said = bad("export", plan, tmp_path / "t.pdf", "--template", "theme", "--theme", "1")
    assert said.startswith("That theme is exempt")


def with_exempt(plan: Path) -> None:
    workspace = Workspace.open(plan, Person("Ann"), places.backups())
    workspace.save(replace(workspace.all(Theme)[0], exempt="Paragraph 1"), label="Keep a theme")
    workspace.close()


def test_a_pair_is_issued_as_one_version_listed_and_had_again(good: Good, plan: Path, tmp_path: Path):
    out, again = tmp_path / "risks.pdf", tmp_path / "again.pdf"
    asked = ("export", plan, out, "--template", "risks", "--pair", "--printed", "1 Feb 2018", "--author", "Ann")
    said = good(*asked, "--issue")
    digests = [sha256(path.read_bytes()).hexdigest() for path in (out, tmp_path / "risks exempt.pdf")]
    assert f"Issued Risk register, version 1, digest {digests[0]}." in said
    assert f"Issued Risk register, version 1, not for publication, digest {digests[1]}." in said
    assert "Version 1" in page_texts(out)[0]
    good("set", plan, "R-02", "title=Too few supervisors")
    good(*asked, "--issue")
    first = " ".join(page_texts(out)[0].split())
    assert "2. It supersedes version 1 of" in first
    assert "Too few supervisors" in first, "it says what changed since then"
    told = good("issued", plan)
    assert told.count("Risk register, version 2") == 2
    assert "Superseded by version 2" in told
    assert "4 issued papers; 4 files kept" in told
    assert SECRET not in json.loads(good("issued", plan, "--json"))[0]["changed"]
    assert good("issued", plan, "--again", digests[0][:12], again) == (
        "Wrote again.pdf: Risk register, version 1, as it was issued.\n"
    )
    assert sha256(again.read_bytes()).hexdigest() == digests[0]
    assert good("issued", plan, "--drop", digests[0]).startswith("Dropped 1 file: ")
    assert "not kept any more" in good("issued", plan)
    assert good("check", plan)


def test_erasing_what_an_issued_paper_names_drops_its_file_and_says_so(
    good: Good, bad: Good, plan: Path, tmp_path: Path
):
    out = tmp_path / "risks.pdf"
    good("export", plan, out, "--template", "risks", "--exempt", "--issue")
    risk = next(r["id"] for r in json.loads(good("dump", plan))["records"]["risk"] if r["title"] == SECRET)
    said = good("erase", plan, risk, "--reason", "A name", "--second", "Cleo", "--yes")
    assert "The file of Risk register, version 1 is not kept any more" in said
    digest = sha256(out.read_bytes()).hexdigest()
    assert digest in good("issued", plan)
    assert "not kept any more" in bad("issued", plan, "--again", digest, tmp_path / "again.pdf")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("export", "PLAN", "x.pdf", "--issue", "--draft"), "A draft is not issued"),
        (("export", "PLAN", "x.pdf", "--issue", "--as-at", "Cabinet"), "goes with the plan as it is now"),
        (("export", "PLAN", "x.xlsx", "--issue"), "--issue goes with a PDF"),
        (("issued", "PLAN", "--again", "abc", "x.pdf"), "at least 6 letters"),
        (("issued", "PLAN", "--again", "abcdef0", "x.pdf"), "No issued paper has a digest that begins"),
        (("issued", "PLAN", "--again", "abcdef0", "PLAN"), "That is the plan itself"),
    ],
)
def test_what_cannot_be_issued_or_had_again_is_said(bad: Good, plan: Path, arguments: tuple[str, ...], why: str):
    assert why in bad(*(plan if each == "PLAN" else each for each in arguments))


def test_what_to_look_at_is_printed_and_nothing_written(good: Good, plan: Path, tmp_path: Path):
    said = good("export", plan, tmp_path / "cabinet.pdf", "--template", "cabinet", "--check")
    head, *lines = said.splitlines()
    assert head.startswith("cabinet.pdf: ")
    assert head.endswith(" things to look at.")
    assert any("off-track indicators have no commentary: Management oversight" in line for line in lines)
    assert not (tmp_path / "cabinet.pdf").exists()


def test_the_parts_that_the_board_keeps_are_those_of_the_command_line(good: Good, plan: Path, tmp_path: Path):
    good("set", plan, "programme", "board_parts=Without: Themes", "--author", "Ann")
    good("export", plan, tmp_path / "b.pdf")
    whole = text_of(tmp_path / "b.pdf")
    assert "Exceptions" in whole
    assert "Themes ...." not in whole
