"""PySide6, imported without what it does for others and every start would wait for."""

from __future__ import annotations

import builtins
from typing import Any

_WRITES_STUBS = ("signature/lib/pyi_generator.py", "signature/lib/enum_sig.py")
"""Modules of PySide that write type stubs: compiling them takes a fifth of the import, and nothing here asks for it."""


def load() -> None:
    """Import Qt for the first time. Raises ImportError where a library is missing or damaged.

    PySide compiles the modules that it carries in itself at every start: those that write stubs stay empty. And it
    replaces `import` with its own, which reads the source of each module imported from then on, to look for
    `from __feature__ import`: that is taken back, since nothing here asks for such a feature.
    """
    whole = builtins.compile

    def compile_all_but_those(source: Any, filename: Any, *how: Any, **more: Any) -> Any:
        left_out = str(filename).endswith(_WRITES_STUBS)
        return whole(b"" if left_out else source, filename, *how, **more)

    builtins.compile = compile_all_but_those
    try:
        import PySide6.QtWidgets  # noqa: F401
    finally:
        builtins.compile = whole
        builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
