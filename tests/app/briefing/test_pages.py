"""Blocks as a PDF, read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.briefing import blocks as b
from app.briefing.pages import lay_out
from app.domain.lazy import all_at_once
from tests.app.briefing.reading import fonts, outline, page_texts, text_of

NASTY = {
    "markup": '<b>bold</b> <img src="file:///etc/passwd"/> <a href="http://x.example">R&D</a> &lt;',
    "emoji": "fine 😀 👩‍👧 😡",
    "right to left": "שלום עולם and مرحبا",
    "other scripts": "漢字 ŵŷ Łódź ελληνικά",
    "symbols": "✔ ● ▲ ◆ ○ → ≈ ≤",
    "words": "short",
}


def briefing(*blocks: b.Block, title: str = "A title") -> b.Briefing:
    return b.Briefing(title, "Author", "Subject", ("Left", "Right"), "Foot", (b.BriefingSection("only", blocks),))


def printed(folder: Path, *blocks: b.Block, title: str = "A title") -> Path:
    path = folder / "out.pdf"
    path.write_bytes(all_at_once(lay_out(briefing(*blocks, title=title))))
    return path


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_whatever_people_write_comes_out_whole(tmp_path: Path, text: str):
    path = printed(
        tmp_path,
        b.Heading(1, b.words(text), "h"),
        b.Paragraph(b.words(b.bold(text))),
        b.Bullets((b.words(text),)),
        b.Note(b.words(text)),
        b.Table((b.TableColumn(text, 1, names=True),), ((b.cell(text),),), "a table"),
        title=text,
    )
    wanted = text.replace("\u200d", "")
    assert squeezed(text_of(path)).count(squeezed(wanted)) == 6
    assert outline(path)[0][1] == wanted
    assert all(fonts(path).values())


def test_control_characters_are_left_out_and_nothing_else(tmp_path: Path):
    path = printed(tmp_path, b.Paragraph(b.words("a\x00b\x07c\u202ed\ud800e\ufffef")))
    assert "abcde" in text_of(path)


@pytest.mark.parametrize("letter", ["word ", "x"], ids=["words", "one long word"])
def test_a_hundred_thousand_characters_come_out_whole_wherever_they_stand(tmp_path: Path, letter: str):
    text = letter * (100_000 // len(letter))
    for block in (
        b.Paragraph(b.words(text)),
        b.Table(
            (b.TableColumn("A", 1), b.TableColumn("B", 5)),
            ((b.cell("a"), b.cell(text)), (b.cell("c"), b.cell("d"))),
            "t",
        ),
        b.Bullets((b.words(text),)),
    ):
        path = printed(tmp_path, b.Heading(1, b.words("Start"), "s"), block, b.Paragraph(b.words("The end")))
        pages = page_texts(path)
        assert len(pages) > 15
        assert "The end" in pages[-1]
        assert squeezed(" ".join(pages)).count(letter.strip()) >= 100_000 // len(letter)


def test_a_long_note_and_a_long_heading_break_over_pages(tmp_path: Path):
    text = "word " * 4_000
    path = printed(tmp_path, b.Note(b.words(text)), b.Heading(1, b.words(text), "h"), b.Paragraph(b.words("end")))
    assert text_of(path).count("word") >= 8_000


def test_every_page_says_which_of_how_many_it_is(tmp_path: Path):
    pages = page_texts(printed(tmp_path, b.Paragraph(b.words("word " * 5_000))))
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text


def test_the_running_head_stands_on_every_page_but_the_first(tmp_path: Path):
    pages = page_texts(printed(tmp_path, b.Paragraph(b.words("word " * 2_000))))
    assert "Left" not in pages[0]
    assert all("Left" in text and "Right" in text for text in pages[1:])


def test_outline_and_contents_name_the_pages_where_headings_stand(tmp_path: Path):
    blocks: list[b.Block] = [b.Contents()]
    for n in range(6):
        blocks += [
            b.Heading(1, b.words(f"Part {n}"), f"part-{n}"),
            b.Paragraph(b.words("word " * (300 + 200 * n))),
            b.Heading(2, b.words(f"Piece {n}"), f"piece-{n}"),
            b.Paragraph(b.words("text")),
        ]
    path = printed(tmp_path, *blocks)
    pages, entries = page_texts(path), outline(path)
    assert [level for level, _, _ in entries] == [0, 1] * 6
    for level, title, page in entries:
        assert title in pages[page - 1]
        if level == 0:
            assert f"{title} {page}" in pages[0]
    assert len({page for _, _, page in entries}) > 3


def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path):
    for filler in range(36, 44):
        blocks = [b.Paragraph(b.words(f"line {n}")) for n in range(filler)]
        path = printed(tmp_path, *blocks, b.Heading(1, b.words("The heading"), "h"), b.Paragraph(b.words("after it")))
        (page,) = [text for text in page_texts(path) if "The heading" in text]
        assert "after it" in page


def test_a_table_repeats_its_header_on_each_page(tmp_path: Path):
    rows = tuple((b.cell(f"row {n}"),) for n in range(120))
    pages = page_texts(printed(tmp_path, b.Table((b.TableColumn("The head", 1),), rows, "rows")))
    assert len(pages) > 2
    assert all("The head" in text for text in pages)
    assert all(f"row {n} " in " ".join(pages) + " " for n in range(120))
