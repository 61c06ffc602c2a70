"""The ending of a file's name that a person gives. It says what is written, so nothing else is written under it."""

from __future__ import annotations

import os
import re
from pathlib import Path

PLAN = ".goldthread"
PAPER = ".pdf"
_ENDING = r"\.(?=.*[a-z])[a-z0-9_-]{1,12}"
"""What follows the last dot of a name and is an ending: not "2018" in "Board 27.06.2018", nor " John" in "St. John"."""


class WrongEnding(Exception):
    """A file is named by the ending of something else; one sentence for the person who named it."""


def ended(path: Path, ending: str, what: str) -> Path:
    """Where `what` ("A plan") is written when a person names `path`: with its ending, where the name has none.

    A folder is returned as it is. Raises WrongEnding.
    """
    if path.suffix.casefold() == ending.casefold() or not path.name or os.path.isdir(path):  # noqa: PTH112 - any name
        return path
    if re.fullmatch(_ENDING, path.suffix, re.I):
        raise WrongEnding(f"{what} is written as {ending}, not as {path.suffix}: give it another name.")
    return path.with_name(path.name.rstrip(". ") + ending)
