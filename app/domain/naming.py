"""A record meant by what somebody typed: its name, its reference, or words that only one name holds."""

from __future__ import annotations

from collections.abc import Mapping

from .fields import FieldError


def chosen(choices: Mapping[str, str], typed: str, what: str = "record") -> str:
    """The key of the one record that is meant by `typed`; empty where nothing is typed.

    Its whole name, its reference (the first word, or what stands before a colon), or words that only one name holds.

    Raises:
        FieldError: none or several are called so.
    """
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return ""
    names = {key: " ".join(name.split()).casefold() for key, name in choices.items()}
    for fits in (
        [key for key, name in names.items() if name == wanted],
        [key for key, name in names.items() if wanted in (name.split(" ", 1)[0].rstrip(":"), name.split(":", 1)[0])],
        [key for key, name in names.items() if all(_holds(name, word) for word in wanted.split())],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise FieldError(f"{len(fits):,} are called “{typed.strip()}”: choose one from the list.")
    raise FieldError(f"There is no {what} called “{typed.strip()}”.")


def _holds(name: str, word: str) -> bool:
    """Whether a name holds a word or its beginning; a number or a reference only as it is, so that 1 is never 11."""
    if any(letter.isdigit() for letter in word):
        return word in (part.strip(",;:.()") for part in name.split())
    return word in name
