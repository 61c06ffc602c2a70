"""Written text as it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot

from app.domain.live import Piece
from app.domain.records import Theme
from app.exchange.prose import Block, TextRun, read
from app.ui.widgets.prose_view import ProseView

THEME = Theme(id="t", number=2, title="Practice")


@pytest.fixture
def view(qtbot: QtBot) -> ProseView:
    made = ProseView()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def format_at(view: ProseView, words: str) -> QTextCharFormat:
    found = view.document().find(words)
    assert not found.isNull(), f"{words} is not shown"
    return found.charFormat()


def click(qtbot: QtBot, view: ProseView, words: str) -> None:
    found = view.document().find(words)
    middle = QTextCursor(view.document())
    middle.setPosition((found.selectionStart() + found.selectionEnd()) // 2)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(middle).center())


def test_headings_bold_lists_and_lines_are_shown(view: ProseView):
    view.show_blocks(read("# Now\n\nA **big** step\nfor us\n\n2. two\n   - in"))
    assert view.toPlainText() == "Now\nA big step\nfor us\n2.\ttwo\n•\tin"
    assert format_at(view, "big").fontWeight() > format_at(view, "step").fontWeight()
    assert format_at(view, "Now").fontPointSize() > format_at(view, "step").fontPointSize()
    margins = [view.document().findBlockByNumber(n).blockFormat().leftMargin() for n in (1, 2, 3)]
    assert margins[0] < margins[1] < margins[2]


def test_markup_is_shown_as_it_was_typed(view: ProseView):
    view.show_blocks(read("<b>x</b> <img src='file:///etc/passwd'>"))
    assert view.toPlainText() == "<b>x</b> <img src='file:///etc/passwd'>"
    assert "\ufffc" not in view.document().toRawText()


def test_nothing_is_ever_loaded(view: ProseView):
    assert view.loadResource(2, QUrl("file:///etc/passwd")) is None


def test_a_live_figure_leads_to_its_record(qtbot: QtBot, view: ProseView):
    piece = Piece(text="off track", written="{theme:2 status}", record=THEME)
    view.show_blocks(
        [Block(runs=(TextRun(text="It is "), TextRun(text="off track", figure=piece.written, piece=piece)))]
    )
    assert "Theme 2: Practice" in format_at(view, "off track").toolTip()
    with qtbot.waitSignal(view.opened) as opened:
        click(qtbot, view, "off track")
    assert opened.args == [THEME]


def test_links_and_figures_are_reached_by_the_keyboard(qtbot: QtBot, view: ProseView):
    view.show_blocks(read("See [the letter](https://a.example/x)."))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.address_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == ["https://a.example/x"]


def test_a_figure_that_names_nothing_is_marked_and_leads_nowhere(view: ProseView):
    piece = Piece(text="{theme:9 status}", written="{theme:9 status}", problem="there is no theme “9”.")
    view.show_blocks([Block(runs=(TextRun(text=piece.text, figure=piece.written, piece=piece),))])
    shown = format_at(view, "{theme:9 status}")
    assert shown.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert not shown.isAnchor()
    assert "there is no theme" in shown.toolTip()


def test_an_illustrative_figure_says_so(view: ProseView):
    piece = Piece(text="12", written="{risk:R-01 score}", illustrative=True)
    view.show_blocks([Block(runs=(TextRun(text="12", figure=piece.written, piece=piece),))])
    assert view.toPlainText() == "12 (illustrative)"
