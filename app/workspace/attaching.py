"""What a file to be attached holds."""

from __future__ import annotations

from pathlib import Path

from app.named_file import NoSuchFile, content_of_file

from .refusals import NotSaved

LARGEST_ATTACHMENT = 10_000_000
"""Bytes. A plan is mailed: one scanned letter fits, a film does not."""


def content_of(path: Path) -> bytes:
    """What a file to be attached holds. Raises NotSaved."""
    try:
        return content_of_file(path, LARGEST_ATTACHMENT)
    except NoSuchFile as error:
        raise NotSaved(str(error), {"filename": str(error)}) from None
