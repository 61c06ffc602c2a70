"""What happened to the records that go out: their history in words, without what stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from app.domain.plan import Plan
from app.domain.records import KINDS, Reading

from .workspace import Workspace

MOST = 2_000
"""Lines of history that go out, the newest."""
_AT_ONCE = 200
_FEW = 40
"""An edit of more records is told in one line."""
_SHORTEST = 4


class ToldLine(NamedTuple):
    """When, who, which record, and what was done to it."""

    when: str
    who: str
    record: str
    what: str


def history_of(workspace: Workspace, part: Plan, *, exempt: bool) -> Iterator[ToldLine]:
    """The history of the records of a part of the plan, the newest first.

    Unless what is `exempt` goes too, nothing is told that names it: an edit that changed such a record beside others is
    told without its own name; and nothing of figures, where the plan has some that are too small to publish.

    Raises:
        Refusal: the file cannot be read.
    """
    small = not exempt and bool(part.thresholds.small_numbers)  # what a figure was before may be small, too
    keys = {record.id for kind in KINDS for record in part.all(kind) if not (small and kind is Reading)}
    hidden = set[str]() if exempt else _names(workspace, workspace.kept_back)
    before, count = "", 0
    while lines := [line for line in workspace.logbook.lines(before=before, limit=_AT_ONCE) if not line.came]:
        for line in lines:
            who = ", ".join(filter(None, (line.author, line.role)))
            when = f"{line.at.astimezone():%d %b %Y %H:%M}".removeprefix("0")
            if line.touched > _FEW:
                told = [ToldLine(when, who, f"{line.touched:,} records", line.label)]
            else:
                parts = workspace.logbook.parts(line.id)
                label = line.label if all(part.key in keys for part in parts) else ""
                told = [ToldLine(when, who, part.name, _what(label, part.told)) for part in parts if part.key in keys]
            for each in told:
                if not any(name in f"{each.record} {each.what}".casefold() for name in hidden):
                    yield each
                    count += 1
                if count >= MOST:
                    return
        before = lines[-1].id


def _what(label: str, told: Collection[str]) -> str:
    said = ". ".join(sentence.rstrip(".") for sentence in told)
    return f"{label}: {said}" if label and said else label or said


def _names(workspace: Workspace, keys: Collection[str]) -> set[str]:
    """What records are called, long enough to be told from other words."""
    found = (workspace.find(key) or workspace.gone(key) for key in keys)
    texts = (text for record in found if record for text in (getattr(record, "title", ""), record.name))
    return {text.casefold() for text in texts if len(text) >= _SHORTEST}
