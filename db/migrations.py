"""The schema of the plan file, in small named steps. Append only: a step that has been released never changes.

Each step ends at a format number (`user_version`); `format.FINGERPRINTS` holds what each format's schema must be.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from . import columns as current
from .conflict_heads import forks, listed
from .earlier import days, reports
from .edits import Baseline, read_parents
from .errors import Damaged
from .history import Log
from .ids import derived_id, time_of
from .log import Stamp
from .schema import MadeOf, Schema

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("goldthread")

_COMMON = "id TEXT PRIMARY KEY CHECK(length(id) = 26)"
_ENDS = "exempt TEXT NOT NULL DEFAULT '', deleted TEXT NOT NULL DEFAULT ''"
_LATER = "DEFERRABLE INITIALLY DEFERRED"

_FIRST_TABLES = {
    "programme": """title TEXT NOT NULL DEFAULT '', council TEXT NOT NULL DEFAULT '',
        judgement TEXT NOT NULL DEFAULT '', judged_on TEXT, wanted TEXT NOT NULL DEFAULT '', started TEXT, goal TEXT,
        position TEXT, summary TEXT NOT NULL DEFAULT '', capacity TEXT NOT NULL DEFAULT ''""",
    "thresholds": """tolerance_points REAL NOT NULL DEFAULT 5, tolerance_share REAL NOT NULL DEFAULT 5,
        pace_green INTEGER NOT NULL DEFAULT 90, pace_amber INTEGER NOT NULL DEFAULT 70,
        due_soon_days INTEGER NOT NULL DEFAULT 14, due_soon_percent INTEGER NOT NULL DEFAULT 80,
        overdue_days INTEGER NOT NULL DEFAULT 14, risk_low_to INTEGER NOT NULL DEFAULT 6,
        risk_medium_to INTEGER NOT NULL DEFAULT 12, appetite INTEGER, trend_length INTEGER NOT NULL DEFAULT 7,
        screened INTEGER NOT NULL DEFAULT 1""",
    "stage": """number INTEGER, title TEXT NOT NULL DEFAULT '', starts TEXT, ends TEXT,
        summary TEXT NOT NULL DEFAULT ''""",
    "stage_aim": f"""stage TEXT REFERENCES stage(id) {_LATER}, title TEXT NOT NULL DEFAULT '',
        progress TEXT NOT NULL DEFAULT ''""",
    "theme": """number INTEGER, title TEXT NOT NULL DEFAULT '', focus TEXT NOT NULL DEFAULT '',
        progress TEXT NOT NULL DEFAULT '', challenge TEXT NOT NULL DEFAULT '', next_focus TEXT NOT NULL DEFAULT ''""",
    "component": "number INTEGER, title TEXT NOT NULL DEFAULT ''",
    "indicator": """ref TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', definition TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '%', better TEXT NOT NULL DEFAULT 'higher', cadence TEXT NOT NULL DEFAULT 'month',
        target REAL, target_by TEXT, tolerance REAL, key INTEGER NOT NULL DEFAULT 0, owner TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''""",
    "reading": f"""indicator TEXT REFERENCES indicator(id) {_LATER}, period TEXT, value REAL,
        about INTEGER NOT NULL DEFAULT 0, planned REAL, note TEXT NOT NULL DEFAULT ''""",
    "risk": """ref TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', cause TEXT NOT NULL DEFAULT '',
        event TEXT NOT NULL DEFAULT '', consequence TEXT NOT NULL DEFAULT '', mitigation TEXT NOT NULL DEFAULT '',
        response TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '',
        likelihood INTEGER CHECK(likelihood BETWEEN 1 AND 5), impact INTEGER CHECK(impact BETWEEN 1 AND 5),
        target_likelihood INTEGER CHECK(target_likelihood BETWEEN 1 AND 5),
        target_impact INTEGER CHECK(target_impact BETWEEN 1 AND 5), raised TEXT, review TEXT, closed TEXT,
        closed_why TEXT NOT NULL DEFAULT ''""",
    "action": """ref TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '', starts TEXT, due TEXT, percent INTEGER CHECK(percent BETWEEN 0 AND 100),
        done INTEGER NOT NULL DEFAULT 0, done_on TEXT, progress TEXT NOT NULL DEFAULT '',
        blocked TEXT NOT NULL DEFAULT ''""",
    "milestone": f"""action TEXT REFERENCES action(id) {_LATER}, title TEXT NOT NULL DEFAULT '', due TEXT,
        done INTEGER NOT NULL DEFAULT 0, done_on TEXT""",
    "body": """title TEXT NOT NULL DEFAULT '', meets TEXT NOT NULL DEFAULT '', chair TEXT NOT NULL DEFAULT ''""",
    "meeting": f"""body TEXT REFERENCES body(id) {_LATER}, day TEXT, purpose TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', closed TEXT""",
    "visit": """title TEXT NOT NULL DEFAULT '', starts TEXT, ends TEXT, happened INTEGER NOT NULL DEFAULT 0,
        focus TEXT NOT NULL DEFAULT '', progress_found TEXT NOT NULL DEFAULT '',
        progress_needed TEXT NOT NULL DEFAULT '', letter TEXT NOT NULL DEFAULT ''""",
    "link": "item TEXT NOT NULL DEFAULT '', serves TEXT NOT NULL DEFAULT ''",
    "override": """record TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '', until TEXT, "by" TEXT NOT NULL DEFAULT ''""",
    "confidence": """record TEXT NOT NULL DEFAULT '', level TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '', "by" TEXT NOT NULL DEFAULT '', day TEXT""",
    "provenance": """record TEXT NOT NULL DEFAULT '', field TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT '', statement TEXT NOT NULL DEFAULT '',
        illustrative INTEGER NOT NULL DEFAULT 0""",
}

