"""Python's collector of cycles rests while somebody asks for it.

It runs on whichever thread happens to allocate. On another thread than the GUI's it would take apart what is left of
windows and dialogs, which Qt allows on that thread alone, and the program would end.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Generator

_resting: set[object] = set()


def rest(who: object) -> None:
    """Let it rest, as long as anybody asks for that."""
    _resting.add(who)
    gc.disable()


def go_on(who: object) -> None:
    """`who` asks no more."""
    _resting.discard(who)
    if not _resting:
        gc.enable()


@contextlib.contextmanager
def resting(who: object) -> Generator[None]:
    """Let it rest while many records are made that stay: looking through them for cycles takes a third of the time."""
    rest(who)
    try:
        yield
    finally:
        go_on(who)


def look_seldom() -> None:
    """Let it look through everything after millions of objects and not after each edit of a large plan.

    What an edit replaces is in no circle and goes without it (`tests/test_a_plan_is_let_go.py`).
    """
    gc.set_threshold(10_000, 20, 50)


def keep() -> None:
    """Look through what is there now no more, such as the records of a plan that was opened; what is left over goes.

    Of a large plan each look takes a tenth of a second, in which the window stands still. Call it on the GUI's thread.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
