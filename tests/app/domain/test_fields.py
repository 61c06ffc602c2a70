"""What fields may hold, and the sentence that says so."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields import (
    Choice,
    Day,
    FieldError,
    Flag,
    Number,
    Reference,
    Rule,
    Text,
    When,
    Whole,
    clean,
)
from app.domain.records import KINDS, RESPONSES, Indicator, Risk, problems, rules
from app.domain.schedule import PartialDate

SCORE = Whole(label="Likelihood", low=1, high=5)
PERCENT = Whole(label="Per cent done", low=0, high=100, unit="%")
VALUE = Number(label="Value")
RESPONSE = Choice(label="Response", options=RESPONSES)


@pytest.mark.parametrize(
    ("rule", "typed", "value"),
    [
        (SCORE, "4", 4),
        (SCORE, " ", None),
        (PERCENT, "40 %", 40),
        (Whole(label="Days", low=0, high=99_999), "1,200", 1200),
        (VALUE, "87.9", Decimal("87.9")),
        (VALUE, "87.9 %", Decimal("87.9")),
        (VALUE, "£1,234,567.50", Decimal("1234567.50")),
        (VALUE, "−3", Decimal(-3)),
        (VALUE, "-.5", Decimal("-0.5")),
        (VALUE, "", None),
        (Day(label="Date"), "30/4/2018", date(2018, 4, 30)),
        (When(label="Due"), "April 2018", PartialDate("2018-04")),
        (Flag(label="Done"), "Yes", True),
        (Flag(label="Done"), "", False),
        (RESPONSE, "treat", "treat"),
        (RESPONSE, "NOT DECIDED", ""),
        (Text(label="Title"), " Two\nlines\tand tabs ", "Two lines and tabs"),
        (Text(label="Note", prose=True), "Two\r\nlines", "Two\nlines"),
        (Reference(label="Theme"), " theme/1 ", "theme/1"),
    ],
)
def test_what_people_type_is_read(rule: Rule, typed, value):
    assert rule.read(typed) == value


@pytest.mark.parametrize(
    ("rule", "typed", "sentence"),
    [
        (SCORE, "6", "Likelihood is a whole number from 1 to 5."),
        (SCORE, "3.5", "Likelihood is a whole number from 1 to 5."),
        (SCORE, "1_0", "Likelihood is a whole number from 1 to 5."),
        (SCORE, "9" * 100_000, "Likelihood is a whole number from 1 to 5."),
        (VALUE, "87,9", "Value is a number, such as 87.9."),
        (VALUE, "NaN", "Value is a number, such as 87.9."),
        (VALUE, "1e5", "Value is a number, such as 87.9."),
        (VALUE, "many", "Value is a number, such as 87.9."),
        (VALUE, "0.0000001", "Value may have at most 12 digits."),
        (VALUE, "123456789.0123", "Value may have at most 12 digits."),
        (VALUE, "1000000000", "Value is a number from -999,999,999 to 999,999,999."),
        (Day(label="Date"), "30 Feb 2018", "There is no such date as 30 Feb 2018."),
        (Day(label="Date"), "April 2018", "Date needs a day, such as 30 Apr 2018 or 30/4/18."),
        (When(label="Due"), "soon", "Write a date such as 30 Apr 2018, 30/4/18, April 2018, Q3 2017/18 or 2017/18."),
        (Flag(label="Done"), "maybe", "Done is yes or no."),
        (RESPONSE, "ignore", "Response is one of: Not decided, Treat, Tolerate, Transfer, Terminate."),
        (Text(label="Title", required=True), " \u200b ", "Title is needed."),
        (Text(label="Title"), "x" * 301, "Title may be 300 characters long; this has 301."),
        (Text(label="Note", prose=True), "x" * 200_001, "Note may be 200,000 characters long; this has 200,001."),
    ],
)
def test_what_a_field_may_not_hold_is_refused_in_a_sentence(rule: Rule, typed, sentence):
    with pytest.raises(FieldError) as refused:
        rule.read(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (SCORE, True),
        (SCORE, "4"),
        (VALUE, 4.5),
        (VALUE, Decimal("Infinity")),
        (Day(label="Date"), date(1899, 12, 31)),
        (Flag(label="Done"), 0),
        (Flag(label="Done"), 1),
        (RESPONSE, "ignore"),
        (Text(label="Title"), "two\nlines"),
        (Text(label="Title"), "bell\x07"),
        (Text(label="Title"), 4),
        (Text(label="Title", required=True), "   "),
        (When(label="Due"), "2018-04"),
        (Reference(label="Theme"), 4),
        (Text(label="Title", required=True), None),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(rule: Rule, value):
    with pytest.raises(FieldError):
        rule.check(value)


@given(st.text())
def test_cleaning_text_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=200))
def test_what_was_read_may_be_held(text):
    for rule in (Text(label="Title"), Text(label="Note", prose=True)):
        rule.check(rule.read(text))


def test_cleaning_keeps_what_scripts_need_and_drops_what_deceives():
    assert clean("e\u200b\u0301") == "é"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("abc\u202egpj.exe") == "abcgpj.exe"
    assert clean("a\ud800b\x00") == "ab"


@given(st.decimals(-999_999, 999_999, places=4))
def test_a_number_that_is_shown_can_be_typed_again(number):
    assert VALUE.read(VALUE.show(number)) == number


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_that_is_shown_can_be_typed_again(day):
    rule = Day(label="Date")
    assert rule.read(rule.show(day)) == day


def test_values_are_shown_as_people_read_them():
    assert (Flag(label="Done").show(True), RESPONSE.show("treat"), VALUE.show(Decimal("1E+3"))) == (
        "Yes",
        "Treat",
        "1000",
    )
    assert [rule.show(None) for rule in (VALUE, SCORE, Day(label="Date"))] == ["", "", ""]


def test_every_field_of_every_record_has_a_rule_or_is_not_a_person_s_to_fill():
    for kind in KINDS:
        assert {field.name for field in fields(kind)} - set(rules(kind)) == {"id", "deleted", "odd"}


def test_a_record_says_what_is_wrong_field_by_field():
    found = problems(Risk(id="r", title="", likelihood=9))
    assert found == {"title": "Risk is needed.", "likelihood": "Likelihood is a whole number from 1 to 6."}
    assert problems(Indicator(id="i", title="Oversight", target=Decimal(95), better="higher")) == {}


def test_a_label_may_be_written_inside_a_sentence():
    labels = [rule.label for kind in KINDS for rule in rules(kind).values()]
    assert [label for label in labels if label[1:] != label[1:].lower() or not label[0].isalpha()] == []
