"""Fields that judge as one types, and never lose what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.fields import Choice, Day, FieldError, Flag, Number, Reference, Rule, Text, Value, When, Whole
from app.domain.schedule import PartialDate
from app.ui.widgets.fields import ChoiceField, Field, FlagField, LineField, ProseField
from app.ui.widgets.pick_line import make_field

Key = Qt.Key
Make: TypeAlias = Callable[..., Field]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Puts a field for a rule into a window, with another place for the keyboard to be in."""

    def making(rule: Rule, value: Value = None, options: Mapping[Any, str] | None = None) -> Field:
        window, field, other = QWidget(), make_field(rule, options), QLineEdit()
        column = QVBoxLayout(window)
        column.addWidget(other)
        column.addWidget(field)
        qtbot.addWidget(window)
        field.show_value(rule.empty if value is None else value)
        window.resize(400, 300)
        window.show()
        window.activateWindow()
        field.control.setFocus()
        qtbot.waitUntil(field.control.hasFocus)
        field.window_kept = window  # type: ignore[attr-defined]
        return field

    return making


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (Text(label="Owner"), LineField),
        (Text(label="Note", prose=True), ProseField),
        (Whole(label="Percent", low=0, high=100), LineField),
        (Number(label="Target"), LineField),
        (Day(label="Goal"), LineField),
        (When(label="Due"), LineField),
        (Flag(label="Done"), FlagField),
        (Choice(label="Unit", options={"%": "per cent"}), ChoiceField),
    ],
)
def test_each_rule_has_its_field(qtbot: QtBot, rule: Rule, kind: type[Field]):
    field = make_field(rule)
    qtbot.addWidget(field)
    assert type(field) is kind
    assert field.control.accessibleName() == rule.label


@pytest.mark.parametrize(
    ("rule", "typed", "value"),
    [
        (Text(label="Owner"), "  Ann   Officer ", "Ann Officer"),
        (Whole(label="Percent", low=0, high=100, unit="%"), "40 %", 40),
        (Number(label="Target"), "87.9", Decimal("87.9")),
        (Day(label="Goal"), "30/4/2019", date(2019, 4, 30)),
        (When(label="Due"), "april 2018", PartialDate("2018-04")),
        (Text(label="Note", prose=True), "one", "one"),
    ],
)
def test_what_is_typed_is_read_by_the_rule(qtbot: QtBot, make: Make, rule: Rule, typed: str, value: Value):
    field = make(rule)
    qtbot.keyClicks(field.control, typed)
    assert field.value() == value
    assert field.problem() == ""
    assert field.is_changed()


