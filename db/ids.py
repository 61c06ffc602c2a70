"""Keys made by the program: ULIDs, 26 characters of Crockford's base32, the first ten of which are milliseconds."""

import hashlib
import secrets
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MOMENT = 10
"""The letters of a key that are its milliseconds."""


def new_id(milliseconds: int | None = None) -> str:
    """A ULID of now, or of `milliseconds` since 1970."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    return _ulid(moment, secrets.randbits(80))


def id_after(last: str, milliseconds: int) -> str:
    """A ULID of `milliseconds`, or of just after `last` when that is later: a clock set back changes no order."""
    return new_id(max(milliseconds, time_of(last) + 1) if last else milliseconds)


def derived_id(milliseconds: int, content: str) -> str:
    """The ULID that the same moment and content always get, on every laptop."""
    digest = hashlib.sha256(content.encode()).digest()
    return _ulid(milliseconds, int.from_bytes(digest[:10], "big"))


def content_of(key: str) -> str:
    """The part of a derived id that stands for its content, whatever its moment."""
    return key[_MOMENT:]


def time_of(key: str) -> int:
    """The milliseconds that a ULID begins with: they order it and tell no date, as a fast clock pushes all on."""
    number = 0
    for letter in key[:_MOMENT]:
        number = number * 32 + ALPHABET.index(letter)
    return number


def _ulid(milliseconds: int, rest: int) -> str:
    number = milliseconds << 80 | rest
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_SHIFTS = range(120, -1, -10)
