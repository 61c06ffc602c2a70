"""The files of figures on which the program went wrong, each with what is right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.domain.lazy import all_at_once
from app.domain.records import Indicator, Reading
from app.exchange.figures.bring import has_figures, planning
from app.exchange.importing.files import read
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import
from tests.app.exchange.figures.sheets import figures, plan_of, readings

CASES = Path(__file__).parents[3] / "data" / "cases" / "import"


def of(name: str) -> Import:
    (grid,) = read(CASES / name)
    assert has_figures([grid])
    return all_at_once(planning(grid, plan_of(), file=name))


def made(found: Import) -> dict[str, Indicator]:
    return {record.ref: record for record in found.records if isinstance(record, Indicator)}


def listed_as(name: str) -> dict[str, Indicator]:
    (grid,) = read(CASES / name)
    return made(plan_import(grid, "indicators", plan_of(), {}, file=name))


def test_a_wide_sheet_with_gaps_and_brackets():
    found = of("k01_kpi_wide.csv")
    assert {ref: (i.target, i.better) for ref, i in made(found).items()} == {
        "K1": (Decimal(95), "higher"), "K2": (Decimal(600), "lower"), "K3": (Decimal(16), "lower"),
    }  # fmt: skip
    assert figures(found) == {
        "% of assessments within 45 days": {"2017-04": "81.2", "2017-05": "83", "2017-06": "85.5", "2017-07": "87.9"},
        "Number of children looked after": {
            "2017-04": "612", "2017-05": "1020", "2017-06": "[Not available or not applicable (n/a)]",
            "2017-07": "[Suppressed (x)]",
        },
        "Average caseload": {"2017-04": "18.5", "2017-06": "17.9"},
    }  # fmt: skip
    assert len([r for r in readings(found) if r.value is not None]) == 8
    assert [row.message for row in found.rows if row.problem] == [
        "Skipped: “(17.1)” stands in brackets, which may mean below zero or not final."
    ]


def test_a_long_sheet_with_counts_in_the_quarters_of_a_council():
    found = of("k02_kpi_long.csv")
    (indicator,) = made(found).values()
    assert (indicator.target, indicator.better, indicator.unit) == (Decimal(20), "unknown", "%")
    assert [q.id for q in found.questions] == ["better.re-referrals-within-12-months"]
    assert [(r.period and r.period.text, r.numerator, r.denominator, r.value) for r in readings(found)] == [
        ("2017-Q2", Decimal(45), Decimal(210), Decimal("21.4")),
        ("2017-Q3", Decimal(50), Decimal(220), Decimal("22.7")),
        ("2017-Q4", Decimal(41), Decimal(205), Decimal(20)),
    ]


def test_targets_by_year_are_no_figures():
    found = of("targets_by_year.csv")
    said = {ref: (i.better, i.unit, i.target, i.note) for ref, i in made(found).items()}
    assert said == {
        "k-001": ("higher", "%", Decimal(90), "Baseline: 70 %"),
        "k-002": ("lower", "days", Decimal(10), "Baseline: 20 days"),
        "k-003": ("unknown", "%", Decimal(90), "Baseline: 90 %"),
    }
    assert [q.id for q in found.questions] == ["better.k-003"]
    planned = [r.planned for r in found.records if isinstance(r, Reading)]
    assert planned == [Decimal(number) for number in (80, 90, 15, 10, 90, 90)]


def test_marks_of_notes_behind_a_period():
    assert figures(of("period_footnotes.csv")) == {"Waiting": {"2017-02": "120", "2020-04": "130", "2022-06": "140"}}


def test_units_of_targets():
    found = {ref: (i.unit, i.target) for ref, i in listed_as("k04_units.csv").items()}
    assert [found[f"U{n}"] for n in (1, 2, 3)] == [
        ("£", Decimal(1_250_000)), ("£", Decimal(1_250_000)), ("£", Decimal(2_500_000)),
    ]  # fmt: skip
    assert [found[f"U{n}"][0] for n in (4, 5, 6, 7, 8, 9, 10)] == [
        "per 10,000", "points", "%", "%", "days", "hours", "months",
    ]  # fmt: skip
    assert found["U6"][1] == 95
    assert "1 in" in listed_as("k04_units.csv")["U12"].note


def test_frequencies_as_they_are_written():
    found = {ref: i.cadence for ref, i in listed_as("k05_polarity.csv").items()}
    assert [found[f"P{n}"] for n in range(1, 12)] == [
        "month", "quarter", "week", "month", "quarter", "term", "half-year", "half-year", "year", "unknown", "unknown",
    ]  # fmt: skip
