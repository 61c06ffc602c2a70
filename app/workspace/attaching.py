"""What a file to be attached holds."""

from __future__ import annotations

from pathlib import Path

from .refusals import NotSaved

LARGEST_ATTACHMENT = 10_000_000
"""Bytes. A plan is mailed: one scanned letter fits, a film does not."""


def content_of(path: Path) -> bytes:
    """What a file to be attached holds. Raises NotSaved."""
    try:
        size = path.stat().st_size
        if size <= LARGEST_ATTACHMENT:
            return path.read_bytes()
    except OSError:
        why = f"{path.name} cannot be read."
    else:
        why = f"{path.name} is larger than {LARGEST_ATTACHMENT / 1e6:.0f} MB, the most that can be attached."
    raise NotSaved(why, {"filename": why})
