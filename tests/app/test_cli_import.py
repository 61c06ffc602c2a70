"""`goldthread import`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSettings

from app.cli import main
from tests.app.exchange.importing.sheets import workbook

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs the command; its exit code, output and error."""

    def go(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return go


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def plan(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "plan.goldthread"
    run("new", path, "--author", "Ann")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A council's plan: a cover first, a title, a theme over its table, multi-line cells, a total."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    sheet = book.create_sheet("Action plan")
    for row in (
        ["Improvement plan 2017/18"],
        [],
        ["Ref No.", "Action / Task", "Lead Officer", "Target Date", "RAG", "Dependencies"],
        ["1.1", "Recruit\nsocial workers", "HR", "end of March 2018", "G", ""],
        ["1.1a", "Agree the pay", "HR", "TBC", "", "1.1; 9.9"],
        ["Total", 2],
    ):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def actions(run: Run, plan: Path) -> dict[str, dict[str, object]]:
    records = json.loads(run("dump", plan)[1])["records"]
    return {action["ref"]: action for action in records.get("action", [])}


def test_every_row_gets_a_message_and_then_there_is_a_count(run: Run, plan: Path, table: Path):
    code, out, err = run("import", plan, table, "--kind", "actions", "--author", "Ann")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Sheet “Action plan”",
        "Columns: Ref No. = Reference; Action / Task = Action; Lead Officer = Owner; Target Date = Due; "
        "RAG = RAG, kept as words; Dependencies = Waits for",
        "row 4: 1.1 Recruit social workers: Created: owner HR · due March 2018 · progress RAG: Green.",
        "row 5: 1.1a Agree the pay: Created: owner HR · progress Target Date: TBC · no due date. "
        "Target Date: “TBC” is no date; the words are kept. It waits for 1.1. "
        "It is said to wait for “9.9”, which is no action of the file or the plan.",
        "row 6: Skipped: “Total” is a total.",
        "2 created, 0 changed, 0 unchanged and 1 skipped; 1 row to look at.",
    ]
    assert actions(run, plan)["1.1"]["due"] == "2018-03"


def test_it_is_one_edit_that_history_names(run: Run, plan: Path, table: Path):
    run("import", plan, table, "--kind", "actions", "--author", "Ann")
    entries = json.loads(run("history", plan, "--json")[1])
    assert entries[0]["label"] == "Import actions from plan.xlsx"
    assert len(entries) == 2


def test_a_dry_run_says_the_same_and_saves_nothing(run: Run, plan: Path, table: Path):
    code, out, _ = run("import", plan, table, "--kind", "actions", "--dry-run")
    assert code == 0
    assert "row 4: 1.1 Recruit social workers: Created: owner HR · due March 2018" in out
    assert out.endswith("Nothing was saved: this was a dry run.\n")
    assert actions(run, plan) == {}


def test_the_same_file_again_changes_nothing_and_adds_no_edit(run: Run, plan: Path, table: Path):
    run("import", plan, table, "--kind", "actions")
    code, out, _ = run("import", plan, table, "--kind", "actions")
    assert code == 0
    assert "0 created, 0 changed, 2 unchanged" in out
    assert len(json.loads(run("history", plan, "--json")[1])) == 2


def test_the_same_import_on_two_laptops_makes_the_same_records(run: Run, plan: Path, table: Path, tmp_path: Path):
    other = tmp_path / "other.goldthread"
    run("new", other)
    for path in (plan, other):
        run("import", path, table, "--kind", "actions")
    first, second = actions(run, plan), actions(run, other)
    assert {ref: a["id"] for ref, a in first.items()} == {ref: a["id"] for ref, a in second.items()}


def test_a_column_goes_where_it_is_sent(run: Run, plan: Path, table: Path):
    code, out, _ = run("import", plan, table, "--kind", "actions", "--map", "Lead Officer=detail", "--map", "RAG=")
    assert code == 0
    assert "Left out: RAG" in out
    assert actions(run, plan)["1.1"]["detail"] == "HR"


def test_columns_of_one_kind_of_several_go_where_they_are_sent(run: Run, plan: Path, tmp_path: Path):
    path = tmp_path / "both.csv"
    path.write_text(
        "Ref,Action,Lead,Due date,Status\n1,Recruit,Ann,,\n\nRisk ID,Risk,Likelihood,Impact,Lead\nR1,Fire,4,5,Bob\n"
    )
    assert run("import", plan, path, "--map", "risks:Lead=reviewed_by", "--map", "Action=title")[0] == 0
    assert [each["owner"] for each in actions(run, plan).values()] == ["Ann"]
    risks = json.loads(run("dump", plan)[1])["records"]["risk"]
    (risk,) = [each for each in risks if each["title"] == "Fire"]
    assert (risk.get("owner", ""), risk["reviewed_by"]) == ("", "Bob")
    assert "No column is headed “Lead officer”" in run("import", plan, path, "--map", "risks:Lead officer=owner")[2]


def test_a_moved_date_keeps_its_reason(run: Run, plan: Path, tmp_path: Path):
    path = tmp_path / "dates.csv"
    for day in ("31/3/18", "30/6/18"):
        path.write_text(f"Ref,Action,Due\n1,Recruit,{day}\n")
        assert run("import", plan, path, "--kind", "actions")[0] == 0
    records = json.loads(run("dump", plan)[1])["records"]
    assert [change["reason"] for change in records["date_change"]] == ["Imported from dates.csv"]


@pytest.mark.parametrize(
    ("content", "arguments", "why"),
    [
        ("Foo,Bar\nx,y\n", ["--kind", "actions"], "No header says which column holds the action"),
        ("Dear all\n", ["--kind", "actions"], "There is no table of actions"),
        ("", ["--kind", "actions"], "There is nothing in “given.csv”."),
        ("Ref,Action\n1,A\n", ["--kind", "acts"], "There is no kind “acts”"),
        ("Ref,Action\n1,A\n", ["--kind", "actions", "--map", "Lead=owner"], "No column is headed “Lead”."),
        ("Ref,Action\n1,A\n", ["--kind", "actions", "--map", "Ref=boss"], "Actions have no field “boss”."),
        ("Ref,Action\n1,A\n", ["--kind", "actions", "--map", "Ref"], "is not of the form HEADER=FIELD"),
        ("Ref,Action\n1,A\n", ["--kind", "actions", "--sheet", "Two"], "There is no sheet “Two”"),
    ],
)
def test_what_cannot_be_read_ends_with_one_sentence(
    run: Run, plan: Path, tmp_path: Path, content: str, arguments: list[str], why: str
):
    (tmp_path / "given.csv").write_text(content)
    code, out, err = run("import", plan, tmp_path / "given.csv", *arguments)
    assert (code, out) == (1, "")
    assert why in err
    assert err.count("\n") == 1


def test_a_file_or_a_plan_that_is_not_there_is_said(run: Run, plan: Path, table: Path, tmp_path: Path):
    assert "There is no file" in run("import", plan, tmp_path / "none.csv", "--kind", "actions")[2]
    code, _, err = run("import", tmp_path / "none.goldthread", table, "--kind", "actions", "--dry-run")
    assert (code, err.count("\n")) == (1, 1)


def test_a_sheet_for_each_theme_comes_in_as_one_and_what_is_left_is_named(run: Run, plan: Path, tmp_path: Path):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, title in (("Theme 1", "Recruit"), ("Theme 2", "Audit"), ("January", "Audit")):
        sheet = book.create_sheet(name)
        sheet.append(["Ref", "Action", "Lead"])
        sheet.append([name[-1], title, "HR"])
    book.save(tmp_path / "themes.xlsx")
    code, out, _ = run("import", plan, tmp_path / "themes.xlsx", "--kind", "actions")
    assert code == 0
    assert "Sheets “Theme 1” and “Theme 2”" in out
    assert "Theme 2, row 2: 2 Audit: Created: owner HR · no due date." in out
    assert "Not read: “January”, which holds actions too" in out
    assert "2 created" in out
    assert (
        run("import", plan, tmp_path / "themes.xlsx", "--kind", "actions", "--sheet", "theme 2")[1].count("Unchanged.")
        == 1
    )


def test_without_a_kind_it_is_guessed_by_the_columns_and_said(run: Run, plan: Path, tmp_path: Path):
    (tmp_path / "list.csv").write_text("Ref,Description,L,I,Owner\nR1,Fire,4,5,Ann\n")
    code, out, _ = run("import", plan, tmp_path / "list.csv", "--author", "Ann")
    assert code == 0
    assert out.startswith("Read as risks, by the columns “Ref”")
    assert json.loads(run("dump", plan)[1])["records"]["risk"][0]["likelihood"] == 4


def test_questions_are_listed_and_answered_without_a_window(run: Run, plan: Path, tmp_path: Path):
    (tmp_path / "us.csv").write_text("Ref,Action,Due\n1,A,01/02/2018\n2,B,03/15/2018\n")
    file = tmp_path / "us.csv"
    found = json.loads(run("import", plan, file, "--dry-run", "--json")[1])
    (question,) = found["questions"]
    assert (question["id"], question["default"], question["answer"]) == ("dates", "month", None)
    assert set(question["choices"]) == {"month", "day"}
    assert found["imports"][0]["rows"][0]["becomes"][0] == {"field": "due", "text": "due 2 Jan 2018", "doubtful": False}
    out = run("import", plan, file, "--answer", "dates=day")[1]
    assert "1 question to answer" not in out
    assert actions(run, plan)["1"]["due"] == "2018-02-01"
    code, _, err = run("import", plan, file, "--answer", "date=day")
    assert (code, err.count("\n")) == (1, 1)
    assert "There is no question “date”. Did you mean “dates”?" in err


def test_the_row_of_the_header_can_be_said(run: Run, plan: Path, tmp_path: Path):
    (tmp_path / "odd.csv").write_text("Plan,of,work\nA note,,\nWhat,Person,Day\nRecruit,Ann,1/3/18\n")
    assert run("import", plan, tmp_path / "odd.csv", "--kind", "actions", "--header-row", "3", "--map", "Day=due",
               "--map", "Person=owner")[0] == 0  # fmt: skip
    (action,) = actions(run, plan).values()
    assert (action["title"], action["owner"], action["due"]) == ("Recruit", "Ann", "2018-03-01")
    assert "Nothing stands in row 9" in run("import", plan, tmp_path / "odd.csv", "--header-row", "9")[2]


@pytest.mark.parametrize("name", ["a07_planner.csv", "d04_1904.xlsx", "f02_libre.ods", "half_converted_dates.xlsx"])
def test_a_plan_of_actions_is_told_from_a_sheet_of_figures(run: Run, plan: Path, name: str):
    code, out, err = run("import", plan, Path(__file__).parents[1] / "data" / "cases" / "import" / name)
    assert (code, err) == (0, "")
    assert out.startswith("Read as actions")
    assert actions(run, plan)


def test_an_answer_is_remembered_for_the_next_file_of_its_layout(run: Run, plan: Path, tmp_path: Path):
    first, second, other = (tmp_path / name for name in ("jan.csv", "feb.csv", "other.csv"))
    first.write_text("Ref,Action,Due\n1,A,01/02/2018\n2,B,03/15/2018\n")
    second.write_text("Ref,Action,Due\n3,C,01/02/2018\n4,D,03/15/2018\n")
    other.write_text("Ref,Action,Owner,Due\n5,E,Ann,01/02/2018\n6,F,Ann,03/15/2018\n")
    run("import", plan, first, "--dry-run", "--answer", "dates=day")
    assert "1 question to answer" in run("import", plan, second, "--dry-run")[1], "a dry run remembers nothing"
    run("import", plan, first, "--answer", "dates=day")
    assert "1 question to answer" not in run("import", plan, second)[1]
    assert actions(run, plan)["3"]["due"] == "2018-02-01"
    run("import", plan, other)
    assert actions(run, plan)["5"]["due"] == "2018-01-02"


def test_several_kinds_of_one_file_are_one_edit(run: Run, plan: Path, tmp_path: Path):
    workbook(tmp_path / "all.xlsx", {
        "Plan": [["Ref", "Action", "Lead", "Due date"], ["1", "Recruit", "HR", "31/3/18"]],
        "Risks": [["Risk ID", "Risk", "Likelihood", "Impact"], ["R1", "Fire", 4, 5]],
        "Figures": [["Ref", "Indicator", "Unit", "Apr-17", "May-17"], ["K1", "Visits", "%", 80, 81]],
    })  # fmt: skip
    code, out, err = run("import", plan, tmp_path / "all.xlsx")
    assert (code, err) == (0, "")
    assert "Read as actions" in out
    assert "Read as risks" in out
    assert "Read as readings" in out
    records = json.loads(run("dump", plan)[1])["records"]
    assert [len(records[kind]) for kind in ("action", "risk", "indicator", "reading")] == [1, 1, 1, 2]
    assert json.loads(run("history", plan, "--json")[1])[0]["label"] == (
        "Import actions, risks and readings from all.xlsx"
    )


def test_the_figures_of_others_are_listed_as_questions_and_come_in_by_an_answer(run: Run, plan: Path, tmp_path: Path):
    table = tmp_path / "visits.csv"
    areas = ("Barchester,81%", "England,84%", "Hiram,70%")
    table.write_text("Area,Indicator,Period,Value\n" + "".join(
        f"{area.replace(',', ',Visits,2017/18,')}\n" for area in areas
    ), encoding="utf-8")  # fmt: skip
    given = ("--kind", "readings", "--answer", "area=barchester", "--answer", "compare.england=compare")
    data = json.loads(run("import", plan, table, *given, "--dry-run", "--json")[1])
    asked = {question["id"]: question for question in data["questions"]}
    assert (asked["compare.england"]["answer"], asked["compare.hiram"]["answer"]) == ("compare", None)
    assert asked["compare.hiram"]["default"] == "leave"
    ((first, second),) = (each["rows"] for each in data["imports"])
    assert [first["message"], second["message"]] == ["Created: 81 %.", "Created, to compare with: 84 %."]
    assert {part["field"]: part["text"] for part in second["becomes"]}["who"] == "whose figure England"
    assert json.loads(run("dump", plan)[1])["records"]["benchmark"] == [], "a dry run writes nothing"
    assert run("import", plan, table, *given, "--author", "Ann")[0] == 0
    (benchmark,) = json.loads(run("dump", plan)[1])["records"]["benchmark"]
    assert (benchmark["who"], benchmark["period"], benchmark["value"]) == ("England", "2017/18", "84")
    before = run("history", plan)[1]
    assert "0 created, 0 changed, 2 unchanged" in run("import", plan, table, *given, "--author", "Ann")[1]
    assert run("history", plan)[1] == before
    table.write_text(table.read_text(encoding="utf-8").replace("84%", "84.5%"), encoding="utf-8")
    assert run("import", plan, table, *given, "--author", "Ann")[0] == 0
    (now,) = json.loads(run("dump", plan)[1])["records"]["benchmark"]
    assert (now["id"], now["value"]) == (benchmark["id"], "84.5")
    assert "84.5" in run("history", plan)[1]
