"""The edit and its digest."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.edits import Edit, Fields, RecordChange, read_fields
from db.errors import Refused

SCALARS = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text()
FIELDS = st.dictionaries(st.text(), st.tuples(st.lists(st.text()).map(tuple), SCALARS, SCALARS))


def an_edit(**changed: str) -> Edit:
    fields = {"owner": ((), "", "Ann"), "likelihood": (("E0",), None, 3)}
    change = RecordChange("risk", "R", fields, "salt")
    other = RecordChange("theme", "T", {"title": ((), "", "Leadership")}, "pepper")
    edit = Edit("E1", "2018-01-31T09:12:00Z", "Ann", "Officer", "Re-own R-12", "", (change, other))
    return edit._replace(**changed).sealed()


@given(FIELDS)
def test_fields_come_back_from_their_text(fields: Fields):
    assert read_fields(RecordChange("t", "r", fields, "").text) == fields


@given(FIELDS)
def test_fields_are_written_as_json_itself_writes_them(fields: Fields):
    plainly = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert RecordChange("t", "r", fields, "").text == plainly


@pytest.mark.parametrize("name", ["id", "at", "author", "role", "label", "undoes"])
def test_every_word_of_an_edit_is_in_its_digest(name: str):
    assert an_edit(**{name: "another"}).digest != an_edit().digest


@pytest.mark.parametrize(
    "changed",
    [
        {"table": "action"},
        {"record": "S"},
        {"salt": "sugar"},
        {"fields": {"owner": ((), "", "Bob"), "likelihood": (("E0",), None, 3)}},
        {"fields": {"owner": ((), "", "Ann"), "likelihood": (("E2",), None, 3)}},
        {"fields": {"owner": ((), "", "Ann"), "likelihood": (("E0",), None, "3")}},
    ],
)
def test_every_part_of_a_change_is_in_the_digest(changed: dict[str, object]):
    edit = an_edit()
    altered = edit._replace(changes=(replace(edit.changes[0], **changed), edit.changes[1])).sealed()
    assert altered.digest != edit.digest


def test_the_order_of_changes_and_fields_is_not_in_the_digest():
    edit = an_edit()
    turned = replace(edit.changes[0], fields=dict(reversed([*edit.changes[0].fields.items()])))
    assert edit._replace(changes=(edit.changes[1], turned)).sealed().digest == edit.digest


def test_a_digest_stays_what_it_was_when_the_first_plans_were_written():
    assert an_edit().digest == "b29f3a04048b5f465fa509ced9182fa26e36c031cb019e6798234b2071e95e3c"


def test_text_with_half_a_character_has_a_digest_all_the_same():
    assert len(an_edit(author="\ud800").digest) == 64


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"owner": 1}', '{"owner": [[], 1]}', '{"owner": [1, 2, 3]}'])
def test_damaged_fields_are_refused_in_a_sentence(text: str):
    with pytest.raises(Refused, match="damaged"):
        read_fields(text)
