"""Bringing an existing plan in from Excel or from text with commas: what its rows say, and what they would change."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import kinds
from app.domain.records import Record

KINDS: Mapping[str, type[Record]] = {kind.imports: kind.record for kind in kinds.KINDS.values() if kind.imports}
"""What can come in, by the word for it."""
