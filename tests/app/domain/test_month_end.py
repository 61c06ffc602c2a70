"""Month end: what is due, missing and late, and what is asked of a figure while it is typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import month_end
from app.domain.fields import FieldError
from app.domain.month_end import EARLIER, ENTERED, LATE, MISSING
from app.domain.plan import Plan
from app.domain.records import Indicator, Programme, Provenance, Reading
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of

OVERSIGHT = Indicator(id="i1", ref="I-01", title="Oversight", owner="Ann")


def reading(indicator: Indicator, period: str, value: str, **more: Any) -> Reading:
    return Reading(
        id=f"{indicator.id}{period}", indicator=indicator.id, period=PartialDate(period), value=Decimal(value), **more
    )


def plan(*records: object, day: date = date(2018, 1, 31)) -> Plan:
    return plan_of(Programme(id="p", title="Plan", position=day), *records)  # type: ignore[arg-type]


def months(*texts: str) -> list[PartialDate]:
    return [PartialDate(text) for text in texts]


def standing(made: Plan, indicator: Indicator, *texts: str) -> list[str]:
    return [each.standing if each else "" for each in month_end.row(made, indicator, months(*texts))]


@pytest.mark.parametrize(
    ("day", "last"), [(date(2018, 1, 31), "2018-01"), (date(2018, 1, 30), "2017-12"), (date(2018, 2, 1), "2018-01")]
)
def test_the_columns_are_the_months_that_are_over(day: date, last: str):
    found = month_end.months(plan(day=day))
    assert len(found) == 6
    assert found[-1] == PartialDate(last)
    assert found == sorted(found)


def test_a_month_without_a_figure_is_missing_and_after_thirty_days_late():
    made = plan(OVERSIGHT, reading(OVERSIGHT, "2017-10", "84"), reading(OVERSIGHT, "2017-11", "85"))
    across = "2017-09", "2017-10", "2017-11", "2017-12", "2018-01"
    assert standing(made, OVERSIGHT, *across) == [EARLIER, ENTERED, ENTERED, LATE, MISSING]


def test_a_quarter_is_due_in_the_month_in_which_it_ends_and_a_year_in_its_own():
    quarterly, yearly = Indicator(id="q", title="Q", cadence="quarter"), Indicator(id="y", title="Y", cadence="year")
    made = plan(quarterly, yearly, reading(quarterly, "2017-Q3", "5"), reading(yearly, "2016/17", "9"))
    across = "2017-09", "2017-10", "2017-12", "2018-01"
    assert standing(made, quarterly, *across) == [ENTERED, "", LATE, ""]
    assert standing(made, yearly, "2017-03", "2017-12", "2018-01") == [ENTERED, "", ""]
    (december,) = month_end.row(made, quarterly, months("2017-12"))
    assert december is not None
    assert december.period == PartialDate("2017-Q4")


def test_half_years_and_terms_go_on_from_their_last_figure():
    half, term = Indicator(id="h", title="H", cadence="half-year"), Indicator(id="t", title="T", cadence="term")
    made = plan(half, term, reading(half, "2017-09", "5"), reading(term, "2017-08", "9"), day=date(2018, 3, 31))
    across = "2017-09", "2017-12", "2018-03"
    assert standing(made, half, *across) == [ENTERED, "", MISSING]
    assert standing(made, term, "2017-08", *across) == [ENTERED, "", LATE, ""]


def test_of_what_nobody_says_how_often_nothing_is_missing_and_what_there_is_is_shown():
    often = Indicator(id="o", title="O", cadence="unknown")
    made = plan(often, reading(often, "2017-Q4", "5"))
    assert standing(made, often, "2017-11", "2017-12", "2018-01") == [EARLIER, ENTERED, EARLIER]
    assert month_end.progress(made).words == "No figure is due"


def test_of_what_is_measured_every_week_the_last_of_a_month_is_due_and_each_stands_among_the_weeks():
    weekly, monthly = Indicator(id="w", title="W", cadence="week"), Indicator(id="m", title="M")
    made = plan(weekly, monthly, *(reading(weekly, day, "9") for day in ("2017-12-22", "2018-01-05", "2018-01-18")))
    assert month_end.weeks(made, 5) == months("2017-12-28", "2018-01-04", "2018-01-11", "2018-01-18", "2018-01-25")
    across = "2017-12-21", "2017-12-28", "2018-01-04", "2018-01-11", "2018-01-18", "2018-01-25"
    assert standing(made, weekly, *across) == [EARLIER, ENTERED, MISSING, ENTERED, ENTERED, MISSING]
    assert standing(made, monthly, *across) == [""] * 6
    assert standing(made, weekly, "2017-11", "2017-12", "2018-01") == [EARLIER, ENTERED, MISSING]
    assert month_end.progress(made).words == "0 of 2 entered"
    (due,) = month_end.row(made, weekly, months("2018-01"))
    assert due is not None
    entered = month_end.entry(made, due, "8")
    assert entered is not None
    assert entered.reading.period == PartialDate("2018-01-25")


@pytest.mark.parametrize(("day", "last"), [("2018-01-28", "2018-01-28"), ("2018-01-31", "2018-01-28")])
def test_weeks_of_which_nobody_gave_a_figure_end_on_sundays(day: str, last: str):
    weekly = Indicator(id="w", title="W", cadence="week")
    made = plan(weekly, day=date.fromisoformat(day))
    assert month_end.weeks(made, 1) == months(last)
    assert standing(made, weekly, "2018-01-21", "2018-01-28") == [EARLIER, MISSING]


def test_why_there_is_no_figure_is_an_answer_and_a_figure_takes_its_place():
    there = Reading(id="g", indicator="i1", period=PartialDate("2018-01"), gap="suppressed")
    made = plan(OVERSIGHT, there)
    at = month_end.cell(made, OVERSIGHT, PartialDate("2018-01"))
    assert at is not None
    assert (at.standing, month_end.typed(there)) == (ENTERED, "suppressed")
    assert month_end.entry(made, at, "suppressed") is None
    entry = month_end.entry(made, at, "84")
    assert entry is not None
    assert (entry.reading.value, entry.reading.gap, entry.was) == (84, "", None)
    empty = month_end.cell(plan(OVERSIGHT), OVERSIGHT, PartialDate("2018-01"))
    assert empty is not None
    entry = month_end.entry(plan(OVERSIGHT), empty, "Not available")
    assert entry is not None
    assert entry.reading.gap == "Not available"


def test_figures_that_are_told_by_days_are_told_so_again():
    made = plan(OVERSIGHT, reading(OVERSIGHT, "2017-11-30", "84"), reading(OVERSIGHT, "2017-12-31", "85"))
    (january,) = month_end.row(made, OVERSIGHT, months("2018-01"))
    assert january is not None
    assert january.period == PartialDate("2018-01-31")


def test_of_an_indicator_without_any_figure_only_the_last_period_is_missing():
    assert standing(plan(OVERSIGHT), OVERSIGHT, "2017-11", "2017-12", "2018-01") == [EARLIER, EARLIER, MISSING]


def test_what_is_entered_and_whose_is_missing_is_one_message():
    staff = Indicator(id="i2", ref="I-02", title="Vacancies", owner="Bob")
    cases = Indicator(id="i3", ref="I-03", title="Caseloads")
    yearly = Indicator(id="i4", ref="I-04", title="Budget", cadence="year")
    made = plan(
        OVERSIGHT, staff, cases, yearly, reading(OVERSIGHT, "2018-01", "84"), reading(staff, "2017-12", "12"),
        reading(cases, "2017-11", "20"), reading(yearly, "2017", "3"),
    )  # fmt: skip
    state = month_end.progress(made)
    assert state.words == "1 of 3 entered"
    assert month_end.whose(state) == "2 missing: Bob, 1 without an owner"
    assert month_end.message(made) == (
        "Figures for January 2018: 1 of 3 entered.\n"
        "Still missing:\n"
        "No owner: I-03 Caseloads (January 2018)\n"
        "Bob: I-02 Vacancies (January 2018)"
    )


TWO_YEARS = [reading(OVERSIGHT, f"{2016 + n // 12}-{n % 12 + 1:02}", str(84 + n % 5)) for n in range(24)]


def test_a_figure_beyond_anything_in_two_years_is_asked_about():
    made, period = plan(OVERSIGHT, *TWO_YEARS), PartialDate("2018-01")
    assert month_end.question(made, OVERSIGHT, period, Decimal(70)) == (
        "14 points below anything in two years (84 % to 88 %)."
    )
    assert month_end.question(made, OVERSIGHT, period, Decimal(100)) == (
        "12 points above anything in two years (84 % to 88 %)."
    )
    assert month_end.question(made, OVERSIGHT, period, Decimal(83)) == "", "a little beyond is news, and no slip"


def test_of_few_figures_one_far_from_the_last_is_asked_about():
    made = plan(OVERSIGHT, reading(OVERSIGHT, "2017-12", "87.9"))
    assert month_end.question(made, OVERSIGHT, PartialDate("2018-01"), Decimal("8.8")) == (
        "It was 87.9 % in December 2017."
    )


@pytest.mark.parametrize(
    ("unit", "text", "why"),
    [
        ("%", "340", "A percentage lies between 0 and 100."),
        ("%", "340 %", "A percentage lies between 0 and 100."),
        ("%", "-1", "A percentage lies between 0 and 100."),
        ("days", "-3", "A number of days is never below 0."),
        ("%", "eighty", "Value is a number, such as 87.9."),
    ],
)
def test_what_the_unit_forbids_is_refused(unit: str, text: str, why: str):
    with pytest.raises(FieldError, match=why.replace(".", r"\.")):
        month_end.read_figure(Indicator(id="i", title="I", unit=unit), text)


@pytest.mark.parametrize(
    ("unit", "text", "value", "about"),
    [
        ("%", "84", "84", False), ("%", "84 %", "84", False), ("%", "about 84 %", "84", True),
        ("£", "£4,500", "4500", False),
        ("days", "12 days", "12", False), ("days", "1 day", "1", False), ("", "~3,149", "3149", True),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_people_write_it(unit: str, text: str, value: str, about: bool):
    assert month_end.read_figure(Indicator(id="i", title="I", unit=unit), text) == (Decimal(value), about)


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "N/A", "–"])
def test_what_says_that_there_is_none_is_none(text: str):
    assert month_end.read_figure(OVERSIGHT, text) == (None, False)


def test_a_correction_says_so_keeps_both_and_lets_the_source_go():
    there = reading(OVERSIGHT, "2018-01", "84", note="Training")
    source = Provenance(id="s", record=there.id, field="value", source="3.24")
    other = Provenance(id="o", record=there.id, field="note", source="3.30")
    made = plan(OVERSIGHT, there, source, other)
    at = month_end.cell(made, OVERSIGHT, PartialDate("2018-01"))
    assert at is not None
    entry = month_end.entry(made, at, "88")
    assert entry is not None
    assert month_end.label([entry]) == "Correct the reading of I-01 for January 2018"
    assert month_end.correction_words(entry) == "I-01 Oversight, January 2018: 84 % becomes 88 %"
    (done,) = month_end.corrected([entry], "Typing error")
    assert (done.reading.value, done.reading.corrected_from, done.reading.restated, done.reading.note) == (
        Decimal(88), Decimal(84), "Typing error", "Training",
    )  # fmt: skip
    assert [(gone.id, gone.deleted) for gone in done.gone] == [("s", month_end.REPLACED)]
    assert entry.reading.contradictions() == {"restated": "Say why the figure is corrected."}


def test_what_nobody_entered_is_no_figure_to_be_corrected():
    planned = Reading(id="p1", indicator="i1", period=PartialDate("2018-01"), planned=Decimal(90))
    guess, mark = reading(OVERSIGHT, "2017-12", "80"), Provenance(id="m", record="i12017-12", illustrative=True)
    made = plan(OVERSIGHT, guess, mark, planned)
    for month in ("2017-12", "2018-01"):
        at = month_end.cell(made, OVERSIGHT, PartialDate(month))
        assert at is not None
        entry = month_end.entry(made, at, "84")
        assert entry is not None
        assert entry.was is None
        assert entry.reading.corrected_from is None


def test_a_figure_is_not_emptied_here():
    made = plan(OVERSIGHT, reading(OVERSIGHT, "2018-01", "84"))
    at = month_end.cell(made, OVERSIGHT, PartialDate("2018-01"))
    assert at is not None
    with pytest.raises(FieldError, match="taken away"):
        month_end.entry(made, at, "")


@given(st.decimals(0, 100, places=2), st.booleans())
def test_what_is_copied_and_typed_again_changes_nothing(value: Decimal, about: bool):
    there = reading(OVERSIGHT, "2018-01", str(value), about=about)
    made = plan(OVERSIGHT, there)
    at = month_end.cell(made, OVERSIGHT, PartialDate("2018-01"))
    assert at is not None
    assert month_end.entry(made, at, month_end.typed(there)) is None


# -- provisional and final


@pytest.mark.parametrize(
    ("text", "bare", "mark"),
    [
        ("87", "87", None), ("87 p", "87", True), ("87.9 % (p)", "87.9 %", True), ("87 provisional", "87", True),
        ("87 f", "87", False), ("88 (final)", "88", False), ("88 R", "88", False), ("42 of 50 p", "42 of 50", True),
        ("45p", "45p", None), ("about 87 p", "about 87", True), ("p", "p", None),
    ],
)  # fmt: skip
def test_a_word_behind_a_figure_says_whether_it_is_final(text: str, bare: str, mark: bool | None):
    assert month_end.read_mark(text) == (bare, mark)


@pytest.mark.parametrize(
    ("text", "value", "provisional"),
    [("87", 87, True), ("87 f", 87, False), ("84 f", 84, False), ("87 p", 87, True), ("87 % (final)", 87, False)],
)
def test_another_figure_in_place_of_a_provisional_one_is_no_correction(text: str, value: int, provisional: bool):
    there = reading(OVERSIGHT, "2017-12", "84", provisional=True)
    source = Provenance(id="s", record=there.id, field="value", source="Return")
    made = plan(OVERSIGHT, there, source)
    at = month_end.cell(made, OVERSIGHT, PartialDate("2017-12"))
    assert at is not None
    found = month_end.entry(made, at, text)
    assert found is not None
    assert (found.reading.value, found.reading.provisional) == (value, provisional)
    assert (found.was, found.reading.corrected_from, found.reading.restated) == (None, None, "")
    assert found.settles == (None if value == 84 else 84)
    assert bool(found.gone) == (value != 84), "the source of the old figure says nothing of the new one"
    final = "Make the reading of I-01 for December 2017 final"
    assert month_end.label([found]) == ("Enter the reading of I-01 for December 2017" if provisional else final)


def test_a_provisional_figure_typed_again_changes_nothing():
    made = plan(OVERSIGHT, reading(OVERSIGHT, "2017-12", "84", provisional=True))
    at = month_end.cell(made, OVERSIGHT, PartialDate("2017-12"))
    assert at is not None
    assert month_end.entry(made, at, "84") is None
    assert month_end.entry(made, at, "84 % p") is None


def test_provisional_figures_are_counted_and_shown_with_a_p():
    there = reading(OVERSIGHT, "2018-01", "84", provisional=True)
    made = plan(OVERSIGHT, there)
    assert month_end.message(made) == "Figures for January 2018: 1 of 1 entered, 1 of them provisional."
    assert month_end.shown(there, "%") == "84 % p"
    assert month_end.provisional(made) == {"i1": [there]}


@given(
    st.sampled_from(["month", "quarter", "half-year", "year", "financial year", "calendar year", "week"]),
    st.lists(st.integers(2010 * 12, 2017 * 12 + 11), unique=True, max_size=40),
    st.sampled_from(["month", "quarter", "year", "day"]),
)
def test_of_a_long_history_a_cell_alone_finds_what_the_whole_row_finds(cadence: str, at: list[int], kind: str):
    indicator = Indicator(id="i1", ref="I-01", title="Oversight", cadence=cadence)
    periods = [f"{n // 12}-{n % 12 + 1:02}" for n in at]
    periods = {"month": periods, "quarter": [f"{n // 12}-Q{n % 12 // 3 + 1}" for n in at],
               "year": [f"{n // 12}" for n in at], "day": [f"{text}-15" for text in periods]}[kind]  # fmt: skip
    made = plan(indicator, *(reading(indicator, text, "84") for text in dict.fromkeys(periods)))
    across = [PartialDate(f"{n // 12}-{n % 12 + 1:02}") for n in range(2010 * 12, 2018 * 12)]
    assert month_end.row(made, indicator, across) == [month_end.cell(made, indicator, month) for month in across]
