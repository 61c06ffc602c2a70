"""The open file: who may write it, who listens, and its backups."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.bonds import told_with
from app.domain.records import (
    KINDS,
    Record,
)
from db.backups import Backup, Backups, copy_plan
from db.checking import Fault, of_records
from db.errors import Refused
from db.store import Store
from db.verifying import Steps, finished, verification

from .damage import Damage, told
from .logbook import Logbook
from .past import Past
from .person import Person
from .record_cache import RecordCache
from .refusals import NotSaved, Refusal, as_refusal

if TYPE_CHECKING:
    from app.drafts import Drafts

Kinds = frozenset[type[Record]]
EVERYTHING: Kinds = frozenset(KINDS)
_BACKUP_EVERY = timedelta(hours=1)
_UNSAFE = "Your changes are saved, but no backup is being written."


class Opened:
    """The open file of a plan.

    Attributes:
        path: where the file lies.
        person: who edits.
        logbook: what was done to the plan.
        past: the moment that one looks back to; None while the plan is shown as it is now.
        backup_problem: a sentence where the last backup could not be written; edits are saved all the same.
        verifying: whether all of the file is being held against its history just now.
        verified: whether all of the file was held against its history since it was opened; edits verify themselves.
        damage: what is known to be wrong with the file.
        replaced: a sentence where who reads is shown another file than before, which lacks what was in that one.
    """

    def __init__(self, store: Store, person: Person, backups: Path, today: Callable[[], date]):
        self.path = store.path
        self.person = person
        self.past: Past | None = None
        self.backup_problem = self.replaced = ""
        self.verified = False
        self.damage: tuple[Damage, ...] = ()
        self.verifying = False
        self._store = store
        self._today = today
        self._backups = Backups(backups, store.path)
        self._drafts = backups.with_name("drafts")
        self._backed_up: datetime | None = None
        self._looked: datetime | None = None  # when there was last a backup to write, if only of an empty plan
        self._listeners: list[Callable[[Kinds], None]] = []
        self._held = RecordCache(store, today)
        self.logbook = Logbook(store, self._held)

    def listen(self, callback: Callable[[Kinds], None]) -> Callable[[], None]:
        """Call `callback` with the kinds that changed, after every change; returns what stops it."""
        self._listeners.append(callback)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(callback)

        return stop

    @property
    def writable(self) -> bool:
        """Whether edits can be saved."""
        return self.past is None and self._store.writable

    @property
    def why_read_only(self) -> str:
        """One sentence; empty while writable."""
        return self.past.why_read_only if self.past else self._store.why_read_only

    @property
    def writer(self) -> str:
        """Who is writing, as they gave their name."""
        return self._store.writer

    @property
    def can_start_editing(self) -> bool:
        """Whether somebody else held the right to write and has left."""
        return self.past is None and not self.writable and self._store.free

    def start_editing(self) -> bool:
        """Take the right to write; whether it worked. Raises Refusal where the file is not sound any more."""
        with as_refusal(Refusal):
            if not self._store.start_writing(str(self.person)):
                return False
            self._read()
        self._tell(EVERYTHING)
        return True

    def verification(self) -> Steps:
        """Hold all of the file against its history, on whatever thread; `note_faults` is given what it returns.

        Yields (done, total, what). Raises Refusal where the file cannot be read.
        """
        self.verifying = True
        try:
            with as_refusal(Refusal):
                return (yield from verification(self.path, self._store.log))
        finally:
            self.verifying = False

    def note_faults(self, faults: Iterable[Fault]) -> None:
        """Take what a verification found for what is wrong with the file, on whatever thread; then comes `doubt`."""
        self.damage, self.verified = told(faults, self._held.rows), True

    def doubt(self) -> None:
        """Let nothing that is known to be wrong be believed, on the thread that shows the plan. Raises Refusal."""
        with as_refusal(Refusal):
            new = self._held.doubt({each.record: each.fields for each in self.damage if each.fields})
        if new:
            self._tell(EVERYTHING)

    def verify(self) -> tuple[Damage, ...]:
        """What is wrong with the file, which is looked at unless it was since it was opened. Raises Refusal."""
        self._verify()
        self.doubt()
        return self.damage

    def _verify(self) -> None:
        if not self.verified:
            self.note_faults(finished(self.verification()))

    def look_at(self, record: Record) -> tuple[Damage, ...]:
        """What is wrong with a record and with what is told with it, found at once. Raises Refusal."""
        beside = told_with(self._held.rows, record)
        keys = {record.id, *(key for key in beside if any(key in rows for rows in self._held.rows.values()))}
        if not self.verified:
            self._look_again(keys)
        return tuple(found for found in self.damage if found.record in keys)

    def _look_again(self, keys: Collection[str]) -> None:
        """Look at the records with these keys, whatever was known of them."""
        with as_refusal(Refusal), self._store.reading() as connection:
            found = told(of_records(connection, self._store.log, keys), self._held.rows)
        self.damage = (*(known for known in self.damage if known.record not in keys), *found)
        self.doubt()

    def _know_nothing(self) -> None:
        """Another file lies in the place of this one: nothing is known of it."""
        self.damage, self.verified = (), False
        self.doubt()

    @property
    def file_problem(self) -> str:
        """Why the file is no longer what was opened and written, as `refresh` found it last; a sentence, or empty."""
        return self._store.watch.lost

    def look_at_file(self) -> str:
        """Look at the file, as `refresh` does, and read nothing; the `file_problem`."""
        return self._store.look()

    def refresh(self) -> bool:
        """Read again where another program has written or the day has changed; whether anything was read.

        What was found to be wrong meanwhile, on another thread, is believed no more.
        """
        self._store.look()
        with contextlib.suppress(Refusal):  # what cannot be read is told by `look`
            self.doubt()
        last = "" if self._store.writable else self._store.watch.last
        if self._store.moved():
            self.verified = False
            try:
                self._read()
            except Refused:  # somebody is writing just now: the next call finds it
                return False
            if last and self._store.log.edit(last) is None:
                self.replaced = (
                    f"{self.path.name} is another file now: it lacks what was last changed in the one before."
                )
        elif self._held.whole.today != self._today():
            self._forget()
        else:
            return False
        self._tell(EVERYTHING)
        return True

    def close(self) -> None:
        """Let go of the file and of the right to write it."""
        self._store.close()

    def discard(self) -> None:
        """Close a plan that was just made and take it away again, as when what it was made for was refused."""
        self._store.discard()

    @property
    def drafts(self) -> Drafts:
        """What was typed here and not saved."""
        from app.drafts import Drafts  # the first painting needs none

        return Drafts(self._drafts, self.path)

    def backups(self) -> list[Backup]:
        """The backups of this plan, newest first."""
        return self._backups.all()

    @property
    def backed_up(self) -> datetime | None:
        """When a backup was last written in this opening, UTC."""
        return self._backed_up

    def _refuse_in_the_past(self) -> None:
        if self.past is not None:
            raise NotSaved(self.past.why_read_only)

    def _read(self) -> None:
        """Read every record. Raises Refused, and then nothing has changed here."""
        self._held.read()
        if self.past is not None:
            try:
                self.past = Past(self._held, self._store, self.past.to)
            except Refusal:  # another file lies there now
                self.past = None

    def _forget(self) -> None:
        """Work out anew what depends on the day."""
        self._held.forget()

    def _tell(self, kinds: Kinds) -> None:
        for listener in tuple(self._listeners):
            listener(kinds)

    def _back_up_when_due(self) -> None:
        """Write a backup before the first edit and then every hour; that it fails keeps nobody from saving."""
        if self._backup_is_due:
            self._try_to_back_up()

    @property
    def _backup_is_due(self) -> bool:
        return self._looked is None or datetime.now(UTC) - self._looked >= _BACKUP_EVERY

    def backup_ahead(self) -> Callable[[], None] | None:
        """What writes, on whatever thread, the backup that the next edit would wait for; None where none is due."""
        if not self.writable or self.file_problem or not self._backup_is_due or not self._store.log.last():
            return None
        now = self._looked = datetime.now(UTC)

        def write() -> None:
            try:
                if not self._backups.holds(self.path):
                    copy_plan(self.path, self._backups.place(now))
                    self._thin(now)
                    self._backed_up = now
                self.backup_problem = ""
            except Refused as error:
                self.backup_problem = f"{_UNSAFE} {error}"

        return write

    def _try_to_back_up(self) -> None:
        try:
            self._back_up()
        except Refused as error:
            self.backup_problem = f"{_UNSAFE} {error}"

    def _back_up(self) -> None:
        now = datetime.now(UTC)
        if self._store.writable and self._store.log.last():  # an empty plan holds nothing to go back to
            self._store.copy_to(self._backups.place(now), private=True)
            self._thin(now)
            self._backed_up = now
        self._looked = now
        self.backup_problem = ""

    def _thin(self, now: datetime) -> None:
        """Thin the backups where the plan is sound: while it is not, older ones may be the last good ones."""
        if self._backups.surplus(now) and not self.verifying:
            with contextlib.suppress(Refusal):
                self._verify()
                if not self.damage:
                    self._backups.thin(now)
