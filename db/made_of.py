"""What names many records names each by a mark of its key, so that it can be found when one of them is erased.

A mark is short: six characters of the 43 that SHA-256 of the key comes to. That two of 20,000 keys have the same one
happens in one plan of 300; then something is dropped that need not be, and nothing is kept that must go.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Collection

ALL = "*"
"""It may name any record."""
_WIDTH = 6


def mark_of(key: str) -> str:
    """The mark of a key."""
    return urlsafe_b64encode(hashlib.sha256(key.encode()).digest())[:_WIDTH].decode()


def marks_of(keys: Collection[str], most: int) -> str:
    """The marks of keys one after another, in order; `ALL` where that took more than `most` characters."""
    return "".join(sorted(map(mark_of, keys))) if len(keys) * _WIDTH <= most else ALL


def named(text: str, keys: Collection[str]) -> set[str]:
    """Which of these keys have their mark in `text`; of what is no text of marks, all."""
    if not text:
        return set()
    if text == ALL or len(text) % _WIDTH:
        return set(keys)
    marks = {text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)}
    return {key for key in keys if mark_of(key) in marks}
