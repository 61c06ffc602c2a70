"""Files on which the import went wrong, with what each must give: sheets as wholes, and how they are written."""

from __future__ import annotations

from pathlib import Path

from app.domain.records import Action, Dependency, Indicator, Link, Milestone, Recommendation, Risk, Theme
from app.exchange.importing.files import read
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Outcome
from tests.app.domain.plans import usual_score

from .cases import asked, by_ref, case, dates
from .sheets import PLAN, after, grid, imported, only, row


class TestDates:
    def test_where_one_row_proves_it_the_month_comes_first_in_the_whole_column(self) -> None:
        found = case("d02_us_dates.csv", "actions")
        made = by_ref(found, Action)
        assert [dates(made[ref], "due") for ref in ("U1", "U2", "U3", "U4")] == [
            ["2018-01-02"], ["2018-03-15"], ["2018-04-05"], ["2018-12-31"],
        ]  # fmt: skip
        assert asked(found) == ["dates"]
        assert "03/15/2018" in found.verdicts[0].words

    def test_a_person_can_say_that_the_day_comes_first_all_the_same(self) -> None:
        found = case("d02_us_dates.csv", "actions", dates="day")
        made = by_ref(found, Action)
        assert dates(made["U1"], "due") == ["2018-02-01"]
        assert dates(made["U2"], "due") == [""]
        assert row(found, 3).problem

    def test_dates_that_excel_turned_round_are_turned_back_with_the_text_beside_them(self) -> None:
        found = case("half_converted_dates.xlsx", "actions")
        made = by_ref(found, Action)
        assert {ref: dates(action, "starts", "due") for ref, action in made.items()} == {
            "1": ["2023-07-03", "2023-07-14"],
            "1.1": ["2023-07-03", "2023-07-09"],
            "1.2": ["2023-07-18", "2023-07-19"],
            "2": ["2023-06-12", "2023-06-16"],
        }
        assert asked(found) == ["dates"]
        assert found.verdicts[0].doubtful
        assert len(only(found, Dependency)) == 2

    def test_real_dates_stay_as_they_are_where_one_of_them_cannot_be_turned_round(self) -> None:
        rows = "Ref | Action | Due\n1 | A | 2023-03-17\n2 | B | 07-18-2023"
        made = by_ref(imported(rows), Action)
        assert [dates(made[ref], "due") for ref in "12"] == [["2023-03-17"], ["2023-07-18"]]

    def test_where_both_orders_are_proved_what_can_be_either_is_left_out(self) -> None:
        found = imported("Ref | Action | Due\n1 | A | 15/03/2018\n2 | B | 03/15/2018\n3 | C | 04/05/2018")
        made = by_ref(found, Action)
        assert [dates(made[ref], "due") for ref in "123"] == [["2018-03-15"], ["2018-03-15"], [""]]
        assert "04/05/2018" in made["3"].progress
        assert row(found, 4).problem

    def test_without_any_proof_the_day_comes_first_as_in_britain(self) -> None:
        found = imported("Ref | Action | Due\n1 | A | 04/05/2018")
        assert dates(by_ref(found, Action)["1"], "due") == ["2018-05-04"]
        assert found.questions == ()

    def test_days_are_counted_as_the_workbook_counts_them(self) -> None:
        made = by_ref(case("d04_1904.xlsx", "actions"), Action)
        assert [dates(made[ref], "due") for ref in ("M1", "M2")] == [["2018-03-31"], ["2018-03-31"]]


class TestShares:
    def test_shares_of_one_are_per_cent_and_asked_about_once(self) -> None:
        found = case("p02_percent_shares.csv", "actions")
        made = by_ref(found, Action)
        assert [made[ref].percent for ref in ("A1", "A2", "A3")] == [50, 100, 0]
        assert not any(action.done for action in made.values())
        assert asked(found) == ["shares.percent"]

    def test_a_column_of_0_and_1_alone_says_nothing_of_what_is_1(self) -> None:
        found = imported("Ref | Action | % complete\n1 | A | 0\n2 | B | 1")
        made = by_ref(found, Action)
        assert [made[ref].percent for ref in "12"] == [0, None]
        assert row(found, 3).problem

    def test_a_column_that_says_per_cent_is_read_as_it_stands(self) -> None:
        found = imported("Ref | Action | % complete\n1 | A | 0%\n2 | B | 1%")
        assert [action.percent for action in only(found, Action)] == [0, 1]
        assert found.questions == ()

    def test_a_target_is_95_under_every_format_of_per_cent_and_under_none(self) -> None:
        found = case("n03_percent_formats.xlsx", "indicators")
        made = by_ref(found, Indicator)
        assert {str(indicator.target) for indicator in made.values()} == {"95"}
        assert asked(found) == ["shares.target"]
        assert [line.title for line in found.rows if line.doubted] == ["F9 Format General"]

    def test_less_than_one_per_cent_is_that_where_a_person_says_so(self) -> None:
        made = by_ref(case("n03_percent_formats.xlsx", "indicators", shares_target="percent"), Indicator)
        assert str(made["F9"].target) == "0.95"


