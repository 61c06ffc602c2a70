"""Breaks what brings copies together, one place at a time, and looks whether a test notices: `python -m tests.mutants`.

Each mutant is a change of one place in a copy of the project; the tests that are named with it must fail.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EVERY = "tests/test_copies_everything.py"
MERGE = "tests/db/test_merge.py"
HEADS, HISTORY = "tests/db/test_conflict_heads.py", "tests/db/test_history.py"
ERASING = "tests/db/test_erasing.py"


class Mutant(NamedTuple):
    """What is broken, where, and the tests that are to notice: a file, and words of their names, or none for all."""

    name: str
    file: str
    before: str
    after: str
    tests: str
    words: str


MUTANTS = (
    Mutant("erased heads are counted", "db/merge.py",
           "fields=erased.left(step.edit, record, step.fields)", "fields=step.fields", EVERY, "no_disagreement_about"),
    Mutant("rows are not checked against the log", "db/merge.py",
           "        _refuse_other_rows(connection, log)\n", "", MERGE, "tampered"),
    Mutant("parents of baselines are not compared", "db/merge.py",
           "(t.meeting, t.position, t.parents) IS NOT (o.meeting, o.position, o.parents)",
           "(t.meeting, t.position) IS NOT (o.meeting, o.position)", MERGE, "rests_on_the_same"),
    Mutant("known clashes are told again", "db/merge.py",
           "if set(c.heads) != before.get(c.field)", "if c", EVERY, "disagreed_about_already"),
    Mutant("the list of forks goes stale", "db/store.py",
           "        write_forks(connection, forked", "        set(forked", MERGE, "newer_is_shown"),
    Mutant("what more is added is not told", "app/workspace/copies.py",
           "if not {record.id for record in those}.issubset(record.id for record in before.get(key, ()))",
           "if key not in before", EVERY, "told_again"),
    Mutant("what was added is shown by what comes, not by the later edit", "app/workspace/copies.py",
           "for (table, key), row in arrival.shown.items():", "for (table, key), row in ():", EVERY,
           "told_before_is_what"),
    Mutant("only what must name a record hangs on it", "app/workspace/clashing.py",
           "if bond.rule.outlives and not outliving:", "if not bond.rule.required:", EVERY, "removes_is_told"),
    Mutant("an undo refuses what was so before", "app/workspace/undo.py",
           "if not (came_back and self._set_by(other, field) < self._first):", "if other:", EVERY,
           "milestone.action or below_what"),
    Mutant("a save is refused for what it found", "app/domain/plan_rules.py",
           "if was.get(name) != said or name in changed", "if said or name in changed", EVERY, "break_together"),
    Mutant("late hangers come in whole", "db/erasing.py",
           "            self._find_late(coming, here, search=search)", "            pass", EVERY, "whatever_order"),
    Mutant("what was known to stay is erased", "db/erasing.py",
           "if (id_, record) not in self._stays:", "if id_:", EVERY, "another_since"),
    Mutant("two closings are no question", "app/workspace/closings.py",
           "if len(found) > 1:", "if len(found) > 2:", EVERY, "closed_has_both"),
    Mutant("the last closing counts, whatever was chosen", "app/workspace/closings.py",
           "meeting.closing != before.id", "meeting.closing", EVERY, "closed_has_both"),
    Mutant("what an undone edit had replaced never stands again", "db/conflict_heads.py",
           "found[edit, name] = tuple(before[-1:]) if given_back else ()", "found[edit, name] = tuple(before)",
           MERGE, ""),
    Mutant("undoing is forgotten among the heads", "db/conflict_heads.py",
           "if not any(step.undoes for step in steps):", "if steps:", MERGE, ""),
    Mutant("a removal by an older program covers nothing", "db/conflict_heads.py",
           "    _removed_unseen(steps, found, replaced)\n", "", HEADS, ""),
    Mutant("what both removed is disagreed about", "db/conflict_heads.py",
           " and not removals.issuperset(h.edit for h in those)", "", MERGE, ""),
    Mutant("an edit is not held against its digest", "db/merge.py",
           "if edit.digest_of([change.hash for change in edit.changes]) != edit.digest:", "if not edit.digest:",
           MERGE, ""),
    Mutant("undoing overwrites what was changed since", "db/undoing.py",
           "self.back = {name: old for name, old in changed.items() if name not in since}",
           "self.back = dict(changed)", HISTORY, ""),
    Mutant("undoing takes away what another copy made, too", "db/undoing.py",
           "made = False  # another copy", "made = True  # another copy", MERGE, ""),
    Mutant("what comes from a copy that had not heard of an erasure stays", "db/erasing.py",
           "return edit not in erasing and not erasing.issubset(prevs)", "return False", ERASING, ""),
    Mutant("labels go on telling what was erased", "db/erasing.py",
           "        if not self.texts:\n            return\n", "        return\n", ERASING, ""),
    Mutant("what an erased attachment held stays", "db/erasing.py",
           "if erased and drop_unnamed(connection, log.schema.contents):", "if erased and not log.schema.contents:",
           ERASING, ""),
)  # fmt: skip


def caught(mutant: Mutant, folder: Path) -> bool:
    """Whether a test fails in a copy of the project that is broken so."""
    path = folder / mutant.file
    whole = path.read_text(encoding="utf-8")
    if whole.count(mutant.before) != 1:
        raise SystemExit(f"{mutant.name}: {mutant.file} does not hold once what is to be broken.")
    path.write_text(whole.replace(mutant.before, mutant.after), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", mutant.tests, "-k", mutant.words]
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1
    finally:
        path.write_text(whole, encoding="utf-8")


def main() -> int:
    """Try all of them; the number of those that nobody noticed."""
    missed = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "project"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache"))
        for mutant in MUTANTS:
            found = caught(mutant, folder)
            missed += not found
            sys.stdout.write(f"{'caught' if found else 'MISSED'}: {mutant.name}\n")
            sys.stdout.flush()
    return missed


if __name__ == "__main__":
    sys.exit(main())
