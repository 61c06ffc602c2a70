"""What a file holds: one kind, several, figures, and figures beside others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.domain.plan import Plan
from app.domain.records import Action, Indicator, Programme, Reading, Risk
from app.exchange.figures.bring import figures_in
from app.exchange.figures.choosing import content_of
from app.exchange.importing.bring import sheet_of
from app.exchange.importing.files import read
from app.exchange.importing.grid import Grid
from app.exchange.importing.plan import plan_import
from tests.app.exchange.importing.sheets import PLAN, grid, only, workbook

ACTIONS = "Ref | Action | Lead | Due date | Status\n1 | Recruit | HR | 31/3/18 | Open\n2 | Train | HR | 30/4/18 | Open"
RISKS = "Risk ID | Risk | Likelihood | Impact | Owner\nR1 | Fire | 4 | 5 | Ann"
FIGURES = "Ref | Indicator | Unit | Apr-17 | May-17 | Jun-17\nK1 | Visits | % | 80 | 81 | 82\nK2 | Calls | | 5 | 6 | 7"
GANTT = (
    "Task | Owner | Start | End | Jan | Feb | Mar\nLease | Ann | 1/1/18 | 31/1/18 | X | |\n"
    "Fit out | Bob | 1/2/18 | 1/3/18 | | X |"
)
SCORECARD = (
    "PI ref | Description | Direction | 2016/17 | 2017/18 Target | Q1 2017/18 | Q2 2017/18 | Status\n"
    "CS1 | Visits | Up | 55% | 60% | 56% | 57% | Amber"
)
LISTED = "Ref | Indicator | Unit | Target | Polarity\nK1 | Visits | % | 95 | High\nK2 | Calls | No. | 5 | Low"


def sheets(*texts: str) -> list[Grid]:
    return [grid(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ([ACTIONS], ["actions"]), ([RISKS], ["risks"]), ([LISTED], ["indicators"]), ([FIGURES], ["readings"]),
        ([ACTIONS, RISKS], ["actions", "risks"]), ([ACTIONS, RISKS, FIGURES], ["actions", "risks", "readings"]),
        ([GANTT], ["actions"]), ([SCORECARD], ["readings"]),
        ([RISKS, LISTED], ["indicators", "risks"]), ([ACTIONS + "\n\n" + RISKS], ["actions", "risks"]),
    ],
)  # fmt: skip
def test_each_kind_is_found_by_its_columns(texts: list[str], kinds: list[str]):
    found = content_of(sheets(*texts))
    assert found.kinds == kinds
    assert len(found.figures) == kinds.count("readings")


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> list[Grid]:
    return read(workbook(path / "book.xlsx", {**sheets}))


def test_a_sheet_of_issues_is_none_of_actions_and_what_a_plan_keeps_not_is_named(tmp_path: Path):
    grids = book(tmp_path, {
        "Risks": [["ID", "Description", "Probability", "Impact", "Owner"], ["R1", "Supplier fails", 4, 3, "Ann"]],
        "Issues": [["ID", "Description", "Impact", "Owner", "Status", "Action"],
                   ["I1", "Data missing", "Late reports", "Cy", "Open", "Chase"]],
        "Assumptions": [["ID", "Description", "Owner"], ["A1", "Money stays", "Bob"]],
        "Actions": [["ID", "Action", "Owner", "Due date"], ["1", "Book room", "Ed", "1/3/18"]],
    })  # fmt: skip
    found = content_of(grids)
    assert found.kinds == ["actions", "risks"]
    assert found.left == ("Left out: the sheet “Assumptions”, of which a plan keeps no records.",)
    assert sheet_of(grids, "actions", None, {}).name == "Actions"
    made = only(plan_import(sheet_of(grids, "risks", None, {}), "risks", PLAN), Risk)
    assert [(risk.title, risk.has_occurred) for risk in made] == [("Supplier fails", False), ("Data missing", True)]


def test_of_monthly_editions_the_latest_is_read(tmp_path: Path):
    def rows(state: str) -> list[list[str]]:
        return [["Ref", "Action", "Lead", "Status"], ["A1", "Recruit", "HR", state]]

    grids = book(tmp_path, {"Jan 18": rows("Open"), "Mar 18": rows("Complete"), "Feb 18": rows("Open")})
    assert sheet_of(grids, "actions", None, {}).name == "Mar 18"


def test_tables_beside_one_another_are_read_apart(tmp_path: Path):
    head = ["Ref", "Action", "Owner", "Due", None, "Risk ID", "Risk", "L", "I"]
    grids = book(tmp_path, {"Both": [head, [1, "Recruit", "HR", "31/3/18", None, "R1", "Fire", 4, 5]]})
    assert [grid.name for grid in grids] == ["Both, A to D", "Both, F to I"]
    assert content_of(grids).kinds == ["actions", "risks"]
    spaced = [["Ref", "Action", None, "Owner", "Due", None, "RAG", "Progress"], [1, "A", None, "x", "", None, "R", "p"]]
    assert [grid.name for grid in book(tmp_path, {"One": spaced})] == ["One"]


PLAN_ROWS = [["Ref", "Action", "Owner", "Due date", "Status"], ["A1", "Recruit", "Ann", "31/3/27", "Open"],
             ["A2", "Train", "Bob", "30/4/27", "Open"]]  # fmt: skip
FIGURE_ROWS = [["KPI", "Target", "Q1 26/27", "Q2 26/27"], ["Visits", 90, 81, 85], ["Calls", 5, 6, 7]]


@pytest.mark.parametrize(
    "rows", [[*PLAN_ROWS, [], *FIGURE_ROWS], [*PLAN_ROWS, *FIGURE_ROWS], [["Our KPIs"], *FIGURE_ROWS, [], *PLAN_ROWS]],
    ids=["above, with a gap", "above, with none", "below"],
)  # fmt: skip
def test_figures_above_or_below_a_plan_are_read_apart(tmp_path: Path, rows: list[list[object]]):
    grids = book(tmp_path, {"Theme": rows})
    found = content_of(grids)
    assert (found.kinds, len(grids)) == (["actions", "readings"], 2)
    actions = sheet_of(grids, "actions", None, {})
    assert sheet_of(grids, "actions", "theme", {}) is actions  # as the file calls it
    made = only(plan_import(actions, "actions", PLAN), Action)
    first = next(n for n, row in enumerate(rows) if row[:1] == ["A1"])
    assert [(each.title, actions.at(first + n, 1).text) for n, each in enumerate(made)] == [
        ("Recruit", "Recruit"), ("Train", "Train"),
    ]  # fmt: skip
    [(_, figures)] = figures_in(found.figures, PLAN, "theme.xlsx")
    assert [r.value for r in figures.records if isinstance(r, Reading)] == [81, 85, 6, 7]


def test_a_plan_that_names_months_without_figures_is_one_table(tmp_path: Path):
    rows = [
        *PLAN_ROWS,
        [],
        ["Theme 2"],
        ["A3", "Audit", "Ann", "31/5/27", "Open"],
        ["Task", "Jan", "Feb", "Mar"],
        ["Fit out", "X"],
    ]
    assert len(book(tmp_path, {"Plan": rows})) == 1


def test_a_log_whose_rows_are_numbered_holds_no_figures():
    assert content_of(sheets("No | Date | Decision\n1 | 1/3/26 | Fund homes\n2 | 1/4/26 | Wait")).figures == []


def test_a_sheet_for_each_month_is_read_for_the_month_it_is_called_by(tmp_path: Path):
    rows = [["KPI", "Actual", "Target"], ["Visits", 81, 90], ["Calls", 5, 7]]
    grids = book(tmp_path, {"Apr 26": rows, "May 26": [rows[0], ["Visits", 83, 90], ["Calls", 6, 7]]})
    found = content_of(grids)
    assert (found.kinds, [sheet.name for sheet in found.figures]) == (["readings"], ["Apr 26", "May 26"])
    plan = Plan({Programme: [], Indicator: [], Reading: []}, date(2026, 11, 30))
    made = [record for _, each in figures_in(found.figures, plan, "kpi.xlsx") for record in each.records]
    values = sorted((str(r.period), int(r.value or 0)) for r in made if isinstance(r, Reading))
    assert values == [("April 2026", 5), ("April 2026", 81), ("May 2026", 6), ("May 2026", 83)]


@pytest.mark.parametrize(
    "text",
    [
        "Date | Measure name | Team | Num | Denom | Result\n30/4/23 | Visits | All | 75 | 90 | 83%\n"
        "31/5/23 | Visits | All | 79 | 90 | 88%",
        "Indicator | England 2022/23 | 2022/23 | Peers: 2022/23\nVisits | 84 | 83 | 81",
        "Month | Name | Result | Source | Owner\nApr-23 | Visits | 83 | ICS | Ann\nMay-23 | Visits | 88 | ICS | Ann",
    ],
)
def test_figures_with_a_result_and_a_source_are_no_register_of_risks(text: str):
    assert content_of(sheets(text)).kinds == ["readings"]


@pytest.mark.parametrize("head", ["Threat | Month | Score", "Name | Month | L | I", "Risk | Month | Rating"])
def test_a_register_by_month_is_one_of_risks(head: str):
    cells = "A | Apr-23 | 3 | 4" if head.count("|") == 3 else "A | Apr-23 | 12"
    assert content_of(sheets(f"{head}\n{cells}")).kinds == ["risks"]
