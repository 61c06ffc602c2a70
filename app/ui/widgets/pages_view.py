"""Pages of paper below each other, as wide as there is room; only those that are seen are drawn, on another thread.

view.show_pages(PagePictures(pdf))    the page that was seen stays where it is
view.turned.connect(...)              the page that is seen, from 1
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.briefing.preview import PagePicture, PagePictures
from app.jobs import Job
from app.ui import look

WIDEST = 900
"""Pixels to which a page grows that is shown whole in its width."""
ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0)
"""How wide a page can be, as a share of that."""
MOST = 64 * 1024 * 1024
"""Bytes of pictures that are kept."""
_SPOKEN = 4_000  # characters of a page that assistive software is told at once


class PagesView(QAbstractScrollArea):
    """The pages of a PDF.

    Attributes:
        pages: what is shown; None while there is nothing.
        nothing: what stands there meanwhile.
        zoom: the place in `ZOOMS`.
        job: draws a page; None while there is nothing to draw.
        drawn: the pictures that are kept, by page.

    Signals:
        turned: the page that is seen, from 1; 0 without any.
    """

    turned = Signal(int)
    rings = True

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.pages: PagePictures | None = None
        self.nothing = ""
        self.zoom = ZOOMS.index(1.0)
        self.job: Job | None = None
        self.drawn: dict[int, QImage] = {}
        self._before: dict[int, QImage] = {}  # of other pages, seen until these are drawn
        self._widths: dict[int, int] = {}  # as each was drawn
        self._texts: dict[int, str] = {}
        self._left: list[PagePictures] = []  # shown no more, but being drawn
        self._tops: list[int] = [0]
        self._page, self._kept = 0, (1, 0.0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(look.space(5))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._say()

    @property
    def page(self) -> int:
        """The page that is seen most of, from 1; 0 without any."""
        return self._page

    def show_pages(self, pages: PagePictures | None) -> None:
        """Show other pages, or none; the place on the page stays, as far as there is such a page."""
        at, within = self._place()
        if self.pages is not None:
            self._left.append(self.pages)
        count = pages.count if pages is not None else 0
        self._before = {page: image for page, image in (self._before | self.drawn).items() if page <= count}
        self.pages, self.drawn, self._widths, self._texts = pages, {}, {}, {}
        self._let_go()
        self._lay_out()
        self._go_to(at, within)
        self._on_scrolled()

    def say(self, nothing: str) -> None:
        """Say why there are no pages."""
        self.nothing = nothing
        self._say()
        self.viewport().update()

    def turn_to(self, page: int) -> None:
        """Show the top of a page, as far as there is such a page."""
        if self.pages is not None:
            self._go_to(max(1, min(page, self.pages.count)), 0.0)

    def zoom_by(self, steps: int) -> None:
        """Show the pages wider, or less wide; the place on the page stays."""
        at, within = self._place()
        self.zoom = max(0, min(self.zoom + steps, len(ZOOMS) - 1))
        self._lay_out()
        self._go_to(at, within)
        self.viewport().update()

    def end(self) -> None:
        """Draw nothing more, and let go of the pages."""
        if self.job is not None:
            self.job.wait()
            self.job = None
        self.show_pages(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn_to(self._place()[0] + 1)
            case Qt.Key.Key_PageUp:
                page, within = self._place()
                self.turn_to(page if within > 0.05 else page - 1)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        at, within = self._place()
        super().resizeEvent(event)
        self._lay_out()
        self._go_to(at, within)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self.viewport()), look.colours()
        painter.fillRect(self.viewport().rect(), QColor(c.rail))
        if self.pages is None:
            painter.setPen(QColor(c.quiet))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(32, 32, -32, -32), middle, self.nothing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            box = self._box(page)
            image = self.drawn.get(page) or self._before.get(page)
            if image is None:
                painter.fillRect(box, Qt.GlobalColor.white)
            else:
                painter.drawImage(QRectF(box), image)
            painter.setPen(QPen(QColor(c.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self.property("keys"):
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        self._draw_next()

    # -- where things are

    def _wide(self) -> int:
        """Pixels of a page's width."""
        room = self.viewport().width() - 2 * look.space(2)
        return max(look.space(10), round(min(room, WIDEST) * ZOOMS[self.zoom]))

    def _high(self, page: int) -> int:
        return round(self._wide() * self.pages.shapes[page - 1]) if self.pages is not None else 0

    def _lay_out(self) -> None:
        gap, count = look.space(2), self.pages.count if self.pages is not None else 0
        heights = (self._high(page) + gap for page in range(1, count + 1))
        self._tops = [*accumulate(heights, initial=gap)]
        room, bar, across = self.viewport().size(), self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, self._tops[-1] - room.height()) if count else 0)
        bar.setPageStep(room.height())
        across.setRange(0, max(0, self._wide() + 2 * gap - room.width()) if count else 0)
        across.setPageStep(room.width())

    def _box(self, page: int) -> QRect:
        """Where a page lies in the viewport."""
        wide, room = self._wide(), self.viewport().width()
        left = (room - wide) // 2 if wide + 2 * look.space(2) <= room else look.space(2)
        top = self._tops[page - 1] - self.verticalScrollBar().value()
        return QRect(left - self.horizontalScrollBar().value(), top, wide, self._high(page))

    def _seen(self) -> range:
        """The pages of which anything is seen."""
        if self.pages is None:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(1, bisect_right(self._tops, top))
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, min(last, self.pages.count) + 1)

    def _place(self) -> tuple[int, float]:
        """The page at the top of the view, and how far down it that is, as a share of its height."""
        if self.pages is None:
            return self._kept
        top = self.verticalScrollBar().value()
        page = max(1, min(bisect_right(self._tops, top + look.space(2)), self.pages.count))
        self._kept = page, (top + look.space(2) - self._tops[page - 1]) / max(1, self._high(page))
        return self._kept

    def _go_to(self, page: int, within: float) -> None:
        if self.pages is not None:
            page = min(page, self.pages.count)
            self.verticalScrollBar().setValue(round(self._tops[page - 1] - look.space(2) + within * self._high(page)))

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        count = self.pages.count if self.pages is not None else 0
        page = max(1, min(bisect_right(self._tops, middle), count)) if count else 0
        changed, self._page = page != self._page, page
        self.viewport().update()
        if changed or not count:
            self._say()
        self.turned.emit(page)

    def _say(self) -> None:
        """Let assistive software say which page is seen, and what stands on it."""
        count = self.pages.count if self.pages is not None else 0
        words = " ".join(self._texts.get(self._page, "").split())[:_SPOKEN]
        said = f"Page {self._page} of {count}" if count else self.nothing or "No pages"
        self.setAccessibleName(f"{said}: {words}" if words else said)

    # -- drawing

    def _draw_next(self) -> None:
        """Draw a page that is seen and not drawn yet, or not as wide as it is."""
        if self.job is not None or self.pages is None:
            return
        wide = round(self._wide() * self.devicePixelRatioF())
        page = next((p for p in self._seen() if self._widths.get(p) != wide), None)
        if page is None:
            return
        pages = self.pages
        self.job = job = Job(_draw(pages, page, wide), self)
        job.finished.connect(lambda picture: self._on_drawn(pages, page, wide, picture))
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._end_job)
        job.start()

    def _on_drawn(self, pages: PagePictures, page: int, wide: int, picture: PagePicture) -> None:
        self._end_job()
        if pages is self.pages:
            form = QImage.Format.Format_RGB32
            image = QImage(picture.data, picture.width, picture.height, picture.stride, form).copy()
            self.drawn[page], self._widths[page], self._texts[page] = image, wide, picture.text
            self._before.pop(page, None)
            self._forget_far()
            if page == self._page:
                self._say()
        self.viewport().update()

    def _on_failed(self, error: BaseException) -> None:
        self._end_job()
        raise error

    def _end_job(self) -> None:
        if self.job is not None:
            self.job.deleteLater()
        self.job = None
        self._let_go()

    def _let_go(self) -> None:
        """Close what is shown no more, once nothing of it is being drawn."""
        if self.job is None:
            for pages in self._left:
                pages.close()
            self._left = []

    def _forget_far(self) -> None:
        """Keep no more pictures than there is room for: those farthest from what is seen go first."""
        by_distance = sorted(self.drawn, key=lambda page: abs(page - self._page))
        room, seen = MOST, self._seen()
        for page in by_distance:
            room -= self.drawn[page].sizeInBytes()
            if room < 0 and page not in seen:
                del self.drawn[page], self._widths[page]


def _draw(pages: PagePictures, page: int, wide: int) -> Generator[tuple[int, int, str], None, PagePicture]:
    picture = pages.page(page, wide)
    yield 1, 1, ""
    return picture
