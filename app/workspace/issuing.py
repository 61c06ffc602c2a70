"""Issuing papers: what is recorded of one, and the file that is kept with it until somebody drops it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from app.domain.fields import PROSE
from app.domain.records import IssuedPaper
from app.domain.rows import filled
from db.blobs import digest_of
from db.edits import Edit, Scalar
from db.erasing import compose
from db.log import Stamp
from db.made_of import marks_of, named
from db.store import Store

from .refusals import NotSaved

LARGEST_PAPER = 30_000_000
"""Bytes of a paper that is kept."""


class Issue(NamedTuple):
    """A paper that was written: its record, what the file holds, and the keys of the records that it names."""

    paper: IssuedPaper
    content: bytes
    names: Collection[str]


def recorded(store: Store, issue: Issue) -> IssuedPaper:
    """The record of a paper with all that follows from its file. Raises NotSaved and Refused."""
    paper, content, names = issue
    if len(content) > LARGEST_PAPER:
        raise NotSaved(f"The file is too large to be kept: {len(content):,} bytes, at most {LARGEST_PAPER:,}.")
    digest = digest_of(content)
    knew = " ".join(edit.id for edit in store.log.erasing())
    return paper.having(
        {
            "digest": digest, "kept": digest, "size": len(content), "made_of": marks_of(names, PROSE),
            "knew": knew if len(knew) <= PROSE else "",
        }
    )  # fmt: skip


def values_of(papers: Collection[IssuedPaper]) -> Mapping[str, Mapping[str, Mapping[str, Scalar]]]:
    """What is written of new papers."""
    return {IssuedPaper.TABLE: {paper.id: filled(paper) for paper in papers}}


def dropping(store: Store, papers: Collection[IssuedPaper], stamp: Stamp, by: str) -> Edit | None:
    """The edit that drops the files of papers for good; None where none is kept. Raises Refused."""
    kept: Mapping[tuple[str, str], Mapping[str, Scalar]] = {(p.TABLE, p.id): {"kept": ""} for p in papers if p.kept}
    return compose(store.log, kept, stamp, by, "To save room; record and digest stay") if kept else None


def naming(papers: Collection[IssuedPaper], keys: Collection[str]) -> list[IssuedPaper]:
    """The papers that name one of these records and whose file is kept."""
    return [paper for paper in papers if paper.kept and named(paper.made_of, keys)]
