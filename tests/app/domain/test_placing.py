"""Labels beside points, and marks over their lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.placing import Box, alongside, beside, bubbles, outline, strikes, within

AREA = Box(0, 0, 300, 200)
COORDINATES = st.tuples(st.floats(0, 300), st.floats(0, 200))


def test_a_label_stands_above_its_point_where_nothing_is_in_its_way():
    assert beside((150, 100), 40, 12, 8, AREA, [], []) == Box(130, 108, 170, 120)


def test_a_label_leaves_the_way_of_a_line():
    across = [(0.0, 112.0), (300.0, 112.0)]
    box = beside((150, 100), 40, 12, 8, AREA, [across], [])
    assert not strikes(box, *across)
    assert box.high <= 92


def test_a_label_covers_no_other_point():
    box = beside((150, 100), 40, 12, 8, AREA, [], [(150, 114)])
    assert not (box.left < 150 < box.right and box.low < 114 < box.high)


@pytest.mark.parametrize("place", [(300, 200), (0, 0), (299, 1)])
def test_a_label_at_the_edge_is_not_cut(place):
    box = beside(place, 60, 12, 8, AREA, [], [])
    assert within(box, AREA) == box


@given(COORDINATES, st.lists(st.lists(COORDINATES, min_size=2, max_size=6), max_size=4))
def test_a_label_is_within_its_area_whatever_is_drawn(place, lines):
    box = beside(place, 50, 12, 8, AREA, lines, [])
    assert AREA.left - 1e-6 <= box.left <= box.right <= AREA.right + 1e-6
    assert AREA.low - 1e-6 <= box.low <= box.high <= AREA.high + 1e-6


@given(st.floats(0, 300), st.lists(st.lists(COORDINATES, min_size=2, max_size=6), max_size=4), st.lists(COORDINATES))
def test_the_name_of_an_upright_line_is_within_its_area_and_beside_it(x, lines, points):
    box = alongside(x, 60, 12, 4, AREA, lines, points)
    assert within(box, AREA) == pytest.approx(box)
    assert not box.left < x < box.right


def test_the_name_of_an_upright_line_leaves_the_way_of_what_is_there():
    first = alongside(150, 60, 12, 4, AREA, [], [])
    assert first == Box(154, 0, 214, 12)
    assert alongside(150, 60, 12, 4, AREA, [], [(180, 6)]) == Box(86, 0, 146, 12)
    second = alongside(150, 60, 12, 4, AREA, [outline(first), outline(Box(86, 0, 146, 12))], [])
    assert second.low >= 12
    assert alongside(290, 60, 12, 4, AREA, [], []).right <= 290


@pytest.mark.parametrize(
    ("start", "end", "struck"),
    [
        ((0, 5), (20, 5), True),
        ((5, 5), (6, 6), True),
        ((0, 0), (20, 20), True),
        ((0, 10), (20, 10), False),
        ((0, 11), (20, 11), False),
        ((12, 0), (12, 20), False),
        ((0, 14), (-4, 8), False),
        ((0, 5), (-5, 5), False),
    ],
)
def test_a_line_strikes_a_box_that_it_runs_through(start, end, struck):
    assert strikes(Box(0, 0, 10, 10), start, end) is struck


def wide(first: int, last: int) -> float:
    return 16 if first == last else 30


def test_marks_without_room_become_one_midway():
    found = bubbles([10, 50, 55, 90], wide, 2, 0, 300)
    assert [(mark.first, mark.last, mark.at) for mark in found] == [(0, 0, 10), (1, 2, 52.5), (3, 3, 90)]


@given(st.lists(st.floats(0, 300), max_size=40).map(sorted))
def test_marks_stand_over_their_lines_and_apart(places):
    found = bubbles(places, wide, 2, -20, 320)
    assert [number for mark in found for number in range(mark.first, mark.last + 1)] == list(range(len(places)))
    for mark in found:
        assert places[mark.first] <= mark.at <= places[mark.last]
    for before, after in pairwise(found):
        assert after.at - after.wide / 2 - before.at - before.wide / 2 >= 2 - 1e-6


def test_marks_at_the_edge_are_not_cut():
    assert [mark.at for mark in bubbles([0, 300], wide, 2, 0, 300)] == [8, 292]


@given(COORDINATES, COORDINATES)
def test_a_line_strikes_a_box_where_a_point_of_it_lies_within(start, end):
    box = Box(30, 30, 60, 50)
    steps = [(start[0] + (end[0] - start[0]) * k / 200, start[1] + (end[1] - start[1]) * k / 200) for k in range(201)]
    if any(box.left < x < box.right and box.low < y < box.high for x, y in steps):
        assert strikes(box, start, end)
    clear = Box(box.left - 1, box.low - 1, box.right + 1, box.high + 1)
    if strikes(box, start, end):
        assert any(clear.left <= x <= clear.right and clear.low <= y <= clear.high for x, y in steps)
