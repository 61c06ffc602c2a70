"""Erasing for good: what can be erased of a record, what goes with it, where the same words still stand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from app.chronicle import Names
from app.domain.bonds import gone_with
from app.domain.fields import FieldError, Text
from app.domain.figures import a_or_an
from app.domain.kinds import MENTION, bonds, told
from app.domain.records import (
    Attachment,
    IssuedPaper,
    Programme,
    Provenance,
    Record,
    Settlement,
    Thresholds,
    problems,
    rules,
)
from db.backups import Backups
from db.edits import Edit, Scalar
from db.erasing import GONE, PLACEHOLDER, SHORTEST, compose
from db.errors import Refused
from db.log import Stamp
from db.safety import PART
from db.store import Store

from .person import Person
from .record_cache import RecordCache, Rows
from .refusals import NotSaved
from .schema import SCHEMA

REASON = Text(label="Reason", required=True, help="It stays in the history: say it without what is erased.")
SECOND = Text(label="Second person", required=True, help="Who agreed that it is erased.")
WORDS = Text(label="Words to look for afterwards", help="Such as the name itself. It is not kept.")
TRACES = (
    "The file could not be written anew yet, because another program reads it or the disk is full, so that unused parts"
    " of it may still hold what was erased: close the other program, then close this plan and open it again."
)

Wanted = Mapping[tuple[str, str], Mapping[str, Scalar] | None]
"""By table and key of a record, the fields to erase with what then stands in them; None for all of it."""


class Erasable(NamedTuple):
    """A field of a record that held words, now or earlier.

    Attributes:
        now: what it holds.
        earlier: how many other texts the history holds.
    """

    name: str
    label: str
    now: str
    earlier: int


class Mention(NamedTuple):
    """A record that says something of another.

    Attributes:
        what: such as "Source, owner", "Change of date, removed".
        words: what it says.
    """

    record: Record
    what: str
    words: str


class Occurrence(NamedTuple):
    """A place where erased words still stand.

    Attributes:
        where: "R-12 Staff leave (title)", "a line of history".
        record: the record that holds them, where it is one; it may be a removed one.
    """

    text: str
    where: str
    record: Record | None = None


class ErasureResult(NamedTuple):
    """What came of an erasure.

    Attributes:
        still: where the same words still stand.
        traces: whether the file could not be written anew yet, so that free space in it may hold what was erased.
        edits: those that erased it.
        backups: how many backups it was erased in.
        papers: issued papers that named it, so that their files are not kept any more.
        unreached: backups that cannot be opened, and damaged files set aside beside the plan; they may hold it.
    """

    edits: tuple[Edit, ...]
    still: tuple[Occurrence, ...] = ()
    traces: bool = False
    backups: int = 0
    unreached: tuple[Path, ...] = ()
    papers: tuple[IssuedPaper, ...] = ()


Steps = Generator[tuple[int, int, str], None, ErasureResult]


class Agreed(NamedTuple):
    """Why it is erased, who agreed, and words to look for afterwards, which are not kept."""

    reason: str
    second: str
    words: str


def parts(store: Store, record: Record) -> list[Erasable]:
    """The fields of a record that hold words, or once held some. Raises Refused."""
    said = set(_said(store, record))
    found: list[Erasable] = []
    for name, rule in rules(type(record)).items():
        if not isinstance(rule, Text) or name in type(record).NATURAL_KEY or rule.by_program:
            continue
        now = str(getattr(record, name))
        texts = {text for field, text in said if field == name} - {now, PLACEHOLDER}
        if texts or now not in ("", PLACEHOLDER):
            found.append(Erasable(name, rule.label, now, len(texts)))
    return found


def may_go_whole(record: Record) -> bool:
    """Whether a record can be erased as a whole; a plan cannot be without its programme and thresholds."""
    return not isinstance(record, Programme | Thresholds)


def hanging(rows: Rows, record: Record) -> list[Record]:
    """What is erased with a whole record, itself first: what needs it and what was asked about it, removed ones too."""
    referring: dict[str, list[Record]] = {}
    for bond in bonds():
        for other in rows[bond.kind].values() if bond.hangs else ():
            referring.setdefault(getattr(other, bond.field), []).append(other)
    found = {record.id: record}
    for one in (order := [record]):  # grows while what refers to it is found
        for other in referring.get(one.id, ()):
            if other.id not in found and other.deleted != GONE:
                found[other.id] = other
                order.append(other)
    return order


def said_of(held: RecordCache, record: Record) -> list[Mention]:
    """What is said of a record in records that have no place of their own, removed ones too."""
    found: list[Mention] = []
    for kind, field in told(MENTION).items():
        for other in held.rows[kind].values():
            if getattr(other, field) == record.id and other.deleted != GONE:
                known = (
                    name for name, rule in rules(kind).items()
                    if isinstance(rule, Text) and not rule.by_program and getattr(other, name)
                )  # fmt: skip
                words = ". ".join(str(getattr(other, name)).strip().removesuffix(".") for name in known)
                if words:
                    rule = rules(type(record)).get(getattr(other, "field", ""))
                    parts = (kind.NAME, rule.label.lower() if rule else "", "removed" if other.deleted else "")
                    found.append(Mention(other, ", ".join(filter(None, parts)), words))
    return found


def wanted(held: RecordCache, record: Record, names: Collection[str] | None, also: Iterable[Record]) -> Wanted:
    """What is erased: fields of a record with what sources say of them, or without names all of it; and other records.

    What hangs on a record that is erased whole goes with it.

    Raises:
        NotSaved: nothing is chosen, a field cannot be erased, or not all of the record.
    """
    if record.id not in held.rows[type(record)]:
        raise NotSaved("This record is not in the plan.")
    if names is None and not may_go_whole(record):
        raise NotSaved(f"The {record.NAME.lower()} cannot be erased as a whole: choose fields of it.")
    whole = [*([record] if names is None else ()), *also]
    found: dict[tuple[str, str], Mapping[str, Scalar] | None] = dict(_fields(held, record, names)) if names else {}
    found |= {(r.TABLE, r.id): None for one in whole for r in hanging(held.rows, one)}
    if not found:
        raise NotSaved("Choose what is to be erased.")
    return found


def _fields(held: RecordCache, record: Record, names: Collection[str]) -> Wanted:
    known = rules(type(record))
    for name in names:
        if not isinstance(rule := known.get(name), Text) or rule.by_program:
            raise NotSaved(f"{record.NAME} has no words to erase in a field “{name}”.")
        if name in record.NATURAL_KEY:
            raise NotSaved(f"{known[name].label} is what the record is known by: erase all of it.")
    bare = replace(record, **dict.fromkeys(names, ""))
    needed = problems(bare)
    fields: dict[str, Scalar] = {name: PLACEHOLDER if name in needed else "" for name in names}
    found: dict[tuple[str, str], Mapping[str, Scalar] | None] = {(record.TABLE, record.id): fields}
    for kind in (Provenance, Settlement):
        for other in held.rows[kind].values():
            assert isinstance(other, Provenance | Settlement)
            if other.record == record.id and other.field in names and other.deleted != GONE:
                found[other.TABLE, other.id] = None
    return found


def texts_of(store: Store, held: RecordCache, erasing: Wanted) -> set[str]:
    """The words that are erased, now and in the history. Raises Refused."""
    found: set[str] = set()
    for (_table, key), fields in erasing.items():
        record = _record(held, key)
        for name, text in _said(store, record):
            rule = rules(type(record)).get(name)
            if isinstance(rule, Text) and not rule.by_program and (fields is None or name in fields):
                found.add(text.strip())
    return {text for text in found if len(text) >= SHORTEST and text != PLACEHOLDER}


def agreed(person: Person, reason: str, second: str, words: str, texts: Iterable[str]) -> Agreed:
    """Reason, second person and words to look for, as they are kept. Raises NotSaved, by field."""
    wrong: dict[str, str] = {}
    read = {"reason": "", "second": "", "words": ""}
    for name, rule, text in (("reason", REASON, reason), ("second", SECOND, second), ("words", WORDS, words)):
        try:
            read[name] = str(rule.read(text))
            rule.check(read[name])
        except FieldError as error:
            wrong[name] = str(error)
    if read["second"].casefold() == person.name.casefold():
        wrong.setdefault("second", "The second person is somebody else than the one who erases.")
    erased = [text for text in (*texts, read["words"]) if text]
    for name, label in (("reason", REASON.label), ("second", SECOND.label)):
        if told := next((text for text in erased if _tells(read[name], text)), ""):
            wrong.setdefault(name, f"{label} holds “{told}”, which is to be erased: say it without.")
    if wrong:
        raise NotSaved(next(iter(wrong.values())), wrong)
    return Agreed(**read)


def write(
    store: Store, held: RecordCache, record: Record, what: Wanted, agreed: Agreed, stamp: Callable[[str], Stamp]
) -> Edit:
    """Erase in the plan itself; the edit that did. Raises Refused and NotSaved."""
    kind = record.NAME[0].lower() + record.NAME[1:]
    whole = what.get((record.TABLE, record.id), {}) is None
    with store.transaction():
        naming: dict[str, dict[str, dict[str, Scalar]]] = {}
        for other, field in gone_with(held.whole, [record])[1] if whole else ():
            if (other.TABLE, other.id) not in what:
                naming.setdefault(other.TABLE, {}).setdefault(other.id, {})[field] = ""
        if naming and (before := store.log.compose(naming, stamp(f"Name {a_or_an(kind)} no more"))):
            store.apply([before])  # an edit of its own: backups may lack what it changes
        label = f"Erase {'' if whole else 'part of '}{a_or_an(kind)} for good"
        edit = compose(store.log, what, stamp(label), agreed.second, agreed.reason)
        if edit is None:
            raise NotSaved("This record is not in the plan.")
        store.apply([edit])
    return edit


def afterwards(
    store: Store, held: RecordCache, backups: Backups | None, edit: Edit, person: Person, texts: Iterable[str]
) -> ErasureResult:
    """What is left to be told: where the words still stand, and what came of the backups. Raises Refused."""
    found = ErasureResult(
        (edit,), tuple(still_standing(store, held, texts)), not store.rewrite(), 0, tuple(set_aside(store.path))
    )
    return finished(erase_in_backups(backups, found, person)) if backups else found


def finished(steps: Steps) -> ErasureResult:
    """What comes of erasing in the backups, all at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def still_standing(store: Store, held: RecordCache, texts: Iterable[str]) -> list[Occurrence]:
    """Where words still stand in the file, each byte of which is looked at. Raises Refused."""
    try:
        content = store.path.read_bytes().lower()
    except OSError as error:
        raise Refused("The file cannot be read: you may not have the right to open it.") from error
    names = Names(held.rows)
    found: list[Occurrence] = []
    for text in sorted(texts):
        if any(form.lower() in content for form in _forms(text)):
            places = list(dict.fromkeys(_places(store, held, names, text)))
            found += places or [Occurrence(text, "a place in the file that the program cannot name")]
    return found


