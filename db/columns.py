"""Which columns the tables of records have, and what they hold before anything is written."""

from __future__ import annotations

import sqlite3

from .edits import Scalar

_NOT_RECORDS = {
    *("edit", "change", "baseline", "baseline_edit", "loose", "content", "fork", "erasure"),
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
