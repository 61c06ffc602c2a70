"""Writing the structure of a paper into its PDF: PDF/UA-1 (ISO 14289-1), into the document of reportlab's canvas."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFStream

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
    """One structure tree on its way into the document of a canvas.

    There are thousands of elements: each is filed as it is written, which is much faster than reportlab's dictionaries.
    """

    def __init__(self, canvas: TaggedCanvas):
        self.canvas, self.marked = canvas, canvas.marked
        self.document = canvas._doc  # pyright: ignore[reportAttributeAccessIssue]
        self.written = self.marked.written()
        self.numbers: dict[Element, int] = {}
        self.pages = {page: self.number_of(f"Page{page}") for page in self.marked.marks}

    def number_of(self, name: str) -> int:
        """The number of an object that reportlab filed under a name."""
        return self.document.idToObjectNumberAndVersion[name][0]

    def file(self, written: _Filed) -> int:
        """File an object; its number."""
        self.document.Reference(written)
        return self.document.objectcounter

    def write(self, root: Element) -> None:
        tree = _Filed()
        number = self.file(tree)
        first = self.element(root, number)
        entries: dict[int, str] = {}
        for page, owners in self.marked.marks.items():
            row = " ".join(f"{self.numbers[each]} 0 R" for each in owners)
            entries[page_key(page)] = f"{self.file(_Filed(f'[{row}]'))} 0 R"
        for area, (element, _) in enumerate(self.marked.areas):
            entries[area_key(area)] = f"{self.numbers[element]} 0 R"
        parents = self.file(_Filed(f"<</Nums [{' '.join(f'{key} {entries[key]}' for key in sorted(entries))}]>>"))
        roles = "".join(f"/{role} /{stands}" for role, stands in _ROLES.items())
        tree.written = (
            f"<</Type /StructTreeRoot /K {first} 0 R /RoleMap <<{roles}>> /ParentTree {parents} 0 R "
            f"/ParentTreeNextKey {max(entries, default=0) + 1}>>"
        )
        self.canvas.setCatalogEntry("StructTreeRoot", tree)
        self.canvas.setCatalogEntry("MarkInfo", PDFDictionary({"Marked": "true"}))

    def element(self, element: Element, parent: int) -> int:
        """File an element and all in it; its number."""
        made = _Filed()
        number = self.numbers[element] = self.file(made)
        said = f"<</Type /StructElem /S /{element.role} /P {parent} 0 R"
        if element.alt and not element.inline:
            said += f" /Alt {_text(element.alt)}"
        if element.attributes:
            said += f" /A {_attributes(element)}"
        content = self.marked.content.get(element, ())
        own = next((each.page for each in content if isinstance(each, MarkedPlace)), 0)
        if own:
            said += f" /Pg {self.pages[own]} 0 R"
        parts = [
            f"{self.element(each, number)} 0 R" if isinstance(each, Element) else self.place(each, own)
            for each in content
        ]
        parts += [f"{self.element(part, number)} 0 R" for part in element.parts if part in self.written]
        if parts:
            said += f" /K {parts[0]}" if len(parts) == 1 else f" /K [{' '.join(parts)}]"
        made.written = said + ">>"
        return number

    def place(self, place: MarkedPlace, own: int) -> str:
        """A mark, as a number where it stands on the page of its element, or the area of a link."""
        page = f"/Pg {self.pages[place.page]} 0 R"
        if place.area:
            return f"<</Type /OBJR /Obj {self.number_of(self.document.annotationName(place.area))} 0 R {page}>>"
        return str(place.number) if place.page == own else f"<</Type /MCR {page} /MCID {place.number}>>"


class _Filed(PDFObject):
    """An object of the document as it is written."""

    __RefOnly__ = 1

    def __init__(self, written: str = ""):
        self.written = written

    def format(self, document) -> bytes:
        return self.written.encode("ascii")


def _attributes(element: Element) -> str:
    """The attributes, an object for each owner."""
    owners: dict[str, str] = {}
    for owner, name, value in element.attributes:
        if isinstance(value, tuple):
            said = f"[{' '.join(f'{each:.2f}' for each in value)}]"
        else:
            said = value if value.startswith("/") else _text(value)
        owners[owner] = f"{owners.get(owner, f'/O /{owner}')} /{name} {said}"
    found = [f"<<{said}>>" for said in owners.values()]
    return found[0] if len(found) == 1 else f"[{' '.join(found)}]"


def _text(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
