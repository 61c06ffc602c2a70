"""The words of choices: what is read for what is stored."""

from __future__ import annotations


class ChoiceWords(dict[str, str]):
    """What is read for each stored word; one that is not known, as of a newer program, is read as it is."""

    def __missing__(self, stored: str) -> str:
        return stored
