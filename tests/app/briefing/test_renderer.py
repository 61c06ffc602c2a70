"""Blocks as flowables."""

from __future__ import annotations

from reportlab.platypus import Paragraph

from app.briefing import blocks as b
from app.briefing.flowables import Break
from app.briefing.renderer import Renderer
from app.briefing.styles import HEIGHT, WIDTH
from app.briefing.text import register_fonts

register_fonts()


def maker() -> Renderer:
    return Renderer((), {}, lambda key: None)


def test_a_heading_keeps_what_follows_with_it():
    table = b.Table((b.TableColumn("A", 1),), tuple((b.cell(str(n)),) for n in range(99)), "numbers")
    story = maker().story((b.Heading(2, b.words("A heading"), "key"), table))
    assert [type(each).__name__ for each in story] == ["Break", "DrawnHeading", "Rows"]


def test_the_first_variant_that_fits_a_page_is_taken():
    def many(count: int) -> tuple[b.Block, ...]:
        return tuple(b.Paragraph(b.words(f"line {n}")) for n in range(count))

    story = maker().story((b.Fitting((many(90), many(60), many(20), many(10))),))
    assert len(story) == 20


def test_a_table_is_as_wide_as_the_text_and_repeats_its_header():
    made = maker().table(b.Table((b.TableColumn("A", 1), b.TableColumn("B", 3)), ((b.cell("a"), b.cell("b")),), "two"))
    assert made.wrap(WIDTH, HEIGHT)[0] == WIDTH
    assert made.repeatRows == 1


def test_only_a_row_taller_than_a_page_is_broken():
    narrow, wide = b.TableColumn("A", 1), b.TableColumn("B", 19)
    rows = {"tall": (b.cell("word " * 400), b.cell("b")), "short": (b.cell("a"), b.cell("word " * 400))}
    parts: dict[str, int] = {}
    for name, row in rows.items():
        made = maker().table(b.Table((narrow, wide), (row,), name))
        made.wrap(WIDTH, HEIGHT)
        parts[name] = len(made.split(WIDTH, 90))
    assert parts == {"tall": 2, "short": 0}


def test_a_row_that_would_fill_pages_becomes_several():
    table = b.Table((b.TableColumn("A", 1), b.TableColumn("B", 5)), ((b.cell("a"), b.cell("word " * 9_000)),), "long")
    made = maker().table(table)
    made.wrap(WIDTH, HEIGHT)
    assert len(made.row_heights) > 10
    assert max(made.row_heights) < HEIGHT


def test_numbers_and_signs_take_the_place_of_the_bullet():
    numbered = list(maker().make(b.Bullets((b.words("one"), b.words("two")), numbered=True)))
    assert [p.frags[0].text for p in numbered if isinstance(p, Paragraph)] == ["one", "two"]
    signed = next(iter(maker().make(b.Bullets((b.words(b.Run("bad", sign="red")),)))))
    assert isinstance(signed, Paragraph)
    assert signed.getPlainText() == "bad"


def test_a_short_opening_stays_with_the_table_after_it_and_only_one_does():
    table = b.Table((b.TableColumn("A", 1),), ((b.cell("a"),),), "one")
    head, text = b.Heading(2, b.words("A heading"), "key"), b.Paragraph(b.words("short"))
    names = [type(each).__name__ for each in maker().story((head, text, text, text, table))]
    assert names == ["Break", "DrawnHeading", "Paragraph", "Paragraph", "Paragraph", "Rows"]
    short, long = (maker().story((head, *matter))[0] for matter in ((text, table), (text, text, text, table)))
    assert isinstance(short, Break)
    assert isinstance(long, Break)
    assert long.height < short.height + 2 * 15.5
