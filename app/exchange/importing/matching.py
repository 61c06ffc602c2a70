"""How well the words of a header fit what people call the fields of a kind."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from .dates import read_when
from .grid import Cell
from .vocabulary import TITLE, Target, normal, targets

EXACT, NEAR, WITHIN = 100.0, 70.0, 80.0
SURE = 60.0
"""From here on a header is taken to mean the phrase."""
LONGEST = 120
"""Characters of a header."""
_LONGEST_NAME = 60
_LEAST = 24.0
_ABOUT_A_RISK = re.compile(
    r"risk (?:appetite|tolerance|capacity|trend|direction|movement|change|level|grade|band|zone|colou?r)\b"
)
"""What is said about a risk and is no name of it, whatever else the columns are called."""
"""Below it a header and a phrase have nothing to do with each other."""
_WITH = re.compile(r" (?:of|for|on|to|in|against|since|at|from|with|by) ")


_TELLS = re.compile(
    r"(please|use|give|enter|select|choose|describe|state|insert|list|provide|pick|set out|add|write|record|say|"
    r"show|specify|identify|name of|outline|summari[sz]e|explain|include|indicate|score|rate|note|detail|assign|drop|"
    r"type|what|who|when|how|which|where|should|must|to be|e\.?g\.?|i\.?e\.?|for example|example|free text|auto|"
    r"calculated|formula|only|this|the|a|an|if|one of|short|brief|clear|unique|dd/mm|be )\b",
    re.I,
)
"""How one begins to say what is to be written into a column."""
_FEW = 4
"""So many words may be part of a name; more of them say what to do."""
_BEHIND = re.compile(r"\n|\s[-–—]\s|:\s|\.\s|\?\s|;\s|\s?[(\[]")
"""What stands between the name of a column and what is said of it."""


def name_in(header: str) -> str:
    """The name at the beginning of a heading cell that goes on to say what is to be written there."""
    text = header.strip()
    for match in _BEHIND.finditer(text):
        name, rest = text[: match.start()].strip(), text[match.end() :].strip(" \n()[]")
        if match[0] == "? ":
            name += "?"
        if not name or len(name) > _LONGEST_NAME or not rest:
            continue
        words = rest.split()
        if len(words) >= _FEW and (_TELLS.match(rest) or len(words) > 2 * _FEW):
            return " ".join(name.split())
    return header


def plain_key(header: str) -> str:
    """A header's words, those in brackets too."""
    return " ".join(re.findall(r"[^\W_]+|[%#]", header.casefold()))


def is_date(text: str) -> bool:
    """Whether words are a date, as over a column of readings or in a row of the table, and so no name of a field."""
    if not any(c.isdigit() for c in text):
        return False
    try:
        return read_when(Cell(text)).exact
    except ValueError:
        return False


@lru_cache(maxsize=20_000)
def fits(header: str, kind: str) -> tuple[tuple[float, str], ...]:
    """The targets that a header can mean, each with how well, the best first."""
    words = normal(header)
    if not words or len(header) > LONGEST or is_date(header):
        return ()
    found = [(_best(words, target), name) for name, target in targets(kind).items()]
    if max(found)[0] > WITHIN:  # "status" is no misspelling of "starts"
        found = [each for each in found if each[0] != NEAR]
    if kind == "risks" and _ABOUT_A_RISK.match(words):
        found = [each for each in found if each[1] != TITLE]
    return tuple(sorted((each for each in found if each[0] >= _LEAST), reverse=True))


def _best(words: str, target: Target) -> float:
    if target.exactly and words not in target.phrases:
        return 0
    return max(_fit(words, phrase, place) for place, phrase in enumerate(target.phrases))


def _fit(words: str, phrase: str, place: int) -> float:
    """How well words fit a phrase; of two that fit as well the one that is named first."""
    if words == phrase:
        return EXACT - min(place, 60) / 10
    if len(phrase) < 3:
        return 0
    if f" {phrase} " in f" {words} ":
        head = _WITH.split(words)[0]  # of "lead for the action" the lead, of "workstream lead" the lead too
        heading = 40 if head == phrase else 35 if head.endswith(f" {phrase}") else 0
        return min(EXACT - 7, WITHIN * len(phrase) / len(words) + heading - min(place, 60) / 20)
    alike = len(phrase) > 4 and phrase.count(" ") == words.count(" ") and abs(len(phrase) - len(words)) < 3
    pairs = zip(words.split(), phrase.split(), strict=False)
    alike = alike and all(word == other or min(len(word), len(other)) > 3 for word, other in pairs)
    return NEAR if alike and SequenceMatcher(None, words, phrase).ratio() > 0.82 else 0
