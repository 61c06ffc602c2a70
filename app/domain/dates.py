"""Dates as people write them, read in one way wherever one is typed and wherever one is brought in.

What is read is kept exactly as precise as it was said; nothing is guessed. "Early May 2018" is therefore refused, and
so is "12/13", which may be a day, a month or two years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from .schedule import FULL_MONTHS, WEEKDAYS, PartialDate, council_year, show_date

COUNCIL, CALENDAR = "council", "calendar"
"""Whose quarter "Q3 2017" is: October to December of the council's year 2017/18, or July to September."""

NO_DAY = "is no day"
DAY_FORMS = "30 Apr 2018 or 30/4/18"
FORMS = "30 Apr 2018, 30/4/18, April 2018, Q3 2017/18 or 2017/18"
HELP = f"Such as {FORMS}."
DAY_HELP = f"Such as {DAY_FORMS}."

_LONGEST, _TOO_LONG = 80, 200
_FLAGS = re.IGNORECASE | re.ASCII
_SHOWN = 40
_NO_DATE, _NEVER, _SEVERAL = "is no date", "is no date that exists", "may mean more than one thing"

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"['’‘]?(?P<year>\d{4}|\d\d)"
_TWO_YEARS = r"(?P<year>\d{4}|\d\d)\s?[/–-]\s?(?P<next>\d{4}|\d\d)"
_FINANCIAL = r"(?:f\.?y\.?\s?|(?:financial|council|municipal)\s(?:year\s)?)"
_GAP, _APART = r"[\s./–-]*", r"\s?[/.\s–-]\s?"

_STORED = r"(?:year\s)?(\d{4}(?:-q\d|-\d\d-\d\d|-(?:0\d|1[0-2]))?)"
_YEAR_FIRST = r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})"
_NUMBERS = rf"(?P<day>\d{{1,2}}){_APART}(?P<number>\d{{1,2}}){_APART}{_YEAR}"
_NAMED = rf"{_DAY}{_GAP}(?:of\s)?{_NAME}{_GAP}{_YEAR}"
_NAME_FIRST = rf"{_NAME}\s{_DAY}\s(?P<year>\d{{4}})"
_MONTH = rf"{_NAME}{_GAP}(?:of\s)?{_YEAR}"
_MONTH_LAST = rf"(?P<year>\d{{4}})[\s-]{_NAME}"
_MONTH_NUMBER = r"(\d{4})-(\d)|(\d{1,2})[/.-](\d{4})"
_COUNCIL_YEAR = rf"(?P<called>{_FINANCIAL}|year\s)?{_TWO_YEARS}"
_ONE_FINANCIAL_YEAR = rf"{_FINANCIAL}{_YEAR}"
_QUARTER = (
    r"(?:q(?:uarter|tr)?\.?\s?(?P<q>\d)|(?P<nth>[1-4])(?:st|nd|rd|th)\s(?:quarter|qtr)|(?P<word>[a-z]+)\squarter)"
)
_NTH = ["first", "second", "third", "fourth"]
_QUARTERS = (
    (rf"{_QUARTER}{_GAP}(?:of\s)?(?:the\s)?(?:{_FINANCIAL}|year\s)?{_TWO_YEARS}", True),
    (rf"{_FINANCIAL}?{_TWO_YEARS}{_GAP}{_QUARTER}", True),
    (rf"{_QUARTER}{_GAP}(?:of\s)?{_YEAR}", False),
    (rf"{_YEAR}{_GAP}{_QUARTER}", False),
)
"""How a quarter is written, and whether two years are: then it is the council's."""
_UP_TO = (
    r"(?:financial\s)?(?:(?P<unit>year|12 months|quarter|qtr|3 months|month)[\s-](?:up\s)?(?:to|ending|ended|end)"
    r"|(?P<short>[mqy])/?e)\s(?P<rest>.+)"
)
_LENGTHS = {"m": 1, "q": 3, "3": 3, "y": 12, "1": 12}

