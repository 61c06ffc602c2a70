"""The grades of an audit: per cent, by team, moderated or not, and over time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit_grades import first_of, grades_of, learning, over_time, percent, sentences
from app.domain.records import Audit, AuditGrade
from app.domain.schedule import PartialDate
from tests.app.domain.plans import against_plan, plan_of

JUNE = Audit(id="a", title="Case audit", starts=PartialDate("2017-06"))


def grade(grade: str, number: int, team: str = "", *, moderated: bool = False, audit: str = "a") -> AuditGrade:
    key = f"{audit} {grade} {team} {moderated}"
    return AuditGrade(id=key, audit=audit, grade=grade, number=number, team=team, moderated=moderated)


def test_grades_are_told_in_the_inspectors_order_with_their_per_cent():
    plan = plan_of(JUNE, grade("Requires improvement", 9), grade("Good", 14), grade("Inadequate", 1))
    assert sentences(plan, JUNE) == [
        "24 cases: good 58 % (14), requires improvement 38 % (9), inadequate 4 % (1). Good or better: 58 %.",
        "Not moderated.",
    ]
    assert sentences(plan_of(JUNE), JUNE) == []


def test_what_was_graded_again_is_counted_once_and_what_it_was_before_is_told():
    plan = plan_of(
        JUNE, grade("Good", 8, "North"), grade("Good", 5, "North", moderated=True),
        grade("Inadequate", 3, "North", moderated=True), grade("Good", 6, "South"),
    )  # fmt: skip
    assert sentences(plan, JUNE) == [
        "14 cases: good 79 % (11), inadequate 21 % (3). Good or better: 79 %.",
        "Moderated; before that 8 cases: good 100 % (8). Not moderated: South.",
        "North: 8 cases: good 63 % (5), inadequate 38 % (3); before moderation good 100 % (8).",
        "South: 6 cases: good 100 % (6).",
    ]


def test_grades_in_words_of_ones_own_are_told_without_what_is_good():
    assert sentences(plan_of(JUNE, grade("Met", 3), grade("Partly met", 1)), JUNE)[0] == (
        "4 cases: met 75 % (3), partly met 25 % (1)."
    )


def test_over_time_audits_of_the_same_kind_are_compared_and_few_cases_are_said():
    autumn = Audit(id="b", title="Case audit", starts=PartialDate("2017-10"))
    dip = Audit(id="c", title="Dip sample", kind="dip", starts=PartialDate("2017-09"))
    plan = plan_of(
        JUNE, autumn, dip, grade("Good", 10), grade("Inadequate", 10), grade("Good", 30, audit="b"),
        grade("Inadequate", 10, audit="b"), grade("Good", 1, audit="c"),
    )  # fmt: skip
    assert over_time(plan, autumn) == "Good or better: 50 % (June 2017), 75 % (October 2017)."
    assert over_time(plan, JUNE) == ""
    few = plan_of(JUNE, autumn, grade("Good", 10), grade("Good", 3, audit="b"))
    assert over_time(few, autumn).endswith("So few cases say little of a trend.")


def test_over_time_moderated_grades_count_where_there_are_any_and_it_says_so():
    autumn = Audit(id="b", title="Case audit", starts=PartialDate("2017-10"))
    plan = plan_of(
        JUNE, autumn, grade("Good", 10, "North"), grade("Inadequate", 10, "North"), grade("Good", 20, "South"),
        grade("Good", 5, "North", moderated=True), grade("Inadequate", 15, "North", moderated=True),
        grade("Good", 30, audit="b"),
        grade("Good", 20, audit="b", moderated=True), grade("Inadequate", 10, audit="b", moderated=True),
    )  # fmt: skip
    said = "Good or better: 63 % (June 2017, partly moderated), 67 % (October 2017, moderated)."
    assert over_time(plan, autumn) == said
    assert sentences(plan, autumn)[1] == "Moderated; before that good 100 % (30)."


def test_a_moderated_grade_knows_the_first_one_beside_it():
    first, again, other = grade("Good", 8), grade("Good", 5, moderated=True), grade("Inadequate", 3, moderated=True)
    plan = plan_of(JUNE, first, again, other)
    assert [first_of(plan, each) for each in (first, again, other)] == [None, first, None]
    assert against_plan(again, plan_of(JUNE, first)) == {}, "both can be held"


def test_themes_of_learning_are_lines():
    assert learning(Audit(id="a", title="x", learning="- Voice of the child\n\n• Plans ")) == [
        "Voice of the child", "Plans",
    ]  # fmt: skip


ROWS = st.tuples(
    st.sampled_from(["Good", "Inadequate", "Met"]), st.integers(0, 99), st.sampled_from(["", "N"]), st.booleans()
)


@given(st.lists(ROWS, unique_by=lambda each: (each[0], each[2], each[3])))
def test_every_case_is_counted_once(given_grades: list[tuple[str, int, str, bool]]):
    plan = plan_of(JUNE, *(grade(word, n, team, moderated=again) for word, n, team, again in given_grades))
    found = grades_of(plan, JUNE)
    again = {team for _word, _n, team, moderated in given_grades if moderated}
    kept = [n for _word, n, team, moderated in given_grades if moderated == (team in again)]
    assert (found.cases if found else 0) == sum(kept)
    first = [n for _word, n, team, moderated in given_grades if team in again and not moderated]
    assert sum(found.before.values() if found else ()) == sum(first), "what it was before is told"
    assert percent(1, 8) == "13 %"
