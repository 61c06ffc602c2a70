"""What people call the units of indicators, and how often they are measured."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.records import UNITS

_UNITS: Mapping[str, tuple[str, int]] = {
    "%": ("%", 1), "percent": ("%", 1), "per cent": ("%", 1), "percentage": ("%", 1), "pct": ("%", 1), "£": ("£", 1),
    "£000": ("£", 1_000), "£000s": ("£", 1_000), "£k": ("£", 1_000), "£m": ("£", 1_000_000), "gbp": ("£", 1),
    "pounds": ("£", 1), "days": ("days", 1), "working days": ("days", 1), "weeks": ("weeks", 1),
    "months": ("months", 1), "hours": ("hours", 1), "percentage points": ("points", 1), "pp": ("points", 1),
    "points": ("points", 1), "number": ("", 1), "no": ("", 1), "no.": ("", 1), "count": ("", 1), "#": ("", 1),
    "rate": ("", 1), "num": ("", 1), "ratio": ("", 1),
}  # fmt: skip
"""The unit by what people call it, and by how much figures in it are to be multiplied."""
_MONEY = re.compile(
    r"(?:£|\bgbp\b)\s*(?:in\s+)?['’(]?\s*(?P<times>000(?:,?000)?s?|k|thousands?|mn?|millions?|bn|billions?)(?!\w)"
    r"|\b(?P<said>thousands?|millions?) (?:of )?(?:£|pounds)",
    re.I,
)
_TIMES = {"0": 1_000, "k": 1_000, "t": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_RATE = re.compile(r"(?:rate )?per (\d{1,3}),?000\b.*", re.I)
_CADENCES: Mapping[str, str] = {
    "month": "month", "monthly": "month", "m": "month", "quarter": "quarter", "quarterly": "quarter",
    "qtrly": "quarter", "q": "quarter", "qtr": "quarter", "year": "year", "annual": "year", "annually": "year",
    "yearly": "year", "a": "year", "y": "year", "week": "week", "weekly": "week", "w": "week", "term": "term",
    "termly": "term", "half-yearly": "half-year", "half yearly": "half-year", "6-monthly": "half-year",
    "six-monthly": "half-year", "6 monthly": "half-year", "six monthly": "half-year", "bi-annual": "half-year",
    "biannual": "half-year", "half-year": "half-year", "fortnight": "fortnight", "fortnightly": "fortnight",
    "financial year": "financial year", "calendar year": "calendar year",
}  # fmt: skip


def unit_called(text: str) -> tuple[str, int] | None:
    """A unit, and by how much its figures are multiplied: of "£000" pounds, 1,000 times. None for words not known."""
    plain = re.sub(r"\s*\(.*?\)$", "", " ".join(text.casefold().split()))
    if times := money_in(text):
        return "£", times
    if match := _RATE.fullmatch(plain):
        return (f"per {match[1]},000", 1) if f"per {match[1]},000" in UNITS else None
    return _UNITS.get(plain)


def money_in(text: str) -> int:
    """By how much figures under these words are to be multiplied: of "Spend (£000)" 1,000; 0 where they say nothing."""
    match = _MONEY.search(text)
    if match is None:
        return 0
    word = (match["times"] or match["said"]).casefold().replace(",", "")
    return 1_000_000 if word.startswith("000000") else _TIMES[word[0]]


def cadence_called(text: str) -> str:
    """How often something is measured; empty for words not known, such as "YTD"."""
    plain = " ".join(re.sub(r"\(.*?\)", "", text.casefold()).split())
    return _CADENCES.get(plain, _CADENCES.get(plain.split(" ")[0], "") if plain else "")
