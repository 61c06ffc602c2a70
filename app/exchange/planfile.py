"""A plan as text: the document that `goldthread dump` writes, and the shorthand in which people write one.

`parse` reads the JSON, `expand` turns the document into finished edits: every record under its key, every value
as it is stored. Both say what is wrong in one sentence. The form is described in docs/plan-format.md.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as held
from datetime import datetime
from hashlib import sha256
from typing import Any, TypedDict

from app.domain import keys, rows
from app.domain.fields import FieldError, Reference, Rule, Text
from app.domain.records import BY_TABLE, Indicator, Meeting, Provenance, Record, problems, rules
from app.domain.rows import Scalar, defaults

from .plantext import PlanFileError, hint, parse, quoted, read_text
from .shorthand import (
    is_day,
    key_of_record,
    key_of_reference,
    kind_of,
    read_fields,
    read_marks,
    read_value,
    rule_of,
)

__all__ = [
    "COMPUTED",
    "FORMAT",
    "DumpedBaseline",
    "PlanDocument",
    "PlanFileEdit",
    "PlanFileError",
    "expand",
    "parse",
    "read_text",
]

FORMAT = 2
"""The newest form of plan text. In form 1 an indicator of which nothing is said is better when higher."""
COMPUTED = ("records", "statuses")
"""Parts of a dump that are worked out from its edits; never read."""

PARTS = ("goldthread", "about", "edits", "baselines", "contents", *COMPUTED)
EDIT_PARTS = ("id", "at", "author", "role", "label", "undoes", "digest", "salts", "changes", "erases", "baseline")
_WORDS = {
    "at": Text(label="The time of an edit", required=True),
    "author": Text(label="The author of an edit", required=True, prose=True),
    "role": Text(label="The author's role", prose=True),
    "label": Text(label="What an edit does", required=True, prose=True),
}
ERASURE_PARTS = ("table", "record", "field", "second", "reason")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)


class DumpedBaseline(TypedDict):
    """A baseline to mark right after an edit: the meeting's key, and the day the plan then spoke of."""

    meeting: str
    position: str


class PlanFileEdit(TypedDict):
    """One finished edit: `changes` as a dump holds them, or `values` of which the store works out the rest.

    Attributes:
        undoes: the edit that this one reverses, or empty.
        id, digest, salts: None in an edit written by hand; the store makes them.
        changes: {table: {key: {field: [edits it replaces, old value, new value]}}}, or None.
        values: {table: {key: {field: new value}}}, or None. Exactly one of the two is there.
        erases: what the edit erases for good: the table, record and field ("" for all of it) of each, the second
            person, and the reason.
    """

    at: str
    author: str
    role: str
    label: str
    undoes: str
    id: str | None
    digest: str | None
    salts: dict[str, Any] | None
    changes: dict[str, dict[str, dict[str, list[Any]]]] | None
    values: dict[str, dict[str, dict[str, Scalar]]] | None
    erases: list[dict[str, str]]
    baseline: DumpedBaseline | None


@dataclass(frozen=True)
class PlanDocument:
    """A plan as finished edits, oldest first, a dump's baselines as they stand there, and what attachments hold."""

    edits: list[PlanFileEdit]
    baselines: list[dict[str, Any]]
    contents: list[bytes] = held(default_factory=list[bytes])


def expand(document: Mapping[str, Any], known: Mapping[str, str] | None = None) -> PlanDocument:
    """The finished edits of a document.

    Args:
        document: what `parse` returned.
        known: table by key of the records that the plan holds already.

    Raises:
        PlanFileError: with one sentence about the first thing that is wrong.
    """
    version = document.get("goldthread")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise PlanFileError('This is not a plan of Goldthread: it does not say "goldthread": 2.')
    if version > FORMAT:
        raise PlanFileError(
            f"This was written by a newer Goldthread (format {version}); this one reads format {FORMAT}."
        )
    _only(document, PARTS, "The plan")
    edits, baselines = document.get("edits"), document.get("baselines", [])
    if not isinstance(edits, list):
        raise PlanFileError("The plan has no list of edits.")
    if not isinstance(baselines, list):
        raise PlanFileError("The plan's baselines are not a list.")
    for number, baseline in enumerate(baselines, 1):
        _check_baseline(baseline, f"Baseline {number}")
    expander = _Expander(known or {}, version)
    finished = [expander.edit(number, edit) for number, edit in enumerate(edits, 1)]
    expander.references += [
        (f"Baseline {number}", b["meeting"], Meeting.TABLE, b["meeting"]) for number, b in enumerate(baselines, 1)
    ]
    expander.check_references()
    return PlanDocument(finished, baselines, _contents(document.get("contents", {})))


