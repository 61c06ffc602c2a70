"""What changed since somebody read it, counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import (
    Action,
    Indicator,
    Link,
    Milestone,
    Objective,
    Override,
    Programme,
    Provenance,
    Question,
    ReadMark,
    Record,
    Risk,
    Theme,
)
from app.domain.unread import State, members, news, state
from tests.app.domain.plans import DAY, linked, plan_of, reading

THEME, OTHER = Theme(id="t", number=1, title="Leadership"), Theme(id="t2", number=2, title="Practice")
OVERSIGHT, RISK = Indicator(id="i", title="Oversight", better="higher"), Risk(id="r", title="Caseloads")
ACTION, STEP = Action(id="a", title="Recruit", objective="o"), Milestone(id="m", action="a", title="Advert out")
AIM = Objective(id="o", theme="t", title="A stable workforce")
FIGURES = (reading("i", "2017-11", "80"), reading("i", "2017-12", "87.9"))
ELSEWHERE = Risk(id="r2", title="Elsewhere")
PROGRAMME = Programme(id="p", title="Improve")
ALL = (PROGRAMME, THEME, OTHER, *linked("t", OVERSIGHT, RISK), *linked("t2", ELSEWHERE), AIM, ACTION, STEP, *FIGURES)
PLAN = plan_of(*ALL)


def test_figures_and_records_of_a_theme_are_counted_in_the_readers_words():
    assert news(PLAN, [THEME], [*FIGURES, RISK]) == "2 figures and 1 risk"


def test_what_belongs_elsewhere_is_no_news_here_but_is_for_the_whole_plan():
    assert news(PLAN, [THEME], [ELSEWHERE]) == ""
    assert news(PLAN, [PROGRAMME], [ELSEWHERE]) == "1 risk"


def test_a_milestone_and_an_action_under_an_objective_belong_to_its_theme():
    assert news(PLAN, [THEME], [STEP, ACTION]) == "1 action and 1 milestone"


def test_an_action_that_was_removed_is_news_by_its_objective():
    gone = Action(id="gone", title="Gone", objective="o", deleted="removed")
    assert news(PLAN, [THEME], [gone]) == "1 action"


def test_what_is_said_of_a_record_counts_as_that_record_once():
    said = [Override(id="x", record="r"), Provenance(id="y", record="r"), RISK]
    assert news(PLAN, [THEME], said) == "1 risk"


def test_a_risk_that_was_removed_is_news_by_its_link():
    gone = Risk(id="gone", title="Gone", deleted="removed")
    link = Link(id="l", item="gone", serves="t", deleted="removed")
    assert news(PLAN, [THEME], [gone, link]) == "1 risk"


def test_a_link_between_two_records_of_a_theme_is_no_news_nor_where_it_comes_from():
    link = Link(id="l", item="a", serves="r", deleted="removed")
    for step in (THEME, PROGRAMME):
        assert news(PLAN, [step], [link, Provenance(id="y", record="l")]) == ""


def test_questions_and_marks_are_no_news():
    assert news(PLAN, [THEME], [Question(id="q", record="t"), ReadMark(id="k", record="t")]) == ""


def test_what_was_not_there_to_be_read_is_news():
    assert news(PLAN, [RISK, ELSEWHERE], [], [ELSEWHERE]) == "1 risk"


def mark(record: str, edit: str, by: str = "Chair") -> ReadMark:
    return ReadMark(id=f"{record} {by}", record=record, by=by, day=DAY, edit=edit)


def read(*marks: ReadMark, records: Sequence[Record] = (THEME,), since: dict[str, list[Record]] | None = None) -> State:
    return state(plan_of(*ALL, *marks), records, "Chair", lambda mark: (since or {}).get(mark.edit, []))


def test_without_a_mark_of_ones_own_nothing_is_read():
    assert read() == State()
    assert read(mark("t", "5", by="Somebody else")) == State()
    assert not State().read


def test_it_is_read_until_something_comes_after_the_edit_that_was_known():
    assert read(mark("t", "5")) == State(day=DAY)
    changed = read(mark("t", "5"), since={"5": [RISK]})
    assert changed == State(day=DAY, news="1 risk")
    assert not changed.read


def test_several_records_are_read_together_from_the_earliest_mark():
    marks = (mark("r", "5"), mark("r2", "9"))
    assert read(*marks, records=[RISK, ELSEWHERE], since={"5": [ELSEWHERE]}).news == "1 risk"
    assert read(marks[1], records=[RISK, ELSEWHERE]).news == "1 risk"  # the other one was not there


@given(st.sets(st.sampled_from(ALL), max_size=len(ALL)))
def test_all_of_a_themes_members_are_news_and_nothing_else_is(touched: set[Record]):
    keys = members(PLAN, THEME)
    assert keys is not None
    if any(record.id in keys for record in touched):
        assert news(PLAN, [THEME], touched)
    if touched <= {ELSEWHERE, OTHER, PROGRAMME}:
        assert not news(PLAN, [THEME], touched)
    assert bool(news(PLAN, [PROGRAMME], touched)) == bool(touched)  # also of a link to a theme


def test_the_day_is_that_of_the_latest_mark():
    older = ReadMark(id="k1", record="r", by="Chair", day=date(2017, 12, 1), edit="3")
    assert read(older, mark("r2", "5"), records=[RISK, ELSEWHERE]).day == DAY
