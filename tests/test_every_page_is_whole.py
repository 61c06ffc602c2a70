"""On every page, at every tab and with a record of every kind open: one scroller on any way, and nothing cut off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.records import KINDS
from app.ui.pages import PLACES
from tests.app.ui.hands import window_of
from tests.app.ui.whole import cut_off, scrolling
from tests.demo_plan import open_demo
from tests.test_every_mode import everywhere


def test_every_page_scrolls_as_one_and_cuts_off_nothing(qapp: QApplication, tmp_path: Path):
    places, found = set[str](), set[str]()
    with window_of(open_demo(tmp_path)) as window:
        for where in everywhere(window):
            for _ in range(4):
                QApplication.processEvents()
            page = window.page()
            assert page is not None
            places.add(where)
            found |= {f"{where}: {' in '.join(type(part).__name__ for part in way)}" for way in scrolling(page)}
            found |= {f"{where} cuts off {said!r}" for said in cut_off(page)}
        openable = {
            kind.NAME for kind in KINDS if kind in window.session.openable and window.session.workspace.all(kind)
        }
    assert not found, sorted(found)
    assert {place.title for place in PLACES} | openable == places
