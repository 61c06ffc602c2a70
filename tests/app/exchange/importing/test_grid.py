"""A sheet's cells."""

from __future__ import annotations

from dataclasses import replace

from app.exchange.importing.grid import EMPTY, Area, Cell, Grid, letter

A, B = Cell("a"), Cell("b")


def test_cells_merged_downwards_show_what_the_first_one_holds():
    grid = Grid("", ((A, B), (EMPTY, B)), (Area(0, 0, 1, 0),))
    assert grid.at(1, 0) == EMPTY
    assert grid.shown(1, 0) == A
    assert grid.is_joined(1, 0)
    assert not grid.is_joined(1, 1)
    assert grid.filled(1) == [1]


def test_outside_of_a_sheet_there_is_nothing():
    grid = Grid("", ((A,),))
    assert grid.at(5, 5) == grid.at(-1, 0) == EMPTY
    assert (grid.width, Grid("", ()).width) == (1, 0)


def test_areas_wider_than_a_column_are_found_where_they_begin():
    wide, high = Area(0, 0, 0, 1), Area(0, 0, 1, 0)
    assert list(Grid("", ((A, B), (A, B)), (wide, high)).spans(0)) == [wide]


def test_columns_are_called_as_in_excel():
    assert [letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_words_of_a_column_are_those_that_are_seen_in_it_evenly_spaced():
    grid = Grid("", ((Cell("two \n words"), B), (EMPTY, EMPTY), (A, B)), (Area(0, 0, 1, 0),))
    assert grid.words(0) == ["two words", "two words", "a"]
    assert grid.words(1) == ["b", "", "b"]
    assert [grid.is_filled(row) for row in range(3)] == [True, False, True]


def test_another_sheet_made_of_one_tells_its_own_words():
    grid = Grid("", ((A,),))
    assert (grid.words(0), replace(grid, rows=((B,),)).words(0)) == (["a"], ["b"])
