"""Qt is imported without PySide's writer of stubs, and without its `import` that reads sources."""

from __future__ import annotations

import subprocess
import sys

IMPORTS = """
import builtins
before = builtins.compile
from app import binding
binding.load()
print(builtins.compile is before, builtins.__import__ is not builtins.__feature_import__)
import sys
print([name for module in ("pyi_generator", "enum_sig")
       for name, value in vars(sys.modules["shibokensupport.signature.lib." + module]).items() if callable(value)])
from PySide6.QtCore import QObject
try:
    QObject().setObjectName(1)
except TypeError as error:
    print("Supported signatures" in str(error))
"""


def test_qt_comes_without_what_writes_stubs_and_still_says_what_a_call_takes():
    done = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == ["True True", "[]", "True"]
