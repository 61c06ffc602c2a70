"""What the words for how far an action is say about "done" and "per cent".

Red, amber and green are only repeated; blue is the colour of what is done.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from app.domain.dates import COUNCIL
from app.domain.records import NOT_GIVEN
from app.domain.schedule import PartialDate

from ..plantext import quoted
from .dates import INSIDE, TWO_NUMBERS, read_when
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
_COLOURED = re.compile(r"(?:red|amber|green|blue)\s*[-–—:(]+\s*([^()]+?)\)?", re.I)
_DONE = re.compile(
    r"(fully\s+|action\s+|now\s+|all\s+|task\s+)?"
    r"((completed?|closed|done|achieved|implemented|finished|delivered|met|discharged|signed\s*off|embedded|yes|y|true|c)\b"
    r"|[✓✔☑])",
    re.I,
)
_PERHAPS = re.compile(r"embedded", re.I)
"""Words that mostly say that something is done, and that a person should look at."""
_NOT = re.compile(
    r"\b(not|in-?complete|incomplete|partial(ly)?|part|nearly|almost|mostly|largely|substantially|to be|due|will|"
    r"except|apart|bar|but|awaiting|pending|subject to|still|yet|un(?!known)\w*|on (track|target|schedule) (to|for)|"
    r"near(ing)?|towards|ongoing|re-?opened|re-?instated|re-?started|resumed|tbc)\b|\?$",
    re.I,
)
_BY_THEN = re.compile(
    r"\bby\s+(the\s+)?(end|mid|early|late|next|start|close|\d|q[1-4]\b|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\b|spring|summer|autumn|winter|easter|christmas|year|month|week|quarter)",
    re.I,
)
"""When something is to be complete, which says that it is not yet."""
_UNSIGNED = re.compile(
    r"\b(awaiting|pending|subject to|requires?|needs?)\b"
    r".*\b(sign|approv|agree|confirm|ratif|evidence|validat|verif|assur)",
    re.I,
)
_BEFORE_IT = (
    r"(?:(?:this|the)\s+)?(?:action|task|item|project)?\s*(?:is|was|has been|has|been|now|currently|all)?\s*"
    r"(?:(?:closed|completed?|ended|n/?a)\s*(?:as|because|due to|[-–—:;,(/]+)\s*|ended\s+)?"
    r"(?:now\s+|it\s+|is\s+|was\s+)*"
)
"""What may stand before the word that says that something ended without being done."""
_ALONE = r"(?=\s*(?:$|[-–—:;,(./&]|\d|(?:as|at|by|because|due|following|from|in|of|on|per|see|since|and|the|this)\b))"
_GONE = re.compile(
    _BEFORE_IT + r"(?:"
    r"(?:cancel(?:l?ed|lation)|withdrawn|super[sc]eded|void(?:ed)?|abandoned|discontinued|aborted|terminated|"
    r"stood down|obsolete|redundant|duplicate[ds]?|rejected|declined)\b"
    r"|(?:deleted|removed|stopped|ceased|dropped|retired|archived|ended)\b"
    + _ALONE
    + r"|no longer\s+(?!on\b|at\b|off\b|blocked|delayed|overdue|"
    r"behind|held|paused|red\b|amber|green)"
    r"|not\s+(?:applicable|required|needed|relevant|necessary|pursued|proceeding|going ahead|"
    r"being (?:pursued|progressed)|(?:to be )?(?:taken forward|progressed|pursued))\b"
    r"|(?:will|does|did)\s+not\s+(?:be\s+)?(?:proceed|pursued?|go(?:ing)? ahead|taken forward)\b"
    r"|(?:won['’]?t|will not)\s+(?:be\s+)?(?:do|done|fix|fixed|implement(?:ed)?|proceed|happen)\b"
    r"|n\s?/\s?a\b|na$"
    r"|(?:merged?|combined|amalgamated|consolidated|incorporated|absorbed|subsumed|rolled|folded|included)\s+"
    r"(?:with|in|into|under|by|to|within)\b|merged\b"
    + _ALONE
    + r"|(?:replaced|overtaken|covered|picked up)\s+(?:by|in|under|elsewhere|through|within)\b"
    r"|(?:(?:transferred|moved|passed|handed over|handed|transitioned|transition|transfer|returned|absorbed|shifted)\s+"
    r"(?:in)?to\s+)?(?:(?:part of|in)\s+)?(?:b\.?a\.?u\b|business[ -]as[ -]usual)"
    r"|(?:transferred|handed over|passed)\s+to\b"
    r"|(?:closed|ended)\s*(?:on\s+)?(?:\d[\d/. ]{3,11})?[-–—:;,(]*\s*(?:as\s+|but\s+|and\s+|without\s+(?:being\s+)?)?"
    r"(?:not\b|never\b|un(?:met|achieved|finished|resolved)\b|in-?complete|completion|done\b|partial)"
    r")",
    re.I,
)
"""That something ended without being done; "complete" before it says that it was done first."""
_BAU = re.compile(r"(?:now\s+)?(?:b\.?a\.?u\.?|business[ -]as[ -]usual)", re.I)
_GOES_ON = re.compile(r"(?:action\s+|now\s+)?completed?\b.*\b(?:b\.?a\.?u\b|business[ -]as[ -]usual)", re.I)
"""That something is done and goes on as usual."""
_NA = re.compile(r"n\s?/?\s?a", re.I)
_AGAIN = re.compile(r"\b(re-?opened|re-?instated|re-?started|resumed|revived|re-?booked|back on)\b", re.I)
_MOVED = re.compile(
    r"(?:now\s+|action\s+)?(?:deferred|postponed|extended|slipped|re-?scheduled|moved|re-?profiled|"
    r"carried (?:forward|over)|put back|pushed back|pushed|delayed)\s+(?:to|until|till|for|into)\s+(.+)",
    re.I,
)
_UNBEGUN = re.compile(r"(not (yet )?(started|begun|commenced)|yet to (start|begin)|to be started|no|n|false)\W*", re.I)
_OPEN = re.compile(
    r"\b(in progress|on track|on target|on schedule|ongoing|on-going|under ?way|started|open|overdue|delayed|slipped|"
    r"behind|late|outstanding|at risk|off track|not|incomplete|partial(ly)?|pending|planned|paused|on hold|blocked|"
    r"suspended|deferred|postponed|parked|stalled|awaiting|still|yet|re-?opened|re-?instated|resumed|"
    r"(nearly|almost|mostly|largely|substantially) \w+)\b|^(no|to)\b",
    re.I,
)
_KEY = re.compile(r"\b(?:blue|B)\s*[=:–-]\s*([^,;|\n]+)", re.I)
_FINISHED = re.compile(r"complete|closed|done|achieved|deliver|embedded|finish|implement", re.I)
_LONGEST_KEY = 400
_PERCENT = re.compile(r"(?<![\d.–-])(\d{1,3})(?:\.0+)?\s*(?:%|per\s?cent)(?!\s+of\s)", re.I)


DONE = "Blue"
"""The fourth colour of a plan rated red, amber, green: it stands for what is done."""


class StatusMeaning(NamedTuple):
    """What a status says.

    Attributes:
        done: whether it is; None where that is not said.
        percent: how much is done.
        done_on: when it was done, or ended.
        colour: a red-amber-green word, which is repeated and, but for blue, never taken for a status.
        gone: whether it ended without being done.
        words: what more it says, to be kept as it stands; of what ended, why.
        moved_to: the date to which it was put off.
        doubt: what a person should look at, in words that stand in a sentence; empty where nothing is in doubt.
    """

    done: bool | None = None
    percent: int | None = None
    done_on: PartialDate | None = None
    colour: str = ""
    gone: bool = False
    words: str = ""
    moved_to: PartialDate | None = None
    doubt: str = ""


def read_status(text: str, quarters: str = COUNCIL) -> StatusMeaning:
    """What a cell that says how far something is says; `quarters` is the plan's setting, as of `read_when`."""
    plain = " ".join(text.split()).strip(" .")
    if not plain:
        return StatusMeaning()
    if colour := colour_of(plain):
        return StatusMeaning(done=True if colour == DONE else None, colour=colour)
    if match := _COLOURED.fullmatch(plain):  # "Green (complete)"
        inside = read_status(match[1], quarters)
        if inside.done or inside.gone:
            return inside._replace(words=plain)
    if plain.count(" / ") == 1 and (one := _in_one_language(plain, quarters)):
        return one
    if _UNBEGUN.fullmatch(plain):
        return StatusMeaning(done=False, percent=0)
    if _AGAIN.search(plain):
        return StatusMeaning(done=False, words=plain)
    if ended := _ended(plain, quarters):
        return ended
    if (match := _MOVED.fullmatch(plain)) and (day := day_in(match[1], quarters)):
        return StatusMeaning(done=False, words=plain, moved_to=day)
    if plain.isascii() and plain.isdecimal():
        return _number(plain)
    if match := _PERCENT.search(plain):
        percent = int(match[1])
        if percent <= 100:
            return _so_far(plain, percent, (plain[: match.start()] + plain[match.end() :]).strip(" -–:,()").casefold())
    if match := _DONE.match(plain):
        return _done(plain, plain[match.end() :], quarters)
    return StatusMeaning(done=False if _OPEN.search(plain) else None, words=plain)


