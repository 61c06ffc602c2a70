"""What the briefing says of the other systems: recommendations, findings, checks, partners, money, next steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app import demo
from app.briefing import PaperOptions
from app.briefing.blocks import Briefing, Table
from app.briefing.templates import compose
from app.domain.plan import Plan
from app.domain.records import (
    Action,
    AgendaItem,
    Attachment,
    Audit,
    AuditGrade,
    Body,
    BudgetLine,
    Confidence,
    Decision,
    Finding,
    Link,
    Meeting,
    NextStep,
    Partner,
    PartnerReport,
    Provenance,
    Question,
    Recommendation,
    Record,
    Settlement,
    Statement,
    Theme,
    Visit,
)
from app.domain.rows import to_row
from app.domain.schedule import PartialDate
from app.workspace import Person
from tests.app.briefing.plans import plan_of
from tests.app.briefing.test_templates import section

TODAY = date(2018, 1, 31)


def part(key: str, *records: Record) -> str:
    """What one section says of a plan of these records."""
    return section(whole(plan_of(records)), key)


def whole(plan: Plan) -> Briefing:
    """The paper of the board with its annex."""
    return compose("board", plan, printed=TODAY, options=PaperOptions(annex=True))


def link(item: str, serves: str) -> Link:
    return Link(id=f"{item}-{serves}", item=item, serves=serves)


OVERSIGHT = Recommendation(id="rec", number=6, title="Supervise and record")
TRAIN = Action(
    id="act",
    ref="A-01",
    title="Train managers",
    due=PartialDate("2018-04"),
    reported=PartialDate("2018-01"),
    progress="On.",
)


class TestRecommendations:
    def test_show_progress_beside_confidence(self):
        judged = Confidence(id="c", record="rec", level="low", by="Chair", day=TODAY)
        said = part("recommendations", OVERSIGHT, TRAIN, link("act", "rec"), judged)
        for words in ("Supervise and record", "Actions: A-01.", "On track", "Low", "Chair, 31 Jan 2018"):
            assert words in said

    def test_without_an_action_are_said_to_have_none(self):
        said = part("recommendations", OVERSIGHT)
        assert "no action answers 6." in said
        assert "No action answers it." in said
        assert "Not judged" in said

    def test_that_are_met_say_what_shows_it(self):
        met = replace(OVERSIGHT, met=date(2018, 1, 10), evidence="Ninety audits")
        held = Attachment(id="att", record="rec", title="Letter", filename="l.pdf", digest="0", size=1)
        said = part("recommendations", met, held)
        assert "Accepted as met on 10 Jan 2018: Ninety audits." in said
        assert "Attached: Letter." in said
        assert "No action answers" not in said


def test_findings_say_their_theme_and_what_answers_them():
    visit = Visit(id="v", title="Second visit", happened=True)
    theme = Theme(id="t", number=2, title="Practice")
    good = Finding(id="f1", of="v", kind="progress", title="Thresholds applied")
    open_ = Finding(id="f2", of="v", kind="further", title="Plans vary")
    bad = Finding(id="f3", of="v", kind="further", title="Chairs challenge too little", response="Chairs were trained")
    said = part("visits", visit, theme, good, open_, bad, TRAIN, link("f2", "t"), link("act", "f3"))
    assert "Progress made" in said
    assert "Plans vary. (theme 2, nobody answers it yet)" in said
    assert "Chairs challenge too little. Chairs were trained. (answered by A-01)" in said


def test_checks_say_who_took_part_and_what_was_observed():
    week = Audit(id="w", title="Practice Week", kind="practice week", starts=PartialDate("2017-11-20"),
                 took_part="The Mayor\nThe Director")  # fmt: skip
    said = part("checks", week, Finding(id="f", of="w", kind="observed", title="Slow computers"))
    for words in ("Practice week, 20 Nov 2017.", "The Mayor; The Director.", "Observed", "Slow computers."):
        assert words in said


def test_checks_say_their_grades_moderated_beside_what_they_were_at_first():
    before = Audit(id="v", title="Case audit", kind="practice week", starts=PartialDate("2017-06"))
    week = Audit(id="w", title="Practice Week", kind="practice week", starts=PartialDate("2017-11"),
                 learning="Voice of the child")  # fmt: skip
    grades = [
        AuditGrade(id=f"g{n}", audit=audit, team=team, grade=word, number=number, moderated=again)
        for n, (audit, team, word, number, again) in enumerate((
            ("v", "", "Good", 10, False), ("v", "", "Inadequate", 10, False), ("w", "North", "Good", 12, False),
            ("w", "North", "Good", 6, True), ("w", "North", "Inadequate", 6, True), ("w", "South", "Good", 12, False),
        ))
    ]  # fmt: skip
    said = part("checks", before, week, *grades)
    for words in (
        "24 cases: good 75 % (18), inadequate 25 % (6). Good or better: 75 %.",
        "Moderated; before that 12 cases: good 100 % (12). Not moderated: South.",
        "North: 12 cases: good 50 % (6), inadequate 50 % (6); before moderation good 100 % (12).",
        "Good or better: 50 % (June 2017), 75 % (November 2017, partly moderated).",
        "Voice of the child",
    ):
        assert words in said


def test_partners_say_what_they_help_with_and_report():
    islington = Partner(id="p", title="Islington", appointed=PartialDate("2017-07"), appointed_by="the Department",
                        focus="Early help\nFinance")  # fmt: skip
    report = PartnerReport(id="r", partner="p", title="First report", summary="Progress is visible")
    said = part("partners", islington, report)
    for words in ("Appointed July 2017 by the Department.", "Early help, Finance.", "First report. Progress is"):
        assert words in said


class TestMoney:
    LINE = BudgetLine(id="b", title="Growth", amount=Decimal("5200000"), years="2017/18", nature="growth")
    RIVALS = (
        Provenance(id="p1", record="b", field="years", source="3.12", statement="For 2017/18"),
        Provenance(id="p2", record="b", field="years", source="4.2", statement="For 2017 to 2020"),
    )

    def test_says_amount_and_years(self):
        said = part("money", self.LINE)
        for words in ("£5,200,000", "2017/18", "Growth"):
            assert words in said
        assert "Sources disagree" not in said

    def test_says_where_sources_disagree_until_a_person_settled_it(self):
        said = part("money", self.LINE, *self.RIVALS)
        assert "Sources disagree. 3.12: For 2017/18; 4.2: For 2017 to 2020." in said
        settled = Settlement(
            id="s", record="b", field="years", holds_true="2017/18", reason="Asked", by="Sam", day=TODAY
        )
        said = part("money", self.LINE, *self.RIVALS, settled)
        assert "Settled by Sam: 2017/18." in said
        assert "Sources disagree" not in said


def test_next_steps_say_which_actions_carry_them_out():
    steps = NextStep(id="n1", number=1, title="Recruit"), NextStep(id="n2", number=2, title="Train")
    said = part("steps", *steps, TRAIN, link("act", "n2"))
    assert "Recruit. No action carries it out." in said
    assert "Train. Carried out by A-01." in said


def test_statements_stand_with_their_theme():
    theme, turnover = (
        Theme(id="t", number=1, title="Staff"),
        Statement(id="s", title="Turnover", says="It fell", moving="improving"),
    )
    made = compose("theme", plan_of([theme, turnover, link("s", "t")]), printed=TODAY)
    assert "Turnover: It fell. (improving)" in section(made, "in_depth")


def test_what_is_exempt_stays_out():
    hidden = replace(OVERSIGHT, exempt="A child could be known")
    made = whole(plan_of([hidden, TRAIN, link("act", "rec")]))
    assert "Supervise and record" not in " ".join(section(made, each.key) for each in made.sections)


@pytest.fixture(scope="module")
def demo_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    folder: Path = tmp_path_factory.mktemp("demo")
    workspace = demo.make(folder / "plan.goldthread", Person("Ann"), folder / "backups")
    yield workspace.plan
    workspace.close()


@pytest.mark.parametrize(
    ("key", "kind"),
    [("recommendations", Recommendation), ("checks", Audit), ("partners", Partner), ("money", BudgetLine),
     ("steps", NextStep), ("visits", Visit)],
)  # fmt: skip
def test_every_such_record_of_the_demo_is_in_its_section(demo_plan: Plan, key: str, kind: type[Record]):
    said = section(whole(demo_plan), key)
    found = demo_plan.all(kind)
    assert found
    for record in found:
        assert str(to_row(record)["title"]) in said


BOARD = Body(id="b", title="Improvement Board")
NOVEMBER = Meeting(id="m1", body="b", day=date(2017, 11, 23), closed=date(2017, 11, 23))
MARCH = Meeting(id="m2", body="b", day=date(2018, 3, 20), purpose="Pace")
ITEM = AgendaItem(id="i", meeting="m1", number=2, title="Progress")
TAKEN = Decision(
    id="d", ref="D-01", meeting="m1", item="i", title="Endorse the progress", detail="The visit bears it out"
)


class TestDecisions:
    def test_say_what_was_decided_where_and_what_it_concerns(self):
        said = part("decisions", BOARD, NOVEMBER, ITEM, TAKEN, OVERSIGHT, TRAIN, link("d", "rec"), link("act", "d"))
        for words in ("D-01", "Endorse the progress.", "The visit bears it out.", "Improvement Board, 23 Nov 2017",
                      "Item 2: Progress", "Concerns: recommendation 6.", "Carried out by: A-01."):  # fmt: skip
            assert words in said

    def test_stand_the_latest_first(self):
        said = part(
            "decisions", BOARD, NOVEMBER, MARCH, TAKEN, Decision(id="e", ref="D-02", meeting="m2", title="Go on")
        )
        assert said.index("D-02") < said.index("D-01")


def test_actions_that_arose_stand_under_their_meeting_with_owner_due_date_and_status():
    arose = replace(TRAIN, id="n", ref="A-02", title="Report on pace", owner="Head of HR", meeting="m1")
    said = part("arising", BOARD, NOVEMBER, TRAIN, arose)
    for words in ("Improvement Board, 23 Nov 2017", "A-02", "Report on pace", "Head of HR", "Apr 2018", "On track"):
        assert words in said
    assert "Train managers" not in said


def test_every_table_of_actions_has_an_owners_column_where_anybody_owns_one():
    owned = replace(TRAIN, id="o", ref="A-02", owner="Head of HR")
    undated = replace(TRAIN, id="u", ref="A-03", due=None)
    for records, heads in (((owned, undated), 2), ((TRAIN, undated), 0)):
        made = next(s for s in whole(plan_of(records)).sections if s.key == "actions")
        tables = [block for block in made.blocks if isinstance(block, Table)]
        assert len(tables) == 2
        assert sum(column.title == "Owner" for table in tables for column in table.columns) == heads


class TestQuestions:
    ASKED = Question(id="q", ref="Q-01", record="rec", text="Why so slow?", by="Chair", day=TODAY, meeting="m2")

    def test_without_an_answer_come_first_and_say_for_which_meeting(self):
        answered = replace(
            self.ASKED, id="a", ref="Q-00", text="And why?", answer="Because", answered_by="Director", answered_on=TODAY
        )
        said = part("asked", BOARD, MARCH, OVERSIGHT, answered, self.ASKED)
        assert "2 questions, challenges and remarks, 1 of them not answered." in said
        assert said.index("Q-01") < said.index("Q-00")
        expected = (
            "Why so slow?", f"About: {OVERSIGHT.name}.", "Question · Chair, 31 Jan 2018", "Not answered yet.",
            "For Improvement Board, 20 Mar 2018.", "Because.", "Director, 31 Jan 2018",
        )  # fmt: skip
        for words in expected:
            assert words in said

    def test_about_what_is_exempt_are_left_out(self):
        hidden = replace(OVERSIGHT, exempt="Names a child")
        made = whole(plan_of([BOARD, MARCH, hidden, self.ASKED]))
        assert "asked" not in [each.key for each in made.sections]


def test_the_forward_plan_goes_month_by_month():
    visit = Visit(id="v", title="Third visit", starts=PartialDate("2018-05-01"), focus="Missing children")
    said = part("ahead", BOARD, MARCH, NOVEMBER, visit, TRAIN)
    for words in ("March 2018", "20 Mar: Improvement Board, Pace", "April 2018", "Train managers", "May 2018",
                  "1 May: Third visit, Missing children"):  # fmt: skip
        assert words in said
    assert "June 2018" not in said
    assert "Nov" not in said
