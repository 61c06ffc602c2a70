"""Records to stored rows and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fields import Choice, Day, Flag, Number, Reference, Rule, Text, When, Whole
from app.domain.records import KINDS, Indicator, Programme, Reading, Record, Risk, Thresholds, problems, rules
from app.domain.rows import changes, defaults, doubted, from_row, from_scalar, to_row, to_scalar, with_row
from app.domain.schedule import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
PARTIAL = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(PartialDate.month),
    st.builds(lambda y, q: PartialDate(f"{y}-Q{q}"), st.integers(1900, 2999), st.integers(1, 4)),
    st.integers(1900, 2999).map(lambda year: PartialDate(str(year))),
)
NUMBERS = st.decimals(-999_999_999, 999_999_999, places=3).map(lambda n: n.normalize())


def held(rule: Rule) -> st.SearchStrategy[object]:
    """What a field with this rule may hold, its empty value included."""
    match rule:
        case Text() | Reference():
            return st.text()
        case Choice():
            return st.sampled_from([*rule.options])
        case Flag():
            return st.booleans()
        case Whole():
            filled = st.integers(rule.low, min(rule.high, 1 << 62))
            return filled if rule.required else st.none() | filled
        case Number():
            filled = NUMBERS.filter(lambda n: rule.low <= n <= rule.high)
            return st.just(Decimal(5)) if rule.required else st.none() | filled
        case Day():
            return st.none() | DAYS
        case When():
            return st.none() | PARTIAL
        case _:
            raise AssertionError(f"no strategy for {type(rule).__name__}")


def records(kind: type[Record]) -> st.SearchStrategy[Record]:
    fields = {name: held(rule) for name, rule in rules(kind).items()}
    return st.builds(kind, id=st.text(), deleted=st.text(), **fields)


ANY_RECORD = st.sampled_from(KINDS).flatmap(records)


@given(ANY_RECORD)
def test_a_record_comes_back_from_its_row(record: Record):
    assert from_row(type(record), to_row(record)) == record


@given(ANY_RECORD)
def test_a_row_holds_only_text_whole_numbers_and_nothing(record: Record):
    assert {type(value) for value in to_row(record).values()} <= {str, int, type(None)}


@given(ANY_RECORD)
def test_a_row_stays_the_same_when_read_and_written_again(record: Record):
    row = to_row(record)
    assert to_row(from_row(type(record), row)) == row


@given(NUMBERS)
def test_a_number_survives_a_column_that_keeps_it_as_a_float(number: Decimal):
    rule = rules(Reading)["value"]
    assert to_scalar(from_scalar(rule, float(number))) == to_scalar(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [("95.0", "95"), ("87.90", "87.9"), ("1E+2", "100"), ("-0.0", "0"), ("0E+3", "0"), ("0.30", "0.3")],
)
def test_a_number_has_one_spelling(number: str, text: str):
    assert to_scalar(Decimal(number)) == text


def test_a_number_beyond_every_field_does_not_fill_the_memory():
    assert to_scalar(Decimal("1E+999999")) == "1E+999999"
    assert dict(from_row(Reading, {"id": "X", "value": "1e999999"}).odd) == {"value": "1e999999"}


def test_what_the_row_lacks_keeps_its_default_and_what_the_kind_lacks_is_ignored():
    indicator = from_row(Indicator, {"id": "I", "title": "Visits", "colour": "blue"})
    assert indicator == Indicator(id="I", title="Visits")
    assert (indicator.unit, indicator.cadence) == ("%", "month")


def test_nothing_is_read_as_the_field_s_empty_value():
    programme = from_row(Programme, dict.fromkeys(("title", "council", "goal", "judgement"), None) | {"id": "P"})
    assert (programme.title, programme.council, programme.goal, programme.judgement) == ("", "", None, "")
    assert from_row(Risk, {"id": "R", "deleted": None}).deleted == ""


def test_the_defaults_are_those_of_an_untouched_record():
    for kind in KINDS:
        untouched = from_row(kind, defaults(kind) | {"id": "X"})
        assert to_row(untouched) == defaults(kind) | {"id": "X"}
    assert defaults(Thresholds)["screened"] == 1
    assert defaults(Thresholds)["tolerance_points"] == "5"


@pytest.mark.parametrize(
    ("kind", "name", "raw"),
    [
        (Programme, "goal", "2019-02-30"),
        (Programme, "judged_on", "soon"),
        (Reading, "value", "many"),
        (Risk, "likelihood", "high"),
    ],
)
def test_a_value_of_another_kind_is_odd_and_not_a_guess(kind: type[Record], name: str, raw: str):
    with pytest.raises(ValueError, match=r"\w"):
        from_scalar(rules(kind)[name], raw)
    record = from_row(kind, {"id": "X", name: raw})
    assert dict(record.odd) == {name: raw}
    assert getattr(record, name) is None
    assert to_row(record)[name] == raw
    assert with_row(kind(id="X"), {name: raw}) == record
    assert not record.given({name: None}).odd
    assert changes(record, record.given({name: None})) == {name: None}


def test_a_word_that_is_not_known_is_kept_as_it_is():
    indicator = from_row(Indicator, {"id": "X", "cadence": "zzz", "unit": "furlongs"})
    assert (indicator.cadence, indicator.unit) == ("zzz", "furlongs")
    assert dict(indicator.odd) == {"cadence": "zzz", "unit": "furlongs"}
    assert dict(replace(indicator, cadence="month").odd) == {"unit": "furlongs"}
    assert problems(replace(indicator, title="Visits")) == {}


@given(ANY_RECORD, st.data())
def test_the_changes_of_a_record_make_it_what_it_became(old: Record, data: st.DataObject):
    new = replace(data.draw(records(type(old))), id=old.id)
    changed = changes(old, new)
    assert with_row(old, changed) == new
    assert changed == {name: value for name, value in to_row(new).items() if value != to_row(old)[name]}
    assert changes(new, new) == {}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in KINDS for name in rules(kind)])
@settings(max_examples=3)
@given(st.data())
def test_any_field_can_be_believed_no_more_and_keeps_what_is_stored(kind: type[Record], name: str, data: st.DataObject):
    record = data.draw(records(kind))
    row = to_row(record)
    found = doubted(record, [name])
    assert dict(found.odd) == {name: row[name]}
    assert to_row(found) == row
    if isinstance(rules(kind)[name], Whole | Number | Day | When):
        assert getattr(found, name) == defaults(kind)[name] or to_scalar(getattr(found, name)) == defaults(kind)[name]
    assert to_row(found.given({name: getattr(record, name)})) == row
    assert found.given({name: getattr(record, name)}).odd == ()
