"""What the world, or a rule, does not allow: one sentence for the person."""

from __future__ import annotations

from collections.abc import Mapping

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


class NotUndoable(NotSaved):
    """Nothing of an edit can be undone now."""


class as_refusal:
    """Turns the file's refusal into the workspace's own, with its sentence."""

    def __init__(self, kind: type[Refusal]):
        self._kind = kind

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Refused):
            raise self._kind(str(error)) from error