def erase_in_backups(backups: Backups, found: ErasureResult, person: Person) -> Steps:
    """Erase the same in every backup; yields (done, total, what) on the way."""
    backups.owe()
    backups.sweep()
    paths, done, unreached = backups.paths(), 0, list[Path]()
    for number, path in enumerate(paths):
        yield number, len(paths), "Erasing in the backups"
        try:
            done += _erase_in(path, found.edits, person)
        except (Refused, OSError):
            unreached.append(path)
    backups.settle()
    return found._replace(backups=done, unreached=(*unreached, *found.unreached))


def set_aside(plan: Path) -> list[Path]:
    """Damaged files set aside beside the plan when a backup took their place, and copies that were never finished."""
    beside = (path for path in plan.parent.glob("*.goldthread*") if path.is_file())
    damaged = f"{plan.stem} (damaged "
    return sorted(path for path in beside if path.name.startswith(damaged) or f".goldthread{PART}" in path.name)


def delete(paths: Iterable[Path]) -> list[Path]:
    """Delete files that could not be reached; those that are still there."""
    left: list[Path] = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)
    return left


def _erase_in(path: Path, edits: Sequence[Edit], person: Person) -> bool:
    """Erase in one backup; whether it held any of it. It then keeps the erasure, so that nothing comes back by it."""
    store = Store.open(path, str(person), SCHEMA)
    try:
        if not store.writable:
            raise Refused(store.why_read_only)
        held = any(next(store.log.steps(change.record), None) for edit in edits for change in edit.changes)
        store.apply(edits)
        if not store.rewrite():
            raise Refused("The backup could not be written anew.")
        return held
    finally:
        store.close(without_trace=True)


