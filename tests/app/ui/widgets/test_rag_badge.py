"""Statuses as they are seen and read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from app.domain.rating import Direction, Rating, Status
from app.domain.records import Override
from app.ui import look
from app.ui.widgets.rag_badge import DirectionMark, StatusBadge, StatusLine, StatusMark, Tag, plain_tip


@pytest.mark.parametrize("status", list(Status))
def test_a_badge_says_its_status_in_a_word(qtbot: QtBot, status: Status):
    badge = StatusBadge(status)
    qtbot.addWidget(badge)
    assert badge.text() == status.word
    assert badge.accessibleName() == f"Status: {status.word}"


@pytest.mark.parametrize("kind", [StatusBadge, StatusMark])
def test_a_status_is_drawn_in_its_colour_and_changes(qtbot: QtBot, kind: type[StatusBadge | StatusMark]):
    shown = kind("red")
    qtbot.addWidget(shown)
    assert holds(shown.grab(), look.status("red").fill)
    shown.set_status("green")
    assert shown.text() == "On track"
    assert holds(shown.grab(), look.status("green").fill)
    assert not holds(shown.grab(), look.status("red").fill)


def holds(picture: QPixmap, colour: str) -> bool:
    image = picture.toImage()
    return any(
        image.pixelColor(x, y).name().upper() == colour for x in range(image.width()) for y in range(image.height())
    )


def test_a_badge_is_never_narrower_than_its_word(qtbot: QtBot):
    badge = StatusBadge("not rated")
    qtbot.addWidget(badge)
    assert badge.minimumSizeHint().width() > badge.fontMetrics().horizontalAdvance("Not rated")


@pytest.mark.parametrize("direction", list(Direction))
def test_a_direction_is_an_arrow_and_a_word(qtbot: QtBot, direction: Direction):
    mark = DirectionMark(direction)
    qtbot.addWidget(mark)
    assert mark.text() == str(direction)
    assert mark.accessibleName() == f"Since the last meeting: {direction}"
    assert not mark.grab().isNull()


def test_a_line_shows_only_what_there_is_to_say(qtbot: QtBot):
    line = StatusLine(Rating(status=Status.AMBER, reason="Because.", computed=Status.AMBER))
    qtbot.addWidget(line)
    line.show()
    assert line.badge.text() == "At risk"
    assert not line.direction.isVisible()
    assert not line.by_hand.isVisible()
    assert not line.tag.isVisible()


def test_a_line_says_that_a_status_was_set_by_hand_and_what_was_computed(qtbot: QtBot):
    by_hand = Override(id="1", record="2", status="green", reason="Figures come late", by="Ann <b>")
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_rating(
        Rating(
            status=Status.GREEN,
            reason="",
            computed=Status.RED,
            override=by_hand,
            illustrative=True,
            direction=Direction.WORSE,
        )
    )
    line.show()
    assert line.by_hand.isVisible()
    assert line.by_hand.accessibleDescription() == "Figures come late (Ann <b>). Computed: Off track."
    assert "&lt;b&gt;" in line.by_hand.toolTip()
    assert line.direction.text() == "worse"
    assert line.tag.isVisible()


def test_a_line_breaks_where_its_width_ends_and_cuts_nothing(qtbot: QtBot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.direction.set_direction("better")
    wide, narrow = line.heightForWidth(600), line.heightForWidth(line.badge.sizeHint().width() + 4)
    assert narrow >= 2 * wide
    assert line.minimumSizeHint().width() >= line.badge.sizeHint().width()


def test_illustrative_stands_beside_a_hollow_dot_and_is_explained_and_other_tags_are_not(qtbot: QtBot):
    tag, other = Tag(), Tag("key")
    for made in (tag, other):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText
    assert tag.hollow
    assert "no source supports" in tag.accessibleDescription()
    assert not other.hollow
    assert other.toolTip() == ""


def test_a_tooltip_shows_markup_as_it_is_written():
    assert plain_tip("<img src=x> & co") == "<span>&lt;img src=x&gt; &amp; co</span>"
    assert plain_tip("") == ""
