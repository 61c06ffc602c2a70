"""Keys made by the program: ULIDs, 26 characters of Crockford's base32, the first ten of which are milliseconds."""

import hashlib
import secrets
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id(milliseconds: int | None = None) -> str:
    """A ULID of now, or of `milliseconds` since 1970."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    return _base32(moment, 10) + _base32(secrets.randbits(80), 16)


def id_after(last: str, milliseconds: int) -> str:
    """A ULID of `milliseconds`, or of just after `last` when that is later: a clock set back changes no order."""
    return new_id(max(milliseconds, time_of(last) + 1) if last else milliseconds)


def derived_id(milliseconds: int, content: str) -> str:
    """The ULID that the same moment and content always get, on every laptop."""
    digest = hashlib.sha256(content.encode()).digest()
    return _base32(milliseconds, 10) + _base32(int.from_bytes(digest[:10], "big"), 16)


def last_id(milliseconds: int) -> str:
    """The greatest ULID of that moment."""
    return _base32(milliseconds, 10) + ALPHABET[-1] * 16


def time_of(key: str) -> int:
    """Milliseconds since 1970 of a ULID."""
    number = 0
    for letter in key[:10]:
        number = number * 32 + ALPHABET.index(letter)
    return number


def _base32(number: int, width: int) -> str:
    letters: list[str] = []
    for _ in range(width // 2):
        letters.append(_PAIRS[number & 1023])
        number >>= 10
    return "".join(reversed(letters))


_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
