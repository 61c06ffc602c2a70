"""What every page has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Risk, Theme
from app.ui.page import ALL_KINDS, Page, Several
from app.ui.pages import PLACES
from app.ui.session import Session
from app.ui.trail import HistoryOf, PapersOf, ThreadOf
from app.workspace import NotSaved, Person, Refusal, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Page:
    made = Page(Session(workspace))
    qtbot.addWidget(made)
    made.session.openable = frozenset({Risk})
    return made


def test_only_what_some_page_reveals_is_a_way_in(page: Page):
    assert page.can_open(Risk(id="1", title="Staff leave"))
    assert page.can_open(Several(Risk, frozenset("1"), "likely"))
    assert not page.can_open(Theme(id="2", title="Leadership"))


@pytest.mark.parametrize("refusal", [Refusal("Pat is editing."), NotSaved("There is no room left.")])
def test_a_refusal_is_sent_on_and_nothing_said_to_be_done(qtbot: QtBot, page: Page, refusal: Refusal):
    def refuse() -> None:
        raise refusal

    with qtbot.assertNotEmitted(page.session.said), qtbot.waitSignal(page.session.refused) as refused:
        assert not page.attempt(refuse, said="Saved.")
    assert refused.args == [str(refusal), ()]


def test_what_was_done_is_said(qtbot: QtBot, page: Page):
    with qtbot.assertNotEmitted(page.session.refused), qtbot.waitSignal(page.session.said) as said:
        assert page.attempt(lambda: None, said="Saved.")
    assert said.args == ["Saved.", ()]


def test_what_was_saved_is_said_with_the_edit_that_can_be_undone(qtbot: QtBot, page: Page, workspace: Workspace):
    risk = workspace.draft(Risk, title="Staff leave")
    with qtbot.assertNotEmitted(page.session.said), qtbot.waitSignal(page.session.done) as done:
        assert page.attempt(lambda: workspace.save(risk, label="Enter"), said="Saved.")
    assert done.args == ["Saved.", workspace.last_edit, ()]


def test_a_bug_is_not_taken_for_a_refusal(page: Page):
    with pytest.raises(ZeroDivisionError):
        page.attempt(lambda: 1 / 0)


def test_every_place_leads_to_a_page_and_no_kind_to_two():
    kinds = [kind for place in PLACES for kind in place.kinds]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= {*ALL_KINDS, ThreadOf, HistoryOf, PapersOf}
    for place in PLACES:
        assert issubclass(place.load(), Page)
        assert place.title.casefold() in place.load().title.casefold()
