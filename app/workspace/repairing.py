"""A new plan of what can be saved of a damaged one, and a report of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from app.chronicle import Names
from app.domain.figures import counted
from app.named_file import why_not_written
from db.ids import id_after
from db.log import Stamp
from db.repairing import Repaired, repair
from db.store import Store
from db.verifying import finished, verification

from .damage import Rows, said, told
from .person import Person
from .record_cache import RecordCache
from .refusals import Refusal, as_refusal
from .schema import SCHEMA


def repaired(damaged: Path, out: Path, person: Person, work: Path) -> list[str]:
    """Write what can be saved of a damaged plan to `out`, a new file, and a report beside it; that, line by line.

    `work` is a folder for a copy of the damaged one, which is not touched, and for the new one until it is whole.

    Raises:
        Refusal: there is a file at `out`, nothing can be read of the damaged one, or the disk does not allow it.
    """
    told_in = report_of(out)
    for path in (out, told_in):
        if path.exists():
            raise Refusal(f"There is already a file called {path.name}.")
    with as_refusal(Refusal):
        store = Store.create(work / f"repaired{out.suffix}", str(person), SCHEMA)
        try:
            done = repair(damaged, work, store, lambda last, label: _stamp(last, label, person))
            wrong = told(finished(verification(store.path, store.log)), (held := RecordCache(store, date.today)).rows)
            lines = [*_report(damaged.name, out.name, done, held.rows), *(each.said for each in wrong)]
            store.copy_to(out)
        finally:
            store.discard()
    try:
        told_in.write_text("\n".join([*lines, ""]), encoding="utf-8")
    except OSError as error:
        lines.append(f"This report could not be written to {told_in.name}: {why_not_written(error)}.")
    return lines


def report_of(out: Path) -> Path:
    """Where it is written what was saved, and what was not."""
    return out.with_name(f"{out.stem} (repair report).txt")


def _report(damaged: str, out: str, done: Repaired, rows: Rows) -> Iterator[str]:
    names = Names(rows)
    if not (done.lost or done.mended or done.kept or done.gone):
        yield f"{damaged} is sound; {out} holds all of it: {counted(done.edits, 'edit')}."
        return
    yield f"{out} holds what could be saved of {damaged}: {counted(done.edits, 'edit')} of its history."
    sections: Iterable[tuple[str, Iterable[str]]] = (
        ("Put right from the history", (said(fault, names, rows) for fault in done.mended)),
        ("Kept as the damaged file shows it, because its history was lost or altered; please look at it",
         (said(fault, names, rows) for fault in done.kept)),
        ("Edits that were lost; another copy of the plan brings them back when it is brought in", done.lost),
        ("What could not be saved", done.gone),
    )  # fmt: skip
    for heading, found in sections:
        if lines := list(found):
            yield f"{heading} ({len(lines):,}):"
            yield from (f"  {line}" for line in lines)


def _stamp(last: str, label: str, person: Person) -> Stamp:
    now = time.time()
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    return Stamp(id_after(last, int(now * 1000)), at, person.name, person.role, label)