_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes|s)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY_FIRST, _WEEKDAY_LAST = rf"{_WEEKDAY}\b[\s.]*(?P<rest>.+)", rf"(?P<rest>.+?)\s\(?{_WEEKDAY}\)?"
_ONE_LEADING = r"(?:the|month\sof|as\s(?:at|of)|by|on|in|at|for|during|due)\b[\s:.]*"
_LEADING = rf"^(?:{_ONE_LEADING})+"
_WEEK = r"^w(?:[/.]?\s?[ceb]|(?:/|(?:ee)?k[\s-])(?:commencing|beginning|starting|ending|to))\b[\s:.]*"
_END = rf"^(?:end|close)(?:\sof)?[\s-]+(?:{_ONE_LEADING})*"
_CLOCK = r"(?:\s+at)?[t\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:am|pm|z)?$"
_SPAN = rf"^(?:from\s|between\s|{_ONE_LEADING})+"
_BETWEEN = (
    r"\s+(?:to|until|and|-|–)\s+|\s*–\s*|(?<=[a-z])\s*[-/]\s*(?=[a-z])|(?<=[a-z]\s\d\d)\s*/\s*(?=[a-z])"
    r"|(?<=[a-z]\s\d{4})\s*[-/]\s*(?=[a-z]|\d\d?\s[a-z])"
    r"|(?:(?<=\b\d)|(?<=\b\d\d))-(?=\d\d?(?:[a-z]{2})?\s[a-z])|(?<=[/.]\d{4})-(?=\d)|(?<=[/.]\d\d)-(?=\d\d?[/.])"
)
_WORD = (
    r"am|and|as|at|b|between|beginning|by|c|close|commencing|council|due|during|e|end|ended|ending|f|financial|first|for|fourth"
    r"|from|fy|in|m|me|months?|municipal|nd|of|on|pm|q|qe|qtr|quarter|rd|second|st|starting|t|th|the|third|to|until|up|w|wb"
    rf"|wc|we|week|wk|y|ye|year|z|{_WEEKDAY}"
)
"""Any word that a date may have in it, but for the names of months."""
_STANDARD = {"—": "–", "―": "–", "−": "-", "‐": "-", "‑": "-", "‒": "–", ",": " ", "´": "'", "`": "'"}
_ONE_SPELLING = str.maketrans(_STANDARD)


class NotADate(ValueError):
    """What a person typed is no date; the sentence says what can be written.

    Attributes:
        why: "says no year", "is no date that exists", ...: what is wrong, to stand after the text.
        but_for_weekday: the day that is written, where only the name of its weekday is wrong.
    """

    def __init__(self, typed: str, why: _Wrong, forms: str = FORMS):
        plain = " ".join(typed.split())
        plain = plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
        self.why, self.but_for_weekday = str(why), why.day
        if self.why == _NO_DATE:
            sentence = f"Write a date such as {forms}."
        elif self.why.startswith(_NEVER):
            sentence = f"There is no such date as {plain}{self.why.removeprefix(_NEVER)}."
        else:
            sentence = f"“{plain}” {why}: write {'the day that is meant' if why.day else forms}."
        super().__init__(sentence)


class _Wrong(Exception):
    """Why something that looks like a date is none, to stand after it; the day, where only its weekday is wrong."""

    def __init__(self, why: str, day: PartialDate | None = None):
        super().__init__(why)
        self.day = day


def read_date(text: str, quarters: str = COUNCIL) -> PartialDate:
    """What a person typed as a date: "30/4/18", "Mon 30 Apr 2018", "Apr-18", "end of April 2018", "Q3 2017/18" ....

    `quarters` says whose quarter a bare "Q3 2017" is: `COUNCIL`'s or the `CALENDAR`'s. "Q3 2017/18" is always the
    council's, the stored form "2017-Q3" always the calendar's.

    Raises:
        NotADate: with a sentence that says what can be written.
    """
    found = _understood(text[:_TOO_LONG], quarters)
    if isinstance(found, _Wrong):
        raise NotADate(text, found)
    return found


def read_day(text: str, quarters: str = COUNCIL) -> date:
    """What a person typed as a day, as `read_date` reads it; "end of April 2018" is its last.

    Raises:
        NotADate: with a sentence that says what can be written.
    """
    found = _understood(text[:_TOO_LONG], quarters)
    if isinstance(found, _Wrong):
        raise NotADate(text, found, DAY_FORMS)
    if found.precision != "day" and not _without(_END, _without(_LEADING, _plain(text))[0])[1]:
        raise NotADate(text, _Wrong(NO_DAY), DAY_FORMS)
    return found.last


def read_span(text: str, quarters: str = COUNCIL) -> tuple[PartialDate, PartialDate] | None:
    """From when to when: "Apr to Jun 2017", "27 Jun to 3 Jul 2017", "April/May 2018"; None for anything else.

    The year, or the month with its year, may be said once, at the end. The span may end before it begins.
    """
    plain = _plain(text[:_TOO_LONG])
    if not _may_be_date(plain):
        return None
    parts = [part for part in re.split(_BETWEEN, plain, flags=_FLAGS) if part]
    if len(parts) != 2 or _one_or_none(plain, quarters):
        return None
    first, last = (_without(_SPAN, part)[0] for part in parts)
    ends = _one_or_none(last, quarters)
    if ends is None:
        return None
    for begun in (first, *(f"{first} {tail}" for tail in _tails(last))):
        begins = _one_or_none(begun, quarters)
        if begins is not None:
            return begins, ends
    return None


