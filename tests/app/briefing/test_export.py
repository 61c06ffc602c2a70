"""Writing a briefing to a file."""

from __future__ import annotations

import errno
import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from app.briefing.export import CannotExport, export
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Meeting, Risk, Theme
from app.domain.schedule import show_date
from tests.app.briefing.plans import plan_of, records
from tests.app.briefing.reading import fonts, outline, page_texts, text_of


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "briefing.pdf"


def names(target: Path) -> list[str]:
    """What lies in the target's folder."""
    return sorted(path.name for path in target.parent.iterdir())


def write(plan: Plan, target: Path, **more: Any) -> list[tuple[int, int, str]]:
    return list(export(plan, target, printed=date(2018, 2, 1), **more))


def with_before(plan: Plan, before: Plan) -> dict[str, Any]:
    since = plan.find("m-old")
    assert isinstance(since, Meeting)
    return {"before": before, "since": since}


def test_the_file_says_what_it_is(plan: Plan, target: Path):
    write(plan, target)
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Board briefing: Children’s services improvement, Cabinet, 20 Mar 2018"
        assert str(pdf.docinfo["/Author"]) == "Example Council"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.check_pdf_syntax()) == 0


def test_every_font_is_in_the_file(plan: Plan, before: Plan, target: Path):
    write(plan, target, **with_before(plan, before))
    found = fonts(target)
    assert len(found) >= 3
    assert all(found.values())


def test_every_page_says_which_of_how_many_it_is(plan: Plan, target: Path):
    write(plan, target)
    pages = page_texts(target)
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text


def test_the_outline_leads_to_the_pages(plan: Plan, before: Plan, target: Path):
    write(plan, target, **with_before(plan, before))
    pages, entries = page_texts(target), outline(target)
    tops = [title for level, title, _ in entries if level == 0]
    assert tops == [
        "For the chair", "What the meeting is asked", "Since the last meeting", "Themes", "Exceptions", "Indicators",
        "Risks", "Inspection", "Forward plan", "Key",
    ]  # fmt: skip
    for _, title, page in entries:
        assert title in pages[page - 1]
    assert all(title in pages[0] for title in tops)


def test_statuses_reasons_and_risks_are_in_the_text(plan: Plan, before: Plan, target: Path):
    write(plan, target, **with_before(plan, before))
    text, ratings = text_of(target), Ratings(plan, before)
    for theme in plan.all(Theme):
        assert f"{ratings.of(theme).status.word}" in text
        assert ratings.of(theme).reason in text
    for risk in plan.all(Risk):
        assert risk.title in text


def test_the_chair_has_one_page(plan: Plan, before: Plan, target: Path):
    write(plan, target, **with_before(plan, before))
    pages = {title: page for level, title, page in outline(target) if level == 0}
    assert pages["For the chair"] == 2
    assert pages["What the meeting is asked"] == 3


def test_an_empty_plan_can_be_printed(target: Path):
    write(Plan({}, date(2018, 1, 31)), target)
    assert f"{show_date(date(2018, 1, 31))}" in text_of(target)


def test_the_work_is_told_from_start_to_end(plan: Plan, target: Path):
    steps = write(plan, target)
    done = [step[0] for step in steps]
    assert done == sorted(done)
    assert done[0] == 0
    assert steps[-1] == (100, 100, "Done")
    assert len(steps) > 20
    assert all(total == 100 and what for _, total, what in steps)


@pytest.mark.parametrize("after", [1, 10, 20])
def test_stopping_leaves_nothing_new_and_what_was_there(plan: Plan, target: Path, after: int):
    target.write_bytes(b"%PDF-1.4 the one before")
    steps = export(plan, target)
    for _ in range(after):
        next(steps)
    assert target.with_name("briefing.pdf.part").exists()
    steps.close()  # type: ignore[attr-defined]
    assert target.read_bytes() == b"%PDF-1.4 the one before"
    assert names(target) == ["briefing.pdf"]


def test_a_finished_export_leaves_only_itself(plan: Plan, target: Path):
    write(plan, target)
    write(plan, target)
    assert names(target) == ["briefing.pdf"]
    assert target.read_bytes().startswith(b"%PDF-")


