"""Keys made by the program."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keys import is_key
from db.ids import derived_id, id_after, last_id, new_id, time_of

MOMENTS = st.integers(0, 253_402_300_799_999)


@given(MOMENTS)
def test_an_id_tells_its_moment(milliseconds: int):
    assert time_of(new_id(milliseconds)) == milliseconds


@given(MOMENTS)
def test_an_id_has_the_form_of_a_key(milliseconds: int):
    assert is_key(new_id(milliseconds))
    assert is_key(derived_id(milliseconds, "content"))


@given(MOMENTS, MOMENTS)
def test_ids_are_ordered_by_their_moments(one: int, other: int):
    if one != other:
        assert (new_id(one) < new_id(other)) == (one < other)


@given(MOMENTS)
def test_no_id_of_a_moment_comes_after_its_last_one(milliseconds: int):
    assert new_id(milliseconds) <= last_id(milliseconds) < new_id(milliseconds + 1)


def test_an_id_without_a_moment_is_of_now():
    before = time.time_ns() // 1_000_000
    assert before <= time_of(new_id()) <= time.time_ns() // 1_000_000


@given(MOMENTS, MOMENTS)
def test_a_clock_set_back_changes_no_order(last: int, now: int):
    earlier = new_id(last)
    assert id_after(earlier, now) > earlier
    assert time_of(id_after(earlier, now)) == max(now, last + 1)


def test_the_first_id_of_a_file_is_of_its_moment():
    assert time_of(id_after("", 1_500_000_000_000)) == 1_500_000_000_000


def test_two_ids_of_one_moment_differ():
    assert len({new_id(1) for _ in range(100)}) == 100


@given(MOMENTS, st.text())
def test_the_same_content_gets_the_same_id_on_every_laptop(milliseconds: int, content: str):
    assert derived_id(milliseconds, content) == derived_id(milliseconds, content)
    assert derived_id(milliseconds, content) != derived_id(milliseconds, content + ".")


def test_what_is_no_id_has_no_moment():
    with pytest.raises(ValueError, match="substring"):
        time_of("UUUUUUUUUU0000000000000000")
