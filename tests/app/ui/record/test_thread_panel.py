"""The panel that shows a record's thread in other pages, worked with mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import (
    KINDS,
    Action,
    Dependency,
    Indicator,
    Link,
    Milestone,
    Provenance,
    Question,
    Recommendation,
    Risk,
    Theme,
)
from app.exchange.shorthand import OURS
from app.ui import operations
from app.ui.record.thread_panel import ThreadPanel
from app.ui.session import Session
from app.ui.trail import ThreadOf
from app.ui.widgets.record_menu import RecordMenu
from app.workspace import Person, Workspace
from tests.app.ui.hands import Key, Left, choose, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A-01 serves a theme and (our judgement) a recommendation, waits for A-02 and has a step; R-01 stands alone."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    train = made.draft(Action, ref="A-01", title="Train managers")
    recruit = made.draft(Action, ref="A-02", title="Recruit")
    theme, goal = made.draft(Theme, title="Practice", number=1), made.draft(Recommendation, title="Oversight", number=1)
    ours = made.draft(Link, item=train.id, serves=goal.id)
    made.save(
        train, recruit, theme, goal, ours, made.draft(Risk, title="Culture stays"),
        made.draft(Indicator, title="Oversight recorded"), made.draft(Link, item=train.id, serves=theme.id),
        made.draft(Provenance, record=ours.id, source=OURS, statement="By its subject."),
        made.draft(Milestone, action=train.id, title="First course held"),
        made.draft(Dependency, action=train.id, waits_for=recruit.id), label="Begin",
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def session(workspace: Workspace, qapp: object) -> Session:
    made = Session(workspace)
    made.openable = frozenset({*KINDS, ThreadOf})
    return made


@pytest.fixture
def panel(qtbot: QtBot, session: Session, workspace: Workspace) -> ThreadPanel:
    """The panel with A-01 in it, which follows the plan."""
    made = ThreadPanel(session)
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show()
    made.show_record(action(workspace, "A-01"))
    workspace.listen(lambda _kinds: made.show_record(made.record) if made.record else None)
    return made


def action(workspace: Workspace, ref: str) -> Action:
    return next(a for a in workspace.all(Action) if a.ref == ref)


def said(panel: ThreadPanel) -> list[str]:
    return [row.text() for row in panel.rows.values()]


def test_says_in_words_what_a_record_serves_and_what_serves_it(panel: ThreadPanel) -> None:
    assert said(panel) == [
        "Serves: Not rated. Theme 1: Practice",
        "Serves: Not rated. Recommendation 1: Oversight. our judgement",
        "Has the step: Not rated. First course held",
        "Waits for: Not rated. A-02 Recruit",
    ]
    heads = [label.text() for label in panel.findChildren(QLabel) if label.property("quiet") and label.isVisible()]
    assert [head for head in heads if head in ("Serves", "Has the step", "Waits for")] == [
        "Serves", "Has the step", "Waits for",
    ]  # fmt: skip


def test_each_strand_is_a_way_in(qtbot: QtBot, panel: ThreadPanel, session: Session, workspace: Workspace) -> None:
    theme = workspace.all(Theme)[0]
    with qtbot.waitSignal(session.opened) as opened:
        qtbot.mouseClick(panel.rows[theme.id], Left)
    assert opened.args == [theme]
    panel.rows[theme.id].setFocus()
    with qtbot.waitSignal(session.opened) as opened:
        qtbot.keyClick(panel.rows[theme.id], Key.Key_Return)
    assert opened.args == [theme]


def test_leads_to_the_whole_thread(qtbot: QtBot, panel: ThreadPanel, session: Session, workspace: Workspace) -> None:
    with qtbot.waitSignal(session.opened) as opened:
        press(qtbot, panel.whole)
    assert opened.args == [ThreadOf(action(workspace, "A-01").id)]


def test_what_leads_nowhere_is_read_but_not_pressed(
    qtbot: QtBot, panel: ThreadPanel, session: Session, workspace: Workspace
) -> None:
    session.openable -= {Theme, ThreadOf}
    panel.show_record(action(workspace, "A-02"))
    panel.show_record(action(workspace, "A-01"))
    theme = workspace.all(Theme)[0]
    assert panel.rows[theme.id].focusPolicy() is Qt.FocusPolicy.NoFocus
    assert not panel.whole.isVisible()


def test_a_link_is_made_by_typing_and_undone(qtbot: QtBot, panel: ThreadPanel, workspace: Workspace) -> None:
    type_into(qtbot, panel.line, "r-01")
    qtbot.keyClick(panel.line, Key.Key_Return)
    risk = workspace.all(Risk)[0]
    assert workspace.undo_label == "A-01 mitigates R-01"
    assert "Mitigates: Not rated. R-01 Culture stays" in said(panel)
    assert panel.line.text() == ""
    workspace.undo()
    assert risk.id not in panel.rows


def test_a_link_is_taken_away_from_its_menu_and_comes_back_by_undo(
    qtbot: QtBot, panel: ThreadPanel, workspace: Workspace
) -> None:
    goal = workspace.all(Recommendation)[0]
    panel.menus[goal.id].setFocus()
    choose(panel.menus[goal.id], operations.unlink)
    assert goal.id not in panel.rows
    assert panel.line.hasFocus()
    workspace.undo()
    assert "Serves: Not rated. Recommendation 1: Oversight. our judgement" in said(panel)


def test_no_single_press_takes_a_link_away(qtbot: QtBot, panel: ThreadPanel, workspace: Workspace) -> None:
    links = workspace.all(Link)
    for part in panel.findChildren(QAbstractButton):
        if part.isVisible() and not isinstance(part, RecordMenu):
            press(qtbot, part)
    assert workspace.all(Link) == links


def test_only_links_have_a_menu(panel: ThreadPanel, workspace: Workspace) -> None:
    """What a record's own field says is changed where that field is."""
    assert set(panel.menus) == {workspace.all(Theme)[0].id, workspace.all(Recommendation)[0].id}


