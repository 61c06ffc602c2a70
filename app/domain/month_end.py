"""Month end: which figures are due, which are missing or late, and what to ask of a figure while it is typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from .adding_up import AddedUp, added_up, question_of
from .counts import computed, disagreement, of_words
from .fields import FieldError
from .figures import capital, counted, during, figure, gap
from .plan import Plan
from .records import Indicator, Provenance, Reading, rules
from .schedule import PERIOD_DAYS, PERIOD_MONTHS, PartialDate, day_in, day_of_month, period_at
from .series import LATE_AFTER, fits, slot
from .special import SpecialFigure, latest_special

LONGEST = timedelta(days=367)
"""No period is longer."""
MONTHS = 6
"""Columns of the grid at first."""
YEARS_BACK = 2
"""How far back one looks for what is usual."""
ENOUGH = 4
"""Figures from which on their spread says what is usual."""
FAR = 5
"""With fewer figures: so many times the last one, or that part of it, is worth a second look."""
ENTERED, MISSING, LATE, EARLIER = "entered", "missing", "late", "earlier"
"""How a cell stands: there is a figure; there is none; there is none and it is late; from before the first figure."""
REPLACED = "the figure was corrected"
"""Why the source of a figure is gone that was corrected."""
_ABOUT = re.compile(r"(?:about|approx\.?|approximately|c\.|ca\.|~)\s*", re.IGNORECASE)
_PROVISIONAL, _FINAL = ("p", "prov", "provisional"), ("f", "final", "r", "revised")
_MARK = re.compile(rf"(.*[\d%])(?: \(?|\()({'|'.join((*_PROVISIONAL, *_FINAL))})\)?", re.IGNORECASE)
"""A figure with a word behind it of how it stands: "87.9 % p", "88 (final)"."""
_OF = re.compile(r"([\d,]+(?:\.\d+)?)\s*(?:/|\bof\b|\bout of\b)\s*([\d,]+(?:\.\d+)?)", re.IGNORECASE)
"""Two counts of which a figure is made: "45 of 52"."""
_GAPS = ("suppressed", "not available", "not applicable")
_UNTOLD = "unknown"
"""The cadence of which no period is known to end with a month: what there is is shown, and nothing is missing."""
_NOTHING = {"", "-", "–", "—", "n/a", "na", "nil return", "not available"}


class DueFigure(NamedTuple):
    """A figure of an indicator for a period, or where one belongs.

    Attributes:
        period: at the precision of the indicator's other figures.
        reading: what is kept for it; it may hold only what is planned.
        standing: one of the words above.
    """

    indicator: Indicator
    period: PartialDate
    reading: Reading | None
    standing: str


class FigureEntry(NamedTuple):
    """What typing a figure comes to.

    Attributes:
        reading: as it will be.
        was: the figure that it corrects; None where it corrects none.
        settles: the provisional figure in whose place it comes, which is no correction; None where there was none.
        gone: the sources of that figure, which say nothing of the new one.
        question: what makes it worth a second look; empty where nothing does.
    """

    cell: DueFigure
    reading: Reading
    was: Decimal | None = None
    gone: tuple[Provenance, ...] = ()
    question: str = ""
    settles: Decimal | None = None


class MonthState(NamedTuple):
    """How far a month end is.

    Attributes:
        month: that is being closed.
        entered: the figures that are there.
        missing: those that are not, by indicator as the plan orders them.
        unexplained: those that are more than chance, and nobody has said why.
        contradicted: those that are not what their parts come to, with what that is.
        provisional: those that are entered and may still change.
    """

    month: PartialDate
    entered: tuple[DueFigure, ...]
    missing: tuple[DueFigure, ...]
    unexplained: tuple[SpecialFigure, ...] = ()
    contradicted: tuple[tuple[DueFigure, AddedUp], ...] = ()
    provisional: tuple[DueFigure, ...] = ()

    @property
    def words(self) -> str:
        """Such as "8 of 11 entered"."""
        whole = len(self.entered) + len(self.missing)
        return f"{len(self.entered):,} of {whole:,} entered" if whole else "No figure is due"

    @property
    def asks(self) -> str:
        """Such as "2 special, without a word why. 1 not what its parts come to"; empty for nothing."""
        special, others = len(self.unexplained), len(self.contradicted)
        said = [f"{special:,} special, without a word why"] if special else []
        said += [f"{others:,} not what {'its' if others == 1 else 'their'} parts come to"] if others else []
        return ". ".join(said)


# -- what is due


def months(plan: Plan, count: int = MONTHS) -> list[PartialDate]:
    """The last months that are over on the day the plan speaks of, the earliest first."""
    day = plan.position
    over = day.year * 12 + day.month - (1 if (day + timedelta(days=1)).day == 1 else 2)
    return [period_at(over - back, "month") for back in reversed(range(count))]


def weeks(plan: Plan, count: int) -> list[PartialDate]:
    """The last weeks that are over on the day the plan speaks of, each as the day it ends, the earliest first.

    They end on the day on which those of most of its indicators do.
    """
    beats = [_beat(plan, each) for each in plan.all(Indicator) if each.cadence == "week"]
    last = max(beats, key=beats.count, default=_SUNDAYS).last(plan.position)
    return [PartialDate.of(last - timedelta(weeks=back)) for back in reversed(range(count))]


def cell(plan: Plan, indicator: Indicator, month: PartialDate) -> DueFigure | None:
    """The figure for the period of an indicator that ends in a month; None where none of its periods does.

    Of one that is measured every week it is the month's last week. In place of a month a week can be given, by its
    last day: then it is the week of the indicator that ends in it.
    """
    return _cell(plan, indicator, month, _figures(plan, indicator, month.first))


def row(plan: Plan, indicator: Indicator, across: Iterable[PartialDate]) -> list[DueFigure | None]:
    """The figures of an indicator by month."""
    months = list(across)
    figures = _figures(plan, indicator, min((month.first for month in months), default=date.min))
    return [_cell(plan, indicator, month, figures) for month in months]


def _figures(plan: Plan, indicator: Indicator, since: date) -> dict[tuple[int, int], Reading]:
    """The readings of an indicator by what all figures for one period share; one with a figure before one without.

    Of periods that may reach into what comes after a day: of a history of many years those alone.
    """
    found: dict[tuple[int, int], Reading] = {}
    beat, readings = _beat(plan, indicator), plan.readings(indicator)
    begins = since - LONGEST if since > date.min + LONGEST else date.min
    at = bisect_left(readings, begins, key=lambda reading: reading.period.last if reading.period else date.min)
    for reading in readings[at:]:
        if reading.period and fits(reading.period, indicator.cadence):
            at = _place(reading.period, indicator.cadence, beat)
            if reading.value is not None or at not in found:
                found[at] = reading
    return found


class _Beat(NamedTuple):
    """Periods of so many days; `ends` is the rest of the ordinal of the days on which they end."""

    days: int
    ends: int

    def last(self, day: date) -> date:
        """The last day of the last period that is over on a day."""
        return day - timedelta(days=(day.toordinal() - self.ends) % self.days)


_SUNDAYS = _Beat(7, 0)


def _place(period: PartialDate, cadence: str, beat: _Beat) -> tuple[int, int]:
    """What all figures share that stand in the same cell."""
    if cadence in PERIOD_DAYS:
        return (beat.last(period.last + timedelta(days=beat.days - 1)).toordinal(), 0)
    return (period.last.year, period.last.month) if cadence == _UNTOLD else slot(period, cadence)


def _beat(plan: Plan, indicator: Indicator) -> _Beat:
    """The weeks or fortnights of an indicator, as in its latest figure."""
    last, length = plan.latest(indicator), PERIOD_DAYS.get(indicator.cadence, 7)
    return _Beat(length, last.period.last.toordinal() % length if last and last.period else 0)


def _cell(
    plan: Plan, indicator: Indicator, month: PartialDate, figures: Mapping[tuple[int, int], Reading]
) -> DueFigure | None:
    period = _period(plan, indicator, month)
    if period is None:
        return None
    found = figures.get(_place(period, indicator.cadence, _beat(plan, indicator)))
    if found is not None and found.period is not None:
        period = found.period
    if found is not None and (found.value is not None or found.gap):
        return DueFigure(indicator, period, found, ENTERED)
    if indicator.cadence == _UNTOLD:
        return DueFigure(indicator, period, found, EARLIER)
    first = next((r.period for r in plan.series(indicator)), None)
    if month.last > plan.position or (first is None and not _is_latest(plan, indicator, month)):
        return DueFigure(indicator, period, found, EARLIER)
    if first is not None and period.last < first.last:
        return DueFigure(indicator, period, found, EARLIER)
    late = month.last + timedelta(days=LATE_AFTER) <= plan.position
    return DueFigure(indicator, period, found, LATE if late else MISSING)


def progress(plan: Plan) -> MonthState:
    """What of the last month is entered, and what is missing: of it, or of the last period of an indicator before it.

    An indicator that is measured every quarter is due in the months in which one ends, and until its figure is there;
    of one that is measured every week the last week of the month is due.
    """
    last = months(plan, 1)[0]
    entered: list[DueFigure] = []
    missing: list[DueFigure] = []
    for indicator in plan.all(Indicator):
        if indicator.cadence == _UNTOLD:
            continue
        back = PERIOD_MONTHS.get(indicator.cadence, 1)
        found = next((c for m in reversed(months(plan, back)) if (c := cell(plan, indicator, m))), None)
        if found is None:
            continue
        if found.standing == ENTERED:
            entered += [found] if found.period.last >= last.first else []
        elif found.standing in (MISSING, LATE):
            missing.append(found)
    special = (latest_special(plan, each.indicator) for each in entered)
    unexplained = tuple(each for each in special if each and each.asks)
    contradicted = tuple(
        (each, found) for each in entered for found in added_up(plan, each.indicator, each.period) if found.differs
    )
    provisional = tuple(each for each in entered if each.reading and each.reading.provisional)
    return MonthState(last, tuple(entered), tuple(missing), unexplained, contradicted, provisional)


def provisional(plan: Plan) -> Mapping[str, Sequence[Reading]]:
    """The figures that may still change, by the key of their indicator."""

    def found() -> Mapping[str, Sequence[Reading]]:
        by: dict[str, list[Reading]] = {}
        for reading in plan.unordered(Reading):
            if reading.provisional and reading.value is not None:
                by.setdefault(reading.indicator, []).append(reading)
        return by

    return plan.kept("provisional", (Reading,), found)


def message(plan: Plan) -> str:
    """What is sent round: how many figures are there, and whose are not, by owner."""
    state = progress(plan)
    early = f", {len(state.provisional):,} of them provisional" if state.provisional else ""
    lines = [f"Figures for {state.month}: {state.words}{early}."]
    owners: dict[str, list[str]] = {}
    for each in state.missing:
        late = ", late" if each.standing == LATE else ""
        said = f"{each.indicator.name} ({each.period}{late})"
        owners.setdefault(each.indicator.owner, []).append(said)
    asked: dict[str, list[str]] = {}
    for special in state.unexplained:
        said = f"{special.indicator.name} ({shown(special.reading, special.indicator.unit)}, {special.why})"
        asked.setdefault(special.indicator.owner, []).append(said)
    others: dict[str, list[str]] = {}
    for each, found in state.contradicted:
        said = f"{each.indicator.name} ({shown(each.reading, each.indicator.unit)}; {found.short})"
        others.setdefault(each.indicator.owner, []).append(said)
    lines += [*_by_owner("Still missing:", owners), *_by_owner("More than chance; say why:", asked)]
    return "\n".join([*lines, *_by_owner("Not what their parts come to:", others)])


def _by_owner(heading: str, owners: Mapping[str, Sequence[str]]) -> list[str]:
    lines = [f"{owner or 'No owner'}: {'; '.join(those)}" for owner, those in sorted(owners.items())]
    return [heading, *lines] if lines else []


def whose(state: MonthState) -> str:
    """Such as "3 missing: Ann, Bob and 1 without an owner"; empty where none is."""
    if not state.missing:
        return ""
    owners = sorted({each.indicator.owner for each in state.missing if each.indicator.owner})
    nobody = sum(not each.indicator.owner for each in state.missing)
    names = [*owners[:3], *([counted(len(owners) - 3, "other owner")] if len(owners) > 3 else [])]
    names += [f"{nobody:,} without an owner"] if nobody else []
    return f"{len(state.missing):,} missing: {', '.join(names)}"


# -- what is typed


def shown(reading: Reading | None, unit: str) -> str:
    """A figure as people read it, such as "about 84 %", or why there is none; empty where nothing is known.

    Behind a provisional one stands a "p", as statisticians write it.
    """
    if reading is None or reading.value is None:
        return reading.gap if reading else ""
    return ("about " if reading.about else "") + figure(reading.value, unit) + (" p" if reading.provisional else "")


def typed(reading: Reading | None) -> str:
    """A figure as one types it: "84", "about 84", "suppressed"; empty where there is none."""
    if reading is None or reading.value is None:
        return reading.gap if reading else ""
    return ("about " if reading.about else "") + rules(Reading)["value"].show(reading.value)


def read_mark(text: str) -> tuple[str, bool | None]:
    """A typed figure without the mark behind it, and whether that says provisional ("p") or final ("f", "r" revised).

    None where there is no mark.
    """
    bare = " ".join(text.split())
    if not (match := _MARK.fullmatch(bare)):
        return bare, None
    return match[1], match[2].casefold() in _PROVISIONAL


def read_counts(text: str) -> tuple[Decimal, Decimal] | None:
    """The two counts that are typed in the place of a figure, "45 of 52"; None where they are not."""
    match = _OF.fullmatch(read_mark(text)[0])
    return (Decimal(match[1].replace(",", "")), Decimal(match[2].replace(",", ""))) if match else None


def read_figure(indicator: Indicator, text: str) -> tuple[Decimal | None, bool]:
    """A figure that is typed, and whether it is said to be about so; None for nothing, and for "n/a".

    Of two counts, "45 of 52", it is what they come to. What says that it is provisional or final is left aside.

    Raises:
        FieldError: it is no number, or none that the indicator's unit allows.
    """
    bare, _mark = read_mark(text)
    if bare.casefold() in _NOTHING:
        return None, False
    if counts := read_counts(bare):
        value = computed(indicator, *counts)
        if value is None:
            raise FieldError("Of two counts no figure can be made in this unit: type the figure itself.")
        if said := forbidden(indicator, value):
            raise FieldError(said)
        return value, False
    about = _ABOUT.match(bare)
    bare = bare[about.end() :] if about else bare
    for unit in (indicator.unit, indicator.unit.removesuffix("s")):
        bare = bare.removesuffix(unit).strip() if len(unit) > 1 else bare
    value = rules(Reading)["value"].read(bare)
    assert isinstance(value, Decimal)
    if said := forbidden(indicator, value):
        raise FieldError(said)
    return value, bool(about)


def forbidden(indicator: Indicator, value: Decimal) -> str:
    """Why the unit of an indicator forbids a figure; empty where it does not."""
    if indicator.unit == "%" and not 0 <= value <= 100:
        return "A percentage lies between 0 and 100."
    if indicator.unit in ("hours", "days", "weeks", "months") and value < 0:
        return f"A number of {indicator.unit} is never below 0."
    if indicator.unit.startswith("per ") and value < 0:
        return f"So many {indicator.unit} are never fewer than 0."
    return ""


def question(
    plan: Plan, indicator: Indicator, period: PartialDate, value: Decimal, counts: Reading | None = None
) -> str:
    """What makes a figure worth a second look; empty where nothing does.

    It is, where it lies beyond anything of the two years before by more than half of how far those figures lie apart;
    while there are fewer than four of them, where it is more than five times the last one, or less than a fifth of it;
    and where the parts of the indicator come to another, or with this part those of its whole. `counts` holds the
    counts that it is made of.
    """
    typed_now = replace(counts or Reading(id=""), indicator=indicator.id, period=period, value=value)
    odd = (_unusual(plan, indicator, period, value), question_of(plan, indicator, typed_now))
    return " ".join(filter(None, odd))


def _unusual(plan: Plan, indicator: Indicator, period: PartialDate, value: Decimal) -> str:
    at = slot(period, indicator.cadence)
    since = date(period.last.year - YEARS_BACK, period.last.month, 1)
    before = [
        r for r in plan.series(indicator)
        if r.period and r.value is not None and slot(r.period, indicator.cadence) != at
        and since <= r.period.last <= period.last
    ]  # fmt: skip
    values = [r.value for r in before if r.value is not None]
    if len(values) >= ENOUGH:
        low, high = min(values), max(values)
        room, usual = (high - low) / 2, f"({figure(low, indicator.unit)} to {figure(high, indicator.unit)})"
        if value < low - room:
            return f"{gap(low - value, indicator.unit)} below anything in two years {usual}."
        if value > high + room:
            return f"{gap(value - high, indicator.unit)} above anything in two years {usual}."
        return ""
    last = before[-1] if before else None
    if last is None or not last.value or last.period is None:
        return ""
    if value > last.value * FAR or value * FAR < last.value:
        return f"It was {figure(last.value, indicator.unit)} {during(last.period)}."
    return ""


def entry(plan: Plan, at: DueFigure, text: str) -> FigureEntry | None:
    """What typing a figure into a cell comes to; None where nothing changes.

    Raises:
        FieldError: it is no figure, or would take a figure away: that is done where readings are listed.
    """
    there, said = at.reading, " ".join(text.split())
    was = there.value if there else None
    if said.casefold() in _GAPS or (there is not None and there.gap and said == there.gap):
        return _gap_entry(at, said)
    value, about = read_figure(at.indicator, text)
    if value is None:
        if was is None:
            return None
        raise FieldError("A figure is taken away under “Readings” of its indicator; here it is corrected.")
    counts, given = read_counts(said), (there.numerator, there.denominator) if there else (None, None)
    mark, stood = read_mark(said)[1], there is not None and there.provisional
    provisional = stood if mark is None else mark
    same = there is not None and (was, there.about, stood) == (value, about, provisional)
    if same and counts in (None, given):
        return None
    reading = there or Reading(id="", indicator=at.indicator.id, period=at.period)
    reading = replace(reading, value=value, about=about, gap="", provisional=provisional)
    gone_counts = ""
    if counts:
        reading = replace(reading, numerator=counts[0], denominator=counts[1])
    elif disagreement(at.indicator, reading):
        gone_counts = f"Its counts, {of_words(at.indicator, reading)}, no longer hold and go. "
        reading = replace(reading, numerator=None, denominator=None)
    asked = f"{gone_counts}{question(plan, at.indicator, at.period, value, reading)}".strip()
    if there is None or was is None or was == value or plan.illustrative(there, "value"):
        return FigureEntry(at, reading, question=asked)
    gone = tuple(
        replace(p, deleted=REPLACED) for p in plan.sources(there) if p.field in ("", "value") and not p.illustrative
    )
    if stood:
        return FigureEntry(at, reading, None, gone, asked, settles=was)
    return FigureEntry(at, replace(reading, corrected_from=was, restated=""), was, gone, asked)


def _gap_entry(at: DueFigure, why: str) -> FigureEntry | None:
    """That there is no figure, and why. Raises FieldError where there is one."""
    there = at.reading
    if there is not None and there.value is not None:
        raise FieldError("A figure is taken away under “Readings” of its indicator; here it is corrected.")
    reading = there or Reading(id="", indicator=at.indicator.id, period=at.period)
    return None if reading.gap == why else FigureEntry(at, replace(reading, gap=why))


def corrected(entries: Iterable[FigureEntry], why: str) -> list[FigureEntry]:
    """Entries of which those that correct a figure say why."""
    return [
        each if each.was is None else each._replace(reading=replace(each.reading, restated=why)) for each in entries
    ]


def correction_words(each: FigureEntry) -> str:
    """Such as "I-03 Oversight, December 2017: 84 % becomes 88 %"."""
    unit = each.cell.indicator.unit
    was = "" if each.was is None else figure(each.was, unit)
    return f"{each.cell.indicator.name}, {each.cell.period}: {was} becomes {shown(each.reading, unit)}"


def label(entries: Sequence[FigureEntry]) -> str:
    """What an edit that enters these is called."""
    if len(entries) > 1:
        return f"Enter {counted(len(entries), 'figure')}"
    (one,) = entries
    ref, before = one.cell.indicator.ref or one.cell.indicator.title, one.cell.reading
    if before is not None and before.provisional and not one.reading.provisional:
        return final_label([(one.cell.indicator, one.reading)])
    return f"{'Enter' if one.was is None else 'Correct'} the reading of {ref} for {one.cell.period}"


def final_label(those: Sequence[tuple[Indicator, Reading]]) -> str:
    """What an edit is called that makes provisional figures final."""
    if len(those) > 1:
        return f"Make {counted(len(those), 'figure')} final"
    ((indicator, reading),) = those
    return f"Make the reading of {indicator.ref or indicator.title} for {reading.period} final"


def what_is_asked(entries: Iterable[FigureEntry]) -> str:
    """What is worth a second look among figures that were entered together; empty where nothing is."""
    odd = [each for each in entries if each.question]
    if not odd:
        return ""
    first = odd[0]
    if len(odd) == 1:
        return f"Look again at {first.cell.indicator.name}: {first.question[:1].lower()}{first.question[1:]}"
    names = ", ".join(capital(each.cell.indicator.ref or each.cell.indicator.title) for each in odd[:5])
    return f"Look again at {len(odd):,} of them, which lie beyond what is usual: {names}{' …' if len(odd) > 5 else ''}."


# -- inside


def _period(plan: Plan, indicator: Indicator, month: PartialDate) -> PartialDate | None:
    """The period of an indicator that ends in a month, written as its other figures are."""
    last = plan.latest(indicator)
    length = PERIOD_MONTHS.get(indicator.cadence, 1)
    number = month.first.year * 12 + month.first.month - 1
    before = last.period if last else None
    if indicator.cadence in PERIOD_DAYS:
        ends = _beat(plan, indicator).last(month.last)
        within = month.precision != "day" or (month.last - ends).days < PERIOD_DAYS["week"]
        return PartialDate.of(ends) if within else None
    if month.precision == "day":
        return None
    if indicator.cadence == _UNTOLD:
        return month
    of_year = before is None or (before.precision == "year" and not before.is_council_year)
    of_year = of_year if indicator.cadence == "year" else indicator.cadence == "calendar year"
    ends = 11 if length == 12 and of_year else 2  # December of a calendar's year, March of a council's
    if indicator.cadence in ("term", "half-year") and before is not None:
        ends = before.last.month - 1
    elif indicator.cadence == "term":
        ends = 11
    if (number - ends) % length:
        return None
    if before is None:
        return period_at(number, indicator.cadence)
    if before.precision == "day":
        days = [r.period for r in plan.series(indicator) if r.period]
        return PartialDate.of(day_in(number, day_of_month(days)))
    return period_at(number, "council year" if before.is_council_year else before.precision)


def _is_latest(plan: Plan, indicator: Indicator, month: PartialDate) -> bool:
    """Whether no later period of an indicator is over than the one that ends in a month."""
    if month.precision == "day":
        return month.last + timedelta(days=PERIOD_DAYS.get(indicator.cadence, 7)) > plan.position
    over = months(plan, PERIOD_MONTHS.get(indicator.cadence, 1))
    return month >= over[0]
