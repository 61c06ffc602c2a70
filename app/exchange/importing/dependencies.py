"""References of other actions in a cell, such as "A-002; A-006", made into what waits for what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain import keys
from app.domain.plan import Plan
from app.domain.plan_rules import Check
from app.domain.records import Dependency, Record

from ..plantext import quoted
from .finding import RecordMatcher, plain_ref
from .row_reading import RowReading

_REF = r"(?:[A-Za-z]{1,8}[\s./#-]?)?\d+(?:[./-]\d+)*(?:\s?\([a-z]\)|[a-z])?"
_SEVERAL = re.compile(rf"{_REF}(\s+{_REF})+")
_LABEL = re.compile(r"^\s*(?:see|depends on|waits for|dependent on|blocked by|actions?|refs?\.?|no\.?)\b[\s:]*", re.I)
_BETWEEN = re.compile(r"\s*(?:[;,&\n|]|\band\b|\bthen\b|\s/\s)\s*", re.I)
MOST = 50
"""References in one cell."""


def references(text: str) -> list[str]:
    """The references that a cell lists; empty where it says something else."""
    plain = text.strip()
    for _ in range(2):
        plain = _LABEL.sub("", plain)
    parts = [_LABEL.sub("", part).strip(" .()[]") for part in _BETWEEN.split(plain)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and _SEVERAL.fullmatch(parts[0]) and not re.match(r"[A-Za-z]{1,8}\s\d", parts[0]):
        parts = parts[0].split()
    return list(dict.fromkeys(parts))[:MOST] if parts and all(re.fullmatch(_REF, part) for part in parts) else []


def is_refs(text: str) -> bool:
    """Whether a cell lists references and nothing else."""
    return bool(references(text))


class DependencyBuilder:
    """What the actions of an import wait for.

    Attributes:
        said: by row, what its action waits for now, and what of it could not be.
    """

    def __init__(self, plan: Plan, actions: RecordMatcher, of_row: Mapping[int, Record]):
        """`of_row` are the records of the rows that came in, changed or not."""
        self._plan, self._of_row = plan, of_row
        ours = {record.id for record in of_row.values()}
        self._by_ref: dict[str, list[Record]] = {
            ref: [record for record in found if record.id not in ours] for ref, found in actions.by_ref.items()
        }
        for record in of_row.values():
            self._by_ref.setdefault(plain_ref(getattr(record, "ref", "")), []).append(record)
        self.said: dict[int, tuple[list[str], list[str]]] = {}

    def dependencies(self, readings: Sequence[RowReading]) -> dict[str, Dependency]:
        """The new ones by key; those that would make an action wait for itself are left out, from the last."""
        made: list[tuple[int, str, Dependency]] = []
        for said in readings:
            record = self._of_row.get(said.row)
            listed = references(said.texts.get("blocked_by", ""))
            if record is None or not listed:
                continue
            gained, wrong = self.said.setdefault(said.row, ([], []))
            for ref in listed:
                found = self._by_ref.get(plain_ref(ref), [])
                if len(found) != 1:
                    why = "stands for several actions" if found else "is no action of the file or the plan"
                    wrong.append(f"it is said to wait for {quoted(ref)}, which {why}")
                elif found[0].id == record.id:
                    wrong.append("it is said to wait for itself")
                else:
                    dependency = Dependency(id="", action=record.id, waits_for=found[0].id)
                    dependency = replace(dependency, id=keys.key_of(dependency))
                    if self._plan.get(Dependency, dependency.id) is None:
                        made.append((said.row, ref, dependency))
                        gained.append(ref)
        return self._without_circles(made)

    def _without_circles(self, made: list[tuple[int, str, Dependency]]) -> dict[str, Dependency]:
        ends = {key for _, _, dependency in made for key in (dependency.action, dependency.waits_for)}
        there = [record for record in self._of_row.values() if record.id in ends]
        check = Check(self._plan, [*there, *(dependency for _, _, dependency in made)])
        kept = {dependency.id: dependency for _, _, dependency in made}
        for row, ref, dependency in reversed(made):
            if wrong := check.of(dependency):
                check.leave_out(dependency)
                del kept[dependency.id]
                gained, said = self.said[row]
                gained.remove(ref)
                said.append(f"that it waits for {quoted(ref)} is left out: {next(iter(wrong.values())).rstrip('.')}")
        return kept
