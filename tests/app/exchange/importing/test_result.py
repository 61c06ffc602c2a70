"""What an import comes to, in words."""

from __future__ import annotations

import pytest

from app.exchange.importing.result import Import, Outcome, RowResult

NEW, CHANGED, SKIPPED = (RowResult(2, "x", outcome, "", outcome is Outcome.SKIPPED) for outcome in
                         (Outcome.CREATED, Outcome.CHANGED, Outcome.SKIPPED))  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "summary"),
    [
        ((NEW,) * 31 + (CHANGED,) * 4, "Add 31 actions, change 4"),
        ((NEW,), "Add 1 action"),
        ((CHANGED,) * 2, "Change 2 actions"),
        ((SKIPPED,), "Nothing to import"),
    ],
)
def test_what_saving_does_is_said_in_few_words(rows: tuple[RowResult, ...], summary: str):
    found = Import("actions", "plan.xlsx", "", (), rows, ())
    assert found.summary == summary
    assert found.problems == found.count(Outcome.SKIPPED)
