"""Written text as it is read: headings, lists, bold and links, with each live figure a way to what it speaks of.

It is as long as its text: what holds it scrolls.

view = ProseView()
view.show_blocks(prose.filled(section.body, plan, ratings))
view.opened.connect(page.opened)          a live figure's record
view.address_wanted.connect(...)          a link's address; nothing is ever opened or fetched from here
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QScrollArea, QTextBrowser, QWidget

from app.domain.records import Record
from app.exchange.prose import Block, TextRun
from app.ui import look

from .rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP, plain_tip
from .whole_lines import measure

_FIGURE, _LINK = "figure", "link"
_HEADINGS = ("title", "heading", "strong")
_LINE_HEIGHT = 128  # per cent


class ProseView(QTextBrowser):
    """Shows blocks. What was typed is put in as text, never as markup.

    Attributes:
        blocks: what is shown.

    Signals:
        opened: the record that a live figure speaks of.
        address_wanted: the address of a link that was chosen.
    """

    opened = Signal(object)
    address_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.blocks: Sequence[Block] = ()
        self._ways: dict[str, TextRun] = {}
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setMaximumWidth(measure(self))
        self.anchorClicked.connect(self._choose)
        self.document().documentLayout().documentSizeChanged.connect(self._take_room)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show another text."""
        self.blocks = blocks
        self._ways = {}
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for number, block in enumerate(blocks):
            self._put(cursor, block, first=number == 0)
        cursor.endEditBlock()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """From one way in to the next, which is brought into view."""
        if not super().focusNextPrevChild(forward):
            return False
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and (inside := area.widget()) is not None:
            at = self.viewport().mapTo(inside, self.cursorRect().center())
            area.ensureVisible(at.x(), at.y())
        return True

    def _take_room(self, size: QSizeF) -> None:
        """Be as high as the text is long: what holds it scrolls."""
        self.setFixedHeight(ceil(size.height()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever loaded."""
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self.blocks:
            self.show_blocks(self.blocks)

    def _put(self, cursor: QTextCursor, block: Block, *, first: bool) -> None:
        shape = QTextBlockFormat()
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        indent = look.space(3)
        shape.setLeftMargin(block.depth * indent)
        if block.mark:
            shape.setTextIndent(-indent)
            shape.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        shape.setTopMargin(look.space(2 if block.heading else 0.5 if block.depth else 0) if not first else 0)
        shape.setBottomMargin(look.space(0.5 if block.heading or block.depth else 1.25))
        if block.heading:
            shape.setHeadingLevel(block.heading)
        if first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        role = _HEADINGS[min(block.heading, len(_HEADINGS)) - 1] if block.heading else "body"
        if block.mark:
            cursor.insertText(f"{block.mark}\t", self._plain(role))
        for run in block.runs:
            self._put_run(cursor, run, role)

    def _put_run(self, cursor: QTextCursor, run: TextRun, role: str) -> None:
        look_of = self._plain(role)
        if run.bold:
            look_of.setFontWeight(QFont.Weight.Bold)
        if run.italic:
            look_of.setFontItalic(True)
        if run.link:
            self._way_in(look_of, _LINK, run, run.link)
            look_of.setForeground(QColor(look.colours().accent))
            look_of.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        elif run.piece is not None:
            self._mark(look_of, run)
        words = run.text.replace("\n", "\u2028").replace(" %", "\u00a0%")  # a figure keeps its unit
        cursor.insertText(words, look_of)
        if run.piece is not None and run.piece.illustrative:
            aside = self._plain("small")
            aside.setForeground(QColor(look.colours().quiet))
            aside.setToolTip(plain_tip(ILLUSTRATIVE_TIP))
            cursor.insertText(f" ({ILLUSTRATIVE})", aside)

    def _mark(self, look_of: QTextCharFormat, run: TextRun) -> None:
        """A live figure is underlined with dots; one that names nothing with a wave."""
        c, piece = look.colours(), run.piece
        assert piece is not None
        if piece.problem:
            look_of.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look_of.setUnderlineColor(QColor(c.wrong))
            look_of.setForeground(QColor(c.wrong))
            look_of.setToolTip(plain_tip(piece.problem))
            return
        look_of.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look_of.setUnderlineColor(QColor(c.quiet))
        if piece.record is not None:
            self._way_in(look_of, _FIGURE, run, f"From the plan: {piece.record.name}. {run.figure}")
        else:
            look_of.setToolTip(plain_tip(f"From the plan: {run.figure}"))

    def _way_in(self, look_of: QTextCharFormat, kind: str, run: TextRun, tip: str) -> None:
        name = f"{kind}:{len(self._ways)}"
        self._ways[name] = run
        look_of.setAnchor(True)
        look_of.setAnchorHref(name)
        look_of.setToolTip(plain_tip(tip))

    def _plain(self, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(look.font(role))
        made.setForeground(QColor(look.colours().text))
        return made

    def _choose(self, url: QUrl) -> None:
        run = self._ways.get(url.toString())
        if run is None:
            return
        if run.link:
            self.address_wanted.emit(run.link)
        elif run.piece is not None and isinstance(run.piece.record, Record):
            self.opened.emit(run.piece.record)
