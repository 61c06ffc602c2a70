"""What people change in a workbook comes back: touched cells alone, clashes shown, new rows as new records."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain import keys
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    Category,
    DateChange,
    Indicator,
    Milestone,
    Programme,
    Reading,
    Record,
    Risk,
    Theme,
    Thresholds,
)
from app.domain.schedule import PartialDate
from app.exchange.importing.grid import CannotRead
from app.exchange.importing.result import Outcome
from tests.app.exchange.workbook.plans import at, back, edited, out, plan_of, row_of


def key(name: str) -> str:
    return keys.key_of_name(f"x/{name}")


PROGRAMME = Programme(id=key("p"), title="Our plan")
ACTION = Action(
    id=key("a1"), ref="A-01", title="Recruit", owner="Ann", due=PartialDate("2018-03-31"), percent=20, progress="Begun"
)
OTHER = Action(id=key("a2"), ref="A-02", title="Train", owner="Bob")
RISK = Risk(id=key("r1"), ref="R-01", title="Staff leave", category=key("c1"), likelihood=4, impact=4)
INDICATOR = Indicator(id=key("i1"), ref="I-01", title="On time", target=Decimal(95))
READING = Reading(id="", indicator=INDICATOR.id, period=PartialDate("2017-12"), value=Decimal(81))
RECORDS: list[Record] = [
    PROGRAMME, Thresholds(id=key("t")), ACTION, OTHER, RISK, INDICATOR, replace(READING, id=keys.key_of(READING)),
    Category(id=key("c1"), title="People"), Category(id=key("c2"), title="Money"),
    Theme(id=key("th"), number=1, title="Practice"),
]  # fmt: skip
PLAN = plan_of(RECORDS)


def with_(*records: Record) -> Plan:
    there = {record.id: record for record in RECORDS}
    return plan_of([*(there | {record.id: record for record in records}).values()])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return out(PLAN, tmp_path / "plan.xlsx")


def type_in(path: Path, sheet: str, which: Record, **cells: Any) -> Path:
    def change(opened: Any) -> None:
        row = row_of(opened, sheet, which.id)
        for heading, value in cells.items():
            at(opened, sheet, row, heading.replace("_", " ")).value = value

    return edited(path, change)


def add(path: Path, sheet: str, **cells: Any) -> Path:
    def change(opened: Any) -> None:
        row = opened[sheet].max_row + 1
        for heading, value in cells.items():
            at(opened, sheet, row, heading.replace("_", " ")).value = value

    return edited(path, change)


def test_a_workbook_that_was_only_saved_again_changes_nothing(book: Path):
    found = back(PLAN, edited(book, lambda _: None))
    assert (found.rows, found.records, found.untouched) == ((), (), len(RECORDS))
    assert found.summary == "Nothing to bring back"


def test_only_what_was_touched_is_changed(book: Path):
    type_in(book, "Actions", ACTION, Owner="Cleo", Per_cent_done=40)
    meanwhile = replace(ACTION, progress="Said by somebody else")
    found = back(with_(meanwhile), book)
    assert found.records == (replace(meanwhile, owner="Cleo", percent=40),)
    assert [row.message for row in found.rows] == ["Changed owner and per cent done."]
    assert found.summary == "Change 1 record"


def test_an_emptied_cell_empties_the_field(book: Path):
    type_in(book, "Actions", ACTION, Owner=None)
    assert back(PLAN, book).records == (replace(ACTION, owner=""),)


def test_what_others_changed_meanwhile_is_a_clash_and_the_plan_s_value_stays(book: Path):
    type_in(book, "Actions", ACTION, Owner="Cleo")
    bob = replace(ACTION, owner="Bob")
    found = back(with_(bob), book)
    assert found.records == ()
    (clash,) = found.clashes
    assert (clash.question.id, dict(clash.question.choices)) == (
        "clash.a-01.owner",
        {"plan": "“Bob”", "plan.xlsx": "“Cleo”"},
    )
    assert found.rows[0].problem
    assert "owner is “Bob” in the plan and “Cleo” in plan.xlsx" in found.rows[0].message
    taken = back(with_(bob), book, answers={"clash.a-01.owner": "plan.xlsx"})
    assert taken.records == (replace(bob, owner="Cleo"),)


def test_what_others_changed_to_the_same_is_none(book: Path):
    type_in(book, "Actions", ACTION, Owner="Cleo")
    found = back(with_(replace(ACTION, owner="Cleo")), book)
    assert (found.records, found.clashes) == ((), ())


def test_an_answer_to_no_clash_is_refused(book: Path):
    type_in(book, "Actions", ACTION, Owner="Cleo")
    with pytest.raises(CannotRead, match="There is no question"):
        back(PLAN, book, answers={"clash.a-01.owner": "plan"})


def test_two_files_that_say_otherwise_clash_too(book: Path, tmp_path: Path):
    second = Path(shutil.copy(book, tmp_path / "second.xlsx"))
    type_in(book, "Actions", ACTION, Owner="Cleo", Progress="Half")
    type_in(second, "Actions", ACTION, Owner="Dan", Per_cent_done=50)
    found = back(PLAN, book, second)
    assert [set(clash.question.choices) for clash in found.clashes] == [{"plan", "plan.xlsx", "second.xlsx"}]
    assert found.records == (replace(ACTION, progress="Half", percent=50),)
    taken = back(PLAN, book, second, answers={"clash.a-01.owner": "second.xlsx"})
    assert taken.records == (replace(ACTION, progress="Half", percent=50, owner="Dan"),)


def test_a_moved_date_keeps_why(book: Path):
    type_in(book, "Actions", ACTION, Due=datetime(2018, 6, 30), Reason_for_a_new_date="The post is not filled")
    action, change = back(PLAN, book).records
    assert action == replace(ACTION, due=PartialDate("2018-06-30"))
    assert isinstance(change, DateChange)
    assert (change.record, change.reason, change.was) == (ACTION.id, "The post is not filled", ACTION.due)


def test_a_date_that_is_moved_without_a_reason_is_flagged(book: Path):
    type_in(book, "Actions", ACTION, Due=datetime(2018, 6, 30))
    found = back(PLAN, book)
    assert found.rows[0].problem
    assert "without a reason" in found.rows[0].message
    assert [getattr(record, "reason", "") for record in found.records] == ["", "No reason given in plan.xlsx"]


def test_who_says_when_it_was_done_says_that_it_is(book: Path):
    type_in(book, "Actions", ACTION, Done_on=datetime(2018, 1, 10))
    (action,) = back(PLAN, book).records
    assert action == replace(ACTION, done=True, done_on=PartialDate("2018-01-10"), percent=100)


def test_a_day_that_lies_ahead_is_not_taken_as_done(book: Path):
    type_in(book, "Actions", ACTION, Done_on=datetime(2018, 9, 10))
    found = back(PLAN, book)
    assert found.records == ()
    assert "lies ahead" in found.rows[0].message


def test_per_cent_that_excel_keeps_as_a_share_is_read(book: Path):
    def change(opened: Any) -> None:
        cell = at(opened, "Actions", row_of(opened, "Actions", ACTION.id), "Per cent done")
        cell.value, cell.number_format = 0.6, "0%"

    assert back(PLAN, edited(book, change)).records == (replace(ACTION, percent=60),)


@pytest.mark.parametrize(
    ("heading", "typed", "says"),
    [
        ("Due", "soon", "Due is left as it is"),
        ("Per cent done", "most", "Per cent done is left as it is"),
        ("Title", None, ""),
        ("Owner", "#REF!", "Owner holds #REF!"),
    ],
)
def test_what_cannot_be_understood_is_said_and_changes_nothing(book: Path, heading: str, typed: Any, says: str):
    type_in(book, "Actions", ACTION, **{heading if heading != "Title" else "Action": typed})
    found = back(PLAN, book)
    assert found.records == ()
    assert found.rows[0].problem
    assert says in found.rows[0].message


def test_a_formula_without_a_result_is_said(book: Path):
    type_in(book, "Actions", ACTION, Owner='=CONCATENATE("A", "B")')
    found = back(PLAN, book)
    assert found.records == ()
    assert "a formula without a result" in found.rows[0].message


def test_another_record_is_named_by_what_it_is_called(book: Path):
    type_in(book, "Risks", RISK, Category="Money")
    assert back(PLAN, book).records == (replace(RISK, category=key("c2")),)
    type_in(book, "Risks", RISK, Category="Weather")
    found = back(PLAN, book)
    assert found.records == ()
    assert "“Weather”" in found.rows[0].message


def test_a_name_that_changed_in_the_plan_touches_nobody_who_names_it(book: Path):
    found = back(with_(Category(id=key("c1"), title="Workforce")), book)
    assert (found.records, found.clashes) == ((), ())


def test_a_row_that_is_added_is_a_new_record_once(book: Path):
    add(book, "Actions", Action="Buy laptops", Owner="Dan", Due=datetime(2018, 5, 1))
    found = back(PLAN, book)
    (made,) = found.records
    assert isinstance(made, Action)
    assert (made.ref, made.title, made.owner, made.due) == ("A-03", "Buy laptops", "Dan", PartialDate("2018-05-01"))
    assert found.rows[0].outcome is Outcome.CREATED
    again = back(with_(made), book)
    assert (again.records, again.rows) == ((), ())
    changed = replace(made, owner="Eve")
    assert back(with_(changed), book).records == ()


def test_a_new_milestone_belongs_to_a_new_action_of_the_same_file_by_its_name(book: Path, tmp_path: Path):
    step = Milestone(id=key("m1"), action=ACTION.id, title="Advert")
    book = out(with_(step), tmp_path / "more.xlsx")
    add(book, "Milestones", Action="A-02 Train", Milestone="Book the room", Due=datetime(2018, 2, 1))
    (made,) = back(with_(step), book).records
    assert isinstance(made, Milestone)
    assert (made.action, made.title) == (OTHER.id, "Book the room")


def test_a_new_figure_goes_to_its_indicator(book: Path):
    add(book, "Readings", Indicator="I-01 On time", Period=datetime(2018, 1, 31), Value=83.5)
    (made,) = back(PLAN, book).records
    assert isinstance(made, Reading)
    assert (made.indicator, made.value) == (INDICATOR.id, Decimal("83.5"))


def test_a_row_without_what_it_needs_is_skipped_by_its_number(book: Path):
    add(book, "Actions", Owner="Dan")
    found = back(PLAN, book)
    assert found.records == ()
    assert (found.rows[0].outcome, found.rows[0].number) == (Outcome.SKIPPED, 4)


def test_rows_are_known_again_in_any_order_and_under_any_name_of_the_sheet(book: Path):
    def change(opened: Any) -> None:
        sheet = opened["Actions"]
        rows = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=2, max_row=3)]
        for number, values in zip((3, 2), rows, strict=True):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value
        sheet.move_range(f"A1:{sheet.cell(3, sheet.max_column).coordinate}", rows=2)
        sheet["C1"] = "For the board"
        sheet.title = "What we do"
        row = row_of(opened, "What we do", ACTION.id)
        headings = {cell.value: cell.column for cell in sheet[3]}
        sheet.cell(row, headings["Owner"]).value = "Cleo"

    assert back(PLAN, edited(book, change)).records == (replace(ACTION, owner="Cleo"),)


def test_a_column_that_is_not_ours_is_named_and_left_out(book: Path):
    def change(opened: Any) -> None:
        sheet = opened["Actions"]
        sheet.cell(1, sheet.max_column + 1).value = "My own notes"

    assert back(PLAN, edited(book, change)).notes == (
        "plan.xlsx, Actions: “My own notes” is no column of Goldthread's, and left out.",
    )


def test_a_deleted_row_removes_nothing(book: Path):
    found = back(PLAN, edited(book, lambda opened: opened["Actions"].delete_rows(2)))
    assert (found.records, found.rows) == ((), ())


def test_a_record_that_was_removed_meanwhile_stays_so_and_is_said_where_it_was_touched(book: Path):
    gone = plan_of(record for record in RECORDS if record.id != ACTION.id)
    assert back(gone, book, removed=lambda each: each == ACTION.id).rows == ()
    type_in(book, "Actions", ACTION, Owner="Cleo")
    found = back(gone, book, removed=lambda each: each == ACTION.id)
    assert found.records == ()
    assert "removed from the plan meanwhile" in found.rows[0].message


def test_a_copied_row_is_a_record_of_its_own(book: Path):
    def change(opened: Any) -> None:
        sheet = opened["Actions"]
        for cell in sheet[2]:
            sheet.cell(4, cell.column).value = cell.value
        at(opened, "Actions", 4, "Action").value = "Recruit again"
        at(opened, "Actions", 4, "Reference").value = None

    found = back(PLAN, edited(book, change))
    (made,) = found.records
    assert (made.id != ACTION.id, made.name) == (True, "A-03 Recruit again")
    assert "copied from another row" in found.rows[0].message


def test_what_a_figure_is_known_by_cannot_be_changed(book: Path):
    type_in(book, "Readings", RECORDS[6], Period=datetime(2017, 11, 30))
    found = back(PLAN, book)
    assert found.records == ()
    assert "Its period cannot be changed here" in found.rows[0].message


def test_what_contradicts_itself_is_left_out_and_the_rest_comes_in(book: Path):
    type_in(book, "Risks", RISK, Target_likelihood=2, Owner="Cleo")
    found = back(PLAN, book)
    assert found.records == (replace(RISK, owner="Cleo"),)
    assert "Target likelihood is left out: likelihood and impact are scored together" in found.rows[0].message


def test_days_before_march_1900_come_back(tmp_path: Path):
    old = replace(ACTION, due=PartialDate("1900-02-03"))
    plan = with_(old)
    assert back(plan, out(plan, tmp_path / "old.xlsx")).rows == ()
    assert date(1900, 2, 3) == date.fromisoformat(old.due.text if old.due else "")