def _contents(given: Any) -> list[bytes]:
    """What attachments hold, as a dump writes it: base64 by SHA-256."""
    if not isinstance(given, dict):
        raise PlanFileError("What attachments hold is not in braces.")
    found: list[bytes] = []
    for digest, text in given.items():
        try:
            content = b64decode(text, validate=True)
        except (TypeError, ValueError):
            raise PlanFileError(f"The attached content {quoted(digest)} cannot be read.") from None
        if sha256(content).hexdigest() != digest:
            raise PlanFileError(f"The attached content {quoted(digest)} is not as it was put in.")
        found.append(content)
    return found


class _Expander:
    """What is known while a document is read from its first edit to its last."""

    def __init__(self, known: Mapping[str, str], version: int):
        self.version = version
        self.tables = dict(known)
        self.known = known
        self.states: dict[str, dict[str, Scalar]] = {}
        self.references: list[tuple[str, str, str, str]] = []  # where, key, table it must be of, as written
        self.fields: list[tuple[str, str, str]] = []  # where, record, field
        self.last_at = self.last_id = ""

    def edit(self, number: int, given: Any) -> PlanFileEdit:
        where = f"Edit {number}"
        if not isinstance(given, Mapping):
            raise PlanFileError(f"{where} is not in braces.")
        _only(given, EDIT_PARTS, where)
        for name, rule in _WORDS.items():
            read_value(rule, given.get(name), where)
        words: dict[str, str] = {name: given.get(name) or "" for name in _WORDS}
        for name in ("id", "undoes", "digest"):
            if not isinstance(given.get(name) or "", str):
                raise PlanFileError(f"{where}: {quoted(name)} takes words.")
        salts = given.get("salts") or {}
        if not isinstance(salts, dict) or not all(isinstance(salt, str) for salt in salts.values()):
            raise PlanFileError(f"{where}: “salts” holds a word for each key.")
        self._check_order(words["at"], given.get("id") or "", where)
        changes = given.get("changes")
        if not isinstance(changes, Mapping):
            raise PlanFileError(f"{where} does not say what it changes.")
        where = f"{where}, {quoted(words['label'])}"
        full = bool(given.get("id")) or _has_triples(changes)
        if full and not keys.is_key(given.get("id") or ""):
            raise PlanFileError(f"{where}: an edit of a dump needs its id of 26 characters.")
        finished: PlanFileEdit = {
            "at": words["at"],
            "author": words["author"],
            "role": words["role"],
            "label": words["label"],
            "undoes": given.get("undoes") or "",
            "id": given.get("id") or None,
            "digest": given.get("digest") or None,
            "salts": given.get("salts"),
            "changes": self._changes(changes, where) if full else None,
            "values": None if full else self._values(changes, where),
            "erases": _erases(given.get("erases") or [], where, full=full),
            "baseline": self._baseline(given.get("baseline"), where),
        }
        return finished

    def _check_order(self, at: str, id_: str, where: str) -> None:
        """The edits of a dump stand in the order of their ids: of copies that met, one clock may have been fast."""
        try:
            if not _AT.fullmatch(at):
                raise ValueError
            if not 1 < datetime.fromisoformat(at).year < 9999:
                raise ValueError
        except ValueError:
            raise PlanFileError(f"{where}: {quoted(at)} is no time; write 2018-01-31T09:00:00Z.") from None
        if id_ < self.last_id if id_ else at < self.last_at:
            raise PlanFileError(f"{where} is older than the edit before it.")
        if id_:
            self.last_id = id_
        else:
            self.last_at = at

    def _baseline(self, given: Any, where: str) -> DumpedBaseline | None:
        if given is None:
            return None
        if not isinstance(given, Mapping) or set(given) != {"meeting", "position"}:
            raise PlanFileError(f"{where}: a baseline names its meeting and its position.")
        meeting, position = given["meeting"], given["position"]
        if not isinstance(meeting, str) or not meeting or not is_day(position):
            raise PlanFileError(f"{where}: a baseline's position is a day, such as 2017-06-27.")
        key = key_of_reference(meeting, where)
        self.references.append((where, key, Meeting.TABLE, meeting))
        return {"meeting": key, "position": position}

    # an edit as people write it

    def _values(self, changes: Mapping[str, Any], where: str) -> dict[str, dict[str, dict[str, Scalar]]]:
        found: dict[str, dict[str, dict[str, Scalar]]] = {}
        marks: list[tuple[Provenance, str]] = []
        touched: list[tuple[type[Record], str, str]] = []
        for table, records in changes.items():
            kind = kind_of(table, where)
            for name, given in _named(kind, records, where):
                spot = f"{where}, {name}"
                fields = read_fields(kind, given, spot)
                key = self._key(kind, name, fields, spot)
                if kind is Indicator and self.version > 1 and key not in self.tables:
                    fields.setdefault("better", defaults(kind)["better"])
                if key in found.setdefault(table, {}):
                    raise PlanFileError(f"{spot} is given twice.")
                self._put(kind, key, fields, given, spot)
                found[table][key] = fields
                touched.append((kind, key, spot))
                marks += [(mark, spot) for mark in read_marks(kind, key, given, spot)]
        for mark, spot in marks:
            row: dict[str, Scalar] = {
                name: value for name, value in rows.to_row(mark).items() if name != "id" and value
            }
            key = keys.key_of(mark)
            if key in found.setdefault(Provenance.TABLE, {}):
                raise PlanFileError(f"{spot}: {quoted(mark.source or 'illustrative')} is given twice.")
            if any(self.states.get(key, {}).get(name) != value for name, value in row.items()):
                self._put(Provenance, key, row, row, spot)
                found[Provenance.TABLE][key] = row
        for kind, key, spot in touched:
            self._check_whole(kind, key, spot)
        return {table: records for table, records in found.items() if records}

    def _key(self, kind: type[Record], name: str, fields: dict[str, Scalar], where: str) -> str:
        if not kind.NATURAL_KEY:
            return key_of_record(kind.TABLE, name, where)
        return keys.key_of(rows.from_row(kind, fields | {"id": ""}))

    def _put(
        self, kind: type[Record], key: str, fields: Mapping[str, Scalar], given: Mapping[str, Any], where: str
    ) -> None:
        table = self.tables.setdefault(key, kind.TABLE)
        if table != kind.TABLE:
            raise PlanFileError(f"{where} is a {BY_TABLE[table].NAME.lower()} elsewhere.")
        self.states.setdefault(key, {}).update(fields)
        for name, rule in rules(kind).items():
            if isinstance(rule, Reference) and (to := fields.get(name)):
                self.references.append((where, str(to), rule.to, str(given[name])))
        state = self.states[key]
        if kind is Provenance and state.get("field"):
            self.fields.append((where, str(state.get("record")), str(state["field"])))

    def _check_whole(self, kind: type[Record], key: str, where: str) -> None:
        """What only the whole record shows: a field that is needed and missing, two fields at odds."""
        if key in self.known:
            return
        record = rows.from_row(kind, self.states[key] | {"id": key})
        for sentence in () if record.deleted else problems(record).values():
            raise PlanFileError(f"{where}: {sentence}")

    # an edit as a dump holds it

    def _changes(self, changes: Mapping[str, Any], where: str) -> dict[str, dict[str, dict[str, list[Any]]]]:
        found: dict[str, dict[str, dict[str, list[Any]]]] = {}
        for table, records in changes.items():
            kind = kind_of(table, where)
            if not isinstance(records, Mapping):
                raise PlanFileError(f"{where}: {table} holds no records by key.")
            for key, fields in records.items():
                spot = f"{where}, {table} {key[:30]}"
                if not keys.is_key(key):
                    raise PlanFileError(f"{where}: {quoted(key)} is not a key of 26 characters.")
                if not isinstance(fields, Mapping):
                    raise PlanFileError(f"{spot}: its fields belong in braces.")
                for field, triple in fields.items():
                    _check_triple(rule_of(kind, field, spot), field, triple, spot)
                new = {field: triple[2] for field, triple in fields.items()}
                self._put(kind, key, new, new, spot)
                found.setdefault(table, {})[key] = {field: list(triple) for field, triple in fields.items()}
        return found

    def check_references(self) -> None:
        """Every reference leads to a record, of the kind it should be of."""
        for where, key, table, written in self.references:
            if key not in self.tables:
                raise PlanFileError(f"{where} refers to {quoted(written)}, which is not in the plan.")
            if table and self.tables[key] != table:
                raise PlanFileError(
                    f"{where} refers to {quoted(written)}, which is not a {BY_TABLE[table].NAME.lower()}."
                )
        for where, key, field in self.fields:
            if key in self.tables:
                rule_of(BY_TABLE[self.tables[key]], field, where)


