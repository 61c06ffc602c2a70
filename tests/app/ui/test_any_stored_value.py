"""No stored value can break a screen or a paper: every field of every kind holds what no form would take."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from app.briefing.export import PAPERS, export
from app.domain.fields import Choice, Day, Flag, Number, Rule, Text, When, Whole
from app.domain.records import KINDS, Indicator, Record, Risk, rules
from app.ui.chair import ChairWalk
from app.ui.dialogs.write import edit_record
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.widgets.form import Form
from app.workspace import Person, Workspace
from tests.app.test_any_stored_value import odd_for, put
from tests.app.ui.hands import answering
from tests.test_one_of_everything import fill

ANN = Person("Ann", "Officer")
RULES: tuple[type[Rule], ...] = (Choice, Flag, Whole, Number, Day, When, Text)
CASES = [pytest.param(rule, which, id=f"{rule.__name__} {which}") for rule in RULES for which in (0, 1)
         if rule is not Flag or not which]  # fmt: skip
TOGETHER = (Choice, Flag, Day, When), (Whole, Number), (Text,)
"""Rules of which one field does not hide what another does to a page."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    workspace = Workspace.create(folder / "plan.goldthread", ANN, folder / "backups", "Plan")
    fill(workspace)
    workspace.close()
    return workspace.path


@pytest.fixture
def plan(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(whole, tmp_path / "plan.goldthread"))


def spoil(plan: Path, which: int, *of: type[Rule]) -> None:
    """Put an odd value into every field of such rules, of every record."""
    for kind in KINDS:
        for name, rule in rules(kind).items():
            if type(rule) in of and name != "exempt":
                odd = odd_for(rule)
                put(plan, kind, name, odd[min(which, len(odd) - 1)])


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[object]:
    with ExitStack() as closing:

        def show(plan: Path) -> MainWindow:
            workspace = Workspace.open(plan, ANN, tmp_path / "backups")
            window = MainWindow(PLACES, ANN, tmp_path / "backups", lambda: workspace)
            qtbot.addWidget(window)
            window.resize(1280, 720)
            window.show_plan(workspace)
            window.show()
            closing.callback(window.close)
            return window

        yield show


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("of", TOGETHER, ids=lambda rules: ", ".join(rule.__name__ for rule in rules))
def test_every_page_shows_whatever_is_stored(plan: Path, shown, of: tuple[type[Rule], ...], which: int):
    spoil(plan, which, *of)
    window: MainWindow = shown(plan)
    workspace = window.workspace
    assert workspace is not None
    for number in range(len(PLACES)):
        window.show_page(number)
        QApplication.processEvents()
        page = window.page()
        assert page is not None
        for tabs in page.findChildren(QTabBar):
            for tab in range(tabs.count()):
                tabs.setCurrentIndex(tab)
                QApplication.processEvents()
    for kind in KINDS:
        for record in workspace.all(kind):
            window.open_target(record)
            QApplication.processEvents()
    window.menus["Read as chair"].trigger()
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    for step in range(len(walk.steps)):
        walk.go(step)
        QApplication.processEvents()


@pytest.mark.parametrize(("of", "which"), CASES)
def test_every_paper_prints_whatever_is_stored(plan: Path, tmp_path: Path, of: type[Rule], which: int):
    spoil(plan, which, of)
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    before, since = workspace.before, workspace.last_meeting
    for template in PAPERS:
        if template == "changes" and since is None:
            continue
        list(export(workspace.plan, tmp_path / f"{template}.pdf", before=before, since=since, template=template))
    workspace.close()


@pytest.mark.parametrize(("of", "which"), [case for case in CASES if case.values[0] is not Text])
def test_every_form_shows_it_and_saves_the_rest(qtbot: QtBot, plan: Path, tmp_path: Path, of: type[Rule], which: int):
    spoil(plan, which, of)
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    for kind in KINDS:
        for record in workspace.all(kind)[:1]:
            form: Form[Record] = Form(kind)
            qtbot.addWidget(form)
            form.fill(record)
            assert {name for name, field in form.fields.items() if field.odd} == set(dict(record.odd))
            made = form.record() if not record.contradictions() else record
            assert made == record
    workspace.close()


def test_a_person_mends_it_in_its_form(plan: Path, shown):
    put(plan, Risk, "response", "zzz")
    put(plan, Indicator, "cadence", "zzz")
    window: MainWindow = shown(plan)
    workspace = window.workspace
    assert workspace is not None
    risk = workspace.all(Risk)[0]
    assert workspace.ratings.of(risk).reason == "Response holds “zzz”, which is not known here: not rated."

    def mend(dialog) -> None:
        field = dialog.form.fields["response"]
        assert field.hint.text() == "The file holds “zzz”, which is not known here."
        field.set_text("Treat")
        dialog.accept()

    with answering(mend):
        edit_record(workspace, risk, window)
    mended = workspace.all(Risk)[0]
    assert (mended.response, mended.odd) == ("treat", ())
    assert workspace.ratings.of(mended).status.rated
