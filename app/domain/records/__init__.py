"""The records of a plan: frozen dataclasses (`Frozen`), one per table of the file.

A field's rule (what it may hold, how it is read and shown) stands beside it; `rules(kind)` lists them.
`NATURAL_KEY` names the fields that make a record's key where two people who enter the same thing must get the same
record: one reading per indicator and period, one link per pair.
"""

from __future__ import annotations

from .actions import Action, DateChange, Dependency, Milestone, NextStep, Objective
from .base import NOT_GIVEN, Record, not_held, problems, reason, reason_given, references, rules
from .indicators import (
    BENCHMARKS,
    BETTER,
    CORRECTIONS,
    MOVING,
    PART_WORDS,
    UNITS,
    Benchmark,
    Indicator,
    IndicatorSet,
    Reading,
    Rebase,
    Statement,
    TargetStep,
)
from .judgements import CONFIDENCE, STATUSES, Confidence, Link, Override, Provenance, Settlement
from .meetings import ATTENDED, EVERY, PURPOSES, AgendaItem, Attendance, Body, Decision, Meeting
from .money import NATURE, BudgetLine
from .papers import PAPER_FORMS, PAPER_NAMES, IssuedPaper
from .programme import GRADES, QUARTERS, Programme, Stage, StageAim, Thresholds
from .questions import ASKED, Question, ReadMark
from .report import Section
from .risks import (
    EFFECTIVENESS,
    RESPONSES,
    RHYTHMS,
    SCORED,
    SETS,
    Category,
    Control,
    Mitigation,
    Risk,
    Scoring,
)
from .scales import AXES, BAND_WORDS, LEAST, MOST, SCORE_RULES, TOP, ScaleCell, ScaleLevel
from .scrutiny import (
    AUDITS,
    FINDINGS,
    Attachment,
    Audit,
    AuditGrade,
    Finding,
    Partner,
    PartnerReport,
    Recommendation,
    Visit,
)
from .themes import Component, Theme

KINDS: tuple[type[Record], ...] = (
    Programme, Thresholds, ScaleLevel, ScaleCell, Stage, StageAim, Theme, Component, Objective, Recommendation,
    Indicator, Reading, TargetStep, Benchmark, Rebase, IndicatorSet, Statement, Category, Risk, Mitigation,
    Control, Scoring, Action, Milestone, Dependency, DateChange, NextStep, Body, Meeting, AgendaItem,
    Attendance, Decision, Question, Visit, Audit, AuditGrade, Finding, Partner, PartnerReport, Attachment,
    BudgetLine, Section, IssuedPaper, Link, Override, Confidence, Provenance, Settlement, ReadMark,
)  # fmt: skip
BY_TABLE: dict[str, type[Record]] = {kind.TABLE: kind for kind in KINDS}

__all__ = [
    "ASKED", "ATTENDED", "AUDITS", "AXES", "BAND_WORDS", "BENCHMARKS", "BETTER", "BY_TABLE", "CONFIDENCE",
    "CORRECTIONS", "EFFECTIVENESS", "EVERY", "FINDINGS", "GRADES", "KINDS", "LEAST", "MOST", "MOVING", "NATURE",
    "NOT_GIVEN", "PAPER_FORMS", "PAPER_NAMES", "PART_WORDS", "PURPOSES", "QUARTERS", "RESPONSES", "RHYTHMS",
    "SCORED", "SCORE_RULES", "SETS", "STATUSES", "TOP", "UNITS", "Action", "AgendaItem", "Attachment",
    "Attendance", "Audit", "AuditGrade", "Benchmark", "Body", "BudgetLine", "Category", "Component",
    "Confidence", "Control", "DateChange", "Decision", "Dependency", "Finding", "Indicator", "IndicatorSet",
    "IssuedPaper", "Link", "Meeting", "Milestone", "Mitigation", "NextStep", "Objective", "Override", "Partner",
    "PartnerReport", "Programme", "Provenance", "Question", "ReadMark", "Reading", "Rebase", "Recommendation",
    "Record", "Risk", "ScaleCell", "ScaleLevel", "Scoring", "Section", "Settlement", "Stage", "StageAim",
    "Statement", "TargetStep", "Theme", "Thresholds", "Visit", "not_held", "problems", "reason", "reason_given",
    "references", "rules",
]  # fmt: skip
