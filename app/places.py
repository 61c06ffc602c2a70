"""Where the program keeps what belongs to the user and not to a plan."""

import os
import sys
from pathlib import Path


def backups() -> Path:
    """The folder of all backups."""
    return _data() / "goldthread" / "backups"


def _data() -> Path:
    """Where this system keeps for a user what programs hold. A library knows more folders, and costs the start more."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    if given.is_absolute():
        return given
    return Path.home() / ("Library/Application Support" if sys.platform == "darwin" else ".local/share")
