"""The pages, in the order of the rail. A page that is not listed here does not exist for the person.

Each place names the page's module through a function, so that a page is imported when it is first shown. Which records
it shows is said of their kinds (`domain.kinds`).
"""

from collections.abc import Callable

from app.domain.kinds import KINDS
from app.ui.page import Asked, Page, Place
from app.ui.trail import HistoryOf, PapersOf, ThreadOf


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


def _papers() -> type[Page]:
    from .compose import PapersPage

    return PapersPage


def _history() -> type[Page]:
    from .history import HistoryPage

    return HistoryPage


def _place(title: str, load: Callable[[], type[Page]], *besides: type[Asked], key: str = "") -> Place:
    """A page with the kinds that say that they are seen there."""
    return Place(title, load, (*(kind.record for kind in KINDS.values() if kind.page == title), *besides), key)


PLACES: tuple[Place, ...] = (
    _place("Overview", _overview),
    _place("Plan", _plan),
    _place("Indicators", _indicators),
    _place("Risks", _risks),
    _place("Thread", _thread, ThreadOf),
    _place("Scrutiny", _scrutiny),
    _place("Money", _money),
    _place("Report", _report),
    _place("Meetings", _meetings),
    _place("Papers", _papers, PapersOf, key="E"),
    _place("History", _history, HistoryOf),
)
