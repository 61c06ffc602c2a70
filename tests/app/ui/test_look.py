"""Colours that can be told apart, in both appearances."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import look
from tests.contrast import contrast

BOTH = pytest.mark.parametrize("c", [look.LIGHT, look.DARK], ids=["light", "dark"])
PAIRS = [(look.LIGHT, 0), (look.DARK, 1)]


@pytest.mark.parametrize(("colours", "which"), PAIRS, ids=["light", "dark"])
@pytest.mark.parametrize("name", look.STATUSES)
def test_a_badge_can_be_read_and_stands_out_from_the_window(name: str, colours: look.Colours, which: int):
    shown = look.STATUSES[name][which]
    assert contrast(shown.text, shown.fill) >= 4.5
    assert contrast(shown.mark, colours.window) >= 3
    assert contrast(shown.mark, colours.selected) >= 3


@BOTH
def test_text_can_be_read_on_everything_it_stands_on(c: look.Colours):
    for back in (c.window, c.rail, c.raised, c.note_back, c.wrong_back, c.low, c.medium, c.high):
        assert contrast(c.text, back) >= 4.5
    for back in (c.window, c.rail, c.raised):
        assert contrast(c.quiet, back) >= 4.5
    for back in (c.window, c.wrong_back):
        assert contrast(c.wrong, back) >= 4.5
    assert contrast(c.on_accent, c.accent) >= 4.5
    assert contrast(c.on_selected, c.selected) >= 4.5
    assert contrast(c.accent, c.window) >= 4.5


@BOTH
def test_what_can_be_used_and_where_the_keyboard_is_can_be_seen(c: look.Colours):
    for back in (c.window, c.raised, c.rail):
        assert contrast(c.focus, back) >= 3
    assert contrast(c.border, c.window) >= 3


@pytest.mark.parametrize(("colours", "which"), PAIRS, ids=["light", "dark"])
def test_everything_on_a_chart_that_means_something_can_be_seen(colours: look.Colours, which: int):
    chart = look.CHARTS[which]
    for field in fields(chart):
        if field.name != "grid":
            assert contrast(getattr(chart, field.name), colours.window) >= 3, field.name


def test_every_status_has_a_shape_and_a_word_of_its_own():
    for which in (0, 1):
        shown = [pair[which] for pair in look.STATUSES.values()]
        assert len({s.shape for s in shown}) == len({s.word for s in shown}) == len(shown) == 6


def test_contrast_agrees_with_the_published_values():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#FFFFFF") == 1


def test_the_setting_forces_either_appearance(qapp: QApplication):
    look.apply(qapp, look.Appearance.DARK)
    assert look.is_dark()
    assert look.colours() is look.DARK
    assert look.status("red").fill == "#FF8A80"
    look.apply(qapp, look.Appearance.LIGHT)
    assert look.colours() is look.LIGHT
    assert look.DARK.window not in qapp.styleSheet()


def test_otherwise_the_system_decides_and_is_followed(qapp: QApplication):
    look.apply(qapp, look.Appearance.SYSTEM)
    dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert look.is_dark() == dark


def test_steps_of_the_type_scale_differ_and_come_from_the_systems_font(qapp: QApplication):
    sizes = [look.font(role).pointSizeF() for role in ("title", "heading", "body", "small")]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
    assert look.font("body").pointSizeF() == qapp.font().pointSizeF() >= look.SMALLEST_POINTS
    assert look.font("title").families() == qapp.font().families()


def test_the_grid_is_eight_pixels():
    assert [look.space(), look.space(3), look.space(0.5)] == [8, 24, 4]


def test_a_label_shows_markup_as_it_is_written(qapp: QApplication):
    shown = look.label("<b>R&D</b> <img src='file:///etc/passwd'>")
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text().startswith("<b>")


@pytest.mark.parametrize("kind", ["", "primary", "link", "choice"])
@pytest.mark.parametrize("appearance", [look.Appearance.LIGHT, look.Appearance.DARK])
def test_what_cannot_be_pressed_looks_so(qtbot: QtBot, qapp: QApplication, kind: str, appearance: look.Appearance):
    look.apply(qapp, appearance)
    button = QPushButton("Move up")
    button.setProperty("kind", kind)
    qtbot.addWidget(button)
    button.show()
    off, on = QPalette.ColorGroup.Disabled, QPalette.ColorGroup.Active
    ink = QPalette.ColorRole.ButtonText
    assert button.palette().color(off, ink) != button.palette().color(on, ink)
    look.apply(qapp, look.Appearance.LIGHT)
