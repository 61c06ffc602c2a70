"""What the words of one cell come to: a title of one line, and a value by the rule of its field."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from app.domain.fields import LINE, Choice, Level, Number, Rule, Text, Whole
from app.domain.figures import opening
from app.domain.records.scales import USUAL

from .grid import Cell
from .units import cadence_called, unit_called

_POINT = re.compile(r"([•▪◦‣●○■□➢✓\uf0a7\uf0b7]\s*|([·*o]|[-–—](?!\s*\d))\s+)(?=\S)")
"""A bullet before the words of a line, in the signs of Word and of a keyboard; no minus before a figure."""
_NUMERAL = re.compile(r"\(?([a-z]|\d{1,2}|[ivx]{1,4})[.)]\s+\S", re.I)
_UNFINISHED = re.compile(
    r"([,;/&:(–-]|\b(of|for|and|or|the|to|in|assistant|deputy|interim|acting|senior|principal))$", re.I
)
_GOING_ON = re.compile(
    r"[a-z(&/,]|(Officer|Manager|Lead|Leader|Director|Services?|Board|Teams?|Practice|Care|Workers?|Chair|Executive|"
    r"Governance|Performance|Safeguarding|Improvement|Commissioning)$"
)
_SHORT_TITLE = 160


class Polarity(NamedTuple):
    """Which way a cell says is better.

    Attributes:
        better: as an indicator holds it; "unknown" where the cell does not say it.
        context: whether no target is meant.
        sure: whether it can be judged by; a band without its ends cannot.
    """

    better: str
    context: bool = False
    sure: bool = True


_HIGHER = re.compile(
    r"\b(high|higher|highest|up|upwards?|big|bigger|biggest|large|larger|more|most|great|greater|increas\w*|maximi[sz]\w*|max|"
    r"rise|rising|grow\w*|above|improv\w*)\b|[↑▲⬆⇧]|^\+ve$|^\+$|^positive$",
    re.I,
)
_LOWER = re.compile(
    r"\b(low|lower|lowest|down|downwards?|small|smaller|smallest|less|least|few|fewer|fewest|decreas\w*|minimi[sz]\w*|min|"
    r"reduc\w*|fall|falling|below)\b|[↓▼⬇⇩]|^-ve$|^negative$",
    re.I,
)
_BAND = re.compile(r"\b(band|range|within|between|goldilocks|plan is best|on plan|corridor|tolerance)\b", re.I)
_NEITHER = re.compile(r"neutral|neither|neither( way)?( is)? better|no polarity", re.I)
_CONTEXT = re.compile(
    r"\b(context\w*|information only|for information|info only|monitor(ing)? only|volume only|no target)\b", re.I
)
_NOT_SO = re.compile(r"\b(not|no|nor|isn't)\b", re.I)


def polarity(text: str) -> Polarity:
    """Which way is better, of words such as "Aim to maximise", "↓", "Bigger is better", "Goldilocks"."""
    plain = " ".join(text.split()).strip(" .")
    if _CONTEXT.search(plain):
        return Polarity("", context=True)
    if _NEITHER.fullmatch(plain):
        return Polarity("")
    if _BAND.search(plain):
        return Polarity("band", sure=False)
    higher, lower = _HIGHER.search(plain), _LOWER.search(plain)
    if bool(higher) != bool(lower) and not _NOT_SO.search(plain):
        return Polarity("higher" if higher else "lower")
    return Polarity("unknown", sure=False)


def without_bullet(line: str) -> str:
    """A line without the bullet before it; every other sign stays."""
    line = line.strip()
    match = _POINT.match(line)
    return line[match.end() :] if match else line


def titled(text: str) -> tuple[str, str]:
    """A title of one line and, where it cannot hold everything, the whole text.

    The title is the text to the letter, but for a bullet before it; where a list follows, it is what stands above that.
    """
    lines = [line.strip() for line in text.strip().split("\n")]
    items = (n for n, line in enumerate(lines) if n and (not line or _POINT.match(line) or _NUMERAL.match(line)))
    above = next(items, len(lines))
    title = title_of(" ".join(lines[:above]))
    if len(title) > LINE:
        sentence = re.split(r"(?<=[.;:])\s", title, maxsplit=1)[0]
        return opening(sentence, _SHORT_TITLE), text.strip()
    return (title.rstrip(":"), text.strip()) if above < len(lines) else (title, "")


def title_of(text: str) -> str:
    """A text as a title: on one line, however long, without the bullet before it."""
    return " ".join(without_bullet(text).split())


def value_of(rule: Rule, target: str, cell: Cell) -> Any:
    """What a cell holds, by the rule of its field. Raises FieldError."""
    text = cell.text
    if isinstance(rule, Whole):
        words = rule.words or dict(enumerate(USUAL[rule.axis][5], 1)) if isinstance(rule, Level) else {}
        for number, word in words.items():
            if text.casefold().strip() == word.casefold():
                return number
        match = re.search(r"\d+", text)
        return rule.read(match[0] if match and not re.search(r"\d[.,]\d", text) else text)
    if isinstance(rule, Number) and isinstance(cell.value, Decimal) and not text.endswith("%"):
        return rule.read(str(round(cell.value, 6).normalize()) if "E" not in str(cell.value.normalize()) else text)
    if isinstance(rule, Choice):
        if target == "unit" and (unit := unit_called(text)):
            return unit[0]
        if target == "cadence" and (cadence := cadence_called(text)):
            return cadence
    if isinstance(rule, Text) and not rule.prose and "\n" in text:
        text = on_one_line(text)
    return rule.read(text)


def on_one_line(text: str) -> str:
    """Lines as a list with commas, but for those that only go on with what the line above them began."""
    found = ""
    for line in filter(None, map(without_bullet, text.split("\n"))):
        goes_on = not found or _UNFINISHED.search(found) or _GOING_ON.match(line)
        found += f"{' ' if found else ''}{line}" if goes_on else f", {line}"
    return found
