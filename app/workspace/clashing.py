"""What copies disagree about, from the log into words, and what settling it writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.chronicle import Names
from app.domain.bonds import Rows, gone_with
from app.domain.clashes import Clash, Version
from app.domain.fields import Value
from app.domain.figures import listed
from app.domain.kinds import bonds
from app.domain.plan import Plan
from app.domain.records import BY_TABLE, Record, rules
from app.domain.rows import to_row, to_scalar, with_row
from app.domain.wording import shown
from db.edits import Scalar, moment
from db.erasing import GONE
from db.history import Log
from db.log import FieldClash, Signature

from .person import Person

_WHOLE = 4000
"""Characters of a text that is to be compared; no field is longer than a page or two."""


class Clashes(NamedTuple):
    """What is to be settled in an open plan, and the keys of the records on which it rests what is told of it."""

    told: tuple[Clash, ...] = ()
    rests_on: frozenset[str] = frozenset()


def clashes_of(log: Log, rows: Rows) -> Clashes:
    """What copies disagree about, and what one removed while another added to it. Raises Refused."""
    names = Names(rows)
    found = log.clashes()
    told = in_words(found, rows, log.signatures(edit for each in found for edit in each.signed), names) if found else ()
    told += tuple(_left(log, names, key, those) for key, those in sorted(orphans(rows).items()))
    return Clashes(told, frozenset(names.asked))


def orphans(rows: Rows) -> dict[str, list[Record]]:
    """The records that need one which is gone, by its key."""
    found: dict[str, list[Record]] = defaultdict(list)
    for bond in bonds():
        if not bond.rule.to or not bond.rule.required:
            continue
        above = rows[BY_TABLE[bond.rule.to]]
        gone = {key for key, record in above.items() if record.deleted and record.deleted != GONE}
        for record in rows[bond.kind].values() if gone else ():
            if not record.deleted and getattr(record, bond.field) in gone:
                found[getattr(record, bond.field)].append(record)
    return found


def _left(log: Log, names: Names, key: str, those: list[Record]) -> Clash:
    parent = names.record(key)
    removed = log.current(parent.TABLE, key, ["deleted"])["deleted"].edit
    added = max(min(log.edits_of(record.id)) for record in those)
    signed = log.signatures((removed, added))
    said = {added: f"kept, with {named(names, those)}", removed: "removed"}
    return Clash(
        record=parent,
        name=names.of_record(parent),
        fields=("deleted",),
        versions=tuple(
            _signed(edit, signed[edit], says, {"deleted": "removed" if edit == removed else ""})
            for edit, says in said.items()
        ),
    )


def named(names: Names, records: Iterable[Record]) -> str:
    """Records in a sentence: "milestone Advert out and reading 87 %"."""
    return listed([f"{record.NAME.lower()} {names.of_record(record)}" for record in records])


def _signed(edit: str, signed: Signature, says: str, values: dict[str, Scalar]) -> Version:
    by = str(Person(signed.author, signed.role))
    return Version(edit=edit, by=by, at=moment(signed.at), says=says, values=values)


def in_words(
    found: Iterable[FieldClash], rows: Rows, signed: Mapping[str, Signature], names: Names
) -> tuple[Clash, ...]:
    """What is disagreed about, one thing that is to be settled each, in the order of the records' names."""
    together: dict[tuple[str, tuple[str, ...]], list[FieldClash]] = defaultdict(list)
    for each in found:
        together[each.record, _settled_at_once(each)].append(each)
    told = [_Telling(those, rows, names, signed).clash(fields) for (_key, fields), those in together.items()]
    told = [clash for clash in told if len(clash.versions) > 1]
    return tuple(sorted(told, key=lambda clash: (type(clash.record).TABLE, clash.name, clash.fields)))


def _settled_at_once(found: FieldClash) -> tuple[str, ...]:
    """The fields that one settles together with this one: all of them where the record was removed."""
    if found.removed_by:
        return ("deleted",)
    groups = BY_TABLE[found.table].TOGETHER
    return next((group for group in groups if found.field in group), (found.field,))


