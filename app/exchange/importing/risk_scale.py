"""The scale by which a register scores its risks: its words and numbers, and what they are on the plan's own.

A register writes 4, "4 - Likely", "L4", "Possible", "H" or "Medium, ends soon". Numbers and the words of a scale of
five say themselves what they are. Of other words the scores beside them may leave one reading; otherwise it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from app.domain.figures import listed
from app.domain.records.scales import LEAST

from .questions import Asking

PARTS = ("likelihood", "impact")
_FIVE: Mapping[str, Mapping[str, int]] = {
    "likelihood": {
        "rare": 1, "remote": 1, "very unlikely": 1, "highly unlikely": 1, "improbable": 1, "almost impossible": 1,
        "unlikely": 2, "possible": 3, "occasional": 3, "likely": 4, "probable": 4, "almost certain": 5, "certain": 5,
        "very likely": 5, "highly likely": 5, "frequent": 5, "almost certainly": 5, "highly probable": 5,
    },
    "impact": {
        "negligible": 1, "insignificant": 1, "trivial": 1, "minimal": 1, "minor": 2, "marginal": 2, "moderate": 3,
        "major": 4, "serious": 4, "significant": 4, "severe": 5, "catastrophic": 5, "critical": 5, "extreme": 5,
    },
}  # fmt: skip
"""Words that stand for a level of five wherever they are used."""
_GENERAL: Mapping[str, int] = {
    "very low": 1, "vl": 1, "low": 2, "l": 2, "medium": 3, "med": 3, "m": 3, "moderate": 3, "high": 4, "h": 4,
    "very high": 5, "vh": 5, "critical": 5, "extreme": 5, "severe": 5,
}  # fmt: skip
"""Words that stand for a level of three, four or five: their order is known, and not what they come to."""
_SHOWN = {"vl": "very low", "l": "low", "m": "medium", "med": "medium", "h": "high", "vh": "very high"}
_NUMBER = re.compile(r"\(?[a-z]{0,2}\.?\s*(\d{1,2})(?:\.0+)?\)?(?![\d./%]|,\d)(?:\s*$|\s*[-–—:=,(.)\s].*)", re.I | re.S)
_LAST = re.compile(r"[^\d]+?[\s(\-–—:=]+(\d{1,2})\s*\)?", re.S)
_END_OF_WORD = re.compile(r"\s*(?:[,;:(.\n]|\s[-–—]\s|[-–—]\s)")
_SPAN = re.compile(r"\b1\s*(?:-|–|to)\s*(\d{1,2})\b")
_HIGHEST_FIRST = re.compile(
    r"\b1\s*(?:=|is|:|[–-])\s*(?:the |very |most )*"
    r"(?:high(?:est)?|worst|greatest|severe|almost certain|certain|critical|catastrophic|likely|serious)\b", re.I
)  # fmt: skip
_PERCENT = re.compile(r"[<>≤≥~]?\s*\d{1,3}(\.\d+)?\s*(?:%|%?\s*(?:[-–]|to)\s*\d{1,3}(\.\d+)?\s*%)", re.I)
_PRODUCT = re.compile(r"\(?[lip]?\s?\d\s*[x×*]\s*[lip]?\s?\d\b", re.I)
"""Both levels in one cell: "4x3=12 Amber"."""
_USUAL_CHANCES = (5, 25, 50, 80)
"""Up to which per cent the levels of five go in many councils' guides."""


class ScoredRow(NamedTuple):
    """What a row says of one score: the words of likelihood and impact, and the number of their product."""

    likelihood: str
    impact: str
    score: int | None


