"""Pages of a PDF as pictures, for who looks at a paper before it is written. Any thread may ask, without a window."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import TracebackType

_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for several threads at once, whichever documents they have open."""


@dataclass(frozen=True)
class PagePicture:
    """A page as points: rows from the top, four bytes a point (blue, green, red, nothing).

    Attributes:
        width, height: in points of the screen.
        stride: bytes of a row.
        text: the words that stand on the page, as the PDF gives them.
    """

    width: int
    height: int
    stride: int
    data: bytes
    text: str


class PagePictures:
    """The pages of one PDF. Close it when it is no longer looked at.

    Attributes:
        count: how many pages there are.
        shapes: of each page, how high it is for its width.
    """

    def __init__(self, pdf: bytes):
        import pypdfium2

        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(pdf)
            self.count = len(self._document)
            sizes = (self._document.get_page_size(number) for number in range(self.count))
            self.shapes = tuple(high / wide for wide, high in sizes)

    def page(self, number: int, width: int) -> PagePicture:
        """A page (from 1), so many points of the screen wide. Raises IndexError."""
        if not 1 <= number <= self.count:
            raise IndexError(f"There is no page {number}.")
        with _ONE_AT_A_TIME:
            page = self._document[number - 1]
            drawn = page.render(scale=width / page.get_width(), rev_byteorder=False, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]
            words = page.get_textpage()
            text = words.get_text_bounded()
            made = PagePicture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer), text)
            words.close()
            drawn.close()
            page.close()
        return made

    def close(self) -> None:
        """Let go of the PDF."""
        with _ONE_AT_A_TIME:
            self._document.close()

    def __enter__(self) -> PagePictures:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None):
        self.close()
