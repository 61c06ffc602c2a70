"""The one object through which a plan is read and written."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from app.chronicle import Entry, called
from app.domain import keys
from app.domain.clashes import Clash
from app.domain.fields import Value, clean, problems, rules
from app.domain.plan import Plan
from app.domain.plan_rules import Check
from app.domain.rating import Ratings
from app.domain.records import (
    KINDS,
    Action,
    Attachment,
    DateChange,
    Meeting,
    Milestone,
    Programme,
    Record,
    Thresholds,
)
from app.domain.rows import changes, to_row
from app.domain.schedule import PartialDate
from app.domain.since import Change
from app.domain.since import changes as changes_since
from app.transcript import baseline_in, edit_in, transcript
from db.backups import Backup, Backups, put_back, put_back_for_damaged
from db.contents import digest_of
from db.edits import Baseline, Edit, Scalar
from db.erasing import GONE, NEUTRAL
from db.errors import Refused
from db.history import Stamp
from db.ids import id_after, new_id
from db.store import Store

from . import erasing
from .attaching import content_of
from .bonds import gone_with, no_longer_illustrative
from .copies import Copy, look_at
from .held import Held, Stored
from .logbook import Logbook, Sought
from .past import Moment, Past
from .person import Person
from .refusals import CannotOpen, NotSaved, Refusal, told
from .reversing import Reversal, reversal
from .settling import settling

R = TypeVar("R", bound=Record)
Kinds = frozenset[type[Record]]
_EVERYTHING: Kinds = frozenset(KINDS)
_BACKUP_EVERY = timedelta(hours=1)
_REMOVED = "removed"
"""Why a record is gone that somebody took out of the plan."""


class Workspace:
    """An open plan.

    Attributes:
        path: where the file lies.
        person: who edits.
        logbook: what was done to the plan.
        backup_problem: a sentence where the last backup could not be written; edits are saved all the same.
    """

    def __init__(self, store: Store, person: Person, backups: Path, today: Callable[[], date]):
        self.path = store.path
        self.person = person
        self._store = store
        self._backups = Backups(backups, store.path)
        self._backed_up: datetime | None = None
        self._looked: datetime | None = None  # when there was last a backup to write, if only of an empty plan
        self.backup_problem = ""
        self._today = today
        self._facts_only = False
        self._undo: list[tuple[str, str]] = []  # (edit, what it was called)
        self._redo: list[tuple[str, str]] = []
        self._listeners: list[Callable[[Kinds], None]] = []
        self._held = Held(store, today)
        self.logbook = Logbook(store, self._held)
        self._ratings: Ratings | None = None
        self._since: tuple[Ratings, Sequence[Change]] | None = None
        self._present: Ratings | None = None  # the statuses of now, while one looks back
        self._past: Past | None = None
        self._compare_with = ""
        self._meant: tuple[Plan, str, Baseline | None] | None = None

    # -- opening and closing

    @classmethod
    def open(
        cls, path: Path, person: Person, backups: Path, *, today: Callable[[], date] = date.today, write: bool = True
    ) -> Workspace:
        """The plan at `path`, to write where nobody else does.

        Raises:
            CannotOpen: with the sentence that says how the file is wrong.
        """
        with told(CannotOpen):
            store = Store.open(
                path, str(person), write=write, older=lambda: Backups(backups, path).place(datetime.now(UTC))
            )
            try:
                return cls(store, person, backups, today)
            except BaseException:
                store.close()
                raise

    @classmethod
    def create(
        cls, path: Path, person: Person, backups: Path, title: str = "", *, today: Callable[[], date] = date.today
    ) -> Workspace:
        """A new plan at `path`. With a title it has its programme and its thresholds; without, it holds nothing.

        Raises:
            CannotOpen: something is there already, or the folder does not allow it.
        """
        with told(CannotOpen):
            workspace = cls(Store.create(path, str(person)), person, backups, today)
        if title:
            try:
                programme = workspace.draft(Programme, title=title)
                workspace.save(programme, workspace.draft(Thresholds), label="Start the plan")
            except NotSaved as error:
                workspace.discard()
                raise CannotOpen(str(error)) from error
            workspace._undo.clear()
        return workspace

    def discard(self) -> None:
        """Close a plan that was just made and take it away again, as when what it was made for was refused."""
        self._store.discard()

    def close(self) -> None:
        """Let go of the file and of the right to write it."""
        self._store.close()

    # -- reading

    @property
    def plan(self) -> Plan:
        """The plan as it is now, or as it was where one looks back; without what is illustrative while `facts_only`."""
        whole = self._past.plan if self._past else self._held.whole
        return whole.facts_only if self._facts_only else whole

    @property
    def before(self) -> Plan | None:
        """The plan as it was when the meeting that is compared with was closed; None where none was."""
        baseline = self._compared()
        before = self._held.as_at(baseline) if baseline else None
        return before.facts_only if before and self._facts_only else before

    @property
    def ratings(self) -> Ratings:
        """The statuses of the plan, compared with that meeting."""
        plan, before = self.plan, self.before
        if self._ratings is None:
            self._ratings = Ratings(plan, before)
        elif self._ratings.plan is not plan or self._ratings.before is not before:
            self._ratings = self._ratings.after(plan, before)
        return self._ratings

    @property
    def since(self) -> Sequence[Change]:
        """What changed since that meeting; nothing where none was closed."""
        ratings = self.ratings
        if self._since is None or self._since[0] is not ratings:
            self._since = ratings, changes_since(ratings.plan, ratings.before, ratings)
        return self._since[1]

    @property
    def last_meeting(self) -> Meeting | None:
        """The closed meeting that is compared with: "since the last meeting" speaks of it."""
        baseline = self._compared()
        return self.plan.get(Meeting, baseline.meeting) if baseline else None

    @property
    def compare_with(self) -> str:
        """The key of the body whose last closed meeting is compared with, or of one meeting; empty: of any body."""
        return self._compare_with

    @compare_with.setter
    def compare_with(self, key: str) -> None:
        if key != self._compare_with:
            self._compare_with = key
            self._tell(_EVERYTHING)

    # -- looking back

    @property
    def past(self) -> Past | None:
        """The moment that one looks back to; None while the plan is shown as it is now."""
        return self._past

    def look_back(self, to: Moment) -> None:
        """Show the plan as it was at a closed meeting or a moment, which can only be read; None: as it is now.

        Raises:
            Refusal: the meeting is not closed, or nothing is known of that moment.
        """
        past = None if to is None else Past(self._held, self._store, to)
        if past is None and self._past is None:
            return
        if self._past is None:
            self._present, self._ratings = self._ratings, None
        elif past is None:
            self._present, self._ratings = None, self._present
        self._past = past
        self.logbook.then = past.then if past else None
        self._tell(_EVERYTHING)

    def as_at(self, moment: Moment) -> Plan:
        """The plan as it was at a moment, whatever is shown. Raises Refusal as `look_back` does."""
        whole = self._held.whole if moment is None else Past(self._held, self._store, moment).plan
        return whole.facts_only if self._facts_only else whole

    def compare(self, earlier: Moment, later: Moment = None) -> Sequence[Change]:
        """What changed from one moment to another. Raises Refusal as `look_back` does."""
        then, plan = self.as_at(earlier), self.as_at(later)
        return changes_since(plan, then, Ratings(plan, then))

    @property
    def closed_meetings(self) -> tuple[Meeting, ...]:
        """The closed meetings of which it is known how the plan was, the one held last first."""
        marked = {mark.meeting for mark in self._held.marks}
        found = [m for m in self.plan.all(Meeting) if m.closed and m.day and m.id in marked]
        return tuple(sorted(found, key=lambda m: (m.day or date.min, m.id), reverse=True))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind."""
        return self.plan.all(kind)

    def find(self, key: str) -> Record | None:
        """The record with this key."""
        return self.plan.find(key)

    def named(self, name: str) -> list[Record]:
        """The records that people know by this name: none, one, or several.

        A reference such as "R-014", a kind and number such as "theme 2", the kind alone where a plan has one
        such record ("programme", "thresholds"), or a key.
        """
        wanted = " ".join(name.split()).casefold()
        return [r for kind in KINDS for r in self.plan.all(kind) if wanted and wanted in called(r)]

    def gone(self, key: str) -> Record | None:
        """A record that was removed, as it last was; None where it is there, or never was."""
        found = next((rows[key] for rows in self._held.rows.values() if key in rows), None)
        return found if found and found.deleted else None

    @property
    def last_edit(self) -> str:
        """The id of the last edit that the file holds; empty for a new file. Raises Refusal."""
        with told(Refusal):
            return self._store.log.last()

    def touched_since(self, edit: str) -> list[Record]:
        """The records that edits after this one changed, as they are now, removed ones too. Raises Refusal."""
        with told(Refusal):
            keys = self._store.log.touched_since(edit)
        return [rows[key] for key in keys for rows in self._held.rows.values() if key in rows]

    def removed_named(self, name: str) -> list[Record]:
        """The removed records that people knew by this name; not what was erased for good."""
        wanted = " ".join(name.split()).casefold()
        rows = (record for held in self._held.rows.values() for record in held.values())
        return [r for r in rows if r.deleted not in ("", GONE) and wanted in called(r)]

    @property
    def tables(self) -> dict[str, str]:
        """The table of every record by its key, deleted ones too."""
        return {key: kind.TABLE for kind, rows in self._held.rows.items() for key in rows}

    def removed(self, kind: type[Record]) -> frozenset[str]:
        """The keys of the records of a kind that somebody took out of the plan; not of those whose entry was undone."""
        return frozenset(key for key, r in self._held.rows[kind].items() if r.deleted in (_REMOVED, GONE))

    @property
    def facts_only(self) -> bool:
        """Whether illustrative values are left out."""
        return self._facts_only

    @facts_only.setter
    def facts_only(self, on: bool) -> None:
        if on != self._facts_only:
            self._facts_only = on
            self._ratings = None
            self._tell(_EVERYTHING)

    def history(self, record: Record | None = None) -> list[Entry]:
        """Every edit in words, newest first; with a record, those that changed it or what belongs to it.

        To an indicator belong its readings, removed ones too; to any record the status and confidence that people
        set, what they settled where sources disagree, and where its values come from.

        Raises:
            Refusal: the file cannot be read.
        """
        return list(self.logbook.entries(Sought(record=record)))

    def latest(self, record: Record, limit: int) -> list[Entry]:
        """The newest of a record's history, at most `limit`. Raises Refusal."""
        return list(islice(self.logbook.entries(Sought(record=record)), limit))

    def undoing(self, edit: str) -> Reversal:
        """What undoing an edit would come to now; nothing is written. Raises Refusal."""
        with told(Refusal), self._store.reading():
            return reversal(self._store.log, self._held, edit, self._stamp(""))

    # -- editing

    def draft(self, kind: type[R], /, **values: Any) -> R:
        """A new record, not saved yet: with its key, the next reference and the next number."""
        if kind.PREFIX:
            values.setdefault("ref", self._next_ref(kind))
        if "number" in rules(kind):
            numbers = [getattr(r, "number", 0) or 0 for r in self._held.whole.all(kind)]
            values.setdefault("number", max(numbers, default=0) + 1)
        record = kind(id="", **values)
        return replace(record, id=keys.key_of(record) if kind.SLOT else new_id())

    def save(self, *records: Record, label: str) -> None:
        """Write records as one edit: one transaction, one undo step, one line of history.

        A value entered by hand is no longer illustrative.

        Raises:
            NotSaved: a rule refuses a field, a record refers to nothing, or the file cannot be written.
        """
        records = tuple(self._as_stored(replace(r, id=keys.key_of(r)) if r.SLOT else r) for r in records)
        self._check(records)
        records += tuple(no_longer_illustrative(self._held, records))
        values: dict[str, dict[str, dict[str, Scalar]]] = {}
        for record in records:
            there = self._held.rows[type(record)].get(record.id)
            if changed := changes(there, record) if there else _all_of(record):
                values.setdefault(record.TABLE, {})[record.id] = changed
        self._edit(values, label)

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

    def attach(self, record: Record, path: Path, title: str = "", day: PartialDate | None = None) -> Attachment:
        """Put a file into the plan: a letter, or evidence for `record`. At most `LARGEST_ATTACHMENT` bytes.

        Raises:
            NotSaved: the file cannot be read or is too large (said of the field "filename"), or cannot be saved.
        """
        content = content_of(path)
        attachment = self.draft(
            Attachment, record=record.id, title=title or path.stem, filename=path.name, digest=digest_of(content),
            size=len(content), day=day,
        )  # fmt: skip
        self._check((attachment,))
        row = to_row(attachment)
        del row["id"]
        self._edit({Attachment.TABLE: {attachment.id: row}}, f"Attach {attachment.title}", content=content)
        return attachment

    def content(self, attachment: Attachment) -> bytes:
        """What an attachment holds. Raises Refusal where it is lost or damaged."""
        with told(Refusal):
            return self._store.content(attachment.digest)

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
            values.setdefault(record.TABLE, {})[record.id] = {"deleted": _REMOVED}
        self._edit(values, label)

    def erasable(self, record: Record) -> list[erasing.Erasable]:
        """The fields of a record that hold words, or once held some. Raises Refusal."""
        with told(Refusal):
            return erasing.parts(self._store, self._held.rows[type(record)].get(record.id, record))

    def erased_with(self, record: Record) -> list[Record]:
        """What is erased with a whole record, without itself: what hangs on it, removed records too."""
        return erasing.hanging(self._held.rows, record)[1:]

    def erase(
        self,
        record: Record,
        fields: Sequence[str] | None = None,
        *,
        also: Sequence[Record] = (),
        reason: str,
        second: str,
        words: str = "",
        backups: bool = True,
    ) -> erasing.Erased:
        """Erase fields of a record for good, or without `fields` all of it with what hangs on it. Nothing undoes it.

        `also` are other records that go as a whole, such as what is said of this one. The file is written anew, `words`
        are looked for in what is left, and with `backups` the same is erased in every backup.

        Raises:
            NotSaved: reason or second person are missing or the reason tells it, or the file cannot be written.
        """
        self._refuse_in_the_past()
        with told(NotSaved):
            what = erasing.wanted(self._held, record, fields, also)
            texts = erasing.texts_of(self._store, self._held, what)
            agreed = erasing.agreed(self.person, reason, second, words, texts)
            edit = erasing.write(self._store, self._held, record, what, agreed, self._stamp)
            self._read()
            self._forget_erased_steps()
            found = erasing.afterwards(self._store, self._held, self._backups if backups else None, edit, self.person,
                                       {*texts, agreed.words} - {""})  # fmt: skip
        self._tell(_EVERYTHING)
        return found

    def erase_in_backups(self, found: erasing.Erased) -> erasing.Steps:
        """Erase the same in every backup, for long work: yields (done, total, what), returns what came of it all."""
        return erasing.erase_in_backups(self._backups, found, self.person)

    def said_of(self, record: Record) -> list[erasing.Said]:
        """What is said of a record in records that are found beside it alone, removed ones too."""
        return erasing.said_of(self._held, record)

    def may_erase_whole(self, record: Record) -> bool:
        """Whether a record can be erased as a whole; a plan cannot be without its programme and thresholds."""
        return erasing.may_go_whole(record)

    @staticmethod
    def delete_unreached(found: erasing.Erased) -> list[Path]:
        """Delete the backups and damaged files in which nothing could be erased; those that are still there."""
        return erasing.delete(found.unreached)

    def close_meeting(self, meeting: Meeting) -> None:
        """Close a meeting and mark its baseline: what is known now, and the day the plan now speaks of."""
        there = self._held.whole.find(meeting.id)
        if not isinstance(there, Meeting):
            raise NotSaved("This meeting is not in the plan.")
        if there.closed:
            raise NotSaved("This meeting is closed already.")
        day = self._held.whole.position.isoformat()
        values = {"meeting": {meeting.id: {"closed": day}}}
        self._edit(values, f"Close the {self._meeting_name(there)}", (there.id, day))

    def reopen_meeting(self, meeting: Meeting) -> None:
        """Open a closed meeting again; what is compared falls back to the one before it."""
        there = self._held.whole.find(meeting.id)
        if not isinstance(there, Meeting) or not there.closed:
            raise NotSaved("This meeting is open.")
        self.save(replace(there, closed=None), label=f"Reopen the {self._meeting_name(there)}")

    def _compared(self) -> Baseline | None:
        """The baseline of the meeting that is compared with."""
        whole, wanted = self._past.plan if self._past else self._held.whole, self._compare_with
        if self._meant is None or self._meant[0] is not whole or self._meant[1] != wanted:
            if self._past:
                found = self._past.compared_with(wanted)
            else:
                found = self._held.last_closed(whole, self._held.marks, wanted)
            self._meant = whole, wanted, found
        return self._meant[2]

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
    def redo_label(self) -> str:
        """What redo would do again; empty when nothing."""
        return self._redo[-1][1] if self._redo else ""

    def undo(self) -> list[str]:
        """Undo the last edit; sentences about what was left alone because it was changed since. Raises NotSaved."""
        return self._reverse(self._undo, self._redo, "Undo: {}")

    def redo(self) -> list[str]:
        """Do again what was undone last. Raises NotSaved."""
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

    def listen(self, callback: Callable[[Kinds], None]) -> Callable[[], None]:
        """Call `callback` with the kinds that changed, after every change; returns what stops it."""
        self._listeners.append(callback)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(callback)

        return stop

    # -- one writer, several readers

    @property
    def writable(self) -> bool:
        """Whether edits can be saved."""
        return self._past is None and self._store.writable

    @property
    def why_read_only(self) -> str:
        """One sentence; empty while writable."""
        return self._past.why_read_only if self._past else self._store.why_read_only

    @property
    def writer(self) -> str:
        """Who is writing, as they gave their name."""
        return self._store.writer

    @property
    def can_start_editing(self) -> bool:
        """Whether somebody else held the right to write and has left."""
        return self._past is None and not self.writable and self._store.free

    def start_editing(self) -> bool:
        """Take the right to write; whether it worked. Raises Refusal where the file is not sound any more."""
        with told(Refusal):
            if not self._store.start_writing(str(self.person)):
                return False
            self._read()
        self._tell(_EVERYTHING)
        return True

    def refresh(self) -> bool:
        """Read again where another program has written or the day has changed; whether anything was read."""
        if self._store.moved():
            try:
                self._read()
            except Refused:  # somebody is writing just now: the next call finds it
                return False
        elif self._held.whole.today != self._today():
            self._held.forget()
            self._ratings = None
        else:
            return False
        self._tell(_EVERYTHING)
        return True

    # -- copies

    def save_copy(self, target: Path) -> None:
        """Write a whole copy of the plan, its history included, to `target`. Raises Refusal."""
        if target.resolve() == self.path.resolve():
            raise Refusal("This is the plan itself: choose another name for the copy.")
        with told(Refusal):
            self._store.copy_to(target)

    def look_at(self, copy: Path) -> Generator[tuple[int, int, str], None, Copy]:
        """What a copy would bring; nothing is written. Yields (done, total, what), and may run on another thread.

        Raises:
            Refusal: the plan cannot be written now, or what is wrong with the copy.
        """
        self._refuse_in_the_past()
        if not self.writable:
            raise Refusal(self.why_read_only)
        return look_at(self._held, self.path, copy)

    def bringing_home(self, copy: Copy) -> Generator[tuple[int, int, str], None, Stored]:
        """Add what a copy would bring: all of it or, when refused, nothing. What the plan holds is backed up first.

        Yields (done, total, what); may run on another thread while nothing else is written. What it returns is given
        to `take_in`.

        Raises:
            NotSaved: no backup can be written, or the file cannot.
        """
        self._refuse_in_the_past()
        arrival = copy.arrival
        with told(NotSaved):
            yield 0, 3, "Writing a backup"
            self._back_up()
            yield 1, 3, "Bringing the copy in"
            with self._store.transaction():
                for content in arrival.contents:
                    self._store.keep(content)
                self._store.apply((*arrival.edits, *arrival.erased), arrival.baselines)
                if arrival.edits:
                    stamp = self._stamp(copy.label)
                    line = Edit(stamp.id, stamp.at, stamp.author, stamp.role, stamp.label, "", ())
                    self._store.apply([line.sealed()])
                stored = self._held.stored(copy.touched)  # inside, so that what cannot be read is not kept
            if erases := tuple(edit for edit in arrival.edits if edit.erases):
                yield from erasing.erase_in_backups(self._backups, erasing.Erased(erases), self.person)
        yield 3, 3, "Done"
        return stored

    def take_in(self, stored: Stored) -> None:
        """Take what the file holds now, after a copy was brought in, and tell the listeners."""
        self._held.hold(*stored)
        self._ratings = self._present = None
        self._forget_erased_steps()
        self._tell(_EVERYTHING)

    def settle_clash(self, clash: Clash, values: Mapping[str, Value]) -> None:
        """Settle what copies disagree about: these values of its fields hold, and no other is left standing.

        Where one removed what another changed, "deleted" is among them: empty brings the record back, with what went
        with it.

        Raises:
            NotSaved: a rule refuses a value, or the file cannot be written.
        """
        with told(NotSaved):
            settled = settling(self._held, self._store.log, clash, values)
        moved = self.moved(settled.record, "Settled between two copies") if not settled.record.deleted else []
        if not settled.record.deleted:
            self._check((settled.record, *moved))
        for other in (*moved, *no_longer_illustrative(self._held, (settled.record,))):
            there = self._held.rows[type(other)].get(other.id)
            settled.values.setdefault(other.TABLE, {})[other.id] = changes(there, other) if there else _all_of(other)
        self._edit(settled.values, f"Settle {clash.about}", settles=True)

    def backups(self) -> list[Backup]:
        """The backups of this plan, newest first."""
        return self._backups.all()

    @property
    def backed_up(self) -> datetime | None:
        """When a backup was last written in this opening, UTC."""
        return self._backed_up

    def restore(self, backup: Backup) -> None:
        """Put a backup in the plan's place. What the plan holds now is backed up first. Raises Refusal.

        What was erased for good stays so, whenever the backup was written.
        """
        if not self.writable:
            raise Refusal(self.why_read_only)
        with told(Refusal):
            self._back_up()
            erased = self._store.log.erasing()
            self._store.replace_with(backup.path, put_back)
            self._store.apply(erased)
            self._read()
        self._undo.clear()
        self._redo.clear()
        self._tell(_EVERYTHING)

    def check(self) -> list[str]:
        """Everything that is wrong with the file, a sentence each; empty when it is sound. Raises Refusal."""
        with told(Refusal):
            return self._store.check()

    # -- the plan as text

    def dump(self) -> dict[str, Any]:
        """The whole plan as plain data: edits, baselines, and what is computed from them. See docs/plan-format.md."""
        with told(Refusal):
            return self._transcript()

    def _transcript(self) -> dict[str, Any]:
        held = self._held
        last = held.last_closed(held.whole, held.marks)
        before = held.as_at(last) if last else None
        return transcript(self._store.log, self._store.contents(), held.whole, before)

    def bring_in(
        self,
        edits: Iterable[Mapping[str, Any]],
        baselines: Iterable[Mapping[str, Any]] = (),
        contents: Iterable[bytes] = (),
    ) -> int:
        """Add edits (as `exchange.planfile.expand` gives them) to the plan: all of them or, when refused, none.

        Returns:
            How many of them the plan did not hold yet.

        Raises:
            NotSaved: an edit was changed after it was written, or the file cannot be written.
        """
        self._refuse_in_the_past()
        with told(NotSaved):
            self._try_to_back_up()
            before, erased = self._store.log.count(), self._store.log.erasing()
            with self._store.transaction():
                for content in contents:
                    self._store.keep(content)
                for batch in _batches(edits):
                    self._bring_in(batch)
                self._store.apply([], [baseline_in(b) for b in baselines])
                stored = self._held.stored()  # inside, so that what cannot be read is not kept
            count = self._store.log.count() - before
            if erases := tuple(edit for edit in self._store.log.erasing() if edit not in erased):
                erasing.finished(erasing.erase_in_backups(self._backups, erasing.Erased(erases), self.person))
        self.take_in(stored)
        return count

    def _bring_in(self, batch: Sequence[Mapping[str, Any]]) -> None:
        """Edits that a dump holds, all at once: a later one may erase what an earlier one tells; or one by hand."""
        edits = [edit for given in batch if (edit := edit_in(given, self._store.log))]
        mark = batch[0].get("baseline")
        marks = [Baseline(edits[0].id, mark["meeting"], mark["position"])] if mark and edits else []
        self._store.apply(edits, marks)

    # -- inside

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
        content: bytes | None = None,
        *,
        settles: bool = False,
    ) -> None:
        """Write values as one edit; with `closed`, a meeting's key and day, mark its baseline; keep `content`.

        Where it `settles` what copies disagree about, no other value of these fields is left standing.
        """
        self._refuse_in_the_past()
        with told(NotSaved):
            self._back_up_when_due()
            with self._store.transaction():  # the lock is taken once for what is read and what is written
                log = self._store.log
                edit = (log.compose_settling if settles else log.compose)(values, self._stamp(label))
                if edit is None:
                    return
                if content is not None:
                    self._store.keep(content)
                marks = [Baseline(edit.id, *closed)] if closed else []
                self._store.apply([edit], marks)
        self._undo.append((edit.id, label))
        self._redo.clear()
        self._changed(edit, marks)

    def _reverse(self, source: list[tuple[str, str]], target: list[tuple[str, str]], label: str) -> list[str]:
        if not source:
            return []
        self._refuse_in_the_past()
        edit_id, name = source[-1]
        edit, left_alone = self._write_reversal(edit_id, name, label.format(name))
        source.pop()
        if edit is not None:
            target.append((edit.id, name))
            self._changed(edit)
        return left_alone

    def _write_reversal(self, edit_id: str, name: str, label: str) -> tuple[Edit | None, list[str]]:
        """Undo an edit in the file; what was written, and sentences about what was left alone."""
        with told(NotSaved):
            self._back_up_when_due()
            with self._store.transaction():
                found = reversal(self._store.log, self._held, edit_id, self._stamp(label))
                if found.edit is None and found.left_alone:
                    raise NotSaved(f"“{name}” cannot be undone: what it changed was changed again since.")
                if found.edit is not None:
                    self._store.apply([found.edit])
        return found.edit, list(found.left_alone)

    def _refuse_in_the_past(self) -> None:
        if self._past is not None:
            raise NotSaved(self._past.why_read_only)

    def _stamp(self, label: str) -> Stamp:
        now = datetime.now(UTC)
        id_ = id_after(self._store.log.last(), int(now.timestamp() * 1000))
        at = now.isoformat(timespec="seconds").replace("+00:00", "Z")
        return Stamp(id_, at, self.person.name, self.person.role, clean(label).strip() or "Change the plan")

    def _changed(self, edit: Edit, marks: Sequence[Baseline] = ()) -> None:
        kinds = self._held.changed(edit, marks)
        self._tell(kinds)

    def _read(self) -> None:
        """Read every record. Raises Refused, and then nothing has changed here."""
        self._held.read()
        self._ratings = self._present = None
        if self._past is not None:
            try:
                self._past = Past(self._held, self._store, self._past.to)
            except Refusal:  # another file lies there now
                self._past = None

    def _tell(self, kinds: Kinds) -> None:
        for listener in tuple(self._listeners):
            listener(kinds)

    def _as_stored(self, record: R) -> R:
        """A record that was shown without what is illustrative, with what was not changed as it stands in the file."""
        if not self._facts_only:
            return record
        whole, shown = self._held.rows[type(record)].get(record.id), self.plan.find(record.id)
        if whole is None or shown is None or shown == whole:
            return record
        hidden = [n for n in rules(type(record)) if getattr(record, n) == getattr(shown, n)]
        return replace(record, **{name: getattr(whole, name) for name in hidden})

    def _check(self, records: Sequence[Record]) -> None:
        check = Check(self._held.whole, records)
        for record in records:
            found = problems(record) or check.of(record)
            if found:
                raise NotSaved(next(iter(found.values())), found)

    def _back_up_when_due(self) -> None:
        """Write a backup before the first edit and then every hour; that it fails keeps nobody from saving."""
        if self._looked is None or datetime.now(UTC) - self._looked >= _BACKUP_EVERY:
            self._try_to_back_up()

    def _try_to_back_up(self) -> None:
        try:
            self._back_up()
        except Refused as error:
            self.backup_problem = f"Your changes are saved, but no backup is being written. {error}"

    def _back_up(self) -> None:
        now = datetime.now(UTC)
        if self._store.writable and self._store.log.last():  # an empty plan holds nothing to go back to
            self._store.copy_to(self._backups.place(now))
            self._backups.thin(now)
            self._backed_up = now
        self._looked = now
        self.backup_problem = ""

    def _next_ref(self, kind: type[Record]) -> str:
        refs = [getattr(r, "ref", "") for r in self._held.rows[kind].values()]
        numbers = [ref.removeprefix(f"{kind.PREFIX}-") for ref in refs if ref.startswith(f"{kind.PREFIX}-")]
        digits = [n for n in numbers if n.isdecimal()]
        width = max((len(n) for n in digits), default=2)
        return f"{kind.PREFIX}-{max((int(n) for n in digits), default=0) + 1:0{width}}"

    def _meeting_name(self, meeting: Meeting) -> str:
        body = self._held.whole.find(meeting.body)
        return f"{body.name} {meeting.name[0].lower()}{meeting.name[1:]}" if body else meeting.name


def _batches(edits: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    for alone, found in groupby(edits, key=lambda given: given["changes"] is None or bool(given.get("baseline"))):
        batch = list(found)
        yield from ([given] for given in batch) if alone else [batch]


def backups_of(path: Path, backups: Path) -> list[Backup]:
    """The backups of the plan at `path`, newest first, whether or not it can be opened."""
    return Backups(backups, path).all()


def recover(path: Path, backup: Backup, person: Person) -> Path:
    """Put a backup in the place of a plan that cannot be opened.

    Returns:
        Where the damaged file was put aside; `path` where there was none.

    Raises:
        CannotOpen: somebody is writing the plan, the backup is damaged too, or the place cannot be written.
    """
    with told(CannotOpen):
        return put_back_for_damaged(backup.path, path, str(person), datetime.now(UTC))


def _reversed(label: str) -> str:
    """What undoing an edit of this label is called; undoing an undo is doing again."""
    if label.startswith("Undo: "):
        return f"Do again: {label.removeprefix('Undo: ')}"
    return f"Undo: {label.removeprefix('Do again: ')}"


def _all_of(record: Record) -> dict[str, Scalar]:
    """What a new record stores, its key aside."""
    row = to_row(record)
    del row["id"]
    return row
