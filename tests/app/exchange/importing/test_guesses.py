"""What rows betray of their columns."""

from __future__ import annotations

from .sheets import goes


def test_numbers_under_no_header_are_references_and_ranks_are_no_theme():
    found = goes(" | Action | Owner | Priority\n1.1 | A | x | High\n1.2 | B | y | Low\n1.1a | C | z | High")
    assert found == {"Column A": "ref", "Action": "title", "Owner": "owner", "Priority": ""}


def test_where_nothing_says_what_a_row_is_the_wordiest_column_does():
    assert goes("Ref | Commitment | Owner | Due\n1 | We will do the thing | HR | 1/1/18")["Commitment"] == "title"