def spelt_out(when: PartialDate) -> str:
    """What was understood, spelt out: "Monday, 30 Apr 2018", "April 2018", "October to December 2017"."""
    first, last = when.first, when.last
    if when.precision == "day":
        return f"{WEEKDAYS[first.weekday()]}, {show_date(first)}"
    if when.precision == "month":
        return str(when)
    begins = FULL_MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
    return f"{begins} to {FULL_MONTHS[last.month - 1]} {last.year}"


def is_bare_quarter(text: str) -> bool:
    """Whether this is a quarter of one year, such as "Q3 2017", of which not everybody means the same."""
    if "q" not in text.casefold():
        return False
    found = [_understood(text[:_TOO_LONG], quarters) for quarters in (COUNCIL, CALENDAR)]
    return isinstance(found[0], PartialDate) and found[0] != found[1]


@lru_cache(maxsize=4096)  # the cells of an imported sheet say the same dates again and again
def _understood(text: str, quarters: str) -> PartialDate | _Wrong:
    """The date, or what is wrong."""
    plain = _plain(text)
    if len(text) == _TOO_LONG or not _may_be_date(plain):
        return _Wrong(_NO_DATE)
    try:
        if found := _one(plain, quarters):
            return found
        if span := read_span(plain, quarters):
            first, last = span[0].first, span[1].last
            why = "ends before it begins" if last < first else "is no single month, quarter or year"
            return PartialDate.covering(first, last) or _Wrong(why)
    except _Wrong as wrong:
        return _Wrong(str(wrong), wrong.day)  # without the frames that it came through
    with_year = f"{plain} 2000"
    is_but_for_year = _one_or_none(with_year, quarters) or read_span(with_year, quarters)
    return _Wrong("says no year" if is_but_for_year else _NO_DATE)


def _may_be_date(text: str) -> bool:
    """Whether a text consists of a date's words; most cells of a sheet do not, and need not be looked at further."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return 0 < len(text) <= _LONGEST and all(
        (len(word) > 2 and _number_of(word)) or _matched(_WORD, word) for word in words
    )


def _matched(form: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(form, text, _FLAGS)


def _without(form: str, text: str) -> tuple[str, bool]:
    """The text without what is written so at its beginning or end, and whether that was there."""
    text, count = re.subn(form, "", text, flags=_FLAGS)
    return text, count > 0


def _plain(text: str) -> str:
    """In one spelling of dashes, spaces and quotation marks."""
    return " ".join(text.translate(_ONE_SPELLING).split()).strip(" .;:")


def _tails(text: str) -> Iterator[str]:
    """What may be meant before a span's first date too: "Jul 2017" and "2017" of "3 Jul 2017"."""
    return (text[match.start() :] for match in re.finditer(r"(?<=[\s./–-])['’‘]?\w", text))


def _one_or_none(text: str, quarters: str) -> PartialDate | None:
    try:
        return _one(text, quarters)
    except _Wrong:
        return None


def _one(text: str, quarters: str) -> PartialDate | None:
    """The one date that a text in one spelling is; None where it does not look like one. Raises _Wrong."""
    if found := _stored(text) or _day(text):
        return found
    text, _ = _without(_CLOCK, text)
    text, _ = _without(_LEADING, text)
    text, is_week = _without(_WEEK, text)
    text, is_end = _without(_END, text)
    weekday = _matched(_WEEKDAY_FIRST, text) or _matched(_WEEKDAY_LAST, text)
    if is_week or weekday:
        day = _day(_without(_LEADING, weekday["rest"])[0] if weekday else text)
        return None if day is None or is_end else _on(weekday["weekday"] if weekday else "", day)
    found = _stored(text) or _day(text) or _month(text)
    return found or _quarter(text, quarters) or _years(text) or _up_to(text, quarters)


def _stored(text: str) -> PartialDate | None:
    """What is written as dates are stored: ISO days and months, quarters of the calendar, years."""
    match = _matched(_STORED, text)
    return _checked(match[1].upper()) if match else None


def _on(weekday: str, day: PartialDate) -> PartialDate:
    """The day, where it is that weekday. Raises _Wrong."""
    name = WEEKDAYS[day.first.weekday()]
    if not name.casefold().startswith(weekday[:3].casefold()):
        said = next(word for word in WEEKDAYS if word.startswith(weekday[:3].capitalize()))
        raise _Wrong(f"is a {name}, not a {said}", day)
    return day


