"""What the words of one cell come to: a title of one line, and a value by the rule of its field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.domain.fields import Choice, Number, Rule, Text, Whole
from app.domain.figures import opening
from app.domain.records import IMPACT, LIKELIHOOD

from .grid import Cell

_BULLET = re.compile(r"\s*([•▪◦·*–-]|\(?[a-z0-9]{1,3}[.)])\s+\S", re.I)
_POINT = re.compile(r"[•▪◦·*–-]\s+(?=\S)")
_UNFINISHED = re.compile(
    r"([,;/&:(–-]|\b(of|for|and|or|the|to|in|assistant|deputy|interim|acting|senior|principal))$", re.I
)
_GOING_ON = re.compile(
    r"[a-z(&/,]|(Officer|Manager|Lead|Leader|Director|Services?|Board|Teams?|Practice|Care|Workers?|Chair|Executive|"
    r"Governance|Performance|Safeguarding|Improvement|Commissioning)$"
)
_SHORT_TITLE = 160
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "unit": {
        "percentage": "%", "percent": "%", "per cent": "%", "pct": "%", "number": "", "count": "", "rate": "", "no": "",
        "#": "", "pounds": "£", "gbp": "£", "£000": "£", "days": "days", "weeks": "weeks", "ratio": "",
    },
    "better": {
        "high": "higher", "up": "higher", "bigger": "higher", "increase": "higher", "higher": "higher",
        "maximise": "higher",
        "low": "lower", "down": "lower", "smaller": "lower", "decrease": "lower", "lower": "lower", "minimise": "lower",
        "neutral": "", "n/a": "", "none": "",
    },
    "cadence": {
        "monthly": "month", "month": "month", "quarterly": "quarter", "quarter": "quarter", "annually": "year",
        "annual": "year", "yearly": "year", "year": "year",
    },
}  # fmt: skip


def titled(text: str) -> tuple[str, str]:
    """A title of one line and, where it cannot hold everything, the whole text."""
    lines = [line.strip() for line in text.strip().split("\n")]
    head: list[str] = []
    for line in lines:
        if head and (not line or _BULLET.match(line)):
            break
        if line:
            head.append(line if head else _POINT.sub("", line))
    title = " ".join(" ".join(head).split()).rstrip(":") if head else ""
    rest = len(head) < len([line for line in lines if line])
    if len(title) > Text(label="").limit:
        sentence = re.split(r"(?<=[.;:])\s", title, maxsplit=1)[0]
        return opening(sentence, _SHORT_TITLE), text.strip()
    return title, text.strip() if rest else ""


def value_of(rule: Rule, target: str, cell: Cell) -> Any:
    """What a cell holds, by the rule of its field. Raises FieldError."""
    text = cell.text
    if isinstance(rule, Whole):
        for scale in (LIKELIHOOD, IMPACT) if target.endswith(("likelihood", "impact")) else ():
            for number, word in scale.items():
                if text.casefold().strip() == word.casefold():
                    return number
        match = re.search(r"\d+", text)
        return rule.read(match[0] if match and not re.search(r"\d[.,]\d", text) else text)
    if isinstance(rule, Number) and isinstance(cell.value, Decimal) and not text.endswith("%"):
        return rule.read(str(round(cell.value, 6).normalize()) if "E" not in str(cell.value.normalize()) else text)
    if isinstance(rule, Choice):
        known = _CHOICES.get(target, {})
        words = " ".join(text.casefold().split())
        first = words.split(" ")[0] if words else ""
        if words in known or (first in known and target != "unit"):
            return known.get(words, known.get(first))
    if isinstance(rule, Text) and not rule.prose and "\n" in text:
        text = on_one_line(text)
    return rule.read(text)


def on_one_line(text: str) -> str:
    """Lines as a list with commas, but for those that only go on with what the line above them began."""
    found = ""
    for line in filter(None, (line.strip(" •*") for line in text.split("\n"))):
        goes_on = not found or _UNFINISHED.search(found) or _GOING_ON.match(line)
        found += f"{' ' if found else ''}{line}" if goes_on else f", {line}"
    return found
