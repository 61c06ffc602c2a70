"""Each fact of the source report is read on the page of its record, where a person opens it in the demo plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.fields import rules
from app.domain.figures import figure, span
from app.domain.records import (
    Action,
    Audit,
    BudgetLine,
    Finding,
    Indicator,
    Link,
    Milestone,
    Programme,
    Reading,
    Record,
    Statement,
    Visit,
)
from app.ui import look
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.widgets.record_story import HistoryLines
from app.workspace import Person, Workspace
from tests.app.ui.reading import read
from tests.test_facts import FACTS, Dump

KINDS = sorted({fact["kind"] for fact in FACTS})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The demo plan."""
    return demo.make(tmp_path / "demo.goldthread", Person("Demo", "Officer"), tmp_path / "backups")


@pytest.fixture
def dump(workspace: Workspace) -> Dump:
    return Dump(json.loads(json.dumps(workspace.dump())))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, workspace: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    look.apply(qapp, look.Appearance.LIGHT)
    made = MainWindow(PLACES, workspace.person, tmp_path / "backups", lambda: workspace)
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show_plan(workspace)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_is_read_on_the_page_where_its_record_is_opened(
    kind: str, window: MainWindow, workspace: Workspace, dump: Dump
):
    pages: dict[str, str] = {}
    missing: list[str] = []
    for fact in (fact for fact in FACTS if fact["kind"] == kind):
        record = workspace.find(dump.find(fact)["id"])
        assert record is not None
        if record.id not in pages:
            window.open_target(workspace.find(record.serves) if isinstance(record, Link) else record)
            pages[record.id] = read_page(window, record)
        if not any(words in pages[record.id] for words in told(workspace, record, fact)):
            missing.append(f"{fact}: none of {told(workspace, record, fact)}")
    assert not missing, "\n".join(missing)


def read_page(window: MainWindow, record: Record) -> str:
    """What is read on the page, without the history."""
    page = window.page()
    assert page is not None
    QApplication.processEvents()
    return read(page, leave_out=(HistoryLines,))


def told(workspace: Workspace, record: Record, fact: dict[str, Any]) -> list[str]:
    """The words, any of which tells a fact."""
    field = fact.get("field", "")
    value = getattr(record, field) if field else None
    if other := workspace.find(value) if isinstance(value, str) and value else None:
        return [getattr(other, "title", ""), other.name]
    if "says" in fact:
        return [" ".join(fact["says"].split())]
    if "statement" in fact:
        return [fact["statement"]]
    match record, field:
        case Programme(), "wanted":
            return ["at least good"]
        case (Visit() | Audit()) as each, ("starts" | "ends"):
            return [span(each.starts, each.ends) or "Date not given"]
        case Visit(), "happened":
            return ["Has taken place"]
        case Finding() as finding, "kind" if finding.kind == "observed":
            return ["What was observed"]
        case (Action() | Milestone()) as step, "done":
            return ["Complete", f"{step.title}, done"]
        case Statement(), "concern":
            return ["The source says that it still needs improvement."]
        case ((Indicator() | Statement()), "workforce"):
            return ["Workforce"]
        case Indicator() as indicator, "unit":
            reading = workspace.plan.latest(indicator)
            assert reading is not None
            assert reading.value is not None
            return [figure(reading.value, indicator.unit)]
        case Reading() as reading, ("value" | "about"):
            unit = getattr(workspace.find(reading.indicator), "unit", "")
            return ["about " * reading.about + figure(reading.value or Decimal(), unit)]
        case BudgetLine() as line, "amount":
            return [figure(line.amount, "£") if line.amount else "No sum named"]
        case Link() as link, _:
            item = workspace.find(link.item)
            assert item is not None
            return [getattr(item, "title", ""), item.name]
        case _ if field:
            return [rules(type(record))[field].show(value)]
    return [getattr(record, "title", "") or record.name]