class TestWriting:
    def test_what_is_struck_through_goes_and_a_row_of_it_is_asked_about(self) -> None:
        found = case("s01_strike.xlsx", "actions")
        made = by_ref(found, Action)
        assert set(made) == {"A1", "A3", "A4"}
        assert dates(made["A3"], "due") == ["2018-03-31"]
        assert made["A4"].title == "Recruit twelve social workers"
        assert asked(found) == ["struck"]
        assert row(found, 3).message == "Skipped: it is struck through."

    def test_rows_that_are_struck_through_end_where_a_person_says_so(self) -> None:
        made = by_ref(case("s01_strike.xlsx", "actions", struck="ended"), Action)
        assert (made["A2"].is_ended, made["A2"].ended_why) == (True, "Struck through in the file")

    def test_an_error_in_place_of_a_result_is_empty_and_named(self) -> None:
        found = case("s07_errors.xlsx", "actions")
        made = {action.title: action for action in only(found, Action)}
        assert set(made) == {f"Do the thing number {n}" for n in (1, 2, 4)}
        assert made["Do the thing number 1"].owner == ""
        assert made["Do the thing number 2"].ref == "A-01"
        assert "waits for a title" in row(found, 4).message
        assert "Status" not in made["Do the thing number 4"].progress
        assert all(line.problem for line in found.rows)

    def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(self) -> None:
        found = case("c10_unclosed_quote.csv", "actions")
        assert [action.title for action in only(found, Action)] == ["One thing", "Two things", "Three things"]
        assert "a quotation mark is opened and never closed" in row(found, 2).message.lower()

    def test_line_ends_comments_and_where_links_lead_are_kept(self) -> None:
        made = by_ref(case("s11_rich.xlsx", "actions"), Action)
        assert "• monthly one-to-one\n• reflective group" in made["A1"].detail
        assert made["A1"].progress.startswith("12/12/17: started\n\n05/01/18: half done\nNext: finish")
        assert "Now moved to the interim head; due slipped to June" in made["A2"].progress
        assert "https://intranet.example/evidence/123" in made["A2"].progress
        assert made["A3"].progress.startswith("Board paper\n")
        assert "https://intranet.example/doc.docx" in made["A3"].progress

    def test_titles_are_kept_to_the_letter(self) -> None:
        assert [action.title for action in only(case("hyphens.csv", "actions"), Action)] == [
            "Review short- and long-term placements",
            "Loss of link SolidWorks - CSV",
            "Train 16- to 18-year-olds",
            "Agree plan – stage two",
            "Foster- and adoptive carers",
        ]


def test_a_row_can_be_left_out_and_what_goes_on_with_it_goes_too() -> None:
    sheet = grid("Ref | Action | Progress\n1 | A | a\n | | and more\n2 | B | b")
    found = plan_import(sheet, "actions", PLAN, without={1})
    assert [action.title for action in only(found, Action)] == ["B"]
    assert [line.outcome for line in found.rows] == [Outcome.SKIPPED, Outcome.SKIPPED, Outcome.CREATED]
    assert [line.at for line in found.rows] == [1, 2, 3]


def test_every_case_brings_nothing_the_second_time() -> None:
    for name in ("d02_us_dates.csv", "s01_strike.xlsx", "s07_errors.xlsx", "s11_rich.xlsx"):
        found = case(name, "actions")
        assert case(name, "actions", after(PLAN, found)).records == (), name


