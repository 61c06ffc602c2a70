"""What one asks for to see a record's history instead of the record itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HistoryOf:
    """All that was done to the record with this key, and to what belongs to it."""

    key: str
