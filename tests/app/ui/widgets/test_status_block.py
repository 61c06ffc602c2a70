"""The status in full."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings, Status
from app.domain.records import Confidence, Indicator, Override
from app.ui.widgets.status_block import StatusBlock, computed_reason

INDICATOR = Indicator(id="i", title="Oversight", better="higher")
HELD = Override(
    id="o", record="i", status="green", reason="Computed: wrongly, we think", by="Chair", until=date(2018, 3, 20)
)
JUDGED = Confidence(id="c", record="i", level="low", reason="Few apply", by="Bo", day=date(2018, 1, 30))


def plan(*records: Indicator | Override | Confidence, day: date = date(2018, 1, 31)) -> Plan:
    return Plan({type(record): [record] for record in records}, day)


def test_the_computed_reason_stands_apart_from_what_was_set():
    rating = Ratings(plan(INDICATOR, HELD)).of(INDICATOR)
    assert computed_reason(rating) == "Oversight: no reading up to 31 Jan 2018, not rated."


def test_it_says_who_set_it_and_who_judged(qtbot: QtBot):
    there = plan(INDICATOR, HELD, JUDGED)
    block = StatusBlock()
    qtbot.addWidget(block)
    block.show_record(there, INDICATOR, Ratings(there).of(INDICATOR), writable=True)
    assert block.reason.text() == "Computed: wrongly, we think"
    assert block.by_hand.text() == "Set by Chair, until 20 Mar 2018."
    assert block.confidence.text() == "Confidence in the outcome: low, judged by Bo on 30 Jan 2018. Few apply."
    assert not block.lift.isHidden()


def test_who_may_only_read_cannot_lift_it(qtbot: QtBot):
    there = plan(INDICATOR, HELD)
    block = StatusBlock()
    qtbot.addWidget(block)
    block.show_record(there, INDICATOR, Ratings(there).of(INDICATOR), writable=False)
    assert block.lift.isHidden()


def test_after_its_day_the_computed_status_stands(qtbot: QtBot):
    there = plan(INDICATOR, HELD, day=date(2018, 3, 21))
    block = StatusBlock()
    qtbot.addWidget(block)
    block.show_record(there, INDICATOR, Ratings(there).of(INDICATOR), writable=True)
    assert block.line.badge.status == "not rated"
    assert block.by_hand.isHidden()
    assert "held until 20 Mar 2018 and no longer stands" in block.expired.text()


def test_what_the_report_alone_gives_is_said_with_its_status(qtbot: QtBot):
    facts = Rating(
        status=Status.AMBER, computed=Status.AMBER, word="At risk", reason="4 of 5 rated items and concerns."
    )
    shown = Rating(status=Status.RED, computed=Status.RED, word="Off track", reason="All of it.", alone=facts)
    block = StatusBlock()
    qtbot.addWidget(block)
    block.show_record(plan(INDICATOR), INDICATOR, shown, writable=True)
    assert block.alone.text() == "The report alone: at risk. 4 of 5 rated items and concerns."
