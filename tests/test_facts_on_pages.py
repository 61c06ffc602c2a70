"""Each fact of the source report is read on the page of its record, where a person opens it in the demo plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

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
    rules,
)
from app.ui.main_window import MainWindow
from app.ui.widgets.record_story import HistoryLines
from app.workspace import Workspace
from tests.app.ui.hands import window_of
from tests.app.ui.reading import read
from tests.demo_plan import open_demo
from tests.test_facts import FACTS, Dump

KINDS = sorted({fact["kind"] for fact in FACTS})


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path_factory.mktemp("demo"))) as window:
        yield window


@pytest.fixture(scope="module")
def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


@pytest.fixture(scope="module")
def dump(workspace: Workspace) -> Dump:
    return Dump(json.loads(json.dumps(workspace.dump())))


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
