"""The program's own files are where it looks for them, installed or frozen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import resources


def test_the_files_of_the_program_are_there():
    assert resources.icon().read_text(encoding="utf-8").lstrip().startswith("<")
    assert "QPushButton" in resources.text("styles/goldthread.qss")
    assert resources.text("guide.md").startswith("# ")
    assert resources.demo_plan().suffix == ".json"


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_faces_of_the_printed_font_are_there(face: str):
    assert resources.font(face).read_bytes()[:4] in (b"\0\1\0\0", b"true", b"OTTO")


def test_a_frozen_program_looks_beside_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "demo.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.demo_plan() == tmp_path / "resources" / "demo.json"


def test_a_missing_file_is_said_in_a_sentence():
    with pytest.raises(resources.Missing, match=r"file icons/none\.svg is missing\. Install"):
        resources.path("icons/none.svg")


def test_finding_files_needs_no_screen_and_no_qt():
    asked = "import sys, app.resources as r; r.icon(); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_the_version_is_that_of_the_installation():
    assert resources.program_version().count(".") >= 1
