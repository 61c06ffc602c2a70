"""Every field of every kind can be set in a form of the window, or is set by an act that is named here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.kinds import KEPT_BACK, KINDS, Folded, FormHeading
from app.domain.public import public
from app.domain.records import (
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    Category,
    DateChange,
    Decision,
    Indicator,
    IssuedPaper,
    Meeting,
    Programme,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Record,
    Risk,
    Settlement,
    Thresholds,
    Visit,
    rules,
)
from app.ui.dialogs.kind_dialog import KindDialog
from app.ui.dialogs.special import SPECIAL
from app.ui.dialogs.write import edit_record
from app.ui.pages.plan.action_form import ROWS as ACTION_ROWS
from app.ui.pages.risks.register import ROWS as RISK_ROWS
from app.ui.widgets.fields import ChoiceField, Field, FlagField
from app.ui.widgets.pick_line import TypedField
from app.workspace import Person, Workspace
from tests.app.domain.test_since_everything import made, value_of
from tests.app.ui.hands import answering, press, type_into

OTHERWISE: dict[tuple[type[Record], str], str] = {
    (Meeting, "closing"): "asked where two copies closed it: tests/app/ui/dialogs/test_closed_twice.py",
    (Action, "meeting"): "an action that arises at a meeting is written there",
    **{
        (Risk, name): "it is said by an act of its own"
        for name in (
            "reviewed",
            "reviewed_by",
            "escalated_to",
            "escalated",
            "escalated_why",
            "returned",
            "returned_why",
            "occurred",
            "occurred_what",
        )
    },
    (Risk, "closed"): "it is closed by an act of its own",
    (Risk, "closed_why"): "it is closed by an act of its own",
    **{(Thresholds, name): "it is set with the scale" for name in ("likelihood_levels", "impact_levels", "score_rule")},
    **{
        (Programme, f"{paper}_parts"): "the parts of papers are chosen on the page of the papers"
        for paper in ("board", "cabinet", "theme", "risks", "indicators", "changes")
    },
    (Meeting, "note"): "its minutes are written where it is read",
    (Meeting, "closed"): "it is closed by an act of its own",
    (Meeting, "planned"): "the rhythm of its body gives it",
    (Attendance, "role"): "it is recorded in the row of the role",
    (DateChange, "now"): "it is what the date was moved to, which is an act of its own",
    (Question, "ref"): "the program gives it",
    (Question, "day"): "it is the day on which it was asked",
    (Question, "answer"): "it is answered by an act of its own",
    (Question, "answered_by"): "it is answered by an act of its own",
    (Question, "answered_on"): "it is answered by an act of its own",
    (Indicator, "takeaway_on"): "it is the day on which its takeaway was last written",
    (Indicator, "takeaway_of"): "it is worked out of the figures that its takeaway speaks of",
    (Reading, "restated_on"): "it is the day on which the figure was corrected",
    (Reading, "corrected_from"): "it is the figure that was there when one is corrected",
    (Visit, "progress_found"): "plans of before hold it; its lines become findings",
    (Visit, "progress_needed"): "plans of before hold it; its lines become findings",
    (Attachment, "filename"): "the file has it",
    (Attachment, "digest"): "it is worked out",
    (Attachment, "size"): "the file has it",
    **{
        (IssuedPaper, name): "it is recorded when it is issued: tests/app/workspace/test_issuing.py"
        for name in rules(IssuedPaper)
        if name != "exempt"
    },
    (Provenance, "field"): "a source is said where the value is",
    (Provenance, "statement"): "it comes with what is brought in",
    (Provenance, "illustrative"): "it comes with what is brought in, and is taken away by confirming the value",
    (Settlement, "field"): "it is settled where the value is",
    (ReadMark, "by"): "the mark is set while one reads",
    (ReadMark, "day"): "the mark is set while one reads",
    (ReadMark, "edit"): "the mark is set while one reads",
}
"""The fields that no form asks for, and why; what a record belongs to is another of these: it is made there."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo")
    opened = demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups")
    opened.save(opened.draft(Category, title="Workforce"), label="Have one to choose")
    yield opened
    opened.close()


