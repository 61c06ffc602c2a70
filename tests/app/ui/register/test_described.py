"""What the description of a kind gives its register."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.fields import Reference, Text
from app.domain.kinds import KINDS
from app.domain.rating import Ratings
from app.domain.records import BudgetLine, Indicator, Record, Risk, rules
from app.ui.pages.risks.kept_rows import KeptRows
from app.ui.pages.risks.register import RiskRow, columns
from app.ui.register import described
from app.ui.widgets.record_table import RecordTable
from tests.app.domain.plans import plan_of


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_every_field_but_other_records_is_a_column_and_long_texts_are_not_there_at_first(kind: type[Record]):
    texts = {name: rule for name, rule in rules(kind).items() if isinstance(rule, Text)}
    unread = {name for name, rule in texts.items() if rule.by_program}
    others = {name for name, rule in rules(kind).items() if isinstance(rule, Reference)}
    made = described.columns(kind, [])
    assert {column.name for column in made} == set(rules(kind)) - unread - others - {"exempt"}
    assert {c.name for c in made if not c.shown} == {name for name, rule in texts.items() if rule.prose} - unread


def test_what_a_register_does_not_show_by_itself_can_be_chosen(qtbot: QtBot):
    table: RecordTable[RiskRow] = RecordTable("tried", described.columns(Risk, columns()[:2]))
    qtbot.addWidget(table)
    plan = plan_of(Risk(id="1", title="Staff leave", response="treat"), Risk(id="2", title="No system"))
    table.show_records(KeptRows().by(Ratings(plan), None))
    number = next(n for n, column in enumerate(table.records.columns) if column.title == "Response")
    assert table.isColumnHidden(number)
    table.filter("treat")
    assert table.records.rows == [], "nobody would see why a row fits"
    table.filter()
    action = next(action for action in table.column_actions() if action.text() == "Response")
    action.setChecked(True)
    assert not table.isColumnHidden(number)
    assert [table.records.columns[number].text(row) for row in table.records.rows] == ["Not decided", "Treat"]


def test_many_further_columns_stand_in_a_menu_of_their_own(qtbot: QtBot):
    table: RecordTable[RiskRow] = RecordTable("menu", described.columns(Risk, columns()))
    qtbot.addWidget(table)
    menu = QMenu(table)
    table.fill_columns(menu)
    *usual, more = menu.actions()
    assert [action.text() for action in usual] == [c.title for c in columns() if c.shown and not c.stretch]
    further = more.menu()
    assert isinstance(further, QMenu)
    assert {"Category", "Response"} <= {action.text() for action in further.actions()}


def test_a_no_says_nothing_and_figures_are_sorted_as_such():
    by_name = {column.name: column for column in described.columns(Indicator, [])}
    plain = Indicator(id="1", title="Oversight", key=False, target=Decimal(9))
    assert (by_name["key"].text(plain), by_name["target"].text(plain)) == ("", "9")
    money = {column.name: column for column in described.columns(BudgetLine, [])}
    assert money["amount"].sort is not None
    assert money["amount"].sort(BudgetLine(id="1", title="A", amount=Decimal(10))) == Decimal(10)
    assert money["title"].stretch