@dataclass
class RiskScale:
    """How what a sheet says is read.

    Attributes:
        levels: how many the plan has, of likelihood and of impact.
        words: the level of each word that is no number, by what it is of; those that are missing stay words.
        numbers: whether numbers are levels of the plan.
        turned: the level of each number, where the sheet has a scale of its own.
        doubtful: the words that were read by an answer nobody gave yet.
        own: whether what the sheet calls a score is on another scale than what comes of it.
        becomes: how many levels the plan's scale is to have by the answer of a person; 0 where it stays.
        settled: what is to be said of it.
        chances: up to how many per cent each level of likelihood goes, but for the last; empty where nobody said.
    """

    levels: Mapping[str, int]
    words: dict[str, dict[str, int]] = field(default_factory=lambda: {part: {} for part in PARTS})
    numbers: bool = True
    turned: dict[str, dict[int, int]] = field(default_factory=dict)
    doubtful: bool = False
    own: bool = False
    becomes: int = 0
    settled: list[str] = field(default_factory=list)
    chances: tuple[Decimal, ...] = ()

    def read(self, part: str, text: str) -> int | None:
        """The level that a cell means; None where it cannot be told."""
        if part == "likelihood" and self.chances and (chance := chance_in(text)) is not None:
            return next((n for n, most in enumerate(self.chances, 1) if chance <= most), len(self.chances) + 1)
        number = number_in(text)
        if number is not None:
            if part in self.turned:
                return self.turned[part].get(number)
            return number if self.numbers and 1 <= number <= self.levels[part] else None
        return self.words[part].get(word_in(text))


@lru_cache(maxsize=4096)
def chance_in(text: str) -> Decimal | None:
    """The probability that a cell gives, in per cent: of "20-40%" its middle, of "0.3" 30; None where it gives none."""
    plain = " ".join(text.split())
    if re.fullmatch(r"0?\.\d+", plain):
        return Decimal(plain) * 100
    if not _PERCENT.fullmatch(plain):
        return None
    ends = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)]
    return sum(ends, Decimal(0)) / len(ends) + (Decimal("0.1") if plain[0] in ">≥" else 0)


@lru_cache(maxsize=4096)
def number_in(text: str) -> int | None:
    """The number that a cell is of: 4, "4 - Likely", "L4", "Likely (4)"; None where it is no whole one."""
    plain = " ".join(text.split())
    match = _NUMBER.fullmatch(plain) or _LAST.fullmatch(plain)
    return int(match[1]) if match and not _PERCENT.search(plain) else None


def is_level(part: str, text: str, *, sure: bool = False) -> bool:
    """Whether a cell may be a level of some scale, and no prose; whether it is one, where it is to be `sure`."""
    if number_in(text) is not None or _rank(part, word_in(text)) or (len(text) < 40 and _PRODUCT.match(text)):
        return True
    return not sure and (len(text) <= 3 or "%" in text)


@lru_cache(maxsize=4096)
def word_in(text: str) -> str:
    """The word that a cell is of: "likely", "medium" of "Medium, ends soon"."""
    return " ".join(re.findall(r"[^\W\d_]+", _END_OF_WORD.split(text.casefold().strip(), maxsplit=1)[0]))


def scale_in(
    rows: Iterable[ScoredRow], headers: Sequence[str], plans: Mapping[str, Mapping[int, str]], asking: Asking
) -> RiskScale:
    """The scale of the rows of a sheet, under these headers; `plans` are the words of the plan's own levels."""
    rows = list(rows)
    scale = RiskScale({part: len(plans[part]) for part in PARTS})
    own = {part: {word.casefold(): number for number, word in plans[part].items()} for part in PARTS}
    used = {part: _words(getattr(row, part) for row in rows) for part in PARTS}
    _numbers(scale, rows, headers, asking)
    five = all(scale.levels[part] == 5 for part in PARTS)
    for part in PARTS:
        scale.words[part] |= {word: own[part][word] for word in used[part] if word in own[part]}
        if five:
            scale.words[part] |= {word: _FIVE[part][word] for word in used[part] if word in _FIVE[part]}
    unknown = {part: [w for w in used[part] if w not in scale.words[part] and _rank(part, w)] for part in PARTS}
    unknown = {part: sorted(words, key=lambda word, part=part: _rank(part, word)) for part, words in unknown.items()}
    if any(unknown.values()):
        _settle_words(scale, rows, used, unknown, asking)
    _probabilities(scale, rows, asking)
    return scale


def _rank(part: str, word: str) -> float:
    """Where a word stands among others; 0 where it is no word of a scale."""
    return _GENERAL.get(word) or _FIVE[part].get(word) or 0


def _words(texts: Iterable[str]) -> list[str]:
    words = (word_in(text) for text in texts if text and number_in(text) is None)
    return list(dict.fromkeys(word for word in words if word))


