"""A small plan of its own for briefings: every kind of record that a briefing shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.plan import Plan
from app.domain.records import (
    Action,
    Body,
    Component,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Programme,
    Provenance,
    Reading,
    Record,
    Risk,
    Stage,
    StageAim,
    Theme,
    Thresholds,
    Visit,
)  # fmt: skip
from app.domain.schedule import PartialDate as When

TODAY = date(2018, 1, 31)


def plan_of(records: Iterable[Record], position: date = TODAY) -> Plan:
    """A plan that holds these records."""
    found: dict[type[Record], list[Record]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return Plan(found, position, position)


def records() -> list[Record]:
    """Two themes, a long and a short series, three risks, three actions, a visit, two meetings."""
    links = [("i1", "t1"), ("i2", "t2"), ("a1", "t1"), ("a2", "t1"), ("a3", "t2"), ("r1", "t1"), ("r2", "t2"),
             ("r3", "t2"), ("t1", "c1"), ("t2", "c1")]  # fmt: skip
    return [
        Programme(
            id="p", title="Children’s services improvement", council="Example Council", judgement="inadequate",
            judged_on=When("2017-04"), wanted="good", goal=date(2019, 4, 30), summary="What the programme is for.",
        ),
        Thresholds(id="th"),
        Stage(id="s1", number=1, title="Foundations", starts=When("2017-04"), ends=When("2017-09")),
        Stage(id="s2", number=2, title="Embedding", starts=When("2017-10"), ends=When("2018-03")),
        StageAim(id="sa", stage="s2", title="Workforce strategy agreed", progress="A draft is agreed."),
        Theme(
            id="t1", number=1, title="Leadership", focus="Visible leadership.", progress="Two seminars were held.",
            challenge="Many posts are filled by interims.", next_focus="Permanent posts.",
        ),
        Theme(id="t2", number=2, title="Practice", focus="Standards & checks."),
        Component(id="c1", number=1, title="Golden thread"),
        Indicator(
            id="i1", ref="I-01", title="Management oversight", target=Decimal(95), key=True, owner="A. Lead",
            better="higher",
        ),
        *(
            Reading(id=f"m{n}", indicator="i1", period=When(f"2017-{n:02}"), value=Decimal(60) + 2 * n + n % 3)
            for n in range(1, 13)
        ),
        Indicator(id="i2", ref="I-02", title="Contacts decided within a day", target=Decimal(75), better="higher"),
        Reading(id="k1", indicator="i2", period=When("2017-07"), value=Decimal(49)),
        Reading(id="k2", indicator="i2", period=When("2017-12"), value=Decimal(74), about=True),
        Indicator(id="i3", ref="I-03", title="Caseloads", note="Still to come down.", better="higher"),
        Risk(
            id="r1", ref="R-01", title="Staff culture does not change", mitigation="Back-to-basics training.",
            likelihood=4, impact=4, target_likelihood=2, target_impact=4, owner="Director", review=When("2018-03"),
        ),
        Risk(id="r2", ref="R-02", title="Poor data quality", likelihood=3, impact=3, cause="Old systems"),
        Risk(id="r3", ref="R-03", title="Partners not engaged"),
        Action(id="a1", ref="A-01", title="Recruit managers", owner="HR", due=When("2017-12"), percent=60),
        Action(id="a2", ref="A-02", title="Agree the strategy", done=True, done_on=When("2017-10-12")),
        Action(id="a3", ref="A-03", title="Roll out thresholds", due=When("2018-04"), blocked="the supplier"),
        Milestone(id="ms", action="a3", title="Teams trained", due=When("2018-03-15")),
        Body(id="b1", title="Improvement Board"),
        Body(id="b2", title="Cabinet"),
        Meeting(id="m-old", body="b1", day=date(2017, 11, 23), closed=date(2017, 11, 23)),
        Meeting(id="m-new", body="b2", day=date(2018, 3, 20), purpose="Quarterly report"),
        Visit(
            id="v1", title="Second monitoring visit", starts=When("2017-12-12"), ends=When("2017-12-13"), happened=True,
            progress_found="Thresholds\nAssessments", progress_needed="Caseloads", letter="Published in January",
        ),
        *(Link(id=f"l-{item}-{serves}", item=item, serves=serves) for item, serves in links),
        Provenance(id="pv", record="i2", field="target", statement="Chosen for the example", illustrative=True),
    ]  # fmt: skip


def before_of(found: Iterable[Record]) -> Plan:
    """The same plan two months earlier: no figures for December, one risk scored otherwise, the visit ahead."""
    changed = {
        "r1": {"likelihood": 5},
        "v1": {"happened": False, "progress_found": "", "progress_needed": "", "letter": ""},
    }
    earlier = [
        replace(record, **changed.get(record.id, {}))
        for record in found
        if not (isinstance(record, Reading) and record.period and record.period.last.month > 10)
    ]
    return plan_of(earlier, date(2017, 11, 23))
