"""Settling what sources disagree about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.disputes import all_disputes, disputes
from app.domain.records import Action, BudgetLine, DateChange, Provenance, Record, Settlement
from app.domain.schedule import PartialDate
from app.ui.dialogs.settle import let_settle, settle, unsettle
from app.ui.widgets.record_story import SourceLines
from app.workspace import Person, Workspace
from tests.app.ui.hands import Left, answering, press, type_into

PERSON = Person("Ann Officer", "Finance")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A sum and a due date about which two paragraphs disagree, and a name about which they do."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    cost = made.draft(BudgetLine, title="Cost of the plan", amount=Decimal(4_500_000))
    phase = made.draft(Action, title="Early help", due=PartialDate("2018-04"))
    said = {
        (cost, "amount"): ("£4.5 million so far.", "An estimated £4.2 million."),
        (phase, "due"): ("In place by April 2018.", "Completed in May 2018."),
        (phase, ""): ("It is one action.", "It is two."),
    }
    rivals = [
        made.draft(Provenance, record=record.id, field=field, source=source, statement=statement)
        for (record, field), statements in said.items()
        for source, statement in zip(("3.12", "4.3"), statements, strict=True)
    ]
    made.save(cost, phase, *rivals, label="Set up")
    yield made
    made.close()


def dispute_of(workspace: Workspace, record: Record, field: str):
    return next(d for d in all_disputes(workspace.plan) if (d.record.id, d.field) == (record.id, field))


def settled(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(s.holds_true, s.reason, s.by) for s in workspace.all(Settlement)]


def test_the_chosen_statement_brings_its_value_and_all_of_it_is_one_edit(qtbot: QtBot, workspace: Workspace):
    (cost,) = workspace.all(BudgetLine)

    def choose(dialog):
        assert [c.radio.text() for c in dialog.choices] == [
            "Paragraph 3.12", "Paragraph 4.3", "Neither as it stands",
        ]  # fmt: skip
        press(qtbot, dialog.choices[1].radio)
        assert dialog.form.fields["holds_true"].text() == "An estimated £4.2 million."
        assert dialog.value.field.text() == "4200000"
        assert dialog.value.field.hint.text() == "£4,200,000. Read from the statement. The plan now says £4,500,000."
        type_into(qtbot, dialog.form.fields["reason"].control, "The finance officer's figure")
        press(qtbot, dialog.save_button)

    with answering(choose):
        assert settle(workspace, dispute_of(workspace, cost, "amount")) is not None
    assert settled(workspace) == [
        ("An estimated £4.2 million.", "The finance officer's figure", "Ann Officer, Finance")
    ]
    assert workspace.all(BudgetLine)[0].amount == Decimal(4_200_000)
    assert cost.id not in {d.record.id for d in disputes(workspace.plan)}
    assert workspace.history()[0].label == "Settle Cost of the plan (amount)"
    assert workspace.history(cost)[0].label == "Settle Cost of the plan (amount)"
    workspace.undo()
    assert workspace.all(BudgetLine)[0].amount == Decimal(4_500_000)
    assert settled(workspace) == []


def test_a_moved_due_date_keeps_why(qtbot: QtBot, workspace: Workspace):
    (phase,) = workspace.all(Action)

    def choose(dialog):
        qtbot.mouseClick(dialog.choices[1], Left)
        assert dialog.choices[1].radio.isChecked()
        type_into(qtbot, dialog.form.fields["reason"].control, "The later paragraph")
        press(qtbot, dialog.save_button)

    with answering(choose):
        settle(workspace, dispute_of(workspace, phase, "due"))
    assert workspace.all(Action)[0].due == PartialDate("2018-05")
    assert [(c.was, c.now, c.reason) for c in workspace.all(DateChange)] == [
        (PartialDate("2018-04"), PartialDate("2018-05"), "The later paragraph")
    ]


def test_what_holds_may_be_written_and_a_reason_is_needed(qtbot: QtBot, workspace: Workspace):
    (cost,) = workspace.all(BudgetLine)

    def write(dialog):
        press(qtbot, dialog.choices[0].radio)
        assert dialog.value.field.hint.text().endswith("The plan says so already.")
        press(qtbot, dialog.choices[2].radio)
        assert dialog.form.fields["holds_true"].text() == ""
        qtbot.keyClicks(dialog.form.fields["holds_true"].control, "£4.4 million, says the treasurer")
        type_into(qtbot, dialog.value.field.control, "a lot")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert "Because is needed." in dialog.form.fields["reason"].hint.text()
        type_into(qtbot, dialog.form.fields["reason"].control, "A letter of 5 March")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert dialog.value.field.hint.text() == "Amount is a number, such as 87.9."
        type_into(qtbot, dialog.value.field.control, "4,400,000")
        press(qtbot, dialog.save_button)

    with answering(write):
        settle(workspace, dispute_of(workspace, cost, "amount"))
    assert settled(workspace)[0][:2] == ("£4.4 million, says the treasurer", "A letter of 5 March")
    assert workspace.all(BudgetLine)[0].amount == Decimal(4_400_000)


def test_a_record_as_a_whole_has_no_value(qtbot: QtBot, workspace: Workspace):
    (phase,) = workspace.all(Action)

    def choose(dialog):
        assert dialog.value is None
        press(qtbot, dialog.choices[1].radio)
        type_into(qtbot, dialog.form.fields["reason"].control, "Both parts are reported apart")
        press(qtbot, dialog.save_button)

    with answering(choose):
        settle(workspace, dispute_of(workspace, phase, ""))
    assert settled(workspace)[0][0] == "It is two."


def test_the_record_tells_who_settled_and_lets_it_be_settled_again_or_not_at_all(qtbot: QtBot, workspace: Workspace):
    sources = SourceLines()
    qtbot.addWidget(sources)
    let_settle(sources.apart, lambda: workspace, lambda work, said: work(), sources)

    def show():
        sources.show_record(workspace.plan, workspace.all(BudgetLine)[0])
        sources.show()
        qtbot.waitUntil(lambda: bool(said()))

    def button(word: str) -> QPushButton:
        return next(b for b in sources.findChildren(QPushButton) if b.text() == word and b.isVisible())

    def said() -> str:
        return "\n".join(label.text() for label in sources.findChildren(QLabel) if label.isVisible())

    def choose(number: int, reason: str):
        def act(dialog):
            assert dialog.choices[1].radio.isChecked() is (number == 0)
            press(qtbot, dialog.choices[number].radio)
            type_into(qtbot, dialog.form.fields["reason"].control, reason)
            press(qtbot, dialog.save_button)

        return act

    show()
    assert "Sources disagree about amount\nParagraph 3.12: £4.5 million so far." in said()
    with answering(choose(1, "The later one")):
        press(qtbot, button("Settle"))
    show()
    day = workspace.plan.position
    assert "Settled: amount\nAn estimated £4.2 million.\nThe later one\nAnn Officer, Finance, " in said()
    assert workspace.all(Settlement)[0].day == day
    with answering(choose(0, "The treasurer's word")):
        press(qtbot, button("Settle again"))
    show()
    assert "Settled: amount\n£4.5 million so far.\nThe treasurer's word" in said()
    press(qtbot, button("Unsettle"))
    show()
    assert workspace.all(Settlement) == ()
    assert "Sources disagree about amount" in said()
    workspace.undo()
    assert [s.reason for s in workspace.all(Settlement)] == ["The treasurer's word"]


def test_what_is_not_settled_cannot_be_unsettled(workspace: Workspace):
    cost = workspace.all(BudgetLine)[0]
    before = len(workspace.history())
    unsettle(workspace, dispute_of(workspace, cost, "amount"))
    assert len(workspace.history()) == before
