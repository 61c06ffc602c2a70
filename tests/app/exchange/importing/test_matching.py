"""How headers fit fields."""

from __future__ import annotations

import pytest

from app.exchange.importing.matching import fits


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
