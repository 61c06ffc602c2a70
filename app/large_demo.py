"""A plan as large as any board's, to see that the program stays quick: the demo plan with made-up records added.

All that is added is marked illustrative, and comes out the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from app.domain import keys
from app.domain.records import (
    Action,
    Body,
    Indicator,
    Link,
    Meeting,
    Objective,
    Provenance,
    Reading,
    Recommendation,
    Record,
    Risk,
    Theme,
)
from app.domain.schedule import PartialDate
from app.workspace import Workspace

ACTIONS, INDICATORS, RISKS, BODIES, YEARS = 5_000, 500, 1_000, 20, 10
CHANGED = 50
"""Actions of which something is new since the latest meeting."""
READINGS = 24
"""Months of each indicator."""

_DO = ("Review", "Agree", "Train staff in", "Publish", "Audit", "Redesign", "Recruit for", "Consult on", "Embed")
_WHAT = ("supervision", "case recording", "the front door", "placements", "early help", "return interviews",
         "pathway plans", "thresholds", "family group conferences", "health assessments")  # fmt: skip
_WHERE = ("the north-west", "the north-east", "the south-west", "the south-east", "the safeguarding hub",
          "the leaving care team", "family support")  # fmt: skip
_WHO = ("Head of Practice", "Head of Quality", "Head of HR", "Service Manager", "Director", "Team Manager")
R = TypeVar("R", bound=Record)


def grow(workspace: Workspace) -> None:
    """Add the records to a workspace on the demo plan, all of them known to its latest meeting. Raises NotSaved."""
    maker = _Maker(workspace)
    for label, records in (
        ("Add bodies and ten years of meetings", maker.meetings()),
        ("Add indicators with their readings", maker.indicators()),
        ("Add risks", maker.risks()),
        ("Add actions", maker.actions()),
    ):
        made = list(records)
        workspace.save(*made, *maker.marks(made), label=label)
    workspace.close_meeting(maker.latest)
    workspace.save(*maker.news(), label="Say how far actions are")


class _Maker:
    """Makes the records, each with a key that is the same every time."""

    def __init__(self, workspace: Workspace):
        self.workspace = workspace
        self.chance = random.Random(1)
        self.themes = workspace.all(Theme)
        self.objectives = workspace.all(Objective)
        self.recommendations = workspace.all(Recommendation)
        self.position = workspace.plan.position
        self.indicator_keys: list[str] = []
        self.risk_keys: list[str] = []

    def marks(self, records: list[Record]) -> Iterator[Provenance]:
        for record in records:
            yield self.kept(Provenance(id="", record=record.id, illustrative=True))

    def meetings(self) -> Iterator[Record]:
        first = self.position.year - YEARS
        for number in range(1, BODIES + 1):
            body = Body(id=_key("body", number), title=f"Illustrative board {number}", meets="Every 2 months")
            yield body
            for count in range(YEARS * 6):
                day = date(first + count // 6, count % 6 * 2 + 1, 1 + number)
                closed = day if day < self.position - timedelta(days=60) else None
                yield Meeting(id=_key("meeting", number, count), body=body.id, day=day, closed=closed)
        yield self.latest

    @property
    def latest(self) -> Meeting:
        """The last meeting before the position date, still to be closed."""
        day = self.position - timedelta(days=7)
        return Meeting(id=_key("meeting", "latest"), body=_key("body", 1), day=day)

    def indicators(self) -> Iterator[Record]:
        for number in range(1, INDICATORS + 1):
            indicator = Indicator(
                id=_key("indicator", number), ref=f"I-{1000 + number}", title=f"Cases with {self.thing()}, {number}",
                target=Decimal(90), better="higher",
            )  # fmt: skip
            self.indicator_keys.append(indicator.id)
            yield indicator
            yield self.link(indicator.id, self.chance.choice(self.themes).id)
            value = self.chance.randint(40, 80)
            for month in range(READINGS):
                value = max(0, min(100, value + self.chance.randint(-3, 4)))
                at = self.position.year * 12 + self.position.month - 2 - READINGS + month + 1
                period = PartialDate(f"{at // 12:04}-{at % 12 + 1:02}")
                yield self.kept(Reading(id="", indicator=indicator.id, period=period, value=Decimal(value)))

    def risks(self) -> Iterator[Record]:
        for number in range(1, RISKS + 1):
            likelihood, impact = self.chance.randint(1, 5), self.chance.randint(1, 5)
            risk = Risk(
                id=_key("risk", number), ref=f"R-{1000 + number}", title=f"{self.thing().capitalize()} fails, {number}",
                likelihood=likelihood, impact=impact, target_likelihood=max(1, likelihood - 1), target_impact=impact,
                owner=self.chance.choice(_WHO), mitigation=f"{self.chance.choice(_DO)} {self.thing()}",
            )  # fmt: skip
            self.risk_keys.append(risk.id)
            yield risk
            yield self.link(risk.id, self.chance.choice(self.themes).id)

    def actions(self) -> Iterator[Record]:
        for number in range(1, ACTIONS + 1):
            starts = self.position - timedelta(days=self.chance.randint(0, 400))
            percent, due = self.chance.randint(0, 100), starts + timedelta(days=self.chance.randint(30, 500))
            objective = self.chance.choice(self.objectives)
            action = Action(
                id=_key("action", number), ref=f"A-{10000 + number}",
                title=f"{self.chance.choice(_DO)} {self.thing()}, {number}", owner=self.chance.choice(_WHO),
                starts=PartialDate.of(starts), due=PartialDate.of(due), percent=percent, done=percent == 100,
                done_on=PartialDate.of(self.position) if percent == 100 else None, objective=objective.id,
            )  # fmt: skip
            yield action
            yield self.link(action.id, objective.theme)
            for likely, keys_of in ((0.2, [r.id for r in self.recommendations]), (0.1, self.indicator_keys),
                                    (0.1, self.risk_keys)):  # fmt: skip
                if self.chance.random() < likely:
                    yield self.link(action.id, self.chance.choice(keys_of))

    def news(self) -> Iterator[Record]:
        """Actions with a little more of them done; what is said of them is as made up as before."""
        open_ones = [a for a in self.workspace.all(Action) if a.percent is not None and a.percent < 90]
        for action in open_ones[-CHANGED:]:
            changed = replace(action, percent=(action.percent or 0) + 10)
            yield changed
            yield self.kept(Provenance(id="", record=action.id, illustrative=True))

    def thing(self) -> str:
        return f"{self.chance.choice(_WHAT)} in {self.chance.choice(_WHERE)}"

    def link(self, item: str, serves: str) -> Link:
        return self.kept(Link(id="", item=item, serves=serves))

    @staticmethod
    def kept(record: R) -> R:
        """A record of a kind with a natural key, under it."""
        return replace(record, id=keys.key_of(record))


def _key(kind: str, *numbers: int | str) -> str:
    return keys.key_of_name("/".join(("large", kind, *map(str, numbers))))
