"""What marks a plan file as ours, and which formats this program knows."""

import hashlib
import re
import sqlite3

APPLICATION_ID = 0x476F6C64
"""Bytes 68 to 71 of the file: "Gold"."""

FORMAT = 7
"""The newest format (`user_version`) that this program knows."""

LOG_TABLES = ("edit", "change", "baseline", "baseline_edit", "loose", "content", "fork", "erasure", "arrived")
"""What holds the log; every other table holds the records of a kind."""

FINGERPRINTS = {
    1: "2088e1bd75608081528e110ffbcc2032371cd40a7caee4983b23470ee8946b41",
    2: "8661823c63e5f16992174a489c50d0b6e9b99547c80ed0be402ea48321206211",
    3: "ecab815f33a9bd45b1bcce28eeb880b0b7dec05a06cded8629d03c1adcbe6f4f",
    4: "d4bbe3566c8ea11af13697e0bdb67167cccd9502cb7e3f05d2736afb20fddfc8",
    5: "d4bbe3566c8ea11af13697e0bdb67167cccd9502cb7e3f05d2736afb20fddfc8",
    6: "624932cf49fc6d2ad700b6a29fa4f77b19fea5b54ef4ed2305024f4b2ee84c2f",
    7: "6aee3a2ff484a9c133c02082245fe2dee1e25eeae5787d0cddf81f826c9b86e7",
}
"""The schema's fingerprint by format: a trigger, view or table that is not ours changes it."""

_HARMLESS = {  # by type and name; judged by their whole text, as SQLite runs whatever text stands there
    ("table", "_sqlite_migrations"): (
        r'CREATE TABLE "_sqlite_migrations" \(\s*("\w+" (INTEGER|TEXT)( PRIMARY KEY)?,?\s*)+\)'
    ),
    ("index", "idx__sqlite_migrations_migration_set_name"): (
        r'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\s+ON "_sqlite_migrations"'
        r' \("migration_set", "name"\)'
    ),
    ("table", "sqlite_stat1"): r"CREATE TABLE sqlite_stat1\(tbl,idx,stat\)",
    ("table", "sqlite_stat4"): r"CREATE TABLE sqlite_stat4\(tbl,idx,neq,nlt,ndlt,sample\)",
}
"""What sqlite-utils keeps of migrations, and what SQLite's own ANALYZE leaves behind."""


def fingerprint(connection: sqlite3.Connection) -> str:
    """SHA-256 over everything in the schema but sqlite-utils' record of migrations and SQLite's statistics."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2, 3").fetchall()
    return hashlib.sha256(repr([row for row in rows if not _harmless(*row)]).encode()).hexdigest()


def _harmless(type_: object, name: object, _table: object, sql: object) -> bool:
    form = _HARMLESS.get((str(type_), str(name)))
    return form is not None and isinstance(sql, str) and re.fullmatch(form, sql) is not None