def _in_one_language(plain: str, quarters: str) -> StatusMeaning | None:
    """What one half of "Cwblhawyd / Complete" says, where the other says nothing; None where both do, or neither."""
    found = [read_status(part, quarters) for part in plain.split(" / ")]
    plainly = [said for said in found if said.done or said.gone or said.percent is not None]
    silent = [said for said in found if said == StatusMeaning(words=said.words)]
    return plainly[0] if len(plainly) == 1 and len(silent) == 1 else None


def _ended(plain: str, quarters: str) -> StatusMeaning | None:
    """What ended without being done; None where the words do not say that."""
    if not _GONE.match(plain):
        return None
    if _NA.fullmatch(plain):
        return StatusMeaning(gone=True, done=False, words="Not applicable")
    if _BAU.fullmatch(plain):
        doubt = f"{quoted(plain)} may also say that it is done and goes on"
        return StatusMeaning(gone=True, done=False, words="Business as usual", doubt=doubt)
    if _GOES_ON.match(plain):
        return None
    claims = re.match(r"(?:action\s+|now\s+)?completed?\b", plain, re.I)
    doubt = f"{quoted(plain)} says both that it is complete and that it ended otherwise" if claims else ""
    return StatusMeaning(gone=True, done=False, words=plain, done_on=day_in(plain, quarters), doubt=doubt)


