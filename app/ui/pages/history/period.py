"""Days as people type them: one date of whatever precision, or from one to another."""

from __future__ import annotations

from datetime import date

from app.domain.schedule import read_date


def read_period(text: str) -> tuple[date, date] | None:
    """The first and the last day of "Jun 2017", "2017", "Apr to Jun 2017", "1 Apr 2017 to 30 Jun 2017".

    None where nothing is written.

    Raises:
        ValueError: with a sentence that says what can be written.
    """
    plain = " ".join(text.split())
    if not plain:
        return None
    before, between, after = plain.partition(" to ")
    last = read_date(after if between else before)
    if not between:
        return last.first, last.last
    try:
        first = read_date(before)
    except ValueError:
        first = read_date(f"{before} {last.last.year}")
    if first.first > last.last:
        raise ValueError("The period ends before it begins.")
    return first.first, last.last