def _said(store: Store, record: Record) -> Iterator[tuple[str, str]]:
    """Every text that the history of a record holds, after the name of its field."""
    for _edit, fields in store.log.steps(record.id):
        for name, (_prevs, old, new) in fields.items():
            for value in (old, new):
                if isinstance(value, str) and value:
                    yield name, value


def _record(held: RecordCache, key: str) -> Record:
    return next(rows[key] for rows in held.rows.values() if key in rows)


def _forms(text: str) -> Sequence[bytes]:
    """A text as the file may hold it: in a row, and in the log's JSON."""
    return text.encode(), json.dumps(text, ensure_ascii=False)[1:-1].encode()


def _tells(said: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said, re.IGNORECASE) is not None


def _places(store: Store, held: RecordCache, names: Names, text: str) -> Iterator[Occurrence]:
    low = text.casefold()
    found: set[str] = set()
    for kind, rows in held.rows.items():
        for record in rows.values():
            labels = [rule.label.lower() for name, rule in rules(kind).items()
                      if isinstance(rule, Text) and low in str(getattr(record, name)).casefold()]  # fmt: skip
            if labels:
                found.add(record.id)
                gone = ", removed" if record.deleted else ""
                yield Occurrence(text, f"{names.of_record(record)} ({', '.join(labels)}{gone})", record)
    for key in store.log.records_telling(text):
        if key not in found:
            record = _record(held, key)
            yield Occurrence(text, f"{names.of_record(record)} (what it held earlier)", record)
    if store.log.labels_telling(text):
        yield Occurrence(text, "a line of history, or who wrote it")
    attached = {getattr(r, "digest", ""): r for r in held.rows[Attachment].values()}
    for digest, content in store.contents().items():
        if digest in attached and text.encode().lower() in content.lower():
            yield Occurrence(text, f"the file attached as {names.of_record(attached[digest])}", attached[digest])
