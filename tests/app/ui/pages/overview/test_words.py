"""What the overview says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import Programme, Risk
from app.domain.schedule import PartialDate
from app.ui.pages.overview import words
from app.workspace import Workspace


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"judgement": "inadequate"}, "Inadequate."),
        ({"judgement": "inadequate", "judged_on": PartialDate("2017")}, "Inadequate, 2017."),
        ({"goal": date(2019, 4, 30)}, "Goal: by 30 Apr 2019."),
        ({"wanted": "good"}, "Goal: at least good."),
    ],
)
def test_the_judgement_line_says_what_is_known(fields: dict, said: str):
    assert words.judgement(Programme(id="", title="", **fields)) == said


def test_the_risks_are_counted_by_band(workspace: Workspace):
    workspace.save(workspace.draft(Risk, title="Unscored"), label="Add")
    workspace.save(
        workspace.draft(Risk, title="Over", likelihood=1, impact=1, closed=date(2018, 1, 1), closed_why="Done"),
        label="Add",
    )
    assert words.risk_counts(workspace.plan) == "2 open: 1 high, 1 not scored"


@given(count=st.integers(0, 60), most=st.integers(0, 12))
def test_rows_of_cards_are_even(count: int, most: int):
    across = words.columns(count, most)
    assert 1 <= across <= max(most, 1)
    rows = -(-count // across)
    assert rows == -(-count // max(most, 1))  # no more rows than are needed
    assert across == 1 or across * rows - count < rows  # the last row lacks less than one card for each row
