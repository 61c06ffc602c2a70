"""Whatever is typed into a field for words is refused in a sentence, or stays as it is on every way it can go."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from app.briefing import PAPERS
from app.briefing.export import export
from app.domain.fields import FieldError, Reference, Text
from app.domain.kinds import KINDS as DESCRIBED
from app.domain.lazy import all_at_once
from app.domain.records import KINDS, Action, Record, Settlement, rules
from app.exchange import planfile
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.widgets.form import Form
from app.workspace import NotSaved, Person, Workspace
from tests.demo_plan import open_demo
from tests.naughty import NAUGHTY

BOB = Person("Bob")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def words_of(kind: type[Record]) -> list[str]:
    """The fields of a kind that a person fills with words."""
    return [name for name, rule in rules(kind).items() if isinstance(rule, Text) and not rule.by_program]


def fill_up(workspace: Workspace) -> None:
    """Add a record of each kind that the plan lacks, as far as one can be written by itself."""
    workspace.attach(workspace.plan.all(Action)[0], Path(__file__))
    for kind in KINDS:
        if not workspace.plan.all(kind) and kind is not Settlement:
            values = {name: _something(workspace, rule) for name, rule in rules(kind).items() if rule.required}
            with suppress(NotSaved):
                workspace.save(workspace.draft(kind, **values), label=f"Add {kind.NAME}")


def _something(workspace: Workspace, rule: Any) -> Any:
    if isinstance(rule, Reference):
        kind = next((kind for kind in KINDS if rule.to == kind.TABLE), Action)
        return workspace.plan.all(kind)[0].id
    for text in ("31 Jan 2018", "1", "Something"):
        with suppress(FieldError):
            return rule.read(text)
    return next(iter(getattr(rule, "choices", {"": ""})))


def typed(qtbot: QtBot, workspace: Workspace, turn: int) -> dict[str, Record]:
    """Type into every field that takes words one of the strings; the records as they were saved, by key."""
    number, saved = count(turn), dict[str, Record]()
    for kind in KINDS:
        names = words_of(kind)
        found = workspace.plan.all(kind)
        if not names or not found:
            continue
        form = Form(kind, names)
        qtbot.addWidget(form)
        form.fill(found[0])
        for name in names:
            field, text = form.fields[name], NAUGHTY[next(number) % len(NAUGHTY)]
            kept = getattr(found[0], name)
            field.set_text(text)
            if problem := field.problem():
                assert problem.endswith("."), (kind, name, text)
                field.show_value(kept)
        for name, value in form.values().items():  # one that a rule refuses keeps none of the others out
            record = workspace.find(found[0].id) or found[0]
            if wrong := refused(workspace, replace(record, **{name: value})):
                assert wrong.endswith("."), (kind, name)
        if there := workspace.find(found[0].id):
            saved[there.id] = there
    return saved


def refused(workspace: Workspace, record: Record) -> str:
    """Why a record cannot be saved; empty where it was."""
    try:
        workspace.save(record, label=f"Edit {record.NAME}")
    except NotSaved as error:
        return str(error)
    return ""


def papers(workspace: Workspace, folder: Path) -> Iterator[Path]:
    """Every paper of the plan."""
    for paper in PAPERS:
        path = folder / f"{paper}.pdf"
        for _ in export(workspace.plan, path, template=paper, before=workspace.before, since=workspace.last_meeting):
            pass
        yield path


def goes_everywhere(qtbot: QtBot, folder: Path, turn: int) -> None:
    workspace = open_demo(folder)
    fill_up(workspace)
    workspace.close()
    shutil.copy(workspace.path, folder / "copy.goldthread")
    workspace = Workspace.open(folder / "copy.goldthread", BOB, folder / "backups")
    saved = typed(qtbot, workspace, turn)
    assert len(saved) > 25
    text = json.dumps(workspace.dump(), ensure_ascii=False).encode()
    assert workspace.check() == []
    workspace.close()

    again = Workspace.open(folder / "copy.goldthread", BOB, folder / "backups")
    assert {key: again.find(key) for key in saved} == saved, "reopened"
    for path in papers(again, folder):
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) > 0
    again.close()

    document = planfile.expand(planfile.parse(text))
    loaded = Workspace.create(folder / "loaded.goldthread", BOB, folder / "backups")
    loaded.bring_in(document.edits, document.baselines, document.contents)
    assert {key: loaded.find(key) for key in saved} == saved, "loaded"
    assert loaded.check() == []
    loaded.close()

    home = Workspace.open(folder / "demo.goldthread", Person("Ann"), folder / "backups")
    found = all_at_once(home.preview_merge(folder / "copy.goldthread"))
    assert found.lines()
    home.reload_after(all_at_once(home.merge(found)))
    assert {key: home.find(key) for key in saved} == saved, "brought home"
    shown(qtbot, home, folder, saved)


def shown(qtbot: QtBot, workspace: Workspace, folder: Path, saved: dict[str, Record]) -> None:
    """Every page, and every record that can be opened, in the window."""
    window = MainWindow(PLACES, Person("Ann"), folder / "backups", lambda: workspace)
    qtbot.addWidget(window)
    window.show_plan(workspace)
    window.show()
    for number in range(len(PLACES)):
        window.show_page(number)
        window.grab()
    for record in saved.values():
        if DESCRIBED[type(record)].page:
            window.session.open(record)
    window.grab()
    window.close()


def test_every_field_takes_one_of_them_or_says_why_not(qtbot: QtBot, tmp_path: Path):
    goes_everywhere(qtbot, tmp_path, 0)


@pytest.mark.torture
@pytest.mark.parametrize("turn", range(len(NAUGHTY)))
def test_every_field_takes_each_of_them_or_says_why_not(qtbot: QtBot, tmp_path: Path, turn: int):
    goes_everywhere(qtbot, tmp_path, turn)
