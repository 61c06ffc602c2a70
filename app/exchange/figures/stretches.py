"""Stretches of time that are no periods of a plan: several years, a school term, half a year; each is asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from app.domain.schedule import PartialDate

from ..importing.questions import Asking
from ..plantext import quoted
from .periods import LONGEST_SPAN, MONTH, YearEnd, begins, checked, month_called, without_notes, year_of

_TERM = re.compile(r"(autumn|spring|summer)(?:\s+term)?", re.I)
_TERM_ENDS = {"autumn": 12, "spring": 4, "summer": 8}
"""The months with which the thirds of a year end in which terms fall: `schedule.next_period` counts by them."""
_HALF = re.compile(r"h(?:alf)?[\s-]?(?:year\s?)?([12])|(first|1st|second|2nd) half(?: of)?", re.I)
_MONTHS = re.compile(rf"{MONTH.pattern}\s*(\d{{4}})?\s*(?:to|[–-])\s*{MONTH.pattern}\s*(\d{{4}})", re.I)


class StretchKind(NamedTuple):
    """A kind of them.

    Attributes:
        what: one of them, "a school term"; several: what figures of it are said to be, "of school terms".
        question: the id of what is asked; kept: the answer by which they come in, and what it says.
        cadence: how often what is measured so is measured; empty where that is not said.
    """

    what: str
    several: str
    question: str
    kept: Mapping[str, str]
    cadence: str = ""


YEARS_TOGETHER = StretchKind(
    "several years together", "of several years together", "periods.spans",
    {"last": "kept under the last year; the note of each says the whole span"},
)  # fmt: skip
TERM = StretchKind(
    "a school term", "of school terms", "periods.terms",
    {"month": "kept under the month with which their third of the year ends, December, April or August; the note of "
     "each says the term"}, "term",
)  # fmt: skip
HALF_YEAR = StretchKind(
    "half a year", "of half-years", "periods.halves",
    {"month": "kept under the month with which it ends; the note of each says the half"}, "half-year",
)  # fmt: skip
STRETCHES = (YEARS_TOGETHER, TERM, HALF_YEAR)


class Stretch(NamedTuple):
    """One of them, and where its figures can be kept.

    Attributes:
        period: the last of several years, or the month with which it ends.
        said: what the sheet calls it.
    """

    period: PartialDate
    said: str
    kind: StretchKind

    @property
    def note(self) -> str:
        """What the note of a figure says that is kept under its period."""
        return f"Of the years {self.said} together" if self.kind is YEARS_TOGETHER else f"Of {self.said}"

    def is_kept(self, asking: Asking) -> bool:
        """Whether such figures come in, as is asked once for a file."""
        words = f"Some figures are {self.kind.several}, such as {quoted(self.said)}. What becomes of them?"
        return (
            asking.ask(self.kind.question, words, {"leave": "they are left out", **self.kind.kept}, "leave") != "leave"
        )


def stretch_of(text: str, year: YearEnd, beside: str = "") -> Stretch | None:
    """What a figure is of, where that is no period: "2017-20", "Autumn term 2016/17", "Apr-Sep 2017"; else None.

    `beside` is what stands in a second column, as in `periods.read_period`.
    """
    said = f"{beside} {text}" if beside and (_TERM.fullmatch(beside) or _HALF.fullmatch(beside)) else text
    for kind, read in ((TERM, _term_of), (HALF_YEAR, _half_of), (YEARS_TOGETHER, _span_of)):
        if (period := read(text if kind is YEARS_TOGETHER else said, year)) is not None:
            return Stretch(period, text if kind is YEARS_TOGETHER else said, kind)
    return None


def _with_year(text: str, year: YearEnd) -> tuple[str, int, bool]:
    """Words with a year before or behind them: the words, the year in which it begins, whether it has two parts."""
    words = without_notes(text).replace(",", " ").split()
    for at, rest in ((-1, words[:-1]), (0, words[1:])):
        if rest and (begun := begins(words[at], year)):
            return " ".join(rest), *begun
    return "", 0, False


def _term_of(text: str, year: YearEnd) -> PartialDate | None:
    words, starts, is_pair = _with_year(text, year)
    if (match := _TERM.fullmatch(words)) is None:
        return None
    term = match[1].casefold()
    return checked(f"{starts + (is_pair and term != 'autumn')}-{_TERM_ENDS[term]:02}")


def _half_of(text: str, year: YearEnd) -> PartialDate | None:
    """The month with which half a year ends: of a council's year, or from one month to another.

    Half of a year of one part is none: nobody knows whether that begins in January or in April.
    """
    words, starts, is_pair = _with_year(text, year)
    if is_pair and (match := _HALF.fullmatch(words)):
        is_first = match[1] == "1" or (match[2] or "x")[0].casefold() in ("f", "1")
        return checked(f"{starts}-09" if is_first else f"{starts + 1}-03")
    if (match := _MONTHS.fullmatch(without_notes(text))) is None:
        return None
    first, last, ends = month_called(match[1]), month_called(match[3]), int(match[4])
    begun_in = int(match[2]) if match[2] else ends - (first > last)
    return checked(f"{ends}-{last:02}") if (ends - begun_in) * 12 + last - first == 5 else None


def _span_of(text: str, year: YearEnd) -> PartialDate | None:
    plain = re.sub(r"\s*\([^)]*\)$", "", without_notes(text))
    plain = re.sub(r"\s*(?:[–—-]|\bto\b|\band\b)\s*", "-", re.sub(r"^(?:fy|from|years?)\s*", "", plain, flags=re.I))
    if match := re.fullmatch(r"(\d{4})[/-](\d\d)-(\d{4})[/-](\d\d)", plain):
        first, last = int(match[1]), int(match[3])
        if all((int(match[n]) + 1) % 100 == int(match[n + 1]) for n in (1, 3)) and 0 < last - first < LONGEST_SPAN:
            return year_of(last, year)
    if match := re.fullmatch(r"(\d{4})-((?:\d\d)?\d\d)", plain):
        first, last = int(match[1]), int(match[2])
        last += first // 100 * 100 if last < 100 else 0
        if 1900 < first < 2100 and 1 < last - first <= LONGEST_SPAN:
            return checked(f"{last}")
    return None
