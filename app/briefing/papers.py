"""The papers that can be made of a plan, and the file that each is."""

from __future__ import annotations

from collections.abc import Mapping

PAPERS: Mapping[str, str] = {"board": "Board briefing", "changes": "What changed"}
"""What each is called, by its template's name."""