def _settle_words(
    scale: RiskScale, rows: Sequence[ScoredRow], used: Mapping[str, Sequence[str]],
    unknown: Mapping[str, Sequence[str]], asking: Asking,
) -> None:  # fmt: skip
    """Words whose number nobody says: by the scores beside them, or as is answered."""
    ranked = {part: sorted({w for w in used[part] if _rank(part, w)}, key=lambda w: _rank(part, w)) for part in PARTS}
    if found := _by_scores(scale, rows, ranked):
        for part in PARTS:
            scale.words[part] = found[part]
        shown = listed([f"{_called(w)} = {n}" for w, n in (found["likelihood"] | found["impact"]).items()])
        scale.settled.append(f"the scores beside them say what the words are: {shown}")
        return
    together = [word for part in PARTS for word in unknown[part]]  # "high" means the same beside "very high" in either
    mapped = {
        part: _spread(
            unknown[part], part, scale.levels[part], among_five=bool(scale.words[part]) or _names_five(together)
        )
        for part in PARTS
    }
    levels = sorted((mapped["likelihood"] | mapped["impact"]).items(), key=lambda each: each[1])
    shown = listed([f"{_called(word)} = {level}" for word, level in levels])
    is_mixed = any(scale.words[part] for part in PARTS) or any(number_in(row.likelihood) for row in rows)
    has_scores = any(row.score is not None and row.likelihood and number_in(row.likelihood) is None for row in rows)
    most = max(scale.levels.values())
    words = f"Likelihood and impact are words of a scale of their own. What are they on the plan's, of {most}?"
    choices = {"map": shown, "words": "they are kept as words, without a score"}
    answer = asking.ask("scale", words, choices, "words" if is_mixed or has_scores else "map")
    if answer == "map":
        for part in PARTS:
            scale.words[part] |= {word: mapped[part][word] for word in unknown[part]}
        scale.own = True
        scale.settled.append(f"a scale of its own, read as {shown}")
    scale.doubtful = answer == "map" and not any(q.id == "scale" and q.given for q in asking.asked)


def _by_scores(
    scale: RiskScale, rows: Sequence[ScoredRow], ranked: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, int]] | None:
    """The one assignment of levels to words that explains every score; None where there is none, or more than one."""
    by_words = [row for row in rows if number_in(row.likelihood) is None and number_in(row.impact) is None]
    told: set[tuple[str, str, int]] = {
        (word_in(r.likelihood), word_in(r.impact), r.score) for r in by_words if r.score is not None
    }
    told = {each for each in told if each[0] in ranked["likelihood"] and each[1] in ranked["impact"]}
    groups = {part: _grouped(part, ranked[part]) for part in PARTS}
    if not told or any(len(groups[part]) > scale.levels[part] for part in PARTS):
        return None
    found: list[dict[str, dict[str, int]]] = []
    choices = [list(combinations(range(1, scale.levels[part] + 1), len(groups[part]))) for part in PARTS]
    for levels in product(*choices):
        tried = {part: {word: level for words, level in zip(groups[part], levels[n], strict=True) for word in words}
                 for n, part in enumerate(PARTS)}  # fmt: skip
        known = all(tried[part].get(w, n) == n for part in PARTS for w, n in scale.words[part].items())
        if known and all(tried["likelihood"][one] * tried["impact"][two] == score for one, two, score in told):
            found.append(tried)
    used = {"likelihood": {first for first, _, _ in told}, "impact": {second for _, second, _ in told}}
    same = {tuple(sorted((w, t[part][w]) for part in PARTS for w in used[part])) for t in found}
    whole = all(used[part] >= {*ranked[part]} for part in PARTS)
    return found[0] if len(same) == 1 and whole else None


def _grouped(part: str, words: Sequence[str]) -> list[list[str]]:
    """Words of one rank together, from the lowest."""
    ranks = sorted({_rank(part, word) for word in words})
    return [[word for word in words if _rank(part, word) == rank] for rank in ranks]


