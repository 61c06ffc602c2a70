"""Registers of risks as councils keep them: scores, scales, what is done about a risk, and how it stands."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import Category, Control, Mitigation, Risk, Scoring, Thresholds
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import, Outcome
from app.exchange.importing.score_sets import FactorHeader, factor_of
from tests.app.domain.plans import usual_score

from .cases import asked, by_ref, case, dates
from .sheets import PLAN, after, goes, grid, imported, only, plan_of, row


def scores(found: Import) -> dict[str, tuple[int | None, int | None, int | None]]:
    """The inherent, the current and the target score of each risk."""
    return {
        ref: (usual_score(r, "inherent"), usual_score(r), usual_score(r, "target"))
        for ref, r in by_ref(found, Risk).items()
    }


class TestCases:
    def test_three_scores_under_a_header_of_two_rows(self) -> None:
        found = case("C1_three_scores.xlsx", "risks")
        made = by_ref(found, Risk)
        assert scores(found) == {"CS1": (20, 16, 8), "CS2": (25, 20, 12), "CS3": (15, 10, 5)}
        assert [made[ref].is_closed for ref in made] == [False, False, True]
        assert dates(made["CS2"], "review") == ["2027-Q1"]
        controls = {(c.risk, c.title) for c in only(found, Control)}
        actions = {(m.risk, m.title) for m in only(found, Mitigation)}
        assert {(made["CS1"].id, "Retention offer"), (made["CS1"].id, "Agency framework")} < controls
        assert (made["CS1"].id, "Academy by Sept") in actions
        assert case("C1_three_scores.xlsx", "risks", after(PLAN, found)).records == ()

    def test_the_sheets_score_is_a_check(self) -> None:
        found = case("C2_4x4.xlsx", "risks")
        assert [score for _, score, _ in scores(found).values()] == [16, 12, 2]
        assert asked(found) == ["scale"]
        assert all(line.doubted for line in found.rows)
        assert [score for _, score, _ in scores(case("C2_4x4.xlsx", "risks", scale="map")).values()] == [25, 20, 2]
        found = imported("Ref | Risk | L | I | Score\nR1 | A | 4 | 5 | 16", kind="risks")
        assert "4 x 5 is 20, the sheet says 16 under Score." in row(found, 2).message
        assert row(found, 2).problem

    def test_cells_of_a_matrix_stay_words_until_a_person_says_how_to_read_them(self) -> None:
        found = case("C4_matrix.xlsx", "risks")
        made = by_ref(found, Risk)
        assert scores(found) == {"R1": (None, None, None), "R2": (None, None, None)}
        assert "Gross rating: A1" in made["R1"].description
        assert "Net rating: C2" in made["R1"].description
        assert all(line.problem for line in found.rows)
        assert scores(case("C4_matrix.xlsx", "risks", matrix="letter-high")) == {"R1": (25, 12, 6), "R2": (16, 8, 2)}

    def test_a_sheet_of_closed_risks(self) -> None:
        made = by_ref(case("C6_closed_sheet.xlsx", "risks"), Risk)
        assert [risk.is_closed for risk in made.values()] == [False, False, True]
        assert (made["R9"].closed, made["R9"].closed_why) == (date(2026, 5, 1), "No longer applies")

    def test_every_way_to_write_a_score(self) -> None:
        found = case("r01_risk.csv", "risks")
        made = by_ref(found, Risk)
        assert {ref: usual_score(risk) for ref, risk in made.items()} == {
            "R001": 20, "R002": 12, "R003": 20, "R004": None, "R005": None, "R006": None, "R007": None, "R008": 1,
            "R009": None, "R010": 20,
        }  # fmt: skip
        assert set(asked(found)) == {"scale", "closed-review"}
        for ref, words in {"R004": "Likelihood: High\nImpact: High", "R005": "Likelihood: 3.5", "R006": "Likelihood: 0",
                           "R007": "Likelihood: 6", "R009": "Likelihood: TBC"}.items():  # fmt: skip
            assert words in made[ref].description, ref
        flagged = {line.record.ref for line in found.rows if line.problem and isinstance(line.record, Risk)}
        assert flagged == {"R004", "R005", "R006", "R007", "R008", "R009", "R010"}
        assert by_ref(case("r01_risk.csv", "risks", closed_review="close"), Risk)["R008"].is_closed
        assert usual_score(by_ref(case("r01_risk.csv", "risks", scale="map"), Risk)["R004"]) == 16

    def test_words_of_a_scale_of_three(self) -> None:
        found = case("r06_hml.csv", "risks")
        made = {risk.title: risk for risk in only(found, Risk)}
        assert {title: usual_score(risk) for title, risk in made.items()} == {
            "Records are lost": 25, "Visits are late": 15, "Paper is used": 1,
        }  # fmt: skip
        assert asked(found) == ["scale"]
        assert "low = 1, medium = 3 and high = 5" in found.verdicts[0].words
        assert [c.title for c in only(found, Control)] == ["Backups", "Diary"]
        assert [m.title for m in only(found, Mitigation)] == ["More backups", "Alerts", "Training"]
        assert all(line.doubted for line in found.rows)
        assert {usual_score(risk) for risk in only(case("r06_hml.csv", "risks", scale="words"), Risk)} == {None}

    def test_a_log_gives_each_kind_its_own(self) -> None:
        found = case("r07_raid_one_sheet.csv", "risks")
        made = by_ref(found, Risk)
        assert set(made) == {"1", "3"}
        assert made["1"].consequence == "Delays"
        assert usual_score(made["1"]) is None
        assert "RPN: 4" in made["1"].description
        assert (made["3"].has_occurred, made["3"].is_closed) == (True, True)
        assert "an assumption" in row(found, 3).message
        assert "a dependency" in row(found, 5).message
        assert only(found, Category) == []

    def test_rows_of_one_risk_by_date_are_its_history(self) -> None:
        found = case("risk_history.csv", "risks")
        made = by_ref(found, Risk)
        assert {ref: (risk.likelihood, risk.impact, risk.is_closed) for ref, risk in made.items()} == {
            "R1": (2, 2, True), "R2": (3, 5, False),
        }  # fmt: skip
        past = {(s.risk, s.day.text, s.likelihood, s.impact) for s in only(found, Scoring)}
        assert past == {
            (made["R1"].id, "2026-01", 5, 4), (made["R1"].id, "2026-02", 4, 4), (made["R1"].id, "2026-03", 2, 2),
            (made["R2"].id, "2026-01", 3, 3), (made["R2"].id, "2026-02", 3, 5),
        }  # fmt: skip
        assert [line.outcome for line in found.rows].count(Outcome.EARLIER) == 3
        assert case("risk_history.csv", "risks", after(PLAN, found)).records == ()

    def test_a_name_beats_a_description_and_an_empty_column_is_no_field(self) -> None:
        assert [risk.title for risk in only(case("empty_description.csv", "risks"), Risk)] == [
            "Staff leave", "No premises",
        ]  # fmt: skip
        (made,) = only(imported("ID | Name | Description\n1 | Fire | It may burn down", kind="risks"), Risk)
        assert (made.title, made.description) == ("Fire", "It may burn down")

    def test_guidance_below_the_header_is_no_record(self) -> None:
        found = case("guidance_row.csv", "risks")
        assert [(r.ref, r.likelihood, r.impact) for r in only(found, Risk)] == [("1", 1, 5), ("2", 3, 1)]
        assert row(found, 2).message == "Skipped: it says how to fill the columns in."

    def test_a_second_column_of_one_set_is_a_check_and_never_another_set(self) -> None:
        assert scores(case("factor_as_target.csv", "risks")) == {"R1": (None, 6, None)}


class TestSets:
    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("Likelihood", ("", "likelihood")),
            ("L", ("", "likelihood")),
            ("Impact (1-5)", ("", "impact")),
            ("Likelihood (H/M/L)", ("", "likelihood")),
            ("Inherent risk L", ("inherent", "likelihood")),
            ("Gross Risk Score (LxI)", ("inherent", "score")),
            ("Pre-mitigation impact", ("inherent", "impact")),
            ("Likelihood before controls", ("inherent", "likelihood")),
            ("Current rating", ("current", "score")),
            ("Net Probability", ("current", "likelihood")),
            ("Post mitigation likelihood", ("after", "likelihood")),
            ("New score", ("after", "score")),
            ("Residual Likelihood Factor", ("after", "likelihood")),
            ("Target risk", ("target", "score")),
            ("L x I", ("", "score")),
            ("Initial risk", ("inherent", "score")),
        ],
    )
    def test_what_a_header_scores(self, header: str, expected: tuple[str, str]) -> None:
        assert factor_of(header) == FactorHeader(*expected)

    @pytest.mark.parametrize(
        "header",
        ["Impact description", "Target date", "Impact on children", "Risk", "Existing controls", "Risk owner", "RAG",
         "Direction of travel", "Control effectiveness", "Planned controls", "Risk category", "Current position"],
    )  # fmt: skip
    def test_what_scores_nothing(self, header: str) -> None:
        assert factor_of(header) is None

    @pytest.mark.parametrize(
        ("headers", "expected"),
        [
            ("L | I | New L | New I", ["inherent_likelihood", "inherent_impact", "likelihood", "impact"]),
            ("L | I | Target L | Target I", ["likelihood", "impact", "target_likelihood", "target_impact"]),
            ("Pre mitigation L | Pre mitigation I | Post mitigation L | Post mitigation I",
             ["inherent_likelihood", "inherent_impact", "likelihood", "impact"]),
            ("Likelihood before | Impact before | Likelihood after | Impact after",
             ["inherent_likelihood", "inherent_impact", "likelihood", "impact"]),
            ("Gross L | Gross I | Net L | Net I", ["inherent_likelihood", "inherent_impact", "likelihood", "impact"]),
            ("L | I | L score | I score", ["likelihood", "impact", "", ""]),
        ],
    )  # fmt: skip
    def test_each_set_is_known_beside_the_others(self, headers: str, expected: list[str]) -> None:
        found = goes(f"Ref | Risk | {headers}\nR1 | Fire | 3 | 3 | 3 | 3", "risks")
        assert list(found.values())[2:] == expected

    def test_a_header_of_two_rows_is_read_without_merged_cells(self) -> None:
        head = "Ref | Risk | Inherent | | | Residual | | | Owner\n | | L | I | Score | L | I | Score |"
        text = f"{head}\nR1 | Fire | 5 | 4 | 20 | 3 | 4 | 12 | Ann"
        found = imported(text, kind="risks")
        assert scores(found) == {"R1": (20, 12, None)}
        assert by_ref(found, Risk)["R1"].owner == "Ann"


class TestScales:
    def test_scores_settle_words_where_one_assignment_explains_them_all(self) -> None:
        rows = "R1 | A | High | High | 16\nR2 | B | Low | High | 8\nR3 | C | Low | Low | 4"
        found = imported(f"Ref | Risk | Likelihood | Impact | Score\n{rows}", kind="risks")
        assert {ref: (r.likelihood, r.impact) for ref, r in by_ref(found, Risk).items()} == {
            "R1": (4, 4), "R2": (2, 4), "R3": (2, 2),
        }  # fmt: skip
        assert found.questions == ()

    def test_scores_that_nothing_explains_leave_the_words_as_they_are(self) -> None:
        text = "Ref | Risk | Likelihood | Impact | Score\nR1 | A | High | High | 81\nR2 | B | Low | Low | 1"
        found = imported(text, kind="risks")
        assert {usual_score(risk) for risk in only(found, Risk)} == {None}
        assert found.questions[0].default == "words"

    def test_a_scale_of_ten_is_asked_about_and_its_numbers_are_not_read_as_of_five(self) -> None:
        rows = "\n".join(f"R{n} | Risk {n} | {n} | {n}" for n in range(2, 11))
        found = imported(f"Ref | Risk | Likelihood | Impact\n{rows}", kind="risks")
        assert {usual_score(risk) for risk in only(found, Risk)} == {None}
        assert asked(found) == ["scale"]

    def test_probabilities_are_asked_about(self) -> None:
        found = imported("Ref | Risk | Likelihood | Impact\nR1 | A | 30% | 4\nR2 | B | 5-10% | 3", kind="risks")
        assert "probabilities" in asked(found)
        assert {usual_score(risk) for risk in only(found, Risk)} == {None}

    def test_prose_about_the_response_is_what_is_still_to_be_done(self) -> None:
        text = "Ref | Risk | Response\nR1 | A | Treat\nR2 | B | Recruit ten more social workers"
        found = imported(text, kind="risks")
        assert [risk.response for risk in only(found, Risk)] == ["treat", ""]
        assert [each.title for each in only(found, Mitigation)] == ["Recruit ten more social workers"]

    def test_the_plans_scale_becomes_the_sheets_where_a_person_says_so(self) -> None:
        plan = plan_of(Thresholds(id="t"))
        found = case("C2_4x4.xlsx", "risks", plan, scale="plan")
        (thresholds,) = only(found, Thresholds)
        assert (thresholds.likelihood_levels, thresholds.impact_levels) == (4, 4)
        assert [(r.likelihood, r.impact) for r in only(found, Risk)] == [(4, 4), (3, 4), (1, 2)]
        assert not any(line.doubted for line in found.rows)
        assert asked(case("C2_4x4.xlsx", "risks", after(plan, found))) == []

    def test_a_word_means_the_same_in_both_columns(self) -> None:
        """High stands below very high, also where only the other column says very high."""
        found = imported("Ref | Risk | L | I\nR1 | A | High | Very high\nR2 | B | Medium | Medium", kind="risks")
        assert [score for _, score, _ in scores(found).values()] == [20, 9]
        alone = imported("Ref | Risk | L | I\nR1 | A | High | High\nR2 | B | Medium | Low", kind="risks")
        assert [score for _, score, _ in scores(alone).values()] == [25, 3]

    def test_words_of_five_beside_others_help_to_settle_these(self) -> None:
        text = "Ref | Risk | Likelihood | Impact | Score\nR1 | A | Likely | High | 16\nR2 | B | Unlikely | Medium | 6"
        found = imported(text, kind="risks")
        assert [(r.likelihood, r.impact) for r in only(found, Risk)] == [(4, 4), (2, 3)]
        assert found.questions == ()


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Probability", ("90%", "20-40%", ">80%")), ("Probability", ("0.9", "0.3", "0.85")),
     ("Likelihood (%)", ("90", "30", "85"))],
)  # fmt: skip
def test_probabilities_are_words_until_a_person_says_which_level_they_are(header: str, cells: tuple[str, str, str]):
    rows = "\n".join(f"{n} | Risk {n} | {cell} | 5" for n, cell in enumerate(cells, 1))
    text = f"Ref | Risk | {header} | Impact\n{rows}"
    found = imported(text, kind="risks")
    assert asked(found) == ["probabilities"]
    assert {risk.likelihood for risk in only(found, Risk)} == {None}
    assert f"{header}: {cells[1]}" in by_ref(found, Risk)["2"].description.replace("30%", "30")
    for answer, levels in (("even", [5, 2, 5]), ("usual", [5, 3, 5])):
        found = plan_import(grid(text), "risks", PLAN, answers={"probabilities": answer})
        assert [risk.likelihood for risk in only(found, Risk)] == levels


def test_who_mitigates_and_by_when_goes_with_the_mitigation():
    head = "Ref | Risk | L | I | Further action | By whom | By when | Risk owner"
    found = imported(f"{head}\n1 | Few homes | 3 | 5 | Commission ten | Placements | 30/06/2018 | Director", "risks")
    (made,) = only(found, Mitigation)
    assert (made.title, made.owner, dates(made, "due")) == ("Commission ten", "Placements", ["2018-06-30"])
    assert only(found, Risk)[0].owner == "Director"
    assert only(imported("Ref | Risk | L | I | By whom\n1 | Fire | 3 | 5 | Ann", "risks"), Risk)[0].owner == "Ann"


def test_mitigating_actions_with_an_owner_or_a_date_are_a_record_each():
    head = "Ref | Risk | Risk owner | L | I | Mitigating actions"
    found = imported(
        f"{head} | Action owner | Due date\n1 | Few homes | Director | 3 | 5 | Framework | Ann | Mar-24", "risks"
    )
    (made,) = only(found, Mitigation)
    assert (made.title, made.owner, dates(made, "due")) == ("Framework", "Ann", ["2024-03"])
    assert (only(found, Risk)[0].owner, only(found, Risk)[0].mitigation) == ("Director", "")
    (alone,) = only(imported(f"{head}\n1 | Few homes | Director | 3 | 5 | Framework", "risks"), Risk)
    assert alone.mitigation == "Framework"


@pytest.mark.parametrize("about", ["Risk appetite", "Risk tolerance", "Risk trend", "Risk direction"])
def test_what_is_said_about_a_risk_is_not_its_title(about: str):
    found = imported(
        f"ID | Risk description (there is a risk that...) | {about} | L | I\n1 | Staff leave | Up | 3 | 4", "risks"
    )
    assert [risk.title for risk in only(found, Risk)] == ["Staff leave"]


@pytest.mark.parametrize("head", ["Risk: what might happen", "Risk scenario", "Risk faced", "Risk outline"])
def test_a_risk_under_words_of_their_own_is_its_title(head: str):
    assert [risk.title for risk in only(imported(f"ID | {head} | L | I\n1 | Staff leave | 3 | 4", "risks"), Risk)] == [
        "Staff leave"
    ]


def test_a_column_of_treatments_names_the_response():
    found = imported("Ref | Risk | L | I | Treatment (4Ts)\n1 | A | 4 | 4 | Treat\n2 | B | 2 | 2 | Tolerate", "risks")
    assert [(risk.response, risk.mitigation) for risk in only(found, Risk)] == [("treat", ""), ("tolerate", "")]


def test_cause_event_and_effect_in_their_sentences_are_a_risk() -> None:
    found = imported(
        "Risk ID | There is a risk that... | Caused by... | Resulting in... | L | I | 4Ts\n"
        "R1 | Staff leave | Low pay | Gaps | 4 | 3 | Treat", "risks",
    )  # fmt: skip
    (risk,) = only(found, Risk)
    assert (risk.title, risk.cause, risk.consequence, risk.response) == ("Staff leave", "Low pay", "Gaps", "treat")
    assert (risk.likelihood, risk.impact) == (4, 3)


def test_a_row_for_each_control_is_one_risk_with_its_controls() -> None:
    found = imported("Risk | Control | Owner\nStaff leave | Supervision | HR\nStaff leave | Interviews | HR", "risks")
    assert len(only(found, Risk)) == 1
    assert [control.title for control in only(found, Control)] == ["Supervision", "Interviews"]
    assert row(found, 3).message == "Goes on with row 2: a further control of that risk."
