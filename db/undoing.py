"""What undoing an edit means: what is given back, what is withdrawn, and what is left alone as it was changed since."""

from __future__ import annotations

from collections.abc import Sequence

from .conflict_heads import Head, heads
from .edits import Fields, RecordChange, Scalar
from .log import Current, LogReader


class Undoing:
    """What undoing an edit does to one record.

    Attributes:
        back: the values that it gives back.
        naming: the edits that are replaced beside the shown one, by field.
        left_alone: the fields that were changed since.
    """

    def __init__(self, log: LogReader, edit: str, change: RecordChange):
        self.left_alone: set[str] = set()
        self.naming: dict[str, set[str]] = {}
        self.back: dict[str, Scalar] = {}
        fields = change.fields
        now = log.current(change.table, change.record)
        origins = Origins(log, change.record)
        since = {
            name
            for name, value in now.items()
            if origins.of(name, value.edit) != origins.of(name, edit if name in fields else "")
        }
        before = {name: fields[name][1] if name in fields else log.defaults[change.table][name] for name in now}
        differing = {name for name in since if now[name].value != before[name]}
        found = log.heads_of(change.record)
        changed = {name: old for name, (_prevs, old, new) in fields.items() if old != new}
        prevs, was_gone, is_gone = fields.get("deleted", (("",), "", ""))
        made = not prevs or bool(was_gone and not is_gone)
        if not prevs and self._born_elsewhere(log, change, edit, found.get("deleted", ())):
            made = False  # another copy made it too, and that stays
            self.naming["deleted"] = {edit}
        if made and differing:
            self.left_alone = differing
            return
        if made:  # to undo it takes the record away, with all that came to it since
            self.back = changed if prevs else {}
            self.back |= {"deleted": was_gone or "undone"}
        else:
            self.back = {name: old for name, old in changed.items() if name not in since}
            self.left_alone = differing & changed.keys()
        for name, (replaced, old, new) in fields.items():
            stands = any(head.edit == edit for head in found.get(name, ()))
            if stands and (name not in differing or old == new):
                self.naming[name] = {edit}
            elif name not in since and (len(replaced) > 1 or (old == new and not stands)):
                self.naming.setdefault(name, set())  # what was only touched would stay marked as changed by this edit
        for name in fields.keys() & found.keys():
            said = origins.of(name, edit) if name in changed else edit
            mine = {
                h.edit for h in found[name] if h.edit == edit or (name in changed and origins.of(name, h.edit) == said)
            }
            others = [head for head in found[name] if head.edit not in mine]
            if mine and others:  # what they said stands, as if this had not been said
                self._withdraw(log, edit, change, name, now[name], mine, others)

    def _withdraw(
        self, log: LogReader, edit: str, change: RecordChange, name: str, shown: Current, mine: set[str],
        others: Sequence[Head],
    ) -> None:  # fmt: skip
        value, old = shown.value, change.fields[name][1]
        if shown.edit in mine:
            without = heads([step for step in log.record_edits(change.record) if step.edit != edit]).get(name, ())
            left = [head.value for head in without if head.edit not in mine]
            value = old if not left or old in left else left[-1]
        self.back[name] = value
        self.naming[name] = mine | {head.edit for head in others if head.value == value}
        self.left_alone.discard(name)

    @staticmethod
    def _born_elsewhere(log: LogReader, change: RecordChange, edit: str, found: Sequence[Head]) -> bool:
        others = (log.step(head.edit, change.record)[1] for head in found if head.edit != edit)
        return any("deleted" in fields and not fields["deleted"][0] for fields in others)


class Origins:
    """Which edit first gave the fields of a record their values: an undo gives back the value of an older edit.

    By this, undoing two edits of one field one after the other works: after the first undo the field holds what the
    older edit wrote, although a newer edit wrote it there.
    """

    def __init__(self, log: LogReader, record: str):
        self._log = log
        self._record = record
        self._steps: dict[str, tuple[str, Fields]] = {}
        self._found: dict[tuple[str, str], str] = {}

    def of(self, field: str, edit: str) -> str:
        """The origin of the value that `edit` gave the field; empty for its value before anything was written."""
        path: list[tuple[str, str]] = []
        while edit and (field, edit) not in self._found:
            path.append((field, edit))
            undone = self._read(edit)[0]
            if not undone:
                break
            replaced = self._replaced(edit, field)
            if beside := self._said_beside(edit, undone, field):
                edit = beside
                continue
            again = replaced == undone or self.of(field, replaced) == self.of(field, undone)
            if field in self._read(undone)[1] and again:
                edit = self._replaced(undone, field)
            else:
                edit = replaced  # only touched, with its value as it was
        origin = self._found.get((field, edit), edit)
        self._found.update(dict.fromkeys(path, origin))
        return origin

    def _said_beside(self, edit: str, undone: str, field: str) -> str:
        """The edit whose value stood beside what was undone, where that is what the field holds since; else empty."""
        prevs, _old, new = self._read(edit)[1].get(field, ((), "", ""))
        if len(prevs) < 2 or new == self._read(undone)[1].get(field, ((), "", ""))[1]:
            return ""
        beside = (prev for prev in prevs if prev != undone and field in self._read(prev)[1])
        return max((prev for prev in beside if self._read(prev)[1][field][2] == new), default="")

    def _replaced(self, edit: str, field: str) -> str:
        """The edit whose value in the field was replaced by this one; empty for none."""
        fields = self._read(edit)[1]
        return max(fields[field][0], default="") if field in fields else ""

    def _read(self, edit: str) -> tuple[str, Fields]:
        if edit not in self._steps:
            self._steps[edit] = self._log.step(edit, self._record)
        return self._steps[edit]
