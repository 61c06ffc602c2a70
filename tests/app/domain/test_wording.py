"""What an edit did, in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from app.domain.records import KINDS, Record
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
    ],
)  # fmt: skip
def test_a_change_is_a_sentence(table: str, fields: dict[str, tuple[Any, Any, Any]], sentence: str):
    assert said(table, fields) == [sentence]


def test_a_new_record_is_told_with_what_it_holds():
    fields = {"deleted": ([], "", ""), "title": ([], "", "Staff leave"), "likelihood": ([], None, 3)}
    assert said("risk", fields) == ["Added risk: R-01 Staff leave", "Risk: “Staff leave”", "Likelihood: 3"]


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
    assert lines[0] == f"Added {record.NAME.lower()}: R-01 Staff leave"
    assert all("\n" not in line for line in lines)
    gone = {name: (["E"], row[name], row[name]) for name in empty} | {"deleted": (["E"], "", "removed")}
    assert said(record.TABLE, gone) == [f"Removed {record.NAME.lower()}: R-01 Staff leave"]


def test_every_kind_of_record_has_a_name_for_its_sentences():
    assert all(kind.NAME and kind.PLURAL for kind in KINDS)
