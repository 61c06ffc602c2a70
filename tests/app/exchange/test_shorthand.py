"""Records as people write them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keys import is_key, key_of_name
from app.domain.records import KINDS, Action, Indicator, Meeting, Programme, Provenance, Reading, Record, Risk, rules
from app.domain.rows import from_row, to_row
from app.exchange.shorthand import OURS, PlanFileError, key_of_record, read_fields, read_marks, read_value
from tests.app.domain.test_rows import ANY_RECORD


def marks(given: dict[str, Any], kind: type[Record] = Action) -> list[tuple[str, str, str, bool]]:
    return [(m.field, m.source, m.statement, m.illustrative) for m in read_marks(kind, "K", given, "Here")]


@pytest.mark.parametrize(
    ("kind", "field", "given", "stored"),
    [
        (Reading, "value", "87.90", "87.9"),
        (Reading, "value", 60, "60"),
        (Reading, "value", None, None),
        (Reading, "about", True, 1),
        (Reading, "about", 0, 0),
        (Reading, "period", "2017-Q4", "2017-Q4"),
        (Risk, "likelihood", 5, 5),
        (Risk, "title", "Cafe\u0301", "Café"),
        (Risk, "cause", None, ""),
        (Programme, "goal", "2019-04-30", "2019-04-30"),
        (Meeting, "body", "body/cabinet", key_of_name("body/cabinet")),
    ],
)
def test_a_value_becomes_what_is_stored(kind: type[Record], field: str, given: Any, stored: Any):
    found = read_value(rules(kind)[field], given, "Here")
    assert found == stored
    assert type(found) is type(stored)


@pytest.mark.parametrize(
    ("kind", "field", "given", "sentence"),
    [
        (Risk, "likelihood", 7, "Here: Likelihood is a whole number from 1 to 6."),
        (Risk, "likelihood", "4", "Here: Likelihood is a whole number from 1 to 6."),
        (Risk, "likelihood", True, "Here: Likelihood is a whole number from 1 to 6."),
        (Risk, "title", "", "Here: Risk is needed."),
        (Risk, "title", 5, "Here: Risk takes words."),
        (Risk, "title", "a\x00b", "Here: Risk holds control characters that cannot be shown."),
        (Risk, "title", "x" * 301, "Here: Risk may be 300 characters long; this has 301."),
        (Risk, "title", ["a"], "Here: Risk takes a single value."),
        (Risk, "response", "pray", "Here: Response is one of: Not decided, Treat, Tolerate, Transfer, Terminate."),
        (Reading, "value", 87.9, 'Here: Value is written between quotation marks, "87.9".'),
        (Reading, "value", "many", "Here: Value is a number, such as 87.9."),
        (Reading, "value", "1e999999", "Here: Value is a number from -999,999,999 to 999,999,999."),
        (Reading, "about", "yes", "Here: About is yes or no."),
        (Programme, "goal", "2019-02-30", "Here: Goal date: There is no such date as 2019-02-30."),
        (Programme, "goal", "2019-04", "Here: Goal date is a day, such as 30 Apr 2018 or 30/4/18."),
        (Programme, "goal", 2019, "Here: Goal date is a day, such as 30 Apr 2018 or 30/4/18."),
        (
            Action,
            "due",
            "soon",
            "Here: Due: “soon” is not a date: write 2018-04-30, 2018-04, 2018-Q2, 2018 or 2017/18.",
        ),
        (Meeting, "body", "Cabinet", "Here: “Cabinet” is neither a name such as risk/ict nor a key."),
        (Meeting, "body", 7, "Here: Body refers to another record."),
    ],
)
def test_a_value_that_the_rule_refuses_is_named(kind: type[Record], field: str, given: Any, sentence: str):
    with pytest.raises(PlanFileError) as said:
        read_value(rules(kind)[field], given, "Here")
    assert str(said.value) == sentence


@given(st.sampled_from(KINDS), st.data())
def test_whatever_is_given_a_field_stores_or_refuses_it(kind: type[Record], data: st.DataObject):
    field = data.draw(st.sampled_from(sorted(rules(kind))))
    raw = data.draw(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()))
    try:
        stored = read_value(rules(kind)[field], raw, "Here")
    except PlanFileError:
        return
    assert stored is None or type(stored) in (str, int)
    assert to_row(from_row(kind, {"id": "K", field: stored}))[field] == stored


@given(ANY_RECORD)
def test_a_stored_row_is_read_as_it_stands_or_refused(record: Record):
    row = {name: value for name, value in to_row(record).items() if name != "id"}
    with suppress(PlanFileError):
        assert read_fields(type(record), row, "Here") == row


def test_a_field_that_is_not_there_is_named_with_the_one_that_was_meant():
    with pytest.raises(PlanFileError, match=r"the table risk has no field “impct”\. Did you mean “impact”\?"):
        read_fields(Risk, {"impct": 3}, "Here")
    with pytest.raises(PlanFileError, match="has no field “id”"):
        read_fields(Risk, {"id": "K"}, "Here")
    with pytest.raises(PlanFileError, match="its fields belong in braces"):
        read_fields(Risk, "ICT", "Here")


def test_a_name_must_be_of_its_table():
    assert is_key(key_of_record("risk", "risk/ict", "Here"))
    assert key_of_record("risk", "0" * 26, "Here") == "0" * 26
    for name in ("ict", "theme/ict", "risk/", "risk/a b", "", "risk/" + "x" * 300):
        with pytest.raises(PlanFileError, match="is no name for it; write risk/ and a word, or a key"):
            key_of_record("risk", name, "Here")


def test_sources_are_given_for_the_whole_record_or_by_field():
    assert marks({"@source": "3.24"}) == [("", "3.24", "", False)]
    assert marks({"@source": ["3.24", "3.30"]}) == [("", "3.24", "", False), ("", "3.30", "", False)]
    by_field = {"*": "3.5", "title": ["3.1"], "due": {"3.25": "By April.", "3.5": "By May."}}
    assert marks({"@source": by_field}) == [
        ("", "3.5", "", False),
        ("title", "3.1", "", False),
        ("due", "3.25", "By April.", False),
        ("due", "3.5", "By May.", False),
    ]


def test_illustrative_values_and_our_own_judgement_are_given_by_field():
    assert marks({"@illustrative": ["due", "*"]}) == [("due", "", "", True), ("", "", "", True)]
    assert marks({"@illustrative": {"due": "The stage’s end."}}) == [("due", "", "The stage’s end.", True)]
    assert marks({"@ours": "It fits."}) == [("", OURS, "It fits.", False)]
    assert marks({"@ours": {"key": "It decides."}}, Indicator) == [("key", OURS, "It decides.", False)]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"@sorce": "3.1"}, "Here: “@sorce” is not known. Did you mean “@source”?"),
        ({"@source": {"dew": "3.1"}}, "Here: the table action has no field “dew”. Did you mean “due”?"),
        ({"@source": 3.24}, "Here, @source names a source in words, such as 3.24."),
        ({"@source": ""}, "Here, @source names a source in words, such as 3.24."),
        ({"@source": {"due": {"3.5": 5}}}, "Here, @source takes words."),
        ({"@source": "x" * 301}, "Here: Source may be 300 characters long; this has 301."),
        (
            {"@illustrative": True},
            "Here, @illustrative: give a list of fields, or a sentence for each field in braces.",
        ),
        ({"@illustrative": [7]}, "Here, @illustrative takes words."),
        ({"@ours": ["due", 7]}, "Here, @ours takes words."),
    ],
)
def test_a_mark_that_is_wrong_is_named(given: dict[str, Any], sentence: str):
    with pytest.raises(PlanFileError) as said:
        marks(given)
    assert str(said.value) == sentence


def test_provenance_can_be_written_without_marks():
    fields = read_fields(Provenance, {"record": "risk/ict", "source": "9.3", "illustrative": False}, "Here")
    assert fields == {"record": key_of_name("risk/ict"), "source": "9.3", "illustrative": 0}
