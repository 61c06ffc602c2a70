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
from app.domain.records import Indicator, Provenance, Reading, problems
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


# -- provisional and final


def stood(found: Import) -> dict[str, tuple[str, bool]]:
    """The readings that come in: value and whether it is provisional, by period."""
    return {r.period.text: (f"{r.value:f}", r.provisional) for r in readings(found) if r.period and r.value is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Indicator,Apr-17,May-17\nVisits on time,81%,84% (p)\n",
        "Indicator,Apr-17,May-17\nVisits on time,81%,84 p\n",
        "Indicator,Apr-17,May-17 (p)\nVisits on time,81%,84%\n",
        "Indicator,Apr-17 final,May-17 provisional\nVisits on time,81%,84%\n",
        "Indicator,Month,Value,Data status\nVisits on time,Apr-17,81%,Final\nVisits on time,May-17,84%,Provisional\n",
        "Indicator,Month,Value,Status\nVisits on time,Apr-17,81%,revised\nVisits on time,May-17,84%,provisional\n",
        "Indicator,Month,Value,Provisional\nVisits on time,Apr-17,81%,No\nVisits on time,May-17,84%,Yes\n",
        "Indicator,Month,Value,Flag\nVisits on time,Apr-17,81%,\nVisits on time,May-17,84%,p\n",
        "Indicator,Month,Value\nVisits on time,Apr-17,81%\nVisits on time,May-17 (provisional),84%\n",
    ],
)
def test_a_mark_or_a_column_says_that_a_figure_is_provisional(text: str):
    found = brought(text, PLAN)
    assert stood(found) == {"2017-05": ("84", True)}
    assert [row.message for row in found.rows] == ["Unchanged: 81 %.", "Created: 84 %, provisional."]
    assert "rovisional" not in readings(found)[0].note, "the field says it"
    assert brought(text, after(PLAN, found)).records == ()


def test_a_rating_called_status_and_passes_and_fails_say_nothing_of_it():
    text = "Indicator,Month,Value,Status,Result of test\nVisits on time,May-17,84%,Red,P\nCalls,May-17,84%,Green,F\n"
    assert not any(r.provisional for r in readings(brought(text, PLAN)))


PROVISIONAL = plan_of(VISITS, replace(APRIL, provisional=True))
FINAL_83 = "Indicator,Apr-17,May-17\nVisits on time,83%,84% (p)\n"


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        (FINAL_83, "83", "Final: 83 %, 81 % before."),
        (FINAL_83.replace("83%", "81%"), "81", "Final: 81 %."),
        (FINAL_83.replace("83%", "83% [r]"), "83", "Final: 83 %, 81 % before."),
    ],
)
def test_a_final_figure_takes_the_place_of_a_provisional_one_and_restates_nothing(text: str, value: str, message: str):
    found = brought(text, PROVISIONAL)
    april = readings(found)[0]
    assert (f"{april.value:f}", april.provisional) == (value, False)
    assert (april.restated, april.corrected_from) == ("", None)
    assert found.rows[0].message == message


def test_another_provisional_figure_is_still_provisional():
    found = brought("Indicator,Apr-17,May-17\nVisits on time,83% (p),84%\n", PROVISIONAL)
    april = readings(found)[0]
    assert (april.value, april.provisional, april.restated) == (83, True, "")
    assert found.rows[0].message == "Still provisional: 83 %, provisional, 81 % before."


def test_a_provisional_figure_takes_no_final_ones_place():
    found = brought("Indicator,Apr-17,May-17\nVisits on time,83% (p),84%\n", PLAN)
    assert list(stood(found)) == ["2017-05"]
    assert (found.rows[0].message, found.rows[0].problem) == (
        "Stays 81 %, which is final; 83 % here is provisional.", True
    )  # fmt: skip
    same = brought("Indicator,Apr-17,May-17\nVisits on time,81% (p),84%\n", PLAN)
    assert (same.rows[0].message, same.rows[0].problem) == ("Unchanged: 81 %.", False)


