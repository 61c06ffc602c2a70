"""A kind is one description: a field added to a copy of the project in three files, and a kind in six, are everywhere.

What is changed here is what CONTRIBUTING.md says is to be changed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.format import FORMAT, fingerprint
from db.migrations import migrations

ROOT = Path(__file__).resolve().parent.parent
EVERYWHERE = ["form", "table", "panel", "history", "since", "dump", "search", "import"]

COLUMN = "ALTER TABLE risk ADD COLUMN velocity TEXT NOT NULL DEFAULT ''"
TABLE = (
    "CREATE TABLE lesson(id TEXT PRIMARY KEY CHECK(length(id) = 26), title TEXT NOT NULL DEFAULT '', "
    "learnt TEXT NOT NULL DEFAULT '', exempt TEXT NOT NULL DEFAULT '', deleted TEXT NOT NULL DEFAULT '') STRICT"
)
STEP = '''

@migrations()
def {name}(db: Database) -> None:
    """Format {format}: {name}."""
    _run(db, """{sql}""")
    _run(db, "PRAGMA user_version = {format}")
'''


def migrated(*statements: str) -> str:
    """The fingerprint of a new file after these statements."""
    database = Database(memory=True)
    migrations.apply(database)
    for statement in statements:
        database.execute(statement)
    return fingerprint(database.conn)


def formatted(number: int, *statements: str) -> list[tuple[str, str]]:
    """What changes in `db/format.py`."""
    return [
        (f"FORMAT = {number - 1}\n", f"FORMAT = {number}\n"),
        ('\n}\n"""The schema\'s', f'\n    {number}: "{migrated(*statements)}",\n}}\n"""The schema\'s'),
    ]


FIELD: Mapping[str, list[tuple[str, str]]] = {
    "app/domain/records/risks.py": [
        ('    rhythm: str', '    velocity: str = holds(Text(label="Velocity"))\n    rhythm: str'),
    ],
    "db/migrations.py": [("", STEP.format(name="velocity", format=FORMAT + 1, sql=COLUMN))],
    "db/format.py": formatted(FORMAT + 1, COLUMN),
}  # fmt: skip
"""By file what is put in the place of what; what is put in the place of nothing comes at the end."""

KIND: Mapping[str, list[tuple[str, str]]] = {
    "app/domain/records/risks.py": [("", '''

class Lesson(Record):
    """What was learnt."""

    TABLE, NAME, PLURAL = "lesson", "Lesson", "Lessons"

    title: str = holds(Text(label="Title", required=True))
    learnt: str = holds(Text(label="What was learnt"))
''')],
    "app/domain/records/__init__.py": [
        ("    Control,\n", "    Control,\n    Lesson,\n"),
        ("Settlement, ReadMark,\n)", "Settlement, ReadMark, Lesson,\n)"),
        ('"Link", ', '"Lesson", "Link", '),
    ],
    "app/domain/kinds.py": [
        ("    # -- what is added where",
         '    Kind(record=records.Lesson, page="Scrutiny", imports="lessons", anywhere=True),\n'
         "    # -- what is added where"),
    ],
    "app/ui/pages/scrutiny/page.py": [
        ("    Finding,\n", "    Finding,\n    Lesson,\n"),
        ("class ScrutinyPage(", '''class LessonRegister(Register):
    """What was learnt."""

    KIND, WHAT, NEW = Lesson, "lesson", "New lesson"
    NOTHING = ("No lessons yet", "Enter what was learnt.")


class ScrutinyPage('''),
        ('"Audits and practice weeks": self.audits,\n',
         '"Audits and practice weeks": self.audits,\n            "Le&ssons": LessonRegister(self, "lessons"),\n'),
    ],
    "db/migrations.py": [("", STEP.format(name="lessons", format=FORMAT + 2, sql=TABLE))],
    "db/format.py": formatted(FORMAT + 2, COLUMN, TABLE),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Where the two are found in a copy of the project that has them."""
    scratch = tmp_path_factory.mktemp("scratch")
    for room in ("app", "db", "resources", "tools"):
        shutil.copytree(ROOT / room, scratch / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "tests/scratch.py", scratch)
    for patch in (FIELD, KIND):
        for name, changes in patch.items():
            path = scratch / name
            text = path.read_text(encoding="utf-8")
            for old, new in changes:
                assert not old or text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
                text = text.replace(old, new) if old else text + new
            path.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(scratch), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "scratch.py", str(scratch)], cwd=scratch, env=environment, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    told: dict[str, list[str]] = json.loads(run.stdout.splitlines()[-1])
    assert told.pop("at") == [str(scratch)], "the copy is what was run"
    return told


@pytest.mark.parametrize("table", ["risk", "lesson"], ids=["field", "kind"])
def test_what_is_added_is_found_everywhere(found: dict[str, list[str]], table: str):
    assert found[table] == EVERYWHERE


@pytest.mark.parametrize(("what", "patch"), [("field", FIELD), ("kind", KIND)])
def test_the_files_to_change_are_those_that_are_named(what: str, patch: Mapping[str, list[tuple[str, str]]]):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = text.split(f"\n## Adding a {what}\n")[1].split("\n\n")[0]
    named: list[str] = re.findall(r"^\d\. `([\w/.]+)`", steps, re.MULTILINE)
    meant = [path if path in named else next(name for name in named if path.startswith(name)) for path in patch]
    assert sorted(meant) == sorted(named)
