"""Markdown as blocks of words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Programme, Reading, Theme
from app.domain.schedule import PartialDate
from app.exchange.prose import DOT, SCHEMES, Block, TextRun, filled, may_open, problems, read

WORDS = st.text(st.sampled_from("abcxyzäß漢ع0123456789,;%/()'’ "), min_size=1, max_size=40)
TYPED = st.text(
    st.sampled_from("ab \n\t*_`[](){}<>!#-+.&;:1)\\/\"'|~=@é\u200f\u0000") | st.characters(codec="utf-8"), max_size=200
)


def looks(block: Block) -> list[tuple[str, str]]:
    """The runs of a block with a letter for each look."""
    return [
        (run.text, "".join(mark for mark, on in (("b", run.bold), ("i", run.italic), ("l", run.link)) if on))
        for run in block.runs
    ]


def plan(*records: Programme | Theme | Indicator | Reading) -> Plan:
    by_kind: dict = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    return Plan(by_kind, date(2018, 1, 31))


def test_paragraphs_and_headings():
    assert [(b.text, b.heading) for b in read("# Progress\n\nA visit.\n\n### More ###\nWords")] == [
        ("Progress", 1), ("A visit.", 0), ("More", 3), ("Words", 0),
    ]  # fmt: skip


def test_bold_and_italic():
    (block,) = read("At **least *good*** by _April_, snake_case and 2*3*4")
    assert looks(block) == [
        ("At ", ""), ("least ", "b"), ("good", "bi"), (" by ", ""), ("April", "i"), (", snake_case and 2", ""),
        ("3", "i"), ("4", ""),
    ]  # fmt: skip


def test_lists_keep_their_marks_numbers_and_depth():
    blocks = read("1. one\n   - inside\n   -\n2. two\n\n   more of two\n\n7) seven\n- - twice\n-\n")
    assert [(b.mark, b.depth, b.text) for b in blocks] == [
        ("1.", 1, "one"), (DOT, 2, "inside"), (DOT, 2, ""), ("2.", 1, "two"), ("", 1, "more of two"),
        ("7)", 1, "seven"), (DOT, 1, ""), (DOT, 2, "twice"), (DOT, 1, ""),
    ]  # fmt: skip


def test_a_new_line_stays_one():
    assert [b.text for b in read("Yours\nAnn\n\n- a\n  b")] == ["Yours\nAnn", "a\nb"]


def test_links_lead_to_the_web_and_to_mail_only():
    (block,) = read(
        "[letter](https://a.example/b?c=1&d) <mailto:a@b.example> [x](javascript:alert(1)) [y](file:///etc)"
    )
    assert [(run.text, run.link) for run in block.runs] == [
        ("letter", "https://a.example/b?c=1&d"), (" ", ""), ("mailto:a@b.example", "mailto:a@b.example"),
        (" [x](javascript:alert(1)) [y](file:///etc)", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["", "//a.example", "a.example", "HTTP:", "http://", "https:///a", "mailto:", "data:text/html,a", "ftp://a.example",
     "javascript:alert(1)", "https://a b", "https://a\n", "http://[", "https://a\u202eb"],
)  # fmt: skip
def test_what_is_no_address_is_no_link(address: str):
    assert not may_open(address)


def test_an_address_in_other_letters_is_shown_as_what_it_is():
    (block,) = read("[bank](https://bаnk.example)")  # the second letter is Cyrillic
    assert block.runs[0].link == "https://xn--bnk-6cd.example"


def test_html_is_words_and_of_a_picture_the_caption_is_left():
    blocks = read("<b onclick=a>x</b> <img src=http://a/b> ![the *chart*](http://a/b.png) &lt;script&gt;")
    assert [b.text for b in blocks] == ["<b onclick=a>x</b> <img src=http://a/b> the chart <script>"]
    assert not any(run.link or run.bold for run in blocks[0].runs)


def test_quotes_rules_tables_and_code_stand_as_they_were_typed():
    text = "> said\n---\n| a | b |\n`code`\n    far in"
    assert "\n".join(b.text for b in read(text)) == text.replace("    far", "far")


def test_live_figures_are_filled_in_and_those_that_name_nothing_are_told():
    theme = Theme(id="t", number=2, title="Practice")
    oversight = Indicator(id="i", ref="I-02", title="Oversight", target=Decimal(95), better="higher")
    december = Reading(id="r", indicator="i", period=PartialDate("2017-12"), value=Decimal("87.9"))
    held = plan(Programme(id="p", title="P"), theme, oversight, december)
    blocks = filled("- **{indicator:I-02 latest}** of [{theme:2 title}](https://a.example), {theme:9 status}",
                    held, Ratings(held))  # fmt: skip
    figures = [run for run in blocks[0].runs if run.figure]
    assert [(run.text, run.bold, run.link) for run in figures] == [
        ("87.9 %", True, ""), ("Practice", False, "https://a.example"), ("{theme:9 status}", False, ""),
    ]  # fmt: skip
    assert [run.piece.record for run in figures if run.piece] == [oversight, theme, None]
    assert problems(blocks) == ["{theme:9 status}: there is no theme “9”."]


def test_what_a_live_figure_stands_for_is_never_markdown():
    title = "**A** [b](https://c.example) <i> {programme:goal}"
    held = plan(Programme(id="p", title="P"), Theme(id="t", number=1, title=title))
    (block,) = filled("{theme:1 title}", held, Ratings(held))
    assert looks(block) == [(title, "")]


def test_a_live_figure_is_whole_whatever_stands_in_it():
    (block,) = read("{theme:a *b* [c](https://d.example) status} and *{theme:1 status}*")
    assert [run.figure for run in block.runs] == [
        "{theme:a *b* [c](https://d.example) status}", "", "{theme:1 status}",
    ]  # fmt: skip
    assert block.runs[2].italic


@given(WORDS)
def test_words_without_signs_stay_as_they_are(words: str):
    (block, *rest) = read(f"x{words}") or [Block(runs=())]
    assert not rest
    assert block == Block(runs=(TextRun(text=f"x{words}".rstrip(" ")),))


@given(TYPED)
@example("[a](b" * 40)
@example("- " * 60 + "a")
@example("{a:b}" * 30)
@example("![](" * 40)
def test_whatever_is_typed_gives_blocks_without_anything_to_run_or_to_fetch(text: str):
    for block in read(text):
        assert 0 <= block.heading <= 6
        assert block.depth >= 0
        assert not (block.mark and not block.depth)
        for first, second in zip(block.runs, block.runs[1:], strict=False):
            assert (
                first.figure or second.figure or TextRun(text="", **_look(first)) != TextRun(text="", **_look(second))
            )
        for run in block.runs:
            assert run.text
            assert run.piece is None
            assert not run.link or (may_open(run.link) and run.link.split(":", 1)[0] in SCHEMES)
            assert not run.figure or run.figure in text


@given(st.lists(st.tuples(st.sampled_from(["", "**", "*"]), st.from_regex(r"[a-z]{1,8}", fullmatch=True)), min_size=1))
def test_what_is_written_in_bold_and_italic_is_read_so(said: list[tuple[str, str]]):
    (block,) = read(" ".join(f"{mark}{word}{mark}" for mark, word in said))
    assert block.text == " ".join(word for _, word in said)
    shown = {"**": "b", "*": "i", "": ""}
    read_so = [(word, look) for text, look in looks(block) for word in text.split()]
    assert read_so == [(word, shown[mark]) for mark, word in said]


def _look(run: TextRun) -> dict:
    return {"bold": run.bold, "italic": run.italic, "link": run.link}
