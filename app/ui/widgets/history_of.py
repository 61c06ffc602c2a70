"""What one asks for to see a record's history instead of the record itself."""

from __future__ import annotations

from app.domain.frozen import FrozenInOrder


class HistoryOf(FrozenInOrder):
    """All that was done to the record with this key, and to what belongs to it."""

    key: str
