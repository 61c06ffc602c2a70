"""How things stand in other people's sheets: ended, closed, which way is better, when it was last reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.records import Action, Category, DateChange, Indicator, Risk
from app.exchange.importing.files import read
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import
from app.exchange.importing.values import polarity

from .sheets import PLAN, after, imported, only, plan_of, row

CASES = Path(__file__).parents[3] / "data" / "cases" / "import"


def of_case(name: str, kind: str) -> Import:
    (sheet,) = read(CASES / name)
    return plan_import(sheet, kind, PLAN, file=name)


def flagged(found: Import) -> set[str]:
    """The references of the rows to look at."""
    return {getattr(line.record, "ref", "") for line in found.rows if line.problem}


class TestActions:
    def test_every_word_for_how_an_action_stands_is_read_as_it_is_meant(self) -> None:
        found = of_case("a03_cancel_words.csv", "actions")
        made = {action.ref: action for action in only(found, Action)}
        assert len(made) == 30
        done = {ref for ref, action in made.items() if action.done}
        ended = {ref: action.ended_why for ref, action in made.items() if action.is_ended}
        assert done == {"A9", "A13", "A14", "A20", "A21", "A23", "A26"}
        assert ended == {
            "A1": "Cancelled",
            "A2": "Not applicable",
            "A3": "Merged with A1",
            "A4": "Transferred to BAU",
            "A5": "Superseded by A9",
            "A6": "No longer required",
            "A8": "Closed - not achieved",
            "A12": "Business as usual",
            "A17": "Removed",
        }
        assert not any(made[ref].done_on for ref in made if ref != "A14")
        assert made["A14"].done_on
        assert made["A14"].done_on.text == "2017-12-12"
        assert (made["A10"].percent, made["A25"].percent) == (100, 100)
        assert flagged(found) == {"A10", "A12", "A13", "A15", "A19", "A25", "A26"}
        assert "“12/13” is no day that can be read" in row(found, 27).message

    def test_what_is_deferred_is_due_then_with_that_reason(self) -> None:
        found = of_case("a03_cancel_words.csv", "actions")
        action = next(a for a in only(found, Action) if a.ref == "A7")
        (moved,) = only(found, DateChange)
        assert action.due
        assert action.due.text == "2019"
        assert (moved.record, moved.was and moved.was.text, moved.now, moved.reason) == (
            action.id, "2018-03-31", action.due, "Deferred to 2019",
        )  # fmt: skip
        (sheet,) = read(CASES / "a03_cancel_words.csv")
        again = plan_import(sheet, "actions", after(PLAN, found), file="a03_cancel_words.csv")
        assert again.records == ()

    def test_a_day_of_completion_beside_cancelled_is_the_day_on_which_it_ended(self) -> None:
        found = imported(
            "Ref | Action | Status | Date completed\n1 | A | Cancelled | 12/12/17\n2 | B | Complete | 13/12/17"
        )
        first, second = only(found, Action)
        assert (first.ended and first.ended.text, first.done_on, first.done) == ("2017-12-12", None, False)
        assert (second.ended, second.done_on and second.done_on.text, second.done) == (None, "2017-12-13", True)

    def test_columns_of_their_own_say_when_and_why_it_ended(self) -> None:
        found = imported(
            "Ref | Action | Status | Date cancelled | Reason for cancellation\n"
            "1 | A | Cancelled | 3/1/18 | The partner left"
        )
        (made,) = only(found, Action)
        assert (made.ended and made.ended.text, made.ended_why) == ("2018-01-03", "The partner left")

    @pytest.mark.parametrize("header", ["Last updated", "Updated on", "Last reviewed", "Date of last update"])
    def test_when_it_was_last_updated_is_when_it_was_reported(self, header: str) -> None:
        (made,) = only(imported(f"Ref | Action | Progress | {header}\n1 | A | Begun | 15/1/18"), Action)
        assert made.reported
        assert made.reported.text == "2018-01-15"
        assert made.progress == "Begun"

    def test_a_last_update_in_words_says_how_it_goes(self) -> None:
        found = imported("Ref | Action | Last update\n1 | A | Interviews are held\n2 | B | Waiting for the board")
        assert [a.progress for a in only(found, Action)] == ["Interviews are held", "Waiting for the board"]


class TestRisks:
    def test_a_risk_closed_in_the_sheet_is_closed_in_the_plan(self) -> None:
        found = of_case("r03_risk_closed.csv", "risks")
        made = {risk.ref: risk for risk in only(found, Risk)}
        assert (made["R1"].closed, made["R1"].closed_why) == (date(2017, 12, 31), "Not given")
        assert made["R1"].is_closed
        assert not made["R2"].is_closed
        assert (made["R3"].has_occurred, made["R3"].occurred_what, made["R3"].is_closed) == (
            True,
            "Materialised",
            False,
        )
        assert (made["R4"].response, made["R4"].is_closed) == ("tolerate", False)
        assert str(made["R1"].reviewed) == "1 Dec 2017"
        assert made["R1"].mitigation == ""
        assert made["R1"].raised
        assert made["R1"].raised.text == "2017-04-01"

    def test_neither_day_nor_reason_is_needed(self) -> None:
        (made,) = only(imported("Ref | Risk | Status\n1 | A | Closed", kind="risks"), Risk)
        assert (made.closed, made.closed_why, made.is_closed) == (None, "Not given", True)

    def test_open_in_the_sheet_opens_what_the_plan_had_closed(self) -> None:
        there = Risk(id="r", ref="1", title="A", closed_why="Not given")
        (made,) = only(imported("Ref | Risk | Status\n1 | A | Open", kind="risks", plan=plan_of(there)), Risk)
        assert not made.is_closed

    def test_open_with_a_day_of_closing_is_asked_about(self) -> None:
        found = imported("Ref | Risk | Status | Date closed\n1 | A | Open | 3/1/18", kind="risks")
        (made,) = only(found, Risk)
        assert not made.is_closed
        assert row(found, 2).problem

    def test_categories_are_made_once_and_found_the_next_time(self) -> None:
        table = "Ref | Risk | Category\n1 | A | Workforce\n2 | B | workforce\n3 | C | Finance\n4 | D | N/A"
        found = imported(table, kind="risks")
        kinds = {category.title: category.id for category in only(found, Category)}
        assert list(kinds) == ["Workforce", "Finance"]
        assert [risk.category for risk in only(found, Risk)] == [
            kinds["Workforce"],
            kinds["Workforce"],
            kinds["Finance"],
            "",
        ]
        there = after(PLAN, found)
        assert imported(table, kind="risks", plan=there).records == ()


class TestWhichWayIsBetter:
    def test_every_word_of_the_case_is_read(self) -> None:
        found = of_case("k05_polarity.csv", "indicators")
        made = {indicator.ref: indicator for indicator in only(found, Indicator)}
        ways = {ref: indicator.better for ref, indicator in made.items()}
        assert {ref for ref, way in ways.items() if way == "higher"} == {"P1", "P3", "P4", "P8", "P9", "P11"}
        assert {ref for ref, way in ways.items() if way == "lower"} == {"P2", "P5", "P10"}
        assert {ways["P6"], ways["P7"]} <= {"band", "unknown"}
        assert {"P6", "P7"} <= flagged(found)
        assert "Goldilocks" in made["P6"].note
        assert [made[ref].cadence for ref in ("P1", "P2", "P4", "P5", "P9")] == [
            "month",
            "quarter",
            "month",
            "quarter",
            "year",
        ]

    @pytest.mark.parametrize(
        ("text", "better"),
        [
            ("High", "higher"),
            ("Higher is better", "higher"),
            ("▲", "higher"),
            ("Increase", "higher"),
            ("More", "higher"),
            ("Low is good", "lower"),
            ("Smaller", "lower"),
            ("Reduce", "lower"),
            ("↓", "lower"),
            ("Min", "lower"),
            ("Maintain", "unknown"),
            ("Stable", "unknown"),
            ("Not higher", "unknown"),
            ("High or low", "unknown"),
            ("?", "unknown"),
            ("Within range", "band"),
            ("-", "unknown"),
            ("−", "unknown"),
            ("Neither", ""),
            ("Neutral", ""),
            ("For information", ""),
            ("Context only", ""),
        ],
    )
    def test_words_of_polarity(self, text: str, better: str) -> None:
        assert polarity(text).better == better

    def test_what_is_for_information_is_context(self) -> None:
        (made,) = only(imported("Indicator | Polarity\nReferrals | For information only", kind="indicators"), Indicator)
        assert (made.context, made.better) == (True, "")

    def test_a_sheet_that_says_nothing_of_it_leaves_it_unknown(self) -> None:
        (made,) = only(imported("Indicator | Target\nVisits | 95", kind="indicators"), Indicator)
        assert made.better == "unknown"
