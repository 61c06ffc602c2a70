"""The workbook that goes out is one to work in, and holds nothing that does harm or must stay."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain import keys
from app.domain.lazy import all_at_once
from app.domain.records import (
    KINDS,
    Action,
    Indicator,
    Link,
    Milestone,
    Programme,
    Reading,
    Record,
    Risk,
    Theme,
    Thresholds,
    rules,
)
from app.domain.schedule import PartialDate
from app.exchange.workbook import layout
from app.exchange.workbook.cells import LONGEST
from app.exchange.workbook.leaving import workbook
from app.exchange.workbook.scope import NotThere, Scope, kind_called, theme_called
from tests.app.exchange.workbook.plans import ALONE, at, back, came, edited, everything, out, plan_of, row_of


def key(name: str) -> str:
    return keys.key_of_name(f"x/{name}")


THEME, THEME_2 = Theme(id=key("t1"), number=1, title="Practice"), Theme(id=key("t2"), number=2, title="Money")
ACTION = Action(id=key("a1"), ref="A-01", title="Recruit", owner="Ann Hay", due=PartialDate("2018-03-31"))
SECRET = Action(id=key("a2"), ref="A-02", title="Dismiss", owner="Bob", exempt="It names a person")
STEP = Milestone(id=key("m1"), action=SECRET.id, title="Hearing")
RISK = Risk(id=key("r1"), ref="R-01", title="Staff leave", likelihood=5, impact=4)
RECORDS: list[Record] = [
    Programme(id=key("p"), title="Our plan"), Thresholds(id=key("th")), THEME, THEME_2, ACTION, SECRET, STEP, RISK,
    *(replace(link, id=keys.key_of(link)) for link in (
        Link(id="", item=ACTION.id, serves=THEME.id), Link(id="", item=RISK.id, serves=THEME_2.id),
    )),
]  # fmt: skip
PLAN = plan_of(RECORDS)


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_there_is_a_sheet_for_each_kind_with_all_its_fields(tmp_path: Path):
    book = opened(out(plan_of(everything()), tmp_path / "all.xlsx"))
    for kind in KINDS:
        sheet = book[layout.sheet_name(kind)]
        headings = [cell.value for cell in sheet[1]]
        assert headings[:2] == [layout.key_heading(kind), layout.MARKS]
        assert len(headings) == len(set(headings))
        assert {rule.label for rule in rules(kind).values()} <= {*headings}
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert (sheet.sheet_state == "hidden") == (kind in layout.NOTED)


def test_what_can_be_chosen_is_offered(tmp_path: Path):
    book = opened(out(plan_of(everything()), tmp_path / "all.xlsx"))
    for kind in KINDS:
        sheet = book[layout.sheet_name(kind)]
        offered = {str(each.sqref).split(":")[0].rstrip("0123456789") for each in sheet.data_validations.dataValidation}
        for cell in sheet[1][2:]:
            column = next(each for each in layout.layout(kind) if each.heading == cell.value)
            rule = rules(kind).get(column.name)
            if column.use == layout.VALUE and type(rule).__name__ in ("Choice", "Flag", "Whole"):
                assert cell.column_letter in offered, (kind, column.name)


def test_a_status_stands_in_words_in_its_colour(tmp_path: Path):
    book = opened(out(PLAN, tmp_path / "plan.xlsx"))
    cell = at(book, "Risks", row_of(book, "Risks", RISK.id), "Status today")
    assert (cell.value, cell.fill.fgColor.rgb) == ("High", "FFB3261E")
    score = at(book, "Risks", row_of(book, "Risks", RISK.id), "Score")
    assert (score.value, score.fill.fgColor.rgb) == (20, "FFB3261E")


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5 points", "@ann", '=HYPERLINK("http://x.invalid","Press")'])
def test_what_looks_like_a_formula_is_text(tmp_path: Path, text: str):
    plan = plan_of([*RECORDS[:3], replace(ACTION, title=text, progress=text)])
    path = out(plan, tmp_path / "plan.xlsx")
    book = opened(path)
    cell = at(book, "Actions", 2, "Action")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    for sheet in zipfile.ZipFile(path).namelist():
        assert b"<f>" not in zipfile.ZipFile(path).read(sheet).replace(b"<formula1>", b"")
    assert back(plan, path).rows == ()


def test_a_text_longer_than_a_cell_comes_back_whole_and_is_not_changed_there(tmp_path: Path):
    long = replace(ACTION, progress="word " * 39_000 + "end")
    plan = plan_of([*RECORDS[:3], long])
    path = out(plan, tmp_path / "plan.xlsx")
    assert len(at(opened(path), "Actions", 2, "Progress").value) == LONGEST
    assert back(plan, path).rows == ()
    assert long in back(plan_of(RECORDS[:2]), path).records

    def change(book: Any) -> None:
        at(book, "Actions", 2, "Progress").value = "Shorter"

    found = back(plan, edited(path, change))
    assert found.records == ()
    assert "longer than a cell" in found.rows[0].message


def test_exempt_records_leave_only_when_asked_for_with_all_that_belongs_to_them(tmp_path: Path):
    path = tmp_path / "public.xlsx"
    path.write_bytes(all_at_once(workbook(PLAN, Scope(), ())))
    whole = b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
    for word in ("Dismiss", "Hearing", "names a person", SECRET.id, STEP.id):
        assert word.encode() not in whole
    assert b"2 records are left out" in whole
    assert back(PLAN, path).rows == ()
    assert "Actions" in [sheet.name for sheet in came(path).sheets]
    asked = out(PLAN, tmp_path / "all.xlsx", Scope(exempt=True))
    assert at(opened(asked), "Actions", 3, "Exempt because").value == "It names a person"


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        (Scope(kinds=(Risk,), exempt=True), {"Risks"}),
        (Scope(theme=THEME, exempt=True), {"Programme", "Thresholds", "Themes", "Actions", "Links"}),
        (Scope(owner="ann hay", exempt=True), {"Programme", "Thresholds", "Actions"}),
        (Scope(owner="Bob", exempt=True), {"Programme", "Thresholds", "Actions", "Milestones"}),
    ],
)
def test_only_what_is_asked_for_goes_out(tmp_path: Path, scope: Scope, names: set[str]):
    file = came(out(PLAN, tmp_path / "part.xlsx", scope))
    assert {kind.TABLE for kind in KINDS if layout.sheet_name(kind) in {s.name for s in file.sheets}} == {
        kind.TABLE for kind in KINDS if kind.NAME in names or kind.PLURAL in names
    }
    assert back(PLAN, tmp_path / "part.xlsx").rows == ()


def test_who_or_what_is_not_there_is_refused():
    with pytest.raises(NotThere, match="Nobody called “Zoe”"):
        all_at_once(workbook(PLAN, Scope(owner="Zoe"), ()))
    with pytest.raises(NotThere, match=r"There is no theme “3”\. There are: “Practice”, “Money”"):
        theme_called(PLAN, "3")
    with pytest.raises(NotThere, match="There is no kind “rsks”"):
        kind_called("rsks")
    assert (theme_called(PLAN, "2"), theme_called(PLAN, "pract"), kind_called("Risk")) == (THEME_2, THEME, Risk)


def test_numbers_and_days_are_such(tmp_path: Path):
    indicator = Indicator(
        id=key("i"), ref="I-01", title="On time", target=Decimal("95.5"), target_by=PartialDate("2018")
    )
    reading = Reading(id="", indicator=indicator.id, period=PartialDate("2017-Q4"), value=Decimal("-0.000001"))
    reading = replace(reading, id=keys.key_of(reading))
    plan = plan_of([*RECORDS[:2], ACTION, indicator, reading])
    path = out(plan, tmp_path / "plan.xlsx")
    book = opened(path)
    assert at(book, "Indicators", 2, "Target").value == 95.5
    assert at(book, "Indicators", 2, "Target to be reached by").value == "2018"
    assert at(book, "Actions", 2, "Due").is_date
    assert at(book, "Readings", 2, "Period").value == "Oct to Dec 2017"
    assert back(plan, path).rows == ()
    assert {indicator, reading} <= {*back(plan_of(RECORDS[:2]), path).records}


def test_each_kind_is_written_alone_too(tmp_path: Path):
    records = everything()
    alone = [record for record in records if isinstance(record, ALONE)]
    for kind in KINDS:
        path = out(plan_of(records), tmp_path / f"{kind.TABLE}.xlsx", Scope(kinds=(kind,), exempt=True))
        assert back(plan_of(records), path).rows == ()
    assert len(alone) == 2
