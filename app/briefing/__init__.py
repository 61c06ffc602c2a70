"""Briefings: templates make sections of plain blocks, pages turn blocks into a PDF."""

from __future__ import annotations

from collections.abc import Mapping

PAPERS: Mapping[str, str] = {"board": "Board briefing", "changes": "What changed"}
"""What each is called, by its template's name."""
