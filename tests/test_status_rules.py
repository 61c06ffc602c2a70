"""The rules are described once: docs/status.md, the guide and the paper's key say the same."""

from __future__ import annotations

import pytest

from app.domain import rules_described as described
from app.domain.records import Thresholds
from app.domain.status import Direction, Status
from tools.status_rules import DOCUMENTS, rewritten


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_say_what_the_description_says(document):
    assert rewritten(document) == document.read_text(encoding="utf-8"), "Run `python -m tools.status_rules`."


def test_every_status_and_every_direction_is_described():
    assert [meaning.status for meaning in described.meanings(Thresholds(id=""))] == list(Status)
    assert set(described.SHAPES) == set(Status)
    assert set(described.DIRECTIONS) == set(Direction)


def test_the_plan_s_own_thresholds_are_told():
    own = Thresholds(id="", silent_days=45, overdue_days=21, appetite=9, pace_amber=60)
    said = " ".join(" ".join(meaning) for meaning in described.meanings(own))
    for part in ("45 days", "21 days", "plan's 9", "60 %"):
        assert part in said
