"""The log, and the edit that would make, settle or undo a change."""

from __future__ import annotations

import json
import os
import string
from collections.abc import Collection, Mapping, Sequence

from .conflict_heads import Head
from .edits import Edit, Fields, RecordChange, Scalar, Values
from .errors import Refused
from .log import NOTHING_COMPOSED, Composed, Current, LeftAlone, LogReader, Naming, Stamp
from .undoing import Undoing

_MANY, _SALT = 20, 11
_SIGNS = (string.digits + string.ascii_letters).encode()
_SIGN_OF = (_SIGNS * 5)[:256]
"""The letter or digit that each byte gives, each by four or five of them."""


def new_salts(count: int) -> list[str]:
    """Sixty-five random bits each, in eleven letters and digits: of 100,000 figures each byte counts."""
    signs = os.urandom(_SALT * count).translate(_SIGN_OF).decode()
    return [signs[at : at + _SALT] for at in range(0, len(signs), _SALT)]


class Log(LogReader):
    """The log of one open file, with what an edit of it would say."""

    def compose(
        self, values: Values, stamp: Stamp, undoes: str = "", salt: str = "", naming: Naming | None = None
    ) -> Edit | None:
        """The finished edit that gives records these values; None when nothing would change.

        A record that is not there yet is born. Deleting, or bringing back, touches every field. Where copies disagree
        about a field, a new value replaces the shown one alone; `naming` says which others it replaces.
        """
        changes: list[RecordChange] = []
        alone: set[str] = set()
        naming, erased = naming or {}, self.erased
        unwritten = self._unwritten(values, naming)
        salts = [] if salt else new_salts(sum(map(len, values.values())))
        for table, records in values.items():
            for record, fields in records.items():
                named = naming.get(record, {})
                if record in unwritten:
                    found, done = {}, self._birth(table, fields)
                else:
                    found = self.heads_of(record)
                    done = self._change(table, record, fields, named, found)
                if done:
                    changes.append(RecordChange(table, record, done, salt or salts.pop()))
                if not (found or named or (erased and any(len(prevs) > 1 for prevs, _old, _new in done.values()))):
                    alone.add(record)
        if not changes:
            return None
        edit = Edit(*stamp, undoes, tuple(changes)).sealed()
        self._composed = Composed(edit, frozenset(alone), unwritten)
        return edit

    def compose_settling(self, values: Values, stamp: Stamp) -> Edit | None:
        """The edit that settles what copies disagree about: it replaces every head of these fields and their groups.

        None where they do not disagree and nothing would change.
        """
        naming: dict[str, dict[str, set[str]]] = {}
        for table, records in values.items():
            for record, fields in records.items():
                found = self.heads_of(record)
                names = found.keys() & self.schema.with_groups(table, set(fields))
                naming[record] = {name: {head.edit for head in found[name]} for name in names}
        return self.compose(values, stamp, naming=naming)

    def take_composed(self) -> Composed:
        """The edit composed last, once."""
        composed, self._composed = self._composed, NOTHING_COMPOSED
        return composed

    def _unwritten(self, values: Values, naming: Naming) -> frozenset[str]:
        """Those of many records that no edit ever wrote: an import brings thousands. Of a few nobody asks ahead."""
        if sum(map(len, values.values())) < _MANY:
            return frozenset()
        records = [record for those in values.values() for record in those if record not in naming]
        known = self._all("SELECT DISTINCT record FROM change LIMIT ?", len(records))
        if len(known) == len(records):  # it may know more; of a log of fewer that is sooner told than asked by key
            sql = "SELECT DISTINCT record FROM change WHERE record IN (SELECT value FROM json_each(?))"
            known = self._all(sql, json.dumps(records))
        return frozenset(records).difference(record for (record,) in known)

    def _change(
        self,
        table: str,
        record: str,
        fields: Mapping[str, Scalar],
        naming: Mapping[str, Collection[str]],
        found: Mapping[str, Sequence[Head]],
    ) -> Fields:
        whole = "deleted" in fields or "deleted" in naming
        asked: set[str] = set() if whole else self.schema.with_groups(table, {*fields, *naming})
        now = self.current(table, record, asked)
        if not now:
            return self._birth(table, fields)
        changed = {name for name, new in fields.items() if new != now[name].value}
        if not changed and not naming:
            return {}
        removes = "deleted" in naming and bool(fields.get("deleted", now["deleted"].value))
        if "deleted" in changed or removes:  # who removes a record, if again, touches every field
            touched = set(now)
        elif asked and len(changed) == len(fields):
            touched = asked
        else:
            touched = self.schema.with_groups(table, {*changed, *naming})
        done: dict[str, tuple[tuple[str, ...], Scalar, Scalar]] = {}
        if not found and not naming and not self.erased:
            for name in sorted(touched):
                edit, value = now[name]
                done[name] = (edit,) if edit else (), value, fields.get(name, value)
            return done
        before = self.prevs(record, now)
        for name in sorted(touched):
            value = now[name].value
            agreeing = {head.edit for head in found.get(name, ()) if head.value == value}
            prevs = {*before[name], *naming.get(name, agreeing)}
            done[name] = (tuple(sorted(prevs)), value, fields.get(name, value))
        return done

    def _birth(self, table: str, fields: Mapping[str, Scalar]) -> Fields:
        """What is written of a record that was never there."""
        defaults = self.defaults[table]
        hangs = self.schema.hanging.get(table, ()) if self.erased else ()
        given = {"deleted": "", **fields}
        return {
            name: (self._erasing(str(given[name])) if name in hangs else (), defaults[name], given[name])
            for name in sorted(given)
            # a word that a field holds by default is written all the same: another copy may have chosen another
            if given[name] or given[name] != defaults[name] or name == "deleted"
        }

    def _erasing(self, record: str) -> tuple[str, ...]:
        """The edits that erased a record as a whole: who names them adds knowingly to one that was made anew."""
        sql = "SELECT id FROM erasure WHERE record = ? AND field = '' ORDER BY id"
        return tuple(id_ for (id_,) in self._all(sql, record))

    def prevs(self, record: str, now: Mapping[str, Current]) -> dict[str, tuple[str, ...]]:
        """The edits that one made now replaces, by field, where copies do not disagree.

        Those that erased the field are among them: who names them knew of it, and what they write stays.
        """
        found = {name: (value.edit,) if value.edit else () for name, value in now.items()}
        if self.erased:
            erased = self._all("SELECT id, field FROM erasure WHERE record = ? ORDER BY id", record)
            for name, shown in found.items():
                known = [id_ for id_, field in erased if field in ("", name)]
                found[name] = tuple(sorted({*shown, *known}))
        return found

    def compose_undo(
        self, edit: str, stamp: Stamp, passing_over: Collection[str] = ()
    ) -> tuple[Edit | None, list[LeftAlone]]:
        """The edit that restores what `edit` changed, and the fields left alone because they were changed since.

        Undoing what settled a disagreement opens it again; undoing a value that is not the shown one, where copies
        disagree, withdraws it. The records whose keys are in `passing_over` are not looked at.

        Raises:
            Refused: the edit erased something for good.
        """
        if self.erasures(edit):
            raise Refused("What was erased for good cannot be brought back.")
        values: dict[str, dict[str, dict[str, Scalar]]] = {}
        naming: dict[str, dict[str, set[str]]] = {}
        left_alone: list[LeftAlone] = []
        for change in self.changes(edit):
            if change.record in passing_over:
                continue
            undoing = Undoing(self, edit, change)
            if undoing.back or undoing.naming:
                values.setdefault(change.table, {})[change.record] = undoing.back
                naming[change.record] = undoing.naming
            left_alone += [LeftAlone(change.table, change.record, name) for name in sorted(undoing.left_alone)]
        return self.compose(values, stamp, undoes=edit, naming=naming), left_alone
