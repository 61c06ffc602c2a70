"""What a file holds: one kind, several, figures, and figures beside others."""

from __future__ import annotations

import pytest

from app.exchange.figures.choosing import content_of
from app.exchange.importing.grid import Grid
from tests.app.exchange.importing.sheets import grid

ACTIONS = "Ref | Action | Lead | Due date | Status\n1 | Recruit | HR | 31/3/18 | Open\n2 | Train | HR | 30/4/18 | Open"
RISKS = "Risk ID | Risk | Likelihood | Impact | Owner\nR1 | Fire | 4 | 5 | Ann"
FIGURES = "Ref | Indicator | Unit | Apr-17 | May-17 | Jun-17\nK1 | Visits | % | 80 | 81 | 82\nK2 | Calls | | 5 | 6 | 7"
LISTED = "Ref | Indicator | Unit | Target | Polarity\nK1 | Visits | % | 95 | High\nK2 | Calls | No. | 5 | Low"


def sheets(*texts: str) -> list[Grid]:
    return [grid(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ([ACTIONS], ["actions"]), ([RISKS], ["risks"]), ([LISTED], ["indicators"]), ([FIGURES], ["readings"]),
        ([ACTIONS, RISKS], ["actions", "risks"]), ([ACTIONS, RISKS, FIGURES], ["actions", "risks", "readings"]),
        ([RISKS, LISTED], ["indicators", "risks"]), ([ACTIONS + "\n\n" + RISKS], ["actions", "risks"]),
    ],
)  # fmt: skip
def test_each_kind_is_found_by_its_columns(texts: list[str], kinds: list[str]):
    found = content_of(sheets(*texts))
    assert found.kinds == kinds
    assert len(found.figures) == kinds.count("readings")
