"""What came after what was done, wherever it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.briefing.context import BriefingContext
from app.briefing.sections.indicators import did_it_work
from app.domain.effect import NOT_BECAUSE
from app.domain.records import (
    Action,
    Body,
    Decision,
    Indicator,
    Link,
    Meeting,
    Programme,
    Reading,
    Record,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from app.ui.page import Page
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.meetings.outcome import _decision_entry, _decision_line
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.plan.page import PlanPage
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.record.effects import DidItWork
from app.ui.session import Session
from app.ui.widgets.whole_lines import WholeLines
from app.workspace import Person, Workspace
from tests.app.ui.hands import Left, page_alone

IMPROVED = "an improvement after it"
FIGURES = "51 % in December 2016 before, 72 % in December 2017 since."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Oversight rose in 2017; training was done, paid for and seen on the first day of that year."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    (programme,) = made.all(Programme)
    theme = made.draft(Theme, title="Practice", number=1)
    oversight = made.draft(Indicator, ref="I-01", title="Oversight", better="higher", target=Decimal(95))
    train = made.draft(Action, ref="A-01", title="Train managers", done=True, done_on=PartialDate("2017-01-01"))
    seen = made.draft(Visit, title="First visit", happened=True, starts=PartialDate("2017-01-01"))
    values = [50 + n % 2 for n in range(12)] + [71 + n % 2 for n in range(12)]
    months = [f"{2016 + n // 12}-{n % 12 + 1:02}" for n in range(24)]
    figures: list[Record] = [
        made.draft(Reading, indicator=oversight.id, period=PartialDate(month), value=Decimal(value))
        for month, value in zip(months, values, strict=True)
    ]
    links = [made.draft(Link, item=item.id, serves=to.id) for item, to in (
        (oversight, theme), (train, oversight), (seen, oversight), (train, theme))]  # fmt: skip
    made.save(programme.having({"position": date(2018, 1, 31)}), theme, oversight, train, seen, *figures, *links,
              label="Begin")  # fmt: skip
    yield made
    made.close()


def one(workspace: Workspace, kind: type[Record]) -> Record:
    return workspace.all(kind)[0]


def told(lines: WholeLines) -> list[tuple[str, str, str]]:
    assert lines.isVisibleTo(lines.window())
    return [(row.line.title, row.line.fact, row.line.word) for row in lines.rows]


def part(page: Page) -> WholeLines:
    return next(each.lines for each in page.findChildren(DidItWork) if each.isVisibleTo(page))


def test_an_indicator_names_what_was_done_and_leads_there(qtbot: QtBot, workspace: Workspace):
    page, opened = IndicatorsPage(Session(workspace)), list[object]()
    with page_alone(qtbot, page, opened=opened.append):
        page.reveal(one(workspace, Indicator))
        lines = part(page)
        assert [(title, word) for title, _fact, word in told(lines)] == [
            (f"Train managers: {IMPROVED}", "done 1 Jan 2017"), (f"First visit: {IMPROVED}", "visit 1 Jan 2017"),
        ]  # fmt: skip
        assert told(lines)[0][1].startswith(FIGURES)
        qtbot.mouseClick(lines.rows[0], Left)
    assert opened == [one(workspace, Action)]


@pytest.mark.parametrize(("kind", "make"), [(Action, PlanPage), (Visit, ScrutinyPage)])
def test_what_was_done_names_the_indicator_and_leads_there(
    qtbot: QtBot, workspace: Workspace, kind: type[Record], make: type[Page]
):
    page, opened = make(Session(workspace)), list[object]()
    with page_alone(qtbot, page, opened=opened.append):
        page.reveal(one(workspace, kind))
        ((title, fact, _word),) = told(part(page))
        assert title == f"Oversight: {IMPROVED}"
        assert fact.startswith(FIGURES)
        part(page).rows[0].click()
    assert opened == [one(workspace, Indicator)]


def test_what_changed_nothing_yet_says_so_and_what_is_linked_to_no_figure_says_nothing(
    qtbot: QtBot, workspace: Workspace
):
    recent = workspace.draft(Action, title="Hire", done=True, done_on=PartialDate("2017-10-01"))
    alone = workspace.draft(Action, title="Write", done=True, done_on=PartialDate("2017-10-01"))
    workspace.save(recent, alone, workspace.draft(Link, item=recent.id, serves=one(workspace, Indicator).id),
                   label="Add")  # fmt: skip
    with page_alone(qtbot, PlanPage(Session(workspace))) as page:
        page.reveal(recent)
        ((title, fact, _word),) = told(part(page))
        assert title == "Oversight: it was changing before already"
        assert fact.startswith("71 % in September 2017 before, 72 % in December 2017 since.")
        page.reveal(alone)
        assert not page.panel.effects.isVisible()


def test_a_theme_tells_it_of_its_figures(qtbot: QtBot, workspace: Workspace):
    with page_alone(qtbot, OverviewPage(Session(workspace))) as page:
        page.reveal(one(workspace, Theme))
        lines = next(each for each in page.findChildren(WholeLines) if each.accessibleName() == "Did it work?")
        assert [title for title, _fact, _word in told(lines)] == [
            f"Train managers, Oversight: {IMPROVED}", f"First visit, Oversight: {IMPROVED}",
        ]  # fmt: skip
        workspace.remove(*workspace.all(Link), label="Untie")
        page.reveal(one(workspace, Theme))
        assert not lines.isVisibleTo(page)


def test_a_decision_tells_it_where_it_is_read(qtbot: QtBot, workspace: Workspace):
    body = workspace.draft(Body, title="Board")
    met = workspace.draft(Meeting, body=body.id, day=date(2017, 1, 1), closed=date(2017, 1, 1))
    fund = workspace.draft(Decision, title="Fund it", meeting=met.id)
    workspace.save(body, met, fund, workspace.draft(Link, item=fund.id, serves=one(workspace, Indicator).id), label="x")
    line = _decision_line(workspace.plan, fund)
    assert line.worked[0].startswith("I-01: an improvement after it. 51 % in December 2016 before")
    entry = _decision_entry(line)
    qtbot.addWidget(entry)
    assert f"Did it work? {line.worked[0]}" in [label.text() for label in entry.findChildren(QLabel)]


def test_papers_tell_it_under_their_charts(workspace: Workspace):
    material = BriefingContext.gather(
        workspace.plan, before=None, meeting=None, since=None, facts_only=False, printed=date(2018, 2, 1)
    )
    (block,) = did_it_work(material, workspace.all(Indicator))
    words = repr(block)
    for said in ("Did it work?", NOT_BECAUSE, "Train managers", "done 1 Jan 2017", "An improvement after it.", FIGURES):
        assert said in words
    assert did_it_work(material, []) == ()
