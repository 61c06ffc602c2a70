"""What is written in any field of any kind can be read in the window, where one goes to see the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.fields import Text
from app.domain.kinds import KINDS
from app.domain.records import (
    Body,
    Category,
    Confidence,
    Control,
    Link,
    Meeting,
    Mitigation,
    Override,
    Programme,
    Reading,
    Record,
    Risk,
    Thresholds,
    rules,
)
from app.ui.main_window import MainWindow
from app.ui.widgets.record_story import HistoryLines
from app.workspace import NotSaved, Person, Workspace
from tests.app.ui.hands import window_of
from tests.app.ui.reading import read
from tests.test_one_of_everything import fill

_FORM = "in its form alone: it is shown with what it belongs to, in one line or a few words"
ELSEWHERE: dict[tuple[type[Record], str], str] = {
    **dict.fromkeys(((kind, "exempt") for kind in (Category, Confidence, Link, Override, Reading, Thresholds)), _FORM),
    **{
        (Programme, f"{paper}_parts"): "as the parts of that paper, on the page of the papers"
        for paper in ("board", "cabinet", "theme", "risks", "indicators", "changes")
    },
    (Mitigation, "progress"): "in its form; its line says who does it by when",
    (Reading, "restated"): "in its form; its row has room for the figure",
}
"""Fields that are not read where the record is opened, and where they are."""


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    folder: Path = tmp_path_factory.mktemp("one")
    made = Workspace.create(
        folder / "one.goldthread", Person("Ann"), folder / "b", "Plan", today=lambda: date(2018, 1, 31)
    )
    fill(made)
    add, risk = made.draft, made.all(Risk)[0]
    made.save(
        add(Mitigation, risk=risk.id, title="Pay more"), add(Control, risk=risk.id, title="Exit interviews"),
        add(Category, title="Workforce"), label="Add what belongs to a risk",
    )  # fmt: skip
    made.save(
        add(Meeting, body=made.all(Body)[0].id, day=date(2018, 3, 20)), label="Have a meeting at which one asks",
    )  # fmt: skip
    with window_of(made) as window:
        yield window


def texts(kind: type[Record]) -> Iterator[str]:
    for name, rule in rules(kind).items():
        if isinstance(rule, Text) and not rule.by_program:
            yield name


def written(workspace: Workspace, record: Record) -> dict[str, str]:
    """Writes other words into every field of words that may hold them; the words by the field."""
    every = {name: f"{name.replace('_', ' ')} of the {record.TABLE}" for name in texts(type(record))}
    found = dict[str, str]()
    for some in (every, *({name: said} for name, said in every.items())):
        try:
            workspace.save(replace(workspace.find(record.id) or record, **some), label="Write")  # type: ignore[arg-type]
        except NotSaved:
            continue  # it is another's reference, or speaks of what did not happen
        found |= some
        if some is every:
            break
    return found


def shown(window: MainWindow, record: Record) -> str:
    """All that is read where one goes to see a record, with what is folded there."""
    window.open_target(record)
    page = window.page()
    assert page is not None
    for _ in range(3):
        QApplication.processEvents()
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and button.text().endswith("…") and len(button.text()) > 12:
                button.click()  # what is folded away
    QApplication.processEvents()
    return read(page, leave_out=(HistoryLines,)).casefold()


def test_what_is_written_in_any_field_is_read_in_the_window(window: MainWindow):
    workspace, missing, seen = window.session.workspace, set[tuple[type[Record], str]](), 0
    for kind in KINDS:
        if kind not in window.session.openable:
            continue
        for record in workspace.all(kind)[:1]:
            words = written(workspace, record)
            now = workspace.find(record.id)
            assert now is not None
            page = shown(window, now)
            missing |= {(kind, name) for name, said in words.items() if said.casefold() not in page}
            seen += len(words)
    assert missing - set(ELSEWHERE) == set()
    assert set(ELSEWHERE) - missing == set(), "it is shown, and need not be excused"
    assert seen > 130
