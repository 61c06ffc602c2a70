"""What one asks for to see a record's golden thread instead of the record itself."""

from __future__ import annotations

from app.domain.frozen import FrozenInOrder


class ThreadOf(FrozenInOrder):
    """The thread of the record with this key: what it serves, and what serves it."""

    key: str
