"""Which columns of a register of risks hold scores, and of which set: if nothing were done, as it is, as it should be.

Registers call the three by many words, and the words stand before, after or over "likelihood" and "impact". So a header
is taken apart into what it scores and when, and the columns of a table are weighed together: a score without any word
is the current one, but beside one "after mitigation" it is the one before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .grid import SheetColumn
from .vocabulary import IGNORE

_INHERENT = {
    "inherent", "gross", "initial", "raw", "untreated", "uncontrolled", "unmitigated", "original", "before", "pre",
    "starting", "premitigation", "without",
}  # fmt: skip
_CURRENT = {"current", "net", "now", "present", "managed", "controlled", "latest", "existing"}
_AFTER = {"residual", "after", "post", "new", "revised", "mitigated", "treated", "postmitigation", "with", "remaining"}
"""What is left once something was done: the current score, or, beside one that is called current, the target."""
_TARGET = {"target", "desired", "tolerable", "planned", "projected", "forecast", "future", "goal", "acceptable"}
_LIKELIHOOD = {"likelihood", "probability", "prob", "l", "p", "likeliness"}
_IMPACT = {"impact", "severity", "i", "sev", "imp", "magnitude", "consequence", "consequences", "impacts", "c"}
_SCORE = {"score", "rating", "total", "rpn", "exposure", "lxi", "pxi", "ixl", "ixp", "level", "ratings", "scores"}
_BESIDE = {
    "risk", "risks", "the", "of", "factor", "value", "x", "controls", "control", "mitigation", "mitigations",
    "treatment",
    "actions", "action", "and", "score", "rating", "level", "assessment", "scoring", "rated", "number", "no", "overall",
    "h", "m", "s", "in", "place", "measures", "raw", "grade", "category", "rag", "matrix", "evaluation",
}  # fmt: skip
_RANGE = re.compile(r"\(?\b[1lh]\s*(?:-|–|to)\s*(?:\d{1,2}|h|l)\b\)?|\(\s*[hml](\s*/\s*[hml])+\s*\)", re.I)
_PRODUCT = re.compile(
    r"\b[lpi]\s*[x×*]\s*[lpi]\b|\blikelihood\s*[x×*]\s*impact\b|\bimpact\s*[x×*]\s*likelihood\b", re.I
)
_NAMES = {"inherent": "inherent_", "current": "", "target": "target_"}


class FactorHeader(NamedTuple):
    """What a header scores.

    Attributes:
        when: "inherent", "current", "after" or "target"; empty where no word says it.
        part: "likelihood", "impact" or "score".
    """

    when: str
    part: str


def factor_of(header: str) -> FactorHeader | None:
    """What a header scores; None where it is over something else, such as "Impact description" or "Target date"."""
    plain = _RANGE.sub(" ", header.casefold())
    plain, products = _PRODUCT.subn(" lxi ", plain)
    words = re.findall(r"[^\W_]+", re.sub(r"[\[(][^\])]*[\])]", " ", plain)) or re.findall(r"[^\W_]+", plain)
    bracketed = re.findall(r"[^\W_]+", " ".join(re.findall(r"[\[(]([^\])]*)[\])]", plain)))
    when = _when([*words, *bracketed])
    rest = [word for word in words if word not in _INHERENT | _CURRENT | _AFTER | _TARGET]
    if products and len(rest) > 4:
        return None
    kinds = {
        "likelihood": [word for word in rest if word in _LIKELIHOOD],
        "impact": [word for word in rest if word in _IMPACT],
        "score": [word for word in rest if word in _SCORE],
    }
    others = [word for word in rest if word not in _BESIDE | _LIKELIHOOD | _IMPACT | _SCORE and not word.isdecimal()]
    if others or (not when and {"control", "controls"} & {*rest}):
        return None
    if products or (kinds["likelihood"] and kinds["impact"]):
        return FactorHeader(when, "score")
    for part in ("likelihood", "impact"):
        if kinds[part]:
            return FactorHeader(when, part)
    if kinds["score"] or (when and "risk" in rest):
        return FactorHeader(when, "score")
    return None


def _when(words: Sequence[str]) -> str:
    found = {name for name, known in (("inherent", _INHERENT), ("current", _CURRENT), ("after", _AFTER),
                                      ("target", _TARGET)) if known & {*words}}  # fmt: skip
    if "inherent" in found and found & {"after", "current"} and "before" in words:
        return "inherent"
    return next((name for name in ("target", "inherent", "current", "after") if name in found), "")


def assigned(
    columns: Sequence[SheetColumn], labels: Sequence[Sequence[str]], taken: Mapping[int, str]
) -> dict[int, str]:
    """Where the columns of scores go, by their number; a second column of one set is left out, as a check.

    `labels` are the words over each column of the sheet, `taken` the columns of which a person said where they go.
    """
    found: dict[int, FactorHeader] = {}
    for column in columns:
        if column.number in taken:
            continue
        for label in labels[column.number]:
            if factor := factor_of(label):
                found[column.number] = factor
                break
    if not any(factor.part != "score" for factor in found.values()) and not any(f.when for f in found.values()):
        return _one_score(found)
    meant = _meant({factor.when for factor in found.values() if factor.part != "score"} or
                   {factor.when for factor in found.values()})  # fmt: skip
    chosen: dict[int, str] = {}
    for number, factor in found.items():
        when = meant.get(factor.when, factor.when)
        if factor.part == "score" and factor.when not in meant:
            when = "current" if len(meant) == 1 and factor.when != "target" else _plain(factor.when)
        target = _NAMES[_plain(when)] + factor.part
        is_free = target not in chosen.values() and target not in taken.values()
        chosen[number] = target if is_free else IGNORE
    return chosen


def _one_score(found: Mapping[int, FactorHeader]) -> dict[int, str]:
    return dict.fromkeys([*found][:1], "score")


def _plain(when: str) -> str:
    return when if when in _NAMES else "current"


def _meant(said: set[str]) -> dict[str, str]:
    """Which set each word means beside the others."""
    meant = {"inherent": "inherent", "current": "current", "target": "target", "after": "current", "": "current"}
    if "after" in said and "current" in said and "target" not in said:
        meant["after"] = "target"
    elif "after" in said and "" in said and "inherent" not in said:
        meant[""] = "inherent"
    elif "after" in said and "" in said and "target" not in said:
        meant["after"] = "target"
    elif "current" in said and "" in said and "inherent" not in said:
        meant[""] = "inherent"
    return {word: meant[word] for word in said}
