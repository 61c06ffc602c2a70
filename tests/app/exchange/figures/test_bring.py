"""Figures meet the plan: matched, unchanged, restated, filled, refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from app.domain import keys
from app.domain.judgement import judgement
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import Indicator, Provenance, Reading
from app.domain.schedule import PartialDate
from app.exchange.figures.bring import planning
from app.exchange.importing.files import grid_of, read
from app.exchange.importing.result import Import, Outcome
from tests.app.exchange.figures.sheets import answered, brought, figures, plan_of, readings

VISITS = Indicator(id="visits", ref="I-01", title="Visits on time", unit="%", better="higher", target=Decimal(95))


def reading(period: str, value: str | None, **more: Any) -> Reading:
    made = Reading(
        id="", indicator=VISITS.id, period=PartialDate(period), value=Decimal(value) if value else None, **more
    )
    return replace(made, id=keys.key_of(made))


APRIL = reading("2017-04", "81")
PLAN = plan_of(VISITS, APRIL)


def after(plan: Plan, found: Import) -> Plan:
    rows = {record.id: record for kind in (Indicator, Reading) for record in plan.all(kind)}
    return plan_of(*(rows | {r.id: r for r in found.records if not isinstance(r, Provenance)}).values())


@pytest.mark.parametrize(
    "name", ["I-01,Visits on time", "i-1,Visits on time", ",Visits on time", "I-01,Visits on-time", "I-01,"]
)
def test_an_indicator_is_found_by_reference_or_name(name: str):
    found = brought(f"Ref,Indicator,Apr-17,May-17\n{name},81%,82%\n", PLAN)
    assert [(r.indicator, r.period and r.period.text) for r in readings(found)] == [("visits", "2017-05")]
    assert [row.outcome for row in found.rows] == [Outcome.UNCHANGED, Outcome.CREATED]


def test_a_reference_of_another_indicator_is_asked_about_and_writes_nothing():
    text = "Ref,Indicator,Apr-17,May-17\nI-01,Agency spend,5,6\n"
    found = brought(text, PLAN)
    assert (found.records, [q.id for q in found.questions]) == ((), ["same.i-01"])
    new = answered(text, {"same.i-01": "new"}, PLAN)
    assert figures(new) == {"Agency spend": {"2017-04": "5", "2017-05": "6"}}
    assert [r.ref for r in new.records if isinstance(r, Indicator)] == ["I-02"]


def test_the_same_file_twice_changes_nothing():
    text = "Ref,Indicator,Target,Apr-17,May-17,Jun-17\nK1,Calls,90%,81%,n/a,12.5 [p]\nK2,Cases,5,1,2,3\n"
    first = brought(text)
    again = brought(text, after(plan_of(), first))
    assert again.records == ()
    assert {row.outcome for row in again.rows} == {Outcome.UNCHANGED}


def test_a_changed_figure_is_a_restatement():
    found = brought("Indicator,Apr-17,May-17\nVisits on time,83%,84%\n", PLAN)
    april = readings(found)[0]
    assert (april.value, april.restated) == (83, "Another figure in kpi.csv")
    assert found.rows[0].message == "Restated as 83 %, 81 % before."


def test_a_gap_that_is_filled_is_none_any_more_and_no_restatement():
    plan = plan_of(VISITS, reading("2017-04", None, gap="Suppressed (c)"))
    (april,) = readings(brought("Indicator,Month,Value\nVisits on time,Apr-17,83%\n", plan))
    assert (april.value, april.gap, april.restated) == (83, "", "")


def test_a_mark_takes_no_figure_away():
    found = brought("Indicator,Apr-17,May-17\nVisits on time,c,84%\n", PLAN)
    assert [r.period and r.period.text for r in readings(found)] == ["2017-05"]


def test_two_figures_for_one_period_are_refused_with_both_shown():
    found = brought("Indicator,Month,Value\nVisits on time,May-17,84%\nVisits on time,May-17,85%\n", PLAN)
    assert found.records == ()
    assert "84% in row 2 and 85% in row 3: neither comes in" in found.rows[0].message
    twice = brought("Indicator,Month,Value\nVisits on time,May-17,84%\nVisits on time,May-17,84%\n", PLAN)
    assert len(twice.records) == 1


def test_counts_are_kept_and_held_against_the_figure():
    (made,) = readings(brought("Indicator,Month,Numerator,Denominator,Value\nVisits on time,May-17,45,50,90%\n", PLAN))
    assert (made.numerator, made.denominator, made.value) == (45, 50, 90)
    found = brought("Indicator,Month,Numerator,Denominator,Value\nVisits on time,May-17,45,50,70%\n", PLAN)
    assert found.rows[0].problem
    assert "45 of 50 is 90.0 %, the sheet says 70" in found.rows[0].message


def test_another_target_of_the_sheet_does_not_overwrite_the_plan_s():
    found = brought("Indicator,Target,Apr-17,May-17\nVisits on time,90%,81%,82%\n", PLAN)
    assert [type(r) for r in found.records] == [Reading]
    assert any("the target stays 95; the sheet says 90" in sentence for sentence in found.findings)


MONTHLY = ("70 72 69 71 70 73 68 71 70 72 69 71", "40 82 84 81 83 82 85 80 83 82 84 81")
LINES = [
    f"Visits on time,{month:02}/20{year},{value}"
    for year, values in zip((16, 17), MONTHLY, strict=True)
    for month, value in enumerate(values.split(), 1)
]


@settings(max_examples=15)
@given(st.permutations(LINES), st.integers(0, 24))
def test_the_order_in_which_figures_are_brought_in_says_nothing(lines: list[str], cut: int):
    """Rows in any order, in one file or two: the same figures, limits and causes."""

    def bring(plan: Plan, rows: list[str]) -> Plan:
        return after(plan, brought("\n".join(("Indicator,Month,Value", *rows)) + "\n", plan)) if rows else plan

    empty = plan_of(VISITS)
    once, twice = bring(empty, LINES), bring(bring(empty, lines[:cut]), lines[cut:])
    assert {(r.period, r.value) for r in twice.all(Reading)} == {(r.period, r.value) for r in once.all(Reading)}
    assert len(once.all(Reading)) == 24
    assert judgement(twice, VISITS) == judgement(once, VISITS)
    assert any(judgement(once, VISITS).segment.special)  # type: ignore[union-attr]


def test_a_forecast_is_no_figure():
    found = brought("Indicator,Apr-17,May-17 Forecast\nVisits on time,81%,90%\n", PLAN)
    assert figures(found) == {}


def test_a_row_that_is_not_wanted_stays_out_and_is_named():
    grid = grid_of(b"Indicator,Apr-17,May-17\nVisits,7,8\nCalls,1,2\n")
    found = all_at_once(planning(grid, plan_of(), file="kpi.csv", without={1}))
    assert figures(found) == {"Calls": {"2017-04": "1", "2017-05": "2"}}
    assert [(row.at, row.message, row.problem) for row in found.rows if row.outcome is Outcome.SKIPPED] == [
        (1, "Skipped: its tick was taken away.", False)
    ]


def test_what_is_written_on_cells_goes_with_the_figure_and_the_indicator(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Ref", "Indicator", "Apr-17", "May-17"], ["K1", "Visits", 81, 82]):
        sheet.append(row)
    sheet["B2"].comment = Comment("From the case system", "Ann")
    sheet["D2"].comment = Comment("One team\nis missing", "Ann")
    book.save(tmp_path / "kpi.xlsx")
    found = all_at_once(planning(read(tmp_path / "kpi.xlsx")[0], plan_of(), file="kpi.xlsx"))
    (indicator,) = (record for record in found.records if isinstance(record, Indicator))
    notes = {str(r.period): r.note for r in found.records if isinstance(r, Reading)}
    assert indicator.note == "From the case system"
    assert notes == {"April 2017": "", "May 2017": "One team is missing"}
