"""What a figure is made of: so many of so many, what they come to, and when they are too few to say much."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .figures import digits, figure, gap, number
from .records import Indicator, Reading
from .schedule import show_date

TINY = 20
"""Of fewer than so many one case moves a percentage by more than 5 points."""
_AVERAGES = ("£", "hours", "days", "weeks", "months", "ratio")


def exactly(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Fraction | None:
    """What two counts come to in the indicator's unit; None where one is missing or the unit is no share of them."""
    if numerator is None or not denominator:
        return None
    share = Fraction(numerator) / Fraction(denominator)
    if indicator.unit == "%":
        return share * 100
    if indicator.unit.startswith("per "):
        return share * int(indicator.unit.removeprefix("per ").replace(",", ""))
    return share if indicator.unit in _AVERAGES else None


def computed(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """The same as a figure: with one decimal place, of a ratio and of money with two; None as above."""
    exact = exactly(indicator, numerator, denominator)
    if exact is None:
        return None
    places = 2 if indicator.unit in ("ratio", "£") else 1
    value = round(Decimal(exact.numerator) / Decimal(exact.denominator), places)
    return value.to_integral_value() if value == value.to_integral_value() else value


def disagreement(indicator: Indicator, reading: Reading) -> str:
    """That a figure is not what its counts come to, beyond how it is rounded; empty where it is, or nobody can say."""
    exact = exactly(indicator, reading.numerator, reading.denominator)
    if exact is None or reading.value is None or reading.about:
        return ""
    half = Fraction(1, 2 * 10 ** digits([reading.value]))
    if abs(Fraction(reading.value) - exact) <= half:
        return ""
    comes = computed(indicator, reading.numerator, reading.denominator)
    assert comes is not None
    said = figure(reading.value, indicator.unit)
    return f"{of_words(indicator, reading)} comes to {figure(comes, indicator.unit)}, not {said}."


def of_words(indicator: Indicator, reading: Reading) -> str:
    """Such as "6 of 7", "6 visits in time of 7 visits due"; empty where the counts are not given."""
    if reading.numerator is None or reading.denominator is None:
        return ""
    words = indicator.denominator_words.strip()
    return f"{number(reading.numerator)} of {number(reading.denominator)}{f' {words}' if words else ''}"


def tiny(indicator: Indicator, reading: Reading) -> str:
    """That a figure is made of few cases: "6 of 7 visits due: each is 14.3 points"; empty where they are many."""
    of = of_words(indicator, reading)
    if not of or reading.denominator is None or not 0 < reading.denominator < TINY:
        return ""
    one = computed(indicator, Decimal(1), reading.denominator)
    return of if one is None or indicator.unit != "%" else f"{of}: each is {gap(one, indicator.unit)}"


def is_tiny(reading: Reading) -> bool:
    """Whether a figure is made of few cases."""
    return reading.denominator is not None and 0 < reading.denominator < TINY


def few_words(indicator: Indicator, reading: Reading) -> str:
    """Such as "of 7 visits due", "of 7": said beside a figure that is made of few cases; else empty."""
    if not is_tiny(reading) or reading.denominator is None:
        return ""
    return f"of {number(reading.denominator)} {indicator.denominator_words.strip()}".strip()


def restated_words(indicator: Indicator, reading: Reading) -> str:
    """Such as "restated from 84 % on 3 May 2018: counted again later"; empty where it was not."""
    if reading.corrected_from is None and not reading.restated:
        return ""
    was = f" from {figure(reading.corrected_from, indicator.unit)}" if reading.corrected_from is not None else ""
    when = f" on {show_date(reading.restated_on)}" if reading.restated_on else ""
    because = reading.restated.strip().removesuffix(".")
    because = because[:1].lower() + because[1:] if because[1:2].islower() else because
    return f"restated{was}{when}{f': {because}' if because else ''}"
