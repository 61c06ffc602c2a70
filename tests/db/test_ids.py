"""Keys made by the program."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db
from app.domain.keys import is_key
from db.ids import ALPHABET, derived_id, id_after, new_id, time_of

MOMENTS = st.integers(0, 253_402_300_799_999)


@given(MOMENTS)
def test_an_id_begins_with_its_moment(milliseconds: int):
    assert time_of(new_id(milliseconds)) == milliseconds


@given(MOMENTS)
def test_an_id_has_the_form_of_a_key(milliseconds: int):
    assert is_key(new_id(milliseconds))
    assert is_key(derived_id(milliseconds, "content"))


@given(MOMENTS, MOMENTS)
def test_ids_are_ordered_by_their_moments(one: int, other: int):
    if one != other:
        assert (new_id(one) < new_id(other)) == (one < other)


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


@pytest.mark.parametrize(
    "key", ["UUUUUUUUUU0000000000000000", "a000000000", "0000_00000", "-000000000", "00000 0000", "é", ""]
)
def test_what_is_no_id_has_no_moment(key: str):
    with pytest.raises(ValueError, match="invalid literal"):
        time_of(key)


def test_every_letter_of_chance_is_as_likely():
    drawn = Counter("".join(new_id(0)[10:] for _ in range(4_000)))
    assert set(drawn) == set(ALPHABET)
    assert max(drawn.values()) < 1.3 * min(drawn.values())  # 2,000 of each, give or take 45


def test_no_date_is_read_from_an_id():
    """A fast clock somewhere pushes everybody's ids ahead: they are only put in order, and kept within bounds."""
    root = Path(db.__file__).parents[1]
    readers = {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for folder in ("app", "db", "tools")
        for path in (root / folder).rglob("*.py")
        if re.search(r"ids import [^\n]*\btime_of\b", path.read_text(encoding="utf-8"))
    }
    assert readers.keys() == {"app/transcript.py", "db/merge.py", "db/migrations.py"}
    assert not [name for name, source in readers.items() if "fromtimestamp" in source]
