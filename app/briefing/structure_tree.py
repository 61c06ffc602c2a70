"""Writing the structure of a paper into its PDF: PDF/UA-1 (ISO 14289-1), by the objects of reportlab's own writer."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from .canvas import TaggedCanvas, area_key, page_key
from .structure import Element, MarkedPlace

_ROLES = {"Title": "P"}
"""What stands for a type that PDF 1.7 does not know."""


def write_structure(canvas: TaggedCanvas, root: Element) -> None:
    """File the structure tree, the parent tree and what says that the paper is tagged; before the canvas is saved."""
    _Writing(canvas).write(root)
    canvas.setViewerPreference("DisplayDocTitle", "true")


def write_description(canvas: TaggedCanvas, language: str, day: date) -> None:
    """File the document's description as XMP: the same words as in its properties, and that it is PDF/UA-1.

    Args:
        canvas: the canvas, its properties set.
        language: of the text, such as "en-GB".
        day: of printing, which is also the day of making.
    """
    info = canvas._doc.info  # pyright: ignore[reportAttributeAccessIssue]
    when = f"{day.isoformat()}T00:00:00Z"
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdf:Producer={quoteattr(info.producer)} xmp:CreatorTool={quoteattr(info.creator)} xmp:CreateDate="{when}"
 xmp:ModifyDate="{when}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(info.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(info.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    canvas.setCatalogEntry("Metadata", PDFStream(kind, text.encode("utf-8")))


class _Writing:
    """One structure tree on its way into the document of a canvas."""

    def __init__(self, canvas: TaggedCanvas):
        self.canvas, self.marked = canvas, canvas.marked
        self.document = canvas._doc  # pyright: ignore[reportAttributeAccessIssue]
        self.written = self.marked.written()
        self.references: dict[Element, PDFObjectReference] = {}

    def write(self, root: Element) -> None:
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree["K"] = self.element(root, self.document.Reference(tree))
        tree["RoleMap"] = PDFDictionary({role: PDFName(stands) for role, stands in _ROLES.items()})
        entries: dict[int, PDFObjectReference] = {}
        for page, owners in self.marked.marks.items():
            entries[page_key(page)] = self.document.Reference(_row([self.references[each] for each in owners]))
        for number, (element, _) in enumerate(self.marked.areas):
            entries[area_key(number)] = self.references[element]
        numbers = [each for key in sorted(entries) for each in (key, entries[key])]
        tree["ParentTree"] = self.document.Reference(PDFDictionary({"Nums": _row(numbers)}))
        tree["ParentTreeNextKey"] = max(entries, default=0) + 1
        self.canvas.setCatalogEntry("StructTreeRoot", tree)
        self.canvas.setCatalogEntry("MarkInfo", PDFDictionary({"Marked": "true"}))

    def element(self, element: Element, parent: PDFObjectReference) -> PDFObjectReference:
        """File an element and all in it."""
        made = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent})
        reference = self.references[element] = self.document.Reference(made)
        if element.alt and not element.inline:
            made["Alt"] = PDFString(element.alt)
        if element.attributes:
            made["A"] = _attributes(element)
        content = self.marked.content.get(element, [])
        own = next((each.page for each in content if isinstance(each, MarkedPlace)), None)
        if own is not None:
            made["Pg"] = _page(own)
        parts = [
            self.element(each, reference) if isinstance(each, Element) else self.place(each, own) for each in content
        ]
        parts += [self.element(part, reference) for part in element.parts if part in self.written]
        if parts:
            made["K"] = parts[0] if len(parts) == 1 else _row(parts)
        return reference

    def place(self, place: MarkedPlace, own: int | None):
        """A mark, as a number where it stands on the page of its element, or the area of a link."""
        if place.area:
            area = PDFObjectReference(self.document.annotationName(place.area))
            return PDFDictionary({"Type": PDFName("OBJR"), "Obj": area, "Pg": _page(place.page)})
        if place.page == own:
            return place.number
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": _page(place.page), "MCID": place.number})


def _attributes(element: Element) -> PDFDictionary | PDFArray:
    """The attributes, an object for each owner."""
    owners: dict[str, PDFDictionary] = {}
    for owner, name, value in element.attributes:
        if isinstance(value, tuple):
            written = _row([round(each, 2) for each in value])
        else:
            written = PDFName(value[1:]) if value.startswith("/") else PDFString(value)
        owners.setdefault(owner, PDFDictionary({"O": PDFName(owner)}))[name] = written
    return next(iter(owners.values())) if len(owners) == 1 else _row(list(owners.values()))


def _page(number: int) -> PDFObjectReference:
    return PDFObjectReference(f"Page{number}")


def _row(items: list) -> PDFArray:
    made = PDFArray(items)
    made.multiline = False  # pyright: ignore[reportAttributeAccessIssue]
    return made