def test_where_a_sheet_marks_nothing_it_is_asked_whether_its_figures_are_final():
    text = "Indicator,Apr-17,May-17\nVisits on time,83%,84%\n"
    found = brought(text, PROVISIONAL)
    (asked,) = [each for each in found.questions if each.id == "final.readings"]
    assert asked.default == "provisional"
    assert stood(found)["2017-04"] == ("83", True)
    assert stood(answered(text, {"final.readings": "final"}, PROVISIONAL))["2017-04"] == ("83", False)
    assert "final.readings" not in [each.id for each in brought(text, PLAN).questions]


def test_whichever_file_comes_first_the_final_figure_holds():
    early, late = "Indicator,Apr-17,May-17\nVisits on time,83% (p),84% (p)\n", FINAL_83
    empty = plan_of(VISITS)
    first = after(after(empty, brought(early, empty)), brought(late, after(empty, brought(early, empty))))
    other = after(after(empty, brought(late, empty)), brought(early, after(empty, brought(late, empty))))
    of = [{(r.period, r.value, r.provisional, r.restated) for r in plan.readings(VISITS)} for plan in (first, other)]
    assert of[0] == of[1]
    assert {value for _period, value, provisional, _why in of[0] if not provisional} == {83}


def test_a_restatement_keeps_both():
    april = readings(brought("Indicator,Apr-17,May-17\nVisits on time,83%,84%\n", PLAN))[0]
    assert (april.value, april.corrected_from) == (83, 81)


def test_a_figure_in_the_place_of_an_illustrative_one_restates_nothing():
    mark = Provenance(id="m", record=APRIL.id, field="value", illustrative=True)
    found = brought("Indicator,Apr-17,May-17\nVisits on time,83%,84%\n", plan_of(VISITS, APRIL, mark))
    april = readings(found)[0]
    assert (april.value, april.corrected_from, april.restated) == (83, None, "")
    assert found.rows[0].message == "Changed: 83 %."


_SAID = (
    *("81", "81%", "0.5", "12r", "7 (p)", "c", "45 of 90", "<5", "(4)"),
    *("nonsense", "1e30", "1234567890123", "£4", "-0"),
)


@given(st.lists(st.sampled_from(_SAID), min_size=1, max_size=8), st.sampled_from(["%", "£"]))
def test_a_figure_that_stands_again_and_again_is_read_as_one_that_stands_once(said: list[str], unit: str):
    """What was made of a cell is made use of again, for another period and for another indicator."""
    rows = [(name, f"2018-{n + 1:02}", text) for name in ("First", "Second") for n, text in enumerate(["5", *said])]

    def told(rows: list[tuple[str, str, str]]) -> list[tuple[str, Reading | None]]:
        text = "".join(f"{name},{month},{cell},{unit}\n" for name, month, cell in rows)
        found = answered(f"Indicator,Period,Value,Unit\n{text}", {"shares.readings": "percent"})
        return [(row.message, row.record if isinstance(row.record, Reading) else None) for row in found.rows]

    alone = [told([(name, "2017-12", "5"), (name, month, cell)])[1] for name, month, cell in rows]
    assert told(rows) == alone
    for record in (record for _, record in alone if record is not None):
        assert (record.id, problems(replace(record))) == (keys.key_of(replace(record, id="")), {})


def test_a_new_reference_comes_after_every_one_of_the_plan_and_of_the_sheet():
    plan = plan_of(replace(VISITS, ref="I-07"))
    found = brought("Ref,Indicator,Apr-17\n,First,1\nI-31,Second,2\n,Third,3\nK-99,Fourth,4\n,Fifth,5\n", plan)
    made = {record.title: record.ref for record in found.records if isinstance(record, Indicator)}
    assert made == {"First": "I-08", "Second": "I-31", "Third": "I-32", "Fourth": "K-99", "Fifth": "I-33"}
