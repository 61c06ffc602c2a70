"""Which words of a paper its fonts cannot draw as they are read; whoever exports it is told before it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from . import blocks as b
from .fonts import drawn_truly
from .renderer import as_printed
from .text import clean_lines

_NAMED = 8
_AROUND = ".,;:!?()[]{}“”„\"‘’'…·–—/"  # what may stand beside a word
_BACKWARDS = {"R", "AL", "AN"}  # bidirectional classes of what is written from right to left
_NO_WORDS = {"key", "to", "sign", "tone", "manner", "align", "state"}


def undrawable(briefing: b.Briefing) -> tuple[str, ...]:
    """The words that would come out as signs of replacement, unjoined or in the wrong order, each once, in order.

    They are in the file all the same for copying, searching and reading aloud. Found are words with a character that no
    face has (Chinese, most emoji), and those of scripts that run from right to left (Arabic, Hebrew).
    """
    found: dict[str, None] = {}
    shown = [list(as_printed(section.blocks)) for section in briefing.sections]
    for text in _texts([briefing.title, *briefing.running, briefing.foot, shown]):
        if not text.isascii():
            for word in " ".join(clean_lines(text)).split():
                if not _drawn(word):
                    found.setdefault(word.strip(_AROUND))
    return tuple(found)


def words_of(briefing: b.Briefing) -> tuple[str, ...]:
    """Every text that a paper says, in whatever form it is written."""
    shown = [[*section.blocks, *as_printed(section.blocks)] for section in briefing.sections]
    named = (briefing.title, briefing.author, briefing.subject, *briefing.running, briefing.foot)
    return (*named, *_texts(shown))


def what_is_not_drawn(briefing: b.Briefing) -> str:
    """A sentence that names the words, the first of many; empty where every word can be drawn."""
    found = undrawable(briefing)
    if not found:
        return ""
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return (
        f"The PDF cannot show these words as they are written: {', '.join(found[:_NAMED])}{more}. They can be searched "
        "and read aloud in it. A web page (.html) or a document for Word (.docx) shows them."
    )


def _drawn(word: str) -> bool:
    return word.isascii() or (
        drawn_truly(word.replace("\u200c", "").replace("\u200d", ""))
        and not any(unicodedata.bidirectional(character) in _BACKWARDS for character in word)
    )


def _texts(matter: Any) -> Iterator[str]:
    """Every text that a paper shows."""
    if isinstance(matter, str):
        yield matter
    elif isinstance(matter, b.Fitting):
        yield from _texts(matter.variants[0])  # the longest says what the others say
    elif isinstance(matter, tuple | list):
        for each in matter:
            yield from _texts(each)
    elif is_dataclass(matter) and not isinstance(matter, type):
        for each in fields(matter):
            if each.name not in _NO_WORDS:
                yield from _texts(getattr(matter, each.name))
