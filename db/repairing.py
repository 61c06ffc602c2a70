"""A new plan of what can be saved of a damaged one.

What the history says, where it is sound, is what the new plan says. Where edits were lost, what the damaged file still
shows of them is kept, as an edit of its own. Edits keep their ids and digests, so that other copies of the plan can be
brought together with the new one, and bring what was lost here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from . import arrivals, blobs, salvage
from .baselines import write_baseline
from .checking import Fault, named, otherwise
from .edits import Baseline, Edit, Erasure, RecordChange, Scalar, hash_of, read_fields, read_parents
from .errors import Refused
from .log import Stamp
from .store import Store

_ALL = ""
"""Stands for every field of a record."""
_KEEP = "Keep what the damaged file showed where its history was lost"
_UNTIE = "Name no record that was lost"
_Row = Mapping[str, Any]
_Values = dict[tuple[str, str], dict[str, Scalar]]
"""New values of fields by table and key."""


class Repaired(NamedTuple):
    """What came of a repair.

    Attributes:
        edits: how many edits of the history were saved.
        lost: the others, such as “Own the risk” of 2017-07-14T02:40:00Z by Ann.
        mended: what stood otherwise than its sound history says, and says now what the history does.
        kept: what is as the damaged file showed it, since its history was lost.
        gone: what could not be saved, a sentence each.
    """

    edits: int
    lost: tuple[str, ...]
    mended: tuple[Fault, ...]
    kept: tuple[Fault, ...]
    gone: tuple[str, ...]


def repair(damaged: Path, work: Path, out: Store, stamp: Callable[[str, str], Stamp]) -> Repaired:
    """Put into `out`, a plan in which nothing stands yet, what can be saved; the damaged file is not touched.

    Args:
        damaged: where the damaged file lies.
        work: a folder for a copy of it.
        out: the new plan.
        stamp: who repairs, given the last edit's id and a label.

    Raises:
        Refused: nothing can be read of the file, or the new plan cannot be written.
    """
    with salvage.opened(damaged, work) as connection:
        out.db.conn.execute("PRAGMA foreign_keys = OFF")  # what refers to what was lost is saved all the same
        with out.transaction() as writing:
            return _Repair(connection, out, writing, stamp).done()


class _Repair:
    def __init__(
        self, damaged: sqlite3.Connection, out: Store, writing: sqlite3.Connection, stamp: Callable[[str, str], Stamp]
    ):
        self._damaged, self._out, self._writing, self._stamp = damaged, out, writing, stamp
        self._lost: list[str] = []
        self._lost_of: dict[str, set[str]] = {}  # the fields of a record of which something in the history is lost
        self._complete = True  # whether it is known what of the history is lost
        self._gone: list[str] = []

    def done(self) -> Repaired:
        """All of it, in order."""
        for digest, content in salvage.contents(self._damaged).items():
            if blobs.digest_of(content) == digest:
                self._out.keep(content)
            else:
                self._gone.append("What was attached is not as it was put in, and was left out.")
        saved = list(self._apply(list(self._sound_edits())))
        self._write_arrivals({edit.id for edit in saved})
        self._write_baselines({edit.id for edit in saved})
        mended, kept = self._compare()
        self._untie()
        return Repaired(len(saved), tuple(self._lost), tuple(mended), tuple(kept), tuple(dict.fromkeys(self._gone)))

    # -- the history

    def _sound_edits(self) -> Iterator[Edit]:
        """The edits that are as they were made, oldest first; what the others changed is noted."""
        changes, edits, erasures = (salvage.rows(self._damaged, table) for table in ("change", "edit", "erasure"))
        self._complete = changes.whole and edits.whole and erasures.whole
        of_edit: dict[str, list[_Row]] = {}
        for row in changes.rows:
            of_edit.setdefault(row["edit"], []).append(row)
        erases: dict[str, list[Erasure]] = {}
        for row in erasures.rows:
            erased = Erasure(row["tbl"], row["record"], row["field"], row["second"], row["reason"])
            erases.setdefault(row["id"], []).append(erased)
        for row in sorted(edits.rows, key=lambda row: str(row["id"])):
            its = of_edit.pop(row["id"], [])
            if (edit := _sound(row, its, erases.get(row["id"], ()))) is not None:
                yield edit
            else:
                self._lose(f"“{row['label']}” of {row['at']} by {row['author']}", its)
        for its in of_edit.values():
            self._lose("an edit of which it is not known who made it", its)

    def _lose(self, name: str, changes: Sequence[_Row]) -> None:
        self._lost.append(name)
        if all(_as_written(row) for row in changes):
            self._complete = False  # another change of this edit may be missing
        for row in changes:
            try:
                names = set(read_fields(row["fields"]))
            except Refused:
                names = {_ALL}
            self._lost_of.setdefault(str(row["record"]), set()).update(names if _as_written(row) else {_ALL})

    def _apply(self, edits: list[Edit]) -> Iterator[Edit]:
        """Write edits; those that cannot be written are lost. Gives those that were."""
        if not edits:
            return
        if self._tried(lambda: self._out.apply(edits)):
            yield from edits
        elif len(edits) == 1:
            (edit,) = edits
            self._lose(f"“{edit.label}” of {edit.at} by {edit.author}", [])
            for change in edit.changes:
                self._lost_of.setdefault(change.record, set()).update(change.fields)
        else:
            yield from self._apply(edits[: len(edits) // 2])
            yield from self._apply(edits[len(edits) // 2 :])

    def _tried(self, write: Callable[[], object]) -> bool:
        """Whether something could be written; where not, nothing of it was."""
        self._writing.execute("SAVEPOINT repair")
        try:
            write()
        except (Refused, KeyError, sqlite3.IntegrityError):
            self._writing.execute("ROLLBACK TO repair")
            return False
        finally:
            self._writing.execute("RELEASE repair")
            self._out.log.whole.forget()
        return True

    def _write_arrivals(self, saved: set[str]) -> None:
        for row in salvage.rows(self._damaged, "arrived").rows:
            if row["edit"] not in saved:
                continue
            if arrivals.digest_of(row["edit"], row["at"]) == row["digest"]:
                arrivals.note(self._writing, row["edit"], row["at"])
            else:
                self._gone.append("When some edits came in from another copy could not be saved.")

    def _write_baselines(self, saved: set[str]) -> None:
        """Write what was known at closed meetings, as far as its edits were saved."""
        held: dict[str, list[str]] = {}
        for row in salvage.rows(self._damaged, "baseline_edit").rows:
            held.setdefault(row["baseline"], []).append(row["edit"])
        there: set[str] = set()
        for row in sorted(salvage.rows(self._damaged, "baseline").rows, key=lambda row: str(row["id"])):
            edits = tuple(sorted(edit for edit in held.get(row["id"], []) if edit in saved))
            try:
                parents = tuple(parent for parent in read_parents(str(row["parents"])) if parent in there)
            except Refused:
                parents = ()
            baseline = Baseline(row["id"], row["meeting"], row["position"], parents, edits)
            if not edits:
                self._gone.append(f"What was known when a meeting was closed at {row['position']} could not be saved.")
                continue
            if baseline.digest() != row["digest"]:
                self._gone.append(f"Not all is left of what was known when a meeting was closed at {row['position']}.")
            write_baseline(self._writing, baseline)
            there.add(row["id"])

    # -- the records

    def _compare(self) -> tuple[list[Fault], list[Fault]]:
        """Hold the rows of the damaged file against the new plan's: what was mended, and what was kept."""
        mended, kept = list[Fault](), list[Fault]()
        log, wanted, said = self._out.log, _Values(), dict[tuple[str, str], Fault]()
        known = {str(row["id"]) for table in log.defaults for row in self._out.rows(table)}
        for table, defaults in log.defaults.items():
            there = {str(row["id"]): row for row in self._out.rows(table)}
            damaged = salvage.rows(self._damaged, table)
            for row in damaged.rows:
                key = str(row["id"])
                held = there.pop(key, None)
                name = named(log, table, row if held is None else held)
                if held is None and key in known:
                    continue  # of another table, a page of which lies in the place of one of this
                if held is None:
                    known.add(key)
                    wanted[table, key] = {n: _scalar(row[n]) for n in defaults if row[n] != defaults[n]}
                    said[table, key] = Fault("The history of {} is lost.", table, key, name)
                    continue
                wrong = {n: (row[n], held[n]) for n in defaults if row[n] != held[n]}
                lost = self._lost_of.get(key, set[str]())
                keep = {n for n in wrong if not self._complete or _ALL in lost or n in lost}
                if keep:
                    wanted[table, key] = {n: _scalar(row[n]) for n in sorted(keep)}
                    fields = {n: (row[n], _scalar(held[n])) for n in sorted(keep)}
                    said[table, key] = Fault(otherwise(fields), table, key, name, fields)
                if fields := {n: (row[n], _scalar(held[n])) for n in sorted(wrong.keys() - keep)}:
                    mended.append(Fault(otherwise(fields), table, key, name, fields, mends=True))
            for key, held in there.items():
                mended.append(Fault("{} could not be read, and is as its history says.", table, key,
                                    named(log, table, held)))  # fmt: skip
        kept += [said[at] for at in self._keep(list(wanted), wanted)]
        return mended, kept

    def _keep(self, some: list[tuple[str, str]], values: _Values) -> Iterator[tuple[str, str]]:
        """Write these values as an edit; what no plan may hold is left out. Gives the records that were written."""
        if not some or self._tried(lambda: self._write(some, values, _KEEP)):
            yield from some
        elif len(some) == 1:
            self._gone.append(f"A row of {some[0][0]} holds what no plan may hold, and was left out.")
        else:
            yield from self._keep(some[: len(some) // 2], values)
            yield from self._keep(some[len(some) // 2 :], values)

    def _write(self, some: Sequence[tuple[str, str]], values: _Values, label: str) -> None:
        by_table: dict[str, dict[str, dict[str, Scalar]]] = {}
        for table, key in some:
            by_table.setdefault(table, {})[key] = values[table, key]
        edit = self._out.log.compose(by_table, self._stamp(self._out.log.last(), label))
        if edit is not None:
            self._out.apply([edit])

    def _untie(self) -> None:
        """Let no record refer to one that was lost."""
        wanted: _Values = {}
        for table, rowid, parent, number in self._writing.execute("PRAGMA foreign_key_check").fetchall():
            columns = {row[0]: row[3] for row in self._writing.execute(f'PRAGMA foreign_key_list("{table}")')}
            row = self._writing.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (rowid,))
            names = [column[0] for column in row.description]
            held = dict(zip(names, row.fetchone(), strict=True))
            wanted.setdefault((table, str(held["id"])), {})[columns[number]] = None
            name = named(self._out.log, table, held)
            self._gone.append(f"{name[0].upper()}{name[1:]} named a {parent.replace('_', ' ')} that was lost.")
        if wanted:
            self._write(list(wanted), wanted, _UNTIE)


def _as_written(change: _Row) -> bool:
    return hash_of(change["tbl"], change["record"], change["fields"], change["salt"] or "") == change["hash"]


def _sound(row: _Row, changes: Sequence[_Row], erases: Sequence[Erasure]) -> Edit | None:
    """The edit that a row and its changes hold; None where it is not as it was made."""
    try:
        held = tuple(
            RecordChange(each["tbl"], each["record"], read_fields(each["fields"]), each["salt"] or "")
            for each in sorted(changes, key=lambda each: (each["tbl"], each["record"]))
            if _as_written(each)
        )
        edit = Edit(
            row["id"], row["at"], row["author"], row["role"], row["label"], row["undoes"], held, row["digest"],
            tuple(sorted(erases)),
        )  # fmt: skip
        if len(held) == len(changes):
            edit.verify()
            return edit
    except (Refused, TypeError):
        pass
    return None


def _scalar(value: object) -> Scalar:
    """A column's value as the log holds it: a decimal in its one spelling."""
    if isinstance(value, float):
        text = f"{Decimal(str(value)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return value if isinstance(value, str | int) else None