_LOG = """
CREATE TABLE edit(id TEXT PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, role TEXT NOT NULL,
    label TEXT NOT NULL, undoes TEXT NOT NULL, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE change(record TEXT NOT NULL, edit TEXT NOT NULL REFERENCES edit(id), tbl TEXT NOT NULL,
    fields TEXT NOT NULL, salt TEXT, hash TEXT NOT NULL, PRIMARY KEY(record, edit)) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_edit ON change(edit);
CREATE TABLE baseline(id TEXT PRIMARY KEY, meeting TEXT NOT NULL, position TEXT NOT NULL,
    parents TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE baseline_edit(baseline TEXT NOT NULL REFERENCES baseline(id), edit TEXT NOT NULL REFERENCES edit(id),
    PRIMARY KEY(baseline, edit)) STRICT, WITHOUT ROWID;
CREATE TABLE loose(edit TEXT PRIMARY KEY REFERENCES edit(id)) STRICT, WITHOUT ROWID;
"""


@migrations()
def first_plan(db: Database) -> None:
    """Format 1: the plan, its log and its baselines."""
    for table, columns in _FIRST_TABLES.items():
        _run(db, f'CREATE TABLE "{table}"({_COMMON}, {columns}, {_ENDS}) STRICT')
    for statement in filter(None, map(str.strip, _LOG.split(";"))):
        _run(db, statement)
    _run(db, "CREATE INDEX reading_by_indicator ON reading(indicator)")
    _run(db, "PRAGMA user_version = 1")


_WHOLE_PLAN = {
    "objective": """ref TEXT NOT NULL DEFAULT '', theme TEXT REFERENCES theme(id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT ''""",
    "recommendation": """number INTEGER, title TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '', met TEXT, evidence TEXT NOT NULL DEFAULT ''""",
    "statement": """title TEXT NOT NULL DEFAULT '', says TEXT NOT NULL DEFAULT '', moving TEXT NOT NULL DEFAULT '',
        period TEXT, workforce INTEGER NOT NULL DEFAULT 0""",
    "dependency": """action TEXT REFERENCES action(id) DEFERRABLE INITIALLY DEFERRED,
        waits_for TEXT REFERENCES action(id) DEFERRABLE INITIALLY DEFERRED, why TEXT NOT NULL DEFAULT ''""",
    "date_change": """record TEXT NOT NULL DEFAULT '', was TEXT, now TEXT, reason TEXT NOT NULL DEFAULT '', day TEXT""",
    "next_step": """number INTEGER, title TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', period TEXT""",
    "finding": """"of" TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'further', title TEXT NOT NULL DEFAULT '',
        response TEXT NOT NULL DEFAULT ''""",
    "audit": """title TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'audit', starts TEXT, ends TEXT,
        took_part TEXT NOT NULL DEFAULT '', summary TEXT NOT NULL DEFAULT ''""",
    "partner": """title TEXT NOT NULL DEFAULT '', appointed TEXT, appointed_by TEXT NOT NULL DEFAULT '',
        focus TEXT NOT NULL DEFAULT ''""",
    "partner_report": """partner TEXT REFERENCES partner(id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL DEFAULT '', day TEXT, summary TEXT NOT NULL DEFAULT ''""",
    "attachment": """record TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
        filename TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL DEFAULT '', size INTEGER, day TEXT""",
    "budget_line": """title TEXT NOT NULL DEFAULT '', amount REAL, years TEXT NOT NULL DEFAULT '',
        nature TEXT NOT NULL DEFAULT '', funding TEXT NOT NULL DEFAULT '', pays_for TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''""",
    "section": """number INTEGER, title TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL DEFAULT '', day TEXT""",
    "settlement": """record TEXT NOT NULL DEFAULT '', field TEXT NOT NULL DEFAULT '',
        holds_true TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', "by" TEXT NOT NULL DEFAULT '',
        day TEXT""",
}


