"""What is amiss with figures and targets: every kind is found, and gone once it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figure_warnings import FigureWarning, Mend, WarningKind, warnings, warnings_of
from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading, Record, rules
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, illustrative, plan_of, reading

OVERSIGHT = Indicator(id="i", title="Oversight", target=Decimal(95), better="higher")
CONTEXT = replace(OVERSIGHT, context=True)
NOVEMBER = 2017 * 12 + 10
STEADY = [80, 84, 81, 85, 82, 86, 83, 80, 84, 81, 85, 82, 86, 83]


def monthly(values: Iterable[float], last: int = 2017 * 12 + 11) -> list[Reading]:
    known = list(values)
    months = [last - len(known) + 1 + n for n in range(len(known))]
    return [reading("i", f"{m // 12}-{m % 12 + 1:02}", str(v)) for m, v in zip(months, known, strict=True)]


class Case(NamedTuple):
    """What is amiss, what it is mended to, and the sentence."""

    amiss: list[Record]
    mended: list[Record]
    says: str
    mend: Mend
    field: str = ""


SAID = reading("i", "2017-12", "70", note="Two teams were short of managers.")
GOOD = reading("i", "2017-12", "96")
TEAMS: list[Record] = [
    record for name, top in (("North", 96), ("South", 98)) for record in (
        replace(OVERSIGHT, id=name, title=name, part_of="i", part="team"),
        replace(reading(name, "2017-12", str(top)), numerator=Decimal(top), denominator=Decimal(100)),
    )
]  # fmt: skip
CASES = {
    WarningKind.LATE: Case(
        [OVERSIGHT, reading("i", "2017-11", "96")], [OVERSIGHT, reading("i", "2017-11", "96"), GOOD],
        "As at November 2017: the figure for December 2017 should be there by now.", Mend.ENTER, "value",
    ),
    WarningKind.GAP: Case(
        [OVERSIGHT, reading("i", "2017-09", "96"), GOOD],
        [OVERSIGHT, reading("i", "2017-09", "96"), replace(reading("i", "2017-10", None), gap="suppressed"),
         reading("i", "2017-11", "96"), GOOD],
        "No figure for October 2017 and November 2017, and no reason why.", Mend.ENTER, "value",
    ),
    WarningKind.CADENCE: Case(
        [OVERSIGHT, reading("i", "2017-Q3", "96"), GOOD], [replace(OVERSIGHT, cadence="unknown"), GOOD],
        "Measured every month, with a figure for Jul to Sep 2017: left out of the series.", Mend.EDIT, "cadence",
    ),
    WarningKind.PARTS: Case(
        [OVERSIGHT, *TEAMS, GOOD],
        [OVERSIGHT, *TEAMS, replace(GOOD, value=Decimal(97))],
        "Its 2 teams come to 97 % (194 of 200), not 96 %, in December 2017.", Mend.CORRECT, "value",
    ),
    WarningKind.TWICE: Case(
        [OVERSIGHT, reading("i", "2017-12-12", "90"), GOOD], [OVERSIGHT, GOOD],
        "Two figures for 12 Dec 2017: the later counts.", Mend.CORRECT, "period",
    ),
    WarningKind.STRETCH: Case(
        [replace(OVERSIGHT, target=Decimal(70)), *monthly(STEADY)], [CONTEXT, *monthly(STEADY)],
        "the target of 70 % asks for nothing more than the process already does.", Mend.EDIT, "target",
    ),
    WarningKind.REACH: Case(
        [OVERSIGHT, *monthly(STEADY[:-1], NOVEMBER), replace(SAID, value=Decimal(83))], [CONTEXT, *monthly(STEADY)],
        "the target of 95 % is out of its reach.", Mend.ACT,
    ),
    WarningKind.AWAY: Case(
        [OVERSIGHT, *monthly([90, 88, 86, 84, 82], NOVEMBER), SAID], [OVERSIGHT, *monthly([90, 91, 92, 93, 94, 96])],
        "25 points below target. It is moving away from its target.", Mend.ACT,
    ),
    WarningKind.TOLERANCE: Case(
        [replace(OVERSIGHT, tolerance=Decimal(0)), GOOD], [replace(OVERSIGHT, tolerance=Decimal(3)), GOOD],
        "With a tolerance of 0 it is never at risk: on track, or off track at once.", Mend.EDIT, "tolerance",
    ),
    WarningKind.COMMENT: Case(
        [OVERSIGHT, replace(SAID, note="")], [OVERSIGHT, SAID],
        "Off track, and nothing is said of 70 % in December 2017.", Mend.COMMENT, "note",
    ),
    WarningKind.POLARITY: Case(
        [replace(OVERSIGHT, better="unknown"), GOOD], [OVERSIGHT, GOOD],
        "Nobody has said which way is better, so that its target judges nothing.", Mend.EDIT, "better",
    ),
}  # fmt: skip


def found(*records: Record, on: date = DAY) -> list[FigureWarning]:
    plan = plan_of(*records, on=on)
    return warnings(plan, Ratings(plan))


def test_every_kind_has_its_case():
    assert set(CASES) == set(WarningKind)


@pytest.mark.parametrize("kind", WarningKind)
def test_each_is_found_alone_says_what_is_amiss_and_is_gone_once_mended(kind: WarningKind):
    case = CASES[kind]
    (warning,) = found(*case.amiss)
    assert (warning.kind, warning.mend, warning.field) == (kind, case.mend, case.field)
    assert case.says in warning.what
    assert not found(*case.mended)


@pytest.mark.parametrize("kind", WarningKind)
def test_the_field_that_mends_it_is_one_of_its_record(kind: WarningKind):
    (warning,) = found(*CASES[kind].amiss)
    names = rules(Reading if warning.mend in (Mend.ENTER, Mend.CORRECT, Mend.COMMENT) else type(warning.record))
    assert not warning.field or warning.field in names
    assert isinstance(warning.record, Reading) == (warning.mend in (Mend.CORRECT, Mend.COMMENT))


def test_a_missing_figure_names_the_period_that_is_entered():
    assert found(*CASES[WarningKind.GAP].amiss)[0].period == PartialDate("2017-11")
    assert found(*CASES[WarningKind.LATE].amiss)[0].period == PartialDate("2017-12")
    yearly = replace(OVERSIGHT, cadence="year")
    (late,) = found(yearly, reading("i", "2015/16", "96"))
    assert (late.kind, late.period) == (WarningKind.LATE, PartialDate("2016/17"))


def test_an_old_figure_is_late_once():
    (late,) = found(OVERSIGHT, reading("i", "2017-08", "96"))
    assert late.what == "Not reported since August 2017."


def test_the_gravest_come_first_whatever_the_indicator():
    other = replace(OVERSIGHT, id="j", title="Another", better="unknown")
    kinds = [each.kind for each in found(*CASES[WarningKind.TOLERANCE].amiss, other)]
    assert kinds == [WarningKind.POLARITY, WarningKind.TOLERANCE]


def test_what_is_for_context_has_figures_missing_but_no_target_that_is_amiss():
    context = replace(OVERSIGHT, target=None, context=True, better="unknown")
    assert [each.kind for each in found(context, reading("i", "2017-11", "70"))] == [WarningKind.LATE]


def test_a_target_is_warned_of_only_while_the_process_is_stable():
    easy = replace(OVERSIGHT, target=Decimal(70))
    assert {w.kind for w in found(easy, *monthly(STEADY))} == {WarningKind.STRETCH}
    assert not {w.kind for w in found(easy, *monthly([*STEADY, 99]))} & {WarningKind.STRETCH, WarningKind.REACH}


def test_what_rests_on_illustrative_figures_says_so():
    marked = illustrative("i 2017-12", "value")
    assert [w.illustrative for w in found(*CASES[WarningKind.STRETCH].amiss, *marked)] == [True]
    assert [w.illustrative for w in found(*CASES[WarningKind.STRETCH].amiss)] == [False]


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        (replace(OVERSIGHT, unit="", target=Decimal(5), better="lower", tolerance=Decimal("0.5")), "counted whole"),
        (replace(OVERSIGHT, target=Decimal(60), tolerance=Decimal(60)), "never off track"),
        (replace(OVERSIGHT, target=Decimal(60), better="lower", tolerance=Decimal(40)), "never off track"),
        (replace(OVERSIGHT, target=Decimal(60), tolerance=Decimal(59)), ""),
        (replace(OVERSIGHT, target=Decimal(60)), ""),
    ],
)
def test_a_tolerance_decides_something_between_on_and_off_track(indicator: Indicator, said: str):
    told = found(indicator, reading("i", "2017-12", "5" if indicator.better == "lower" else "96"))
    assert [each.kind for each in told] == [WarningKind.TOLERANCE] * bool(said)
    assert all(said in each.what for each in told)


@given(st.lists(st.integers(0, 100), max_size=20), st.sampled_from(["higher", "lower", "unknown", "", "band"]),
       st.none() | st.integers(0, 100), st.none() | st.integers(0, 9))  # fmt: skip
def test_an_indicator_has_at_most_one_warning_of_a_kind(values, better, target, room):
    indicator = replace(
        OVERSIGHT, better=better, target=None if target is None else Decimal(target),
        tolerance=None if room is None else Decimal(room),
    )  # fmt: skip
    plan = plan_of(indicator, *monthly(values))
    kinds = [each.kind for each in warnings_of(plan, Ratings(plan), indicator)]
    assert len(kinds) == len(set(kinds))
    assert kinds == sorted(kinds, key=list(WarningKind).index)
