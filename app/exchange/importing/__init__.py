"""Bringing an existing plan in from Excel or from text with commas: what its rows say, and what they would change."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.records import Action, Indicator, Milestone, Objective, Recommendation, Record, Risk, Theme

KINDS: Mapping[str, type[Record]] = {
    "themes": Theme,
    "objectives": Objective,
    "recommendations": Recommendation,
    "actions": Action,
    "milestones": Milestone,
    "indicators": Indicator,
    "risks": Risk,
}
"""What can come in, by the word for it."""
