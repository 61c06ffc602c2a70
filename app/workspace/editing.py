"""The open plan, written: every change is one edit, checked, undoable, and told to those who listen."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from app.domain import keys
from app.domain.bonds import gone_with, no_longer_illustrative
from app.domain.clashes import Clash
from app.domain.entered import counted_from, read_now, reported_now, taken_away
from app.domain.fields import Value, clean
from app.domain.figures import counted
from app.domain.lazy import all_at_once
from app.domain.plan_rules import Check
from app.domain.records import (
    Action,
    Attachment,
    DateChange,
    Indicator,
    Meeting,
    Milestone,
    Reading,
    Record,
    rules,
)
from app.domain.rows import changes, filled
from app.domain.schedule import PartialDate
from app.domain.scoring import with_scores
from db.blobs import digest_of
from db.edits import Baseline, Edit, Scalar, written
from db.erasing import NEUTRAL
from db.ids import id_after, new_id
from db.log import Stamp
from db.store import Store

from .attaching import content_of
from .clashing import settling
from .composing import Step, Values, composed, known_to_history
from .damage import Damage
from .opened import EVERYTHING
from .person import Person
from .reading import REMOVED, PlanReader
from .refusals import NotSaved, NotUndoable, Refusal, as_refusal
from .undo import Reversal, reversal

R = TypeVar("R", bound=Record)


class PlanEditor(PlanReader):
    """The open plan, written."""

    def __init__(self, store: Store, person: Person, backups: Path, today: Callable[[], date]):
        super().__init__(store, person, backups, today)
        self._undo: list[tuple[str, str]] = []  # (edit, what it was called)
        self._redo: list[tuple[str, str]] = []

    def draft(self, kind: type[R], /, **values: Any) -> R:
        """A new record, not saved yet: with its key, the next reference and the next number."""
        if kind.PREFIX:
            values.setdefault("ref", self._next_ref(kind))
        if "number" in rules(kind):
            numbers = [getattr(r, "number", 0) or 0 for r in self._held.whole.all(kind)]
            values.setdefault("number", max(numbers, default=0) + 1)
        record = kind(id="", **values)
        return replace(record, id=keys.key_of(record) if kind.NATURAL_KEY else new_id())

    def new_records(self, kind: type[R], rows: Iterable[Mapping[str, Any]]) -> list[R]:
        """Several new records, as `draft` makes one, each with the reference and the number after the one before."""
        first = self.draft(kind)
        ref, number = getattr(first, "ref", ""), getattr(first, "number", None)
        head, _, tail = ref.rpartition("-")
        found: list[R] = []
        for count, values in enumerate(rows):
            given: dict[str, Any] = dict(values)
            if tail:
                given.setdefault("ref", f"{head}-{int(tail) + count:0{len(tail)}}")
            if number is not None:
                given.setdefault("number", number + count)
            record = kind(id="", **given)
            found.append(replace(record, id=keys.key_of(record) if kind.NATURAL_KEY else new_id()))
        return found

    def save(self, *records: Record, label: str, as_they_are: Collection[str] = ()) -> None:
        """Write records as one edit: one transaction, one undo step, one line of history.

        A value entered by hand is no longer illustrative. Of the records with the keys `as_they_are` nothing follows
        from what is entered: they come back just as they went out.

        Raises:
            NotSaved: a rule refuses a field, a record refers to nothing, or the file cannot be written.
        """
        self._edit(all_at_once(self._composed(records, as_they_are)), label)

    def saving(
        self, *records: Record, label: str, as_they_are: Collection[str] = ()
    ) -> Generator[Step, None, Callable[[], None]]:
        """As `save`, step by step: (done, total, what); may run on another thread while nothing else is written.

        What it returns takes what was written into the plan that is shown, and is called on the thread that shows it.
        Stopped before the last step, nothing was written.
        """
        values = yield from self._composed(records, as_they_are)
        yield len(records), len(records), "Writing"
        written = self._write(values, label)
        return lambda: self._take(label, *written)

    def _composed(self, records: Iterable[Record], as_they_are: Collection[str] = ()) -> Generator[Step, None, Values]:
        stored = [self._as_stored(self._keyed(record)) for record in records]
        dated = (record if record.id in as_they_are else self._dated(record) for record in stored)
        return (yield from composed(self._held.whole, self._held.rows, with_scores(self._held.whole, dated)))

    def _keyed(self, record: R) -> R:
        """A record with the key that follows from what it joins; one in which that is odd keeps the key it has."""
        there = self._held.rows[type(record)].get(record.id)
        if not record.NATURAL_KEY or (there and there.odd):
            return record
        return record if (key := keys.key_of(record)) == record.id else record.having({"id": key})

    def _dated(self, record: R) -> R:
        """A record with what follows from what is entered: that it was reported now, what a target is counted from."""
        there = self._held.rows[type(record)].get(record.id)
        if isinstance(record, Action):
            return reported_now(record, there if isinstance(there, Action) else None, self._held.whole.position)
        if isinstance(record, Indicator):
            old = there if isinstance(there, Indicator) else None
            return taken_away(self._held.whole, counted_from(self._held.whole, record, old), old)
        if isinstance(record, Reading) and (record.corrected_from is not None or record.value is None):
            return read_now(self._held.whole, record, there if isinstance(there, Reading) else None)
        return record

    def move_date(self, record: Action | Milestone, due: PartialDate | None, reason: str) -> None:
        """Give an action or a milestone another due date, and keep why it was moved and what it was.

        Raises:
            NotSaved: no reason is given, or a rule refuses the date.
        """
        there = replace(record, due=due)
        self.save(there, *self.moved(there, reason), label=f"Move the date of {record.name}")

    def moved(self, record: Record, reason: str) -> list[DateChange]:
        """What keeps why a due date is moved, to be saved with the record; nothing where none is moved."""
        old = self._held.whole.find(record.id)
        if not isinstance(record, Action | Milestone) or not isinstance(old, Action | Milestone):
            return []
        if not old.due or old.due == record.due:
            return []
        day = self._held.whole.position
        return [self.draft(DateChange, record=old.id, was=old.due, now=record.due, reason=reason, day=day)]

    def attach(
        self, record: Record, path: Path, title: str = "", day: PartialDate | None = None, exempt: str = ""
    ) -> Attachment:
        """Put a file into the plan: a letter, or evidence for `record`. At most `LARGEST_ATTACHMENT` bytes.

        `exempt` is why it is kept out of public papers, where it is.

        Raises:
            NotSaved: the file cannot be read or is too large (said of the field "filename"), or cannot be saved.
        """
        content = content_of(path)
        attachment = self.draft(
            Attachment, record=record.id, title=title or path.stem, filename=path.name, digest=digest_of(content),
            size=len(content), day=day, exempt=exempt,
        )  # fmt: skip
        self._check((attachment,))
        self._edit(
            {Attachment.TABLE: {attachment.id: filled(attachment)}}, f"Attach {attachment.title}", contents=[content]
        )
        return attachment

    def remove(self, *records: Record, label: str) -> None:
        """Take records out of the plan, with what belongs or links to them; undo and history still know them.

        What merely names one of them, as an action its objective, stays and names none.

        Raises:
            NotSaved: the file cannot be written.
        """
        found, naming = gone_with(self._held.whole, records)
        values: dict[str, dict[str, dict[str, Scalar]]] = {}
        for record, field in naming:
            values.setdefault(record.TABLE, {}).setdefault(record.id, {})[field] = ""
        for record in found:
            values.setdefault(record.TABLE, {})[record.id] = {"deleted": REMOVED}
        self._edit(values, label)

    def mend(self, damage: Iterable[Damage]) -> None:
        """Put right what is damaged and of which a sound history says what it should be; no edit is made.

        What the plan holds is backed up first.

        Raises:
            NotSaved: no backup can be written, or the file cannot.
        """
        self._refuse_in_the_past()
        found: dict[tuple[str, str], Sequence[str]] = {(each.table, each.record): () for each in damage if each.mends}
        with as_refusal(NotSaved):
            self._back_up()
            self._store.write_anew(found)
            self._read()
        self._look_again({key for _table, key in found})
        self._tell(EVERYTHING)

    def close_meeting(self, meeting: Meeting) -> None:
        """Close a meeting and mark its baseline: what is known now, and the day the plan now speaks of."""
        there = self._held.whole.find(meeting.id)
        if not isinstance(there, Meeting):
            raise NotSaved("This meeting is not in the plan.")
        if there.closed:
            raise NotSaved("This meeting is closed already.")
        day = self._held.whole.position.isoformat()
        values = {"meeting": {meeting.id: {"closed": day, "closing": ""}}}
        self._edit(values, f"Close the {self._meeting_name(there)}", (there.id, day))

    def reopen_meeting(self, meeting: Meeting) -> None:
        """Open a closed meeting again; what is compared falls back to the one before it."""
        there = self._held.whole.find(meeting.id)
        if not isinstance(there, Meeting) or not there.closed:
            raise NotSaved("This meeting is open.")
        self.save(replace(there, closed=None, closing=""), label=f"Reopen the {self._meeting_name(there)}")

    def settle_clash(self, clash: Clash, values: Mapping[str, Value]) -> None:
        """Settle what copies disagree about: these values of its fields hold, and no other is left standing.

        Where one removed what another changed, "deleted" is among them: empty brings the record back, with what went
        with it.

        Raises:
            NotSaved: a rule refuses a value, or the file cannot be written.
        """
        with as_refusal(NotSaved):
            settled = settling(self._held.whole, self._held.rows, self._store.log, clash, values)
        moved = self.moved(settled.record, "Settled between two copies") if not settled.record.deleted else []
        if not settled.record.deleted:
            self._check((settled.record, *moved), settled.records)
        before = self._held.rows[type(settled.record)].get(settled.record.id)
        changed = changes(before, settled.record).keys() - {"deleted"} if before else ()
        for other in (*moved, *no_longer_illustrative(self._held.whole, settled.record, changed)):
            there = self._held.rows[type(other)].get(other.id)
            settled.values.setdefault(other.TABLE, {})[other.id] = changes(there, other) if there else filled(other)
        self._edit(settled.values, f"Settle {clash.about}", settles=True)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit of this opening to undo."""
        return self.writable and bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to do again."""
        return self.writable and bool(self._redo)

    @property
    def undo_label(self) -> str:
        """What undo would undo; empty when nothing."""
        return self._undo[-1][1] if self._undo else ""

    @property
    def undo_next(self) -> str:
        """The edit that undo would undo; empty when none."""
        return self._undo[-1][0] if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when nothing."""
        return self._redo[-1][1] if self._redo else ""

    def undoing(self, edit: str) -> Reversal:
        """What undoing an edit would come to now; nothing is written. Raises Refusal."""
        with as_refusal(Refusal), self._store.reading():
            return reversal(self._store.log, self._held, edit, self._stamp(""))

    def undo(self) -> list[str]:
        """Undo the last edit; sentences about what was left alone because it was changed since. Raises NotSaved.

        An edit of which nothing can be undone now is named in a sentence and passed over: the next time the one before
        it is undone. It stays in history, from where it can be undone later.
        """
        return self._reverse(self._undo, self._redo, "Undo: {}")

    def redo(self) -> list[str]:
        """Do again what was undone last; as `undo`. Raises NotSaved."""
        return self._reverse(self._redo, self._undo, "{}")

    def undo_edit(self, edit: str) -> list[str]:
        """Undo an edit of whatever time, as an edit of its own; sentences about what was left alone.

        Raises:
            NotSaved: nothing of it is left to undo, or the file cannot be written.
        """
        self._refuse_in_the_past()
        name = self.logbook.label(edit)
        label = _reversed(name)
        done, left_alone = self._write_reversal(edit, name, label)
        if done is None:
            raise NotSaved("There is nothing to undo: what this edit changed is already as it was before.")
        self._undo.append((done.id, label))
        self._redo.clear()
        self._changed(done)
        return left_alone

    def _forget_erased_steps(self) -> None:
        """Forget the steps to undo and to do again whose names could tell what was erased."""
        for steps in (self._undo, self._redo):
            edits = {id_: self._store.log.edit(id_) for id_, _name in steps}
            steps[:] = [step for step in steps if (edit := edits[step[0]]) and edit.label != NEUTRAL]

    def _edit(
        self,
        values: Mapping[str, Mapping[str, Mapping[str, Scalar]]],
        label: str,
        closed: tuple[str, str] | None = None,
        contents: Sequence[bytes] = (),
        *,
        settles: bool = False,
    ) -> None:
        """Write values as one edit; with `closed`, a meeting's key and day, mark its baseline; keep `contents`.

        Where it `settles` what copies disagree about, no other value of these fields is left standing.
        """
        self._take(label, *self._write(values, label, closed, contents, settles=settles))

    def _write(
        self,
        values: Mapping[str, Mapping[str, Mapping[str, Scalar]]],
        label: str,
        closed: tuple[str, str] | None = None,
        contents: Sequence[bytes] = (),
        *,
        settles: bool = False,
    ) -> tuple[Edit | None, list[Baseline], list[tuple[str, str]]]:
        """As `_edit`, in the file alone: the edit, its marks, and the rows that history knows otherwise."""
        self._refuse_in_the_past()
        with as_refusal(NotSaved):
            self._back_up_when_due()
            with self._store.transaction():  # the lock is taken once for what is read and what is written
                log = self._store.log
                edit = (log.compose_settling if settles else log.compose)(values, self._stamp(label))
                for content in contents if edit else ():
                    self._store.keep(content)
                marks = [Baseline(edit.id, *closed)] if closed and edit else []
                if edit is not None:
                    self._store.apply([edit], marks)
                if known := known_to_history(self._held.rows, values, edit):
                    self._store.write_anew(known)
        return edit, marks, list(known)

    def _take(self, label: str, edit: Edit | None, marks: list[Baseline], known: list[tuple[str, str]]) -> None:
        """Take what was written into the plan that is shown, and tell the listeners."""
        if known:
            with as_refusal(NotSaved):
                self._read()
            self._look_again({key for _table, key in known})
            self._tell(EVERYTHING)
        if edit is None:
            return
        self._undo.append((edit.id, label))
        self._redo.clear()
        self._changed(edit, marks)

    def _reverse(self, source: list[tuple[str, str]], target: list[tuple[str, str]], label: str) -> list[str]:
        if not source:
            return []
        self._refuse_in_the_past()
        edit_id, name = source[-1]
        try:
            edit, left_alone = self._write_reversal(edit_id, name, label.format(name))
        except NotUndoable as why:
            edit, left_alone = None, [str(why)]
        source.pop()
        if edit is not None:
            target.append((edit.id, name))
            self._changed(edit)
        return left_alone

    def _write_reversal(self, edit_id: str, name: str, label: str) -> tuple[Edit | None, list[str]]:
        """Undo an edit in the file; what was written, and sentences about what was left alone."""
        with as_refusal(NotSaved):
            self._back_up_when_due()
            with self._store.transaction():
                found = reversal(self._store.log, self._held, edit_id, self._stamp(label))
                if found.edit is None and found.left_alone:
                    raise NotUndoable(f"“{name}” cannot be undone: {_why_not(found.left_alone)}")
                if found.edit is not None:
                    self._store.apply([found.edit])
        return found.edit, list(found.left_alone)

    def _stamp(self, label: str) -> Stamp:
        milliseconds = time.time_ns() // 1_000_000
        id_ = id_after(self._store.log.last(), milliseconds)
        return Stamp(
            id_, written(milliseconds), self.person.name, self.person.role, clean(label).strip() or "Change the plan"
        )

    def _changed(self, edit: Edit, marks: Sequence[Baseline] = ()) -> None:
        kinds = self._held.changed(edit, marks)
        if self.damage:
            self._look_again({change.record for change in edit.changes})
        self._tell(kinds)

    def _as_stored(self, record: R) -> R:
        """A record that was shown without what is illustrative, with what was not changed as it stands in the file."""
        if not self._facts_only:
            return record
        whole, shown = self._held.rows[type(record)].get(record.id), self.plan.find(record.id)
        if whole is None or shown is None or shown == whole:
            return record
        hidden = [n for n in rules(type(record)) if getattr(record, n) == getattr(shown, n)]
        return replace(record, **{name: getattr(whole, name) for name in hidden})

    def _check(self, records: Sequence[Record], beside: Sequence[Record] = ()) -> None:
        """Raises NotSaved where saving records, with others beside them, would make something wrong."""
        check = Check(self._held.whole, (*beside, *records))
        for record in records:
            if found := check.worse(record):
                raise NotSaved(next(iter(found.values())), found)

    def _next_ref(self, kind: type[Record]) -> str:
        refs = [getattr(r, "ref", "") for r in self._held.rows[kind].values()]
        numbers = [ref.removeprefix(f"{kind.PREFIX}-") for ref in refs if ref.startswith(f"{kind.PREFIX}-")]
        digits = [n for n in numbers if n.isdecimal()]
        width = max((len(n) for n in digits), default=2)
        return f"{kind.PREFIX}-{max((int(n) for n in digits), default=0) + 1:0{width}}"

    def _meeting_name(self, meeting: Meeting) -> str:
        body = self._held.whole.find(meeting.body)
        return f"{body.name} {meeting.name[0].lower()}{meeting.name[1:]}" if body else meeting.name


def _why_not(left_alone: Sequence[str]) -> str:
    more = "" if len(left_alone) == 1 else f" And {counted(len(left_alone) - 1, 'other record')}."
    return left_alone[0] + more


def _reversed(label: str) -> str:
    """What undoing an edit of this label is called; undoing an undo is doing again."""
    if label.startswith("Undo: "):
        return f"Do again: {label.removeprefix('Undo: ')}"
    return f"Undo: {label.removeprefix('Do again: ')}"
