"""The one door to a plan file: open, read rows, apply edits."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from . import arrivals, blobs
from .backups import copy_beside
from .baselines import write_baseline
from .checking import Fault
from .columns import columns as columns_of
from .columns import has_row, write_new, write_row
from .conflict_heads import write_forks
from .edits import Baseline, Edit
from .erasing import Erased, drop_contents
from .errors import DAMAGED, FAILURES, Refused, code, refused, why_not
from .history import Log
from .lock import WriterLock
from .opening import allows_writing, make_file, open_file, real_path, take
from .safety import followers, read_header, read_leniently
from .schema import Schema
from .verifying import check
from .watching import Batch, FileWatch

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """An open plan file.

    Attributes:
        path: where it lies.
        schema: what the program says of its tables.
        writable: whether this process holds the right to write it.
        why_read_only: one sentence, empty while writable.
        log: the edits.
        watch: what other programs do to the file.
    """

    log: Log
    watch: FileWatch

    def __init__(
        self, path: Path, lock: WriterLock, connection: sqlite3.Connection, why_read_only: str, schema: Schema
    ):
        self.path = path
        self.schema = schema
        self.why_read_only = why_read_only
        self._lock = lock
        self._use(connection)

    def _use(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns = columns_of(connection)
        self._seen: int | None = None
        self._contents_due = False
        self._rewriting_due = True  # the file may have been left so
        self.log = Log(connection, self._columns, self.schema)
        self.watch = FileWatch(self.path, self.log.last())
        self.__dict__.pop("db", None)

    @property
    def writable(self) -> bool:
        return not self.why_read_only

    @cached_property
    def db(self) -> Database:
        """The file as sqlite-utils sees it, for migrating and looking around; never for writing records."""
        from sqlite_utils import Database

        return Database(self._connection, execute_plugins=False)

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, person: str, schema: Schema) -> Store:
        """A new, empty plan file. Raises Refused when something is there already or the folder does not allow it."""
        path = real_path(path)
        lock = WriterLock(path)
        try:
            if path.exists():
                raise Refused(f"There is already a file called {path.name}.")
            if not path.parent.is_dir():  # the lock would make it
                raise Refused(f"A plan cannot be made here: there is no folder {path.parent.name}.")
            if not lock.take(person):
                raise Refused(f"{lock.writer()} is writing a plan of this name.")
            make_file(path)
            return cls(path, lock, open_file(path, lock), "", schema)
        except BaseException as error:
            lock.release(without_trace=True)
            if isinstance(error, OSError):
                raise Refused(f"A plan cannot be made here: {why_not(error)}.") from None
            raise

    @classmethod
    def open(
        cls, path: Path, person: str, schema: Schema, *, write: bool = True, older: Callable[[], Path] | None = None
    ) -> Store:
        """The plan at `path`: to write if nobody else does, otherwise to read.

        A plan of an older format is copied to `older()` first and then brought up to date; it needs writing.

        Raises:
            Refused: one sentence for each way in which the file can be wrong; the file is not touched.
        """
        path = real_path(path)
        read_header(path)
        lock = WriterLock(path)
        why = take(lock, path, person) if write else "The plan is open for reading only."
        try:
            store = cls(path, lock, open_file(path, lock, why, older), why, schema)
            store.rewrite()
            return store
        except BaseException:
            lock.release(without_trace=True)
            raise

    def close(self, *, without_trace: bool = False) -> None:
        """Let go of the file and of the right to write it; `without_trace` takes away the lock file that it made."""
        if self.writable and self.watch.in_place and not self.watch.lost:
            with contextlib.suppress(sqlite3.Error):
                self.rewrite()
                self._connection.execute("PRAGMA journal_mode = DELETE")  # TRUNCATE leaves an empty one beside it
        self._connection.close()
        self._lock.release(without_trace=without_trace)

    def discard(self) -> None:
        """Close a plan that was just made and take it away again."""
        self._connection.close()
        for left in (self.path, *followers(self.path)):
            with contextlib.suppress(OSError):
                left.unlink()
        self._lock.release(without_trace=True)

    @property
    def writer(self) -> str:
        """Who writes the plan now."""
        return self._lock.writer()

    @property
    def free(self) -> bool:
        """Whether nobody else holds the right to write and the place would allow it."""
        try:
            return self._lock.held or (allows_writing(self.path) and self._lock.free)
        except OSError:
            return False

    def start_writing(self, person: str) -> bool:
        """Take over the right to write where the writer has left; whether it worked. Raises Refused."""
        if self.writable:
            return True
        why = take(self._lock, self.path, person)
        if why:
            self.why_read_only = why
            return False
        try:
            self._change_to(open_file(self.path, self._lock))
        except Refused:
            self._lock.release()
            raise
        self.why_read_only = ""
        self.rewrite()
        return True

    def replace_with(self, other: Path, put: Callable[[Path, Path], None]) -> None:
        """Lay another file in this one's place with `put(other, path)` and open it. Raises Refused.

        When it fails, the plan stays open as it was.
        """
        self._connection.close()
        try:
            put(other, self.path)
        finally:
            self._use(open_file(self.path, self._lock))

    def _change_to(self, connection: sqlite3.Connection) -> None:
        self._connection.close()
        self._use(connection)

    # -- reading

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that hold records."""
        return tuple(self._columns)

    @contextlib.contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """What is read inside is of one moment; afterwards `moved` tells what came later. Raises Refused."""
        connection = self._connection
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("BEGIN")
            self.log.whole.forget()
            seen = self._version()
            yield connection
            self._seen = seen
            if not self.writable:
                self.watch.last = self.log.last()
        except FAILURES as error:
            raise refused(error, DAMAGED) from error
        finally:
            self._roll_back()

    def rows(self, table: str, keys: Collection[str] | None = None) -> list[dict[str, object]]:
        """Every row of a table, deleted ones too, by key; or those with these keys. Raises Refused."""
        some = "" if keys is None else "WHERE id IN (SELECT value FROM json_each(?))"
        values = () if keys is None else (json.dumps(sorted(keys)),)
        try:
            cursor = self._connection.execute(f'SELECT * FROM "{self._known(table)}" {some} ORDER BY id', values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except FAILURES as error:
            raise refused(error, DAMAGED) from error

    def moved(self) -> bool:
        """Whether others have written since the last `reading`. False, too, while somebody is writing."""
        try:
            stirred, self.watch.stirred = self.watch.stirred, False
            if not self.writable and (not self.watch.in_place or (stirred and self._version() == self._seen)):
                self._change_to(open_file(self.path, self._lock, self.why_read_only))  # another file, or its content
            return not self.watch.lost and self._version() != self._seen
        except FAILURES as error:
            if code(error) != sqlite3.SQLITE_READONLY:
                return False
        except Refused:
            return False
        with contextlib.suppress(Refused):  # the writer was killed
            self._change_to(open_file(self.path, self._lock, self.why_read_only))
            return True
        return False

    def look(self) -> str:
        """Why the file is no longer what was opened here and written since, in a sentence; mostly empty."""
        return self.watch.lost if self._connection.in_transaction else self.watch.look(writable=self.writable)

    def _version(self) -> int:
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def check(self) -> list[Fault]:
        """Everything that is wrong with the file. Raises Refused where it cannot be read."""
        with self.reading() as connection:
            return list(check(connection, self.log))

    def read_leniently(self) -> bool:
        """Let text that is no UTF-8 any more be read, with a mark for what is none; False where it was so."""
        return read_leniently(self._connection)

    def write_anew(self, found: Mapping[tuple[str, str], Iterable[str]]) -> None:
        """Write rows, by table and key, as their history has them: these fields, or all where none is named.

        Raises Refused.
        """
        with self.transaction() as connection:
            for (table, record), names in found.items():
                now = self.log.current(table, record, names)
                write_row(connection, self._columns, table, record, {name: each.value for name, each in now.items()})
            write_forks(connection, {record for _table, record in found})

    def content(self, digest: str) -> bytes:
        """What an attachment holds. Raises Refused."""
        with self.reading():
            return blobs.read(self._connection, digest)

    def contents(self) -> dict[str, bytes]:
        """All that attachments hold, by digest. Raises Refused."""
        with self.reading():
            return dict(blobs.every(self._connection))

    # -- writing

    def keep(self, content: bytes) -> str:
        """Keep what an attachment holds; its digest. Raises Refused."""
        with self.transaction() as connection:
            self._contents_due = True  # no attachment may name it: what it belonged to may be erased
            self.watch.wrote(Batch(content=content))
            return blobs.keep(connection, content)

    def apply(self, edits: Sequence[Edit], baselines: Iterable[Baseline] = (), arrived: str = "") -> set[str]:
        """Write finished edits, their log and their rows in one transaction; the tables touched.

        Edits that the file already holds are passed over. What was erased for good, here or by one of these edits, is
        taken out of them and of those that are here. A baseline without edits of its own is marked here: it holds all
        that is then present. Edits that were made in another copy `arrived` at that time, as edits write theirs;
        without one they were made here, or count as having been there when they were made.

        Raises:
            Refused: the file cannot be written, or holds another edit under the same id.
        """
        if not self._connection.in_transaction:
            with self.transaction():
                return self.apply(edits, baselines, arrived)
        connection, columns, marks = self._connection, self._columns, tuple(baselines)
        whole, (composed, alone, unwritten) = self.log.whole.ask(), self.log.take_composed()
        if len(edits) != 1 or edits[0] is not composed:
            alone = unwritten = frozenset[str]()
        last, erases = whole.last, whole.erased or any(edit.erases for edit in edits)
        erased = Erased(connection, self.log, edits) if erases else None
        behind: set[tuple[str, str]] = erased.sweep() if erased else set()
        forked: set[str] = set()
        if erased:
            unwritten = frozenset[str]()
        touched = {table for table, _record in behind}
        for given in edits if len(edits) == 1 else sorted(edits, key=lambda e: e.id):
            if given.id <= last and self._holds(given, erased):
                continue
            if given is not composed:
                given.verify()
            edit = self._write_log(connection, given, erased)
            if arrived:
                arrivals.note(connection, edit.id, arrived)
            if unwritten:
                touched |= write_new(connection, columns, [c for c in edit.changes if c.record in unwritten])
            for change in edit.changes:
                table, record = change.table, change.record
                if record in unwritten:
                    continue
                touched.add(table)
                if edit.erases and not change.fields and not has_row(connection, table, record):
                    continue  # it was known and stays, where it is
                if edit.id <= last or edit.erases or (erased and not has_row(connection, table, record)):
                    behind.add((table, record))
                    continue
                values = {name: new for name, (_prevs, _old, new) in change.fields.items()}
                write_row(connection, columns, table, record, values)
                if edit.undoes or not (record in alone or self.log.follows(change, edit.id)):
                    forked.add(record)
            last = max(last, edit.id)
        if erased:
            self.log.whole.forget()
        for table, record in behind:
            if not (erased and erased.alone(record)):
                now = self.log.current(table, record)
                write_row(connection, columns, table, record, {name: each.value for name, each in now.items()})
        write_forks(connection, forked.union([record for _table, record in behind]))
        if erased:
            erased.hide_labels()
            self._rewriting_due = True
        self._contents_due |= bool(behind)
        for baseline in marks:
            write_baseline(connection, baseline)
        self.watch.wrote(Batch(tuple(edits), marks, arrived=arrived))
        self.log.whole.wrote("" if erased or forked or behind else last)
        return touched

    @contextlib.contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """All of it or nothing. Inside another it is part of that one. Raises Refused."""
        connection = self._connection
        if connection.in_transaction:
            yield connection
            return
        if not self.writable:
            raise Refused(self.why_read_only)
        self.watch.before_writing(self._seen, self._version)
        try:
            self.watch.begin()
            connection.execute("BEGIN IMMEDIATE")
            self.log.whole.begin()
            yield connection
            if self._contents_due:
                drop_contents(connection, self.log)
                self._rewriting_due = True
            self.watch.before_commit()
            connection.execute("COMMIT")
            self._contents_due = False
            if not self.watch.renew() and (lost := self.look()):
                raise Refused(lost)
        except sqlite3.Error as error:
            self._roll_back()
            raise refused(error) from error
        except BaseException:
            self._roll_back()
            raise
        if self._rewriting_due:
            self.rewrite()

    def rewrite(self) -> bool:
        """Write the whole file anew where something was erased and traces of it may be left; whether none are.

        False while another program reads or the disk is full, until it is tried again: after the next edit, when the
        plan is closed, or when it is next opened to write.
        """
        connection = self._connection
        try:
            if not connection.execute("SELECT EXISTS (SELECT 1 FROM erasure WHERE NOT rewritten)").fetchone()[0]:
                self._rewriting_due = False
                return True
            if not self.writable or not self.watch.in_place:
                return False
            connection.execute("PRAGMA temp_store = MEMORY")  # nothing of the plan in the folder of temporary files
            try:
                connection.execute("VACUUM")
                connection.execute("UPDATE erasure SET rewritten = 1")
                self.watch.renew()
            finally:
                connection.execute("PRAGMA temp_store = DEFAULT")
        except sqlite3.Error as error:
            refused(error)  # raises what is the program's own fault
            return False
        self._rewriting_due = False
        return True

    def copy_to(self, target: Path, *, private: bool = False) -> None:
        """A whole copy of the plan at `target`. Raises Refused, also where somebody is writing a plan there."""
        copy_beside(self._connection, target, private=private)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self.log.whole.forget()
            self._connection.execute("ROLLBACK")

    def _known(self, table: str) -> str:
        if table not in self._columns:
            raise KeyError(table)
        return table

    def _holds(self, edit: Edit, erased: Erased | None) -> bool:
        known = self._connection.execute("SELECT digest FROM edit WHERE id = ?", (edit.id,)).fetchone()
        if known and known[0] != edit.digest:
            edit.verify()
            held = self.log.edit(edit.id)
            if held is None or not (erased and erased.same(held, edit)):
                raise Refused("The same edit stands there with other content: one of the two copies was tampered with.")
        return known is not None

    def _write_log(self, connection: sqlite3.Connection, edit: Edit, erased: Erased | None) -> Edit:
        """Write an edit's log without what was erased; the edit as it was written."""
        if erased:
            erased.check_form(edit)
            edit = erased.without(edit)
        connection.execute(
            "INSERT INTO edit VALUES(?, ?, ?, ?, ?, ?, ?)",
            (edit.id, edit.at, edit.author, edit.role, edit.label, edit.undoes, edit.digest),
        )
        for table in {change.table for change in edit.changes}:
            self._known(table)
        rows = [(c.record, edit.id, c.table, c.text, c.salt or None, c.hash) for c in edit.changes]
        rows.sort(key=itemgetter(0))  # in the order of their keys they fill the pages; else a third stays empty
        connection.executemany("INSERT INTO change VALUES(?, ?, ?, ?, ?, ?)", rows)
        for erasure in edit.erases:
            connection.execute(
                "INSERT INTO erasure(id, tbl, record, field, second, reason) VALUES(?, ?, ?, ?, ?, ?)",
                (edit.id, *erasure),
            )
        connection.execute("INSERT INTO loose VALUES(?)", (edit.id,))
        return edit
