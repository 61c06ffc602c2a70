"""What a cell of figures says: a figure, or why there is none; nothing is made of what can mean two things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.domain.stored import spelt

from ..plantext import quoted
from .grid import Cell

_SUPPRESSED, _NOT_AVAILABLE, _NOT_APPLICABLE = "Suppressed", "Not available", "Not applicable"
_MARKS: Mapping[str, str] = {
    "c": _SUPPRESSED, "x": _SUPPRESSED, "s": _SUPPRESSED, "*": _SUPPRESSED, "**": _SUPPRESSED, "~": _SUPPRESSED,
    "supp": _SUPPRESSED, "suppressed": _SUPPRESSED, "confidential": _SUPPRESSED, "[c]": _SUPPRESSED,
    "[x]": _NOT_AVAILABLE, "[n]": _NOT_AVAILABLE, "[na]": _NOT_AVAILABLE, ":": _NOT_AVAILABLE, "..": _NOT_AVAILABLE,
    "…": _NOT_AVAILABLE, "not available": _NOT_AVAILABLE, "unavailable": _NOT_AVAILABLE, "no data": _NOT_AVAILABLE,
    "nd": _NOT_AVAILABLE, "n/k": _NOT_AVAILABLE, "not known": _NOT_AVAILABLE, "[w]": _NOT_AVAILABLE,
    "z": _NOT_APPLICABLE, "[z]": _NOT_APPLICABLE, ".": _NOT_APPLICABLE, "not applicable": _NOT_APPLICABLE,
    "n/a": "Not available or not applicable", "na": "Not available or not applicable",
    "n.a.": "Not available or not applicable", "low": "Too small to be shown", "[low]": "Too small to be shown",
    "k": "Too small to be shown", "[k]": "Too small to be shown", "u": "Too unreliable to be shown",
    "[u]": "Too unreliable to be shown", "tbc": "Not yet known", "tba": "Not yet known", "awaited": "Not yet known",
    "pending": "Not yet known", "not yet available": "Not yet known", "not due": "Not yet known",
    "-": "Given as a dash, which may be nil or unknown", "--": "Given as a dash, which may be nil or unknown",
    "nil return": "No return was made",
}  # fmt: skip
"""What stands in the place of a figure, as statisticians of the government and councils write it."""
_NOTE = re.compile(r"\s*\[note\s*(\d+)\]$|\s*\((\d{1,2})\)$|\s*[¹²³⁴⁵⁶⁷⁸⁹†‡]+$", re.I)
_SIGN = re.compile(r"\s*(?:\[(r|p|e|er|b)\]|\((r|p|e)\)|(?<=\d)\s?(r|p|e)|(?<=[\d%])\*+)$", re.I)
_SIGNS = {"r": "revised by the source", "e": "estimated", "b": "break in the series"}
PROVISIONAL, FINAL = "provisional", "final"
"""How a source says that a figure stands; nothing is said by most."""
_STANDS = {
    **dict.fromkeys(("p", "prov", "provisional", "preliminary"), PROVISIONAL),
    **dict.fromkeys(("f", "final", "r", "revised"), FINAL),
}
_STANDS_BEHIND = re.compile(
    r"[\s,;:–-]*(?:[\[(](p|prov|provisional|preliminary|f|final|r|revised)[\])]|\b(provisional|preliminary|revised|final))"
    r"\s*$",
    re.I,
)
_LIMIT = re.compile(
    r"(<|>|≤|≥|<=|>=|under|over|less than|more than|fewer than|below|above|up to)\s*£?\d[\d,.]*\s*%?", re.I
)
_BESIDE = re.compile(r"(?<=[\d%])\s*(?:\((n\s*=\s*[\d,]+)\))?\s*[↑↓→←↔▲▼►◄↗↘⬆⬇➡]*$", re.I)
"""How many there were, and which way it goes, behind a figure: "81% (n=120) ↑"."""
_ABOUT = re.compile(r"^(about|approx(?:imately|\.)?|around|circa|c\.|ca\.|~|≈)\s*(?=[£\d-])", re.I)
_FIGURE = re.compile(
    r"(?P<sign>[-−–+]?)\s*(?P<pounds>£?)\s*(?P<sign2>[-−]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"\s*(?P<times>k|m|bn|million|thousand)?\s*"
    r"(?P<unit>%|per cent|percent|pp|pts?|points?|days?|weeks?|months?|hours?|hrs?)?",
    re.I,
)
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}
_UNITS = {"%": "%", "per cent": "%", "percent": "%", "pp": "points", "pt": "points", "pts": "points", "hr": "hours",
          "hrs": "hours"}  # fmt: skip
_OF = re.compile(r"([\d,]+)\s*(?:/|of|out of)\s*([\d,]+)", re.I)


class FigureCell(NamedTuple):
    """What a cell says.

    Attributes:
        value: the figure.
        gap: why there is none.
        unit: which the cell names: "%", "£", "days"; empty where it names none.
        about: it is rounded or estimated.
        note: what stands beside the figure: that it is revised or estimated.
        wrong: what cannot be understood, as the end of a sentence; then there is neither figure nor gap.
        counts: numerator and denominator, where the cell gives these ("45 of 210").
        stands: `PROVISIONAL` or `FINAL` (a revised one stands too); empty where the cell does not say.
        whole: the cell says itself that it stands in thousands or millions ("1.2m"), so nothing multiplies it more.
    """

    value: Decimal | None = None
    gap: str = ""
    unit: str = ""
    about: bool = False
    note: str = ""
    wrong: str = ""
    counts: tuple[Decimal, Decimal] | None = None
    whole: bool = False
    stands: str = ""


@lru_cache(maxsize=8192)  # thousands of rows say the same
def stands_called(text: str) -> str:
    """How a figure stands by a word alone, as a column of its own has it: "p", "Provisional", "revised"."""
    return _STANDS.get(" ".join(text.split()).casefold().strip("[]()."), "")


@lru_cache(maxsize=8192)
def stands_behind(text: str) -> tuple[str, str]:
    """A heading or a period without the word behind it that says how its figures stand, and that: "2017/18 (p)"."""
    match = _STANDS_BEHIND.search(text)
    return (text[: match.start()], stands_called(match[1] or match[2])) if match else (text, "")


@lru_cache(maxsize=8192)
def read_figure(cell: Cell) -> FigureCell | None:
    """What a cell says; None for an empty one."""
    if cell.value is None and _PLAIN.fullmatch(cell.text):  # nearly all
        return FigureCell(Decimal(cell.text))
    return _read(cell)


def _read(cell: Cell) -> FigureCell | None:
    text = " ".join(cell.text.split())
    if not text:
        return None
    plain = text.casefold().replace("–", "-").replace("—", "-")
    if gap := _MARKS.get(plain):
        return FigureCell(gap=f"{gap} ({text})" if text.casefold() != gap.casefold() else gap)
    if re.fullmatch(r"\[note\s*\d+\]", plain):
        return FigureCell(gap=f"See the source’s {plain[1:-1]}")
    notes: list[str] = []
    about, stands = False, ""
    body = text
    while match := _SIGN.search(body) or _NOTE.search(body):
        word = next((part for part in match.groups() if part), "").casefold()
        stands = stands or _STANDS.get(word, "")
        if word in _SIGNS:
            notes.append(_SIGNS[word])
            about |= word == "e"
        elif word.isdigit():
            notes.append(f"note {word} of the source")
        body = body[: match.start()].rstrip()
    if match := _BESIDE.search(body):
        notes += [match[1]] if match[1] else []
        body = body[: match.start()].rstrip()
    if match := _ABOUT.match(body):
        about, body = True, body[match.end() :]
    if body.casefold() in _MARKS:
        return FigureCell(gap=f"{_MARKS[body.casefold()]} ({text})", note=", ".join(notes))
    if _LIMIT.fullmatch(body):
        return FigureCell(gap=f"Given only as {quoted(body)}", note=", ".join(notes))
    if re.fullmatch(r"\(\s*[£-]?\s*[\d.,]+\s*[%km]?\s*\)", body, re.I):
        return FigureCell(wrong=f"{quoted(text)} stands in brackets, which may mean below zero or not final")
    if re.fullmatch(r"£?[\d.,]+\s?-", body):
        return FigureCell(wrong=f"{quoted(text)} ends in a minus")
    if match := _OF.fullmatch(body):
        first, second = (Decimal(part.replace(",", "")) for part in match.groups())
        return FigureCell(counts=(first, second), about=about, note=", ".join(notes), stands=stands)
    if not (match := _FIGURE.fullmatch(body)):
        return FigureCell(wrong=f"{quoted(text[:60])} is no figure")
    value = Decimal(match["number"].replace(",", "")) * _TIMES.get((match["times"] or "").casefold(), 1)
    if isinstance(cell.value, Decimal) and not match["unit"] and not match["times"]:
        value = Decimal(spelt(abs(round(cell.value, 6))))
    if (match["sign"] or match["sign2"]) not in ("", "+"):
        value = -value
    word = (match["unit"] or "").casefold()
    unit = "£" if match["pounds"] else _UNITS.get(word, f"{word.rstrip('s')}s" if word else "")
    note, whole = ", ".join(notes), bool(match["times"])
    return FigureCell(value=value, unit=unit, about=about, note=note, whole=whole, stands=stands)
