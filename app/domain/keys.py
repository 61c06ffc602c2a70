"""Keys of records: 26 characters of Crockford's base32.

A record that a person makes gets a ULID from the store. What must come out the same on two laptops (a natural key,
such as one reading per indicator and period; whatever a hand-written plan names) gets a uuid5 of what it is,
in the same 26 characters. A key is never made from a `ref`: references are people's, and change.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, TypeVar

from . import rows
from .records import Record

R = TypeVar("R", bound=Record)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O and U."""

_KEY = re.compile(rf"[0-7][{ALPHABET}]{{25}}")
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_UUID_KEEPS, _UUID_5 = ~(0xC000 << 48 | 0xF000 << 64), 0x8000 << 48 | 5 << 76
"""Of a uuid the bits that are its own, and those that say that it is one of version 5."""
_NAMESPACE = bytes.fromhex("40fd8687590d57b286d69bf8d4906feb")
"""`uuid.uuid5(uuid.NAMESPACE_DNS, "goldthread")`, without importing what every start would wait for."""


def natural_key(table: str, *values: str) -> str:
    """The key of the one record of a table that these values name, in this order."""
    # the length before every part keeps two lists of parts from reading alike
    name = "".join([f"{len(part)}:{part}" for part in (table, *values)])
    digest = hashlib.sha1(_NAMESPACE + name.encode("utf-8", "backslashreplace"), usedforsecurity=False).digest()
    number = int.from_bytes(digest[:16]) & _UUID_KEEPS | _UUID_5  # as `uuid.uuid5` makes it, at a fifth of the cost
    return "".join((  # written out, as a loop costs half as much again
        _PAIRS[number >> 120], _PAIRS[number >> 110 & 1023], _PAIRS[number >> 100 & 1023], _PAIRS[number >> 90 & 1023],
        _PAIRS[number >> 80 & 1023], _PAIRS[number >> 70 & 1023], _PAIRS[number >> 60 & 1023],
        _PAIRS[number >> 50 & 1023], _PAIRS[number >> 40 & 1023], _PAIRS[number >> 30 & 1023],
        _PAIRS[number >> 20 & 1023], _PAIRS[number >> 10 & 1023], _PAIRS[number & 1023],
    ))  # fmt: skip


def is_key(text: str) -> bool:
    """Whether text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def key_of_name(name: str) -> str:
    """The key of a record that a hand-written plan calls by a readable name, such as "risk/staff-culture"."""
    return natural_key("name", name)


def keyed(kind: type[R], **values: Any) -> R:
    """A new record of a kind with NATURAL_KEY, with its key; of thousands that is not worked out again."""
    record = kind(id="", **values)
    object.__setattr__(record, "id", key_of(record))  # nobody has it yet
    object.__setattr__(record, "_has_own_key", True)
    return record


def another(record: R, **values: Any) -> R:
    """A record like one that was found sound, of other fields of NATURAL_KEY, with its key; it is as sound."""
    new = record.having(values)
    object.__setattr__(new, "id", key_of(new))
    object.__setattr__(new, "_has_own_key", True)
    object.__setattr__(new, "_is_sound", True)
    return new


def key_of(record: Record) -> str:
    """The key that a record of a kind with NATURAL_KEY must have: made from the fields that NATURAL_KEY names.

    Raises:
        TypeError: its kind has no NATURAL_KEY; such a record gets a key of its own when it is made.
    """
    kind = type(record)
    if not kind.NATURAL_KEY:
        raise TypeError(f"{kind.__name__} has no natural key")
    if hasattr(record, "_has_own_key"):
        return record.id
    held = {**vars(record), **dict(record.odd)} if record.odd else vars(record)
    return natural_key(kind.TABLE, *[str(rows.to_scalar(held[name]) or "") for name in kind.NATURAL_KEY])
