"""What can be done with a record: one word each, of every kind, in every mode."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.records import KINDS, Record, Risk
from app.ui import operations
from app.ui.session import Session
from app.workspace import Person


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Session:
    folder: Path = tmp_path_factory.mktemp("operations")
    return Session(demo.make(folder / "demo.goldthread", Person("Ann", "Officer"), folder / "backups"))


def one_of_each(session: Session) -> list[Record]:
    return [records[0] for kind in KINDS if (records := session.workspace.all(kind))]


def test_no_two_acts_have_one_word_and_dangerous_ones_come_last(session: Session):
    words = Counter(each.word for each in operations.ACTS)
    assert not [word for word, count in words.items() if count > 1]
    apart = [each.apart for each in operations.ACTS]
    assert apart == sorted(apart)
    assert [each.word for each in operations.ACTS if each.apart] == [
        "Drop its file…", "Take the link away", "Remove", "Erase for good…",
    ]  # fmt: skip


def test_nothing_that_edits_is_offered_while_nothing_can_be_edited(session: Session, qtbot: QtBot):
    assert any(operations.acts(session, record) for record in one_of_each(session))
    session.reading = "presenting"
    try:
        for record in one_of_each(session):
            assert all(each.reads for each in operations.acts(session, record)), record
    finally:
        session.reading = ""


def test_a_removal_and_its_label_are_called_alike_whatever_is_removed(session: Session, qtbot: QtBot):
    for record in one_of_each(session):
        if not operations.remove.can(session, record):
            continue
        before = session.workspace.undo_next
        with qtbot.waitSignal(session.done, timeout=1000, raising=False) as done:
            operations.remove(session, record)
        if session.workspace.undo_next == before:
            continue  # something else of the plan needs it, and it was said
        label = session.workspace.undo_label
        assert session.workspace.find(record.id) is None
        if label.startswith("Remove "):
            assert done.args == [f"Removed {label.removeprefix('Remove ')}.", session.workspace.undo_next, ()]
        session.workspace.undo()
        assert session.workspace.find(record.id) == record


def test_a_closed_risk_is_reopened_and_what_is_gone_is_left_alone(session: Session, qtbot: QtBot):
    risk = replace(session.workspace.all(Risk)[0], closed=session.workspace.plan.position, closed_why="It passed")
    session.workspace.save(risk, label="Close it")
    words = [each.word for each in operations.acts(session, risk)]
    assert "Reopen" in words
    assert "Set status by hand" not in words
    operations.start(operations.reopen, session, risk)
    assert not session.workspace.all(Risk)[0].is_closed
    session.workspace.undo()
    before = session.workspace.undo_next
    session.workspace.remove(risk, label="Remove it")
    operations.start(operations.reopen, session, risk)
    session.workspace.undo()
    assert session.workspace.undo_next == before
