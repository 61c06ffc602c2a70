"""Lists whose items are made when they are asked for."""

from __future__ import annotations

import pytest

from app.domain.lazy import Lazy


def test_an_item_is_made_when_it_is_asked_for_and_only_once():
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number * 10

    items = Lazy(range(5), make)
    assert len(items) == 5
    assert made == []
    assert (items[1], items[-4], items[1]) == (10, 10, 10)
    assert made == [1]
    assert items[:2] == [0, 10]
    assert list(items) == [0, 10, 20, 30, 40]
    assert sorted(made) == [0, 1, 2, 3, 4]


def test_there_is_nothing_behind_the_last_item():
    with pytest.raises(IndexError):
        Lazy([1], str)[1]
