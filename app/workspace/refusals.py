"""What the world, or a rule, does not allow: one sentence for the person."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping

from db.errors import Refused


class Refusal(Exception):
    """Something the world, or a rule, does not allow; its text is one sentence for the person."""


class CannotOpen(Refusal):
    """The plan cannot be opened or made; no file was touched."""


class NotSaved(Refusal):
    """The edit was refused and nothing was written.

    Attributes:
        problems: sentences by field name, where it was a field that was refused.
    """

    def __init__(self, sentence: str, problems: Mapping[str, str] | None = None):
        super().__init__(sentence)
        self.problems = dict(problems or {})


@contextlib.contextmanager
def told(kind: type[Refusal]) -> Generator[None]:
    """Turns the file's refusal into the workspace's own, with its sentence."""
    try:
        yield
    except Refused as error:
        raise kind(str(error)) from error
