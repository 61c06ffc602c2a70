"""The edit: what is written, what history shows, what undo reverses and what travels between laptops.

One `Edit` is one transaction; one `RecordChange` is one record in it: `{field: (prevs, old, new)}`, where `prevs` names
the edits whose values this one replaced. Values are text, whole numbers or None, kept exactly as first written.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from .errors import DAMAGED, Damaged, Refused

Scalar = str | int | None
Fields = Mapping[str, tuple[tuple[str, ...], Scalar, Scalar]]
Values = Mapping[str, Mapping[str, Mapping[str, Scalar]]]
"""New values by table, record key and field."""

GONE = "erased"
"""Why a record that was erased whole is gone (`deleted`)."""

NOTHING = "{}"
"""The fields of a change of which everything was erased for good: as if the edit had not touched the record."""

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)

_from_json = json.JSONDecoder().raw_decode
_to_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, init=False)
class RecordChange:
    """What one edit did to one record.

    Attributes:
        salt: random text hashed with the fields, so that an erased value cannot be guessed back from its hash.
    """

    table: str
    record: str
    fields: Fields
    salt: str

    def __init__(self, table: str, record: str, fields: Fields, salt: str):
        self.__dict__.update(table=table, record=record, fields=fields, salt=salt)  # an assignment each costs thrice

    @property
    def text(self) -> str:
        """The fields as they are stored: JSON, keys in order."""
        if (made := self.__dict__.get("_text")) is None:  # a `cached_property` would take a lock each time
            made = self.__dict__["_text"] = _text_of(self.fields)
        return made

    @property
    def hash(self) -> str:
        """SHA-256 over the salted row."""
        if (made := self.__dict__.get("_hash")) is None:
            made = self.__dict__["_hash"] = hash_of(self.table, self.record, self.text, self.salt)
        return made


def hash_of(table: str, record: str, fields: str, salt: str) -> str:
    """SHA-256 over a change as it is stored."""
    row = f"{salt}\x1f{table}\x1f{record}\x1f{fields}"  # they may be of another type in a damaged file
    return hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()


def _text_of(fields: Fields) -> str:
    """As JSON's own encoder writes it, in half the time: an import writes thousands."""
    return "{" + ",".join([
        f"{_said(name)}:[{_to_json(prevs) if prevs else '[]'},{_said(old)},{_said(new)}]"
        for name, (prevs, old, new) in sorted(fields.items())
    ]) + "}"  # fmt: skip


def _said(value: Scalar) -> str:
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    return "null" if value is None else _to_json(value)


class Erasure(NamedTuple):
    """What an edit erases for good: one field of a record, or all of it where `field` is empty.

    Attributes:
        second: the second person, who agreed.
        reason: why; it stays readable.
    """

    table: str
    record: str
    field: str
    second: str
    reason: str


class Edit(NamedTuple):
    """A finished edit.

    Attributes:
        id: a ULID; the shown value of a field is that of its greatest edit id.
        at: when, UTC, "2018-01-31T09:12:00Z".
        author, role: who, as asked at the first start.
        label: what was done, as history and undo name it.
        undoes: the edit that this one reverses, or empty.
        digest: SHA-256 over all of it as first written, or as it was left when something in it was erased for good.
        erases: what it erases for good.
    """

    id: str
    at: str
    author: str
    role: str
    label: str
    undoes: str
    changes: tuple[RecordChange, ...]
    digest: str = ""
    erases: tuple[Erasure, ...] = ()

    @property
    def follows_what_it_names(self) -> bool:
        """Whether all edits that it names are older: in a circle, what undoing one of them means has no end."""
        for change in self.changes:
            for prevs, _old, _new in change.fields.values():
                if prevs and max(prevs) >= self.id:
                    return False
        return self.undoes < self.id

    def verify(self) -> None:
        """Raises Refused where it is not as it was written, or names what came later."""
        if self.digest_of([change.hash for change in self.changes]) != self.digest:
            raise Refused(f"The edit “{self.label}” of {self.at} was changed after it was written.")
        if not self.follows_what_it_names:
            raise Refused(f"The edit “{self.label}” by {self.author} names one that did not come before it.")

    def sealed(self) -> Edit:
        """The same edit with its digest."""
        digest = self.digest_of([change.hash for change in self.changes])
        return Edit(*self[:7], digest, self.erases)  # `_replace` would cost as much again

    def digest_of(self, hashes: list[str]) -> str:
        """The digest that belongs to this edit when its changes have these hashes."""
        parts = [*self[:6], *sorted(hashes, key=str)]  # a damaged file may hold nothing where a word belongs
        if self.erases:
            parts += ["\x1e".join(erasure) for erasure in sorted(tuple(map(str, each)) for each in self.erases)]
        return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def read_fields(text: str) -> dict[str, tuple[tuple[str, ...], Scalar, Scalar]]:
    """The fields of a stored change. Raises Refused where the text is damaged."""
    try:
        return {name: (tuple(prevs), old, new) for name, (prevs, old, new) in _decoded(text).items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(DAMAGED) from error


def read_new(text: str) -> dict[str, Scalar]:
    """What a stored change wrote, by field. Raises Refused where the text is damaged."""
    try:
        return {name: new for name, (_prevs, _old, new) in _decoded(text).items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(DAMAGED) from error


def _decoded(text: str) -> Any:
    found, end = _from_json(text)  # not `loads`, which looks for spaces first: every screen reads thousands
    return found if end == len(text) else json.loads(text)


def read_parents(text: str) -> tuple[str, ...]:
    """The baselines that a stored one rests on. Raises Damaged when the text is damaged."""
    try:
        parents: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Damaged(DAMAGED) from error
    match parents:
        case [*found] if all(isinstance(parent, str) for parent in found):
            return tuple(map(str, found))
        case _:
            raise Damaged(DAMAGED)


def written(milliseconds: int) -> str:
    """A time since 1970 as an edit writes it: it alone tells when, as an id only tells what came after what."""
    seconds, part = divmod(milliseconds, 1000)
    return f"{_to_the_second(seconds)}.{part:03}Z"


@lru_cache(maxsize=1)
def _to_the_second(seconds: int) -> str:
    year, month, day, hour, minute, second = time.gmtime(seconds)[:6]
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"


def moment(at: str) -> datetime:
    """The time of an edit, UTC. Raises Damaged when the text is damaged."""
    try:
        if not _AT.fullmatch(at):
            raise ValueError(at)
        found = datetime.fromisoformat(at)
        if not 1 < found.year < 9999:  # a calendar elsewhere could not show its first and its last day
            raise ValueError(at)
    except ValueError as error:
        raise Damaged(DAMAGED) from error
    return found


class Baseline(NamedTuple):
    """What was known when a meeting was closed: the edits then present.

    Attributes:
        id: the edit that closed the meeting.
        position: the day that the plan then spoke of, "2017-11-23".
        parents: baselines whose edits belong to this one too.
        edits: the edits that none of the parents holds.
    """

    id: str
    meeting: str
    position: str
    parents: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()

    def digest(self) -> str:
        """SHA-256 over all of it, in whatever order its parents and edits stand: one that was moved has another."""
        whole = _to_json([self.id, self.meeting, self.position, sorted(self.parents), sorted(self.edits)])
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
