"""What changed in one record: findings, recommendations, moved dates, next steps, money, settled disagreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.rating import Direction, Ratings
from app.domain.records import (
    Action,
    Audit,
    BudgetLine,
    DateChange,
    Finding,
    NextStep,
    Partner,
    PartnerReport,
    Recommendation,
    Record,
    Settlement,
    Visit,
)
from app.domain.schedule import PartialDate
from app.domain.since import Change, changes
from tests.app.domain.plans import DAY, illustrative, linked, plan_of

BEFORE = date(2017, 11, 23)
VISIT = Visit(id="v", title="Second visit", starts=PartialDate("2017-12-12"), ends=PartialDate("2017-12-13"))
CASELOADS = Finding(id="f", of="v", title="Caseloads")
STANDARDS = Recommendation(id="n", number=1, title="Clear standards")
POSTS = Action(id="a", title="Fill the posts", due=PartialDate("2018-04"), starts=PartialDate("2018-01"))


def since(now: list[Record], then: list[Record]) -> list[Change]:
    plan, before = plan_of(*now), plan_of(*then, on=BEFORE)
    return changes(plan, before, Ratings(plan, before))


def said(now: list[Record], then: list[Record]) -> list[tuple[str, str, str]]:
    return [(change.text, change.detail, change.word) for change in since(now, then)]


def test_findings_are_told_with_the_visit_that_is_new_itself():
    findings: list[Record] = [replace(CASELOADS, id=str(n)) for n in range(3)]
    assert said([replace(VISIT, happened=True), *findings], [VISIT]) == [
        ("Second visit, 12 to 13 Dec 2017: 3 to go", "", "new")
    ]


def test_a_finding_added_to_a_visit_of_before_is_told_on_its_own():
    visit = replace(VISIT, happened=True)
    assert said([visit, CASELOADS], [visit]) == [("Caseloads: further progress needed (Second visit)", "", "new")]


def test_a_finding_that_is_answered_for_the_first_time_is_better():
    visit = replace(VISIT, happened=True)
    (change,) = since([visit, CASELOADS, *linked("f", POSTS)], [visit, CASELOADS, POSTS])
    assert change.text == "Caseloads: now answered by Fill the posts"
    assert (change.word, change.direction) == ("answered", Direction.BETTER)
    other = replace(POSTS, id="b")
    answered = [visit, CASELOADS, *linked("f", POSTS), other]
    (again,) = since([visit, CASELOADS, *linked("f", POSTS, other)], answered)
    assert (again.text, again.direction) == ("Caseloads: now also answered by Fill the posts", None)


def test_a_new_check_tells_what_was_observed():
    week = Audit(id="u", title="Practice Week", starts=PartialDate("2017-11-20"), ends=PartialDate("2017-11-22"))
    seen: list[Record] = [Finding(id=str(n), of="u", kind="observed", title="It") for n in range(2)]
    assert said([week, *seen], []) == [("Practice Week, 20 to 22 Nov 2017: 2 things observed", "", "new")]
    assert said([week, seen[0]], [week]) == [("It: observed (Practice Week)", "", "new")]


def test_a_recommendation_accepted_as_met_is_told_with_its_evidence():
    met = replace(STANDARDS, met=date(2018, 1, 12), evidence="Audits of December.\nAnd more.")
    (change,) = since([met], [STANDARDS])
    assert change.text == "Recommendation 1: Clear standards: accepted as met on 12 Jan 2018: Audits of December"
    assert (change.word, change.detail) == ("met", "Now complete, not rated before")
    (back,) = since([STANDARDS], [met])
    assert (back.text, back.direction) == (
        "Recommendation 1: Clear standards: no longer accepted as met",
        Direction.WORSE,
    )


def test_a_recommendation_whose_actions_moved_is_told_with_them():
    late = replace(POSTS, due=PartialDate("2018-01-10"), starts=None, reported=PartialDate("2017-12"))
    told = said([STANDARDS, *linked("n", late)], [STANDARDS, *linked("n", late)])
    assert told[-1] == (
        "Recommendation 1: Clear standards: off track, on track before",
        "1 of 1 linked item is off track: Fill the posts, 21 days overdue",
        "worse",
    )


@pytest.mark.parametrize(
    ("due", "text", "word"),
    [
        ("2018-05", "due May 2018, April 2018 before (Two bidders withdrew)", "slipped"),
        ("2018-03", "due March 2018, April 2018 before (Two bidders withdrew)", "sooner"),
        (None, "no due date, April 2018 before (Two bidders withdrew)", "due date"),
    ],
)
def test_a_date_that_was_moved_is_told_with_its_reason(due: str | None, text: str, word: str):
    now = PartialDate(due) if due else None
    change = DateChange(id="d", record="a", was=POSTS.due, now=now, reason="Two bidders withdrew.", day=DAY)
    (told,) = since([replace(POSTS, due=now), change], [POSTS])
    assert (told.text, told.word) == (f"Fill the posts: {text}", word)


def test_a_reason_that_was_given_before_is_not_told_again():
    old = DateChange(id="d", record="a", was=PartialDate("2018-04"), now=PartialDate("2018-05"), reason="Old", day=DAY)
    (told,) = since([replace(POSTS, due=PartialDate("2018-05")), old], [POSTS, old])
    assert told.text == "Fill the posts: due May 2018, April 2018 before"


def test_new_next_steps_are_told_together():
    steps: list[Record] = [NextStep(id=str(n), number=n, title=f"Step {n}") for n in (1, 2, 3)]
    assert said(steps, steps[:1]) == [("Step 2: new next step", "1 more: Step 3", "new")]
    assert said(steps[:1], []) == [("Step 1: new next step", "", "new")]
    assert said(steps, steps) == []


def test_money_is_told_with_its_amounts():
    line = BudgetLine(id="m", title="Growth", amount=None)
    now = BudgetLine(id="m", title="Growth", amount=5_200_000)  # type: ignore[arg-type]
    assert said([now], []) == [("Growth: new budget line, £5,200,000", "", "new")]
    assert said([now], [line]) == [("Growth: £5,200,000, no amount before", "", "amount")]
    assert said([line], []) == [("Growth: new budget line", "", "new")]


def test_a_partner_s_report_is_told():
    partner = Partner(id="p", title="Islington")
    report = PartnerReport(id="x", partner="p", title="Workforce review")
    assert said([partner, report], [partner]) == [("Workforce review: new partner's report", "", "new")]


SETTLED = Settlement(id="s", record="a", field="due", holds_true="April 2018", reason="The later paper.", by="Ann Lee",
                     day=DAY)  # fmt: skip


def test_a_settled_disagreement_is_told_with_who_settled_it_and_why():
    assert said([POSTS, SETTLED], [POSTS]) == [
        ("Fill the posts (due): settled by Ann Lee as “April 2018”", "The later paper", "settled")
    ]
    assert said([POSTS, SETTLED], [POSTS, SETTLED]) == []
    assert said([POSTS], [POSTS, SETTLED]) == [("Fill the posts (due): no longer settled", "", "reopened")]


def test_a_change_that_only_illustrative_values_make_is_marked():
    met = replace(STANDARDS, met=date(2018, 1, 12), evidence="Audits.")
    (change,) = since([met, *illustrative("n", "met", "evidence")], [STANDARDS])
    assert change.illustrative