def _spread(words: Sequence[str], part: str, levels: int, *, among_five: bool) -> dict[str, int]:
    """Words spread over so many levels: low, medium, high are 1, 3, 5 of five, and 2, 3, 4 among words of five."""
    ranks = {round(_rank(part, word)) for word in words}
    is_five = among_five or 1 in ranks or (5 in ranks and not _is_top_of_four(words))
    steps = [1, 2, 3, 4, 5] if is_five else [2, 3, 4, 5] if 5 in ranks else [2, 3, 4]
    places = {rank: round(1 + n * (levels - 1) / (len(steps) - 1)) for n, rank in enumerate(steps)}
    return {word: places[round(_rank(part, word))] for word in words}


def _names_five(words: Sequence[str]) -> bool:
    """Whether words of which no other scale is known are those of a scale of five."""
    return any(word in ("very low", "vl", "very high", "vh") for word in words)


def _is_top_of_four(words: Sequence[str]) -> bool:
    return any(word in ("critical", "extreme", "severe") for word in words)


def _called(word: str) -> str:
    return _SHOWN.get(word, word)


def _numbers(scale: RiskScale, rows: Sequence[ScoredRow], headers: Sequence[str], asking: Asking) -> None:
    """Numbers of a scale with fewer or more levels than the plan's, where a header or the numbers say so."""
    numbers = {part: [n for row in rows if (n := number_in(getattr(row, part))) is not None] for part in PARTS}
    every = [*numbers["likelihood"], *numbers["impact"]]
    if not every:
        return
    most = max(scale.levels.values())
    if any(map(_HIGHEST_FIRST.search, headers)) and max(every) <= most:
        scale.turned = {
            part: {n: levels + 1 - n for n in range(1, levels + 1)} for part, levels in scale.levels.items()
        }
        scale.settled.append("1 is the highest level, so that the numbers are turned round")
        scale.doubtful = scale.own = True
        return
    spans = [int(match[1]) for header in headers if (match := _SPAN.search(header))]
    above = [number for number in every if number > most]
    if len(above) >= 3 and len(above) * 4 >= len(every):
        spans.append(max(every))
    if not spans or max(spans) == most:
        return
    top = max(spans)
    turned = {
        number: max(1, min(most, round(1 + (number - 1) * (most - 1) / (top - 1)))) for number in range(1, top + 1)
    }
    shown = listed([f"{number} = {level}" for number, level in turned.items()])
    words = f"Its scale goes to {top}, the plan's to {most}. What are its numbers on the plan's?"
    if top < most:
        choices = {"keep": f"the same numbers, so that {top} x {top} is {top * top}", "map": shown,
                   "plan": f"the same numbers, and the plan's scale becomes one of {top}",
                   "words": "they are kept as words, without a score"}  # fmt: skip
        if top < LEAST:
            del choices["plan"]
        answer = asking.ask("scale", words, choices, "keep")
    else:
        answer = asking.ask("scale", words, {"map": shown, "words": "they are kept as words, without a score"}, "words")
    scale.numbers = answer in ("keep", "plan")
    if answer == "plan":
        scale.becomes, scale.levels = top, dict.fromkeys(PARTS, top)
    if answer == "map":
        scale.turned = dict.fromkeys(PARTS, turned)
        scale.own = True
    scale.settled.append(f"a scale of 1 to {top}, where the plan's goes to {most}")
    scale.doubtful = not scale.becomes


def _probabilities(scale: RiskScale, rows: Sequence[ScoredRow], asking: Asking) -> None:
    """Likelihoods in per cent: which level each is, nobody but the board can say."""
    if not any(chance_in(row.likelihood) is not None for row in rows):
        return
    levels = scale.levels["likelihood"]
    even = tuple(Decimal(100 * n) / levels for n in range(1, levels))
    ways = {"even": even}
    if levels == len(_USUAL_CHANCES) + 1:
        ways["usual"] = tuple(map(Decimal, _USUAL_CHANCES))
    words = "Likelihood stands in per cent, and which level that is nobody says. What becomes of it?"
    choices = {"words": "it is kept as words, without a score"}
    choices |= {way: listed([f"up to {most:.0f} % = {n}" for n, most in enumerate(ends, 1)] + [f"above = {levels}"])
                for way, ends in ways.items()}  # fmt: skip
    answer = asking.ask("probabilities", words, choices, "words")
    if answer in ways:
        scale.chances = ways[answer]
        scale.settled.append(f"probabilities, read as {choices[answer]}")
