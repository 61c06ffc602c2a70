"""Erasing for good: what an edit erased is gone from every edit that did not know of it, whichever copy brings it.

An edit knows of an erasure when it names the erasing edit among those that it replaced. What an edit says of an erased
field without knowing of it is taken out of the edit, as if it had never touched the field. The change then has no
salt, and the edit's label is a neutral sentence where it could tell; its digest is made anew of what is left. All of
that follows from the edits alone, so that copies agree on it in whatever order they meet.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from .blobs import drop_unnamed
from .edits import GONE, NOTHING, Edit, Erasure, Fields, RecordChange, Scalar
from .errors import Refused
from .history import Log
from .log import Stamp
from .made_of import named

NEUTRAL = "A change to what was later erased for good"
"""The label of an edit whose own could tell what was erased."""
PLACEHOLDER = "Erased"
"""What stands in an erased field that may not be empty."""
SHORTEST = 4
"""Characters of an erased text that is looked for elsewhere; a shorter one stands in too many words."""

_TOLD = 30
_KEY = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}", re.ASCII)


def compose(
    log: Log, fields: Mapping[tuple[str, str], Mapping[str, Scalar] | None], stamp: Stamp, second: str, reason: str
) -> Edit | None:
    """The edit that erases; None where nothing of it was ever written.

    `fields` gives, by table and key of a record, the fields to erase with what then stands in them (their default, or
    `PLACEHOLDER`); None for the whole record. `second` is the second person, who agreed. What was made to hang on a
    record that is erased whole, and hangs on another since, is named with no field of it: it was known, and stays.
    """
    changes: list[RecordChange] = []
    erases: list[Erasure] = []
    for (table, record), wanted in fields.items():
        now = log.current(table, record)
        if not now:
            continue
        prevs, defaults = log.prevs(record, now), log.defaults[table]
        left = {**defaults, "deleted": GONE} if wanted is None else wanted
        done = {name: (prevs[name], defaults[name], left[name]) for name in sorted(left)}
        changes.append(RecordChange(table, record, done, ""))
        erases += [Erasure(table, record, name, second, reason) for name in ([""] if wanted is None else wanted)]
    if not changes:
        return None
    whole = {erasure.record for erasure in erases if not erasure.field}
    changes += [RecordChange(*stays, {}, "") for stays in sorted(_born_on(log, whole)) if stays not in fields]
    edit = Edit(stamp.id, stamp.at, stamp.author, stamp.role, stamp.label, "", tuple(changes))
    return edit._replace(erases=tuple(sorted(erases))).sealed()


class Erased:
    """What is erased for good in an open plan, and by edits that come to it.

    What was made to hang on a record by somebody who did not know that it was erased whole is erased with it, as if
    whoever erased that had known of it.

    Attributes:
        texts: what was taken out, as far as it is words.
        late: what is erased so, by key: the table.
        made: what was made of what is erased, and goes in part, by key: the table.
    """

    def __init__(
        self, connection: sqlite3.Connection, log: Log, coming: Sequence[Edit] = (), beside: str = "",
        *, search: bool = False,
    ):  # fmt: skip
        """`beside` is the name of another plan that is attached to the connection: what is erased there counts too.

        With `search` all that is there is looked through for what is late, not only what comes and what that concerns.
        """
        self._connection, self._log = connection, log
        self._edits: dict[str, dict[str, set[str]]] = {}  # the erasing edits, by record and field
        self._stays: set[tuple[str, str]] = set()  # the records that erasing edits name and leave
        self.texts: set[str] = set()
        self.late: dict[str, str] = {}
        self.made: dict[str, str] = {}
        self._erasing: set[str] = set()
        here, known = f"{beside}." if beside else "", set[str]()
        for there in {*([""] if log.erased else ()), *([here] if here else ())}:
            for id_, record, field in connection.execute(f"SELECT id, record, field FROM {there}erasure"):
                self._note(id_, record, field)
                if there == here:
                    known.add(id_)
            self._stays.update(connection.execute(
                f"SELECT edit, record FROM {there}change WHERE fields = ? AND edit IN (SELECT id FROM {there}erasure)",
                (NOTHING,),
            ))  # fmt: skip
        self._new = {(e.table, e.record) for edit in coming if edit.id not in known for e in edit.erases}
        for edit in coming:
            for erasure in edit.erases:
                self._note(edit.id, erasure.record, erasure.field)
            self._stays.update((edit.id, c.record) for c in edit.changes if edit.erases and not c.fields)
        if self._edits:
            self._find_late(coming, here, search=search)
            self._find_made(coming, here, search=search)

    def _find_late(self, coming: Iterable[Edit], there: str, *, search: bool) -> None:
        """Find what was made to hang on what is erased whole, and what hangs on that; `there` is the plan concerned."""
        hanging = self._log.schema.hanging
        new = [(c.table, c.record, c.fields) for edit in coming for c in edit.changes if c.table in hanging]
        fresh = {record for _table, record in self._new if "" in self._edits[record]}
        fresh |= {record for record, by_field in self._edits.items() if search and "" in by_field}
        while True:
            found = [each for each in new if self._is_late(*each)]
            found += [each for each in self._log.changes_telling(hanging, fresh, there) if self._is_late(*each)]
            fresh = {record for _table, record, _fields in found}
            if not found:
                return
            self.late |= {record: table for table, record, _fields in found}

    def _is_late(self, table: str, record: str, fields: Fields) -> bool:
        """Whether a change makes a record that hangs on what is erased whole; it is noted then as erased, too."""
        late = False
        own = self._edits.get(record, {}).get("", set())
        for name in self._log.schema.hanging[table]:
            prevs, _old, new = fields.get(name, ((), None, None))
            by = self._edits.get(str(new), {}).get("", set())
            if not by or not self._erasing.issuperset(prevs):  # it was made before it came to hang there
                continue
            for id_ in by.difference(prevs, own):
                if (id_, record) not in self._stays:
                    self._note(id_, record, "")
                    late = True
        return late

    def _find_made(self, coming: Iterable[Edit], there: str, *, search: bool) -> None:
        """Find what was made of what is erased by who did not know of that: its words of others are erased in it."""
        made = self._log.schema.made_of
        found = [(c.record, c.fields) for edit in coming for c in edit.changes if c.table == made.table]
        if self._new or self.late or search:
            found += self._log.changes_of(made.table, there)
        erased = {key: set[str]().union(*by.values()) for key, by in self._edits.items()}
        for record, fields in found:
            marks, knew = (str(fields[name][2]) if name in fields else "" for name in (made.named, made.knew))
            edits = set[str]().union(*(erased[key] for key in named(marks, erased.keys()))) - {*knew.split()}
            for edit in edits - erased.get(record, set()):
                self.made[record] = made.table
                for name in made.goes:
                    self._note(edit, record, name)

    def __bool__(self) -> bool:
        return bool(self._edits)

    def _note(self, edit: str, record: str, field: str) -> None:
        self._edits.setdefault(record, {}).setdefault(field, set()).add(edit)
        self._erasing.add(edit)

    def without(self, edit: Edit) -> Edit:
        """An edit without what it says of what was erased."""
        if not self._edits:
            return edit
        label, changes = edit.label, list[RecordChange]()
        for change in edit.changes:
            by_field = self._edits.get(change.record, {})
            if not edit.erases and any(edit.id < id_ for ids in by_field.values() for id_ in ids):
                label = NEUTRAL
            left = self.left(edit.id, change.record, change.fields)
            if gone := change.fields.keys() - left.keys():
                self.texts.update(_texts(self._log, change, gone))
                changes.append(RecordChange(change.table, change.record, left, ""))
                label = label if edit.erases else NEUTRAL
            else:
                changes.append(change)
        if label == edit.label and changes == list(edit.changes):
            return edit
        return edit._replace(label=label, changes=tuple(changes)).sealed()

    def left(self, edit: str, record: str, fields: Fields) -> Fields:
        """What an edit did to the fields of a record, without those that were erased."""
        by_field = self._edits.get(record)
        if not by_field:
            return fields
        return {name: told for name, told in fields.items() if not self._gone(edit, by_field, name, told[0])}

    @staticmethod
    def _gone(edit: str, by_field: Mapping[str, set[str]], name: str, prevs: Iterable[str]) -> bool:
        erasing = by_field.get("", set()) | by_field.get(name, set())
        return edit not in erasing and not erasing.issubset(prevs)

    def check_form(self, edit: Edit) -> None:
        """Raises Refused where an edit erases what it does not touch, or holds what it erases."""
        touched = {(c.table, c.record): c for c in edit.changes} if edit.erases else {}
        for table, record, field, _second, _reason in edit.erases:
            change, defaults = touched.get((table, record)), self._log.defaults.get(table)
            names = [field] if field else list(change.fields if change else ())
            if not change or not defaults or not names or (not field and "deleted" not in names):
                raise Refused(f"The edit “{edit.label}” erases what it does not touch.")
            for name in names:
                _prevs, old, new = change.fields.get(name, ((), "?", "?"))
                blank = defaults.get(name, "?")
                left = (GONE,) if not field and name == "deleted" else (blank, PLACEHOLDER) if field else (blank,)
                if old != blank or new not in left:
                    raise Refused(f"The edit “{edit.label}” still holds what it erases.")

    def same(self, held: Edit, coming: Edit) -> bool:
        """Whether two forms of an edit differ only by what was erased."""
        if not self._edits:
            return False
        one, other = self.without(held), self.without(coming)
        if NEUTRAL in (one.label, other.label):
            one, other = (edit._replace(label=NEUTRAL).sealed() for edit in (one, other))
            if one.digest == other.digest:
                self._write(held, one)
        return one.digest == other.digest

    def sweep(self) -> set[tuple[str, str]]:
        """Take out of the log what newly coming edits erase; the tables and keys of the records concerned."""
        if not self._new and not self.late and not self.made:
            return set()
        also = self.late | self.made
        records = json.dumps(sorted({*also, *(record for _table, record in self._new)}))
        held = "SELECT DISTINCT {} FROM change WHERE record IN (SELECT value FROM json_each(?))"
        for (id_,) in self._connection.execute(held.format("edit"), (records,)).fetchall():
            if edit := self._log.edit(id_):
                self._write(edit, self.without(edit))
        there = {record for (record,) in self._connection.execute(held.format("record"), (records,))}
        return self._new | {(table, record) for record, table in also.items() if record in there}

    def alone(self, record: str) -> bool:
        """Whether nothing but erasing edits knows of a record: it has no row before an edit brings it."""
        if record not in self._edits:
            return False
        sql = "SELECT NOT EXISTS (SELECT 1 FROM change WHERE record = ? AND edit NOT IN (SELECT id FROM erasure))"
        return bool(self._connection.execute(sql, (record,)).fetchone()[0])

    def hide_labels(self) -> None:
        """Give a neutral label to every edit whose own holds a text that was taken out."""
        if not self.texts:
            return
        told = re.compile("|".join(map(_as_word, sorted(self.texts, key=len, reverse=True))), re.IGNORECASE)
        for id_, label in self._connection.execute("SELECT id, label FROM edit").fetchall():
            if label != NEUTRAL and told.search(label) and (edit := self._log.edit(id_)) and not edit.erases:
                self._write(edit, edit._replace(label=NEUTRAL).sealed())

    def _write(self, old: Edit, new: Edit) -> None:
        if new.digest == old.digest:
            return
        for before, after in zip(old.changes, new.changes, strict=True):
            if before != after:
                self._connection.execute(
                    "UPDATE change SET fields = ?, salt = NULL, hash = ? WHERE record = ? AND edit = ?",
                    (after.text, after.hash, after.record, new.id),
                )
        self._connection.execute("UPDATE edit SET label = ?, digest = ? WHERE id = ?", (new.label, new.digest, new.id))


def _born_on(log: Log, keys: Collection[str]) -> set[tuple[str, str]]:
    """The tables and keys of the records that were made to hang on these."""
    hanging = log.schema.hanging
    found: set[tuple[str, str]] = set()
    for table, record, fields in log.changes_telling(hanging, keys):
        told = (fields[name] for name in hanging[table] if name in fields)
        if any(new in keys for _prevs, _old, new in told):
            found.add((table, record))
    return found


def drop_contents(connection: sqlite3.Connection, log: Log) -> None:
    """Drop what erased records had kept, if it came back too; the file is then to be written anew."""
    erased = connection.execute("SELECT EXISTS (SELECT 1 FROM erasure)").fetchone()[0]
    if erased and drop_unnamed(connection, log.schema.contents):
        connection.execute("UPDATE erasure SET rewritten = 0")


def still_told(connection: sqlite3.Connection, log: Log) -> Iterator[str]:
    """A sentence for each edit that still holds what was erased for good."""
    erased = Erased(connection, log, search=True)
    for (id_,) in connection.execute(
        "SELECT DISTINCT edit FROM change WHERE fields != ?"
        " AND (record IN (SELECT record FROM erasure) OR record IN (SELECT value FROM json_each(?)))",
        (NOTHING, json.dumps(sorted({*erased.late, *erased.made}))),
    ).fetchall():
        try:
            edit = log.edit(id_)
            if edit and erased.without(edit) == edit:
                erased.check_form(edit)
                continue
        except Refused:  # what cannot be read is told of the record whose history it is
            pass
        yield "An edit still holds what was erased for good."


def _texts(log: Log, change: RecordChange, names: Iterable[str]) -> Iterator[str]:
    """The words that a change holds in these fields, before and after."""
    defaults, not_words = log.defaults[change.table], log.schema.not_words
    for name in names:
        if name == "deleted" or defaults.get(name, "") != "" or (change.table, name) in not_words:
            continue
        for value in change.fields[name][1:]:
            text = value.strip() if isinstance(value, str) else ""
            if len(text) >= SHORTEST and text != PLACEHOLDER and not _KEY.fullmatch(text):
                yield text


def _as_word(text: str) -> str:
    """A pattern for a text where it is told: a long one may have been cut short there."""
    before, after = (r"\b" if re.match(r"\w", end) else "" for end in (text[0], text[-1]))
    return f"{before}{re.escape(text[:_TOLD])}{after if len(text) <= _TOLD else ''}"
