"""A clamped label shows whole lines and keeps the rest for the tooltip."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.ui.widgets.clamped import ClampedLabel

LONG = "Agency staff 36 % against 30 %, 6 points above target; the service is not resourced for its volume " * 3


def test_it_is_as_high_as_its_lines(qtbot: QtBot):
    label = ClampedLabel(LONG, most=3)
    qtbot.addWidget(label)
    step = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(200) == 3 * step
    assert label.heightForWidth(10_000) == step
    assert ClampedLabel("", most=3).heightForWidth(200) == 0


def test_what_does_not_fit_stands_in_the_tooltip(qtbot: QtBot):
    label = ClampedLabel(LONG, most=2)
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    assert "not resourced" in label.toolTip()
    label.show_text("Short")
    assert label.toolTip() == ""
    assert label.text() == "Short"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), width=st.integers(1, 400), most=st.integers(1, 5))
def test_it_never_takes_more_lines_than_it_may(qtbot: QtBot, text: str, width: int, most: int):
    label = ClampedLabel(text, most=most)
    try:
        assert label.heightForWidth(width) <= most * label.fontMetrics().lineSpacing()
        assert label.text() == text
    finally:
        label.deleteLater()
