"""What was typed and not saved, kept on this computer until it is put back or thrown away.

It lies outside the plan, in the user's data folder, for its owner alone: one small file for each plan, by its place.
Only who writes a plan keeps any, so that no two programs write one file. What is erased for good goes here too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

OUTDATED = 60 * 24 * 3600.0
"""Seconds after which nobody is offered any more what a file holds."""


class Draft(NamedTuple):
    """One text.

    Attributes:
        at: when it was typed, UTC, as edits write it.
        table, record: of what it says something; empty where that is not known.
        row: all of a record that was not in the plan yet, as it is stored; None for one that was.
        place: the title of the dialog in which it was typed; empty where it was typed on a page.
        field: the name of the field; empty where it is a line of another kind.
        label: what the field or line is called.
        was: what stood there before.
        typed: the text.
    """

    at: str
    table: str
    record: str
    row: dict[str, Any] | None
    place: str
    field: str
    label: str
    was: str
    typed: str

    @property
    def address(self) -> tuple[str, str, str]:
        """Where it was typed."""
        return self.place, self.record, self.field or self.label


class Drafts:
    """The drafts of one plan. That a disk refuses them keeps nobody from working: nothing here raises."""

    def __init__(self, folder: Path, plan: Path):
        """Those of the plan at a place, in a `folder` of such files."""
        name = hashlib.sha256(os.fsencode(plan)).hexdigest()[:12]
        self.path = folder / f"{plan.stem[:60]}-{name}.json"

    def read(self) -> list[Draft]:
        """Those that are kept, in their order."""
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
            return [made for each in held if (made := _draft(each))]
        except (OSError, ValueError, TypeError):
            return []

    def write(self, drafts: Sequence[Draft]) -> None:
        """Keep these and no others."""
        part = self.path.with_name(f"{self.path.name}.part")
        with contextlib.suppress(OSError):
            if not drafts:
                self.path.unlink(missing_ok=True)
                part.unlink(missing_ok=True)
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # not every disk keeps permissions
                self.path.parent.chmod(stat.S_IRWXU)
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
                json.dump([draft._asdict() for draft in drafts], file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)

    def forget(self, records: Collection[str], texts: Collection[str] = ()) -> None:
        """Keep nothing of these records, and nothing that holds one of these texts."""
        low = [text.casefold() for text in texts if text]

        def goes(draft: Draft) -> bool:
            said = json.dumps(draft, ensure_ascii=False).casefold()
            return any(key in said for key in map(str.casefold, records)) or any(text in said for text in low)

        held = self.read()
        left = [draft for draft in held if not goes(draft)]
        if len(left) < len(held):
            self.write(left)


def sweep(folder: Path) -> None:
    """Take away what nobody asked for in a long time, and what a killed program left half written."""
    found: list[Path] = []
    with contextlib.suppress(OSError):  # a folder that may not be looked into
        found += folder.glob("*.json*")
    for path in found:
        with contextlib.suppress(OSError):
            if path.suffix == ".part" or time.time() - path.stat().st_mtime > OUTDATED:
                path.unlink()


def _draft(given: Any) -> Draft | None:
    """One as it was written; None where it is no such thing, as after somebody edited the file."""
    if not isinstance(given, dict) or given.keys() != set(Draft._fields):
        return None
    row = given["row"]
    if not (row is None or isinstance(row, dict)) or not all(isinstance(given[n], str) for n in given.keys() - {"row"}):
        return None
    return Draft(**given)
