"""The pages, in the order of the rail. A page that is not listed here does not exist for the person.

Each place names the page's module through a function, so that a page is imported when it is first shown.
"""

from app.domain.records import (
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    Audit,
    Body,
    BudgetLine,
    Category,
    Component,
    Confidence,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Override,
    Partner,
    PartnerReport,
    Programme,
    Question,
    Reading,
    Recommendation,
    Risk,
    Section,
    Stage,
    StageAim,
    Statement,
    Theme,
    Thresholds,
    Visit,
)  # fmt: skip
from app.ui.page import Page, Place
from app.ui.widgets.history_of import HistoryOf
from app.ui.widgets.thread_of import ThreadOf


def _overview() -> type[Page]:
    from .overview.page import OverviewPage

    return OverviewPage


def _plan() -> type[Page]:
    from .plan import PlanPage

    return PlanPage


def _indicators() -> type[Page]:
    from .indicators import IndicatorsPage

    return IndicatorsPage


def _risks() -> type[Page]:
    from .risks import RisksPage

    return RisksPage


def _thread() -> type[Page]:
    from .thread import ThreadPage

    return ThreadPage


def _scrutiny() -> type[Page]:
    from .scrutiny import ScrutinyPage

    return ScrutinyPage


def _money() -> type[Page]:
    from .money import MoneyPage

    return MoneyPage


def _report() -> type[Page]:
    from .report import ReportPage

    return ReportPage


def _meetings() -> type[Page]:
    from .meetings import MeetingsPage

    return MeetingsPage


def _history() -> type[Page]:
    from .history import HistoryPage

    return HistoryPage


PLACES: tuple[Place, ...] = (
    Place("Overview", _overview, (Programme, Thresholds, Stage, StageAim, Theme, Override, Confidence)),
    Place("Plan", _plan, (Action, Milestone, Objective, NextStep, Dependency, DateChange)),
    Place("Indicators", _indicators, (Indicator, Reading)),
    Place("Risks", _risks, (Risk, Category)),
    Place("Thread", _thread, (Component, Link, ThreadOf)),
    Place("Scrutiny", _scrutiny, (Recommendation, Visit, Finding, Audit, Partner, PartnerReport, Attachment)),
    Place("Money", _money, (BudgetLine, Statement)),
    Place("Report", _report, (Section,)),
    Place("Meetings", _meetings, (Meeting, Body, AgendaItem, Attendance, Decision, Question)),
    Place("History", _history, (HistoryOf,)),
)  # fmt: skip
