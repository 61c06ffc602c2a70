"""Random histories of several laptops, whose clocks differ by weeks: whatever people do, nothing is lost.

Each laptop works on a copy of one plan, which may be of the format before, copies of copies too: records are changed,
removed, brought back, erased for good; edits are undone and done again; disagreements settled and settled otherwise;
meetings closed; copies brought in.
At the end all copies are brought together, and then

- every laptop holds the same plan and the same disagreements, in whatever order the copies met;
- no record stands under one that is gone without a word about it;
- every word that somebody typed is shown or listed, unless somebody who saw it replaced it;
- of what was erased no byte is left;
- every baseline that somebody marked is there, and gives the same plan everywhere;
- what the log says is what is shown, the plan as text loads again, and bringing in what is known writes nothing.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.domain import kinds
from app.domain.clashes import Version
from app.domain.lazy import all_at_once
from app.domain.records import (
    KINDS,
    Action,
    AgendaItem,
    Body,
    Confidence,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Objective,
    Override,
    Provenance,
    Question,
    Reading,
    Record,
    Risk,
    Theme,
    Visit,
)
from app.domain.rows import with_row
from app.domain.schedule import PartialDate
from app.exchange.planfile import expand
from app.workspace import NotSaved, Person, Workspace

TODAY = date(2018, 1, 31)
LAPTOPS = "Ann", "Bob", "Cleo", "Dev"
DAY = 24 * 3600
OLDER = Path(__file__).parents[2] / "data" / "format-5.goldthread"
"""A plan of the format before: each laptop brings its copy up to date by itself."""
Step = tuple[str, int, int, int]
"""What is done, on which laptop, and two numbers by which it finds what to do it with."""

PARENTS: tuple[type[Record], ...] = (Theme, Action, Risk, Meeting, Visit, Indicator, Objective)
"""The kinds of which people change, remove and erase records, and on which others hang."""

VERBS = {
    "edit": 6, "hang": 5, "add": 2, "remove": 3, "erase": 1, "undo": 4, "redo": 1, "undo any": 1, "settle": 3,
    "close": 1, "reopen": 1, "bring in": 6, "copy": 1,
}  # fmt: skip


def steps(laptops: int, size: int) -> st.SearchStrategy[list[Step]]:
    verbs = [verb for verb, weight in VERBS.items() for _ in range(weight)]
    number = st.integers(0, 999)
    return st.lists(st.tuples(st.sampled_from(verbs), st.integers(0, laptops - 1), number, number), max_size=size)


@dataclass
class Words:
    """The words that were typed anywhere, each but once, so that they can be looked for in a file."""

    count: int = 0
    of: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    erased: set[str] = field(default_factory=set[str])
    typed: set[str] = field(default_factory=set[str])
    """What was shown somewhere."""
    let_go: set[str] = field(default_factory=set[str])
    """What somebody saw and replaced, took back or removed."""

    def new(self, key: str, *, heard: bool = False) -> str:
        """Another word, typed into the record `key`; by somebody who has `heard` that it was erased."""
        self.count += 1
        word = f"zq{self.count:05}x"
        if not heard:
            self.of.setdefault(key, set()).add(word)
        return word


@dataclass
class Laptop:
    """One person's copy, and how many seconds their clock is ahead."""

    name: str
    workspace: Workspace
    ahead: int
    words: Words

    @property
    def path(self) -> Path:
        return self.workspace.path

    def do(self, verb: str, first: int, second: int, others: list[Laptop]) -> None:
        """Do what a step says; what the program refuses is not done."""
        acts: dict[str, Callable[[int, int], None]] = {
            "edit": self.edit, "hang": self.hang, "add": self.add, "remove": self.remove, "erase": self.erase,
            "undo": lambda *_: self.if_any(self.workspace.can_undo, self.workspace.undo),
            "redo": lambda *_: self.if_any(self.workspace.can_redo, self.workspace.redo),
            "undo any": self.undo_any, "settle": self.settle, "close": self.close, "reopen": self.reopen,
        }  # fmt: skip
        with clock(self.ahead):
            if verb == "bring in":
                self.bring_in(others[first % len(others)])
                return
            before = seen(self.workspace)
            with suppress(NotSaved):
                acts[verb](first, second)
            after = seen(self.workspace)
            self.words.typed |= after
            self.words.let_go |= before - after

    def if_any(self, there: bool, act: Callable[[], object]) -> None:
        if there:
            act()

    def one(self, first: int, second: int, of: tuple[type[Record], ...] = PARENTS) -> Record | None:
        there = self.workspace.all(of[first % len(of)])
        return there[second % len(there)] if there else None

    def edit(self, first: int, second: int) -> None:
        record = self.one(first, second)
        match record:
            case None:
                return
            case Risk() if second % 2:
                record = replace(record, likelihood=1 + first % 3, impact=1 + second % 3)
            case Meeting():
                record = replace(record, note=self.words.new(record.id))
            case _:
                record = record.having({"title": self.words.new(record.id)})
        self.workspace.save(record, label="Change it")

    def add(self, first: int, _second: int) -> None:
        draft = self.workspace.draft
        may: list[Record] = [
            draft(Theme, title="T"), draft(Action, title="A"), draft(Risk, title="R"), draft(Indicator, title="I"),
            *(draft(Meeting, body=body.id, day=date(2018, 1, 1 + first % 28)) for body in self.workspace.all(Body)),
        ]  # fmt: skip
        made = may[first % len(may)]
        if not isinstance(made, Meeting):
            made = made.having({"title": self.words.new(made.id)})
        self.workspace.save(made, label="Add it")

    def hang(self, first: int, second: int) -> None:
        parent = self.one(first, second)
        if parent is None:
            return
        draft, word = self.workspace.draft, self.words.new(parent.id)
        may: list[Record] = [draft(Question, record=parent.id, text=word, by="Ann", day=TODAY)]
        if isinstance(parent, Theme | Action | Risk | Indicator):
            may.append(draft(Override, record=parent.id, status="red", reason=word, until=date(2018, 3, 1), by="Ann"))
            may.append(draft(Confidence, record=parent.id, level="low", reason=word, by="Ann", day=TODAY))
        may.append(draft(Provenance, record=parent.id, source=word))
        match parent:
            case Action():
                may.append(draft(Milestone, action=parent.id, title=word))
                if other := self.one(0, second + 1, (Theme,)):
                    may.append(draft(Link, item=parent.id, serves=other.id))
            case Visit():
                may.append(draft(Finding, of=parent.id, title=word))
            case Meeting():
                may.append(draft(AgendaItem, meeting=parent.id, number=1 + second % 90, title=word))
            case Theme():
                may.append(draft(Objective, theme=parent.id, title=word))
            case Objective():
                may.append(draft(Action, title=word, objective=parent.id))
            case Indicator():
                period = PartialDate(f"2017-{1 + second % 12:02}")
                may.append(draft(Reading, indicator=parent.id, period=period, note=word))
            case _:
                pass
        made = may[(first // 7) % len(may)]
        self.words.of.setdefault(made.id, set()).add(word)
        self.workspace.save(made, label="Add to it")

    def remove(self, first: int, second: int) -> None:
        if (record := self.one(first, second)) is not None:
            self.workspace.remove(record, label="Remove it")

    def erase(self, first: int, second: int) -> None:
        record = self.one(first, second)
        if record is None or not self.workspace.may_erase_whole(record):
            return
        self.workspace.erase(record, reason="Asked to", second="Cleo", backups=False)
        self.words.erased.add(record.id)

    def undo_any(self, first: int, _second: int) -> None:
        history = self.workspace.history()
        if history:
            self.workspace.undo_edit(history[first % len(history)].id)

    def settle(self, first: int, second: int) -> None:
        if clashes := self.workspace.plan.clashes:
            clash = clashes[first % len(clashes)]
            version = clash.versions[second % len(clash.versions)]
            values: dict[str, Any] = {name: version.values.get(name) for name in clash.fields if name in version.values}
            self.workspace.settle_clash(clash, values_of(clash.record, values))

    def close(self, first: int, second: int) -> None:
        meeting = self.one(0, second, (Meeting,))
        if isinstance(meeting, Meeting):
            self.workspace.close_meeting(meeting)

    def reopen(self, first: int, second: int) -> None:
        meeting = self.one(0, second, (Meeting,))
        if isinstance(meeting, Meeting):
            self.workspace.reopen_meeting(meeting)

    def bring_in(self, other: Laptop) -> int:
        """Bring another copy in; how many edits came."""
        return self.bring_in_file(other.path)

    def bring_in_file(self, path: Path) -> int:
        before = self.workspace._store.log.count()
        copy = all_at_once(self.workspace.preview_merge(path))
        self.workspace.reload_after(all_at_once(self.workspace.merge(copy)))
        return self.workspace._store.log.count() - before


def values_of(record: Record, stored: dict[str, Any]) -> dict[str, Any]:
    """Stored values as a record holds them."""
    there = with_row(record, stored)
    return {name: getattr(there, name) for name in stored}


@contextmanager
def clock(ahead: int) -> Iterator[None]:
    true = time.time_ns
    with mock.patch("time.time_ns", side_effect=lambda: true() + ahead * 1_000_000_000):
        yield


def opened(path: Path, name: str) -> Workspace:
    workspace = Workspace.open(
        path, Person(name, "Officer"), path.parent / f"backups of {path.stem}", today=lambda: TODAY
    )
    workspace._store.db.execute("PRAGMA synchronous = OFF")
    return workspace


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that every laptop begins with: one of each of what people change."""
    path = tmp_path_factory.mktemp("start") / "plan.goldthread"
    made = Workspace.create(path, Person("Ann", "Officer"), path.parent / "b", "Plan", today=lambda: TODAY)
    body, theme = made.draft(Body, title="Board"), made.draft(Theme, title="Leadership")
    made.save(
        body, theme, made.draft(Objective, theme=theme.id, title="Lead"), made.draft(Action, title="Recruit"),
        made.draft(Risk, title="Staff leave", likelihood=2, impact=2), made.draft(Indicator, title="Vacancies"),
        made.draft(Meeting, body=body.id, day=date(2018, 1, 10)), made.draft(Visit, title="Visit 1"),
        label="Start",
    )  # fmt: skip
    made.close()
    return path


def shown(workspace: Workspace) -> dict[str, Any]:
    """All that a plan holds, and what it says that copies disagree about."""
    rows = {kind.TABLE: dict(workspace._held.rows[kind]) for kind in KINDS}
    clashes = {
        (clash.record.id, clash.fields, frozenset(map(said, clash.versions))) for clash in workspace.plan.clashes
    }
    marks = {mark.id: mark.meeting for mark in workspace._held.marks}
    return {"rows": rows, "clashes": clashes, "marks": marks}


def seen(workspace: Workspace) -> set[str]:
    """The typed words that somebody sees who reads the plan and what its copies disagree about."""
    shown = [row for kind in KINDS for row in workspace._held.rows[kind].values() if not row.deleted]
    listed = [(version.says, version.values) for clash in workspace.plan.clashes for version in clash.versions]
    return set(re.findall(r"zq\d{5}x", repr((shown, listed))))


def said(version: Version) -> tuple[str, str]:
    return version.edit, repr(sorted(version.values.items()))


def check_history(start: Path, done: list[Step], ahead: list[int], seed: int, older: bool) -> None:
    start = OLDER if older else start
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        words, laptops = Words(), list[Laptop]()
        for number, days in enumerate(ahead):
            path = Path(folder) / f"{LAPTOPS[number]}.goldthread"
            shutil.copy(start, path)
            laptops.append(Laptop(LAPTOPS[number], opened(path, LAPTOPS[number]), days * DAY, words))
        stack.callback(lambda: [each.workspace.close() for each in laptops])
        for verb, who, first, second in done:
            me = laptops[who % len(laptops)]
            others = [each for each in laptops if each is not me]
            if verb == "copy":  # begin again from a copy of somebody else's, once theirs holds all of one's own
                theirs = others[first % len(others)]
                theirs.bring_in(me)
                me.workspace.close()
                me.path.unlink()
                theirs.workspace.save_copy(me.path)
                me.workspace = opened(me.path, me.name)
            else:
                me.do(verb, first, second, others)
        for _ in range(2):
            for me in laptops:
                for other in laptops:
                    if other is not me:
                        me.bring_in(other)
        together = shown(laptops[0].workspace)
        for me in laptops:
            assert me.workspace.check() == []
            assert shown(me.workspace) == together, f"{me.name} holds another plan"
            assert [me.bring_in(other) for other in laptops if other is not me] == [0] * (len(laptops) - 1)
        random.Random(seed).shuffle(laptops)
        home = Path(folder) / "home.goldthread"
        shutil.copy(start, home)
        laptops.append(Laptop("Home", opened(home, "Home"), 0, words))
        for other in laptops[:-1]:
            laptops[-1].bring_in(other)
        assert shown(laptops[-1].workspace) == together, "in another order it is another plan"
        assert laptops[0].bring_in_file(start) == 0, "as it was at the start, a copy holds nothing new"
        nothing_hangs_untold(laptops[0].workspace)
        nothing_typed_is_lost(laptops[0].workspace, words)
        nothing_erased_is_left(laptops, words)
        text_loads_again(laptops[0].workspace, Path(folder), together)


def nothing_hangs_untold(workspace: Workspace) -> None:
    rows = {key: record for kind in KINDS for key, record in workspace._held.rows[kind].items()}
    told = {clash.record.id for clash in workspace.plan.clashes}
    for bond in kinds.bonds():
        if bond.rule.outlives:
            continue
        for record in workspace.all(bond.kind):
            key = getattr(record, bond.field)
            above = rows.get(key)
            if key and (above is None or above.deleted):
                assert told & {key, record.id}, f"{record!r} stands under {above!r} without a word"


def nothing_typed_is_lost(workspace: Workspace, words: Words) -> None:
    log = workspace._store.log
    gone = {each.record for edit in log.erasing() for each in edit.erases}
    gone |= {key for key in words.of if log._taken_out(key)}  # it came later to what was erased
    erased = {word for key in gone for word in words.of.get(key, ())}
    lost = words.typed - words.let_go - erased - seen(workspace)
    assert not lost, f"{sorted(lost)} are neither shown nor listed, and nobody replaced them"


def nothing_erased_is_left(laptops: list[Laptop], words: Words) -> None:
    for laptop in laptops:
        held = laptop.path.read_bytes()
        for key in words.erased:
            left = [word for word in words.of.get(key, ()) if word.encode() in held]
            assert not left, f"{laptop.name} still holds {left} of {key}"


def text_loads_again(workspace: Workspace, folder: Path, together: dict[str, Any]) -> None:
    document = expand(workspace.dump())
    again = Workspace.create(folder / "again.goldthread", Person("Z", ""), folder / "b", today=lambda: TODAY)
    try:
        again.bring_in(document.edits, document.baselines, document.contents)
        assert shown(again) == together
    finally:
        again.close()


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a history takes a second: to shrink one would take an hour
AHEAD = st.lists(st.integers(-40, 40), min_size=2, max_size=4)


@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
@given(steps(4, 25), AHEAD, st.integers(0, 99), st.booleans())
def test_whatever_people_do_nothing_is_lost(start: Path, done: list[Step], ahead: list[int], seed: int, older: bool):
    check_history(start, done, ahead, seed, older)


@pytest.mark.torture
@pytest.mark.parametrize("part", range(10))
def test_whatever_people_do_for_long_nothing_is_lost(start: Path, part: int):
    @settings(max_examples=500, deadline=None, database=None, phases=UNSHRUNK)
    @given(steps(4, 50), AHEAD, st.integers(0, 99), st.booleans())
    def long(done: list[Step], ahead: list[int], seed: int, older: bool) -> None:
        check_history(start, done, ahead, seed, older)

    long()
