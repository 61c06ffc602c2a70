"""Of every kind that people make by hand, the first is added in an empty plan, and another one beside the first."""

# ruff: noqa: F811 - `hands` is a fixture

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from app.domain import kinds
from app.domain.fields import Reference
from app.domain.kinds import ANYWHERE
from app.domain.records import (
    KINDS,
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    Audit,
    AuditGrade,
    Benchmark,
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
    IndicatorSet,
    IssuedPaper,
    Link,
    Meeting,
    Milestone,
    Mitigation,
    NextStep,
    Objective,
    Override,
    Partner,
    PartnerReport,
    Programme,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Rebase,
    Recommendation,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    Scoring,
    Section,
    Settlement,
    Stage,
    StageAim,
    Statement,
    TargetStep,
    Theme,
    Thresholds,
    Visit,
    rules,
)
from app.domain.records import (
    Control as RiskControl,
)
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.chair import ChairWalk
from app.ui.find.finding import Find
from app.ui.pages.compose import PapersPage
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.money import MoneyPage, StatementRegister
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.risks import RisksPage
from app.ui.pages.scrutiny.panels import BothFindings, GradesPart, Reports
from app.ui.pages.thread import ThreadPage
from tests.app.ui.hands import Control, Key, press
from tests.test_every_kind import (
    AUDITS,
    PARTNERS,
    RECOMMENDATIONS,
    VISITS,
    WAYS,
    Hands,
    Step,
    Way,
    about_risk,
    add_aim,
    add_to,
    from_menu,
    hands,  # noqa: F401 - a fixture
    issue_a_paper,
    makes,
    meeting_view,
    needs_action,
    of_categories,
    of_scale,
    part_of_indicator,
    part_of_risk,
    ready,
    scrutiny,
    section,
    sets,
    take_a_file,
    the_indicator,
    the_programme,
    the_risk,
    void,
    write_the_paper,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform

TITLED = "Getting to good"

ONLY_ONE: dict[type[Record], str] = {
    Programme: "a plan is the plan of one programme",
    Thresholds: "a plan is judged by one set of thresholds",
    Settlement: "it is made where sources disagree, one for each disagreement",
}
"""Kinds of which a second is not added, with the reason."""


def statements(hands: Hands) -> StatementRegister:
    """What is said without a figure, behind its tab."""
    page = hands.go(MoneyPage)
    hands.tab(page.tabs.words, 2)
    return page.statements


@dataclass(frozen=True)
class Again:
    """How another one is added, where one is there, and what it needs beside what the first one needed."""

    add: Step
    needs: Step = lambda _hands: None


def second_theme(hands: Hands) -> None:
    hands.have(Theme, title="Practice")


def card(hands: Hands, number: int) -> Any:
    page = hands.go(OverviewPage)
    hands.press(page.dashboard.cards[number])
    return page.theme_view


def members(hands: Hands) -> None:
    """The body has another member; the view of its meeting shows that."""
    body = hands.one(Body)
    hands.workspace.save(replace(body, members=f"{body.members}\nDirector"), label="Two members")


def attend(hands: Hands) -> None:
    view = meeting_view(hands)
    button = view.attendance.choices["Director", "present"]
    view.area.ensureWidgetVisible(button)
    hands.press(button)


def mark_next_page(hands: Hands) -> None:
    hands.go(OverviewPage)
    hands.window.menus["Read as chair"].trigger()
    walk = hands.window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    walk.go(1)
    hands.press(walk.mark_button)
    hands.press(walk.leave)


def source_of_another(hands: Hands) -> None:
    def write(dialog: Any) -> None:
        hands.fill(dialog.source.line.control, "4.1")
        press(hands.qtbot, dialog.save_button)

    page = hands.go(IndicatorsPage)
    other = next(reading for reading in hands.workspace.all(Reading) if not hands.workspace.plan.sources(reading))
    hands.row(page.indicators.readings.table, other)
    hands.dialog(lambda: hands.press(page.indicators.readings.correct_button), write)


def second_reading(hands: Hands) -> None:
    there = hands.one(Reading)
    hands.have(Reading, indicator=there.indicator, value=there.value, period=PartialDate("2018-01"))


AGAIN: dict[type[Record], Again] = {
    Stage: Again(lambda h: h.dialog(lambda: h.press(the_programme(h).add_stage), h.writes(title="Embed"))),
    StageAim: Again(lambda h: h.dialog(lambda: add_aim(h), h.writes(title="Leaders who stay"))),
    Theme: Again(lambda h: h.dialog(lambda: h.press(h.go(OverviewPage).dashboard.new_theme), h.writes(title="Care"))),
    Component: Again(lambda h: h.dialog(lambda: h.press(h.go(ThreadPage).new), h.writes(title="Good homes"))),
    Override: Again(
        lambda h: h.dialog(
            lambda: h.press(card(h, 1).buttons[operations.set_status]), h.writes(status="At risk", reason="It is new")
        ),
        second_theme,
    ),
    Confidence: Again(
        lambda h: h.dialog(lambda: h.press(card(h, 1).buttons[operations.judge_confidence]), h.writes(level="Low")),
        second_theme,
    ),
    Objective: Again(from_menu("Objective…", title="Plans that work", theme="Theme 1: Leadership")),
    Action: Again(from_menu("Action…", title="Mend the data")),
    Milestone: Again(from_menu("Milestone…", title="Posts filled", action="A-01")),
    Dependency: Again(
        from_menu("What waits for what…", action="A-01", waits_for="A-03"), lambda h: needs_action(h, "Train all")
    ),
    DateChange: Again(from_menu("Move the due date…", record="A-01", now="30 Jun 2018", reason="Fewer applied")),
    NextStep: Again(from_menu("Next step…", title="A data strategy")),
    Indicator: Again(
        lambda h: h.dialog(
            lambda: h.press(h.go(IndicatorsPage).indicators.new_button), h.writes(title="Visits in time")
        )
    ),
    Reading: Again(
        lambda h: h.dialog(
            lambda: h.press(the_indicator(h).buttons[operations.enter_reading]),
            h.writes(period="January 2018", value="90"),
        )
    ),
    TargetStep: Again(
        lambda h: h.dialog(
            lambda: h.press(part_of_indicator(TargetStep)(h).add_button), h.writes(starts="April 2019", target="98")
        )
    ),
    Benchmark: Again(
        lambda h: h.dialog(
            lambda: h.press(part_of_indicator(Benchmark)(h).add_button),
            h.writes(who="London", period="2017/18", value="81"),
        )
    ),
    Rebase: Again(
        lambda h: h.dialog(
            lambda: h.press(part_of_indicator(Rebase)(h).add_button),
            h.writes(starts="April 2019", title="New teams", reason="Two teams became one."),
        )
    ),
    IndicatorSet: Again(lambda h: h.dialog(lambda: h.press(sets(h).new_button), h.writes(title="Front door"))),
    AuditGrade: Again(
        lambda h: h.dialog(
            lambda: h.press(scrutiny(h, AUDITS).panel.part(GradesPart).add_button),
            h.writes(grade="Inadequate", number="2"),
        )
    ),
    Provenance: Again(source_of_another, second_reading),
    Category: Again(of_categories(lambda dialog: dialog.new, title="Money")),
    Mitigation: Again(
        lambda h: h.dialog(lambda: h.press(part_of_risk(Mitigation)(h).add_button), h.writes(title="Return bonus"))
    ),
    RiskControl: Again(
        lambda h: h.dialog(lambda: h.press(part_of_risk(RiskControl)(h).add_button), h.writes(title="Agency cap"))
    ),
    ScaleLevel: Again(of_scale(lambda h, dialog: h.fill(dialog.words["impact", 5], "Grave"))),
    ScaleCell: Again(
        of_scale(
            lambda h, dialog: (h.qtbot.keyClick(dialog.grid, Key.Key_Up), h.qtbot.keyClick(dialog.grid, Key.Key_H))
        )
    ),
    Scoring: Again(
        lambda h: h.dialog(
            lambda: h.press(part_of_risk(Scoring)(h).add_button),
            h.writes(day="Feb 2018", likelihood="4  Likely", impact="4  Major"),
        )
    ),
    Risk: Again(
        lambda h: h.dialog(lambda: h.press(h.go(RisksPage).risks.new_button), h.writes(title="Money runs out"))
    ),
    Recommendation: Again(makes(RECOMMENDATIONS, title="Keep the staff")),
    Visit: Again(makes(VISITS, title="Second visit")),
    Finding: Again(
        lambda h: h.dialog(
            lambda: h.press(scrutiny(h, VISITS).panel.part(BothFindings).needed.add_button),
            h.writes(title="Visits are late"),
        )
    ),
    Audit: Again(makes(AUDITS, title="Practice week")),
    Partner: Again(makes(PARTNERS, title="A third council")),
    PartnerReport: Again(
        lambda h: h.dialog(
            lambda: h.press(scrutiny(h, PARTNERS).panel.part(Reports).add_button), h.writes(title="Second report")
        )
    ),
    Attachment: Again(take_a_file),
    BudgetLine: Again(
        lambda h: h.dialog(lambda: h.press(h.go(MoneyPage).budget.new_button), h.writes(title="Cost", amount="100"))
    ),
    Statement: Again(
        lambda h: h.dialog(lambda: h.press(statements(h).new_button), h.writes(title="Morale", says="It rises."))
    ),
    Section: Again(section(lambda page: page.sections.new_button, "title", "The detail")),
    Body: Again(lambda h: h.dialog(lambda: h.press(h.go(MeetingsPage).new_body_button), h.writes(title="Scrutiny"))),
    Meeting: Again(
        lambda h: h.dialog(
            lambda: h.press(h.go(MeetingsPage).new_meeting_button),
            h.writes(body="Improvement board", day="24 Apr 2027"),
        )
    ),
    AgendaItem: Again(lambda h: h.dialog(lambda: add_to(h, lambda view: view.agenda), h.writes(title="Risks"))),
    Attendance: Again(attend, members),
    Decision: Again(lambda h: h.dialog(lambda: add_to(h, lambda view: view.decisions), h.writes(title="Pay for it"))),
    IssuedPaper: Again(issue_a_paper),
    Link: Again(
        lambda h: h.name(the_risk(h).risks.panel.strands.line, "recommendation 2"),
        lambda h: void(h.have(Recommendation, title="Fill the posts")),
    ),
    Question: Again(
        lambda h: h.dialog(lambda: about_risk(h, "Ask about this"), h.writes(text="And what of agency staff?"))
    ),
    ReadMark: Again(mark_next_page, second_theme),
}

ALSO_FIRST: dict[type[Record], Step] = {
    Component: lambda h: h.dialog(lambda: h.press(h.go(ThreadPage).nothing.button), h.writes(title="Strong leaders")),
    Statement: lambda h: h.dialog(
        lambda: h.press(statements(h).empty.button), h.writes(title="Turnover", says="It falls.")
    ),
    Question: lambda h: h.dialog(lambda: ask_of_the_plan(h), h.writes(text="Is it enough?")),
    ReadMark: WAYS[ReadMark].make,
    IssuedPaper: lambda h: (h.go(PapersPage), write_the_paper(h, proposed=False))[-1],
}
"""How the first is added where the way of `WAYS` begins at something that an empty plan does not hold."""


def ask_of_the_plan(hands: Hands) -> None:
    hands.go(OverviewPage)
    hands.window.menus["Ask about this…"].trigger()


def refers_to_nothing(kind: type[Record]) -> bool:
    return not any(isinstance(rule, Reference) and rule.required for rule in rules(kind).values())


NEEDS_NOTHING = {kind for kind in KINDS if refers_to_nothing(kind) and kind not in ALSO_FIRST}
"""Kinds of which the first is added in an empty plan by the way of `WAYS`."""


def test_every_kind_is_tried():
    assert set(AGAIN) | set(ONLY_ONE) == set(KINDS)
    assert not set(AGAIN) & set(ONLY_ONE)
    assert {kind for kind in NEEDS_NOTHING if WAYS[kind].needs is not Way.needs} == set()


@pytest.mark.parametrize(
    ("hands", "kind"), [pytest.param(TITLED, kind, id=kind.TABLE) for kind in AGAIN], indirect=["hands"]
)
def test_another_one_is_added_beside_the_first(hands: Hands, kind: type[Record]):
    way, again = WAYS[kind], AGAIN[kind]
    way.needs(hands)
    ready(hands)
    way.make(hands)
    hands.is_near()
    there = set(hands.workspace.all(kind))
    assert len(there) == 1
    again.needs(hands)
    ready(hands)
    again.add(hands)
    hands.is_near()
    now = set(hands.workspace.all(kind))
    assert len(now) == len(there) + 1
    assert {record.id for record in there} < {record.id for record in now}
    assert hands.workspace.check() == []


@pytest.mark.parametrize(
    ("hands", "kind"), [pytest.param(TITLED, kind, id=kind.TABLE) for kind in ALSO_FIRST], indirect=["hands"]
)
def test_the_first_one_is_added_in_an_empty_plan(hands: Hands, kind: type[Record]):
    ready(hands)
    ALSO_FIRST[kind](hands)
    hands.is_near()
    assert len(hands.workspace.all(kind)) == 1


def choose_from_palette(hands: Hands, words: str) -> None:
    hands.go(OverviewPage)
    hands.qtbot.keyClick(hands.window, Key.Key_K, Control)
    finding = hands.window.feature(Find)
    assert finding.palette is not None
    hands.qtbot.waitUntil(lambda: finding.finder is None or finding.finder.ready)
    line = finding.palette.line
    hands.qtbot.keyClicks(line, words)
    QTimer.singleShot(0, lambda: hands.qtbot.keyClick(line, Key.Key_Return))


@pytest.mark.parametrize("hands", [TITLED], indirect=True)
@pytest.mark.parametrize("words", ["new theme", "add theme", "theme"])
def test_a_theme_is_added_from_the_palette_and_shown(hands: Hands, words: str):
    second_theme(hands)

    def add() -> None:
        choose_from_palette(hands, words)
        hands.qtbot.waitUntil(lambda: len(hands.workspace.all(Theme)) == 2)

    hands.dialog(add, hands.writes(title="Leadership"))
    page = hands.window.page()
    assert isinstance(page, OverviewPage)
    assert page.views.currentWidget() is page.theme_view
    assert page.theme_view.header.title.text() == "Leadership"


@pytest.mark.parametrize("hands", [TITLED], indirect=True)
def test_a_theme_is_added_on_the_page_of_the_plan(hands: Hands):
    hands.dialog(lambda: hands.press(hands.go(PlanPage).nothing.button), hands.writes(title="Leadership"))
    from_menu("Theme…", title="Practice")(hands)
    assert {theme.title for theme in hands.workspace.all(Theme)} == {"Leadership", "Practice"}
    page = hands.window.page()
    assert isinstance(page, PlanPage)
    assert page.group.isVisible()
    assert page.group.record == next(theme for theme in hands.workspace.all(Theme) if theme.title == "Practice")


@pytest.mark.parametrize("hands", [TITLED], indirect=True)
def test_what_is_added_from_the_menu_can_be_chosen_once_what_it_needs_is_there(hands: Hands):
    adding = {kind: hands.window.menus[f"{kind.NAME}…"] for kind in ANYWHERE}

    def can() -> set[type[Record]]:
        return {kind for kind, action in adding.items() if action.isEnabled()}

    assert can() == {kind for kind in ANYWHERE if kinds.KINDS[kind].needs is None}
    second_theme(hands)
    needs_action(hands)
    assert can() == set(ANYWHERE)
    hands.window.menus["Read as chair"].trigger()
    assert can() == set()


@pytest.mark.parametrize("hands", [TITLED], indirect=True)
def test_every_line_of_the_menu_adds_its_kind(hands: Hands, subtests: pytest.Subtests):
    second_theme(hands)
    needs_action(hands)
    hands.have(Body, title="Board")
    before = hands.workspace.plan
    for kind in ANYWHERE:
        asked: list[str] = []

        def look(dialog: Any, kind: type[Record] = kind, asked: list[str] = asked) -> None:
            asked.append(dialog.heading.text())
            assert isinstance(dialog._record, kind)
            press(hands.qtbot, dialog.cancel_button)

        with subtests.test(kind=kind.TABLE):
            hands.dialog(hands.window.menus[f"{kind.NAME}…"].trigger, look)
            assert len(asked) == 1
    assert hands.workspace.plan is before
