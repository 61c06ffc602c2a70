"""The log, read: who changed what, a plan as it was, and the edit that would make or undo a change."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .edits import Baseline, Change, Edit, Fields, Scalar, Values, read_fields

TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "risk": (("likelihood", "impact"), ("target_likelihood", "target_impact"), ("closed", "closed_why")),
    "action": (("done", "done_on"),),
    "milestone": (("done", "done_on"),),
    "visit": (("starts", "ends"),),
}
"""Fields that mean something only together: changing one touches the others, so that clashes between copies surface."""


class Stamp(NamedTuple):
    """Who makes an edit, when (UTC) and under which name."""

    id: str
    at: str
    author: str
    role: str
    label: str


class Current(NamedTuple):
    """The shown value of a field and the edit that set it ("" when it still has its default)."""

    edit: str
    value: Scalar


class LeftAlone(NamedTuple):
    """A field that an undo did not restore because it was changed since."""

    table: str
    record: str
    field: str


class Log:
    """The log of one open file.

    Attributes:
        defaults: a field's value before anything was written, by table.
    """

    def __init__(self, connection: sqlite3.Connection, defaults: Mapping[str, Mapping[str, Scalar]]):
        self._connection = connection
        self.defaults = defaults

    # -- reading

    def edits(self, record: str = "") -> Iterator[Edit]:
        """Every edit, newest first; with `record`, those that changed that record, with all that they changed."""
        where = "WHERE id IN (SELECT edit FROM change WHERE record = ?)" if record else ""
        rows = self._connection.execute(
            f"SELECT id, at, author, role, label, undoes, digest FROM edit {where} ORDER BY id DESC",
            (record,) if record else (),
        )
        for id_, at, author, role, label, undoes, digest in rows.fetchall():
            yield Edit(id_, at, author, role, label, undoes, self.changes(id_), digest)

    def changes(self, edit: str) -> tuple[Change, ...]:
        """What an edit did, record by record."""
        rows = self._connection.execute(
            "SELECT tbl, record, fields, salt FROM change WHERE edit = ? ORDER BY tbl, record", (edit,)
        )
        return tuple(Change(table, record, read_fields(text), salt or "") for table, record, text, salt in rows)

    def edit(self, id_: str) -> Edit | None:
        row = self._connection.execute(
            "SELECT id, at, author, role, label, undoes, digest FROM edit WHERE id = ?", (id_,)
        ).fetchone()
        return Edit(*row[:6], self.changes(id_), row[6]) if row else None

    def last(self) -> str:
        """The greatest edit id; empty for a new file."""
        return self._connection.execute("SELECT max(id) FROM edit").fetchone()[0] or ""

    def count(self) -> int:
        """How many edits the log holds."""
        return self._connection.execute("SELECT count(*) FROM edit").fetchone()[0]

    def current(self, table: str, record: str, wanted: Iterable[str] = ()) -> dict[str, Current]:
        """The shown value of every field of a record, or of the wanted ones; empty when it was never written."""
        names = set(wanted) or set(self.defaults[table])
        found: dict[str, Current] = {}
        edit = ""
        for edit, text in self._connection.execute(
            "SELECT edit, fields FROM change WHERE record = ? ORDER BY edit DESC", (record,)
        ):
            for name, (_prevs, _old, new) in json.loads(text).items():
                if name in names:
                    found.setdefault(name, Current(edit, new))
            if len(found) == len(names):
                return found
        if edit:
            for name in names:
                found.setdefault(name, Current("", self.defaults[table][name]))
        return found

    def baselines(self) -> list[Baseline]:
        """All baselines with the edits that each adds, oldest first."""
        rows = self._connection.execute("SELECT id, meeting, position, parents FROM baseline ORDER BY id").fetchall()
        return [
            Baseline(
                id_, meeting, position, tuple(json.loads(parents)),
                tuple(e for (e,) in self._connection.execute(
                    "SELECT edit FROM baseline_edit WHERE baseline = ? ORDER BY edit", (id_,))),
            )
            for id_, meeting, position, parents in rows
        ]  # fmt: skip

    def marks(self) -> list[Baseline]:
        """All baselines, oldest first, without their edits."""
        rows = self._connection.execute("SELECT id, meeting, position FROM baseline ORDER BY id")
        return [Baseline(*row) for row in rows]

    def edits_outside(self, baseline: str) -> list[str]:
        """The edits that a baseline does not hold."""
        closure = _CLOSURE.format("SELECT ?")
        alone = self._connection.execute(
            f"{closure} SELECT count(*) = (SELECT count(*) FROM baseline) FROM held", (baseline,)
        ).fetchone()[0]
        if alone:  # everything in any baseline is in this one, so what is outside is what is in none
            return [e for (e,) in self._connection.execute("SELECT edit FROM loose ORDER BY edit")]
        rows = self._connection.execute(
            f"{closure} SELECT id FROM edit WHERE id NOT IN"
            " (SELECT edit FROM baseline_edit WHERE baseline IN (SELECT id FROM held)) ORDER BY id",
            (baseline,),
        )
        return [e for (e,) in rows]

    def rows_without(self, edits: Iterable[str]) -> dict[str, dict[str, dict[str, Scalar] | None]]:
        """The records that these edits touched, as they were without them; None where a record was not there yet.

        The work grows with what was touched, not with the plan.
        """
        left_out = set(edits)
        found: dict[str, dict[str, dict[str, Scalar] | None]] = {}
        rows = self._connection.execute(
            "SELECT record, edit, tbl, fields FROM change WHERE record IN"
            " (SELECT record FROM change WHERE edit IN (SELECT value FROM json_each(?)))"
            " ORDER BY record, edit",
            (json.dumps(sorted(left_out)),),
        )
        for record, edit, table, text in rows:
            table_rows = found.setdefault(table, {})
            row = table_rows.setdefault(record, None)
            if edit in left_out:
                continue
            if row is None:
                row = table_rows[record] = {"id": record, **self.defaults[table]}
            for name, (_prevs, _old, new) in json.loads(text).items():
                row[name] = new
        return found

    # -- composing

    def compose(self, values: Values, stamp: Stamp, undoes: str = "", salt: str = "") -> Edit | None:
        """The finished edit that gives records these values; None when nothing would change.

        A record that is not there yet is born. Deleting, or bringing back, touches every field.
        """
        changes: list[Change] = []
        for table, records in values.items():
            for record, fields in records.items():
                done = self._change(table, record, fields)
                if done:
                    changes.append(Change(table, record, done, salt or secrets.token_hex(8)))
        if not changes:
            return None
        return Edit(stamp.id, stamp.at, stamp.author, stamp.role, stamp.label, undoes, tuple(changes)).sealed()

    def _change(self, table: str, record: str, fields: Mapping[str, Scalar]) -> Fields:
        defaults = self.defaults[table]
        wanted = {*fields, *(name for group in TOGETHER.get(table, ()) if set(group) & set(fields) for name in group)}
        now = self.current(table, record, () if "deleted" in fields else wanted)
        if not now:
            born = {name: new for name, new in fields.items() if new != defaults[name]}
            born.setdefault("deleted", "")
            return {name: ((), defaults[name], new) for name, new in sorted(born.items())}
        changed = {name for name, new in fields.items() if new != now[name].value}
        if not changed:
            return {}
        touched = set(now) if "deleted" in changed else set(changed)
        for group in TOGETHER.get(table, ()):
            if changed.intersection(group):
                touched.update(group)
        return {
            name: ((now[name].edit,) if now[name].edit else (), now[name].value, fields.get(name, now[name].value))
            for name in sorted(touched)
        }

    def compose_undo(self, edit: str, stamp: Stamp) -> tuple[Edit | None, list[LeftAlone]]:
        """The edit that restores what `edit` changed, and the fields left alone because they were changed since."""
        values: dict[str, dict[str, dict[str, Scalar]]] = {}
        left_alone: list[LeftAlone] = []
        for change in self.changes(edit):
            now = self.current(change.table, change.record)
            born = "deleted" in change.fields and not change.fields["deleted"][0]
            back: dict[str, Scalar] = {}
            if born:
                later = sorted(name for name, value in now.items() if value.edit > edit)
                if later:
                    left_alone += [LeftAlone(change.table, change.record, name) for name in later]
                else:
                    back["deleted"] = "undone"
            else:
                for name, (_prevs, old, new) in change.fields.items():
                    if old == new:
                        continue
                    if now[name].edit == edit:
                        back[name] = old
                    elif now[name].value != old:
                        left_alone.append(LeftAlone(change.table, change.record, name))
            if back:
                values.setdefault(change.table, {})[change.record] = back
        return self.compose(values, stamp, undoes=edit), left_alone


_CLOSURE = (
    "WITH RECURSIVE held(id) AS ({} UNION SELECT parent.value FROM held"
    " JOIN baseline USING(id), json_each(baseline.parents) AS parent)"
)
