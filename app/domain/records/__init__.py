"""The records of a plan: frozen dataclasses, one per table of the file.

A field's rule (what it may hold, how it is read and shown) stands beside it; `fields.rules(kind)` lists them.
`SLOT` names the fields that make a record's key where two people who enter the same thing must get the same
record: one reading per indicator and period, one link per pair.
"""

from __future__ import annotations

from .actions import Action, Milestone
from .base import Record
from .indicators import BETTER, UNITS, Indicator, Reading
from .judgements import CONFIDENCE, STATUSES, Confidence, Link, Override, Provenance
from .meetings import Body, Meeting
from .programme import GRADES, Programme, Stage, StageAim, Thresholds
from .risks import IMPACT, LIKELIHOOD, RESPONSES, Risk
from .scrutiny import Visit
from .themes import Component, Theme

KINDS: tuple[type[Record], ...] = (
    Programme, Thresholds, Stage, StageAim, Theme, Component, Indicator, Reading, Risk, Action, Milestone,
    Body, Meeting, Visit, Link, Override, Confidence, Provenance,
)  # fmt: skip
BY_TABLE: dict[str, type[Record]] = {kind.TABLE: kind for kind in KINDS}

__all__ = [
    "BETTER",
    "BY_TABLE",
    "CONFIDENCE",
    "GRADES",
    "IMPACT",
    "KINDS",
    "LIKELIHOOD",
    "RESPONSES",
    "STATUSES",
    "UNITS",
    "Action",
    "Body",
    "Component",
    "Confidence",
    "Indicator",
    "Link",
    "Meeting",
    "Milestone",
    "Override",
    "Programme",
    "Provenance",
    "Reading",
    "Record",
    "Risk",
    "Stage",
    "StageAim",
    "Theme",
    "Thresholds",
    "Visit",
]
