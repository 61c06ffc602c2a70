"""The sheet of a tagged paper: everything that is drawn belongs to an element of the structure, or is furniture.

A canvas of reportlab's with marked content (PDF 32000-1, 14.6): `marking` puts a mark round what is drawn inside it and
remembers whose it is; `structure_tree` writes that at the end. Marks do not nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFName
from reportlab.pdfgen.canvas import Canvas

from .structure import Element, MarkedContent

# Operators that paint something; q, Q, cm, rg and the like need no mark. A hit inside a string does no harm.
_PAINTS = re.compile(r"(?:^|[\s)\]>])(?:S|s|f\*?|F|B\*?|b\*?|Do|sh|Tj|TJ|'|\"|EI)(?:\s|$)").search


def page_key(page: int) -> int:
    """Under which number the parent tree holds the marks of a page: the odd ones."""
    return 2 * page + 1


def area_key(number: int) -> int:
    """Under which number it holds the area of a link: the even ones."""
    return 2 * number


class UntaggedContent(Exception):
    """Something was drawn that belongs to no element and is not furniture: a mistake of the program."""


class TaggedCanvas(Canvas):
    """Draws a paper.

    Attributes:
        marked: what was drawn for which element.
    """

    def __init__(self, *args, **more):
        self.marked = MarkedContent()
        self._inside: str = ""  # what the open mark is: an element's role, or "Artifact"
        self._furniture = 0
        super().__init__(*args, **more)

    @contextmanager
    def marking(self, element: Element, actual: str = "") -> Iterator[None]:
        """What is drawn inside belongs to an element, and reads as `actual` where its glyphs do not say it."""
        if self._furniture:
            yield
            return
        number = self.marked.mark(element, self.getPageNumber())
        if actual:
            self._begin("Span", f"/Span <</MCID {number} /ActualText {_hexadecimal(actual)}>> BDC")
        else:
            self._begin(element.role, f"/{element.role} <</MCID {number}>> BDC")
        yield
        self._end("EMC")

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """What is drawn inside belongs to the page and not to the text: rules, grounds, running heads."""
        if not self._furniture:
            self._begin("Artifact", "/Artifact BMC")
        self._furniture += 1
        yield
        self._furniture -= 1
        if not self._furniture:
            self._end("EMC")

    def _begin(self, what: str, operators: str) -> None:
        if self._inside:
            raise UntaggedContent(f"A {what} is drawn inside a {self._inside}.")
        self._inside = what
        self.addLiteral(operators)

    def _end(self, operators: str) -> None:
        self.addLiteral(operators)
        self._inside = ""

    def print_on(self, day: date) -> None:
        """Give the document the midnight of a day as the time of its making."""
        stamp = self._doc._timeStamp  # pyright: ignore[reportAttributeAccessIssue]
        stamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)

    def lead(self, element: Element, key: str, area: tuple[float, float, float, float]) -> None:
        """Make an area (left, low, right, high, in the present coordinates) lead to the heading of a key."""
        if self._furniture:
            return
        name = f"area{len(self.marked.areas)}"
        number = self.marked.add_area(element, self.getPageNumber(), name)
        self.linkRect(element.alt, key, area, name=name, StructParent=area_key(number), F=4)

    def _addAnnotation(self, annotation, name=None, addtopage=1):
        if not str(name).startswith("area"):
            raise UntaggedContent("A link belongs to no element.")
        annotation.permitted = (*annotation.permitted, "StructParent")
        super()._addAnnotation(annotation, name, addtopage)  # pyright: ignore[reportAttributeAccessIssue]

    def showPage(self):
        self._all_is_marked()
        self.marked.marks.setdefault(self.getPageNumber(), [])
        super().showPage()

    def _all_is_marked(self) -> None:
        depth = 0
        for code in self._code:  # pyright: ignore[reportAttributeAccessIssue]
            if code.endswith((" BDC", " BMC")):
                depth += 1
            elif code == "EMC":
                depth -= 1
            elif not depth and _PAINTS(code):
                raise UntaggedContent(f"On page {self.getPageNumber()} stands outside of every mark: {code[-80:]}")

    def _setAnnotations(self, page):  # the last that is asked of a page before it is filed
        super()._setAnnotations(page)  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(page, pdfdoc.PDFPage):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = page_key(self.getPageNumber())  # pyright: ignore[reportAttributeAccessIssue]
            page.Tabs = PDFName("S")  # pyright: ignore[reportAttributeAccessIssue]


def _hexadecimal(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
