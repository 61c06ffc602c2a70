"""The one door through which words reach a PDF: fonts, markup, long texts as several paragraphs, and what is safe.

Lato draws what it can, DejaVu Sans the rest. A character that neither has is drawn as a replacement sign and
keeps its own code for copying, searching and reading aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.graphics import shapes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from app import resources
from app.domain.fields import clean

from . import blocks as b
from . import palette

BODY, BOLD, ITALIC, BOLD_ITALIC = "Lato", "Lato-Bold", "Lato-Italic", "Lato-BoldItalic"
SYMBOLS = "DejaVuSans"
_FACES = {BODY: "Regular", BOLD: "Bold", ITALIC: "Italic", BOLD_ITALIC: "BoldItalic"}
_REPLACEMENT = 0xFFFD

# Left out although `clean` keeps them: they draw nothing, and a PDF has no use for them.
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
_UNIT = re.compile(r"(?<=\d) (?=%|points?\b|days?\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)")
NO_BREAK = "\u00a0"
PIECE = 2_500  # characters; the time a paragraph takes to lay out grows with the square of its length


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
def register_fonts() -> frozenset[int]:
    """Make the fonts known to reportlab, once; the character codes that Lato has in all four faces."""
    common: set[int] | None = None
    for name, face in _FACES.items():
        font = _Face(name, str(resources.font(face)))
        pdfmetrics.registerFont(font)
        common = set(font.face.charToGlyph) & (common if common is not None else set(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(BODY, BODY, BOLD, ITALIC, BOLD_ITALIC)
    pdfmetrics.registerFont(_LastFace(SYMBOLS, str(resources.path("fonts/DejaVuSans.ttf"))))
    pdfmetrics.registerFontFamily(SYMBOLS, SYMBOLS, SYMBOLS, SYMBOLS, SYMBOLS)
    shapes.STATE_DEFAULTS["fontName"] = BODY  # or every drawing names Helvetica, which is never embedded
    return frozenset(common or ())


def plain(text: str, limit: int = 300) -> str:
    """Text for what has no fonts of its own (titles, outline, what is read aloud): one line, nothing unseen.

    Longer text is cut at `limit` characters and ends in an ellipsis.
    """
    line = " ".join(_seen(text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def markup(text: str) -> str:
    """Text for a paragraph: whatever people wrote, escaped, in the fonts that have it; line ends stay."""
    parts: list[str] = []
    for known, run in font_runs(text):
        safe = escape(run).replace("\n", "<br/>")
        parts.append(safe if known else f'<font name="{SYMBOLS}">{safe}</font>')
    return "".join(parts)


def font_runs(text: str) -> Iterator[tuple[bool, str]]:
    """The text in runs: whether Lato has it, and the run itself. A figure and its unit stay on one line."""
    have = register_fonts()
    whole = _UNIT.sub(NO_BREAK, _seen(text))
    for known, run in groupby(whole, lambda c: c == "\n" or ord(c) in have):
        yield known, "".join(run)


def pieces(line: str, limit: int = PIECE) -> Iterator[str]:
    """One line in parts of at most `limit` characters, cut between words where there are any.

    What has no space is cut much shorter: breaking a word over lines takes longest.
    """
    while len(line) > limit:
        cut = line.rfind(" ", 0, limit) + 1 or -(-limit // 8)
        yield line[:cut]
        line = line[cut:]
    yield line


def _seen(text: str) -> str:
    return clean(text).translate(_UNSEEN)


def clean_lines(text: str) -> list[str]:
    """The lines of a text as people wrote it, without what cannot be seen."""
    return _seen(text).split("\n")


def run_markup(said: b.Words) -> str:
    """Words as reportlab's markup; what people wrote is escaped."""
    return "".join(map(_one_run, said))


def _one_run(run: b.Run) -> str:
    out = markup(run.text)
    tones = {"muted": palette.MUTED, "accent": palette.ACCENT}
    if run.bold:
        out = f"<b>{out}</b>"
    if run.italic:
        out = f"<i>{out}</i>"
    if run.tone:
        out = f'<font color="{tones[run.tone]}">{out}</font>'
    if run.sign:
        sign = palette.SIGNS[run.sign]
        out = f'<font name="{SYMBOLS}" color="{sign.ink}">{sign.shape}</font>\u00a0{out}'
    if run.to:
        out = f'<a href="#{run.to}">{out}</a>'
    return out


def lines(said: b.Words) -> Iterator[b.Words]:
    """The paragraphs of a text: one for each line, and several for a line too long to lay out at once."""
    line: list[b.Run] = []
    for run in said:
        for number, part in enumerate(clean_lines(run.text)):
            if number and line:
                yield tuple(line)
                line = []
            for place, piece in enumerate(pieces(part)):
                if line and (place or sum(len(each.text) for each in line) + len(piece) > PIECE):
                    yield tuple(line)
                    line = []
                if piece or run.sign:
                    line.append(replace(run, text=piece))
    if line:
        yield tuple(line)


def replace_all(said: b.Words, **changes) -> b.Words:
    """The same words, each run changed."""
    return tuple(replace(run, **changes) for run in said)


def bullet(sign: str) -> str:
    """The mark before an item of a list: a dot, or the shape of a state."""
    if not sign:
        return "<bullet>•</bullet>"
    shown = palette.SIGNS[sign]
    return f'<bullet><font name="{SYMBOLS}" size="9.5" color="{shown.ink}">{shown.shape}</font></bullet>'
