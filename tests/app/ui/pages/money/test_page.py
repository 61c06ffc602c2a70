"""The page of money and workforce, worked with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Action, BudgetLine, Indicator, Link, Settlement, Statement, Theme
from app.ui import operations
from app.ui.pages.money import BUDGET, MoneyPage
from app.ui.record.sections import Facts
from app.workspace import Workspace
from tests.app.ui.hands import Key, answering, choose, click_row, press, type_into
from tests.demo_plan import open_demo


def line(workspace: Workspace, title: str) -> BudgetLine:
    return next(line for line in workspace.all(BudgetLine) if line.title == title)


def amount(page: MoneyPage) -> str:
    return page.budget.panel.part(Facts).lines["Amount"].text()


def rows(page: MoneyPage) -> list[list[str]]:
    return [[column.text(row) for column in BUDGET] for row in page.budget.table.records.rows]


def test_money_stands_with_its_sum_years_and_nature_and_says_where_sources_disagree(page: MoneyPage):
    assert rows(page) == [
        ["Growth", "£5,200,000", "2017/18", "Growth", "Not said"],
        ["Posts", "£800,000", "2017/18", "Growth", "Not said"],
    ]
    assert [row.tags for row in page.budget.table.records.rows] == [("sources disagree",), ()]
    assert page.header.subtitle.text() == (
        "2 budget lines, sources disagree about 1, 1 workforce indicator, 1 statement"
    )  # fmt: skip
    assert page.budget.totals.text().startswith("No total, as only sums of the same years and nature add up")


def test_a_disagreement_is_settled_where_it_is_seen_and_then_the_sums_add_up(
    qtbot: QtBot, page: MoneyPage, workspace: Workspace
):
    def pick(dialog):
        press(qtbot, dialog.choices[1].radio)
        type_into(qtbot, dialog.form.fields["reason"].control, "The finance officer's figure")
        press(qtbot, dialog.save_button)

    click_row(qtbot, page.budget.table, line(workspace, "Growth").id)
    settle = next(b for b in page.budget.panel.sources.apart.findChildren(QPushButton) if b.text() == "Settle")
    qtbot.waitUntil(settle.isVisible)
    with answering(pick):
        press(qtbot, settle)
    assert amount(page) == "£5,000,000"
    assert page.budget.totals.text() == "Growth, 2017/18: £5,800,000 (2 lines)"
    unsettle = next(b for b in page.budget.panel.sources.apart.findChildren(QPushButton) if b.text() == "Unsettle")
    qtbot.waitUntil(unsettle.isVisible)
    press(qtbot, unsettle)
    assert workspace.all(Settlement) == ()
    workspace.undo()
    workspace.undo()
    assert amount(page) == "£5,200,000"


def test_a_budget_line_is_made_edited_linked_undone_and_removed(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    def write(dialog):
        qtbot.keyClicks(dialog.form.fields["title"].control, "ICT")
        qtbot.keyClicks(dialog.form.fields["amount"].control, "£16,000,000")
        assert dialog.form.fields["amount"].hint.text() == "£16,000,000"
        press(qtbot, dialog.save_button)

    def edit(dialog):
        type_into(qtbot, dialog.form.fields["funding"].control, "Reserve")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, page.budget.new_button)
    panel = page.budget.panel
    assert (panel.title.text(), amount(page)) == ("ICT", "£16,000,000")
    click_row(qtbot, page.budget.table, line(workspace, "ICT").id)
    with answering(edit):
        press(qtbot, panel.buttons[operations.edit])
    assert line(workspace, "ICT").funding == "Reserve"
    thread = panel.strands.line
    for typed in ("Workforce", "Recruit"):
        qtbot.keyClicks(thread, typed)
        qtbot.keyClick(thread, Key.Key_Return)
    assert {workspace.find(link.serves) for link in workspace.all(Link)} == {
        *workspace.all(Theme), *workspace.all(Action),
    }  # fmt: skip
    assert [link.item for link in workspace.all(Link)] == [line(workspace, "ICT").id] * 2
    choose(panel.more, operations.remove)
    assert "ICT" not in {found.title for found in workspace.all(BudgetLine)}
    assert workspace.all(Link) == ()
    workspace.undo()
    assert line(workspace, "ICT").amount == Decimal(16_000_000)
    assert len(workspace.all(Link)) == 2


def test_a_sum_that_is_no_number_is_said_beside_the_field_and_kept(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    def write(dialog):
        amount = dialog.form.fields["amount"]
        qtbot.keyClicks(dialog.form.fields["title"].control, "ICT")
        qtbot.keyClicks(amount.control, "lots")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert (amount.hint.text(), amount.text()) == ("Amount is a number, such as 87.9.", "lots")

    with answering(write):
        press(qtbot, page.budget.new_button)
    assert len(workspace.all(BudgetLine)) == 2


def test_a_statement_is_made_edited_linked_undone_and_removed(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    def write(dialog):
        assert dialog.form.fields["workforce"].control.isChecked()
        qtbot.keyClicks(dialog.form.fields["title"].control, "Caseloads")
        qtbot.keyClicks(dialog.form.fields["says"].control, "Too high.")
        press(qtbot, dialog.save_button)

    def edit(dialog):
        dialog.form.fields["moving"].set_text("Steady")
        press(qtbot, dialog.save_button)

    def caseloads() -> list[Statement]:
        return [said for said in workspace.all(Statement) if said.title == "Caseloads"]

    page.go_to(page.statements)
    panel = page.statements.panel
    with answering(write):
        press(qtbot, page.statements.new_button)
    assert (panel.title.text(), panel.part(Facts).lines["What is said"].text()) == ("Caseloads", "Too high.")
    click_row(qtbot, page.statements.table, caseloads()[0].id)
    with answering(edit):
        press(qtbot, panel.buttons[operations.edit])
    assert caseloads()[0].moving == "steady"
    qtbot.keyClicks(panel.strands.line, "Workforce")
    qtbot.keyClick(panel.strands.line, Key.Key_Return)
    assert [link.item for link in workspace.all(Link)] == [caseloads()[0].id]
    choose(panel.more, operations.remove)
    assert caseloads() == []
    workspace.undo()
    assert caseloads()[0].moving == "steady"


def test_statements_about_other_things_are_there_when_asked_for(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    page.go_to(page.statements)
    visits = next(said for said in workspace.all(Statement) if said.title == "Visits")
    assert [row.record.title for row in page.statements.table.records.rows] == ["Turnover"]
    press(qtbot, page.statements.every)
    assert [row.record.title for row in page.statements.table.records.rows] == ["Turnover", "Visits"]
    press(qtbot, page.statements.every)
    page.reveal(visits)
    assert page.statements.panel.record == visits
    assert page.statements.table.records.row_of(visits.id) == 1


def test_a_workforce_indicator_opens_on_its_own_page(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    page.go_to(page.workforce)
    (agency,) = workspace.all(Indicator)
    (row,) = page.workforce.table.records.rows
    assert [c.text(row) for c in page.workforce.table.records.columns if c.shown] == [
        "Agency staff", "6 points above target", "36 %", "December 2017", "30 %", "Off track", "",
    ]  # fmt: skip
    with qtbot.waitSignal(page.opened) as opened:
        click_row(qtbot, page.workforce.table, agency.id)
    assert opened.args == [agency]


def test_a_new_workforce_indicator_says_what_it_is(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    def write(dialog):
        qtbot.keyClicks(dialog.form.fields["title"].control, "Vacancies")
        assert dialog.form.fields["workforce"].control.isChecked()
        press(qtbot, dialog.save_button)

    page.go_to(page.workforce)
    with answering(write):
        press(qtbot, page.workforce.new_button)
    assert [row.record.title for row in page.workforce.table.records.rows] == ["Agency staff", "Vacancies"]


def test_the_line_narrows_the_table_that_is_seen(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    page.find()
    qtbot.keyClicks(page.budget.bar.line, "growth posts")
    assert [row.record.title for row in page.budget.table.records.rows] == ["Posts"]
    page.reveal(line(workspace, "Growth"))
    assert page.budget.bar.line.text() == ""


def test_an_empty_plan_begins_with_a_budget_line(qtbot: QtBot, page: MoneyPage, workspace: Workspace):
    workspace.remove(
        *workspace.all(BudgetLine), *workspace.all(Statement), *workspace.all(Indicator), label="Clear"
    )  # fmt: skip

    def write(dialog):
        qtbot.keyClicks(dialog.form.fields["title"].control, "Growth")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, page.budget.empty.button)
    assert amount(page) == "No sum named"


def test_the_facts_of_the_demo_are_on_the_page(show: Callable[[Workspace], MoneyPage], tmp_path: Path):
    workspace = open_demo(tmp_path)
    page = show(workspace)
    shown = {row[0]: row[1:] for row in rows(page)}
    assert shown["Growth in the budget for children’s services"] == ["£5,200,000", "2017/18", "Growth", "Not said"]
    assert shown["Cost of the improvement plan"][0] == "£4,500,000"
    assert shown["One-off investment in the improvement plan"] == [
        "No sum named", "Years not said", "One-off", "Transformation reserve",
    ]  # fmt: skip
    assert shown["Replacement of the council’s ICT"][0] == "£16,000,000"
    assert page.budget.totals.text().startswith("No total")
    page.go_to(page.workforce)
    assert {row.record.title: row.value for row in page.workforce.table.records.rows} == {
        "Posts filled by agency staff": "36 %", "Turnover in the assessment team": "30 %",
    }  # fmt: skip
    page.go_to(page.statements)
    assert {row.record.title for row in page.statements.table.records.rows} == {
        "Applications after the national recruitment fair", "Caseloads of social workers", "Turnover of staff",
    }  # fmt: skip
    cost = line(workspace, "Cost of the improvement plan")
    page.reveal(cost)
    assert {p.statement for p in workspace.plan.sources(cost, "amount")} == {
        "£4.5 million has been identified so far.", "An estimated £4.2 million over two years.",
    }  # fmt: skip
    assert not page.budget.panel.sources.apart.isHidden()
    workspace.close()
