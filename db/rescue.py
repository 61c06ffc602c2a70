"""A whole copy of a plan whose file was taken away, replaced or overwritten while it was open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from .backups import put_back
from .errors import Refused
from .store import Store
from .watching import lacking


def rescue(store: Store, backups: Iterable[Path], target: Path, person: str) -> None:
    """Write to `target` what is still held of a plan that lost its file.

    The open file still holds it where another was put in its place. Where it was written over, the newest backup does
    that holds what was there at the opening, and what was written since is added to it. `backups`: the newest first.

    Raises:
        Refused: neither makes a whole copy.
    """
    watch = store.watch
    with contextlib.suppress(Refused):
        store.copy_to(target)
        if not lacking(target, watch.known()):
            return
    for backup in backups:
        with contextlib.suppress(Refused):
            if lacking(backup, [watch.last] if watch.last else []):
                continue
            put_back(backup, target)
            _add(store, target, person)
            if not lacking(target, watch.known()):
                return
    with contextlib.suppress(OSError):
        target.unlink(missing_ok=True)
    raise Refused(
        "No whole copy can be written: the file is not sound any more, and no backup holds what was in it when it was"
        " opened. Restore the newest backup (File, Restore a backup)."
    )


def _add(store: Store, target: Path, person: str) -> None:
    """Add what was written in this opening to the plan at a place. Raises Refused."""
    copy = Store.open(target, person, store.schema)
    try:
        with copy.transaction():
            for batch in store.watch.batches:
                if batch.content:
                    copy.keep(batch.content)
                copy.apply(batch.edits, batch.baselines, batch.arrived)
    finally:
        copy.close(without_trace=True)
