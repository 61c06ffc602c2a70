"""Month end by keyboard alone: figures typed, pasted, corrected, and a message about those that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Provenance, Reading, TargetStep
from app.domain.schedule import PartialDate
from app.domain.spc import Variation
from app.ui import operations
from app.ui.dialogs.ask import AskDialog
from app.ui.dialogs.reading import ReadingDialog
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.indicators.figures import UNEXPLAINED, UNSAID, FigureTable
from app.ui.pages.indicators.month_end import MonthEnd
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, answering, page_alone, press, type_into

NAMES = ("Oversight", "Supervision", "Vacancies", "Visits")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Four indicators with two years of figures; December's and January's are missing, of I-04 January's alone."""
    made = Workspace.create(
        tmp_path / "p.goldthread", Person("Ann"), tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    for number, (title, owner) in enumerate(zip(NAMES, ("Ann", "Bob", "", "Ann"), strict=True)):
        indicator = made.draft(Indicator, title=title, owner=owner, target=Decimal(95), better="higher")
        readings = [
            made.draft(
                Reading, indicator=indicator.id, period=PartialDate(f"{2016 + n // 12}-{n % 12 + 1:02}"),
                value=Decimal(84 + n % 5),
            )
            for n in range(24 if number == 3 else 23)
        ]  # fmt: skip
        made.save(indicator, *readings, label=f"Add {title}")
    yield made
    made.close()


class MonthEndHands:
    """A person at the grid; presses are counted, the letters of a value as one."""

    def __init__(self, qtbot: QtBot, page: IndicatorsPage):
        self.qtbot, self.page, self.pressed = qtbot, page, 0
        self.said: list[str] = []
        for signal in (page.session.refused, page.session.done):
            signal.connect(lambda sentence, _more: self.said.append(sentence))
        page.tabs.words.setCurrentIndex(2)
        QApplication.processEvents()

    @property
    def view(self) -> MonthEnd:
        return self.page.month_end

    @property
    def table(self) -> FigureTable:
        return self.view.table

    @property
    def line(self) -> QLineEdit | None:
        found = self.table.indexWidget(self.table.currentIndex())
        return found if isinstance(found, QLineEdit) else None

    def at(self, ref: str, month: str) -> None:
        row = next(n for n, row in enumerate(self.table.records.rows) if row.record.ref == ref)
        column = next(n for n, column in enumerate(self.table.records.columns) if column.name == month)
        self.table.setFocus()
        self.table.setCurrentIndex(self.table.records.index(row, column))

    def here(self) -> tuple[str, str]:
        index = self.table.currentIndex()
        return self.table.records.rows[index.row()].record.ref, self.table.records.columns[index.column()].name

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        self.qtbot.keyClick(self.line or self.table, key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        self.pressed += 1
        self.qtbot.keyClicks(self.line or self.table, text[:1])
        assert self.line is not None
        self.qtbot.keyClicks(self.line, text[1:])

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.key(Key.Key_V, Control)

    def figures(self, month: str) -> dict[str, Decimal | None]:
        plan = self.page.workspace.plan
        found = {i.ref: plan.readings(i) for i in plan.all(Indicator)}
        return {ref: next((r.value for r in rs if r.period == PartialDate(month)), None) for ref, rs in found.items()}


@pytest.fixture
def hands(qtbot: QtBot, workspace: Workspace) -> Iterator[MonthEndHands]:
    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        yield MonthEndHands(qtbot, page)


def test_what_is_missing_and_late_is_plain_to_see(hands: MonthEndHands):
    assert hands.view.state.text() == "January 2018: 0 of 4 entered"
    said = {row.record.ref: [row.said(month.text) for month in row.months] for row in hands.table.records.rows}
    assert said["I-01"][-3:] == ["86 %", "Late", "Missing"]
    assert said["I-04"][-3:] == ["86 %", "87 %", "Missing"]
    assert hands.here() == ("I-01", "2018-01"), "one types at once"


def test_a_month_is_entered_with_two_keys_a_figure(hands: MonthEndHands):
    before = len(hands.page.workspace.history())
    for value in ("84", "85", "86", "87"):
        hands.type(value)
        hands.key(Key.Key_Return)
    assert hands.pressed == 8
    assert list(hands.figures("2018-01").values()) == [84, 85, 86, 87]
    assert hands.view.state.text() == "January 2018: 4 of 4 entered"
    assert len(hands.page.workspace.history()) == before + 4
    assert hands.page.workspace.undo_label == "Enter the reading of I-04 for January 2018"
    hands.page.workspace.undo()
    assert hands.view.state.text() == "January 2018: 3 of 4 entered"


def test_enter_goes_on_to_the_next_that_is_missing(hands: MonthEndHands):
    hands.at("I-02", "2018-01")
    hands.type("85")
    hands.key(Key.Key_Return)
    hands.at("I-01", "2018-01")
    hands.type("84")
    hands.key(Key.Key_Return)
    assert hands.here() == ("I-03", "2018-01")


def test_a_figure_is_questioned_while_one_types_and_taken_all_the_same(hands: MonthEndHands):
    hands.type("70")
    assert hands.view.said.text() == (
        "Look again: 14 points below anything in two years (84 % to 88 %). 25 points below target."
    )
    hands.key(Key.Key_Return)
    assert hands.figures("2018-01")["I-01"] == 70
    assert hands.said == [
        "Enter the reading of I-01 for January 2018: done. Look again at I-01 Oversight: 14 points below anything in "
        "two years (84 % to 88 %)."
    ]


def test_what_the_unit_forbids_is_refused_and_stays_in_its_line(hands: MonthEndHands):
    hands.type("340 %")
    assert hands.view.said.text() == "A percentage lies between 0 and 100."
    hands.key(Key.Key_Return)
    assert hands.line is not None
    assert hands.line.text() == "340 %"
    assert hands.figures("2018-01")["I-01"] is None
    hands.key(Key.Key_Escape)
    assert hands.line is None


def test_a_column_is_pasted_and_what_is_empty_in_it_stays_to_be_entered(hands: MonthEndHands):
    before = len(hands.page.workspace.history())
    hands.paste("84%\n\n86.5 %\nn/a\n")
    assert list(hands.figures("2018-01").values()) == [84, None, Decimal("86.5"), None]
    assert len(hands.page.workspace.history()) == before + 1
    assert hands.view.state.text() == "January 2018: 2 of 4 entered"


def test_a_block_with_headings_finds_its_indicators_and_months(hands: MonthEndHands):
    hands.paste("Indicator\tDec-17\tJanuary 2018\nVisits\t\t88\nI-01 Oversight\t84\t85\n")
    assert hands.figures("2018-01") == {"I-01": 85, "I-02": None, "I-03": None, "I-04": 88}
    assert hands.figures("2017-12")["I-01"] == 84


def test_of_a_block_that_does_not_fit_nothing_is_written_and_the_cells_are_marked(hands: MonthEndHands):
    hands.paste("84\n340\n86\n87\n88\n")
    assert set(hands.figures("2018-01").values()) == {None}
    assert hands.said == [
        "Nothing was pasted. Line 2, Jan 2018: A percentage lies between 0 and 100; line 5, Jan 2018: Below the last "
        "indicator nothing can be pasted."
    ]
    assert set(hands.table.records.wrong.values()) == {"A percentage lies between 0 and 100."}


def test_a_correction_says_it_is_one_keeps_both_with_a_reason_and_not_the_source(
    qtbot: QtBot, hands: MonthEndHands, workspace: Workspace
):
    visits = next(i for i in workspace.all(Indicator) if i.ref == "I-04")
    december = workspace.plan.readings(visits)[-1]
    workspace.save(workspace.draft(Provenance, record=december.id, field="value", source="3.24"), label="Say where")

    def give_reason(dialog: AskDialog) -> None:
        type_into(qtbot, dialog.fields["why"].control, "Typing error")
        press(qtbot, dialog.button)

    hands.at("I-04", "2017-12")
    hands.type("88")
    assert hands.view.said.text() == "Corrects 87 %. 7 points below target."
    with answering(give_reason):
        hands.key(Key.Key_Return)
    now = workspace.plan.readings(visits)[-1]
    assert (now.value, now.corrected_from, now.restated) == (88, 87, "Typing error")
    assert workspace.plan.sources(now) == ()
    assert workspace.undo_label == "Correct the reading of I-04 for December 2017"
    (row,) = (row for row in hands.table.records.rows if row.record.ref == "I-04")
    assert row.note("2017-12") == "was 87 %"
    workspace.undo()
    assert [p.source for p in workspace.plan.sources(workspace.plan.readings(visits)[-1])] == ["3.24"]


def test_a_correction_without_a_reason_is_not_saved_and_stays_in_its_line(hands: MonthEndHands):
    hands.at("I-04", "2017-12")
    hands.type("88")
    with answering(lambda dialog: dialog.reject()):
        hands.key(Key.Key_Return)
    assert hands.said == [UNEXPLAINED]
    assert hands.line is not None
    assert hands.line.text() == "88"
    assert hands.figures("2017-12")["I-04"] == 87


def test_a_message_says_how_far_it_is_and_whose_are_missing(qtbot: QtBot, hands: MonthEndHands):
    hands.type("84")
    hands.key(Key.Key_Return)
    press(qtbot, hands.view.copy_button)
    assert QGuiApplication.clipboard().text() == (
        "Figures for January 2018: 1 of 4 entered.\n"
        "Still missing:\n"
        "No owner: I-03 Vacancies (January 2018)\n"
        "Ann: I-04 Visits (January 2018)\n"
        "Bob: I-02 Supervision (January 2018)"
    )
    assert hands.view.whose.text() == "3 missing: Ann, Bob, 1 without an owner"


def test_more_months_can_be_seen_and_what_is_copied_comes_back_unchanged(hands: MonthEndHands, workspace: Workspace):
    hands.view.span.setCurrentIndex(1)
    assert len(hands.table.records.columns) == 4 + 12
    before = len(workspace.history())
    hands.at("I-04", "2017-11")
    hands.key(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    hands.key(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == "Nov 2017\tDec 2017\n86\t87"
    hands.key(Key.Key_V, Control)
    assert len(workspace.history()) == before


def test_figures_of_weeks_are_entered_among_the_weeks(hands: MonthEndHands, workspace: Workspace):
    assert all(hands.view.span.itemData(n) > 0 for n in range(hands.view.span.count())), "nothing is measured weekly"
    weekly = workspace.draft(Indicator, ref="I-09", title="Referrals", cadence="week", unit="")
    first = workspace.draft(Reading, indicator=weekly.id, period=PartialDate("2018-01-12"), value=Decimal(40))
    workspace.save(weekly, first, label="Add referrals")
    hands.view.span.setCurrentIndex(hands.view.span.findText("6 weeks"))
    QApplication.processEvents()
    assert [row.record.ref for row in hands.table.records.rows] == ["I-09"]
    assert [row.said(week.text) for row in hands.table.records.rows for week in row.months[-3:]] == [
        "40", "Missing", "Missing"
    ]  # fmt: skip
    hands.at("I-09", "2018-01-19")
    hands.type("43")
    hands.key(Key.Key_Return)
    assert hands.figures("2018-01-19")["I-09"] == 43
    hands.paste("19 Jan 2018\t26 Jan 2018\n43\t45")
    assert hands.figures("2018-01-26")["I-09"] == 45
    assert workspace.plan.position.isoformat() == "2018-01-31"
    hands.view.span.setCurrentIndex(0)
    QApplication.processEvents()
    assert hands.view.state.text() == "January 2018: 1 of 5 entered", "of a month the last week is due"


def test_another_edit_does_not_close_what_one_is_typing(hands: MonthEndHands, workspace: Workspace):
    hands.type("8")
    indicator = next(i for i in workspace.all(Indicator) if i.ref == "I-02")
    workspace.save(
        workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2018-01"), value=Decimal(86)),
        label="Enter",
    )
    assert hands.line is not None
    hands.qtbot.keyClicks(hands.line, "5")
    hands.key(Key.Key_Return)
    assert hands.figures("2018-01") == {"I-01": 85, "I-02": 86, "I-03": None, "I-04": None}
    assert hands.here() == ("I-03", "2018-01")


def test_who_only_reads_types_nothing(hands: MonthEndHands):
    hands.page.session.reading = "you present"
    hands.page.reload(frozenset({Indicator}))
    hands.qtbot.keyClicks(hands.table, "84")
    assert hands.line is None
    hands.paste("84\n85\n")
    assert set(hands.figures("2018-01").values()) == {None}


# -- what is special


@pytest.fixture
def calm(workspace: Workspace) -> Workspace:
    """The same, with December entered: what January brings is judged by 24 figures."""
    for indicator in workspace.all(Indicator)[:3]:
        made = workspace.draft(Reading, indicator=indicator.id, period=PartialDate("2017-12"), value=Decimal(86))
        workspace.save(made, label="Enter December")
    return workspace


def test_a_special_figure_is_plain_to_see_and_asked_about_without_another_key(calm: Workspace, hands: MonthEndHands):
    assert not hands.view.prompt.isVisible()
    for value in ("70", "85", "86", "98"):
        hands.type(value)
        hands.key(Key.Key_Return)
    assert hands.pressed == 8, "two keys a figure, whatever is special"
    assert list(hands.figures("2018-01").values()) == [70, 85, 86, 98]
    assert hands.view.state.text() == "January 2018: 4 of 4 entered"
    assert hands.view.whose.text() == "2 special, without a word why"
    first, calm_one = (next(r for r in hands.table.records.rows if r.record.ref == ref) for ref in ("I-01", "I-02"))
    assert (first.note("2018-01"), calm_one.note("2018-01")) == (UNSAID, "")
    special = first.special_at("2018-01")
    assert special is not None
    assert special.kind is Variation.CONCERN
    assert calm_one.special_at("2018-01") is None


def test_what_is_special_is_told_once_it_is_entered_and_its_note_is_a_key_away(
    qtbot: QtBot, calm: Workspace, hands: MonthEndHands
):
    hands.type("70")
    hands.key(Key.Key_Return)
    assert hands.here() == ("I-02", "2018-01"), "the cursor goes on"
    assert hands.view.asked.text() == (
        "I-01 Oversight, January 2018: 70 %. Concern: below the lower limit of 81.3 %. Nobody has said why (Shift+F2)."
    )

    def say_why(dialog: ReadingDialog) -> None:
        assert dialog.focusWidget() is dialog.form.fields["note"].control
        assert dialog.form.fields["note"].hint.text() == "Concern: below the lower limit of 81.3 %."
        qtbot.keyClicks(dialog.form.fields["note"].control, "Two posts were vacant")
        qtbot.keyClick(dialog.form.fields["note"].control, Key.Key_Return, Control)

    with answering(say_why):
        hands.key(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    reading = calm.plan.latest(calm.all(Indicator)[0])
    assert reading is not None
    assert (reading.value, reading.note) == (70, "Two posts were vacant")
    assert not hands.view.prompt.isVisible()
    assert "special" not in hands.view.whose.text()
    assert hands.table.window().focusWidget() is hands.table
    hands.type("85")
    hands.key(Key.Key_Return)
    assert hands.figures("2018-01")["I-02"] == 85
    hands.at("I-01", "2018-01")
    assert hands.view.said.text() == (
        "I-01 Oversight, January 2018. Target 95 %. Concern: below the lower limit of 81.3 %. Two posts were vacant."
    )


def test_the_note_of_any_figure_is_written_where_the_cursor_is(qtbot: QtBot, calm: Workspace, hands: MonthEndHands):
    hands.at("I-02", "2017-12")

    def say(dialog: ReadingDialog) -> None:
        qtbot.keyClicks(dialog.form.fields["note"].control, "Counted twice")
        press(qtbot, dialog.save_button)

    with answering(say):
        hands.key(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    notes = [r.note for i in calm.all(Indicator) for r in calm.plan.readings(i) if r.note]
    assert notes == ["Counted twice"]


def test_the_message_asks_those_whose_figures_are_special(qtbot: QtBot, calm: Workspace, hands: MonthEndHands):
    for value in ("70", "85", "86", "87"):
        hands.type(value)
        hands.key(Key.Key_Return)
    press(qtbot, hands.view.copy_button)
    assert QGuiApplication.clipboard().text() == (
        "Figures for January 2018: 4 of 4 entered.\n"
        "More than chance; say why:\n"
        "Ann: I-01 Oversight (70 %, below the lower limit of 81.3 %)"
    )


def test_while_one_types_the_key_of_the_note_does_nothing(calm: Workspace, hands: MonthEndHands):
    hands.type("70")
    hands.key(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert hands.line is not None
    assert hands.line.text() == "70"


# -- teams


@pytest.fixture
def teams(workspace: Workspace) -> Workspace:
    """The same, with two teams of I-01: 42 of 50 and 45 of 50 in December, of which the whole says 86 %."""
    whole = workspace.all(Indicator)[0]
    for name, numerator in (("North", 42), ("South", 45)):
        part = workspace.draft(Indicator, title=name, owner="Cem", better="higher", part_of=whole.id, part="team")
        reading = workspace.draft(
            Reading, indicator=part.id, period=PartialDate("2017-12"), value=Decimal(numerator * 2),
            numerator=Decimal(numerator), denominator=Decimal(50),
        )  # fmt: skip
        workspace.save(part, reading, label=f"Add {name}")
    workspace.save(
        workspace.draft(Reading, indicator=whole.id, period=PartialDate("2017-12"), value=Decimal(86)), label="Enter"
    )
    return workspace


def test_teams_stand_under_their_whole_and_a_whole_that_they_contradict_is_questioned(
    teams: Workspace, hands: MonthEndHands
):
    rows = hands.table.records.rows
    assert [(row.title, row.is_part) for row in rows[:4]] == [
        ("Oversight", False), ("North (team)", True), ("South (team)", True), ("Supervision", False)
    ]  # fmt: skip
    assert rows[0].note("2017-12") == "parts 87?"
    hands.at("I-01", "2017-12")
    assert "Its 2 teams come to 87 % (87 of 100), not 86 %: look again." in hands.view.said.text()
    assert hands.view.state.text() == "January 2018: 0 of 6 entered"


def test_what_teams_come_to_is_told_before_the_whole_is_entered(teams: Workspace, hands: MonthEndHands):
    hands.at("I-05", "2018-01")
    for typed in ("42 of 50", "44/50"):
        hands.type(typed)
        hands.key(Key.Key_Return)
    assert [hands.figures("2018-01")[ref] for ref in ("I-05", "I-06")] == [84, 88]
    assert hands.table.records.rows[0].note("2018-01") == "parts 86"
    hands.at("I-01", "2018-01")
    hands.type("88")
    assert hands.view.said.text().startswith("Look again: its 2 teams come to 86 % (86 of 100). ")
    hands.key(Key.Key_Return)
    assert hands.figures("2018-01")["I-01"] == 88, "taken all the same"
    assert hands.view.whose.text() == "1 not what its parts come to. 3 missing: Ann, Bob, 1 without an owner"


# -- provisional and final


def test_provisional_figures_are_typed_shown_and_made_final_one_or_all_of_a_month(
    qtbot: QtBot, hands: MonthEndHands, workspace: Workspace
):
    assert not hands.view.settling.isVisible()
    for value in ("84 p", "85 (p)", "86 provisional", "87"):
        hands.type(value)
        hands.key(Key.Key_Return)
    rows = hands.table.records.rows
    assert [row.said("2018-01") for row in rows] == ["84 % p", "85 % p", "86 % p", "87 %"]
    hands.at("I-01", "2018-01")
    assert hands.view.provisional.text() == "p: provisional, 3 of Jan 2018"
    assert "Provisional: it may still change." in hands.view.said.text()
    press(qtbot, hands.view.final_button)
    assert workspace.undo_label == "Make the reading of I-01 for January 2018 final"
    assert [row.said("2018-01") for row in hands.table.records.rows] == ["84 %", "85 % p", "86 % p", "87 %"]
    assert not hands.view.final_button.isEnabled()
    assert hands.view.all_final_button.text() == "Make all of Jan 2018 final"
    press(qtbot, hands.view.all_final_button)
    assert workspace.undo_label == "Make 2 figures final"
    assert not any(r.provisional for i in workspace.all(Indicator) for r in workspace.plan.readings(i))
    assert not hands.view.settling.isVisible()
    workspace.undo()
    assert [row.said("2018-01") for row in hands.table.records.rows] == ["84 %", "85 % p", "86 % p", "87 %"]
    hands.at("I-01", "2017-11")
    assert not hands.view.all_final_button.isEnabled(), "none of November is"


def test_a_final_figure_that_differs_asks_for_no_reason(hands: MonthEndHands, workspace: Workspace):
    hands.type("84 p")
    hands.key(Key.Key_Return)
    hands.at("I-01", "2018-01")
    hands.type("86 f")
    assert hands.view.said.text() == "Final, in place of 84 %. 9 points below target."
    hands.key(Key.Key_Return)
    found = workspace.plan.latest(workspace.all(Indicator)[0])
    assert found is not None
    assert (found.value, found.provisional, found.corrected_from, found.restated) == (86, False, None, "")


def test_a_reading_is_made_final_from_its_menu(hands: MonthEndHands, workspace: Workspace):
    hands.type("84 p")
    hands.key(Key.Key_Return)
    found = workspace.plan.latest(workspace.all(Indicator)[0])
    assert found is not None
    assert operations.make_final in operations.acts(hands.page.session, found)
    operations.start(operations.make_final, hands.page.session, found)
    now = workspace.find(found.id)
    assert isinstance(now, Reading)
    assert not now.provisional
    assert operations.make_final not in operations.acts(hands.page.session, now)


def test_a_figure_is_told_by_the_target_of_its_period(hands: MonthEndHands, workspace: Workspace):
    of = workspace.all(Indicator)[0].id
    step = workspace.draft(TargetStep, indicator=of, starts=PartialDate("2018-01"), target=Decimal(97))
    workspace.save(step, label="Ask for more")
    hands.at("I-01", "2017-11")
    assert hands.view.said.text() == "I-01 Oversight, November 2017. Target 95 %."
    hands.at("I-01", "2018-01")
    assert hands.view.said.text() == "I-01 Oversight, January 2018. Target 97 %."
    hands.type("88")
    assert hands.view.said.text() == "9 points below target."
