"""Records as rows: order, filter, what is said of each cell."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.record_model import Column, RecordModel

Down, Up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@dataclass(frozen=True)
class Row:
    id: str
    title: str
    score: int | None


COLUMNS: list[Column[Row]] = [
    Column(name="title", title="Title", text=lambda r: r.title, second=lambda r: f"No. {r.id}"),
    Column(name="score", title="Score", text=lambda r: str(r.score or ""), sort=lambda r: r.score, right=True),
]


@pytest.fixture
def model() -> RecordModel[Row]:
    made = RecordModel(COLUMNS, lambda r: r.id)
    made.set_records([Row("1", "Staff leave", 16), Row("2", "data is poor", None), Row("3", "Ärger", 8)])
    return made


def ids(model: RecordModel[Row]) -> list[str]:
    return [row.id for row in model.rows]


def test_rows_stand_as_they_were_given_until_somebody_sorts(model: RecordModel[Row]):
    assert ids(model) == ["1", "2", "3"]
    model.sort(0)
    assert ids(model) == ["2", "1", "3"]
    model.sort(-1)
    assert ids(model) == ["1", "2", "3"]


def test_what_is_not_known_comes_last_in_either_order(model: RecordModel[Row]):
    model.sort(1, Up)
    assert ids(model) == ["3", "1", "2"]
    model.sort(1, Down)
    assert ids(model) == ["1", "3", "2"]


@given(st.lists(st.one_of(st.none(), st.integers(1, 25))))
def test_sorting_loses_nothing_and_keeps_equals_in_their_order(scores: list[int | None]):
    model = RecordModel(COLUMNS, lambda r: r.id)
    model.set_records([Row(str(n), "", score) for n, score in enumerate(scores)])
    model.sort(1, Up)
    known = [(row.score, int(row.id)) for row in model.rows if row.score is not None]
    assert known == sorted(known)
    assert sorted(ids(model), key=int) == [str(n) for n in range(len(scores))]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", "123"), ("DATA", "2"), ("leave staff", "1"), ("ärg", "3"), ("staff data", ""), ("16", "1"), ("  ", "123")],
)
def test_the_filter_wants_every_word_somewhere_in_the_row(model: RecordModel[Row], typed: str, found: str):
    model.set_filter(typed)
    assert ids(model) == list(found)
    assert model.total() == 3


def test_the_filter_and_a_choice_hold_together(model: RecordModel[Row]):
    model.set_filter("a", lambda row: row.score is not None)
    assert ids(model) == ["1"]


def test_filter_and_order_hold_for_other_records_too(model: RecordModel[Row]):
    model.sort(1, Down)
    model.set_filter("s")
    model.set_records([Row("4", "Slow", 3), Row("5", "Sure", 9), Row("6", "Other", 20)])
    assert ids(model) == ["5", "4"]
    assert model.row_of("4") == 1
    assert model.row_of("6") == -1


def test_cells_say_what_they_are_to_eyes_and_ears(model: RecordModel[Row]):
    title, score = model.index(0, 0), model.index(1, 1)
    assert title.data() == "Staff leave"
    assert title.data(Qt.ItemDataRole.AccessibleTextRole) == "Staff leave, No. 1"
    assert score.data(Qt.ItemDataRole.AccessibleTextRole) == "empty"
    assert score.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.data(QModelIndex()) is None


def test_a_heading_says_that_the_table_is_sorted_by_it(model: RecordModel[Row]):
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across) == "Score"
    model.sort(1, Down)
    assert model.headerData(1, across) == "Score ↓"
    model.sort(1, Up)
    assert model.headerData(1, across) == "Score ↑"
    assert model.headerData(0, across) == "Title"


def test_a_tooltip_shows_users_words_as_they_are(model: RecordModel[Row]):
    model.set_records([Row("1", "<img src=x>", 1)])
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;img src=x&gt;</span>"


def told(model: RecordModel[Row]) -> list[tuple[str, int, int]]:
    """What the model tells from now on: which rows, the first and the last."""
    found: list[tuple[str, int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: found.append(("otherwise", first.row(), last.row())))
    model.rowsInserted.connect(lambda _parent, first, last: found.append(("new", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: found.append(("gone", first, last)))
    return found


def test_an_edit_tells_the_rows_that_changed_alone_and_leaves_each_where_it_is(qtbot: QtBot, model: RecordModel[Row]):
    model.sort(1, Down)
    assert ids(model) == ["1", "3", "2"]
    found = told(model)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.layoutChanged):
        model.set_records([Row("1", "Staff leave", 16), Row("2", "data is poor", 25), Row("3", "Ärger", 8)])
    assert found == [("otherwise", 2, 2)]
    assert ids(model) == ["1", "3", "2"], "what was worked on stays where it is"
    model.arrange()
    assert ids(model) == ["2", "1", "3"]


def test_only_what_is_said_to_have_changed_is_told(model: RecordModel[Row]):
    found = told(model)
    model.set_records([Row("1", "a", 1), Row("2", "b", 2), Row("3", "c", 3)], {"3", "9"})
    assert found == [("otherwise", 2, 2)]
    assert [row.title for row in model.rows] == ["a", "b", "c"], "and yet nothing old is held"


def test_a_new_record_comes_to_its_place_and_one_that_is_gone_leaves_the_rest(model: RecordModel[Row]):
    model.sort(1, Up)
    found = told(model)
    model.set_records(
        [Row("4", "New", 12), Row("1", "Staff leave", 16), Row("5", "Unscored", None), Row("3", "Ärger", 8)]
    )
    assert ids(model) == ["3", "4", "1", "5"]
    assert found == [("gone", 2, 2), ("new", 2, 2), ("new", 1, 1)]


def test_a_row_that_no_longer_fits_the_filter_stays_and_one_that_fits_now_comes(model: RecordModel[Row]):
    model.set_filter("", lambda row: (row.score or 0) > 10)
    assert ids(model) == ["1"]
    model.set_records([Row("1", "Staff leave", 2), Row("2", "data is poor", 12), Row("3", "Ärger", 8)])
    assert ids(model) == ["1", "2"]
    model.set_filter("", lambda row: (row.score or 0) > 10)
    assert ids(model) == ["2"]


def test_what_leaves_at_once_goes_although_nobody_filtered_again_and_comes_back(model: RecordModel[Row]):
    model.leaves = lambda row: row.title == "closed"
    model.set_filter("", lambda row: row.title != "closed")
    before = [Row("1", "Staff leave", 16), Row("2", "data is poor", None), Row("3", "Ärger", 8)]
    model.set_records([before[0], Row("2", "closed", None), before[2]], {"2"})
    assert ids(model) == ["1", "3"]
    model.set_records(before, {"2"})
    assert ids(model) == ["1", "2", "3"]


def test_what_is_edited_or_selected_goes_with_its_row_whatever_is_done(model: RecordModel[Row]):
    held = QPersistentModelIndex(model.index(0, 1))
    model.sort(0)
    model.set_records([Row("9", "a new one", 1), Row("3", "Ärger", 8), Row("1", "Staff leave", 16)])
    assert ids(model) == ["9", "1", "3"]
    assert model.rows[held.row()].id == "1"


@given(
    st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(1, 5))), unique_by=lambda pair: pair[0]),
    st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(1, 5))), unique_by=lambda pair: pair[0]),
    st.integers(-1, 1),
)
def test_after_any_edit_and_a_new_arrangement_the_rows_are_as_if_shown_for_the_first_time(
    before: list[tuple[int, int | None]], after: list[tuple[int, int | None]], column: int
):
    first, second = ([Row(str(n), f"Title {n % 3}", score) for n, score in rows] for rows in (before, after))
    model = RecordModel(COLUMNS, lambda r: r.id)
    model.sort(column, Down)
    model.set_records(first)
    model.set_records(second)
    assert sorted(model.rows, key=repr) == sorted(second, key=repr)
    model.arrange()
    fresh = RecordModel(COLUMNS, lambda r: r.id)
    fresh.sort(column, Down)
    fresh.set_records(second)
    assert model.rows == fresh.rows
