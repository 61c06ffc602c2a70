"""What copies disagree about, from the log into words, and what settling it writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.chronicle import Names
from app.domain.bonds import Rows, gone_with
from app.domain.clashes import Clash, Version
from app.domain.fields import Value
from app.domain.figures import listed
from app.domain.kinds import bonds
from app.domain.plan import Plan
from app.domain.records import BY_TABLE, Meeting, Record, references, rules
from app.domain.rows import to_row, to_scalar, with_row
from app.domain.wording import shown
from db.conflict_heads import FieldClash
from db.edits import Baseline, Scalar, moment
from db.erasing import GONE
from db.history import Log
from db.log import Signature

from .closings import CLOSING, closed_twice
from .person import Person

_WHOLE = 4000
"""Characters of a text that is to be compared; no field is longer than a page or two."""


class Clashes(NamedTuple):
    """What is to be settled in an open plan, and the keys of the records on which it rests what is told of it.

    Attributes:
        lost: the records, each with its field, that name what was erased for good.
    """

    told: tuple[Clash, ...] = ()
    rests_on: frozenset[str] = frozenset()
    lost: tuple[tuple[str, str], ...] = ()


def clashes_of(log: Log, rows: Rows, marks: Sequence[Baseline]) -> Clashes:
    """What copies disagree about, and what one removed while another added to it. Raises Refused."""
    names = Names(rows)
    found = log.clashes()
    told = in_words(found, rows, log.signatures(edit for each in found for edit in each.signed), names) if found else ()
    meetings = (record for record in rows[Meeting].values() if isinstance(record, Meeting))
    twice = tuple(closed_twice(log, names, meetings, marks))
    keys = {clash.record.id for clash in twice}
    told = (*twice, *(c for c in told if c.record.id not in keys or not {"closed", CLOSING}.issuperset(c.fields)))
    left = orphans(rows)
    told = tuple(_added_to(clash, left.pop(clash.record.id, []), names) if clash.removal else clash for clash in told)
    told += tuple(_left(log, names, key, those) for key, those in sorted(left.items()))
    lost = tuple(_naming_erased(rows))
    return Clashes(told, frozenset({*names.asked, *(key for key, _field in lost)}), lost)


def _naming_erased(rows: Rows) -> Iterator[tuple[str, str]]:
    """What names a record that another copy erased for good; what was made to hang on it is erased with it."""
    erased = {key for held in rows.values() for key, record in held.items() if record.deleted == GONE}
    for bond in bonds() if erased else ():
        for key, record in rows[bond.kind].items() if not bond.rule.outlives else ():
            if getattr(record, bond.field) in erased and not record.deleted:
                yield key, bond.field


def orphans(rows: Rows, *, outliving: bool = False) -> dict[str, list[Record]]:
    """The records that name one which is gone, by its key; with `outliving` those, too, that stay when it goes.

    In a plan of one copy there are none: what needs a record goes with it, and what merely names it names none then.
    """
    gone = {key for held in rows.values() for key, record in held.items() if record.deleted not in ("", GONE)}
    found: dict[str, dict[str, Record]] = defaultdict(dict)
    for bond in bonds() if gone else ():
        if bond.rule.outlives and not outliving:
            continue
        for record in rows[bond.kind].values():
            if (key := getattr(record, bond.field)) in gone and not record.deleted:
                found[key][record.id] = record
    return {key: list(those.values()) for key, those in found.items()}


def _left(log: Log, names: Names, key: str, those: list[Record]) -> Clash:
    parent = names.record(key)
    removed = log.said_by(key, "deleted")
    added = max(log.said_by(record.id, field) for record in those for field in _naming(record, key))
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


def _added_to(clash: Clash, those: list[Record], names: Names) -> Clash:
    """What is disagreed about a record that is gone, with what another copy added to it."""
    if not those:
        return clash
    more = named(names, those)
    versions = (v if v.values.get("deleted") else replace(v, says=f"{v.says}; and with {more}") for v in clash.versions)
    return replace(clash, versions=tuple(versions))


def _naming(record: Record, key: str) -> list[str]:
    """The fields by which a record names another."""
    return [name for name, _rule in references(type(record)) if getattr(record, name) == key]


def _set_by(log: Log, record: Record, field: str) -> str:
    """The edit that gave a field its value."""
    return log.current(record.TABLE, record.id, [field])[field].edit


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
        first |= dict(zip(self._found[0].removed_by, self._found[0].removed_first, strict=True))
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
        records: all that it writes, as they then are.
    """

    record: Record
    values: dict[str, dict[str, dict[str, Scalar]]]
    records: tuple[Record, ...]


