"""A workbook that another program saved: what that changes of its own is no edit.

The files were written by the program, saved by LibreOffice 7.4 (`soffice --headless --convert-to xlsx` and `ods`), and
kept.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain import keys
from app.domain.records import Action, Body, Indicator, Programme, Reading, Record, Risk, Theme, Thresholds
from app.domain.schedule import PartialDate
from tests.app.exchange.workbook.plans import ALONE, back, plan_of

DATA = Path(__file__).parents[3] / "data"


def key(name: str) -> str:
    return keys.key_of_name(f"saved/{name}")


VISITS = Indicator(id=key("i"), ref="I-01", title="Visits on time", unit="%", cadence="month", target=Decimal("95.5"))
FIGURE = Reading(id="", indicator=VISITS.id, period=PartialDate("2018-01"), value=Decimal("81.25"), note="=new\nteam")
RECORDS: list[Record] = [
    Programme(id=key("p"), title="Our plan"), Thresholds(id=key("t")),
    Theme(id=key("th"), number=1, title="Leadership"),
    Body(id=key("b"), title="Board", meets="Monthly", members="Leader\nDirector"),
    Action(id=key("a1"), ref="1.10", title="Recruit – ten", owner="Ann “A” Hay", due=PartialDate("2018-03-31"),
           percent=20, progress="Two came.\n\n• one\n• two  ",
           starts=PartialDate("2017-Q4")),
    Action(id=key("a2"), ref="007", title="+44 ring <them> & wait", due=PartialDate("2017/18"), done=True),
    Risk(id=key("r"), ref="R-01", title="Staff leave", likelihood=4, impact=5, review=PartialDate("2018-06"),
         cause="@pay", consequence="-1"),
    VISITS, replace(FIGURE, id=keys.key_of(FIGURE)),
]  # fmt: skip
PLAN = plan_of(RECORDS)


@pytest.mark.parametrize("name", ["by-libreoffice.xlsx", "by-libreoffice.ods"])
def test_what_another_program_changes_of_its_own_is_no_edit(name: str):
    found = back(PLAN, DATA / name)
    assert (found.rows, found.records, found.clashes, found.notes) == ((), (), (), ())
    assert found.untouched == len(RECORDS)
    empty = plan_of(record for record in RECORDS if isinstance(record, ALONE))
    there = {record.id: record for record in back(empty, DATA / name).records}
    assert all(there[record.id] == record for record in RECORDS if not isinstance(record, ALONE))