def _only(given: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for name in given:
        if name not in allowed:
            raise PlanFileError(f"{where} cannot hold {quoted(str(name))}.{hint(str(name), allowed)}")


def _check_baseline(given: Any, where: str) -> None:
    if not isinstance(given, dict) or not {"id", "meeting", "position", "parents", "edits"} <= set(given):
        raise PlanFileError(f"{where} does not say its id, meeting, position, parents and edits.")
    lists = (given["parents"], given["edits"])
    ids = [given["id"], given["meeting"], *(id_ for some in lists if isinstance(some, list) for id_ in some)]
    if not all(isinstance(some, list) for some in lists) or not all(isinstance(i, str) and keys.is_key(i) for i in ids):
        raise PlanFileError(f"{where} names its meeting and its edits by their keys of 26 characters.")
    if not is_day(given["position"]):
        raise PlanFileError(f"{where}: its position is a day, such as 2017-06-27.")


def _erases(given: Any, where: str, *, full: bool) -> list[dict[str, str]]:
    if given and not full:
        raise PlanFileError(f"{where}: erasing for good is done in the program; an edit written by hand cannot.")
    if not isinstance(given, list):
        raise PlanFileError(f"{where}: what it erases is not a list.")
    for erasure in given:
        if not isinstance(erasure, dict) or set(erasure) != set(ERASURE_PARTS):
            raise PlanFileError(f"{where}: an erasure names {', '.join(ERASURE_PARTS)}.")
        if not all(isinstance(text, str) for text in erasure.values()):
            raise PlanFileError(f"{where}: an erasure is told in words.")
        kind = kind_of(erasure["table"], where)
        if not keys.is_key(erasure["record"]):
            raise PlanFileError(f"{where}: {quoted(erasure['record'])} is not a key of 26 characters.")
        if erasure["field"]:
            rule_of(kind, erasure["field"], where)
    return given


def _named(kind: type[Record], records: Any, where: str) -> list[tuple[str, Any]]:
    """Records with what to call them in a sentence; for a kind without slots, its readable name."""
    if kind.NATURAL_KEY:
        if not isinstance(records, list):
            raise PlanFileError(f"{where}: {kind.TABLE} is a list of records without names.")
        return [(f"{kind.NAME.lower()} {number}", given) for number, given in enumerate(records, 1)]
    if not isinstance(records, Mapping):
        raise PlanFileError(f"{where}: {kind.TABLE} holds no records by name.")
    return list(records.items())


def _has_triples(changes: Mapping[str, Any]) -> bool:
    return any(
        isinstance(value, list)
        for records in changes.values()
        if isinstance(records, Mapping)
        for fields in records.values()
        if isinstance(fields, Mapping)
        for name, value in fields.items()
        if not name.startswith("@")
    )


def _check_triple(rule: Rule, field: str, triple: Any, where: str) -> None:
    match triple:
        case [list() as prevs, old, new] if all(isinstance(p, str) for p in prevs):
            pass
        case _:
            raise PlanFileError(f"{where}: {quoted(field)} should hold the edits replaced, the old and the new value.")
    for value in (old, new):
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            raise PlanFileError(f"{where}: {quoted(field)} holds neither text nor a whole number.")
    try:
        rows.check_scalar(rule, new)
    except FieldError as error:
        raise PlanFileError(f"{where}: {error}") from None
    except ValueError:
        raise PlanFileError(f"{where}: {quoted(str(new))} is not how {quoted(field)} is stored.") from None
