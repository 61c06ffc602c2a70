"""Reading a PDF back: its text as a reader program sees it, page by page, and its outline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf

NEW_LINE = {"T*", "Td", "TD", "Tm", "ET", "'"}


def page_texts(path: Path) -> list[str]:
    """The text of each page in the order in which it is drawn, white space folded."""
    with pikepdf.open(path) as pdf:
        return [" ".join(page_text(page).split()) for page in pdf.pages]


def text_of(path: Path) -> str:
    return " ".join(page_texts(path))


def page_text(page: pikepdf.Page) -> str:
    maps = {str(name): to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    said: list[str] = []
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            current = maps[str(operands[0])]
        elif name in ("Tj", "'"):
            said.append("".join(current[code] for code in bytes(operands[0])))
        if name in NEW_LINE:
            said.append("\n")
    return "".join(said)


def to_unicode(font: Any) -> dict[int, str]:
    """Code to character, as the font says."""
    if "/ToUnicode" not in font:
        return {}
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def outline(path: Path) -> list[tuple[int, str, int]]:
    """Level from 0, title and page from 1 of each entry."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as opened:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return list(_entries(pdf, opened.root, pages, 0))


def _entries(pdf: pikepdf.Pdf, items: Any, pages: dict[Any, int], level: int) -> Any:
    for item in items:
        target = item.destination
        if not isinstance(target, pikepdf.Array):
            target = pdf.Root.Dests[f"/{str(target).lstrip('/')}"]
        yield level, item.title, pages[target[0].objgen]
        yield from _entries(pdf, item.children, pages, level + 1)


def fonts(path: Path) -> dict[str, bool]:
    """Each font by name, and whether it is embedded."""
    with pikepdf.open(path) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        return {str(f.BaseFont): "/FontFile2" in f.get("/FontDescriptor", {}) for f in found}
