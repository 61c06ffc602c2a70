"""The tables of records: which columns they have, what these hold before anything is written, and a row written."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence, Set
from functools import cache
from operator import itemgetter

from .edits import RecordChange, Scalar
from .errors import Refused

_NOT_RECORDS = {
    *("edit", "change", "baseline", "baseline_edit", "loose", "content", "fork", "erasure", "arrived"),
    *("_sqlite_migrations", "sqlite_stat1", "sqlite_stat4"),
}


def columns(connection: sqlite3.Connection) -> dict[str, dict[str, Scalar]]:
    """The columns of every table of records with their defaults, `id` aside."""
    found: dict[str, dict[str, Scalar]] = {}
    rows = connection.execute(
        "SELECT m.name, c.name, c.type, c.dflt_value FROM main.sqlite_schema AS m, pragma_table_info(m.name) AS c"
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


def has_row(connection: sqlite3.Connection, table: str, record: str) -> bool:
    """Whether a record has its row."""
    return connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (record,)).fetchone() is not None


def write_row(
    connection: sqlite3.Connection, columns: Mapping[str, Mapping[str, Scalar]], table: str, record: str,
    values: Mapping[str, Scalar],
) -> None:  # fmt: skip
    """Write these columns of a record, whether it has its row or not. Raises Refused for a column that is not there."""
    _refuse_unknown(columns, table, values.keys())
    if not values:
        connection.execute(f'INSERT INTO "{table}"(id) VALUES(?) ON CONFLICT(id) DO NOTHING', (record,))
        return
    update, insert = _statements(table, tuple(values))
    if not connection.execute(update, (*values.values(), record)).rowcount:
        connection.execute(insert, (*values.values(), record))


def write_new(
    connection: sqlite3.Connection, columns: Mapping[str, Mapping[str, Scalar]], changes: Sequence[RecordChange]
) -> set[str]:
    """Write the rows of records that no edit wrote before; the tables. Raises Refused as `write_row`.

    In the order of their keys they fill the pages of the file. A row that a damaged file has all the same is written
    over.
    """
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[Scalar, ...]]] = {}
    for change in changes:
        row = (*[new for _prevs, _old, new in change.fields.values()], change.record)
        alike.setdefault((change.table, tuple(change.fields)), []).append(row)
    for (table, names), rows in alike.items():
        _refuse_unknown(columns, table, set(names))
        written = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
        sql = f"{_statements(table, names)[1]} ON CONFLICT(id) DO UPDATE SET {written}"
        connection.executemany(sql, sorted(rows, key=itemgetter(-1)))
    return {table for table, _names in alike}


def _refuse_unknown(columns: Mapping[str, Mapping[str, Scalar]], table: str, names: Set[str]) -> None:
    if unknown := names - columns[table].keys():
        raise Refused(f"The edit speaks of a field that {table} does not have: {', '.join(sorted(unknown))}.")


@cache
def _statements(table: str, names: tuple[str, ...]) -> tuple[str, str]:
    """The UPDATE and the INSERT of these columns; an upsert would check the whole row each time."""
    changed = ", ".join(f'"{name}" = ?' for name in names)
    columns = "".join(f'"{name}", ' for name in names)
    return (
        f'UPDATE "{table}" SET {changed} WHERE id = ?',
        f'INSERT INTO "{table}"({columns}id) VALUES({"?, " * len(names)}?)',
    )
