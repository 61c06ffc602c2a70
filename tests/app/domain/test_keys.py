"""Keys of records."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keys import _NAMESPACE, ALPHABET, another, is_key, key_of, key_of_name, keyed, natural_key
from app.domain.records import KINDS, Link, Override, Provenance, Reading, Risk
from app.domain.schedule import PartialDate


@given(st.text(), st.lists(st.text()))
def test_every_slot_has_a_key_of_the_right_form(table: str, values: list[str]):
    assert is_key(natural_key(table, *values))


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_two_slots_share_a_key_only_when_they_are_the_same(one: list[str], other: list[str]):
    assert (natural_key("reading", *one) == natural_key("reading", *other)) == (one == other)


def test_parts_that_read_alike_when_joined_stay_apart():
    assert natural_key("link", "ab", "c") != natural_key("link", "a", "bc")
    assert natural_key("link", "a") != natural_key("lin", "ka")
    assert natural_key("link", "a", "") != natural_key("link", "a")


def test_a_key_stays_what_it_was_when_the_first_plans_were_written():
    assert natural_key("reading", "I", "2017-12") == "6ECPV0TF8QARQRF5TSZ3WBXGKP"
    assert key_of_name("risk/staff-culture") == "2FC0REAK1NAMNVBMA5Q8X6MGG0"


def test_a_key_holds_the_128_bits_of_a_version_5_uuid():
    number = 0
    for character in natural_key("reading", "I", "2017-12"):
        number = number * 32 + ALPHABET.index(character)
    assert uuid.UUID(int=number).version == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "risk/1",
        "8" + "0" * 25,
        "0" * 25,
        "0" * 27,
        "0" * 25 + "I",
        "0" * 25 + "a",
        "0" * 26 + "\n",
        "٠" * 26,
    ],
)
def test_other_text_is_no_key(text: str):
    assert not is_key(text)


def test_a_slot_record_is_keyed_by_what_its_slot_names():
    reading = Reading(id="", indicator="I", period=PartialDate("2017-12"), value=Decimal("87.9"))
    assert key_of(reading) == natural_key("reading", "I", "2017-12")
    assert key_of(Link(id="", item="A", serves="B")) == natural_key("link", "A", "B")
    assert key_of(Provenance(id="", record="R", source="3.24")) == natural_key("provenance", "R", "", "3.24")
    override = Override(id="", record="R", status="red", reason="why", until=date(2018, 3, 20), by="Chair")
    assert key_of(override) == natural_key("override", "R")


def test_a_record_without_a_slot_is_not_keyed_by_what_it_says():
    with pytest.raises(TypeError, match="Risk has no natural key"):
        key_of(Risk(id="", title="ICT"))


def test_every_slot_names_fields_that_its_kind_has():
    for kind in KINDS:
        assert set(kind.NATURAL_KEY) <= set(kind.__dataclass_fields__), kind


def test_the_namespace_is_that_of_the_programs_name():
    assert uuid.uuid5(uuid.NAMESPACE_DNS, "goldthread").bytes == _NAMESPACE


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(PartialDate.of))
def test_another_record_like_one_has_the_key_and_the_fields_of_one_made_by_itself(day: PartialDate):
    first = keyed(Reading, indicator="I", period=PartialDate("2017-12"), value=Decimal(3))
    assert another(first, period=day) == keyed(Reading, indicator="I", period=day, value=Decimal(3))
