"""Briefings: templates make sections of plain blocks, pages turn blocks into a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAPERS: Mapping[str, str] = {
    "board": "Board briefing",
    "chair": "Chair’s brief",
    "cabinet": "Cabinet report",
    "theme": "Theme in depth",
    "risks": "Risk register",
    "indicators": "Indicator pack",
    "changes": "What changed",
}
"""What each is called, by its template's name."""


@dataclass(frozen=True)
class PaperOptions:
    """What a person chose of a paper.

    Attributes:
        theme: the key of the theme that the paper `theme` is about; empty for all of them.
        annex: with the annex of the paper `board`: every list that the paper itself cuts short.
        exempt: what is exempt stands in it, so that it is not for publication.
    """

    theme: str = ""
    annex: bool = False
    exempt: bool = False


PLAIN = PaperOptions()
"""The paper as it is when nothing is chosen: public, and without an annex."""
