"""Text that gives way."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.widgets.elided_label import ElidedLabel


def test_what_does_not_fit_ends_in_an_ellipsis_and_is_whole_in_the_tooltip(qtbot: QtBot):
    label = ElidedLabel("Children’s services <i>improvement</i> programme")
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.shown().endswith("…")
    assert "&lt;i&gt;improvement" in label.toolTip()
    label.resize(900, 20)
    assert label.shown() == label.text()
    assert label.toolTip() == ""


def test_it_never_pushes_others_aside(qtbot: QtBot):
    label = ElidedLabel("word " * 1000)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 40