def _number(plain: str) -> StatusMeaning:
    """A bare number: per cent from 10 on; a smaller one may be a mark of some scale."""
    number = int(plain)
    if number == 100:
        return StatusMeaning(percent=number)
    if 10 <= number < 100:
        return StatusMeaning(done=False, percent=number, doubt=f"{quoted(plain)} is read as per cent")
    if number > 100:
        return StatusMeaning(words=plain)
    return StatusMeaning(done=False, words=plain, doubt=f"nobody can tell what {quoted(plain)} says of its status")


def _so_far(plain: str, percent: int, rest: str) -> StatusMeaning:
    """So many per cent, and `rest` in words."""
    known = rest in ("", "complete", "completed", "done", "in progress", "progress", "ongoing")
    if percent == 100 and not _DONE.match(rest):
        return StatusMeaning(done=False if _OPEN.search(rest) else None, percent=percent, words="" if known else plain)
    done = percent == 100 and not _NOT.search(rest)
    return StatusMeaning(done=done, percent=percent, words="" if known else plain)


def _done(plain: str, rest: str, quarters: str) -> StatusMeaning:
    """Words that begin as if it was done; `rest` is what follows."""
    if _UNSIGNED.search(plain):
        return StatusMeaning(
            done=False, percent=100, words=plain, doubt="it is not signed off, so it is not taken as done"
        )
    if plain.endswith("?"):
        return StatusMeaning(
            done=False, words=plain, doubt=f"{quoted(plain)} is a question, so it is not taken as done"
        )
    if _NOT.search(plain) or _BY_THEN.search(plain):
        return StatusMeaning(done=False, words=plain)
    rest = rest.strip(" -–:,()on")
    when = _when(rest, quarters)
    doubt = f"{quoted(plain)} is read as done" if _PERHAPS.match(plain) else ""
    if not when and re.search(r"\d\s?[/.-]\s?\d", rest):
        doubt = f"{quoted(rest)} is no day that can be read, so the day is left out"
    more = INSIDE.sub("", rest).strip(" -–:,.;()") if when else rest
    return StatusMeaning(done=True, done_on=when, words=plain if more else "", doubt=doubt)


