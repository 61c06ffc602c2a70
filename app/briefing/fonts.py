"""The faces of printed papers, and which of them draws which character.

Lato draws what it can, Hind Siliguri Bengali, DejaVu Sans the rest. A character that none has is drawn as a replacement
sign and keeps its own code for copying, searching and reading aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import Any, cast

from reportlab.graphics import shapes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, ShapeData, ShapedStr, TTFont

from app import resources

BODY, BOLD, ITALIC, BOLD_ITALIC = "Lato", "Lato-Bold", "Lato-Italic", "Lato-BoldItalic"
SYMBOLS, BENGALI, BENGALI_BOLD = "DejaVuSans", "HindSiliguri", "HindSiliguri-Bold"
SHAPED = frozenset({BENGALI, BENGALI_BOLD})
"""Faces whose letters join: what they draw is shaped first (`shaped`)."""
_FACES = {BODY: "Regular", BOLD: "Bold", ITALIC: "Italic", BOLD_ITALIC: "BoldItalic"}
_REPLACEMENT = 0xFFFD
_GLYPHS = 0xF0000  # where glyphs that have no character of their own stand, in a plane for private use


class _Face(TTFont):
    """A font whose map from glyphs to characters is right beyond the first 65,536 characters too."""

    def addObjects(self, doc) -> None:
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = _to_unicode(name, subset)


class _LastFace(_Face):
    """The font asked last: what it lacks it draws as the replacement sign."""

    def splitString(self, text, doc, encoding="utf-8"):
        return super().splitString(self._covered(text, encoding), doc, encoding)

    def stringWidth(self, text, size, encoding="utf8"):
        return super().stringWidth(self._covered(text, encoding), size, encoding)

    def _covered(self, text: str | bytes, encoding: str) -> str:
        text = text if isinstance(text, str) else text.decode(encoding)
        glyphs, widths = self.face.charToGlyph, self.face.charWidths
        for code in set(map(ord, text)).difference(glyphs):
            glyphs[code], widths[code] = glyphs[_REPLACEMENT], widths[_REPLACEMENT]
        return text


class ShapedFace(_Face):
    """A font whose letters join and change places: Bengali."""

    @cached_property
    def harfbuzz(self) -> Any:
        """The font as the library of shaping has it."""
        import uharfbuzz

        return uharfbuzz.Font(self.hbFace)  # pyright: ignore[reportAttributeAccessIssue]

    def shaped(self, text: str) -> ShapedStr:
        """The text as the glyphs that stand for it, each at its place; a glyph has the same code in every paper."""
        codes, places = [], []
        for glyph, at in self._glyphs(text):
            code = _GLYPHS + glyph.codepoint
            if code not in self.face.charToGlyph:
                self.face.charToGlyph[code] = glyph.codepoint
                self.face.charWidths[code] = self.pdfScale(self.harfbuzz.get_glyph_h_advance(glyph.codepoint))
            measures = map(self.pdfScale, (at.x_advance, at.y_advance, at.x_offset, at.y_offset))
            places.append(ShapeData(glyph.cluster, *measures, self.face.charWidths[code]))  # pyright: ignore
            codes.append(chr(code))
        found = ShapedStr("".join(codes), shapeData=cast("Any", places))
        found.written = text  # pyright: ignore[reportAttributeAccessIssue] - for what is no PDF
        return found

    def _glyphs(self, text: str) -> Iterator[tuple[Any, Any]]:
        """The glyphs of a text in order of drawing, each with its place."""
        import uharfbuzz

        hb: Any = uharfbuzz
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.harfbuzz, buffer)
        return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)

    def stringWidth(self, text, size, encoding="utf8"):
        known = text if isinstance(text, str) else text.decode(encoding)
        return sum(self.pdfScale(at.x_advance) for _, at in self._glyphs(known)) * size / 1000


def _to_unicode(name: str, subset: list[int]) -> str:
    pairs = [f"<{i:02X}> <{chr(c).encode('utf-16-be').hex().upper()}>" for i, c in enumerate(subset) if c]
    blocks: list[str] = []
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        blocks += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


@cache
def register_fonts() -> dict[int, str]:
    """Make the fonts known to reportlab, once; which face draws a character: BODY (in all its four), or another."""
    common: set[int] = set()
    for name, face in _FACES.items():
        font = _Face(name, str(resources.font(face)), shapable=False)
        pdfmetrics.registerFont(font)
        common = set(font.face.charToGlyph) & (common or set(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(BODY, BODY, BOLD, ITALIC, BOLD_ITALIC)
    last = _LastFace(SYMBOLS, str(resources.path("fonts/DejaVuSans.ttf")), shapable=False)
    bengali = ShapedFace(BENGALI, str(resources.bengali_font("Regular")))
    bold = ShapedFace(BENGALI_BOLD, str(resources.bengali_font("Bold")))
    for font in (last, bengali, bold):
        pdfmetrics.registerFont(font)
        pdfmetrics.registerFontFamily(font.fontName, *[font.fontName] * 4)
    shapes.STATE_DEFAULTS["fontName"] = BODY  # or every drawing names Helvetica, which is never embedded
    others = dict.fromkeys(last.face.charToGlyph, SYMBOLS)
    joined = {code: BENGALI for code in bengali.face.charToGlyph if 0x980 <= code <= 0x9FF}
    return others | joined | dict.fromkeys(common, BODY)


def face_of(character: str) -> str:
    """BODY where Lato draws a character, BENGALI, or SYMBOLS, which draws a replacement for what no face has."""
    return register_fonts().get(ord(character), SYMBOLS)


def shaped(text: str, face: str) -> ShapedStr:
    """A run of text as the glyphs of one of the `SHAPED` faces that stand for it."""
    font = pdfmetrics.getFont(face)
    assert isinstance(font, ShapedFace)
    return font.shaped(text)


def drawn_truly(text: str) -> bool:
    """Whether every character of a text is in some face."""
    return all(ord(character) in register_fonts() for character in text)


@lru_cache(200_000)
def width_in(text: str, face: str) -> float:
    """How wide a text is in one face, for a size of 1 point."""
    register_fonts()
    return pdfmetrics.stringWidth(text, face, 1)
