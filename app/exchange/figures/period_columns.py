"""Columns of figures for one period each, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.schedule import PartialDate

from .stretches import Stretch
from .words import DENOMINATOR, MEASURES, NOTE, NUMERATOR, VALUE


@dataclass(frozen=True)
class PeriodColumn:
    """A column of figures for one period.

    Attributes:
        stretch: the several years, the term or the half year that it stands for.
        stands: whether its heading calls its figures provisional or final.
    """

    number: int
    title: str
    period: PartialDate
    holds: str
    stretch: Stretch | None = None
    stands: str = ""


def as_months(periods: list[PeriodColumn]) -> list[PeriodColumn]:
    """Columns headed by the ends of months are of these months: 30 April, 31 May."""
    days = [each.period for each in periods]
    ends = len(set(days)) > 2 and all(p.precision == "day" and (p.last + timedelta(1)).day == 1 for p in days)
    return [replace(each, period=PartialDate(each.period.text[:7])) for each in periods] if ends else periods


def with_counts(periods: list[PeriodColumn]) -> list[PeriodColumn]:
    """A number under a period is the figure, where no rate stands beside it."""
    rates = {each.period for each in periods if each.holds in (VALUE, DENOMINATOR)}
    return [replace(each, holds=VALUE) if each.holds == NUMERATOR and each.period not in rates else each
            for each in periods]  # fmt: skip


def commentary(periods: Sequence[PeriodColumn], labels: Mapping[int, Sequence[str]]) -> list[PeriodColumn]:
    """Columns of words beside those of figures: "Q1 commentary" beside "Q1 26/27", "Comments" behind each month."""
    found: list[PeriodColumn] = []
    values = {each.number: each for each in periods if each.holds == VALUE}
    for number in {*labels} - {each.number for each in periods}:
        words = " ".join(labels[number]).split()
        if not words or MEASURES.get(words[-1].casefold()) != NOTE:
            continue
        rest = " ".join(words[:-1])
        meant = [each for each in values.values() if rest and each.title.startswith(f"{rest} ")]
        meant = meant if rest else [values[number - 1]] if number - 1 in values else []
        found += [PeriodColumn(number, " ".join(words), each.period, NOTE) for each in meant if len(meant) == 1]
    bare = [each for each in found if len(each.title.split()) == 1]
    return [each for each in found if each not in bare or len(bare) > 1]  # one alone is of the whole row
