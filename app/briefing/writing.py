"""A briefing as the bytes of a file: a PDF, a web page or a document for Word, by the ending of its name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Mapping
from datetime import date
from io import BytesIO

from . import blocks as b

Bytes = Generator[tuple[int, int, str], None, bytes]


def written(briefing: b.Briefing, ending: str, printed: date, password: str = "") -> Bytes:
    """The file, telling how far it is as (done, total, what); the generator's value is its bytes.

    Args:
        briefing: what it holds.
        ending: one of `FORMS`.
        printed: the day of printing; the same briefing of the same day gives the same PDF, unless it is protected.
        password: what a PDF asks for before it is opened; empty for nothing.
    """
    made = yield from FORMS[ending](briefing, printed)
    if password and ending == ".pdf":
        yield 99, 100, "Protecting the file"
        return protected(made, password)
    return made


def _pdf(briefing: b.Briefing, printed: date) -> Bytes:
    from .pages import lay_out

    made = yield from lay_out(briefing, printed)
    yield 98, 100, "Packing the file"
    return packed(made)


def _web_page(briefing: b.Briefing, printed: date) -> Bytes:
    from .web_page import web_page

    parts: list[str] = []
    for part in web_page(briefing):
        yield min(98, 100 * len(parts) // (len(briefing.sections) + 2)), 100, "Writing the page"
        parts.append(part)
    return "".join(parts).encode()


def _word(briefing: b.Briefing, printed: date) -> Bytes:
    from .word_document import word_document

    made, count = b"", 0
    for key, data in word_document(briefing, printed):
        yield min(98, 100 * count // (len(briefing.sections) + 1)), 100, f"Writing {key or 'the file'}"
        made, count = data, count + 1
    return made


FORMS: Mapping[str, Callable[[b.Briefing, date], Bytes]] = {".pdf": _pdf, ".html": _web_page, ".docx": _word}
"""How a paper is made, by the ending of its file."""


def packed(pdf: bytes) -> bytes:
    """The same PDF in about half the room: its objects in packed streams. The same bytes give the same bytes."""
    import pikepdf

    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def protected(pdf: bytes, password: str) -> bytes:
    """A PDF that opens only with a password (AES with 256 bits, revision 6); reader programs may read it aloud then.

    What may be done with it is not restricted: a password of the owner is drawn by lot and thrown away.
    """
    import pikepdf

    target = BytesIO()
    owner, may = secrets.token_urlsafe(32), pikepdf.Permissions(accessibility=True)
    lock = pikepdf.Encryption(user=password, owner=owner, R=6, aes=True, metadata=True, allow=may)
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=lock)
    return target.getvalue()
