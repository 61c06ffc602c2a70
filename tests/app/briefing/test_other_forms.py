"""The same blocks as a web page and as a document for Word: the same words in the same order, and as accessible."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest

from app.briefing import PAPERS
from app.briefing import blocks as b
from app.briefing.renderer import as_printed
from app.briefing.templates import compose
from app.briefing.web_page import web_page
from app.briefing.word_document import word_document
from app.domain.plan import Plan
from app.domain.records import Meeting
from tests.app.briefing.plans import before_of, plan_of, records
from tests.app.briefing.tagged import expected
from tests.app.briefing.test_tagged import DAY, HOSTILE, every_place, of_blocks

VOID = {"meta", "br", "col", "rect", "line", "circle", "polygon", "polyline", "path"}


class Page(HTMLParser):
    """A web page as it is read aloud: what stays open, the words, and the elements with what is said of them."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found.append((tag, given))
        if tag == "figure":
            self.said.append(given["aria-label"])
        if tag not in VOID:
            silent = tag in ("figure", "caption", "style", "title") or given.get("aria-hidden") == "true"
            self.open.append((tag, silent or any(quiet for _, quiet in self.open)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(tag == "main" for tag, _ in self.open) and not self.open[-1][1]:
            self.said.append(data)

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [given for tag, given in self.found if tag in tags]


def letters(text: str) -> str:
    """Letters and digits alone: how lists are marked, and states punctuated, is each form's own."""
    return "".join(character for character in text if character.isalnum())


def wanted(briefing: b.Briefing) -> str:
    blocks = [block for section in briefing.sections for block in as_printed(section.blocks)]
    plain = [b.Bullets(block.items) if isinstance(block, b.Bullets) else block for block in blocks]
    tops = [(heading, "") for heading in b.headings(tuple(blocks)) if heading.level == 1]
    return letters(expected(plain, "", tops))


def briefing_of(paper: str) -> b.Briefing:
    plan = plan_of(records())
    since = plan.find("m-old")
    assert isinstance(since, Meeting)
    return compose(paper, plan, printed=DAY, before=before_of(records()), since=since)


BRIEFINGS: dict[str, Any] = {
    **{paper: lambda paper=paper: briefing_of(paper) for paper in PAPERS},
    "nothing": lambda: compose("board", Plan({}, DAY), printed=DAY),
    **{f"hostile {n}": lambda text=text: of_blocks(*every_place(text), title=text) for n, text in enumerate(HOSTILE)},
}


@pytest.mark.parametrize("which", BRIEFINGS)
def test_the_web_page_says_what_the_paper_says_and_how_it_is_built(which: str):
    briefing = BRIEFINGS[which]()
    text = "".join(web_page(briefing))
    page = Page(text)
    assert page.open == []
    assert letters("".join(page.said)) == wanted(briefing)
    assert page.all("html") == [{"lang": "en-GB"}]
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch("h[1-6]", tag)]
    assert levels[:1] in ([1], [])
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(given["scope"] in ("col", "row") for given in page.all("th"))
    assert len(page.all("table")) == len(page.all("caption"))
    keys = [given["id"] for _, given in page.found if "id" in given]
    assert len(set(keys)) == len(keys)
    assert {given["href"] for given in page.all("a")} <= {f"#{key}" for key in keys}
    assert not page.all("script", "link", "img", "iframe")
    assert "file:" not in re.sub(r">[^<]*<|content=\"[^\"]*\"|aria-label=\"[^\"]*\"", "", text)


@pytest.mark.parametrize("which", BRIEFINGS)
def test_the_document_for_word_says_what_the_paper_says_and_how_it_is_built(which: str):
    briefing = BRIEFINGS[which]()
    *_, (_, data) = word_document(briefing, DAY)
    document: Any = docx.Document(BytesIO(data))
    said = "".join(
        each.get("descr", "") if each.tag.endswith("docPr") else each.text or ""
        for each in document.element.body.iter()
        if each.tag.endswith(("}t", "}docPr"))
    )
    assert letters(said) == wanted(briefing)
    headings = [h for s in briefing.sections for h in b.headings(tuple(as_printed(s.blocks)))]
    styled = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert len(styled) == len(headings)
    tables = [block for s in briefing.sections for block in as_printed(s.blocks) if isinstance(block, b.Table)]
    heads = sum("w:tblHeader" in table._tbl.xml for table in document.tables)
    assert heads == sum(table.headed for table in tables)
    named = [(name, value) for each in document.element.body.iter() for name, value in each.items()]
    marks = {value for name, value in named if name.endswith("}name")}
    assert {value for name, value in named if name.endswith("}anchor")} <= marks
    assert document.core_properties.created.date() == DAY
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert packed.testzip() is None


def test_two_numbered_lists_in_word_both_begin_at_one():
    once = b.Bullets((b.words("a"), b.words("b")), numbered=True)
    *_, (_, data) = word_document(of_blocks(once, once), date(2018, 2, 1))
    found = [p._p.pPr.numPr.numId.val for p in docx.Document(BytesIO(data)).paragraphs]  # type: ignore[union-attr]
    assert found[0] == found[1] != found[2] == found[3]
