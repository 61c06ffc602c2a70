"""Another plan that is opened takes the place of the one before, and an edit that of the plan before it: nothing stays.

Python frees what nothing refers to any more; what refers to itself in a circle stays until its collector looks for
such, which takes a tenth of a second in a large plan, in which the window stands still. So no edit leaves a plan so.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Risk
from app.ui.pages import PLACES
from app.workspace import Workspace
from tests.app.ui.hands import window_of
from tests.demo_plan import open_demo
from tests.test_every_mode import everywhere


def test_a_plan_that_was_looked_through_is_let_go(qapp: QApplication, tmp_path: Path):
    widgets: list[int] = []
    opened: list[weakref.ref[Workspace]] = []
    with window_of(open_demo(tmp_path)) as window:
        for number in range(3):
            (tmp_path / str(number)).mkdir()
            window.show_plan(open_demo(tmp_path / str(number)))
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
            widgets.append(len(QApplication.allWidgets()))
            assert [each() for each in opened] == [None] * number
            opened.append(weakref.ref(window.session.workspace))
            for _where in everywhere(window) if number < 2 else ():
                QApplication.processEvents()
                qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as in a loop of events
    assert widgets[1] == widgets[2]


@contextmanager
def in_circles() -> Iterator[list[object]]:
    """What was left meanwhile for the collector to find; known at the end."""
    found: list[object] = []
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield found
        gc.collect()
        found += gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def edit(plan: Workspace, number: int) -> None:
    risk = plan.all(Risk)[0]
    plan.save(replace(risk, title=f"{risk.title} {number}"), label="Say more of it")


@pytest.mark.parametrize("facts_only", [False, True])
def test_the_plan_before_an_edit_is_gone_with_its_ratings(tmp_path: Path, facts_only: bool):
    plan = open_demo(tmp_path)
    plan.facts_only = facts_only
    before: list[weakref.ref[Plan]] = []
    with in_circles() as circles:
        for number in range(5):
            for risk in plan.all(Risk):
                plan.ratings.of(risk)
            before.append(weakref.ref(plan.plan))
            plan.facts_only = False
            edit(plan, number)
            plan.facts_only = facts_only
        kept = [each for each in before if each() is not None]
        assert len(kept) <= 2, "the first and the last may be kept, as what others are told from; none in between"
    plan.close()
    assert not circles


def test_no_page_leaves_the_plan_before_an_edit_in_a_circle(qapp: QApplication, tmp_path: Path):
    opened, found = open_demo(tmp_path), dict[str, int]()
    with window_of(opened) as window:
        for number, place in enumerate(PLACES):
            window.show_page(number)
            QApplication.processEvents()
            with in_circles() as circles:
                for turn in range(2):
                    edit(opened, turn)
                    for _ in range(4):
                        QApplication.processEvents()
            found[place.title] = sum(isinstance(each, Plan | Ratings) for each in circles)
    assert found == dict.fromkeys((place.title for place in PLACES), 0)