def refused(plan: Plan, target: Path, **more: Any) -> str:
    with pytest.raises(CannotExport) as caught:
        write(plan, target, **more)
    return str(caught.value)


def test_an_unknown_template_is_named_with_those_there_are(plan: Plan, target: Path):
    said = "There is no briefing called “bord”. There is: board, chair, cabinet, theme, risks, indicators, changes."
    assert refused(plan, target, template="bord") == said
    assert names(target) == []


def test_what_changed_is_refused_where_there_is_nothing_to_compare(plan: Plan, target: Path):
    assert "No meeting to compare with" in refused(plan, target, template="changes")
    assert names(target) == []


def test_a_folder_is_not_written_over(plan: Plan, tmp_path: Path):
    assert "is a folder" in refused(plan, tmp_path)


def test_a_folder_that_is_not_there_is_named(plan: Plan, tmp_path: Path):
    assert "its folder does not exist" in refused(plan, tmp_path / "nowhere" / "out.pdf")


def test_what_is_no_pdf_is_left_alone(plan: Plan, tmp_path: Path):
    other = tmp_path / "plan.pdf"
    other.write_bytes(b"SQLite format 3\0")
    assert "is not a PDF" in refused(plan, other)
    assert other.read_bytes() == b"SQLite format 3\0"


def test_a_name_that_no_disk_takes_is_refused(plan: Plan, tmp_path: Path):
    assert "cannot be used" in refused(plan, tmp_path / "a\0b.pdf")
    assert "its name is too long" in refused(plan, tmp_path / ("a" * 300 + ".pdf"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "you may not write in that folder"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EDQUOT, "there is no room left for you on the disk"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_place_that_cannot_be_written_is_named_before_the_work(
    plan: Plan, target: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
):
    def refuse(self: Path, *_: Any, **__: Any):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "touch", refuse)
    assert words in refused(plan, target)
    assert names(target) == []


class FullDisk(io.BytesIO):
    """A file on a disk without room."""

    def write(self, *_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_named_and_leaves_no_half(plan: Plan, target: Path, monkeypatch: pytest.MonkeyPatch):
    target.write_bytes(b"%PDF-1.4 the one before")
    opened = Path.open

    def full(self: Path, mode: str = "r", *rest: Any, **more: Any):
        return FullDisk() if "w" in mode else opened(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", full)
    assert "the disk is full" in refused(plan, target)
    assert target.read_bytes() == b"%PDF-1.4 the one before"
    assert names(target) == ["briefing.pdf"]


def test_a_file_that_another_program_holds_is_named(plan: Plan, target: Path, monkeypatch: pytest.MonkeyPatch):
    target.write_bytes(b"%PDF-1.4 the one before")

    def held(self: Path, other: Path):
        raise PermissionError(errno.EACCES, "being used by another process")

    monkeypatch.setattr(Path, "replace", held)
    assert "open in another program" in refused(plan, target)
    assert target.read_bytes() == b"%PDF-1.4 the one before"
    assert names(target) == ["briefing.pdf"]


@pytest.mark.parametrize("ending", [".html", ".docx"])
def test_another_ending_writes_another_form_and_replaces_only_its_like(plan: Plan, tmp_path: Path, ending: str):
    path = tmp_path / f"paper{ending}"
    path.write_bytes(b"notes")
    assert "is there already and is not a" in refused(plan, path)
    path.write_bytes(b"")
    write(plan, path)
    write(plan, path)
    assert path.stat().st_size > 10_000


def test_a_draft_with_a_password_is_both(plan: Plan, target: Path):
    write(plan, target, draft=True, password="secret")
    with pikepdf.open(target, password="secret") as pdf:
        assert pdf.encryption.R == 6


def test_words_that_a_pdf_cannot_show_are_told_before_the_file_is_there(plan: Plan, target: Path):
    greeting = plan_of(
        replace(each, title=f"{each.title} مرحبا") if isinstance(each, Risk) else each for each in records()
    )
    told: list[str] = []

    def note(said: str) -> None:
        assert not target.exists()
        told.append(said)

    write(greeting, target, warn=note)
    write(plan, target, warn=note)
    write(greeting, target.with_suffix(".html"), warn=note)
    assert [said.split(": ")[1].split(".")[0] for said in told] == ["مرحبا"]
