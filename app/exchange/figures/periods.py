"""For which period a figure is, of all the ways in which sheets say it; what can be two of them is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.domain.dates import COUNCIL, NotADate, council_quarter, read_date
from app.domain.schedule import FULL_MONTHS, PartialDate, council_year

from ..importing.grid import Cell
from ..importing.marks import stands_behind
from ..importing.questions import Asking

YEARS, MONTHS, NEITHER = "year", "month", "neither"
_NOTE = re.compile(r"\s*(?:[\[(](?:note\s*)?\d{1,2}[\])]|\[[a-z]{1,2}\]|\((?:r|p|e)\)|[*†‡¹²³]+)\s*$", re.I)
_PAIR = re.compile(r"(\d{4})-?(\d\d)")
MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.I)
_YEARS_SAID = re.compile(r"(\d{4})\s?[/-]\s?(\d\d(?:\d\d)?)")
_COUNCIL_YEAR = re.compile(r"\b(?:19|20)\d\d\s?[/-]\s?(?:20)?\d\d\b(?!\s?[/-])")
_YEARS = range(2012, 2032)
LONGEST_SPAN = 10
"""Years that a figure may be of."""
_LONG_QUARTER = re.compile(r"(?:q|quarter|qtr)\s?([1-4])(?:\s?\(.*\))?", re.I)
_PART = re.compile(
    r"\b(?:autumn|spring|summer|winter|terms?|half|mid|h[12]|q[1-4]|to date|ytd|daily|days?)\b"
    r"|\b(?:quarter|month|week|fortnight)",
    re.I,
)
_MONTHS_SAID = re.compile(rf"\b{MONTH.pattern}(?!\w)", re.I)
_WEEK = re.compile(r"week\s?(\d{1,2})", re.I)
_ENDS = {
    "autumn term": 8, "spring term": 8, "summer term": 8, "academic year": 8, "school year": 8, "financial year": 3,
    "calendar year": 12, "reporting year": 3,
}  # fmt: skip
"""In which month a year ends that is called so."""
_YTD = re.compile(r"\b(ytd|year to date|total|full year|year end|outturn|average|avg|cumulative|mean|rolling)\b", re.I)


class YearEnd(NamedTuple):
    """How years of two parts are meant.

    Attributes:
        form: whether "2010-11" is a year or a month; neither where nobody said.
        month: in which a year of two parts ends.
    """

    form: str = YEARS
    month: int = 3


def judged(texts: Iterable[str], asking: Asking, *, said: str = "") -> YearEnd:
    """How a column, or a row of headings, means "2010-11": as the whole of it shows, else as is asked.

    `said` are the words that stand over it, or in a column beside it: "Academic year".
    """
    pairs = [match for text in dict.fromkeys(texts) if (match := _PAIR.fullmatch(without_notes(text)))]
    ends = next((month for words, month in _ENDS.items() if words in said.casefold()), 0)
    if not pairs:
        return YearEnd(YEARS, ends or 3)
    gaps = [(int(m[2]) - int(m[1])) % 100 for m in pairs]
    years, spans = [gap == 1 for gap in gaps], [1 < gap <= LONGEST_SPAN for gap in gaps]
    months = [1 <= int(m[2]) <= 12 for m in pairs]
    alike = len(pairs) > 1 and len({*gaps}) == 1
    if all(a or b for a, b in zip(years, spans, strict=True)) and any(spans) and (alike or not all(months)):
        form = YEARS  # or several of them together
    elif ends or "year" in said.casefold() or (all(years) and not all(months)):
        form = YEARS
    elif all(months) and not all(years):
        form = MONTHS
    else:
        shown = pairs[0][0]
        form = asking.ask(
            "periods.years", f"Is “{shown}” a year or a month?",
            {YEARS: "a year of two parts", MONTHS: "a month", NEITHER: "not known: left out"}, NEITHER,
        )  # fmt: skip
    if form == YEARS and not ends and any(years):
        answer = asking.ask(
            "periods.end", "In which month does a reporting year of this sheet end?",
            {"march": "March, as a council’s", "august": "August, as a school’s", "december": "December"}, "march",
        )  # fmt: skip
        ends = {"march": 3, "august": 8, "december": 12}[answer]
    return YearEnd(form, ends or 3)


def year_of_months(texts: Iterable[str], asking: Asking) -> str:
    """The year of headings that name months or quarters and none: the one that the sheet names elsewhere, or as asked.

    Empty where nobody said.
    """
    years = {re.sub(r"\s", "", match[0]) for text in texts for match in _COUNCIL_YEAR.finditer(text)}
    if len(years) == 1:
        return years.pop()
    choices = {f"{year}-{(year + 1) % 100:02}": f"{year}/{(year + 1) % 100:02}, from April" for year in _YEARS}
    answer = asking.ask(
        "periods.which", "Its headings name months or quarters, and no year. Which year are they of?",
        {**choices, NEITHER: "not known: nothing comes in"}, NEITHER,
    )  # fmt: skip
    return "" if answer == NEITHER else answer


def is_bare(text: str) -> bool:
    """Whether a heading is a month or a quarter without its year."""
    return MONTH.fullmatch(text.strip()) is not None or _LONG_QUARTER.fullmatch(text.strip()) is not None


def without_notes(text: str) -> str:
    """A period without the marks of notes behind it."""
    plain = stands_behind(" ".join(text.split()))[0]
    while match := _NOTE.search(plain):
        plain = stands_behind(plain[: match.start()].rstrip())[0]
    return plain


def is_sum(text: str) -> bool:
    """Whether a heading stands over a sum or a mean of other periods."""
    return _YTD.search(text) is not None


def read_period(cell: Cell, year: YearEnd, quarters: str = COUNCIL, beside: str = "") -> PartialDate | None:
    """The period that a cell names; `beside` is what stands in a second column, or in the row above. None for none.

    A year beside which a part of it stands that is not understood ("Autumn and spring term") is none.
    """
    if beside and (found := _said(cell.text, year, quarters, beside)):
        return found
    plain = cell.value if isinstance(cell.value, PartialDate) else _said(cell.text, year, quarters, "")
    if not beside:
        return plain
    is_part = _PART.search(beside) or ("year" not in beside.casefold() and _MONTHS_SAID.search(beside))
    return None if is_part and begins(without_notes(cell.text), year) else plain


@lru_cache(maxsize=8192)  # a sheet says the same periods again and again
def _said(said: str, year: YearEnd, quarters: str, beside: str) -> PartialDate | None:
    """The period that words name, with `beside` both together."""
    text = without_notes(said).replace(";", " ").replace("_", " ").strip()
    text = re.sub(r"^(?:y|yr|year)\s?\d\s*[:.–-]?\s+(?=\d{4})", "", text, flags=re.I)
    if not text or len(text) > 60:
        return None
    if beside:
        return _of_two(text, without_notes(beside), year, quarters)
    if match := _PAIR.fullmatch(text):
        return _pair(int(match[1]), int(match[2]), year)
    parts = re.fullmatch(r"(\d{4}-\d\d)\s+(.+)", text)  # "2018-19;Q1"
    if parts and (found := _of_two(parts[1], parts[2], year, quarters)):
        return found
    for form in (text, text.replace("-", " ")):
        try:
            found = read_date(form, quarters)
        except NotADate:
            continue
        if found.is_council_year and year.month != 3:
            return year_of(int(found.text[:4]), year)
        return found
    return None


def _of_two(first: str, second: str, year: YearEnd, quarters: str) -> PartialDate | None:
    """The period of two parts: a year and a month, a quarter or a word for the whole of it, in either order."""
    for whole, part in ((first, second), (second, first)):
        begun = begins(whole, year)
        if begun is None:
            continue
        starts, is_pair = begun
        if match := _LONG_QUARTER.fullmatch(part):
            council = is_pair or quarters == COUNCIL
            return checked(council_quarter(starts, int(match[1])) if council else f"{starts}-Q{match[1]}")
        if match := MONTH.fullmatch(part):
            number = month_called(match[1])
            later = is_pair and number <= year.month % 12
            return checked(f"{starts + later}-{number:02}")
        if _WEEK.fullmatch(part):
            return None
        if "year" in part.casefold() and not _PART.search(part):
            ends = next((month for words, month in _ENDS.items() if words in part.casefold()), year.month)
            return year_of(starts, YearEnd(YEARS, ends)) if is_pair else checked(f"{starts}")
    return None


def begins(text: str, year: YearEnd) -> tuple[int, bool] | None:
    """The year in which a year begins, and whether it has two parts."""
    if match := re.fullmatch(r"(?:fy\s?)?(\d{4})", text, re.I):
        return int(match[1]), False
    match = _YEARS_SAID.fullmatch(text) or (_PAIR.fullmatch(text) if year.form == YEARS else None)
    if match and int(match[2]) % 100 == (int(match[1]) + 1) % 100:
        return int(match[1]), True
    return None


def _pair(first: int, second: int, year: YearEnd) -> PartialDate | None:
    if year.form == MONTHS:
        return checked(f"{first}-{second:02}") if 1 <= second <= 12 else None
    if year.form == YEARS and second == (first + 1) % 100:
        return year_of(first, year)
    return None


def month_called(name: str) -> int:
    """The number of a month by its first three letters."""
    return next(n for n, full in enumerate(FULL_MONTHS, 1) if full.casefold().startswith(name.casefold()))


def year_of(first: int, year: YearEnd) -> PartialDate | None:
    """The year of two parts that begins in `first`: a council's, or by the last day of its last month."""
    if year.month == 3:
        return checked(council_year(first))
    if year.month == 12:
        return checked(f"{first + 1}")
    month = checked(f"{first + 1}-{year.month:02}")
    return PartialDate.of(month.last) if month else None


def checked(text: str) -> PartialDate | None:
    """The period that this is the stored form of, where there is one."""
    try:
        return PartialDate(text)
    except ValueError:
        return None