def named(rows: Any) -> set[str]:
    """The fields of the rows of a form."""
    found: set[str] = set()
    for row in rows:
        if not isinstance(row, FormHeading):
            found.update(row.names if isinstance(row, Folded) else (row,) if isinstance(row, str) else row)
    return found


def dialog_of(workspace: Workspace, record: Record) -> KindDialog[Any]:
    return SPECIAL.get(type(record), KindDialog)(workspace, record, "Edit", "Edit")


def set_another(field: Field, name: str) -> None:
    """Type or choose something else than what is there."""
    before = field.text()
    if isinstance(field, FlagField):
        field.set_text("no" if before == "yes" else "yes")
    elif isinstance(field, ChoiceField):
        field.box.setCurrentIndex(next(n for n in range(field.box.count()) if n != field.box.currentIndex()
                                       and field.box.itemData(n) != field.rule.empty))  # fmt: skip
    elif isinstance(field, TypedField):
        called = list(field.line.choices().values())
        field.set_text(next(name for name in called if called.count(name) == 1 and name != before))
    else:
        texts = (field.rule.show(value_of(field.rule, name, number)) for number in (3, 0))
        field.set_text(next(text for text in texts if text != before))
    assert field.text() != before


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_a_form_holds_every_field_or_it_is_said_what_sets_it(kind: type[Record]):
    about = KINDS[kind]
    shown = named(about.form(made(kind, 1))) | set(about.when_filled)
    assert "exempt" in shown
    otherwise = {name for of, name in OTHERWISE if of is kind} | ({about.belongs} - shown - {""})
    assert shown | otherwise == set(rules(kind))
    assert not shown & otherwise, "what a form asks for needs no other act"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_every_field_of_the_form_can_be_set_and_is_shown(qtbot: QtBot, workspace: Workspace, kind: type[Record]):
    record = made(kind, 1)
    if isinstance(record, Decision):  # the items to choose from are those of its meeting
        record = replace(record, meeting=workspace.all(AgendaItem)[0].meeting)
    dialog = dialog_of(workspace, record)
    qtbot.addWidget(dialog)
    dialog.show()
    for button in dialog.form.folds.values():
        if button.isVisible():  # what holds something is not folded away
            press(qtbot, button)
    assert dialog.form.fields
    for name, field in dialog.form.fields.items():
        assert field.isVisible(), name
        set_another(field, name)
        value = field.value()
        assert value != getattr(made(kind, 1), name), name
        said = field.text()
        field.show_value(value)
        assert field.text() == said, name


@pytest.mark.parametrize("rows", [ACTION_ROWS, RISK_ROWS], ids=["action", "risk"])
def test_so_does_a_form_in_its_place(rows: Any):
    kind = Action if rows is ACTION_ROWS else Risk
    assert named(rows) | {name for of, name in OTHERWISE if of is kind} == set(rules(kind))


def test_what_is_kept_back_in_its_form_is_in_no_public_paper(qtbot: QtBot, workspace: Workspace):
    risk = workspace.all(Risk)[0]
    marks = workspace.plan.sources(risk)

    def keep_back(dialog: KindDialog[Risk]) -> None:
        field, fold = dialog.form.fields["exempt"], dialog.form.folds[KEPT_BACK.names]
        assert not field.isVisible(), "it is not in the way of who has nothing to hide"
        press(qtbot, fold)
        assert field.control.hasFocus()
        type_into(qtbot, field.control, "A child could be known")
        press(qtbot, dialog.save_button)

    with answering(keep_back):
        edit_record(workspace, risk)
    hidden = workspace.find(risk.id)
    assert isinstance(hidden, Risk)
    assert hidden.exempt == "A child could be known"
    assert public(workspace.plan).find(risk.id) is None
    assert workspace.plan.sources(risk) == marks, "that says nothing of where its values come from"

    def let_in(dialog: KindDialog[Risk]) -> None:
        field = dialog.form.fields["exempt"]
        assert field.isVisible(), "what is kept back says so at once"
        type_into(qtbot, field.control, "")
        press(qtbot, dialog.save_button)

    with answering(let_in):
        edit_record(workspace, hidden)
    assert public(workspace.plan).find(risk.id) is not None
