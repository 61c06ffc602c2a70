"""The structure of a paper: what a reader program is told each part is, and in which order it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Element:
    """One element of the structure, such as a heading, a table cell or a picture.

    It is declared once, when blocks become flowables; what is drawn for it is recorded anew for each pass over the
    pages (`MarkedContent`). An element without content, and without a part that has some, is not written.

    Attributes:
        role: its type in PDF, such as "H1", "P" or "TD".
        alt: what a picture shows.
        attributes: what else is said of it, as PDF's attribute objects: owner, then name and value.
        inline: it stands among the words of its parent, where its first word is drawn, as a link does.
    """

    __slots__ = ("alt", "attributes", "inline", "parent", "parts", "role")

    def __init__(self, role: str, parent: Element | None = None, *, alt: str = "", inline: bool = False):
        self.role, self.parent, self.alt, self.inline = role, parent, alt, inline
        self.parts: list[Element] = []
        self.attributes: list[tuple[str, str, str | tuple[float, ...]]] = []

    def add(self, role: str, *, alt: str = "") -> Element:
        """A new last part of it."""
        part = Element(role, self, alt=alt)
        self.parts.append(part)
        return part

    def says(self, owner: str, name: str, value: str | tuple[float, ...]) -> Element:
        """Give it an attribute: `says("Table", "Scope", "/Row")`. A text that begins with / is one of PDF's names."""
        self.attributes = [each for each in self.attributes if each[:2] != (owner, name)]
        self.attributes.append((owner, name, value))
        return self


class MarkedPlace(NamedTuple):
    """Where something of an element stands: its page and number among the marks there, or a link's area by its name."""

    page: int
    number: int = -1
    area: str = ""


@dataclass
class MarkedContent:
    """What one pass drew for each element.

    Attributes:
        content: of each element what it shows, in the order of drawing; an element that is `inline` stands among it.
        marks: of each page (from 1) the elements of its marks, by their numbers.
        areas: the areas of links, each with its element.
    """

    content: dict[Element, list[MarkedPlace | Element]] = field(default_factory=dict)
    marks: dict[int, list[Element]] = field(default_factory=dict)
    areas: list[tuple[Element, str]] = field(default_factory=list)

    def mark(self, element: Element, page: int) -> int:
        """The number of a new mark of an element on a page."""
        owners = self.marks.setdefault(page, [])
        self._of(element).append(MarkedPlace(page, len(owners)))
        owners.append(element)
        return len(owners) - 1

    def add_area(self, element: Element, page: int, name: str) -> int:
        """Record an area that leads somewhere when it is clicked; its number among all."""
        self._of(element).append(MarkedPlace(page, area=name))
        self.areas.append((element, name))
        return len(self.areas) - 1

    def _of(self, element: Element) -> list[MarkedPlace | Element]:
        if element not in self.content:
            self.content[element] = []
            if element.inline and element.parent:
                self._of(element.parent).append(element)
        return self.content[element]

    def written(self) -> set[Element]:
        """The elements that are written: those with content and those around them, and of a table every cell."""
        wanted: set[Element] = set()
        for element in self.content:
            above: Element | None = element
            while above is not None and above not in wanted:
                wanted.add(above)
                above = above.parent
        for table in [element for element in wanted if element.role == "Table"]:
            wanted.update(_cells(table))
        return wanted


def _cells(element: Element) -> Iterator[Element]:
    for part in element.parts:
        if part.role in ("THead", "TBody", "TR", "TH", "TD"):
            yield part
            yield from _cells(part)
