"""Python's collector of cycles rests while somebody asks for it.

It runs on whichever thread happens to allocate. On another thread than the GUI's it would take apart what is left of
windows and dialogs, which Qt allows on that thread alone, and the program would end.
"""

from __future__ import annotations

import gc

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
