"""What a file could mean twice: asked once, answered by a person or by a cautious default.

Whoever reads a file asks as it goes (`Asking.ask`) and gets the answer that holds. The window shows the questions and
reads the file anew with the answers; the command line lists them (`--dry-run --json`) and takes them (`--answer`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..plantext import hint, quoted
from .grid import CannotRead

Remembered: TypeAlias = Callable[[str], Mapping[str, str]]
"""What was answered to files of a layout."""


def nothing_before(_layout: str) -> Mapping[str, str]:
    """That nothing is remembered."""
    return {}


@dataclass(frozen=True)
class ImportQuestion:
    """What could mean more than one thing.

    Attributes:
        id: by which it is answered and remembered: "dates", "shares.percent". The same in the next edition of a file.
        words: the question, with what gives rise to it.
        choices: what can be answered: a word, and what it means in a sentence's part.
        default: the cautious answer, which holds until somebody gives another.
        given: what somebody answered; empty where nobody did.
    """

    id: str
    words: str
    choices: Mapping[str, str]
    default: str
    given: str = ""

    @property
    def holds(self) -> str:
        """The answer that holds."""
        return self.given or self.default

    def as_data(self) -> dict[str, object]:
        """As `--dry-run --json` lists it."""
        return {"id": self.id, "question": self.words, "choices": dict(self.choices), "default": self.default,
                "answer": self.given or None}  # fmt: skip


class Asking:
    """The questions of one reading of a file.

    Attributes:
        asked: each question once, in the order in which they came up.
    """

    def __init__(self, answers: Mapping[str, str] | None = None):
        self._answers = dict(answers or {})
        self._asked: dict[str, ImportQuestion] = {}

    @property
    def asked(self) -> tuple[ImportQuestion, ...]:
        return tuple(self._asked.values())

    def ask(self, key: str, words: str, choices: Mapping[str, str], default: str) -> str:
        """The answer that holds. One that is no choice counts as none; `check` names it."""
        if key not in self._asked:
            given = self._answers.get(key, "")
            self._asked[key] = ImportQuestion(key, words, dict(choices), default, given if given in choices else "")
        return self._asked[key].holds

    def is_answered(self, key: str) -> bool:
        """Whether somebody answered a question, asked or not."""
        return key in self._answers

    def check(self) -> None:
        """Refuse answers that nothing was asked for, or that are no choice. Raises CannotRead."""
        check_answers(self._answers, self.asked)


def check_answers(answers: Mapping[str, str], asked: Iterable[ImportQuestion]) -> None:
    """Raises CannotRead where an answer has no question, or is none of its choices."""
    by_id = {question.id: question for question in asked}
    for key, value in answers.items():
        if key not in by_id:
            there = f" Asked are: {', '.join(by_id)}." if by_id else " Nothing is asked of this file."
            raise CannotRead(f"There is no question {quoted(key)}.{hint(key, by_id)}{there}")
        if value not in by_id[key].choices:
            choices = ", ".join(by_id[key].choices)
            raise CannotRead(f"{quoted(value)} is no answer to {quoted(key)}: give one of {choices}.")


def answers_of(given: Iterable[str]) -> dict[str, str]:
    """Answers by question, of texts such as "dates=month". Raises CannotRead."""
    found: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise CannotRead(f"{quoted(text)} is not of the form ID=VALUE.")
        found[key.strip().casefold()] = value.strip().casefold()
    return found


def about(what: str, header: str) -> str:
    """The id of a question about one column: "shares.target"."""
    words = "-".join(re.findall(r"[^\W_]+", header.casefold()))
    return f"{what}.{words[:40] or 'column'}"
