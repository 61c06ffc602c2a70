"""A plan's text, read strictly."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.plantext import PlanFileError, hint, parse, quoted

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_a_document_comes_back_as_it_was_written(document: dict[str, object]):
    text = json.dumps(document)
    assert parse(text) == parse(text.encode()) == parse("\ufeff" + text) == document


@given(st.text() | st.binary())
def test_whatever_the_text_either_a_document_or_a_sentence_comes_back(text: str | bytes):
    with suppress(PlanFileError):
        assert isinstance(parse(text), dict)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This is neither a plan nor the text of one."),
        ("Title,Owner", "This is neither a plan nor the text of one."),
        ('{"goldthread": 1,\n "edits": [}', "This is not JSON: something is wrong in line 2, column 12."),
        (b"\xff\xfe\x00", "This is not a plan in text: it is not UTF-8."),
        ("[]", "This is not a plan: it should begin with a brace."),
        ('{"a": {"risk/ict": {}, "risk/ict": {}}}', "“risk/ict” stands twice in the same braces."),
        ('{"a": NaN}', "NaN is not a number that a plan can hold."),
        ('{"a": ' + "9" * 5000 + "}", "This is not a plan: it holds a number that is too long."),
        ("[" * 200_000, "This is not a plan: its braces are nested too deeply."),
        ("[" + "[]," * 3_000_000, "This is not a plan: it holds more lists and objects than one can."),
        ('{"a":' * 3_000_000, "This is not a plan: it holds more lists and objects than one can."),
        (
            '{"goldthread": 2, "edits": [' + "0," * 11_000_000,
            "This is not a plan: it holds more lists and objects than one can.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str | bytes, sentence: str):
    with pytest.raises(PlanFileError) as said:
        parse(text)
    assert str(said.value) == sentence


def test_a_quotation_fits_a_sentence_and_shows_no_control_characters():
    assert quoted("a\x00b\u202ec") == "“a?b?c”"
    assert quoted("x" * 100_000) == f"“{'x' * 80}…”"


def test_a_hint_names_a_near_word_or_nothing():
    assert hint("risks", ["risk", "theme"]) == " Did you mean “risk”?"
    assert hint("zzz", ["risk", "theme"]) == ""
