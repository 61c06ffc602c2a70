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
from collections.abc import Iterable, Iterator, Mapping

from .blobs import drop_unnamed
from .edits import NOTHING, Edit, Erasure, Fields, RecordChange, Scalar
from .errors import Refused
from .history import Log
from .log import Stamp

NEUTRAL = "A change to what was later erased for good"
"""The label of an edit whose own could tell what was erased."""
GONE = "erased"
"""Why a record that was erased whole is gone (`deleted`)."""
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
    `PLACEHOLDER`); None for the whole record. `second` is the second person, who agreed.
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
    edit = Edit(stamp.id, stamp.at, stamp.author, stamp.role, stamp.label, "", tuple(changes))
    return edit._replace(erases=tuple(sorted(erases))).sealed()


class Erased:
    """What is erased for good in an open plan, and by edits that come to it.

    Attributes:
        texts: what was taken out, as far as it is words.
    """

    def __init__(self, connection: sqlite3.Connection, log: Log, coming: Iterable[Edit] = (), beside: str = ""):
        """`beside` is the name of another plan that is attached to the connection: what is erased there counts too."""
        self._connection, self._log = connection, log
        self._edits: dict[str, dict[str, set[str]]] = {}  # the erasing edits, by record and field
        self.texts: set[str] = set()
        known: set[str] = set()
        for table in (*(["erasure"] if log.erased else ()), *([f"{beside}.erasure"] if beside else ())):
            for id_, record, field in connection.execute(f"SELECT id, record, field FROM {table}"):
                self._note(id_, record, field)
                known.add(id_)
        self._new = {(e.table, e.record) for edit in coming if edit.id not in known for e in edit.erases}
        for edit in coming:
            for erasure in edit.erases:
                self._note(edit.id, erasure.record, erasure.field)

    def __bool__(self) -> bool:
        return bool(self._edits)

    def _note(self, edit: str, record: str, field: str) -> None:
        self._edits.setdefault(record, {}).setdefault(field, set()).add(edit)

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
        if not self._new:
            return set()
        records = json.dumps(sorted(record for _table, record in self._new))
        for (id_,) in self._connection.execute(
            "SELECT DISTINCT edit FROM change WHERE record IN (SELECT value FROM json_each(?))", (records,)
        ).fetchall():
            if edit := self._log.edit(id_):
                self._write(edit, self.without(edit))
        return self._new

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


def drop_contents(connection: sqlite3.Connection, log: Log) -> None:
    """Drop what erased records had kept, if it came back too; the file is then to be written anew."""
    erased = connection.execute("SELECT EXISTS (SELECT 1 FROM erasure)").fetchone()[0]
    if erased and drop_unnamed(connection, *log.schema.content):
        connection.execute("UPDATE erasure SET rewritten = 0")


def still_told(connection: sqlite3.Connection, log: Log) -> Iterator[str]:
    """A sentence for each edit that still holds what was erased for good."""
    erased = Erased(connection, log)
    for (id_,) in connection.execute(
        "SELECT DISTINCT edit FROM change WHERE record IN (SELECT record FROM erasure) AND fields != ?", (NOTHING,)
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