@pytest.mark.parametrize(
    ("rule", "typed", "sentence"),
    [
        (Whole(label="Percent", low=0, high=100), "140", "Percent is a whole number from 0 to 100."),
        (Number(label="Target"), "many", "Target is a number, such as 87.9."),
        (When(label="Due"), "31 Feb 2018", "There is no such date as 31 Feb 2018."),
        (Day(label="Goal"), "April 2019", "Goal needs a day, such as 30 Apr 2018 or 30/4/18."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_while_typing_and_what_was_typed_stays(
    qtbot: QtBot, make: Make, rule: Rule, typed: str, sentence: str
):
    field = make(rule)
    qtbot.keyClicks(field.control, typed)
    assert field.hint.text() == sentence
    assert field.hint.isVisible()
    assert field.control.property("wrong") is True
    assert field.control.accessibleDescription() == sentence
    assert field.text() == typed
    with pytest.raises(FieldError):
        field.value()
    qtbot.keyClick(field.control, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field.control, Key.Key_Delete)
    assert not field.control.property("wrong")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("30/4/2018", "Monday, 30 Apr 2018"),
        ("April 2018", "Up to 30 Apr 2018"),
        ("Q3 2017", "October to December 2017"),
        ("Q3 2017/18", "October to December 2017"),
        ("2017-Q3", "July to September 2017"),
        ("2018", "January to December 2018"),
        ("2017/18", "April 2017 to March 2018"),
    ],
)
def test_a_date_says_how_it_was_understood(qtbot: QtBot, make: Make, typed: str, understood: str):
    field = make(When(label="Due"))
    qtbot.keyClicks(field.control, typed)
    assert field.hint.text() == understood


def test_a_value_that_is_left_alone_comes_back_as_it_was(make: Make):
    quarter = PartialDate("2018-Q2")  # shown as "Apr to Jun 2018", which nobody could type
    field = make(When(label="Due"), quarter)
    assert field.value() == quarter
    assert not field.is_changed()


def test_a_needed_field_complains_only_once_the_person_has_been_there(qtbot: QtBot, make: Make):
    field = make(Text(label="Title", required=True))
    assert field.name.text() == "Title (needed)"
    assert not field.hint.isVisible()
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.control, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert field.hint.text() == "Title is needed."


def test_what_was_said_about_a_field_stands_until_it_changes(qtbot: QtBot, make: Make):
    field = make(Text(label="Reference"), "R-01")
    field.say("Another risk has this reference.")
    assert field.problem() == field.hint.text() == "Another risk has this reference."
    qtbot.keyClicks(field.control, "2")
    assert field.problem() == ""


def test_help_stands_there_until_something_better_is_to_be_said(make: Make):
    field = make(Text(label="Cause", help="Because of ..."))
    assert field.hint.text() == "Because of ..."


def test_a_mark_is_put_beside_the_label_and_taken_away(make: Make):
    field = make(Number(label="Target"))
    field.mark("illustrative")
    assert field.tag is not None
    assert field.tag.text() == "illustrative"
    field.mark()
    assert field.tag is None


def test_prose_grows_with_its_text_and_tab_leaves_it(qtbot: QtBot, make: Make):
    field = make(Text(label="Note", prose=True))
    low = field.control.height()
    field.set_text("line\n" * 6)
    assert field.control.height() > low
    field.set_text("line\n" * 400)
    assert field.control.height() < 20 * field.control.fontMetrics().lineSpacing()
    qtbot.keyClick(field.control, Key.Key_Tab)
    assert "\t" not in field.text()
    assert not field.control.hasFocus()


def test_a_hundred_thousand_characters_are_kept(make: Make):
    field = make(Text(label="Note", prose=True))
    text = "Zaynab 😀 مرحبا <b>" * 6000
    field.set_text(text)
    assert field.value() == text
    line = make(Text(label="Title"))
    line.set_text("x" * 5000)
    assert "may be 300 characters long; this has 5,000" in line.problem()
    assert len(line.text()) == 5000


def test_a_flag_is_ticked_by_mouse_and_space(qtbot: QtBot, make: Make):
    field = make(Flag(label="Key indicator"))
    assert field.value() is False
    qtbot.keyClick(field.control, Key.Key_Space)
    assert field.value() is True
    field.show_value(False)
    assert field.value() is False


def test_a_choice_offers_its_words_and_nothing_where_it_may_be_empty(qtbot: QtBot, make: Make):
    field = make(Whole(label="Likelihood", low=1, high=5), 3, {1: "1  Rare", 3: "3  Possible"})
    assert isinstance(field, ChoiceField)
    assert [field.box.itemText(n) for n in range(field.box.count())] == ["Not given", "1  Rare", "3  Possible"]
    assert field.value() == 3
    qtbot.keyClick(field.control, Key.Key_Up)
    assert field.value() == 1
    field.set_text("Not given")
    assert field.value() is None


def test_a_needed_choice_offers_no_nothing(make: Make):
    field = make(Reference(label="Body", to="body", required=True), None, {"a": "Board"})
    assert isinstance(field, ChoiceField)
    assert field.box.count() == 1
    assert field.problem() == "Body is needed."


def test_a_stored_value_that_is_no_option_stays_until_another_is_chosen(make: Make):
    field = make(Reference(label="Body", to="body"), "gone", {"a": "Board"})
    assert field.value() == "gone"
    field.set_text("Board")
    assert field.value() == "a"


def test_what_is_needed_turns_red_as_one_leaves_it_and_not_before(qtbot: QtBot):
    box, beside = QWidget(), QLineEdit()
    field = make_field(Text(label="Title", required=True))
    column = QVBoxLayout(box)
    column.addWidget(field)
    column.addWidget(beside)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitActive(box)
    field.show_value("")
    field.control.setFocus()
    qtbot.waitUntil(field.control.hasFocus)
    assert field.hint.text() == ""
    qtbot.keyClicks(field.control, "a")
    qtbot.keyClick(field.control, Qt.Key.Key_Backspace)
    assert field.hint.text() == "", "it may be typed yet"
    beside.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(beside.hasFocus)
    assert field.hint.text() == "Title is needed."
    assert field.control.property("wrong")