def _day(text: str) -> PartialDate | None:
    if match := _matched(_NUMBERS, text) or _matched(_YEAR_FIRST, text):
        return _dated(match["year"], int(match["number"]), match["day"])
    match = _matched(_NAMED, text) or _matched(_NAME_FIRST, text)
    number = _number_of(match["month"]) if match else 0
    return _dated(match["year"], number, match["day"]) if match and number else None


def _month(text: str) -> PartialDate | None:
    if match := _matched(_MONTH_NUMBER, text):
        return _dated(match[1] or match[4], int(match[2] or match[3]))
    match = _matched(_MONTH, text) or _matched(_MONTH_LAST, text)
    number = _number_of(match["month"]) if match else 0
    return _dated(match["year"], number) if match and number else None


def _quarter(text: str, quarters: str) -> PartialDate | None:
    for form, is_pair in _QUARTERS:
        match = _matched(form, text)
        number = _number_of_quarter(match) if match else None
        if match is None or number is None:
            continue
        if not 1 <= number <= 4:
            raise _Wrong("is no quarter that exists")
        year = _first_of(match) if is_pair else _full(match["year"])
        council = is_pair or quarters != CALENDAR
        return _checked(council_quarter(year, number) if council else f"{year}-Q{number}")
    return None


def _years(text: str) -> PartialDate | None:
    """A year of the council, such as "2017/18", "17/18", "FY 2017-18". Raises _Wrong."""
    match = _matched(_COUNCIL_YEAR, text)
    if match is None:
        if _matched(_ONE_FINANCIAL_YEAR, text):
            raise _Wrong(_SEVERAL)  # nobody knows whether it begins or ends in that year
        return None
    if len(match["year"]) == 2 and not match["called"]:
        if not _follow(match):
            return None
        if int(match["year"]) <= 12:
            raise _Wrong(_SEVERAL)  # a month, or a day in one, as well
    return _checked(council_year(_first_of(match)))


def _up_to(text: str, quarters: str) -> PartialDate | None:
    """A period that is called by its last day: "year to March 2018", "quarter ending 31 Dec 2017"."""
    match = _matched(_UP_TO, text)
    last = _one_or_none(match["rest"], quarters) if match else None
    if match is None or last is None or last.precision not in ("day", "month"):
        return None
    months = last.last.year * 12 + last.last.month - _LENGTHS[(match["unit"] or match["short"])[0].casefold()]
    found = PartialDate.covering(date(months // 12, months % 12 + 1, 1), last.last)
    if found is None:
        raise _Wrong("is neither a quarter nor a year to March or December")
    return found


def _first_of(match: re.Match[str]) -> int:
    """The first of two years that follow each other. Raises _Wrong."""
    if not _follow(match):
        raise _Wrong("names two years that do not follow each other")
    return _full(match["year"])


def _follow(match: re.Match[str]) -> bool:
    first, second = _full(match["year"]), match["next"]
    return int(second) == first + 1 if len(second) == 4 else int(second) == (first + 1) % 100


def _number_of(name: str) -> int:
    """The number of a month, by at least three letters of its name; 0 for other words."""
    plain = "sep" if name.casefold() == "sept" else name.casefold()
    return next((n for n, full in enumerate(FULL_MONTHS, 1) if full.casefold().startswith(plain)), 0)


def _number_of_quarter(match: re.Match[str]) -> int | None:
    if match["word"]:
        word = match["word"].casefold()
        return _NTH.index(word) + 1 if word in _NTH else None
    return int(match["q"] or match["nth"])


def _dated(year: str, month: int, day: str = "") -> PartialDate:
    if month > 12 and day and int(day) <= 12:
        raise _Wrong(f"{_NEVER}, as the day comes first")
    return _checked(f"{_full(year):04}-{month:02}" + (f"-{int(day):02}" if day else ""))


def _checked(stored: str) -> PartialDate:
    try:
        return PartialDate(stored)
    except ValueError:
        raise _Wrong(_NEVER) from None


def council_quarter(year: int, number: int) -> str:
    """The stored form of a quarter of the council's year that begins in `year`; the fourth begins in January after."""
    return f"{year + 1}-Q1" if number == 4 else f"{year}-Q{number + 1}"


def _full(year: str) -> int:
    """A year of two digits is one from 1970 to 2069."""
    return int(year) if len(year) == 4 else (2000 if int(year) < 70 else 1900) + int(year)