def settling(plan: Plan, rows: Rows, log: Log, clash: Clash, given: Mapping[str, Value]) -> Settled:
    """What settles a clash so that these values of its fields hold. Raises Refused."""
    there = rows[type(clash.record)][clash.record.id]
    now, goes = to_row(there), bool(given.get("deleted"))
    own = {name: now[name] if goes else to_scalar(given.get(name, getattr(there, name))) for name in clash.fields}
    values: dict[str, dict[str, dict[str, Scalar]]] = defaultdict(lambda: defaultdict(dict))
    if goes:
        _take_away(plan, rows, there, values)
        own["deleted"] = now["deleted"] or "removed"
    elif clash.removal and there.deleted:
        _bring_back(rows, log, there, {v.edit for v in clash.versions if v.values.get("deleted")}, values)
    values[there.TABLE][there.id] = own
    records = tuple(
        with_row(rows[BY_TABLE[table]][key], fields) for table, those in values.items() for key, fields in those.items()
    )
    return Settled(with_row(there, own), {table: dict(those) for table, those in values.items()}, records)


def _take_away(plan: Plan, rows: Rows, there: Record, values: dict[str, dict[str, dict[str, Scalar]]]) -> None:
    """What is written so that a record is gone with all that hangs on it, of whichever copy."""
    going, naming = gone_with(plan, [there])
    for other in orphans(rows).get(there.id, ()):
        if any(rules(type(other))[field].required for field in _naming(other, there.id)):
            found, also = gone_with(plan, [other])
            going += found
            naming += also
        else:
            naming += [(other, field) for field in _naming(other, there.id)]
    for record, field in naming:
        values[record.TABLE][record.id][field] = ""
    for record in going:
        values[record.TABLE][record.id] = {"deleted": "removed"}


def _bring_back(
    rows: Rows, log: Log, there: Record, removals: set[str], values: dict[str, dict[str, dict[str, Scalar]]]
) -> None:
    """What is written so that a record is there again: what went with it, what it needs, and what had named it."""
    back: dict[str, Record] = {there.id: there}
    waiting, edits = [there], set(removals)
    for record in waiting:  # grows while what it needs is gone
        for name, rule in references(type(record)):
            above = _find(rows, getattr(record, name)) if rule.required and not rule.outlives else None
            if above and above.deleted not in ("", GONE) and above.id not in back:
                back[above.id] = above
                waiting.append(above)
                edits.add(_set_by(log, above, "deleted"))
    needed, named_none = set(back), list[tuple[Record, str, str]]()
    for edit in sorted(edits):
        for change in log.changes(edit):
            other = rows[BY_TABLE[change.table]][change.record]
            if other.deleted not in ("", GONE) and change.fields.get("deleted", ((), "", ""))[2]:
                back[other.id] = other
            elif not other.deleted:
                told = ((name, change.fields[name]) for name, _rule in references(type(other)) if name in change.fields)
                named_none += [(other, name, str(old)) for name, (_prevs, old, new) in told if old and not new]
    while lost := [r for key, r in back.items() if key not in needed and _lacks(rows, back, r)]:
        for record in lost:
            del back[record.id]
    for record in back.values():
        values[record.TABLE][record.id] = {"deleted": ""}
    for other, name, key in named_none:
        if key in back and not getattr(other, name):
            values[other.TABLE][other.id][name] = key


def _lacks(rows: Rows, back: Mapping[str, Record], record: Record) -> bool:
    """Whether what a record needs is gone and does not come back."""
    keys = [getattr(record, name) for name, rule in references(type(record)) if rule.required and not rule.outlives]
    return any(key not in back and ((above := _find(rows, key)) is None or above.deleted) for key in keys)


def _find(rows: Rows, key: str) -> Record | None:
    return next((held[key] for held in rows.values() if key in held), None)
