"""Update sheets: one for each owner, what is due first, room for what is new; all come back as one edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain import keys
from app.domain.lazy import all_at_once
from app.domain.records import (
    Action,
    DateChange,
    Indicator,
    Milestone,
    Mitigation,
    Programme,
    Reading,
    Record,
    Risk,
    Scoring,
    Thresholds,
)
from app.domain.schedule import PartialDate
from app.exchange.workbook.leaving import update_sheets
from app.exchange.workbook.scope import Scope
from tests.app.exchange.workbook.plans import at, back, edited, plan_of, row_of


def key(name: str) -> str:
    return keys.key_of_name(f"x/{name}")


LATE = Action(id=key("a1"), ref="A-01", title="Recruit", owner="Ann Hay", due=PartialDate("2018-03-31"), percent=20)
SOON = Action(id=key("a2"), ref="A-02", title="Train", owner="ann  hay; Bob", due=PartialDate("2018-02-28"))
DONE = Action(id=key("a3"), ref="A-03", title="Begin", owner="Ann Hay", done=True)
NOBODYS = Action(id=key("a4"), ref="A-04", title="Lie there")
SECRET = Action(id=key("a5"), ref="A-05", title="Dismiss", owner="Eve", exempt="It names a person")
STEP = Milestone(id=key("m1"), action=LATE.id, title="Advert", due=PartialDate("2018-02-01"))
RISK = Risk(id=key("r1"), ref="R-01", title="Staff leave")
MITIGATION = Mitigation(id=key("mi"), risk=RISK.id, title="Pay more", owner="Cleo/Dan", due=PartialDate("2018-05"))
RECORDS: list[Record] = [
    Programme(id=key("p"), title="Our plan"), Thresholds(id=key("t")), LATE, SOON, DONE, NOBODYS, SECRET, STEP, RISK,
    MITIGATION,
]  # fmt: skip
PLAN = plan_of(RECORDS)


@pytest.fixture
def sheets(tmp_path: Path) -> dict[str, Path]:
    found = all_at_once(update_sheets(PLAN, Scope(), ()))
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in found}


def test_there_is_one_for_each_owner(sheets: dict[str, Path]):
    assert [*sheets] == [
        "Update Ann Hay.xlsx", "Update Bob.xlsx", "Update Cleo.xlsx", "Update Dan.xlsx", "Update Nobody yet.xlsx",
    ]  # fmt: skip


def test_what_is_due_first_stands_first_and_what_is_done_is_not_asked_about(sheets: dict[str, Path]):
    book = openpyxl.load_workbook(sheets["Update Ann Hay.xlsx"])
    assert [cells[0].value for cells in book["Actions"].iter_rows(min_row=2)] == [SOON.id, LATE.id]
    assert [cells[0].value for cells in book["Milestones"].iter_rows(min_row=2)] == [STEP.id]
    headings = [cell.value for cell in book["Actions"][1]]
    assert headings[-6:] == [
        "Progress now", "Per cent done now", "Done on", "Blocked by, now", "New date", "Reason for a new date",
    ]  # fmt: skip


def test_what_nobody_filled_in_changes_nothing(sheets: dict[str, Path]):
    found = back(PLAN, *sheets.values())
    assert (found.rows, found.records, found.clashes) == ((), (), ())


def type_in(path: Path, sheet: str, which: Record, **cells: Any) -> Path:
    def change(book: Any) -> None:
        for heading, value in cells.items():
            at(book, sheet, row_of(book, sheet, which.id), heading.replace("_", " ")).value = value

    return edited(path, change)


def test_all_of_them_come_back_at_once(sheets: dict[str, Path]):
    type_in(
        sheets["Update Ann Hay.xlsx"], "Actions", LATE, Progress_now="Two came", Per_cent_done_now=50,
        New_date=datetime(2018, 6, 30), Reason_for_a_new_date="No applicants",
    )  # fmt: skip
    type_in(sheets["Update Ann Hay.xlsx"], "Milestones", STEP, Done_on=datetime(2018, 1, 20))
    type_in(sheets["Update Dan.xlsx"], "Mitigations", MITIGATION, Progress_now="Agreed")
    found = back(PLAN, *sheets.values())
    late = replace(LATE, progress="Two came", percent=50, due=PartialDate("2018-06-30"))
    assert {*found.records[:-1]} == {
        late, replace(STEP, done=True, done_on=PartialDate("2018-01-20")), replace(MITIGATION, progress="Agreed"),
    }  # fmt: skip
    assert isinstance(found.records[-1], DateChange)
    assert found.label == "Bring back Update Ann Hay.xlsx, Update Bob.xlsx, Update Cleo.xlsx and others"
    assert found.summary == "Change 3 records"


def test_two_who_own_the_same_and_say_otherwise_clash(sheets: dict[str, Path]):
    type_in(sheets["Update Ann Hay.xlsx"], "Actions", SOON, Per_cent_done_now=50)
    type_in(sheets["Update Bob.xlsx"], "Actions", SOON, Per_cent_done_now=80)
    found = back(PLAN, *sheets.values())
    assert found.records == ()
    assert [*found.clashes[0].question.choices] == ["plan", "update ann hay.xlsx", "update bob.xlsx"]


def test_what_was_reported_meanwhile_is_a_clash(sheets: dict[str, Path]):
    type_in(sheets["Update Ann Hay.xlsx"], "Actions", LATE, Per_cent_done_now=50)
    newer = plan_of([*(r for r in RECORDS if r is not LATE), replace(LATE, percent=60)])
    found = back(newer, sheets["Update Ann Hay.xlsx"])
    assert found.records == ()
    assert dict(found.clashes[0].question.choices) == {"plan": "“60”", "update ann hay.xlsx": "“50”"}


def test_a_sheet_of_another_plan_brings_nothing_in(sheets: dict[str, Path]):
    type_in(sheets["Update Ann Hay.xlsx"], "Actions", LATE, Per_cent_done_now=50)
    found = back(plan_of(RECORDS[:2]), sheets["Update Ann Hay.xlsx"])
    assert found.records == ()
    assert "the plan does not hold it" in found.rows[0].message


def test_exempt_actions_are_asked_about_only_when_wanted():
    assert "Update Eve.xlsx" in all_at_once(update_sheets(PLAN, Scope(exempt=True), ()))
    assert [*all_at_once(update_sheets(PLAN, Scope(owner="Bob"), ()))] == ["Update Bob.xlsx"]


OWNED = Risk(id=key("r2"), ref="R-02", title="Homes close", owner="Fay", likelihood=3, impact=4, rhythm="quarter",
             review=PartialDate("2018-01-31"))  # fmt: skip
CLOSED = replace(OWNED, id=key("r3"), ref="R-03", closed_why="Done with")
VISITS = Indicator(id=key("i1"), ref="I-01", title="Visits on time", owner="Fay; Guy", unit="%", cadence="month")
GIVEN = Reading(id="", indicator=VISITS.id, period=PartialDate("2017-11"), value=Decimal(80))
GIVEN = replace(GIVEN, id=keys.key_of(GIVEN))
MEASURED = plan_of([*RECORDS, OWNED, CLOSED, VISITS, GIVEN])


@pytest.fixture
def asked(tmp_path: Path) -> dict[str, Path]:
    found = all_at_once(update_sheets(MEASURED, Scope(), ()))
    for name in ("Update Fay.xlsx", "Update Guy.xlsx"):
        (tmp_path / name).write_bytes(found[name])
    return {name: tmp_path / name for name in ("Update Fay.xlsx", "Update Guy.xlsx")}


def missing(path: Path) -> tuple[str, str, str]:
    """The key, the indicator and the period of the one figure that a sheet asks for."""
    book = openpyxl.load_workbook(path)
    ((key, _marks, indicator, period, *_),) = book["Readings"].iter_rows(min_row=2, max_row=2, values_only=True)
    return str(key), str(indicator), str(period)


def test_an_owner_is_asked_to_review_risks_and_for_the_figures_that_are_missing(asked: dict[str, Path]):
    book = openpyxl.load_workbook(asked["Update Fay.xlsx"])
    assert [cells[0].value for cells in book["Risks"].iter_rows(min_row=2)] == [OWNED.id]
    assert missing(asked["Update Fay.xlsx"])[1:] == ("I-01 Visits on time", "January 2018")
    assert back(MEASURED, *asked.values()).records == ()


def test_a_review_and_a_figure_come_back(asked: dict[str, Path]):
    fay = asked["Update Fay.xlsx"]
    type_in(fay, "Risks", OWNED, Reviewed_on=datetime(2018, 1, 30), Likelihood_now=4,
            Reason_for_a_new_score="Two homes closed")  # fmt: skip
    figure = Reading(id=missing(fay)[0], indicator=VISITS.id, period=PartialDate("2018-01"))
    type_in(fay, "Readings", figure, Figure="82%", What_happened="New team")
    found = back(MEASURED, *asked.values())
    assert [row.message for row in found.rows] == [
        "Created.", "Changed likelihood, next review, last reviewed and reviewed by.",
    ]  # fmt: skip
    risk = next(record for record in found.records if isinstance(record, Risk))
    assert (risk.likelihood, str(risk.reviewed), risk.reviewed_by, str(risk.review)) == (
        4, "30 Jan 2018", "Fay", "30 Apr 2018",
    )  # fmt: skip
    assert [score.reason for score in found.records if isinstance(score, Scoring)] == ["Two homes closed"]
    assert [record for record in found.records if isinstance(record, Reading)] == [
        replace(figure, value=Decimal(82), note="New team")
    ]


def test_two_figures_for_one_period_clash(asked: dict[str, Path]):
    for number, path in enumerate(asked.values()):
        type_in(path, "Readings", Reading(id=missing(path)[0], indicator="", period=None), Figure=80 + number)
    found = back(MEASURED, *asked.values())
    assert found.records == ()
    assert [*found.clashes[0].question.choices] == ["plan", "update fay.xlsx", "update guy.xlsx"]
    chosen = back(MEASURED, *asked.values(), answers={found.clashes[0].question.id: "update guy.xlsx"})
    assert [record.value for record in chosen.records if isinstance(record, Reading)] == [Decimal(81)]
