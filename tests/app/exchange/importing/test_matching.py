"""How headers fit fields."""

from __future__ import annotations

import pytest

from app.exchange.importing.matching import fits, name_in


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("What will we do?", "title"), ("By whom", "owner"), ("By when?", "due"), ("Responsible Officer(s)", "owner"),
        ("% complete", "percent"), ("Date completed", "done_on"), ("Success measures", "detail"), ("Theme", "theme"),
        ("Predecessors", "blocked_by"), ("BRAG rating", "rag"), ("Actoin", "title"), ("Timescale for delivery", "due"),
        ("Original target date", "was_due"), ("Start date", "starts"), ("Latest position", "progress"),
        ("Workstream lead", "owner"), ("Lead for action", "owner"), ("RAG Jan 2018", "rag"),
        ("Who will lead?", "owner"),
        ("What has been achieved so far?", "progress"), ("Status of action", "status"),
    ],
)  # fmt: skip
def test_headers_mean_what_people_mean_by_them(header: str, target: str):
    assert fits(header, "actions")[0][1] == target


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Risk description\n(Describe the cause, the event and what it would lead to)", "Risk description"),
        ("Likelihood (please score from 1 to 5 using the matrix)", "Likelihood"),
        ("Due date - enter as dd/mm/yyyy please", "Due date"),
        ("Owner: the person who is accountable for it", "Owner"),
        ("What will we do? Describe each action in a line", "What will we do"),
        ("Impact (with controls in place)", "Impact (with controls in place)"),
        ("Target\nDate", "Target\nDate"),
        ("Likelihood (1-5)", "Likelihood (1-5)"),
        ("Risk response - treat, tolerate, transfer", "Risk response - treat, tolerate, transfer"),
        ("Actions required to reduce the risk", "Actions required to reduce the risk"),
    ],
)
def test_of_a_heading_with_instructions_the_name_counts(header: str, name: str):
    assert name_in(header) in (name, f"{name}?")
