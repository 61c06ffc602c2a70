"""Why a risk is scored so is asked for beside the score, in its panel and in its dialog, and never needed."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Link, Risk, Scoring
from app.domain.schedule import PartialDate
from app.ui.dialogs.write import edit_record, new_record
from app.ui.pages.risks import RisksPage
from app.ui.pages.risks.parts import IssueActions, Mitigations
from app.ui.record.descent import DescentSection
from app.workspace import Workspace
from tests.app.domain.plans import usual_score
from tests.app.ui.hands import answering, press, type_into

Key = Qt.Key


def risk(workspace: Workspace, ref: str) -> Risk:
    return next(each for each in workspace.all(Risk) if each.ref == ref)


def reasons(workspace: Workspace, of: str = "current") -> dict[int | None, str]:
    return {usual_score(each): each.reason for each in workspace.all(Scoring) if each.of == of and each.reason}


def test_under_a_score_stands_since_when_it_holds_and_why_is_typed_there(
    qtbot: QtBot, page: RisksPage, workspace: Workspace
):
    page.reveal(risk(workspace, "R-02"))
    why = page.risks.fields.form.whys["current"]
    assert why.isVisible()
    field = why.fields["reason"]
    assert field.name.text() == "Scored 31 Jan 2018, because"
    type_into(qtbot, field.control, "Two teams left")
    qtbot.keyClick(field.control, Key.Key_Return)
    assert reasons(workspace) == {16: "Two teams left"}
    assert workspace.undo_label == "Say why R-02 was scored 4 x 4"
    assert not page.risks.fields.form.whys["inherent"].isVisible(), "it has no inherent score"


def test_after_a_re_score_the_reason_of_before_stands_there_no_longer(
    qtbot: QtBot, page: RisksPage, workspace: Workspace
):
    page.reveal(risk(workspace, "R-02"))
    form = page.risks.fields.form
    why = form.whys["current"].fields["reason"]
    type_into(qtbot, why.control, "Two teams left")
    qtbot.keyClick(why.control, Key.Key_Return)
    likelihood = form.fields["likelihood"].control
    likelihood.setFocus()
    qtbot.keyClicks(likelihood, "3")
    qtbot.keyClick(likelihood, Key.Key_Return)
    assert usual_score(risk(workspace, "R-02")) == 12
    assert form.whys["current"].fields["reason"].text() == ""
    assert reasons(workspace) == {16: "Two teams left"}, "that of before is kept"


def test_a_dialog_asks_why_as_soon_as_a_score_is_another_and_saves_it_in_one_edit(
    qtbot: QtBot, page: RisksPage, workspace: Workspace
):
    def score(dialog: Any) -> None:
        assert not dialog.scored.isVisible()
        dialog.form.fields["impact"].control.setCurrentIndex(5)
        assert dialog.scored.isVisible()
        type_into(qtbot, dialog.scored.reason.control, "The inspectors come")
        press(qtbot, dialog.save_button)

    edits = len([*workspace.logbook.entries()])
    with answering(score):
        edit_record(workspace, risk(workspace, "R-02"), page)
    assert reasons(workspace) == {20: "The inspectors come"}
    assert len([*workspace.logbook.entries()]) == edits + 1


def test_a_new_risk_is_scored_without_a_reason_too(qtbot: QtBot, page: RisksPage, workspace: Workspace):
    def write(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Fire")
        dialog.form.fields["likelihood"].control.setCurrentIndex(1)
        dialog.form.fields["impact"].control.setCurrentIndex(5)
        press(qtbot, dialog.save_button)

    with answering(write):
        made = new_record(workspace, Risk, page)
    assert made is not None
    assert [(usual_score(each), each.reason) for each in workspace.all(Scoring) if each.risk == made.id] == [(5, "")]


def test_the_chart_tells_each_score_by_keys_and_to_who_cannot_see_it(
    qtbot: QtBot, page: RisksPage, workspace: Workspace
):
    made = risk(workspace, "R-02")
    earlier = workspace.draft(
        Scoring, risk=made.id, day=PartialDate("2017-06-30"), likelihood=5, impact=4, reason="Nobody came"
    )
    workspace.save(earlier, label="Enter what is known of before")
    page.reveal(made)
    section = page.risks.panel.part(DescentSection)
    chart = section.view.chart
    assert chart.isVisible()
    assert section.view.verdict.text() == "Cannot be judged yet"
    assert section.view.why.text() == "No mitigation is finished."
    assert chart.accessibleDescription() == (
        "Score 20 since 30 Jun 2017 and 16 since 31 Jan 2018. No target is set. Cannot be judged yet: No mitigation is "
        "finished."
    )
    chart.setFocus()
    qtbot.keyClick(chart, Key.Key_Home)
    assert chart.said() == "30 Jun 2017: 20. Nobody came"
    qtbot.keyClick(chart, Key.Key_Right)
    assert chart.said() == "31 Jan 2018: 16, was 20"
    assert chart.accessibleDescription() == chart.said()
    place = chart.place(date(2017, 6, 30), 20)
    assert chart.area().left() == place.x()
    qtbot.keyClick(chart, Key.Key_Escape)
    assert chart.said() == ""
    chart.clearFocus()
    page.risks.panel.area.ensureWidgetVisible(chart)
    QApplication.processEvents()
    qtbot.mouseMove(chart, chart.rect().center())
    qtbot.mouseMove(chart, place.toPoint())
    assert chart.said() == "30 Jun 2017: 20. Nobody came"


def test_a_text_of_several_mitigations_is_offered_to_be_split_and_never_is_by_itself(
    qtbot: QtBot, page: RisksPage, workspace: Workspace
):
    made = risk(workspace, "R-02")
    workspace.save(made.given({"mitigation": "Recruit; retain; Cap"}), label="Say what is done")
    page.reveal(risk(workspace, "R-02"))
    section = page.risks.panel.part(Mitigations)
    assert section.lines == {}
    assert section.split.text() == "Make 3 mitigations of its text…"
    with answering(lambda dialog: press(qtbot, dialog.button)):
        press(qtbot, section.split)
    assert [line.row.text for line in section.lines.values()] == ["Cap", "Recruit", "retain"]
    assert not section.split.isVisible()
    assert risk(workspace, "R-02").mitigation == "Recruit; retain; Cap"


def test_what_occurred_has_actions_of_its_own(qtbot: QtBot, page: RisksPage, workspace: Workspace):
    page.reveal(risk(workspace, "R-02"))
    section = page.risks.panel.part(IssueActions)
    assert not section.isVisible()
    workspace.save(risk(workspace, "R-02").given({"occurred_what": "Two teams left"}), label="It occurred")
    assert section.isVisible()

    def write(dialog: Any) -> None:
        assert dialog.windowTitle().startswith("New action on R-02")
        type_into(qtbot, dialog.form.fields["title"].control, "Move cases to other teams")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, section.add_button)
    QApplication.processEvents()
    (action,) = workspace.all(Action)
    assert [(link.item, link.serves) for link in workspace.all(Link) if link.item == action.id] == [
        (action.id, risk(workspace, "R-02").id)
    ]
    assert [line.row.text for line in section.lines.values()] == [action.name]
