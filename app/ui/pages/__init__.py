"""The pages, in the order of the rail. A page that is not listed here does not exist for the person.

Each place names the page's module through a function, so that a page is imported when it is first shown.
"""

from app.domain.records import (
    Action,
    Body,
    Component,
    Confidence,
    Indicator,
    Meeting,
    Milestone,
    Override,
    Programme,
    Reading,
    Risk,
    Stage,
    StageAim,
    Theme,
    Thresholds,
    Visit,
)  # fmt: skip
from app.ui.page import Page, Place


def _overview() -> type[Page]:
    from .overview.page import OverviewPage

    return OverviewPage


def _indicators() -> type[Page]:
    from .indicators import IndicatorsPage

    return IndicatorsPage


def _risks() -> type[Page]:
    from .risks import RisksPage

    return RisksPage


def _meetings() -> type[Page]:
    from .meetings import MeetingsPage

    return MeetingsPage


PLACES: tuple[Place, ...] = (
    Place("Overview", _overview, (Programme, Thresholds, Stage, StageAim, Theme, Component, Action, Milestone,
                                  Override, Confidence)),
    Place("Indicators", _indicators, (Indicator, Reading)),
    Place("Risks", _risks, (Risk,)),
    Place("Meetings", _meetings, (Meeting, Body, Visit)),
)  # fmt: skip
