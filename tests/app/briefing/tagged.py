"""Reading the structure of a tagged PDF back, and what the blocks of a briefing should read as."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import page as validator
import pikepdf

from app.briefing import blocks as b
from app.briefing import palette
from app.briefing.text import clean_lines, lines, plain
from tests.app.briefing.reading import to_unicode


@dataclass
class Part:
    """An element of the structure: its type, its words in order, and the elements in it."""

    role: str
    alt: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[str | Part] = field(default_factory=list)
    areas: int = 0
    page: int = 0

    def all(self) -> Iterator[Part]:
        yield self
        for each in self.content:
            if isinstance(each, Part):
                yield from each.all()

    def words(self) -> str:
        """As they are read aloud: a picture by the words that stand for it."""
        if self.role == "Figure":
            return f" {self.alt} "
        said = "".join(each if isinstance(each, str) else each.words() for each in self.content)
        return said if self.role in ("Link", "Lbl", "Span") else f" {said} "


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00a0", " ")).split())


def failures(data: bytes) -> list[str]:
    """What PDF/UA-1 asks for and the PDF lacks."""
    return [f"{each.rule_id}: {each.message}" for each in validator.validate_pdf_bytes(data, profile="ua1").failures]


def structure(data: bytes) -> Part:
    """The structure tree, every mark of which stands on its page once, in the tree once, and belongs where it says."""
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = {page.objgen: marks(page) for page in pdf.pages}
        pages = {each: number for number, each in enumerate(texts, 1)}
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        used: dict[tuple[Any, int], Any] = {}
        root = _part(pdf.Root.StructTreeRoot.K, texts, used, owners, pages)
        for page in pdf.pages:
            for number in texts[page.objgen]:
                assert owners[int(page.obj.StructParents)][number].objgen == used.pop((page.objgen, number))
        assert not used
        return root


def _part(element: Any, texts: dict, used: dict, owners: dict, pages: dict) -> Part:
    made = Part(str(element.S)[1:], str(element.get("/Alt", "")))
    made.page = pages[element.Pg.objgen] if "/Pg" in element else 0
    given = element.get("/A", pikepdf.Array())
    for each in given if isinstance(given, pikepdf.Array) else [given]:
        made.attributes |= {str(name)[1:]: str(value) for name, value in each.items()}
    kids = element.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            made.areas += 1
            assert owners[int(kid.Obj.StructParent)].objgen == element.objgen
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" not in kid:
            made.content.append(_part(kid, texts, used, owners, pages))
        else:
            page, number = (element.Pg, int(kid)) if isinstance(kid, int) else (kid.Pg, int(kid.MCID))
            used[page.objgen, number] = element.objgen
            made.content.append(texts[page.objgen][number])
    return made


def marks(page: pikepdf.Page) -> dict[int, str]:
    """What each mark of a page says, by its number; nothing is drawn outside of one."""
    maps = {str(name): to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    current: dict[int, str] = {}
    inside: list[tuple[str, Any]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            inside.append((str(operands[0]), operands[1] if name == "BDC" else {}))
            if "/MCID" in inside[-1][1]:
                found[int(inside[-1][1]["/MCID"])] = str(inside[-1][1].get("/ActualText", ""))
        elif name == "EMC":
            inside.pop()
        elif name == "Tf":
            current = maps[str(operands[0])]
        elif name in ("Tj", "TJ"):
            assert inside, operands
            assert len(inside) == 1
            if "/MCID" in inside[0][1] and "/ActualText" not in inside[0][1]:
                parts = [operands[0]] if name == "Tj" else [p for p in operands[0] if isinstance(p, pikepdf.String)]
                found[int(inside[0][1]["/MCID"])] += "".join(current[code] for part in parts for code in bytes(part))
        elif name in ("S", "f", "f*", "B", "b", "Do"):
            assert inside, name
    assert not inside
    return found


def expected(blocks: Iterable[b.Block], said: str, pages: Any = None) -> str:
    """How blocks read; of several lengths that which `said`, the whole, goes on with.

    Args:
        blocks: in order.
        said: what was read of the PDF.
        pages: gives the page of a heading by its key, for the contents.
    """
    whole = ""
    for block in _one_after_the_other(blocks):
        if isinstance(block, b.Fitting):
            tries = [folded(f"{whole} {expected(each, said, pages)}") for each in block.variants]
            whole = next((each for each in tries if said.startswith(each)), tries[-1])
        else:
            whole = folded(f"{whole} {' '.join(_expected(block, said, pages))}")
    return whole


def _one_after_the_other(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """Blocks, and in place of what stays together the blocks within it."""
    for block in blocks:
        if isinstance(block, b.Together):
            yield from _one_after_the_other(block.blocks)
        else:
            yield block


def _expected(block: b.Block, said: str, pages: Any) -> Sequence[str]:
    match block:
        case b.Heading() | b.Paragraph() | b.Note():
            return [_text(block.words)]
        case b.Bullets():
            numbers = range(1, len(block.items) + 1) if block.numbered else [0] * len(block.items)
            told = [(_label(item, n), _text(item)) for n, item in zip(numbers, block.items, strict=True)]
            return [f"{label} {text}" for label, text in told if text]
        case b.Badge():
            return [block.word, *block.marks, _text(block.beside)]
        case b.PictureBlock():
            return [plain(block.alt, 2_000)]
        case b.Table():
            head = [_text(b.words(c.title)) for c in block.columns] if block.headed else []
            cells = [part for row in block.rows for cell in row for part in cell]
            return [*head, *(each for part in cells for each in _expected(part, said, pages))]
        case b.Pairs():
            return [f"{_text(b.words(name))} {_text(value)}" for name, value in block.pairs]
        case b.Cover():
            return [plain(block.council), _text(b.words(block.title)), plain(block.subtitle)]
        case b.Contents():
            return [f"{_text(heading.words)} {page}" for heading, page in pages]
        case _:
            return []


def _label(item: b.Words, number: int) -> str:
    if number:
        return f"{number}."
    return palette.SIGNS[item[0].sign].shape if item and item[0].sign else "•"


def _text(said: b.Words) -> str:
    return folded(" ".join("".join(" ".join(clean_lines(run.text)) for run in line) for line in lines(said)))