def test_a_record_that_is_gone_is_refused_in_a_sentence(qtbot: QtBot, panel: ThreadPanel, workspace: Workspace) -> None:
    type_into(qtbot, panel.line, "R-01")
    workspace.remove(workspace.all(Risk)[0], label="Remove R-01")
    qtbot.keyClick(panel.line, Key.Key_Return)
    assert panel.adder.wrong.isVisible()
    assert panel.adder.wrong.text() == "There is no record called “R-01”."
    assert panel.line.text() == "R-01"
    qtbot.keyClicks(panel.line, "2")
    assert not panel.adder.wrong.isVisible()


def test_a_record_that_is_tied_to_nothing_says_so(panel: ThreadPanel, workspace: Workspace) -> None:
    panel.show_record(workspace.all(Risk)[0])
    assert panel.nothing.text() == "Nothing is tied to R-01 yet."
    assert panel.nothing.isVisible()


def test_many_strands_of_one_sort_unfold_as_one_asks_for_them(
    qtbot: QtBot, panel: ThreadPanel, workspace: Workspace
) -> None:
    theme = workspace.all(Theme)[0]
    actions = [workspace.draft(Action, ref=f"B-{n:03}", title=f"Number {n}") for n in range(100)]
    links = [workspace.draft(Link, item=a.id, serves=theme.id) for a in actions]
    workspace.save(*actions, *links, label="Add many")
    panel.show_record(theme)
    assert len(panel.rows) == 6
    more = next(b for b in panel.findChildren(QPushButton) if b.text() == "95 more")
    press(qtbot, more)
    assert len(panel.rows) == 66
    assert "B-050" in " ".join(said(panel))


def test_a_plan_that_cannot_be_written_shows_no_way_to_link(panel: ThreadPanel, workspace: Workspace) -> None:
    workspace.facts_only = True
    assert not panel.line.isVisible()
    assert not panel.menus


def test_wide_enough_both_directions_stand_beside_each_other(
    qtbot: QtBot, panel: ThreadPanel, workspace: Workspace
) -> None:
    theme, step = workspace.all(Theme)[0], workspace.all(Milestone)[0]

    def tops() -> tuple[int, int]:
        return tuple(panel.rows[r.id].mapTo(panel, panel.rows[r.id].rect().topLeft()).y() for r in (theme, step))  # type: ignore[return-value]

    assert tops()[0] < tops()[1]
    panel.resize(900, 400)
    qtbot.waitUntil(lambda: tops()[0] == tops()[1])


def test_what_is_asked_about_it_stands_elsewhere_but_what_it_answers_stands_here(
    panel: ThreadPanel, workspace: Workspace
):
    about, other = (
        workspace.draft(Question, ref=f"Q-0{n}", record=of, text="Why?", by="Chair", day=date(2018, 1, 31))
        for n, of in ((1, action(workspace, "A-01").id), (2, ""))
    )
    workspace.save(about, label="Ask")
    workspace.save(other, workspace.draft(Link, item=action(workspace, "A-01").id, serves=other.id), label="Answer it")
    assert about.id not in panel.rows
    assert other.id in panel.rows