class _Telling:
    def __init__(self, found: list[FieldClash], rows: Rows, names: Names, signed: Mapping[str, Signature]):
        self._found, self._names, self._signed = found, names, signed
        self._kind = BY_TABLE[found[0].table]
        self._record = rows[self._kind][found[0].record]
        self._removed_by = set(found[0].removed_by)

    def clash(self, fields: tuple[str, ...]) -> Clash:
        if self._removed_by:
            fields = ("deleted", *(each.field for each in self._found if each.field != "deleted"))
        now = to_row(self._record)
        said: dict[str, dict[str, Scalar]] = defaultdict(lambda: {name: now[name] for name in fields})
        first: dict[str, str] = {}
        for each in self._found:
            for head in each.heads:
                said[head.edit][each.field] = head.value
                first[head.edit] = max(first.get(head.edit, ""), head.said)
        first |= {edit: edit for edit in self._removed_by}
        versions: dict[tuple[Scalar, ...], Version] = {}
        for edit in sorted(said, key=lambda edit: (bool(self._record.deleted and edit in self._removed_by), edit)):
            values = said[edit]
            if self._removed_by:
                values["deleted"] = "removed" if edit in self._removed_by else ""
            same = ("removed",) if values.get("deleted") else tuple(values.values())
            versions.pop(same, None)  # of the same value, the one written last
            by = self._signed[first.get(edit, edit)]
            versions[same] = _signed(edit, by, self._says(values), values)
        name = self._names.of_record(self._record)
        return Clash(record=self._record, name=name, fields=fields, versions=tuple(versions.values()))

    def _says(self, values: Mapping[str, Scalar]) -> str:
        if values.get("deleted"):
            return "removed"
        known = rules(self._kind)
        words = {n: shown(known[n], v, self._names.of, _WHOLE) or "nothing" for n, v in values.items() if n in known}
        if "deleted" in values:
            kept = listed([f"{known[name].label.lower()} {said}" for name, said in words.items()])
            return f"kept, with {kept}" if kept else "kept"
        if len(words) == 1:
            return next(iter(words.values()))
        return listed([f"{known[name].label.lower()} {said}" for name, said in words.items()])


class Settled(NamedTuple):
    """What settling a clash writes.

    Attributes:
        record: as it then is.
        values: by table, key and field.
    """

    record: Record
    values: dict[str, dict[str, dict[str, Scalar]]]


def settling(plan: Plan, rows: Rows, log: Log, clash: Clash, given: Mapping[str, Value]) -> Settled:
    """What settles a clash so that these values of its fields hold. Raises Refused."""
    there = rows[type(clash.record)][clash.record.id]
    now = to_row(there)
    values: dict[str, dict[str, dict[str, Scalar]]] = {}
    goes = bool(given.get("deleted"))
    own = {name: now[name] if goes else to_scalar(given.get(name, getattr(there, name))) for name in clash.fields}
    if goes and not there.deleted:
        found, naming = gone_with(plan, [there])
        for record, field in naming:
            values.setdefault(record.TABLE, {}).setdefault(record.id, {})[field] = ""
        for record in found:
            values.setdefault(record.TABLE, {})[record.id] = {"deleted": "removed"}
        own["deleted"] = "removed"
    if goes:
        for other in orphans(rows).get(there.id, ()):
            values.setdefault(other.TABLE, {})[other.id] = {"deleted": "removed"}
    if clash.removal and there.deleted and not goes:
        for edit in {version.edit for version in clash.versions if version.values.get("deleted")}:
            for change in log.changes(edit):
                other = rows[BY_TABLE[change.table]][change.record]
                if other.deleted and change.fields.get("deleted", ((), "", ""))[2]:
                    values.setdefault(change.table, {})[change.record] = {"deleted": ""}
    values.setdefault(there.TABLE, {})[there.id] = own
    return Settled(with_row(there, own), values)
