"""Briefings: templates make sections of plain blocks, pages turn blocks into a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.records import PAPER_NAMES

PAPERS: Mapping[str, str] = PAPER_NAMES
"""What each is called, by its template's name."""


@dataclass(frozen=True)
class PaperOptions:
    """What a person chose of a paper.

    Attributes:
        theme: the key of the theme that the paper `theme` is about; empty for all of them.
        annex: with the annex of the paper `board`: every list that the paper itself cuts short.
        exempt: what is exempt stands in it, so that it is not for publication.
        version: which version it is that is issued, and what it supersedes; its number comes first.
    """

    theme: str = ""
    annex: bool = False
    exempt: bool = False
    version: str = ""


PLAIN = PaperOptions()
"""The paper as it is when nothing is chosen: public, and without an annex."""
