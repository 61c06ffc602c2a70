"""What the parts of an indicator come to together, and whether its own figure says the same.

Shares are added by their counts, numbers of cases and sums of money as they stand. Teams, areas and groups each make
up the whole, so each kind of part is added by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .counts import computed, exactly, of_words
from .figures import counted, digits, figure, number
from .plan import Plan
from .records import Indicator, Reading
from .schedule import PartialDate

_SUMS = ("", "£")


class AddedUp(NamedTuple):
    """What the parts of one kind come to in a period.

    Attributes:
        value: in the unit of the whole.
        words: such as "Its 3 teams come to 84.7 % (127 of 150 visits due)".
        differs: the figure of the whole is another, beyond how it is rounded.
    """

    value: Decimal
    words: str
    differs: bool = False

    @property
    def bare(self) -> str:
        """In few words and without its unit: "parts 84.7"."""
        return f"parts {number(self.value)}"

    @property
    def short(self) -> str:
        """Such as "3 teams come to 84.7 % (127 of 150 visits due)"."""
        return self.words.removeprefix("Its ")


def added_up(plan: Plan, whole: Indicator, period: PartialDate, instead: Reading | None = None) -> Sequence[AddedUp]:
    """What the parts of an indicator come to, by kind of part; nothing of a kind of which a figure or count is missing.

    `instead` is a reading of the whole or of a part that is typed, and not saved yet.
    """
    kinds: dict[str, list[Indicator]] = defaultdict(list)
    for part in plan.parts(whole):
        kinds[" ".join(part.part.split())].append(part)
    own = instead if instead is not None and instead.indicator == whole.id else _figure(plan, whole, period)
    found: list[AddedUp] = []
    for kind, parts in kinds.items():
        readings = [
            instead if instead is not None and instead.indicator == part.id else _figure(plan, part, period)
            for part in parts
        ]
        known = [each for each in readings if each is not None and each.value is not None]
        if len(known) < 2 or len(known) < len(parts) or any(part.unit != whole.unit for part in parts):
            continue
        made = _sum(whole, known, own) if whole.unit in _SUMS else _share(whole, known, own)
        if made is not None:
            value, said, differs = made
            found.append(AddedUp(value, f"Its {counted(len(parts), kind or 'part')} come to {said}", differs))
    return found


def question_of(plan: Plan, indicator: Indicator, typed: Reading) -> str:
    """That a typed figure is not what the parts come to, of the whole or of the one it is a part of; else empty."""
    whole = plan.get(Indicator, indicator.part_of) if plan.is_part(indicator) else indicator
    if whole is None or typed.period is None:
        return ""
    found = next((each for each in added_up(plan, whole, typed.period, typed) if each.differs), None)
    if found is None:
        return ""
    if whole is indicator:
        return f"{found.words}."
    own = _figure(plan, whole, typed.period)
    stands = f", not {figure(own.value, whole.unit)}" if own is not None and own.value is not None else ""
    return f"With it the parts of {whole.name} come to {figure(found.value, whole.unit)}{stands}."


def _sum(whole: Indicator, known: Sequence[Reading], own: Reading | None) -> tuple[Decimal, str, bool] | None:
    """Of a number between those of its parts nothing is said: it is a mean."""
    values = [each.value for each in known if each.value is not None]
    value = sum(values, Decimal(0))
    said = figure(value, whole.unit)
    if own is None or own.value is None:
        return value, said, False
    if own.value != value and min(values) <= own.value <= max(values):
        return None
    about = own.about or any(each.about for each in known)
    return value, said, own.value != value and not about


def _share(whole: Indicator, known: Sequence[Reading], own: Reading | None) -> tuple[Decimal, str, bool] | None:
    tops = [each.numerator for each in known if each.numerator is not None]
    below = [each.denominator for each in known if each.denominator is not None]
    if len(tops) < len(known) or len(below) < len(known):
        return None
    counts = Reading(id="", numerator=sum(tops, Decimal(0)), denominator=sum(below, Decimal(0)))
    exact = exactly(whole, counts.numerator, counts.denominator)
    value = computed(whole, counts.numerator, counts.denominator)
    if exact is None or value is None:
        return None
    return value, f"{figure(value, whole.unit)} ({of_words(whole, counts)})", _differs(own, exact, counts)


def _differs(own: Reading | None, exact: Fraction, counts: Reading) -> bool:
    if own is None or own.value is None or own.about:
        return False
    if own.numerator is not None and own.denominator is not None:
        return (own.numerator, own.denominator) != (counts.numerator, counts.denominator)
    return abs(Fraction(own.value) - exact) > Fraction(1, 2 * 10 ** digits([own.value]))


def _figure(plan: Plan, indicator: Indicator, period: PartialDate) -> Reading | None:
    def by_period() -> Mapping[PartialDate, Reading]:
        return {reading.period: reading for reading in plan.series(indicator) if reading.period}

    return plan.kept("figures by period", (Indicator, Reading), by_period, indicator.id).get(period)
