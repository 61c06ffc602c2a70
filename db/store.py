"""The one door to a plan file: open, read rows, apply edits."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .edits import Baseline, Edit, Scalar
from .errors import Busy, Refused, refused
from .format import APPLICATION_ID, FORMAT
from .history import Log
from .lock import WriterLock
from .safety import connect, copy_to, read_header, verify

if TYPE_CHECKING:
    from sqlite_utils import Database

_NOT_RECORDS = ("edit", "change", "baseline", "baseline_edit", "loose", "_sqlite_migrations")


class Store:
    """An open plan file.

    Attributes:
        path: where it lies.
        writable: whether this process holds the right to write it.
        why_read_only: one sentence, empty while writable.
        log: the edits.
    """

    def __init__(self, path: Path, lock: WriterLock, connection: sqlite3.Connection, why_read_only: str):
        self.path = path
        self.why_read_only = why_read_only
        self._lock = lock
        self._connection = connection
        self._columns: dict[str, dict[str, Scalar]] = _columns(connection)
        self._seen = 0
        self.log = Log(connection, self._columns)
        self.moved()

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
    def create(cls, path: Path, person: str) -> Store:
        """A new, empty plan file. Raises Refused when something is there already or the folder does not allow it."""
        if path.exists():
            raise Refused(f"There is already a file called {path.name}.")
        lock = WriterLock(path)
        try:
            if not lock.take(person):
                raise Refused(f"{lock.writer()} is writing a plan of this name.")
            path.touch(exist_ok=False)
        except OSError:
            lock.release()
            raise Refused("A plan cannot be made here: the folder does not allow it.") from None
        try:
            connection = connect(path, write=True)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(connection)
        except BaseException as error:
            path.unlink()
            lock.release()
            if isinstance(error, sqlite3.Error):
                raise refused(error) from error
            raise
        return cls(path, lock, connection, "")

    @classmethod
    def open(cls, path: Path, person: str, *, write: bool = True, older: Callable[[], Path] | None = None) -> Store:
        """The plan at `path`: to write if nobody else does, otherwise to read.

        A plan of an older format is copied to `older()` first and then brought up to date; it needs writing.

        Raises:
            Refused: one sentence for each way in which the file can be wrong; the file is not touched.
        """
        version = read_header(path)
        lock = WriterLock(path)
        why = _take(lock, path, person) if write else "The plan is open for reading only."
        try:
            if why:
                connection = _reader(path, lock)
            else:
                connection = connect(path, write=True)
            verify(connection, version)
            if version < FORMAT:
                if why:
                    raise Refused(f"This plan has an older format and must be brought up to date first. {why}")
                if older:
                    copy_to(connection, older())
                _migrate(connection)
            return cls(path, lock, connection, why)
        except sqlite3.Error as error:
            lock.release()
            raise refused(error) from error
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Let go of the file and of the right to write it."""
        self._connection.close()
        if self.writable:
            journal = self.path.with_name(self.path.name + "-journal")
            with contextlib.suppress(OSError):
                if journal.stat().st_size == 0:  # TRUNCATE leaves it behind; nobody else may write yet
                    journal.unlink()
        self._lock.release()

    @property
    def writer(self) -> str:
        """Who writes the plan now."""
        return self._lock.writer()

    def start_writing(self, person: str) -> bool:
        """Take over the right to write where the writer has left; whether it worked."""
        if self.writable:
            return True
        why = _take(self._lock, self.path, person)
        if why:
            self.why_read_only = why
            return False
        try:
            connection = connect(self.path, write=True)
        except sqlite3.Error as error:
            self._lock.release()
            raise refused(error) from error
        self._connection.close()
        self._reopen(connection)
        self.why_read_only = ""
        return True

    def _reopen(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.__dict__.pop("db", None)
        self.log = Log(connection, self._columns)
        self.moved()

    @property
    def free(self) -> bool:
        """Whether nobody holds the right to write and the place would allow it."""
        if self._lock.held:
            return True
        why = _take(self._lock, self.path, "")
        self._lock.release()
        return not why

    def replace_with(self, other: Path, put: Callable[[Path, Path], None]) -> None:
        """Lay another file in this one's place with `put(other, path)` and open it. Raises Refused.

        When it fails, the plan stays open as it was.
        """
        self._connection.close()
        try:
            put(other, self.path)
        finally:
            self._reopen(connect(self.path, write=True))

    # -- reading

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that hold records."""
        return tuple(self._columns)

    def rows(self, table: str) -> list[dict[str, object]]:
        """Every row of a table, deleted ones too, by key."""
        try:
            cursor = self._connection.execute(f'SELECT * FROM "{self._known(table)}" ORDER BY id')
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.Error as error:
            raise refused(error) from error

    def moved(self) -> bool:
        """Whether another connection has written since the last call. False, too, while somebody is writing."""
        try:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_READONLY"):  # the writer was killed
                self._connection.close()
                self._reopen(_reader(self.path, self._lock))
                return True
            return False
        moved, self._seen = version != self._seen, version
        return moved

    def check(self) -> list[str]:
        """Everything that is wrong with the file, a sentence each: pages, references, and each edit's digest."""
        found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for table, _row, parent, _key in self._connection.execute("PRAGMA foreign_key_check"):
            found.append(f"A row of {table} refers to a {parent} that is not there.")
        for edit in self.log.edits():
            hashes: list[str] = []
            for change in edit.changes:
                stored = self._connection.execute(
                    "SELECT hash, fields FROM change WHERE edit = ? AND record = ?", (edit.id, change.record)
                ).fetchone()
                hashes.append(stored[0])
                if change.salt and change.hash(stored[1]) != stored[0]:
                    found.append(f"The edit “{edit.label}” of {edit.at} is not as it was written.")
            if edit.digest_of(hashes) != edit.digest:
                found.append(f"The edit “{edit.label}” of {edit.at} does not match its digest.")
        for table in self.tables:
            for row in self.rows(table):
                now = self.log.current(table, str(row["id"]))
                if any(_differs(row[name], value.value) for name, value in now.items()):
                    found.append(f"A row of {table} does not match its history.")
        return found

    # -- writing

    def apply(self, edits: Sequence[Edit], baselines: Iterable[Baseline] = ()) -> set[str]:
        """Write finished edits, their log and their rows in one transaction; the tables touched.

        Edits that the file already holds are passed over. A baseline without edits of its own is marked here:
        it holds all that is then present.

        Raises:
            Refused: the file cannot be written, or holds another edit under the same id.
        """
        touched: set[str] = set()
        with self.transaction() as connection:
            last = self.log.last()
            behind: set[tuple[str, str]] = set()
            for edit in sorted(edits, key=lambda e: e.id):
                if self._holds(edit):
                    continue
                self._write_log(connection, edit)
                for change in edit.changes:
                    touched.add(change.table)
                    if edit.id > last:
                        self._write_row(change.table, change.record, {n: f[2] for n, f in change.fields.items()})
                    else:
                        behind.add((change.table, change.record))
            for table, record in behind:
                self._write_row(table, record, {n: c.value for n, c in self.log.current(table, record).items()})
            for baseline in baselines:
                self._write_baseline(connection, baseline)
        return touched

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing. Inside another it is part of that one. Raises Refused."""
        connection = self._connection
        if connection.in_transaction:
            yield connection
            return
        if not self.writable:
            raise Refused(self.why_read_only)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise refused(error) from error
        except BaseException:
            self._roll_back()
            raise

    def copy_to(self, target: Path) -> None:
        """A whole copy of the plan at `target`. Raises Refused."""
        copy_to(self._connection, target)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _known(self, table: str) -> str:
        if table not in self._columns:
            raise KeyError(table)
        return table

    def _holds(self, edit: Edit) -> bool:
        known = self._connection.execute("SELECT digest FROM edit WHERE id = ?", (edit.id,)).fetchone()
        if known and known[0] != edit.digest:
            raise Refused("The same edit stands there with other content: one of the two copies was tampered with.")
        return known is not None

    def _write_log(self, connection: sqlite3.Connection, edit: Edit) -> None:
        hashes: list[str] = []
        rows: list[tuple[str, str, str, str, str, str]] = []
        for change in edit.changes:
            text = change.text
            hashes.append(change.hash(text))
            rows.append((change.record, edit.id, self._known(change.table), text, change.salt, hashes[-1]))
        if edit.digest_of(hashes) != edit.digest:
            raise Refused(f"The edit “{edit.label}” of {edit.at} was changed after it was written.")
        connection.execute(
            "INSERT INTO edit VALUES(?, ?, ?, ?, ?, ?, ?)",
            (edit.id, edit.at, edit.author, edit.role, edit.label, edit.undoes, edit.digest),
        )
        connection.executemany("INSERT INTO change VALUES(?, ?, ?, ?, ?, ?)", rows)
        connection.execute("INSERT INTO loose VALUES(?)", (edit.id,))

    def _write_row(self, table: str, record: str, values: Mapping[str, Scalar]) -> None:
        names = list(values)
        if unknown := set(names).difference(self._columns[table]):
            raise Refused(f"The edit speaks of a field that {table} does not have: {', '.join(sorted(unknown))}.")
        columns = "".join(f', "{name}"' for name in names)
        marks = ", ?" * len(names)
        update = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
        self._connection.execute(
            f'INSERT INTO "{table}"(id{columns}) VALUES(?{marks}) ON CONFLICT(id) DO UPDATE SET {update}',
            (record, *values.values()),
        )

    def _write_baseline(self, connection: sqlite3.Connection, baseline: Baseline) -> None:
        if connection.execute("SELECT 1 FROM baseline WHERE id = ?", (baseline.id,)).fetchone():
            return
        parents, edits = baseline.parents, baseline.edits
        if not edits:
            parents = tuple(
                b for (b,) in connection.execute(
                    "SELECT id FROM baseline WHERE id NOT IN (SELECT value FROM baseline, json_each(baseline.parents))"
                    " ORDER BY id"
                )
            )  # fmt: skip
            edits = tuple(e for (e,) in connection.execute("SELECT edit FROM loose ORDER BY edit"))
        connection.execute(
            "INSERT INTO baseline VALUES(?, ?, ?, ?)",
            (baseline.id, baseline.meeting, baseline.position, json.dumps(parents)),
        )
        connection.executemany("INSERT INTO baseline_edit VALUES(?, ?)", [(baseline.id, e) for e in edits])
        connection.executemany("DELETE FROM loose WHERE edit = ?", [(e,) for e in edits])


def _take(lock: WriterLock, path: Path, person: str) -> str:
    """Why the plan cannot be written; empty when the lock is now ours."""
    try:
        with path.open("r+b"):
            pass
        if lock.take(person):
            return ""
        return f"{lock.writer()} is writing in this plan."
    except OSError:
        return "The plan lies where it cannot be written."


def _reader(path: Path, lock: WriterLock) -> sqlite3.Connection:
    """A connection for reading. Where a killed writer left a journal behind, the plan is recovered first."""
    connection = connect(path, write=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        if not getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
    if _take(lock, path, "Recovery"):
        raise Refused(
            "The plan was not closed properly and lies where it cannot be written: copy it, together with the file"
            " ending in -journal, to a folder of your own."
        )
    with contextlib.closing(connect(path, write=True)) as recovering:
        recovering.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    lock.release()
    return connect(path, write=False)


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from .migrations import migrations

    migrations.apply(Database(connection, execute_plugins=False))


def _columns(connection: sqlite3.Connection) -> dict[str, dict[str, Scalar]]:
    """The columns of every table of records with their defaults, `id` aside."""
    found: dict[str, dict[str, Scalar]] = {}
    rows = connection.execute(
        "SELECT m.name, c.name, c.type, c.dflt_value FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
        " WHERE m.type = 'table' AND c.name != 'id'"
    )
    for table, column, type_, default in rows:
        if table not in _NOT_RECORDS:
            found.setdefault(table, {})[column] = default if type_ == "REAL" else _literal(default)
    return found


def _literal(default: str | None) -> Scalar:
    """A column's default as the log would hold it."""
    if default is None:
        return None
    return default[1:-1].replace("''", "'") if default.startswith("'") else int(default)


def _differs(stored: object, logged: Scalar) -> bool:
    """Whether a column's value is not what the log says; a decimal stands as text there and as a number here."""
    if isinstance(stored, float) and logged is not None:
        return stored != float(logged)
    return stored != logged


__all__ = ["Busy", "Refused", "Store"]
