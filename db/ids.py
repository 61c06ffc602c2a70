"""Keys made by the program: ULIDs, 26 characters of Crockford's base32, the first ten of which are milliseconds."""

import hashlib
import os
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MOMENT = 10
"""The letters of a key that are its milliseconds."""


def new_id(milliseconds: int | None = None) -> str:
    """A ULID of now, or of `milliseconds` since 1970."""
    moment = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    return _letters(moment, 50) + os.urandom(_CHANCE).translate(_LETTER_OF).decode()


def id_after(last: str, milliseconds: int) -> str:
    """A ULID of `milliseconds`, or of just after `last` when that is later: a clock set back changes no order."""
    return new_id(max(milliseconds, time_of(last) + 1) if last else milliseconds)


def derived_id(milliseconds: int, content: str) -> str:
    """The ULID that the same moment and content always get, on every laptop."""
    digest = hashlib.sha256(content.encode()).digest()
    return _letters(milliseconds, 50) + _letters(int.from_bytes(digest[:10], "big"), 80)


def content_of(key: str) -> str:
    """The part of a derived id that stands for its content, whatever its moment."""
    return key[_MOMENT:]


def time_of(key: str) -> int:
    """The milliseconds that a ULID begins with: they order it and tell no date, as a fast clock pushes all on."""
    return int(key[:_MOMENT].encode().translate(_DIGITS), 32)


def _letters(number: int, bits: int) -> str:
    """A number as letters of five bits each; `bits` is a multiple of ten."""
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(bits - 10, -1, -10)])


_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
_DIGITS = bytes(b"0123456789abcdefghijklmnopqrstuv?"[ALPHABET.find(chr(byte))] for byte in range(256))
"""Each letter of a key as a digit of Python's base 32; what is no letter as what is no digit."""
_CHANCE = 16
"""The letters of a key that chance gives."""
_LETTER_OF = ALPHABET.encode() * 8
"""The letter that each byte gives, every letter by eight of them."""
