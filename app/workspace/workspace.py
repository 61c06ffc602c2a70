"""The one object through which a plan is read and written: open, copies, erasing, the plan as text."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.figures import counted, listed
from app.domain.plan import Plan
from app.domain.records import (
    IssuedPaper,
    Programme,
    Record,
    Thresholds,
)
from db.backups import Backup, Backups, put_back, put_back_for_damaged
from db.edits import Baseline, Edit, moment, written
from db.erasing import GONE
from db.errors import Refused
from db.ids import content_of
from db.store import Store

from . import erasing, issuing
from .damage import odd_values, told
from .editing import PlanEditor
from .issuing import Issue
from .opened import EVERYTHING
from .person import Person
from .record_cache import Stored
from .refusals import CannotOpen, NotSaved, Refusal, as_refusal
from .schema import SCHEMA

if TYPE_CHECKING:
    from .copies import Copy


class Workspace(PlanEditor):
    """An open plan."""

    @classmethod
    def open(
        cls, path: Path, person: Person, backups: Path, *, today: Callable[[], date] = date.today, write: bool = True
    ) -> Workspace:
        """The plan at `path`, to write where nobody else does.

        Raises:
            CannotOpen: with the sentence that says how the file is wrong.
        """
        with as_refusal(CannotOpen):
            store = Store.open(
                path, str(person), SCHEMA, write=write, older=lambda: Backups(backups, path).place(datetime.now(UTC))
            )
            try:
                workspace = cls(store, person, backups, today)
                if workspace.writable and workspace._backups.owed:
                    owed = erasing.ErasureResult(tuple(store.log.erasing()))
                    erasing.finished(erasing.erase_in_backups(workspace._backups, owed, person))
                return workspace
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
        with as_refusal(CannotOpen):
            workspace = cls(Store.create(path, str(person), SCHEMA), person, backups, today)
        if title:
            try:
                programme = workspace.draft(Programme, title=title)
                workspace.save(programme, workspace.draft(Thresholds), label="Start the plan")
            except NotSaved as error:
                workspace.discard()
                raise CannotOpen(str(error)) from error
            workspace._undo.clear()
        return workspace

    def erasable(self, record: Record) -> list[erasing.Erasable]:
        """The fields of a record that hold words, or once held some. Raises Refusal."""
        with as_refusal(Refusal):
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
    ) -> erasing.ErasureResult:
        """Erase fields of a record for good, or without `fields` all of it with what hangs on it. Nothing undoes it.

        `also` are other records that go as a whole, such as what is said of this one. The file is written anew, `words`
        are looked for in what is left, and with `backups` the same is erased in every backup.

        Raises:
            NotSaved: reason or second person are missing or the reason tells it, or the file cannot be written.
        """
        self._refuse_in_the_past()
        with as_refusal(NotSaved):
            what = erasing.wanted(self._held, record, fields, also)
            texts = erasing.texts_of(self._store, self._held, what)
            agreed = erasing.agreed(self.person, reason, second, words, texts)
            owed, kept = self._backups.owed, {paper.id for paper in self._papers() if paper.kept}
            self._backups.owe()
            try:
                edit = erasing.write(self._store, self._held, record, what, agreed, self._stamp)
            except BaseException:  # nothing was erased
                if not owed:
                    self._backups.settle()
                raise
            self._read()
            self._forget_erased_steps()
            found = erasing.afterwards(self._store, self._held, self._backups if backups else None, edit, self.person,
                                       {*texts, agreed.words} - {""})  # fmt: skip
            found = found._replace(papers=tuple(p for p in self._papers() if p.id in kept and not p.kept))
        self._forget_drafts([edit], {*texts, agreed.words} - {""})
        self._tell(EVERYTHING)
        return found

    def _forget_drafts(self, erases: Iterable[Edit], texts: Collection[str] = ()) -> None:
        """Keep nothing that was typed of what these edits erased, nor anything that holds one of these texts."""
        self.drafts.forget({change.record for edit in erases for change in edit.changes}, texts)

    def next_issue(self, like: IssuedPaper) -> IssuedPaper:
        """A paper that is to be issued, with its key, its version, what it supersedes, and who issues it today."""
        from app.domain.issued import next_version

        papers = self._held.whole.unordered(IssuedPaper)
        about = {n: getattr(like, n) for n in ("paper", "meeting", "since", "theme", "form", "restricted", "locked")}
        made = self.draft(IssuedPaper, **about, by=self.person.name, day=self._today(), position=like.position)
        return next_version(papers, made)

    def issue(self, *issues: Issue) -> list[IssuedPaper]:
        """Record papers that were issued, and keep their files, as one edit; the records.

        Raises:
            NotSaved: a file is too large to be kept, or the plan's cannot be written.
        """
        with as_refusal(NotSaved):
            papers = [issuing.recorded(self._store, issue) for issue in issues]
        self._check(papers)
        named = listed(list(dict.fromkeys(paper.name for paper in papers)))
        self._edit(issuing.values_of(papers), f"Issue {named}", contents=[issue.content for issue in issues])
        return papers

    def as_issued(self, paper: IssuedPaper | None) -> Plan | None:
        """The plan as it was in this file when a paper was issued; None where that is not known."""
        if paper is None:
            return None
        with as_refusal(Refusal):
            first = next(iter(self._store.log.steps(paper.id)), None)
        try:
            made = self._store.log.edit(first[0]) if first else None
            return self.as_at(moment(made.at)) if made else None
        except Refusal:
            return None

    def drop_files(self, *papers: IssuedPaper) -> None:
        """Drop the files of issued papers for good; their records and digests stay. Nothing undoes it. Raises NotSaved.

        Backups keep them, as what was taken out of the plan in any other way.
        """
        self._refuse_in_the_past()
        with as_refusal(NotSaved):
            self._back_up_when_due()
            with self._store.transaction():
                stamp = self._stamp(f"Drop {counted(len(papers), 'file')} of issued papers")
                if edit := issuing.dropping(self._store, papers, stamp, self.person.name):
                    self._store.apply([edit])
            self._read()
        self._tell(EVERYTHING)

    def papers_naming(self, records: Iterable[Record]) -> list[IssuedPaper]:
        """The issued papers that name one of these records and whose file is kept: it goes where that is erased."""
        return issuing.naming(self._papers(), {record.id for record in records})

    def _papers(self) -> list[IssuedPaper]:
        """Every issued paper, removed ones too."""
        return [p for p in self._held.rows[IssuedPaper].values() if isinstance(p, IssuedPaper)]

    def is_erased(self, key: str) -> bool:
        """Whether the record with this key was erased for good."""
        found = self.gone(key)
        return found is not None and found.deleted == GONE

    def erase_in_backups(self, found: erasing.ErasureResult) -> erasing.Steps:
        """Erase the same in every backup, for long work: yields (done, total, what), returns what came of it all."""
        return erasing.erase_in_backups(self._backups, found, self.person)

    def said_of(self, record: Record) -> list[erasing.Mention]:
        """What is said of a record in records that are found beside it alone, removed ones too."""
        return erasing.said_of(self._held, record)

    def may_erase_whole(self, record: Record) -> bool:
        """Whether a record can be erased as a whole; a plan cannot be without its programme and thresholds."""
        return erasing.may_go_whole(record)

    @staticmethod
    def delete_unreached(found: erasing.ErasureResult) -> list[Path]:
        """Delete the backups and damaged files in which nothing could be erased; those that are still there."""
        return erasing.delete(found.unreached)

    def save_copy(self, target: Path) -> None:
        """Write a whole copy of the plan, its history included, to `target`. Raises Refusal.

        Where other programs took the file away or wrote over it, the copy is made of what is still held of it.
        """
        if target.resolve() == self.path.resolve():
            raise Refusal("This is the plan itself: choose another name for the copy.")
        with as_refusal(Refusal):
            if self._store.look():
                from db.rescue import rescue

                rescue(self._store, self._backups.paths(), target, str(self.person))
            else:
                self._store.copy_to(target)

    def preview_merge(self, copy: Path) -> Generator[tuple[int, int, str], None, Copy]:
        """What a copy would bring; nothing is written. Yields (done, total, what), and may run on another thread.

        Raises:
            Refusal: the plan cannot be written now, or what is wrong with the copy.
        """
        self._refuse_in_the_past()
        if not self.writable:
            raise Refusal(self.why_read_only)
        from .copies import preview_merge

        return preview_merge(self._held, self.path, copy)

    def look_beside(self) -> Generator[tuple[int, int, str], None, Copy | None]:
        """What a copy that lies beside the plan would bring; as `preview_merge`, and None where none lies there."""
        from .copies import look_beside

        return look_beside(self._held, self.path)

    def merge(self, copy: Copy) -> Generator[tuple[int, int, str], None, Stored]:
        """Add what a copy would bring: all of it or, when refused, nothing. What the plan holds is backed up first.

        Yields (done, total, what); may run on another thread while nothing else is written. What it returns is given
        to `reload_after`.

        Raises:
            NotSaved: no backup can be written, or the file cannot.
        """
        self._refuse_in_the_past()
        arrival = copy.arrival
        with as_refusal(NotSaved):
            yield 0, 3, "Writing a backup"
            try:
                self._back_up()
            except Refused as error:
                raise Refused(f"Nothing was brought in, because no backup can be written first. {error}") from error
            yield 1, 3, "Bringing the copy in"
            if any(edit.erases for edit in arrival.edits):
                self._backups.owe()
            with self._store.transaction():
                for content in arrival.contents:
                    self._store.keep(content)
                self._store.apply((*arrival.edits, *arrival.erased), arrival.baselines, self._arriving())
                stored = self._held.stored(copy.touched)  # inside, so that what cannot be read is not kept
            if erases := tuple(edit for edit in arrival.edits if edit.erases):
                self._forget_drafts(erases)
                yield from erasing.erase_in_backups(self._backups, erasing.ErasureResult(erases), self.person)
        yield 3, 3, "Done"
        return stored

    def reload_after(self, stored: Stored) -> None:
        """Take what the file holds now, after a copy was brought in, and tell the listeners."""
        self._held.hold(*stored)
        self._ratings = self._present = None
        self._forget_erased_steps()
        self._tell(EVERYTHING)

    def restore(self, backup: Backup) -> None:
        """Put a backup in the plan's place. What the plan holds now is backed up first. Raises Refusal.

        What was erased for good stays so, whenever the backup was written.
        """
        if not self.writable:
            raise Refusal(self.why_read_only)
        with as_refusal(Refusal):
            self._back_up()
            erased = self._store.log.erasing()
            self._store.replace_with(backup.path, put_back)
            self._store.apply(erased)
            self._know_nothing()
            self._read()
        self._undo.clear()
        self._redo.clear()
        self._tell(EVERYTHING)

    def check(self) -> list[str]:
        """Everything that is wrong with the file, a sentence each; empty when it is sound. Raises Refusal."""
        with as_refusal(Refusal):
            rows = self._held.rows
            return [*(damage.said for damage in told(self._store.check(), rows)), *odd_values(rows, self._held.doubted)]

    def dump(self) -> dict[str, Any]:
        """The whole plan as plain data: edits, baselines, and what is computed from them. See docs/plan-format.md."""
        with as_refusal(Refusal):
            return self._transcript()

    def _transcript(self) -> dict[str, Any]:
        from app.transcript import transcript

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
        from app.transcript import baseline_in

        self._refuse_in_the_past()
        with as_refusal(NotSaved):
            self._try_to_back_up()
            before, erased = self._store.log.count(), self._store.log.erasing()
            arrived = self._arriving()
            with self._store.transaction():
                for content in contents:
                    self._store.keep(content)
                held = self._store.log.contents()
                for batch in _batches(edits):
                    self._bring_in(batch, arrived, held)
                self._store.apply([], [baseline_in(b) for b in baselines])
                stored = self._held.stored()  # inside, so that what cannot be read is not kept
            count = self._store.log.count() - before
            if erases := tuple(edit for edit in self._store.log.erasing() if edit not in erased):
                self._forget_drafts(erases)
                erasing.finished(erasing.erase_in_backups(self._backups, erasing.ErasureResult(erases), self.person))
        self.reload_after(stored)
        return count

    def _arriving(self) -> str:
        """When what comes in now arrives, as edits write times; empty in a plan that is begun with it."""
        return written(time.time_ns() // 1_000_000) if self._store.log.last() else ""

    def _bring_in(self, batch: Sequence[Mapping[str, Any]], arrived: str, held: set[str]) -> None:
        """Edits that a dump holds, all at once: a later one may erase what an earlier one tells; or one by hand."""
        from app.transcript import edit_in

        edits = [edit for given in batch if (edit := edit_in(given, self._store.log, held))]
        held.update(content_of(edit.id) for edit in edits)
        mark = batch[0].get("baseline")
        marks = [Baseline(edits[0].id, mark["meeting"], mark["position"])] if mark and edits else []
        if any(edit.erases for edit in edits):
            self._backups.owe()
        self._store.apply(edits, marks, arrived)


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
    with as_refusal(CannotOpen):
        return put_back_for_damaged(backup.path, path, str(person), datetime.now(UTC))
