"""File names and folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app import settings
from app.ui import files
from app.workspace import Refusal


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Children’s services improvement programme", "Children’s services improvement programme"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("..", "Plan"),
        ("", "Plan"),
        ("  Ümläut\n2018. ", "Ümläut 2018"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_becomes_a_file_name_that_every_system_takes(title: str, name: str):
    assert files.file_name(title) == name


def test_a_briefing_is_proposed_in_the_folder_of_the_last_one(tmp_path: Path):
    settings.put(settings.EXPORTS, str(tmp_path))
    assert files.briefing_path("Q3: Cabinet") == tmp_path / "Q3 Cabinet.pdf"
    settings.put(settings.EXPORTS, str(tmp_path / "gone"))
    assert files.briefing_path("Q3").parent.is_dir()


@pytest.fixture
def choose(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    """Answers the system's file dialog, which no test can reach."""

    def choosing(path: str) -> list[str]:
        proposed: list[str] = []

        def answer(_parent: object, _title: str, start: str, _filter: str) -> tuple[str, str]:
            proposed.append(start)
            return path, ""

        monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        return proposed

    return choosing


def test_a_new_plan_gets_the_ending_and_its_folder_is_remembered(choose, tmp_path: Path, qapp: QApplication):
    settings.put(settings.FOLDER, str(tmp_path))
    proposed = choose(str(tmp_path / "plans" / "Mine"))
    assert files.ask_new_plan(None, "My plan") == tmp_path / "plans" / "Mine.goldthread"  # type: ignore[arg-type]
    assert proposed == [str(tmp_path / "My plan.goldthread")]
    assert settings.get(settings.FOLDER) == str(tmp_path / "plans")


def test_a_copy_is_proposed_beside_the_others_and_keeps_a_given_ending(choose, tmp_path: Path):
    settings.put(settings.FOLDER, str(tmp_path))
    proposed = choose(str(tmp_path / "other.GOLDTHREAD"))
    assert files.ask_copy(None, Path("/x/Plan.goldthread")) == tmp_path / "other.GOLDTHREAD"  # type: ignore[arg-type]
    assert proposed == [str(tmp_path / "Plan copy.goldthread")]


def test_a_plan_is_kept_only_under_its_own_ending(choose, tmp_path: Path):
    choose(str(tmp_path / "plan.xlsx"))
    for ask in (lambda: files.ask_new_plan(None, "Ours"), lambda: files.ask_copy(None, Path("/x/Plan.goldthread"))):  # type: ignore[arg-type]
        with pytest.raises(Refusal, match="A plan is written as"):
            ask()


def test_a_file_of_the_plan_keeps_its_ending(choose, tmp_path: Path):
    choose(str(tmp_path / "letter"))
    assert files.ask_file(None, "The letter.docx") == tmp_path / "letter.docx"  # type: ignore[arg-type]
    assert files.ask_file(None, "README") == tmp_path / "letter"  # type: ignore[arg-type]
    choose(str(tmp_path / "letter.pdf"))
    with pytest.raises(Refusal, match="This file is written as"):
        files.ask_file(None, "The letter.docx")  # type: ignore[arg-type]


def test_what_the_ending_is_added_to_replaces_nothing_unasked(choose, tmp_path: Path):
    (tmp_path / "there.goldthread").touch()
    choose(str(tmp_path / "there"))
    with pytest.raises(Refusal, match="There is already a file"):
        files.ask_copy(None, Path("/x/Plan.goldthread"))  # type: ignore[arg-type]


def test_who_thinks_better_of_it_chooses_nothing(choose):
    choose("")
    assert files.ask_plan(None) is None  # type: ignore[arg-type]
    assert settings.get(settings.FOLDER) == ""
