"""Every register on the demo plan at 1280 x 720: one scroller on any way, nothing cut off, edits where they can be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.records import (
    Audit,
    BudgetLine,
    Indicator,
    Partner,
    Recommendation,
    Record,
    Risk,
    Section,
    Statement,
    Visit,
)
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.register.page import RegisterPage
from tests.app.ui.modes import workspace
from tests.app.ui.whole import cut_off, scrolling

KINDS: tuple[type[Record], ...] = (
    Indicator, Risk, Recommendation, Visit, Partner, Audit, BudgetLine, Statement, Section,
)  # fmt: skip


def seen(window: MainWindow) -> RegisterPage:
    for _ in range(4):
        QApplication.processEvents()
    page = window.page()
    assert isinstance(page, RegisterPage)
    return page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_every_record_is_read_whole_in_a_panel_that_scrolls_as_one(demo_window: MainWindow, kind: type[Record]):
    for record in workspace(demo_window).all(kind):
        demo_window.open_target(record)
        page = seen(demo_window)
        assert page.register.panel.record == record
        assert not [[type(part).__name__ for part in way] for way in scrolling(page)]
        assert not cut_off(page), record.name


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
def test_every_table_of_every_page_is_whole_before_a_panel_is_opened(demo_window: MainWindow, size: tuple[int, int]):
    demo_window.resize(*size)
    for number in range(len(PLACES)):
        demo_window.show_page(number)
        page = demo_window.page()
        assert page is not None
        for tab in range(max(1, page.tabs.words.count()) if isinstance(page, RegisterPage) else 1):
            if isinstance(page, RegisterPage):
                page.tabs.words.setCurrentIndex(tab)
                page.register.close_panel()
            for _ in range(4):
                QApplication.processEvents()
            assert not cut_off(page), (PLACES[number].title, tab)
    demo_window.resize(1280, 720)
