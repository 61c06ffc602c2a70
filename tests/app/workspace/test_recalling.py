"""What the log tells of what records were rated by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.domain.records import Indicator, Reading
from app.domain.schedule import PartialDate
from app.workspace import Workspace


def test_a_record_that_was_never_rated_lost_nothing_it_was_rated_by(workspace: Workspace):
    indicator = workspace.draft(Indicator, title="Turnover")
    reading = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-01"), value=Decimal(9))
    workspace.save(indicator, reading, label="Enter")
    assert workspace.plan.log.withdrawn == {}
    assert workspace.dump()["records"]["indicator"][0]["title"] == "Turnover"


def test_what_a_record_was_rated_by_is_known_when_it_is_taken_away(workspace: Workspace):
    indicator = workspace.draft(Indicator, title="Turnover", target=Decimal(5), better="lower")
    workspace.save(indicator, label="Enter")
    workspace.save(replace(indicator, target=None), label="Take the target away")
    assert workspace.plan.log.withdrawn[indicator.id].values == {"target": Decimal(5)}