class TestTables:
    def test_notes_below_a_table_are_no_records_wherever_they_stand(self) -> None:
        assert [action.title for action in only(case("a02_notes_in_title_col.csv", "actions"), Action)] == ["Real one"]

    def test_stacked_tables_of_two_kinds_are_split(self) -> None:
        found = case("s09_stacked.xlsx", "actions")
        assert [action.ref for action in only(found, Action)] == ["1.1", "1.2", "2.1", "2.2"]
        assert len(only(found, Link)) == 4
        (risk,) = only(case("s09_stacked.xlsx", "risks"), Risk)
        assert (risk.ref, usual_score(risk)) == ("R1", 20)
        assert not only(case("s09_stacked.xlsx", "risks"), Link)

    def test_an_export_of_planner_is_known(self) -> None:
        found = case("a07_planner.csv", "actions")
        made = {action.title: action for action in only(found, Action)}
        assert set(made) == {"Draft the guide", "Train managers", "Audit"}
        assert dates(made["Train managers"], "done_on") == ["2017-11-29"]
        assert [action.done for action in made.values()] == [False, True, False]
        assert "Group: Workforce" in made["Train managers"].progress
        assert {link.serves for link in only(found, Link)} == {"t2"}, "a bucket called Practice is that theme"

    def test_an_actual_end_is_never_a_due_date(self) -> None:
        found = case("planned_actual.csv", "milestones")
        made = {milestone.title: milestone for milestone in only(found, Milestone)}
        assert dates(made["Survey done"], "due", "done_on") == ["2026-06-29", ""]
        assert dates(made["Design agreed"], "due", "done_on") == ["2026-04-10", "2026-04-14"]
        assert [action.ref for action in only(found, Action)] == ["A-01"]
        assert asked(found) == ["milestones-alone"]

    def test_one_known_column_is_enough_and_the_others_are_kept(self) -> None:
        made = only(case("one_known_column.csv", "recommendations"), Recommendation)
        assert [(each.title, each.detail) for each in made] == [
            ("Make a list", "Area: Alpha\nGap: No list"),
            ("Make a rota", "Area: Beta\nGap: No rota"),
            ("Make a log", "Area: Gamma\nGap: No log"),
        ]

    def test_headers_that_differ_by_a_sign_are_told_apart(self) -> None:
        mapping = {"Effect (+)": "detail", "Effect (-)": ""}
        (made,) = only(imported("Ref | Action | Effect (-) | Effect (+)\n1 | A | bad | good", mapping=mapping), Action)
        assert made.detail == "good"

    def test_of_two_columns_of_references_the_one_of_its_own_holds(self) -> None:
        found = imported("Ref | ID | Action | Owner\n1.1 | k-1 | A | x\n1.1 | k-2 | B | y\n1.2 | k-3 | C | z")
        assert [action.ref for action in only(found, Action)] == ["k-1", "k-2", "k-3"]


class TestWhatThePlanLacks:
    TEXT = """
        Ref | Action | Theme | Objective
        1 | A | Children who leave care | Homes
        2 | B | Children who leave care | Jobs
    """

    def test_a_theme_and_an_objective_that_the_plan_has_not_are_kept_as_words(self) -> None:
        found = imported(self.TEXT)
        made = by_ref(found, Action)
        assert made["1"].progress == "Theme: Children who leave care\nObjective: Homes"
        assert asked(found) == ["new-themes", "new-objectives"]
        assert only(found, Link) == []

    def test_themes_are_made_where_a_person_says_so(self) -> None:
        found = plan_import(grid(self.TEXT), "actions", PLAN, answers={"new-themes": "make"})
        (theme,) = only(found, Theme)
        assert (theme.number, theme.title) == (3, "Children who leave care")
        assert {(link.serves) for link in only(found, Link)} == {theme.id}
        assert len(only(found, Link)) == 2
        assert "Theme" not in by_ref(found, Action)["1"].progress


def test_a_doubtful_coding_is_said_with_the_words_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes("Ref,Action\n1,Agree the café’s £20\n".encode("cp1252"))
    (sheet,) = read(tmp_path / "old.csv")
    assert "café’s £20" in sheet.rows[1][1].text
    assert "café’s £20" in sheet.findings[0]
    (tmp_path / "new.csv").write_text("Ref,Action\n1,Agree the café’s £20\n", encoding="utf-8")
    assert read(tmp_path / "new.csv")[0].findings == ()


def test_a_day_behind_closed_is_when_a_risk_was_closed() -> None:
    text = "Ref | Risk | Status\n1 | A | Closed 12/12/2017\n2 | B | Closed: the post is filled"
    first, second = only(imported(text, kind="risks"), Risk)
    assert (str(first.closed), first.closed_why) == ("2017-12-12", "Not given")
    assert (second.closed, second.closed_why) == (None, "the post is filled")
