"""What an edit did, in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from app.domain.records import KINDS, Provenance, Record
from app.domain.rows import defaults, to_row
from app.domain.wording import describe
from tests.app.domain.test_rows import ANY_RECORD

NAMES = {"I": "I-01 Visits", "A": "A-01 Recruit"}


def said(table: str, fields: dict[str, tuple[Any, Any, Any]], name: str = "R-01 Staff leave") -> list[str]:
    return describe(table, name, fields, lambda key: NAMES.get(key, "?"))


@pytest.mark.parametrize(
    ("table", "fields", "sentence"),
    [
        ("risk", {"owner": (["E"], "", "Ann")}, "R-01 Staff leave: owner set to “Ann”"),
        ("risk", {"owner": (["E"], "Ann", "Bob")}, "R-01 Staff leave: owner from “Ann” to “Bob”"),
        ("risk", {"owner": (["E"], "Ann", "")}, "R-01 Staff leave: owner emptied; it was “Ann”"),
        ("risk", {"likelihood": ([], None, 3)}, "R-01 Staff leave: likelihood set to 3"),
        ("risk", {"response": (["E"], "treat", "tolerate")}, "R-01 Staff leave: response from Treat to Tolerate"),
        ("risk", {"review": (["E"], "2018-04", "2018-04-30")},
         "R-01 Staff leave: next review from April 2018 to 30 Apr 2018"),
        ("indicator", {"target": (["E"], "95", "87.9")}, "R-01 Staff leave: target from 95 to 87.9"),
        ("indicator", {"key": (["E"], 0, 1)}, "R-01 Staff leave: key indicator from No to Yes"),
        ("milestone", {"action": (["E"], "", "A")}, "R-01 Staff leave: action set to A-01 Recruit"),
        ("risk", {"cause": (["E"], "", "x" * 300)}, f"R-01 Staff leave: cause set to “{'x' * 80}…”"),
        ("risk", {"cause": (["E"], "", "two\n lines")}, "R-01 Staff leave: cause set to “two lines”"),
        ("risk", {"deleted": (["E"], "", "removed")}, "Removed risk: R-01 Staff leave"),
        ("risk", {"deleted": (["E"], "removed", "")}, "Brought back risk: R-01 Staff leave"),
        ("risk", {"review": (["E"], "", "the 30th of February")},
         "R-01 Staff leave: next review set to the 30th of February"),
        ("section", {"body": (["E"], "Now {indicator:I-02 latest}.", "{count:risks} open")},
         "R-01 Staff leave: text from “Now [I-02: its latest figure].” to “[how many: open risks] open”"),
        ("risk", {"cause": (["E"], "", "{count:risks}")}, "R-01 Staff leave: cause set to “{count:risks}”"),
    ],
)  # fmt: skip
def test_a_change_is_a_sentence(table: str, fields: dict[str, tuple[Any, Any, Any]], sentence: str):
    assert said(table, fields) == [sentence]


def test_a_new_record_is_told_with_what_it_holds():
    fields = {"deleted": ([], "", ""), "title": ([], "", "Staff leave"), "likelihood": ([], None, 3)}
    assert said("risk", fields) == ["Added risk: R-01 Staff leave", "Likelihood: 3"]
    assert said("risk", fields, "R-01 Staff") == ["Added risk: R-01 Staff", "Risk: “Staff leave”", "Likelihood: 3"]


def test_a_number_in_the_name_is_the_records_own_only_where_it_stands_alone():
    fields = {"deleted": ([], "", ""), "number": ([], None, 1)}
    assert said("theme", fields, "Theme 1: Leadership") == ["Added theme: Theme 1: Leadership"]
    assert said("theme", fields, "Theme 11: Leadership") == ["Added theme: Theme 11: Leadership", "Number: 1"]


def test_a_new_record_says_what_was_left_empty_on_purpose():
    fields = {"deleted": ([], "", ""), "unit": ([], "%", "")}
    assert said("indicator", fields, "I-07 Children") == ["Added indicator: I-07 Children", "Unit: none"]


def test_under_its_name_nothing_is_said_twice():
    def told(table: str, fields: dict[str, tuple[Any, Any, Any]]) -> list[str]:
        return describe(table, "R-01 Staff leave", fields, NAMES.__getitem__, under_name=True)

    assert told("risk", {"owner": (["E"], "Ann", "Bob")}) == ["Owner from “Ann” to “Bob”"]
    assert told("risk", {"deleted": (["E"], "", "removed")}) == ["Removed risk"]
    born = {"deleted": ([], "", ""), "title": ([], "", "Staff leave"), "owner": ([], "", "Ann")}
    assert told("risk", born) == ["Added risk", "Owner: “Ann”"]
    assert told("provenance", {"deleted": ([], "", ""), "source": ([], "", "3.24")}) == ["Source given: Paragraph 3.24"]


@pytest.mark.parametrize(
    ("illustrative", "step", "sentences"),
    [
        (0, ([], "", ""), ["Source given for R-01, owner: Paragraph 3.24", "It says “Seven.”"]),
        (0, (["E"], "", "removed"), ["Source taken away from R-01, owner: Paragraph 3.24"]),
        (0, (["E"], "removed", ""), ["Source given again for R-01, owner: Paragraph 3.24"]),
        (1, ([], "", ""), ["Marked as illustrative: R-01, owner", "It says “Seven.”"]),
        (1, (["E"], "", "a value was entered"), ["No longer marked as illustrative: R-01, owner"]),
        (1, (["E"], "a value was entered", ""), ["Marked as illustrative again: R-01, owner"]),
    ],
)  # fmt: skip
def test_where_a_value_comes_from_is_told_in_plain_words(illustrative: int, step: Any, sentences: list[str]):
    fields = {"deleted": step, "source": ([], "3.24", "3.24"), "statement": ([], "Seven.", "Seven."),
              "illustrative": ([], illustrative, illustrative)}  # fmt: skip
    assert said("provenance", fields, "R-01, owner") == sentences


def test_what_says_nothing_to_a_person_is_not_told():
    fields = {"deleted": ([], "", ""), "digest": ([], "", "ab12"), "filename": ([], "", "letter.pdf")}
    assert said("attachment", fields, "Letter") == ["Added attachment: Letter", "File name: “letter.pdf”"]


def test_of_two_long_texts_what_differs_is_shown():
    start = "The rolling campaign runs on and the interest at the national recruitment fair was high, as it"
    (line,) = said("action", {"progress": (["E"], f"{start} was.", f"{start} had been before.")}, "A-04")
    assert line == "A-04: progress from “…fair was high, as it was.” to “…fair was high, as it had been before.”"


def test_what_makes_a_slot_is_told_by_its_name_alone():
    fields = {"deleted": ([], "", ""), "indicator": ([], "", "I"), "period": ([], None, "2017-12"),
              "value": ([], None, "87.9")}  # fmt: skip
    assert said("reading", fields, "I-01 Visits, December 2017") == [
        "Added reading: I-01 Visits, December 2017",
        "Value: 87.9",
    ]


def test_fields_that_were_only_touched_are_not_told():
    assert said("risk", {"likelihood": (["E"], 3, 4), "impact": (["E"], 2, 2)}) == [
        "R-01 Staff leave: likelihood from 3 to 4"
    ]


@given(ANY_RECORD)
def test_whatever_a_record_holds_its_birth_and_its_removal_are_told(record: Record):
    row = to_row(record)
    empty = defaults(type(record))
    born = {name: ([], empty[name], row[name]) for name in empty if name != "deleted"} | {"deleted": ([], "", "")}
    lines = said(record.TABLE, born)
    if not isinstance(record, Provenance):
        assert lines[0] == f"Added {record.NAME.lower()}: R-01 Staff leave"
    assert lines[0]
    assert all("\n" not in line for line in lines)
    gone = {name: (["E"], row[name], row[name]) for name in empty} | {"deleted": (["E"], "", "removed")}
    (line,) = said(record.TABLE, gone)
    assert isinstance(record, Provenance) or line == f"Removed {record.NAME.lower()}: R-01 Staff leave"


def test_every_kind_of_record_has_a_name_for_its_sentences():
    assert all(kind.NAME and kind.PLURAL for kind in KINDS)