_FAILED = re.compile(
    r"(?:won[’']?t|will not|can ?not|can[’']?t|could not|not|never|un(?:met|achieved|finished|delivered|successful)|"
    r"in-?complete|partial(?:ly)?|as designed|by design|in-?valid|deferred|postponed|out of scope|failed|no longer|"
    r"expired|closed without|cut(?= from\b|$))\b",
    re.I,
)
"""How what is closed ended, where it was not done."""


class Ending(StrEnum):
    """How something ended that is closed."""

    DONE = "done"
    OTHERWISE = "otherwise"
    UNTOLD = "untold"


def read_ending(text: str) -> Ending:
    """What a cell beside a status says of how something ended: "Won’t do" of what is closed."""
    plain = " ".join(text.split()).strip(" .")
    said = read_status(plain)
    if said.gone or _FAILED.match(plain):
        return Ending.OTHERWISE
    is_done = said.done or re.match(r"(?:fixed|resolved|success|approved|accepted|verified)", plain, re.I)
    return Ending.DONE if is_done else Ending.UNTOLD


class RiskState(NamedTuple):
    """What a risk's status says.

    Attributes:
        closed: whether it is; None where that is not said.
        why: why, in the sheet's words.
        response: the response that it names instead.
        words: what more it says, to be kept as it stands.
        occurred: that it happened, in the sheet's words.
    """

    closed: bool | None = None
    why: str = ""
    response: str = ""
    words: str = ""
    occurred: str = ""


_CLOSED = re.compile(
    r"(?:risk\s+|now\s+|is\s+)*(?:closed|retired|expired|resolved|archived|de-?escalated and closed|no longer a risk|"
    r"completed?|removed from (?:the )?register|dormant)\b[\s:;,(–—-]*(.*?)\)?",
    re.I,
)
_OCCURRED = re.compile(
    r"(?:risk\s+|has\s+|now\s+)*(?:materiali[sz]ed|occurred|happened|crystalli[sz]ed|became an issue|(an?\s+)?issue)\b",
    re.I,
)
_LIVE = re.compile(
    r"(?:risk\s+)?(?:open|live|active|current|ongoing|new|in progress|monitor(?:ed|ing)?|under review)", re.I
)
_RESPONSES = {
    "tolerate": re.compile(r"tolerat(?:e|ed|ing)|accept(?:ed|ing)?", re.I),
    "treat": re.compile(r"treat(?:ed|ing)?|mitigat(?:e|ed|ing)|reduc(?:e|ing)", re.I),
    "transfer": re.compile(r"transfer(?:red|ring)?", re.I),
    "terminate": re.compile(r"terminat(?:e|ed|ing)|avoid(?:ed|ing)?", re.I),
}


def read_risk(text: str) -> RiskState:
    """What a cell that says how a risk stands says."""
    plain = " ".join(text.split()).strip(" .")
    response = next((name for name, words in _RESPONSES.items() if words.fullmatch(plain)), "")
    if response:
        return RiskState(response=response)
    if _AGAIN.search(plain):
        return RiskState(closed=False, words=plain)
    if _LIVE.fullmatch(plain):
        return RiskState(closed=False)
    if _OCCURRED.match(plain) and not re.search(r"\bnot\b", plain, re.I):
        return RiskState(occurred=plain)
    if (match := _CLOSED.fullmatch(plain)) and not plain.endswith("?"):
        return RiskState(closed=True, why=match[1] or NOT_GIVEN)
    if _GONE.match(plain):
        return RiskState(closed=True, why=plain)
    return RiskState(words=plain)


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


def day_in(text: str, quarters: str) -> PartialDate | None:
    """The date that a text is, or begins with, or the one day or month among its words."""
    found = _when(text, quarters) or _when(re.split(r"\s[-–—;(]|[,;(]", text, maxsplit=1)[0], quarters)
    if found:
        return found
    inside = [day for match in INSIDE.finditer(text) if (day := _when(match[0], quarters))]
    return inside[0] if len(inside) == 1 else None


def _when(text: str, quarters: str) -> PartialDate | None:
    if not text:
        return None
    try:
        return None if TWO_NUMBERS.fullmatch(text) else read_when(Cell(text), quarters=quarters).date
    except ValueError:
        return None
