"""Days as people type them: one date of whatever precision, or from one to another."""

from __future__ import annotations

from datetime import date

from app.domain.dates import COUNCIL, NotADate, read_date, read_span


def read_period(text: str, quarters: str = COUNCIL) -> tuple[date, date] | None:
    """The first and the last day of "Jun 2017", "2017/18", "Apr to Jun 2017", "1 Apr 2017 to 30 Jun 2017".

    None where nothing is written.

    Raises:
        ValueError: with a sentence that says what can be written.
    """
    if not text.strip():
        return None
    try:
        found = read_date(text, quarters)
    except NotADate:
        span = read_span(text, quarters)
        if span is None or span[0].first > span[1].last:
            raise
        return span[0].first, span[1].last
    return found.first, found.last
