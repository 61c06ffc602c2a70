"""Whose figures of a public file come in to be compared with ours: asked, and left out until somebody says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.domain.schedule import PartialDate

from ..importing.grid import Cell
from ..importing.questions import Asking, about
from ..plantext import quoted
from .periods import YearEnd, read_period
from .words import COMPARISONS, LEAVE

COMPARE = "compare"
"""The answer that lets them in."""
_AVERAGES = re.compile(r"(?: (?:average|avg|mean|median|figure|value|rate|group|comparator|performance|total))+", re.I)
_CALLED = {
    "England": re.compile(r"(?:all )?england|national(?:ly)?", re.I),
    "Statistical neighbours": re.compile(r"stat(?:istical|s)?\.? neighbou?rs?|sns?", re.I),
    "Region": re.compile(r"region(?:al)?", re.I),
}
"""Under which name the figures of others are kept, whatever a file calls them."""
_USUAL = re.compile(
    r"(?:inner |outer |greater )?london|(?:the )?(?:north|south) (?:east|west)(?: of england)?|(?:east|west) midlands|"
    r"east of england|yorkshire(?: and(?: the)? humber)?|england and wales|great britain|united kingdom|uk", re.I,
)  # fmt: skip
"""Other areas with which councils are compared."""
_EACH, _CHAIN = 6, 30
_APART = r"[\s:,(–-]+"
_WHEN = re.compile(
    rf"(?P<who>{COMPARISONS.pattern}){_APART}(?P<when>[^()]+?)\)?"
    rf"|(?P<before>[^()]+?){_APART}(?P<of>{COMPARISONS.pattern})\)?",
    re.I,
)
"""Whose figures and of when, in either order."""


class ComparedColumn(NamedTuple):
    """A column of the figures of others for one period: "England 2022-23".

    Attributes:
        title: its heading; who: whose figures they are, as it says.
    """

    number: int
    title: str
    who: str
    period: PartialDate


def compared_column(number: int, labels: Sequence[str], year: YearEnd, quarters: str) -> ComparedColumn | None:
    """The column of figures of others that these headings stand over; None where they are ours, or of no period."""
    title = " ".join(labels)
    if (match := _WHEN.fullmatch(title)) is None:
        return None
    period = read_period(Cell(match["when"] or match["before"]), year, quarters)
    return ComparedColumn(number, title, match["who"] or match["of"], period) if period else None


def who_called(name: str) -> str:
    """Whose figures they are: "England" for "National average", else the name as it stands."""
    bare = " ".join(name.split())
    if (match := _AVERAGES.search(bare)) and match.end() == len(bare):
        bare = bare[: match.start()]
    return next((who for who, words in _CALLED.items() if words.fullmatch(bare)), bare)[:300]


def is_usual(name: str) -> bool:
    """Whether councils are usually compared with what is called so."""
    return bool(COMPARISONS.fullmatch(name) or _USUAL.fullmatch(" ".join(re.findall(r"[^\W_]+", name))))


def compares(asking: Asking, name: str) -> bool:
    """Whether the figures of one of the others come in; asked once of each name."""
    who = who_called(name)
    answer = asking.ask(
        about(COMPARE, who), f"The figures of {quoted(who)} stand there too: do they come in, to be compared with?",
        {LEAVE: "left out", COMPARE: "as figures to compare with, by period"}, LEAVE,
    )  # fmt: skip
    return answer == COMPARE


def chosen(asking: Asking, names: Iterable[str]) -> Mapping[str, str]:
    """The areas whose figures come in, each with the name under which they are kept.

    Those that councils are usually compared with are asked for one by one, and so are the others where they are few;
    of many it is asked which, one after the other. `--answer compare.leeds=compare` is heard without that.
    """
    found: dict[str, str] = {}
    others: list[str] = []
    there = list(dict.fromkeys(names))
    few = sum(not is_usual(name) for name in there) <= _EACH
    for name in there:
        if is_usual(name) or few or asking.is_answered(about(COMPARE, who_called(name))):
            if compares(asking, name):
                found[name] = who_called(name)
        else:
            others.append(name)
    for number in range(1, _CHAIN):
        choices = {about("", name).removeprefix("."): name for name in others if name not in found}
        if not choices:
            break
        answer = asking.ask(
            f"{COMPARE}.another" + (f"-{number}" if number > 1 else ""),
            f"Which of the {len(choices):,} other areas comes in, to be compared with?",
            {LEAVE: "none", **choices}, LEAVE,
        )  # fmt: skip
        if answer == LEAVE:
            break
        found[choices[answer]] = who_called(choices[answer])
    return found