@migrations()
def whole_plan(db: Database) -> None:
    """Format 2: everything that the plan itself consists of, and the content of attachments by its digest."""
    for table, columns in _WHOLE_PLAN.items():
        _run(db, f'CREATE TABLE "{table}"({_COMMON}, {columns}, {_ENDS}) STRICT')
    _run(db, "CREATE TABLE content(digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
    _run(db, "ALTER TABLE action ADD COLUMN objective TEXT NOT NULL DEFAULT ''")
    _run(db, "ALTER TABLE indicator ADD COLUMN workforce INTEGER NOT NULL DEFAULT 0")
    _run(db, "PRAGMA user_version = 2")


_MEETINGS = {
    "agenda_item": """meeting TEXT REFERENCES meeting(id) DEFERRABLE INITIALLY DEFERRED, number INTEGER,
        title TEXT NOT NULL DEFAULT '', purpose TEXT NOT NULL DEFAULT 'discussion',
        presenter TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT ''""",
    "attendance": """meeting TEXT REFERENCES meeting(id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'present', note TEXT NOT NULL DEFAULT ''""",
    "decision": """ref TEXT NOT NULL DEFAULT '', meeting TEXT REFERENCES meeting(id) DEFERRABLE INITIALLY DEFERRED,
        item TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT ''""",
    "question": """ref TEXT NOT NULL DEFAULT '', record TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL DEFAULT 'question', text TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '',
        "by" TEXT NOT NULL DEFAULT '', day TEXT, meeting TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '',
        answered_by TEXT NOT NULL DEFAULT '', answered_on TEXT""",
    "read_mark": """record TEXT NOT NULL DEFAULT '', "by" TEXT NOT NULL DEFAULT '', day TEXT,
        edit TEXT NOT NULL DEFAULT ''""",
}


@migrations()
def meetings_and_copies(db: Database) -> None:
    """Format 3: what happens at a meeting, what readers ask, what copies disagree about, what was erased for good."""
    for table, columns in _MEETINGS.items():
        _run(db, f'CREATE TABLE "{table}"({_COMMON}, {columns}, {_ENDS}) STRICT')
    _run(db, "ALTER TABLE body ADD COLUMN every TEXT NOT NULL DEFAULT ''")
    _run(db, "ALTER TABLE body ADD COLUMN members TEXT NOT NULL DEFAULT ''")
    _run(db, "ALTER TABLE meeting ADD COLUMN planned TEXT")
    _run(db, "ALTER TABLE meeting ADD COLUMN place TEXT NOT NULL DEFAULT ''")
    _run(db, "ALTER TABLE action ADD COLUMN meeting TEXT NOT NULL DEFAULT ''")
    _run(db, "CREATE TABLE fork(record TEXT NOT NULL, field TEXT NOT NULL, differs INTEGER NOT NULL,"
             " PRIMARY KEY(record, field)) STRICT, WITHOUT ROWID")  # fmt: skip
    _run(db, "CREATE TABLE erasure(id TEXT NOT NULL REFERENCES edit(id), tbl TEXT NOT NULL, record TEXT NOT NULL,"
             " field TEXT NOT NULL, second TEXT NOT NULL, reason TEXT NOT NULL, rewritten INTEGER NOT NULL DEFAULT 0,"
             " PRIMARY KEY(id, record, field)) STRICT, WITHOUT ROWID")  # fmt: skip
    _list_forks(db.conn)
    _run(db, "PRAGMA user_version = 3")


FORMAT_4 = Schema(
    root="programme",
    contents=(("attachment", "digest"),),
    made_of=MadeOf("", "", "", ()),  # in that format nothing was
    report=("action", ("progress", "percent", "blocked")),
    brought_forward=("Goldthread", "Work out from the history when each action was last reported"),
    day=("programme", "position"),
)
"""What the program said of its tables when format 4 came; the edit that it made of a log never changes."""


@migrations()
def what_statuses_rest_on(db: Database) -> None:
    """Format 4: what the second version of the rules asks of actions, indicators, statements and risks."""
    _run(
        db, f"""CREATE TABLE "category"({_COMMON}, title TEXT NOT NULL DEFAULT '', appetite INTEGER, {_ENDS}) STRICT"""
    )
    for table, column in (
        ("programme", "body TEXT NOT NULL DEFAULT ''"),
        ("programme", "quarters TEXT NOT NULL DEFAULT 'council'"),
        ("thresholds", "silent_days INTEGER NOT NULL DEFAULT 60"),
        ("thresholds", "review_late_days INTEGER NOT NULL DEFAULT 30"),
        ("indicator", "context INTEGER NOT NULL DEFAULT 0"),
        ("indicator", "baseline TEXT"),
        ("indicator", "target_high REAL"),
        ("indicator", "target_now INTEGER NOT NULL DEFAULT 0"),
        ("statement", "concern INTEGER NOT NULL DEFAULT 0"),
        ("risk", "category TEXT NOT NULL DEFAULT ''"),
        ("action", "reported TEXT"),
        ("action", "ended TEXT"),
        ("action", "ended_why TEXT NOT NULL DEFAULT ''"),
    ):
        _run(db, f'ALTER TABLE "{table}" ADD COLUMN {column}')
    _bring_forward(db.conn, FORMAT_4)
    _run(db, "PRAGMA user_version = 4")


@migrations()
def what_undo_withdraws(db: Database) -> None:
    """Format 5: what copies disagree about is listed anew, as an undo withdraws only what it wrote."""
    _run(db, "DELETE FROM fork")
    _list_forks(db.conn)
    _run(db, "PRAGMA user_version = 5")


@migrations()
def what_came_in(db: Database) -> None:
    """Format 6: when edits came in from a copy, digests of that and of baselines, which closing of a meeting counts.

    Of what came in before nothing says when: it counts as having been there when it was made.
    """
    _run(
        db,
        "CREATE TABLE arrived(edit TEXT PRIMARY KEY REFERENCES edit(id), at TEXT NOT NULL, digest TEXT NOT NULL)"
        " STRICT, WITHOUT ROWID",
    )
    _run(db, "ALTER TABLE baseline ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    _seal_baselines(db.conn)
    _run(db, "ALTER TABLE meeting ADD COLUMN closing TEXT NOT NULL DEFAULT ''")
    _let_go_of_five(db)
    for column in _RISK_WHOLE:
        _run(db, f'ALTER TABLE "risk" ADD COLUMN {column}')
    for column in _READING_WHOLE:
        _run(db, f'ALTER TABLE "reading" ADD COLUMN {column}')
    for column in _SCALE:
        _run(db, f'ALTER TABLE "thresholds" ADD COLUMN {column}')
    for table, columns in _FOR_PAPERS.items():
        for column in columns:
            _run(db, f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for table, columns in _OF_SCALES.items():
        _run(db, f'CREATE TABLE "{table}"({_COMMON}, {columns}, {_ENDS}) STRICT')
    for table, columns in _OF_RISKS.items():
        _run(
            db, f'CREATE TABLE "{table}"({_COMMON}, risk TEXT REFERENCES risk(id) {_LATER}, {columns}, {_ENDS}) STRICT'
        )
    _run(db, f'CREATE TABLE "issued_paper"({_COMMON}, {_ISSUED}, {_ENDS}) STRICT')
    _run(db, "DROP INDEX reading_by_indicator")  # nobody asks by it, and it took a tenth of the room of figures
    _run(db, "PRAGMA user_version = 6")


_RISK_WHOLE = (
    "description TEXT NOT NULL DEFAULT ''",
    "inherent_likelihood INTEGER", "inherent_impact INTEGER",
    "target_by TEXT", "proximity TEXT NOT NULL DEFAULT ''", "rhythm TEXT NOT NULL DEFAULT ''",
    "reviewed TEXT", "reviewed_by TEXT NOT NULL DEFAULT ''",
    "escalated_to TEXT NOT NULL DEFAULT ''", "escalated TEXT", "escalated_why TEXT NOT NULL DEFAULT ''",
    "returned TEXT", "returned_why TEXT NOT NULL DEFAULT ''",
    "occurred TEXT", "occurred_what TEXT NOT NULL DEFAULT ''",
)  # fmt: skip


_READING_WHOLE = (
    "numerator REAL", "denominator REAL", "gap TEXT NOT NULL DEFAULT ''", "restated TEXT NOT NULL DEFAULT ''",
    "corrected_from REAL",
)  # fmt: skip


_FOR_PAPERS = {
    "programme": tuple(
        f"{name} TEXT NOT NULL DEFAULT ''"
        for name in (
            *("report_of", "lead_member", "contact", "wards"),
            *("board_parts", "cabinet_parts", "theme_parts", "risks_parts", "indicators_parts", "changes_parts"),
        )
    ),
    "thresholds": ("small_numbers INTEGER",),
    "agenda_item": ("recommendation TEXT NOT NULL DEFAULT ''",),
    "indicator": ("for_children TEXT NOT NULL DEFAULT ''", "back_by TEXT"),
    "action": ("for_children TEXT NOT NULL DEFAULT ''", "back_by TEXT"),
}


_ISSUED = """paper TEXT NOT NULL DEFAULT 'board', version INTEGER, meeting TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL DEFAULT '', theme TEXT NOT NULL DEFAULT '', position TEXT, form TEXT NOT NULL DEFAULT 'pdf',
    restricted INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0, "by" TEXT NOT NULL DEFAULT '', day TEXT,
    supersedes TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL DEFAULT '', size INTEGER,
    digest TEXT NOT NULL DEFAULT '', kept TEXT NOT NULL DEFAULT '', made_of TEXT NOT NULL DEFAULT '',
    knew TEXT NOT NULL DEFAULT ''"""


_OF_RISKS = {
    "mitigation": """title TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '', due TEXT,
        done INTEGER NOT NULL DEFAULT 0, done_on TEXT, ended TEXT, ended_why TEXT NOT NULL DEFAULT '',
        progress TEXT NOT NULL DEFAULT ''""",
    "control": """title TEXT NOT NULL DEFAULT '', effectiveness TEXT NOT NULL DEFAULT '',
        assured_by TEXT NOT NULL DEFAULT '', assured TEXT""",
    "scoring": """"of" TEXT NOT NULL DEFAULT 'current', day TEXT,
        likelihood INTEGER, impact INTEGER, reason TEXT NOT NULL DEFAULT ''""",
}


_SCALE = (
    "likelihood_levels INTEGER NOT NULL DEFAULT 5", "impact_levels INTEGER NOT NULL DEFAULT 5",
    "score_rule TEXT NOT NULL DEFAULT 'product'",
)  # fmt: skip


_OF_SCALES = {
    "scale_level": """axis TEXT NOT NULL DEFAULT 'likelihood', number INTEGER, word TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT ''""",
    "scale_cell": "likelihood INTEGER, impact INTEGER, band TEXT NOT NULL DEFAULT '', score INTEGER",
}


@migrations()
def history_of_figures(db: Database) -> None:
    """Format 7: what figures are made of, parts of indicators, other targets and limits by period, benchmarks, grades.

    Empty, none of it changes what an older plan says.
    """
    for table, columns in _OF_FIGURES.items():
        for column in columns:
            _run(db, f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for table, columns in _AROUND_FIGURES.items():
        _run(db, f'CREATE TABLE "{table}"({_COMMON}, {columns}, {_ENDS}) STRICT')
    _run(db, "PRAGMA user_version = 7")


_OF_FIGURES = {
    "indicator": (
        "numerator_words TEXT NOT NULL DEFAULT ''", "denominator_words TEXT NOT NULL DEFAULT ''",
        "limits_from INTEGER", "part_of TEXT NOT NULL DEFAULT ''", "part TEXT NOT NULL DEFAULT ''",
        "takeaway TEXT NOT NULL DEFAULT ''", "takeaway_on TEXT", "takeaway_of TEXT NOT NULL DEFAULT ''",
    ),
    "reading": ("restated_on TEXT", "provisional INTEGER NOT NULL DEFAULT 0", "quality TEXT NOT NULL DEFAULT ''"),
    "audit": ("learning TEXT NOT NULL DEFAULT ''",),
}  # fmt: skip


_AROUND_FIGURES = {
    "target_step": f"""indicator TEXT REFERENCES indicator(id) {_LATER}, starts TEXT, target REAL, target_high REAL,
        note TEXT NOT NULL DEFAULT ''""",
    "benchmark": f"""indicator TEXT REFERENCES indicator(id) {_LATER}, who TEXT NOT NULL DEFAULT '', period TEXT,
        value REAL, note TEXT NOT NULL DEFAULT ''""",
    "rebase": f"""indicator TEXT REFERENCES indicator(id) {_LATER}, starts TEXT, title TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT ''""",
    "indicator_set": "title TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''",
    "audit_grade": f"""audit TEXT REFERENCES audit(id) {_LATER}, team TEXT NOT NULL DEFAULT '',
        grade TEXT NOT NULL DEFAULT '', number INTEGER, moderated INTEGER NOT NULL DEFAULT 0""",
}


def _let_go_of_five(db: Database) -> None:
    """Make the table of risks anew without the checks that a score goes up to 5: how far it goes a plan says.

    What a column holds stays as it is; SQLite cannot take a check from a column.
    """
    row = db.conn.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'risk'").fetchone()
    made = re.sub(r" CHECK\(\w+ BETWEEN 1 AND 5\)", "", row[0])
    _run(db, re.sub(r'^CREATE TABLE "risk"', 'CREATE TABLE "risk_anew"', made))
    _run(db, 'INSERT INTO "risk_anew" SELECT * FROM "risk"')
    _run(db, 'DROP TABLE "risk"')
    _run(db, 'ALTER TABLE "risk_anew" RENAME TO "risk"')


def _seal_baselines(connection: sqlite3.Connection) -> None:
    for id_, meeting, position, parents in connection.execute(
        "SELECT id, meeting, position, parents FROM baseline"
    ).fetchall():
        held = connection.execute("SELECT edit FROM baseline_edit WHERE baseline = ?", (id_,))
        edits = tuple(edit for (edit,) in held)
        with contextlib.suppress(Damaged):  # what it rests on cannot be read: the check says so
            digest = Baseline(id_, meeting, position, read_parents(parents), edits).digest()
            connection.execute("UPDATE baseline SET digest = ? WHERE id = ?", (digest, id_))


def _list_forks(connection: sqlite3.Connection) -> None:
    for record, found in list(forks(connection)):
        connection.executemany("INSERT INTO fork VALUES(?, ?, ?)", listed(record, found))


def _bring_forward(connection: sqlite3.Connection, schema: Schema) -> None:
    """Write when each action was last reported as one edit; nothing where the log tells of none.

    Programs before format 4 did not write the day. Their log tells it: the position date at the last edit that reported
    something. The file keeps it as an edit of its own, so that rows still follow from the log. The edit is made of the
    log alone: two laptops that bring the same file forward write the same edit.
    """
    author, label = schema.brought_forward
    told = reports(connection, schema.report)
    reported = days(connection, schema.day, {key: edits[-1] for key, edits in told.items()})
    if not reported:
        return
    id_, at, digests = connection.execute(
        "SELECT max(id), max(at), (SELECT group_concat(digest) FROM (SELECT digest FROM edit ORDER BY id)) FROM edit"
    ).fetchone()
    made = derived_id(time_of(id_) + 1, f"{label}\x1f{digests}")
    values = {"action": {action: {"reported": day} for action, day in reported.items()}}
    log = Log(connection, current.columns(connection), schema)
    edit = log.compose(values, Stamp(made, at, author, "", label), salt=made)
    if edit is None:
        return
    connection.execute(
        "INSERT INTO edit VALUES(?, ?, ?, ?, ?, ?, ?)",
        (edit.id, edit.at, edit.author, edit.role, edit.label, edit.undoes, edit.digest),
    )
    connection.executemany(
        "INSERT INTO change VALUES(?, ?, ?, ?, ?, ?)",
        [(change.record, edit.id, change.table, change.text, change.salt, change.hash) for change in edit.changes],
    )
    connection.execute("INSERT INTO loose VALUES(?)", (edit.id,))
    connection.executemany("UPDATE action SET reported = ? WHERE id = ?", [(day, key) for key, day in reported.items()])


def _run(db: Database, statement: str) -> None:
    db.execute(statement)  # pyright: ignore[reportUnknownMemberType]
