"""A copy that comes home: what it would bring, in words, before anything is written. No Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from app.chronicle import HistoryEntry, Names
from app.domain.broken_rules import contradictions
from app.domain.clashes import Clash
from app.domain.fields import Text, clean
from app.domain.figures import capital, counted, listed
from app.domain.plan import Plan
from app.domain.records import BY_TABLE, KINDS, Attachment, Meeting, ReadMark, Record, rules
from app.domain.rows import check_scalar, with_row
from app.domain.schedule import show_date
from app.endings import PLAN
from db.edits import GONE, Edit, RecordChange, moment
from db.errors import Refused
from db.merge import Arrival, holds_more, look
from db.query import Summary

from .clashing import in_words, named, orphans
from .person import Person
from .record_cache import RecordCache
from .refusals import Refusal, as_refusal
from .schema import SCHEMA

_WORDS = Text(label="It", prose=True)
_UNREADABLE = "The copy was changed by another program: the edit “{}” by {} holds what cannot be read."
_MOST_BESIDE = 100
"""So many files of a folder are looked into, the newest ones."""


class Contribution(NamedTuple):
    """What one person wrote in a copy.

    Attributes:
        by: name and role.
        records: what the records are called that were changed, each once, the first one first.
        entries: the edits in words, oldest first; those that only mark what was read come last.
    """

    by: str
    records: tuple[str, ...]
    entries: tuple[HistoryEntry, ...]

    @property
    def head(self) -> str:
        """Such as "Dr Anne Lloyd, Independent chair: 2 edits in 2 records"."""
        where = f" in {counted(len(self.records), 'record')}" if self.records else ""
        return f"{self.by}: {counted(len(self.entries), 'edit')}{where}"


class Copy(NamedTuple):
    """What a copy would bring into the open plan.

    Attributes:
        name: of its file.
        people: who wrote what; whoever wrote most comes first.
        clashes: what both changed, the value that will be shown last.
        parted: what one removed and the other added to, in words.
        twice: references that two records will have, in words.
        contradicted: what will contradict itself or be numbered alike, in words.
        meetings: meetings that were closed in it.
        attachments: how many files it brings.
        ahead: a sentence where it is dated ahead of this computer; empty otherwise.
    """

    name: str
    people: tuple[Contribution, ...]
    clashes: tuple[Clash, ...]
    parted: tuple[str, ...]
    twice: tuple[str, ...]
    contradicted: tuple[str, ...]
    meetings: tuple[str, ...]
    attachments: int
    arrival: Arrival
    ahead: str = ""

    @property
    def edits(self) -> int:
        """How many edits it would bring."""
        return len(self.arrival.edits)

    @property
    def brings(self) -> bool:
        """Whether it would bring anything."""
        return bool(self.arrival.edits or self.arrival.baselines)

    @property
    def touched(self) -> dict[str, set[str]]:
        """The keys of the records that it would change, by table."""
        found: dict[str, set[str]] = defaultdict(set)
        for edit in self.arrival.edits:
            for change in edit.changes:
                found[change.table].add(change.record)
        for key, table in (*self.arrival.late.items(), *self.arrival.made.items()):
            found[table].add(key)
        return dict(found)

    @property
    def late(self) -> tuple[str, ...]:
        """What is erased with what it was added to, by kind: "2 milestones"."""
        kinds = [BY_TABLE[table] for table in self.arrival.late.values()]
        return tuple(counted(n, kind.NAME.lower(), kind.PLURAL.lower()) for kind in KINDS if (n := kinds.count(kind)))

    @property
    def summary(self) -> str:
        """What it would bring, in one sentence."""
        if not self.brings:
            return "The copy holds nothing that this plan lacks."
        whose = listed([person.by.split(",")[0] for person in self.people])
        said = [f"{counted(self.edits, 'edit')} by {whose}"] if self.edits else []
        said += [counted(self.attachments, "attached file")] if self.attachments else []
        said += [counted(len(self.meetings), "closed meeting")] if self.meetings else []
        return f"{capital(listed(said or ['What was known when a meeting was closed']))}."

    def headed(self) -> dict[str, tuple[str, ...]]:
        """What else to know, under its headings."""
        return {
            "Removed in one, added to in the other": self.parted,
            "Added to what the other erased for good, and erased with it": self.late,
            "The same reference twice": self.twice,
            "What then contradicts itself": self.contradicted,
            "Closed meetings that come along": self.meetings,
        }

    def lines(self) -> list[str]:
        """All of it in lines, for a terminal."""
        found = [self.summary, *([self.ahead] if self.ahead else [])]
        for person in self.people:
            found.append("")
            found.append(person.head)
            for entry in person.entries:
                found += [f"  {entry.label}", *(f"    {line}" for line in entry.details)]
        if self.clashes:
            found += [
                "",
                f"Both changed {counted(len(self.clashes), 'thing')}; the newer value is shown until it is settled:",
            ]
            for clash in self.clashes:
                found += [f"  {clash.about}", *(f"    {version.told}" for version in reversed(clash.versions))]
        for heading, those in self.headed().items():
            found += ["", heading, *(f"  {each}" for each in those)] if those else []
        return found


def preview_merge(held: RecordCache, plan: Path, copy: Path) -> Generator[tuple[int, int, str], None, Copy]:
    """What a copy would bring into the plan that `held` holds now; yields (done, total, what) on the way.

    Raises:
        Refusal: the copy is damaged, cut off, newer than the program, of another programme, or was tampered with.
    """
    return _look(held.whole, {kind: dict(known) for kind, known in held.rows.items()}, plan, copy)


def _look(
    now: Plan, rows: dict[type[Record], dict[str, Record]], plan: Path, copy: Path
) -> Generator[tuple[int, int, str], None, Copy]:
    with as_refusal(Refusal):
        arrival = yield from look(plan, copy, SCHEMA)
        return _in_words(arrival, copy.name, now, rows)


def _in_words(arrival: Arrival, name: str, now: Plan, rows: dict[type[Record], dict[str, Record]]) -> Copy:
    attachments, before = set(rows[Attachment]), orphans(rows, outliving=True)
    _bring(arrival.told, rows)
    for (table, key), row in arrival.shown.items():
        rows[BY_TABLE[table]][key] = with_row(rows[BY_TABLE[table]][key], row)
    for key, table in arrival.late.items():
        rows[BY_TABLE[table]][key] = BY_TABLE[table](id=key, deleted=GONE)
    names = Names(rows)
    by: dict[str, list[HistoryEntry]] = defaultdict(list)
    touched: dict[str, dict[str, None]] = defaultdict(dict)
    for edit in arrival.told:
        person = str(Person(edit.author, edit.role))
        summary = Summary(edit.id, edit.at, edit.author, edit.role, edit.label, edit.undoes, len(edit.changes))
        by[person].append(names.entry(summary, edit.changes, edit.erases))
        told = (change.record for change in edit.changes if change.table != ReadMark.TABLE)
        touched[person].update((names.of(key), None) for key in told)
    marks = {edit.id for edit in arrival.told if {change.table for change in edit.changes} == {ReadMark.TABLE}}
    people = [
        Contribution(person, tuple(touched[person]), tuple(sorted(entries, key=lambda entry: entry.id in marks)))
        for person, entries in by.items()
    ]
    then = Plan({kind: tuple(known.values()) for kind, known in rows.items()}, now.today)
    known = {ref for ref, _records in now.given_twice()}
    known_of = {broken.what for broken in contradictions(now)}
    return Copy(
        name,
        tuple(sorted(people, key=lambda person: (-len(person.entries), person.by))),
        in_words(arrival.clashes, rows, arrival.signed, names),
        tuple(
            f"{names.of(key)} was removed in one and has {named(names, those)} in the other"
            for key, those in orphans(rows, outliving=True).items()
            if not {record.id for record in those}.issubset(record.id for record in before.get(key, ()))
        ),
        tuple(f"{ref}: {listed([r.name for r in those])}" for ref, those in then.given_twice() if ref not in known),
        tuple(f"{broken.what}: {broken.why}" for broken in contradictions(then) if broken.what not in known_of),
        tuple(
            names.of(key) + (", closed here too" if (there := now.get(Meeting, key)) and there.closed else "")
            for key in (baseline.meeting for baseline in arrival.baselines)
            if key in rows[Meeting]
        ),
        len(rows[Attachment].keys() - attachments),
        arrival,
        _ahead(arrival.told, datetime.now(UTC)),
    )


def _ahead(edits: Iterable[Edit], now: datetime) -> str:
    """What is said of edits that are dated more than a day ahead of this computer."""
    last = max((moment(edit.at) for edit in edits), default=now)
    if last - now <= timedelta(days=1):
        return ""
    days = counted(round((last - now) / timedelta(days=1)), "day")
    return (
        f"It is dated {days} ahead of this computer, up to {show_date(last.astimezone().date())}: one of the two clocks"
        " is wrong. What it brings is dated as it says, and “As at” goes by when it comes in here."
    )


def _bring(edits: Iterable[Edit], rows: dict[type[Record], dict[str, Record]]) -> None:
    """Let records become what these edits say; which value of two is shown, is told of the clash."""
    for edit in edits:
        if any(clean(said) != said for said in (edit.author, edit.role, edit.label)) or not (
            edit.author and edit.label
        ):
            raise Refused(_UNREADABLE.format(_plain(edit.label), _plain(edit.author)))
        for change in edit.changes:
            kind = BY_TABLE.get(change.table)
            if kind is None:
                raise Refused("The copy holds a kind of record that Goldthread does not know.")
            there = rows[kind].get(change.record) or kind(id=change.record)
            if not change.fields:  # all that it said was erased for good
                continue
            try:
                _check(change, kind)
                row = {name: new for name, (_prevs, _old, new) in change.fields.items()}
                rows[kind][change.record] = with_row(there, row)
            except ValueError:
                raise Refused(_UNREADABLE.format(_plain(edit.label), _plain(edit.author))) from None


def _check(change: RecordChange, kind: type[Record]) -> None:
    """Raises ValueError where a change holds, or replaced, what no field of its kind may hold."""
    known = rules(kind)
    for name, (_prevs, old, new) in change.fields.items():
        for value in (old, new):
            check_scalar(known.get(name, _WORDS), value)


def _plain(text: str) -> str:
    return clean(text)[:80] or "without a name"


def look_beside(held: RecordCache, plan: Path) -> Generator[tuple[int, int, str], None, Copy | None]:
    """What the newest copy beside the plan would bring that holds anything the plan lacks; None where none does.

    Cloud folders leave one where two people wrote at once. Yields (done, total, what) on the way.
    """
    now, rows = held.whole, {kind: dict(known) for kind, known in held.rows.items()}
    return _first_that_brings(now, rows, plan)


def _first_that_brings(
    now: Plan, rows: dict[type[Record], dict[str, Record]], plan: Path
) -> Generator[tuple[int, int, str], None, Copy | None]:
    for copy in copies_beside(plan):
        try:
            found = yield from _look(now, {kind: dict(known) for kind, known in rows.items()}, plan, copy)
        except Refusal:  # damaged, or changed by another program: nobody asked for it
            continue
        if found.brings:
            return found
    return None


def copies_beside(plan: Path) -> list[Path]:
    """The files beside a plan that hold edits of the same programme which it lacks, whatever they are called.

    Clouds call them "plan (Ann's conflicted copy 2018-03-01).goldthread", "Copy of plan.goldthread" or
    "plan.goldthread~HEAD", in any language; the newest first.
    """
    try:
        named = [p for p in plan.parent.iterdir() if PLAN in p.name.casefold() and not p.name.startswith(".")]
        found = [(path.stat().st_mtime, path) for path in named]
    except OSError:
        return []
    newest = [path for _at, path in sorted(found, reverse=True)[:_MOST_BESIDE]]
    return [path for path in newest if holds_more(path, plan, SCHEMA.root)]
