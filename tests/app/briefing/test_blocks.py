"""Blocks of plain data."""

from __future__ import annotations

import subprocess
import sys

from app.briefing import blocks as b


def test_words_come_from_strings_runs_and_texts_and_drop_what_is_empty():
    said = b.words("a", b.bold("b"), "", b.words("c", b.muted("d")))
    assert b.text_of(said) == "abcd"
    assert [run.bold for run in said] == [False, True, False, False]


def test_headings_inside_other_blocks_are_found_in_order():
    def heading(key: str) -> b.Heading:
        return b.Heading(1, b.words(key), key)

    either = b.Fitting(((heading("c"), b.Space(1)), (heading("c"),)))
    matter = (heading("a"), b.Together((heading("b"),)), either, heading("d"))
    assert [each.key for each in b.headings(matter)] == ["a", "b", "c", "d"]


def test_the_sections_need_nothing_of_the_pdf_library():
    code = "import sys, app.briefing.templates; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
