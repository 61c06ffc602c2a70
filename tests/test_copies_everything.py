"""Two copies of one plan, and what one does to a record while the other does something to what hangs on it.

Every field by which a record names another is walked (`kinds.bonds`), with every kind that it can name.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from app.domain.attention import needs_attention
from app.domain.clashes import Clash
from app.domain.fields import Choice, Day, Flag, Number, Reference, Text, When, Whole
from app.domain.kinds import Bond, bonds
from app.domain.lazy import all_at_once
from app.domain.records import (
    BY_TABLE,
    KINDS,
    Action,
    Attachment,
    Audit,
    Dependency,
    Indicator,
    IssuedPaper,
    Link,
    Meeting,
    Milestone,
    Mitigation,
    Objective,
    Programme,
    Question,
    Reading,
    ReadMark,
    Recommendation,
    Record,
    Risk,
    Stage,
    TargetStep,
    Theme,
    Thresholds,
    Visit,
    rules,
)
from app.domain.schedule import PartialDate
from app.exchange import planfile, plantext
from app.workspace import Copy, NotSaved, Person, Workspace

TODAY = date(2018, 1, 31)
ANN, CLEO = Person("Ann", "Officer"), Person("Cleo Carr", "Chair")
BONDS = [bond for bond in bonds() if not bond.rule.outlives]
ALONE = (Programme, Thresholds)
"""Kinds of which there is one, which nobody removes."""


class Maker:
    """Makes records of any kind, each with all that it needs."""

    def __init__(self, workspace: Workspace):
        self.workspace, self.made = workspace, 0
        self._spare: dict[type[Record], Record] = {}

    def spare(self, kind: type[Record]) -> Record:
        """One record of a kind that nothing is done to."""
        if kind not in self._spare:
            self._spare[kind] = next(iter(self.workspace.all(kind)), None) or self.one(kind)
        return self._spare[kind]

    def one(self, kind: type[Record], **given: Any) -> Record:
        """A record of a kind, saved."""
        record = self.unsaved(kind, **given)
        self.workspace.save(record, label=f"Add {kind.NAME.lower()} {self.made}")
        return self.workspace.find(record.id) or record

    def unsaved(self, kind: type[Record], **given: Any) -> Record:
        self.made += 1
        number = self.made
        values = {name: self.value(kind, name) for name, rule in rules(kind).items() if rule.required} | given
        if kind is Attachment:
            values["digest"] = self.workspace._store.keep(b"A letter")
        if kind.NATURAL_KEY:  # so that two are two
            values |= {"role": f"Role {number}"} if "role" in rules(kind) else {}
            periods = {"period", "starts"} & rules(kind).keys()
            values |= dict.fromkeys(periods, PartialDate(f"{1900 + number}-01"))
            values |= {"source": f"Source {number}"} if "source" in rules(kind) else {}
            there = len(self.workspace._held.rows[kind])
            values |= {n: 1 + there % 6 for n in kind.NATURAL_KEY if isinstance(rules(kind)[n], Whole)}
        if "value" in rules(kind):
            values["value"] = Decimal(1)
        if kind is Reading:
            values |= {"value": None} if values.get("gap") else {}
        if "day" in rules(kind) and "body" in rules(kind):
            values["day"] = date.fromordinal(TODAY.toordinal() + number)
        return self.workspace.draft(kind, **values)

    def value(self, kind: type[Record], name: str) -> Any:
        match rules(kind)[name]:
            case Reference(to=to):
                wanted = BY_TABLE[to] if to else Visit if name == "of" else Theme if name == "serves" else Action
                return (self.one if name in kind.NATURAL_KEY else self.spare)(wanted).id
            case Choice(options=options):
                return next(filter(None, options))
            case Day():
                return TODAY
            case When():
                return PartialDate("2018-03")
            case Number():
                return Decimal(1)
            case Whole():
                return 1
            case Flag():
                return True
            case Text():
                return f"Words {self.made}"
            case rule:
                raise AssertionError(rule)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Plan", today=lambda: TODAY)
    made._store.db.execute("PRAGMA synchronous = OFF")
    yield made
    made.close()


class Pair:
    """The plan, and a copy of it on another laptop."""

    def __init__(self, here: Workspace, folder: Path):
        self.here, self.folder = here, folder
        path = folder / "copy.goldthread"
        here.save_copy(path)
        self.there = Workspace.open(path, CLEO, folder / "copy's backups", today=lambda: TODAY)
        self.there._store.db.execute("PRAGMA synchronous = OFF")

    def bring_home(self) -> Copy:
        return bring_in(self.there, self.here, self.folder)

    def bring_back(self) -> Copy:
        return bring_in(self.here, self.there, self.folder)


def bring_in(source: Workspace, to: Workspace, folder: Path) -> Copy:
    """Bring what one plan holds into another; what was told of it before."""
    path = folder / f"{len(list(folder.iterdir()))}.goldthread"
    source.save_copy(path)
    copy = all_at_once(to.preview_merge(path))
    to.reload_after(all_at_once(to.merge(copy)))
    assert to.check() == []
    return copy


@pytest.fixture
def pair(here: Workspace, tmp_path: Path) -> Iterator[Callable[[], Pair]]:
    made: list[Pair] = []

    def part() -> Pair:
        made.append(Pair(here, tmp_path))
        return made[-1]

    yield part
    for each in made:
        each.there.close()


def nameable(maker: Maker, bond: Bond) -> list[type[Record]]:
    """The kinds of which a record can be named in this field."""
    if bond.rule.to:
        return [BY_TABLE[bond.rule.to]]
    found: list[type[Record]] = []
    for kind in KINDS:
        try:
            maker.one(bond.kind, **{bond.field: maker.spare(kind).id})
        except NotSaved:
            continue
        found.append(kind)
    return found


def clash_about(workspace: Workspace, record: Record) -> list[Clash]:
    shown = [a.to_settle for a in needs_attention(workspace.plan, workspace.ratings)]
    return [c for c in workspace.plan.clashes if c.record.id == record.id and c.removal and c in shown]


def bond_id(bond: Bond) -> str:
    return f"{bond.kind.TABLE}.{bond.field}"


@pytest.mark.parametrize("removed_here", [True, False], ids=["removed here", "removed there"])
@pytest.mark.parametrize("bond", BONDS, ids=bond_id)
def test_what_one_adds_to_what_another_removes_is_told_until_it_is_settled_and_again_when_that_is_undone(
    here: Workspace, pair: Callable[[], Pair], bond: Bond, removed_here: bool
):
    maker = Maker(here)
    named = [kind for kind in nameable(maker, bond) if kind not in ALONE and kind is not bond.kind]
    named += [bond.kind] if bond.rule.to == bond.kind.TABLE else []
    assert named
    targets = [maker.one(kind) for kind in named]
    for kind in named:
        maker.spare(kind)
    if bond.kind not in ALONE:
        maker.spare(bond.kind)
    copies = pair()
    removing, adding = (here, copies.there) if removed_here else (copies.there, here)
    adder = Maker(adding)
    added: list[Record] = []
    for target in targets:
        if bond.kind in ALONE:
            adding.save(record := replace(adder.spare(bond.kind), **{bond.field: target.id}), label="Name it")
        else:
            record = adder.one(bond.kind, **{bond.field: target.id})
        added.append(record)
        removing.remove(target, label=f"Remove {target.name}")
    told = copies.bring_home()
    for number, (target, record) in enumerate(zip(targets, added, strict=True)):
        if bond.kind in ALONE and target is not targets[-1]:
            continue
        assert any("was removed in one and has" in line and record.NAME.lower() in line for line in told.parted)
        (clash,) = clash_about(here, target)
        assert {version.by for version in clash.versions} == {str(ANN), str(CLEO)}
        assert {version.by for version in clash.versions if version.values["deleted"]} == {str(removing.person)}
        for keep in (number % 2 == 0, number % 2 == 1):
            here.settle_clash(clash, {"deleted": "" if keep else "removed"})
            assert clash_about(here, target) == []
            there = here.find(record.id)
            assert (here.find(target.id) is not None) == keep
            if keep or not bond.rule.required:
                assert there is not None
                assert getattr(there, bond.field) == (target.id if keep else "")
            else:
                assert there is None
            assert here.undo() == []
            (again,) = clash_about(here, target)
            assert again == clash
        assert here.redo() == []
        assert clash_about(here, target) == []
    assert here.check() == []
    copies.bring_back()
    assert copies.there.plan.clashes == here.plan.clashes == ()
    while here.can_undo:
        here.undo()
    assert here.check() == []


@pytest.mark.parametrize("bond", [bond for bond in bonds() if bond.rule.outlives], ids=bond_id)
def test_what_outlives_what_another_removes_is_told_before_and_stays(
    here: Workspace, pair: Callable[[], Pair], bond: Bond
):
    maker = Maker(here)
    targets = [maker.one(kind) for kind in nameable(maker, bond) if kind not in ALONE]
    copies = pair()
    adder = Maker(copies.there)
    for target in targets:
        adder.one(bond.kind, **{bond.field: target.id})
        here.remove(target, label=f"Remove {target.name}")
    told = copies.bring_home()
    assert len(told.parted) == len(targets)
    assert here.plan.clashes == ()
    adder.one(bond.kind, **({"record": adder.spare(Theme).id} if bond.kind is ReadMark else {}))
    assert copies.bring_home().parted == ()  # what is known is not told again
    assert {getattr(record, bond.field) for record in here.all(bond.kind)} >= {target.id for target in targets}


def test_what_is_added_below_what_is_added_is_kept_or_removed_with_it(here: Workspace, pair: Callable[[], Pair]):
    maker = Maker(here)
    theme = maker.one(Theme)
    objective = maker.one(Objective, theme=theme.id)
    action = maker.one(Action, objective=objective.id)
    copies = pair()
    adder = Maker(copies.there)
    step = adder.one(Milestone, action=adder.one(Action, objective=objective.id).id)
    here.remove(objective, label="Remove the objective")
    here.remove(theme, label="Remove the theme")
    copies.bring_home()
    (clash,) = here.plan.clashes
    assert clash.record.id == objective.id
    here.settle_clash(clash, {"deleted": ""})
    assert here.find(theme.id) == theme
    assert here.find(objective.id) == objective
    assert here.find(action.id) == action  # what had named it names it again
    assert here.find(step.id) == step
    assert here.undo() == []
    here.settle_clash(here.plan.clashes[0], {"deleted": "removed"})
    assert here.find(theme.id) is here.find(objective.id) is None
    assert [a.objective for a in here.all(Action)] == ["", ""]


def test_a_merged_plan_is_dumped_and_loaded_whatever_the_clocks_said(
    here: Workspace, pair: Callable[[], Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    risk = Maker(here).one(Risk)
    copies = pair()
    fast = time.time() + 120
    with monkeypatch.context() as patched:
        patched.setattr(time, "time", lambda: fast)
        copies.there.save(replace(risk, owner="Cleo"), label="Own it")
    copies.bring_home()
    here.save(replace(risk, owner="Cleo", cause="Pay"), label="Say why")
    dumped = here.dump()
    given = planfile.expand(plantext.parse(json.dumps(dumped)))
    other = Workspace.create(tmp_path / "other.goldthread", CLEO, tmp_path / "other's", today=lambda: TODAY)
    other.bring_in(given.edits, given.baselines, given.contents)
    assert other.dump() == dumped
    assert other.check() == []
    other.close()


def attention(workspace: Workspace) -> dict[str, str]:
    return {each.what: each.why for each in needs_attention(workspace.plan, workspace.ratings)}


def change(workspace: Workspace, record: Record, **values: Any) -> None:
    there = workspace.find(record.id)
    assert there is not None
    workspace.save(replace(there, **values), label="Change it")


def month(text: str) -> PartialDate:
    return PartialDate(text)


BROKEN: list[tuple[type[Record], dict[str, Any], dict[str, Any], dict[str, Any], str, dict[str, Any]]] = [
    (Action, {}, {"done": True}, {"percent": 40}, "less than 100 per cent", {"owner": "Bo"}),
    (Action, {"percent": 100}, {"done": True}, {"percent": 40}, "less than 100 per cent", {"owner": "Bo"}),
    (Action, {}, {"done": True}, {"ended_why": "Cancelled"}, "did not end without being done", {"detail": "x"}),
    (Action, {}, {"starts": month("2018-05")}, {"due": month("2018-03")}, "due before it starts", {"owner": "Bo"}),
    (Audit, {}, {"starts": month("2018-05")}, {"ends": month("2018-03")}, "ends before it begins", {"summary": "x"}),
    (Stage, {"starts": None}, {"starts": month("2018-05")}, {"ends": month("2018-03")}, "ends before it starts",
     {"title": "x"}),
    (Programme, {}, {"started": month("2018-05")}, {"goal": date(2018, 3, 1)}, "before the plan was agreed",
     {"council": "x"}),
    (Thresholds, {}, {"risk_low_to": 11}, {"risk_medium_to": 10}, "Medium must end above low", {"screened": False}),
    (Risk, {}, {"raised": month("2018-01")}, {"closed": date(2017, 6, 1), "closed_why": "It occurred"},
     "closed before it was raised", {"owner": "Bo"}),
    (Mitigation, {"done": False, "done_on": None, "ended": None, "ended_why": ""}, {"done": True},
     {"ended_why": "No money"}, "ended without being done", {"owner": "Bo"}),
    (Indicator, {}, {"context": True}, {"key": True}, "cannot decide its theme", {"owner": "Bo"}),
    (Indicator, {"unit": "days"}, {"unit": "%"}, {"target": Decimal(120)}, "between 0 and 100", {"note": "x"}),
    (Reading, {"planned": Decimal(2)}, {"value": None}, {"planned": None}, "Give a value", {"note": "x"}),
    (TargetStep, {}, {"target": Decimal(90)}, {"target_high": Decimal(80)}, "below its lower end", {"note": "x"}),
    (Recommendation, {"evidence": "Files"}, {"met": TODAY}, {"evidence": ""}, "what shows that it is met",
     {"owner": "Bo"}),
    (IssuedPaper, {"exempt": "Paragraph 3"}, {"restricted": True}, {"exempt": ""}, "stays out of public papers",
     {"by": "Bo"}),
    (Question, {"answered_by": "Bo"}, {"answer": "Yes"}, {"answered_by": ""}, "Say who answers", {"by": "Di"}),
]  # fmt: skip
"""What each of two copies may say alone, what is wrong with both, and what can be edited all the same."""

SETTLED = (Visit, Milestone)
"""Kinds of which what contradicts each other is settled as one, as they mean something only together."""
BY_KEY = (Link, Dependency)
"""Kinds that contradict themselves by their key alone, which no copy changes."""


def test_every_kind_that_can_contradict_itself_is_tried():
    can = {kind for kind in KINDS if kind.contradictions is not Record.contradictions}
    assert can == {kind for kind, *_ in BROKEN} | {*SETTLED, *BY_KEY}


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("kind", "values", "one", "other", "said", "edit"), BROKEN)
def test_what_two_copies_break_together_is_listed_and_the_rest_can_be_edited(
    here: Workspace, pair: Callable[[], Pair], kind: type[Record], values: dict[str, Any], one: dict[str, Any],
    other: dict[str, Any], said: str, edit: dict[str, Any], swapped: bool,
):  # fmt: skip
    maker = Maker(here)
    record = maker.spare(kind) if kind in ALONE else maker.one(kind, **values)
    copies = pair()
    change(copies.there if swapped else here, record, **one)
    change(here if swapped else copies.there, record, **other)
    assert not any(said in why for why in attention(here).values())
    told = copies.bring_home()
    (what,) = [what for what, why in attention(here).items() if said in why]
    assert what.endswith("contradicts itself")
    assert [line.startswith(f"{what}: ") and said in line for line in told.contradicted] == [True]
    change(here, record, **edit)
    there = here.find(record.id)
    assert all(getattr(there, name) == value for name, value in edit.items())


def test_a_contradiction_that_was_found_is_not_made_worse(here: Workspace, pair: Callable[[], Pair]):
    action = Maker(here).one(Action)
    copies = pair()
    change(here, action, starts=month("2018-05"))
    change(copies.there, action, due=month("2018-03"))
    copies.bring_home()
    for values in ({"starts": month("2018-06")}, {"percent": 40, "done": True}, {"done_on": month("2018-01")}):
        with pytest.raises(NotSaved):
            change(here, action, **values)
    change(here, action, starts=month("2018-02"), owner="Bo")
    assert not any("contradicts itself" in what for what in attention(here))


def test_what_two_copies_each_number_alike_is_listed(here: Workspace, pair: Callable[[], Pair]):
    maker = Maker(here)
    kinds = [kind for kind in KINDS if "number" in rules(kind) and "number" not in kind.NATURAL_KEY]
    for kind in kinds:
        maker.spare(kind)
    copies = pair()
    adder = Maker(copies.there)
    for kind in kinds:
        maker.one(kind, number=7)
        adder.one(kind, number=7)
    assert not any("numbered" in what for what in attention(here))
    told = copies.bring_home()
    assert len(told.contradicted) == len(kinds)
    found = {what for what in attention(here) if "numbered" in what}
    assert found == {f"Two {kind.PLURAL.lower()} are numbered 7" for kind in kinds}


def test_actions_that_wait_for_each_other_by_two_copies_are_listed(here: Workspace, pair: Callable[[], Pair]):
    maker = Maker(here)
    actions = [maker.one(Action, ref=f"A-{number}") for number in range(4)]
    copies = pair()
    for workspace, waiting in ((here, ((0, 1), (1, 2))), (copies.there, ((2, 0), (2, 3)))):
        for one, other in waiting:
            tie = workspace.draft(Dependency, action=actions[one].id, waits_for=actions[other].id)
            workspace.save(tie, label="Wait")
    copies.bring_home()
    (what,) = [what for what in attention(here) if "circle" in what]
    assert what == "3 actions wait in a circle"
    parts = attention(here)[what].replace(" which", "").split(" waits for ")
    assert {part.strip(",") for part in parts} == {"A-0", "A-1", "A-2"}
    assert parts[0] == parts[-1]
    change(here, actions[0], owner="Bo")
    tie = next(tie for tie in here.all(Dependency) if tie.action == actions[0].id)
    change(here, tie, why="For the money")
    with pytest.raises(NotSaved):
        here.save(here.draft(Dependency, action=actions[3].id, waits_for=actions[2].id), label="Wait")
    here.remove(tie, label="Wait no more")
    assert not any("circle" in what for what in attention(here))


@pytest.mark.parametrize("swapped", [False, True])
def test_a_risk_that_is_closed_here_and_scored_anew_there_is_listed(
    here: Workspace, pair: Callable[[], Pair], swapped: bool
):
    risk = Maker(here).one(Risk, likelihood=2, impact=2)
    copies = pair()
    one, other = (copies.there, here) if swapped else (here, copies.there)
    change(one, risk, closed=date(2018, 1, 30), closed_why="It can no longer happen")
    change(other, risk, impact=5)
    copies.bring_home()
    labels = {clash.label for clash in here.plan.clashes_of(risk)}
    assert labels == {"likelihood and impact", "closed and closed because"}
    change(here, risk, owner="Bo")
    for clash in here.plan.clashes_of(risk):
        here.settle_clash(clash, {name: getattr(risk, name) for name in clash.fields})
    assert here.plan.clashes == ()


def test_what_is_told_before_is_what_is_shown_after_whichever_copy_was_later(here: Workspace, pair: Callable[[], Pair]):
    maker = Maker(here)
    visit = maker.one(Visit)
    copies = pair()
    copies.there.remove(visit, label="Remove the visit")
    copies.there.undo()
    Maker(copies.there).one(Attachment, record=visit.id)
    change(copies.there, visit, focus="Courts")
    change(here, visit, letter="x")
    here.remove(visit, label="Remove the visit")
    told = copies.bring_home()
    assert len(told.parted) == 1
    (clash,) = here.plan.clashes_of(visit)
    assert [version.says for version in clash.versions][-1] == "removed"
    assert "and with attachment" in clash.versions[0].says


NAME = "the Smith family"


def erase(workspace: Workspace, record: Record) -> None:
    workspace.erase(record, reason="Asked to", second="Bob", backups=False)


def in_file(workspace: Workspace) -> bool:
    """Whether a byte of what was added is left in the file, or beside it."""
    path = workspace.path
    return any(NAME.encode() in each.read_bytes() for each in path.parent.glob(f"*{path.name}*"))


def told_edits(workspace: Workspace) -> list[Any]:
    return [edit for edit in workspace.dump()["edits"] if edit["changes"]]


def added_to(adder: Maker, bond: Bond, target: Record) -> Record:
    """A record that names another, with words in every field that holds some."""
    said = {
        name: NAME for name, rule in rules(bond.kind).items()
        if isinstance(rule, Text) and not rule.by_program and name != "ended_why" and name != "closed_why"
    }  # fmt: skip
    return adder.one(bond.kind, **said, **{bond.field: target.id})


@pytest.mark.parametrize("erased_here", [True, False], ids=["erased here", "erased there"])
@pytest.mark.parametrize("bond", [bond for bond in bonds() if bond.hangs], ids=bond_id)
def test_what_one_adds_to_what_another_erases_for_good_is_erased_with_it(
    here: Workspace, pair: Callable[[], Pair], bond: Bond, erased_here: bool
):
    maker = Maker(here)
    named = [kind for kind in nameable(maker, bond) if kind not in ALONE and kind is not bond.kind]
    targets = [maker.one(kind) for kind in named]
    for kind in (Action, Attachment, bond.kind):
        maker.spare(kind)
    copies = pair()
    erasing, adding = (here, copies.there) if erased_here else (copies.there, here)
    adder = Maker(adding)
    added: list[Record] = []
    for target in targets:
        added.append(record := added_to(adder, bond, target))
        letter = adder.one(Attachment, record=record.id, title=NAME)
        change(adding, letter, filename=f"{NAME}.pdf")
        change(adding, record, exempt=NAME)
        added.append(letter)
    assert in_file(adding)
    for target in targets:
        erase(erasing, target)
    told = copies.bring_home()
    assert NAME not in repr(told.lines())
    assert sum(int(line.split()[0]) for line in told.late) == len(added)
    assert not in_file(here)
    assert all(here.find(record.id) is None for record in added)
    assert NAME not in json.dumps(here.dump())
    again = bring_in(copies.there, here, copies.folder)
    assert not again.brings
    for record in targets:  # what the other copy does afterwards to what is gone here
        if not erased_here:
            break
        adder.one(Attachment, record=next(r.id for r in added), title=NAME)
        assert record
    copies.bring_home()
    assert not in_file(here)
    copies.bring_back()
    assert not in_file(copies.there)
    assert here.dump()["records"] == copies.there.dump()["records"]
    assert told_edits(here) == told_edits(copies.there)
    assert here.plan.clashes == ()


def test_what_was_made_on_a_record_and_hangs_on_another_since_is_not_erased_with_it(
    here: Workspace, pair: Callable[[], Pair]
):
    maker = Maker(here)
    one, other, kept = (maker.one(Action) for _ in range(3))
    moved, onto = maker.one(Milestone, action=one.id), maker.one(Milestone, action=kept.id)
    change(here, moved, action=other.id)
    copies = pair()
    change(copies.there, moved, title="Moved before")
    change(copies.there, onto, action=one.id)
    erase(here, one)
    copies.bring_home()
    now = here.find(moved.id)
    assert now == replace(moved, action=other.id, title="Moved before")
    assert here.find(onto.id) == replace(onto, action=one.id)
    assert f"{getattr(onto, 'title', '')} names what was erased for good" in attention(here)
    change(here, onto, title="Still mine")
    change(here, onto, action=kept.id)
    assert not any("erased for good" in what for what in attention(here))
    copies.bring_back()
    assert here.dump()["records"] == copies.there.dump()["records"]


def test_what_is_added_knowingly_to_a_record_that_was_made_anew_after_it_was_erased_stays(
    here: Workspace, pair: Callable[[], Pair]
):
    maker = Maker(here)
    reading = maker.one(Reading)
    copies = pair()
    question = Maker(copies.there).one(Question, record=reading.id, text=f"About {NAME}?")
    erase(here, reading)
    here.save(replace(reading, note="Anew"), label="Enter it anew")
    asked = maker.one(Question, record=reading.id, text="Why?")
    copies.bring_home()
    copies.bring_back()
    for workspace in (here, copies.there):
        assert workspace.find(asked.id) == asked
        assert workspace.find(question.id) is None
        assert not in_file(workspace)
        assert workspace.check() == []


def test_what_is_erased_with_what_was_erased_is_so_in_whatever_order_copies_meet(
    here: Workspace, pair: Callable[[], Pair], tmp_path: Path
):
    maker = Maker(here)
    actions = [maker.one(Action) for _ in range(3)]
    moved = maker.one(Milestone, action=actions[0].id)
    change(here, moved, action=actions[1].id)
    maker.spare(Attachment)
    here.save_copy(tmp_path / "start.goldthread")
    copies = pair()
    bob = copies.there
    step = Maker(bob).one(Milestone, action=actions[0].id, title=NAME)
    bob.save_copy(tmp_path / "cleo.goldthread")
    cleo = Workspace.open(tmp_path / "cleo.goldthread", CLEO, tmp_path / "cleo's", today=lambda: TODAY)
    Maker(cleo).one(Attachment, record=step.id, title=NAME)
    change(bob, step, action=actions[2].id, title=f"{NAME} again")
    change(bob, moved, title="Still there")
    erase(here, actions[0])
    found: list[Any] = []
    for number, order in enumerate(permutations((here, bob, cleo))):
        path = tmp_path / f"home {number}.goldthread"
        path.write_bytes((tmp_path / "start.goldthread").read_bytes())
        home = Workspace.open(path, ANN, tmp_path / "home's", today=lambda: TODAY)
        for copy in order:
            bring_in(copy, home, tmp_path)
        assert not in_file(home)
        assert home.find(step.id) is None
        assert getattr(home.find(moved.id), "title", "") == "Still there"
        found.append((told_edits(home), home.dump()["records"]))
        home.close()
    assert all(each == found[0] for each in found)
    cleo.close()


def closed_in_both(here: Workspace, pair: Callable[[], Pair]) -> tuple[Pair, Meeting, Risk]:
    """A meeting that was closed in the plan and in a copy, each after other edits."""
    maker = Maker(here)
    meeting, risk = maker.one(Meeting), maker.one(Risk)
    assert isinstance(meeting, Meeting)
    assert isinstance(risk, Risk)
    copies = pair()
    change(here, risk, owner="Ann's")
    here.close_meeting(meeting)
    change(copies.there, risk, cause="Cleo's")
    change(copies.there, risk, event="Cleo's")
    copies.there.close_meeting(meeting)
    change(here, risk, mitigation="After")
    return copies, meeting, risk


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_meeting_that_two_copies_closed_has_both_baselines_and_a_person_chooses(
    here: Workspace, pair: Callable[[], Pair], chosen: int
):
    copies, meeting, risk = closed_in_both(here, pair)
    told = copies.bring_home()
    assert told.meetings == (f"{told.meetings[0].removesuffix(', closed here too')}, closed here too",)
    (clash,) = here.plan.clashes
    assert clash.label == "which closing counts"
    assert clash in [each.to_settle for each in needs_attention(here.plan, here.ratings)]
    assert {(version.by, version.says.partition(", ")[2]) for version in clash.versions} == {
        (str(ANN), "with 1 edit that the other closing lacks"),
        (str(CLEO), "with 2 edits that the other closing lacks"),
    }
    shown = {closing.by.partition(" on ")[0]: here.as_at(closing.baseline).get(Risk, risk.id) for closing in
             here.closings}  # fmt: skip
    assert shown == {
        "as Ann closed it": replace(risk, owner="Ann's"),
        "as Cleo Carr closed it": replace(risk, cause="Cleo's", event="Cleo's"),
    }
    version = clash.versions[chosen]
    here.settle_clash(clash, {name: version.values[name] for name in clash.fields})
    assert here.plan.clashes == ()
    assert len(here.closings) == 2
    by = f"as {version.by.split(',')[0]} closed it"
    assert here.before is not None
    assert here.before.get(Risk, risk.id) == shown[by]
    assert by in here.compares
    here.look_back(meeting)
    assert here.past is not None
    assert by in here.past.title
    here.look_back(None)
    assert here.undo() == []
    assert here.plan.clashes == (clash,)
    assert here.redo() == []
    assert here.plan.clashes == ()
    assert here.before.get(Risk, risk.id) == shown[by]
    copies.bring_back()
    assert copies.there.plan.clashes == ()
    assert copies.there.before is not None
    assert copies.there.before.get(Risk, risk.id) == shown[by]
    there = here.plan.get(Meeting, meeting.id)
    assert there is not None
    here.reopen_meeting(there)
    here.close_meeting(there)
    assert here.before is not None
    assert getattr(here.before.get(Risk, risk.id), "mitigation", "") == "After"


def test_two_who_choose_differently_which_closing_counts_are_asked_again(here: Workspace, pair: Callable[[], Pair]):
    copies, _meeting, _risk = closed_in_both(here, pair)
    copies.bring_home()
    copies.bring_back()
    for number, workspace in enumerate((here, copies.there)):
        (clash,) = workspace.plan.clashes
        workspace.settle_clash(clash, {name: clash.versions[number].values[name] for name in clash.fields})
    copies.bring_home()
    (clash,) = here.plan.clashes
    assert clash.label == "which closing counts"
    assert len(clash.versions) == 2
    here.settle_clash(clash, {name: clash.versions[0].values[name] for name in clash.fields})
    assert here.plan.clashes == ()


def test_a_meeting_closed_twice_by_one_person_after_another_is_no_disagreement(here: Workspace):
    meeting = Maker(here).one(Meeting)
    assert isinstance(meeting, Meeting)
    here.close_meeting(meeting)
    here.reopen_meeting(meeting)
    here.close_meeting(meeting)
    assert here.plan.clashes == ()


def test_what_one_erased_for_good_is_no_disagreement_about_what_the_other_wrote(
    here: Workspace, pair: Callable[[], Pair]
):
    risk = Maker(here).one(Risk, cause="Pay")
    copies = pair()
    change(here, risk, cause=f"Ask {NAME}", owner="Ann's")
    change(copies.there, risk, owner="Cleo's")
    copies.there.erase(risk, ["cause"], reason="Asked to", second="Bob", backups=False)
    told = copies.bring_home()
    assert [clash.fields for clash in told.clashes] == [clash.fields for clash in here.plan.clashes] == [("owner",)]


def test_what_is_disagreed_about_already_is_not_told_again_of_the_next_copy(here: Workspace, pair: Callable[[], Pair]):
    risk = Maker(here).one(Risk)
    copies = pair()
    change(here, risk, owner="Ann's")
    change(copies.there, risk, owner="Cleo's")
    assert len(copies.bring_home().clashes) == 1
    change(copies.there, risk, cause="Pay")
    assert copies.bring_home().clashes == ()
    assert len(here.plan.clashes) == 1


def test_more_that_is_added_to_what_was_removed_is_told_again(here: Workspace, pair: Callable[[], Pair]):
    maker = Maker(here)
    action = maker.one(Action)
    copies = pair()
    adder = Maker(copies.there)
    adder.one(Milestone, action=action.id)
    here.remove(action, label="Remove the action")
    assert len(copies.bring_home().parted) == 1
    change(copies.there, copies.there.all(Milestone)[0], title="Another title")
    assert copies.bring_home().parted == ()
    adder.one(Milestone, action=action.id)
    (line,) = copies.bring_home().parted
    assert line.count("milestone") == 2
    (clash,) = here.plan.clashes
    assert clash.versions[0].says.count("milestone") == 2
