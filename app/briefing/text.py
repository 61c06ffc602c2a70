"""The one door through which words reach a paper: what is safe, what is unseen, and in which face each is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from app.domain.fields import clean

from . import blocks as b
from . import palette
from .fonts import BENGALI, BENGALI_BOLD, BODY, BOLD, BOLD_ITALIC, ITALIC, SYMBOLS, face_of
from .structure import Element

# Left out although `clean` keeps them: they draw nothing, and a paper has no use for them. Joiners of Bengali stay.
_NO_CHARACTERS = [*range(0xFDD0, 0xFDF0), *(plane * 0x10000 + n for plane in range(17) for n in (0xFFFE, 0xFFFF))]
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *_NO_CHARACTERS])
_JOINERS = re.compile("(?<![\u0980-\u09ff])[\u200c\u200d]|[\u200c\u200d](?![\u0980-\u09ff])")
_SPACES = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")
_UNIT = re.compile(r"(?<=\d) (?=%|points?\b|days?\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)")
NO_BREAK = "\u00a0"
_OF_FACE = dict.fromkeys([(BENGALI, BOLD), (BENGALI, BOLD_ITALIC)], BENGALI_BOLD)
_SLANTED = {(BODY, True): ITALIC, (BOLD, True): BOLD_ITALIC}


@dataclass(frozen=True, slots=True)
class Manner:
    """How some words are drawn.

    Attributes:
        face: a face of `fonts`, its size in points.
        ink: the colour, as `palette` names it.
        link: the link that they are the words of.
        key: the key of the heading to which that leads.
        silent: they are drawn and not read, as a shape is whose word follows.
    """

    face: str
    size: float
    ink: str
    link: Element | None = None
    key: str = ""
    silent: bool = False


def plain(text: str, limit: int = 300) -> str:
    """Text for what has no fonts of its own (titles, outline, what is read aloud): one line, nothing unseen.

    Longer text is cut at `limit` characters and ends in an ellipsis.
    """
    line = " ".join(_seen(text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def font_runs(text: str, face: str = BODY) -> Iterator[tuple[str, str]]:
    """The text in runs: the face that draws each, and the run. A figure and its unit stay on one line.

    What Lato has is drawn in `face`, one of its four.
    """
    whole = _UNIT.sub(NO_BREAK, _seen(text))
    if whole.isascii():
        if whole:
            yield face, whole
        return
    for drawn, run in groupby(whole, _face_of):
        yield _OF_FACE.get((drawn, face), face if drawn == BODY else drawn), "".join(run)


def _face_of(character: str) -> str:
    if character in "\n\u200c\u200d":
        return BODY if character == "\n" else BENGALI
    return face_of(character)


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _SPACES.sub(" ", _JOINERS.sub("", clean(text).translate(_UNSEEN)))


def clean_lines(text: str) -> list[str]:
    """The lines of a text as people wrote it, without what cannot be seen."""
    return _seen(text).split("\n")


def lines(said: b.Words) -> Iterator[b.Words]:
    """The lines of a text, each a paragraph of its own; empty ones fall away."""
    line: list[b.Run] = []
    for run in said:
        for number, part in enumerate(clean_lines(run.text)):
            if number and line:
                yield tuple(line)
                line = []
            if part or run.sign:
                line.append(replace(run, text=part))
    if line:
        yield tuple(line)


def one_line(said: b.Words) -> b.Words:
    """The words with a space for each end of a line."""
    return tuple(replace(run, text=" ".join(clean_lines(run.text))) for run in said)


def manners(said: b.Words, face: str, size: float, ink: str, within: Element) -> Iterator[tuple[str, Manner]]:
    """The words in pieces, each with its manner.

    Args:
        said: one line of them.
        face: where they say nothing else.
        size: in points.
        ink: where they say nothing else.
        within: the element whose words they are; links become parts of it.
    """
    tones = {"": ink, "muted": palette.MUTED, "accent": palette.ACCENT}
    for run in said:
        link = Element("Link", within, alt=plain(run.text), inline=True) if run.to and run.text else None
        if run.sign:
            sign = palette.SIGNS[run.sign]
            yield sign.shape + NO_BREAK, Manner(SYMBOLS, size, sign.ink, silent=True)
        own = BOLD if run.bold else face
        own = _SLANTED.get((own, run.italic), own)
        of_face: dict[str, Manner] = {}
        for drawn, text in font_runs(run.text, own):
            manner = of_face.setdefault(drawn, Manner(drawn, size, tones[run.tone], link, run.to))
            yield text, manner


def replace_all(said: b.Words, **changes) -> b.Words:
    """The same words, each run changed."""
    return tuple(replace(run, **changes) for run in said)
