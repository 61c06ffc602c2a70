"""A paper as a file of each kind, protected, marked as a draft, and looked at."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.briefing import PaperOptions
from app.briefing import blocks as b
from app.briefing.templates import compose
from app.briefing.writing import FORMS, packed, protected, written
from app.domain.lazy import all_at_once
from tests.app.briefing.plans import plan_of, records
from tests.app.briefing.tagged import failures
from tests.app.briefing.test_tagged import DAY, made, of_blocks, reads_as

SHORT = of_blocks(b.Heading(1, b.words("One"), "one"), b.Paragraph(b.words("word " * 900)))


@pytest.fixture(scope="module")
def board() -> b.Briefing:
    return compose("board", plan_of(records()), printed=DAY, options=PaperOptions(annex=True))


def test_a_packed_paper_is_the_same_paper_in_half_the_room(board: b.Briefing):
    whole = made(board)
    small = all_at_once(written(board, ".pdf", DAY))
    assert len(small) < 0.6 * len(whole)
    assert failures(small) == []
    reads_as(board, small)
    assert packed(whole) == small == all_at_once(written(board, ".pdf", DAY))


@pytest.mark.parametrize(("ending", "begins"), [(".pdf", b"%PDF-1.7"), (".html", b"<!DOCTYPE html>"), (".docx", b"PK")])
def test_the_ending_says_what_is_written_and_how_far_it_is(ending: str, begins: bytes):
    steps = list(written(SHORT, ending, DAY))
    assert all_at_once(written(SHORT, ending, DAY)).startswith(begins)
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)
    assert all(total == 100 and what for _, total, what in steps)
    assert set(FORMS) == {".pdf", ".html", ".docx"}


def test_a_protected_paper_opens_with_its_password_and_is_still_read_aloud():
    locked = protected(made(SHORT), "Straße 5")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked))
    with pikepdf.open(BytesIO(locked), password="Straße 5") as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits, pdf.allow.accessibility) == (6, 256, True)
        again = BytesIO()
        pdf.save(again, encryption=False)
    reads_as(SHORT, again.getvalue())
    assert b"AESV3" in locked


def test_a_draft_says_so_on_every_page_and_reads_as_if_it_did_not():
    draft = replace(SHORT, watermark="Draft")
    data = made(draft)
    assert failures(data) == []
    reads_as(draft, data)
    with pikepdf.open(BytesIO(data)) as pdf:
        sizes = [{float(o[1]) for o, op in pikepdf.parse_content_stream(page) if str(op) == "Tf"} for page in pdf.pages]
        assert len(sizes) > 1
        assert all(max(each) > 100 for each in sizes)
    for ending in (".html", ".docx"):
        assert all_at_once(written(draft, ending, DAY)) != all_at_once(written(SHORT, ending, DAY))


def test_what_a_paper_says_of_itself_stands_in_its_properties_and_in_its_metadata():
    with pikepdf.open(BytesIO(made(replace(SHORT, title="R&D <plan>", author="“Council”")))) as pdf:
        said = pdf.open_metadata()
        assert (said["dc:title"], said["dc:creator"], said["pdfuaid:part"]) == ("R&D <plan>", ["“Council”"], "1")
        assert said["xmp:CreateDate"].startswith("2018-02-01")
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20180201")
        assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"])) == ("R&D <plan>", "“Council”")
        assert said["pdf:Producer"] == str(pdf.docinfo["/Producer"])
