"""What the words for how far an action is say about "done" and "per cent".

Red, amber and green are only repeated; blue is the colour of what is done.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from app.domain.dates import COUNCIL
from app.domain.schedule import PartialDate

from .dates import TWO_NUMBERS, read_when
from .grid import Cell, Grid

_COLOURS = {
    "r": "Red", "a": "Amber", "g": "Green", "b": "Blue", "ra": "Red/Amber", "ag": "Amber/Green", "ar": "Amber/Red",
    "ga": "Green/Amber",
}  # fmt: skip
_COLOUR = re.compile(
    r"(rag|brag|status|rating)?[\s:=-]*\(?(red|amber|green|blue|yellow|orange)\)?(\s*[/-]\s*(red|amber|green|blue))?"
    r"(\s+rated|\s+rag)?",
    re.I,
)
_DONE = re.compile(
    r"(fully\s+|action\s+|now\s+|all\s+|task\s+)?"
    r"(completed?|closed|done|achieved|implemented|finished|delivered|met|discharged|signed\s*off|yes|y|✓|✔|☑|c)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(not|in-?complete|incomplete|partial(ly)?|part|nearly|almost|mostly|largely|substantially|to be|due|will|"
    r"except|apart|but|awaiting|still|yet|un\w*|on (track|target|schedule) (to|for)|near(ing)?|towards|ongoing)\b",
    re.I,
)
_GONE = re.compile(
    r"(action\s+)?(cancelled|canceled|withdrawn|superseded|no longer (required|needed|applicable)|deleted|void)\b", re.I
)
_UNBEGUN = re.compile(r"(not (yet )?(started|begun|commenced)|yet to (start|begin)|to be started|no|n)\W*", re.I)
_OPEN = re.compile(
    r"\b(in progress|on track|on target|on schedule|ongoing|on-going|under ?way|started|open|overdue|delayed|slipped|"
    r"behind|late|outstanding|at risk|off track|not|incomplete|partial(ly)?|pending|planned|paused|on hold|blocked|"
    r"awaiting|still|yet|(nearly|almost|mostly|largely|substantially) \w+)\b",
    re.I,
)
_KEY = re.compile(r"\b(?:blue|B)\s*[=:–-]\s*([^,;|\n]+)", re.I)
_FINISHED = re.compile(r"complete|closed|done|achieved|deliver|embedded|finish|implement", re.I)
_LONGEST_KEY = 400
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3})(?:\.0+)?\s*(?:%|per\s?cent)", re.I)


DONE = "Blue"
"""The fourth colour of a plan rated red, amber, green: it stands for what is done."""


class Standing(NamedTuple):
    """What a status says.

    Attributes:
        done: whether it is; None where that is not said.
        percent: how much is done.
        done_on: when it was done.
        colour: a red-amber-green word, which is repeated and, but for blue, never taken for a status.
        gone: whether it is not wanted any more.
        words: what more it says, to be kept as it stands.
    """

    done: bool | None = None
    percent: int | None = None
    done_on: PartialDate | None = None
    colour: str = ""
    gone: bool = False
    words: str = ""


def read_status(text: str, quarters: str = COUNCIL) -> Standing:
    """What a cell that says how far something is says."""
    plain = " ".join(text.split()).strip(" .")
    if not plain:
        return Standing()
    if colour := colour_of(plain):
        return Standing(done=True if colour == DONE else None, colour=colour)
    if _GONE.match(plain):
        return Standing(gone=True, words=plain)
    if _UNBEGUN.fullmatch(plain):
        return Standing(done=False, percent=0)
    if match := _PERCENT.search(plain):
        percent = int(match[1])
        if percent <= 100:
            rest = (plain[: match.start()] + plain[match.end() :]).strip(" -–:,()").casefold()
            known = rest in ("", "complete", "completed", "done", "in progress", "progress", "ongoing")
            return Standing(done=percent == 100, percent=percent, words="" if known else plain)
    if (match := _DONE.match(plain)) and not _NOT.search(plain):
        rest = plain[match.end() :].strip(" -–:,()on")
        when = _when(rest, quarters)
        return Standing(done=True, done_on=when, words="" if when or not rest else plain)
    return Standing(done=False if _OPEN.search(plain) or _DONE.match(plain) else None, words=plain)


def blue_is_done(grid: Grid) -> bool:
    """Whether blue stands for what is done: always, but where a key in the sheet says otherwise."""
    for cells in grid.rows:
        texts = [cell.text for cell in cells if cell.text]
        if len(texts) == 2 and colour_of(texts[0]) == DONE:
            return _FINISHED.search(texts[1]) is not None
        for text in texts:
            if len(text) < _LONGEST_KEY and (said := _KEY.search(text)):
                return _FINISHED.search(said[1]) is not None
    return True


def colour_of(text: str) -> str:
    """The red-amber-green word that a text is; empty where it is none."""
    plain = " ".join(text.split()).strip(" .")
    bare = re.sub(r"[\s/\\-]", "", plain).casefold()
    if bare in _COLOURS:
        return _COLOURS[bare]
    if match := _COLOUR.fullmatch(plain):
        return "/".join(word.capitalize() for word in (match[2], match[4]) if word)
    return ""


def _when(text: str, quarters: str) -> PartialDate | None:
    if not text:
        return None
    try:
        return None if TWO_NUMBERS.fullmatch(text) else read_when(Cell(text), quarters=quarters).date
    except ValueError:
        return None
