"""What marks a plan file as ours, and which formats this program knows."""

import hashlib
import sqlite3

APPLICATION_ID = 0x476F6C64
"""Bytes 68 to 71 of the file: "Gold"."""

FORMAT = 1
"""The newest format (`user_version`) that this program knows."""

FINGERPRINTS = {1: "2088e1bd75608081528e110ffbcc2032371cd40a7caee4983b23470ee8946b41"}
"""The schema's fingerprint by format: a trigger, view or table that is not ours changes it."""


def fingerprint(connection: sqlite3.Connection) -> str:
    """SHA-256 over everything in the schema but sqlite-utils' own record of migrations."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
        " WHERE tbl_name != '_sqlite_migrations' OR type NOT IN ('table', 'index') ORDER BY 1, 2, 3"
    ).fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()
