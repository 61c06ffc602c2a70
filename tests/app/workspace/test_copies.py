"""A copy that comes home: told before anything is written, then all of it or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.attention import needs_attention
from app.domain.lazy import all_at_once
from app.domain.records import (
    Action,
    Attendance,
    Body,
    Link,
    Meeting,
    Milestone,
    Override,
    Provenance,
    ReadMark,
    Risk,
    Theme,
)
from app.domain.schedule import PartialDate, show_date
from app.workspace import Copy, NotSaved, Person, Refusal, Workspace, copies_beside
from db.edits import Edit, RecordChange
from db.erasing import Erased
from db.ids import id_after

CHAIR = Person("Cleo Carr", "Chair")


def bring_home(workspace: Workspace, path: Path) -> Copy:
    copy = all_at_once(workspace.preview_merge(path))
    workspace.reload_after(all_at_once(workspace.merge(copy)))
    return copy


@pytest.fixture
def risk(workspace: Workspace) -> Risk:
    made = workspace.draft(Risk, title="Staff leave", owner="Ann", likelihood=2, impact=2)
    workspace.save(made, label="Add a risk")
    return made


@pytest.fixture
def chair(workspace: Workspace, risk: Risk, tmp_path: Path) -> Callable[[Callable[[Workspace], object]], Path]:
    """Lets the chair work on a copy; where it lies."""

    def work(do: Callable[[Workspace], object]) -> Path:
        path = tmp_path / "chair.goldthread"
        if not path.exists():
            workspace.save_copy(path)
        copy = Workspace.open(path, CHAIR, tmp_path / "chair's backups")
        do(copy)
        copy.close()
        return path

    return work


def own(owner: str, risk: Risk) -> Callable[[Workspace], None]:
    """Gives the risk an owner."""

    def do(workspace: Workspace) -> None:
        there = workspace.find(risk.id)
        assert isinstance(there, Risk)
        workspace.save(replace(there, owner=owner), label=f"Re-own to {owner}")

    return do


def today() -> str:
    return show_date(datetime.now().astimezone().date())


def told(workspace: Workspace) -> list[tuple[str, str]]:
    return [(a.what, a.why) for a in needs_attention(workspace.plan, workspace.ratings) if a.kind == "Settle"]


def test_marks_of_what_was_read_come_last_and_are_no_records_that_changed(workspace: Workspace, risk: Risk, chair):
    def read_and_own(copy: Workspace) -> None:
        mark = copy.draft(ReadMark, record=risk.id, by=str(CHAIR), day=copy.plan.position)
        copy.save(mark, label="Mark the risk as read")
        own("Director", risk)(copy)

    copy = all_at_once(workspace.preview_merge(chair(read_and_own)))
    (person,) = copy.people
    assert [entry.label for entry in person.entries] == ["Re-own to Director", "Mark the risk as read"]
    assert person.records == ("R-01 Staff leave",)
    assert person.head == "Cleo Carr, Chair: 2 edits in 1 record"


def test_it_is_told_first_who_changed_what_and_what_both_changed(workspace: Workspace, risk: Risk, chair):
    path = chair(own("Chair's", risk))
    own("Head of HR", risk)(workspace)
    before = workspace.path.read_bytes()
    copy = all_at_once(workspace.preview_merge(path))
    assert workspace.path.read_bytes() == before
    (person,) = copy.people
    assert (copy.edits, person.by, person.records) == (1, "Cleo Carr, Chair", ("R-01 Staff leave",))
    assert [(e.label, e.details) for e in person.entries] == [
        ("Re-own to Chair's", ("R-01 Staff leave: owner from “Ann” to “Chair's”",))
    ]
    (clash,) = copy.clashes
    assert clash.about == "Staff leave (owner)"
    assert [(v.says, v.by) for v in clash.versions] == [
        ("“Chair's”", "Cleo Carr, Chair"),
        ("“Head of HR”", "Ann, Officer"),
    ]
    assert copy.summary == "1 edit by Cleo Carr."
    assert "  Staff leave (owner)" in copy.lines()


def test_all_of_it_comes_in_with_a_backup_first_and_one_line_of_history(workspace: Workspace, risk: Risk, chair):
    path = chair(own("Chair's", risk))
    backups = len(workspace.backups())
    heard: list[object] = []
    workspace.listen(heard.append)
    bring_home(workspace, path)
    assert workspace.plan.get(Risk, risk.id) == replace(risk, owner="Chair's")
    assert len(workspace.backups()) == backups + 1
    assert len(heard) == 1
    line, theirs, *_ = workspace.logbook.lines()
    assert (line.label, line.came, line.touched) == (f"1 edit by Cleo Carr arrived on {today()}", 1, 1)
    assert (theirs.label, theirs.author) == ("Re-own to Chair's", "Cleo Carr")
    assert workspace.check() == []
    again = all_at_once(workspace.preview_merge(path))
    assert not again.brings
    assert again.summary == "The copy holds nothing that this plan lacks."


def test_a_clash_needs_attention_until_it_is_settled_and_again_when_that_is_undone(
    workspace: Workspace, risk: Risk, chair
):
    path = chair(own("Chair's", risk))
    own("Head of HR", risk)(workspace)
    bring_home(workspace, path)
    expected = [
        ("Two copies disagree: Staff leave (owner)", "“Head of HR” by Ann, Officer; “Chair's” by Cleo Carr, Chair")
    ]
    assert told(workspace) == expected
    (clash,) = workspace.plan.clashes_of(risk)
    own("Somebody else", risk)(workspace)
    assert len(told(workspace)) == 1
    workspace.undo()
    (clash,) = workspace.plan.clashes_of(risk)
    workspace.settle_clash(clash, {"owner": "Chair's"})
    assert told(workspace) == []
    assert workspace.undo_label == "Settle Staff leave (owner)"
    assert workspace.plan.get(Risk, risk.id) == replace(risk, owner="Chair's")
    workspace.undo()
    assert told(workspace) == expected
    workspace.redo()
    assert told(workspace) == []
    reopened = Workspace.open(workspace.path, CHAIR, workspace.path.parent, write=False)
    assert reopened.plan.clashes == ()
    reopened.close()


def test_settling_on_the_shown_value_is_enough(workspace: Workspace, risk: Risk, chair):
    path = chair(own("Chair's", risk))
    own("Head of HR", risk)(workspace)
    bring_home(workspace, path)
    workspace.settle_clash(workspace.plan.clashes[0], {"owner": "Head of HR"})
    assert workspace.plan.clashes == ()
    assert workspace.check() == []


def test_a_rule_refuses_what_cannot_be_and_nothing_is_settled(workspace: Workspace, risk: Risk, chair):
    path = chair(lambda w: w.save(replace(risk, title="Staff go"), label="Rename"))
    workspace.save(replace(risk, title="People leave"), label="Rename")
    bring_home(workspace, path)
    with pytest.raises(NotSaved):
        workspace.settle_clash(workspace.plan.clashes[0], {"title": ""})
    assert len(workspace.plan.clashes) == 1


def test_likelihood_and_impact_are_settled_together(workspace: Workspace, risk: Risk, chair):
    path = chair(lambda w: w.save(replace(risk, likelihood=5), label="Score"))
    workspace.save(replace(risk, impact=4), label="Score")
    bring_home(workspace, path)
    (clash,) = workspace.plan.clashes
    assert (clash.fields, clash.label) == (("likelihood", "impact"), "likelihood and impact")
    assert [v.says for v in clash.versions] == ["likelihood 5 and impact 2", "likelihood 2 and impact 4"]
    workspace.settle_clash(clash, {"likelihood": 5, "impact": 4})
    assert workspace.plan.clashes == ()
    settled = workspace.plan.get(Risk, risk.id)
    assert settled
    assert (settled.likelihood, settled.impact) == (5, 4)


@pytest.mark.parametrize("keep", [True, False])
def test_what_one_removed_and_another_changed_stays_removed_or_comes_back(
    workspace: Workspace, risk: Risk, chair, keep: bool
):
    action = workspace.draft(Action, title="Recruit")
    workspace.save(action, workspace.draft(Milestone, action=action.id, title="Advert out"), label="Add")
    workspace.save(workspace.draft(Link, item=action.id, serves=risk.id), label="Link")
    path = chair(lambda w: w.save(replace(action, owner="Chair's"), label="Own"))
    workspace.remove(action, label="Remove the action")
    bring_home(workspace, path)
    (clash,) = workspace.plan.clashes
    assert (clash.removal, clash.about) == (True, "Recruit (whether it stays)")
    assert [v.says for v in clash.versions] == ["kept, with owner “Chair's”", "removed"]
    assert told(workspace)[0][0] == "Two copies disagree: Recruit (whether it stays)"
    workspace.settle_clash(clash, {"owner": "Chair's", "deleted": "" if keep else "removed"})
    assert workspace.plan.clashes == ()
    assert workspace.plan.get(Action, action.id) == (replace(action, owner="Chair's") if keep else None)
    assert len(workspace.all(Milestone)) == len(workspace.all(Link)) == keep
    assert workspace.check() == []


def test_a_moved_date_is_settled_without_asking_for_a_reason_again(workspace: Workspace, chair, risk: Risk):
    action = workspace.draft(Action, title="Recruit", due=PartialDate("2018-04"))
    workspace.save(action, label="Add")
    path = chair(lambda w: w.move_date(action, PartialDate("2018-06"), "The chair says so"))
    workspace.move_date(action, PartialDate("2018-05"), "Late")
    bring_home(workspace, path)
    (clash,) = workspace.plan.clashes
    workspace.settle_clash(clash, {"due": PartialDate("2018-06")})
    assert workspace.plan.clashes == ()


def test_undo_after_a_copy_came_in_withdraws_ones_own_and_lets_what_it_said_stand_alone(
    workspace: Workspace, risk: Risk, chair
):
    path = chair(lambda w: None)
    workspace.save(replace(risk, owner="Head of HR", cause="Pay"), label="Edit the risk")
    chair(own("Chair's", risk))
    bring_home(workspace, path)
    assert workspace.undo() == []
    now = workspace.plan.get(Risk, risk.id)
    assert now
    assert (now.owner, now.cause) == ("Chair's", "")
    assert workspace.plan.clashes == ()


def test_what_a_copy_settled_is_open_again_once_that_is_taken_back(workspace: Workspace, risk: Risk, chair):
    path = chair(own("Chair's", risk))
    own("Head of HR", risk)(workspace)
    bring_home(workspace, path)

    def settle(copy: Workspace) -> None:
        bring_home(copy, workspace.path)
        (clash,) = copy.plan.clashes
        copy.settle_clash(clash, {"owner": "Both"})

    bring_home(workspace, chair(settle))
    assert workspace.plan.clashes == ()
    arrived, *_ = workspace.logbook.lines()
    assert workspace.undo_edit(arrived.id) == []
    (clash,) = workspace.plan.clashes
    assert {version.values["owner"] for version in clash.versions} == {"Chair's", "Head of HR"}


def test_two_records_with_the_same_reference_are_told_before_and_after(workspace: Workspace, risk: Risk, chair):
    path = chair(lambda w: w.save(w.draft(Risk, title="Cost"), label="Add"))
    workspace.save(workspace.draft(Risk, title="Delay"), label="Add")
    copy = bring_home(workspace, path)
    assert copy.twice == ("R-02: R-02 Cost and R-02 Delay",)
    found = [a for a in needs_attention(workspace.plan, workspace.ratings) if a.kind == "Reference"]
    assert [(a.what, a.why) for a in found] == [("Two risks are called R-02", "Cost; Delay")]


def test_what_is_disagreed_about_an_illustrative_value_is_left_out_with_it(workspace: Workspace, risk: Risk, chair):
    marks = [workspace.draft(Provenance, record=risk.id, field="cause", illustrative=True)]
    workspace.save(replace(risk, cause="Pay"), *marks, label="Mark")
    path = chair(lambda w: w.save(replace(risk, cause="Parking"), label="Cause"))
    workspace.save(replace(risk, cause="Hours"), label="Cause")
    bring_home(workspace, path)
    (clash,) = (c for c in workspace.plan.clashes if c.fields == ("cause",))
    mark = workspace.draft(Provenance, record=risk.id, field="cause", illustrative=True)
    workspace.save(replace(mark, deleted=""), label="Mark it again")
    workspace.facts_only = True
    assert clash not in workspace.plan.clashes
    assert [c.fields for c in workspace.plan.clashes] == []


def test_one_who_may_not_write_is_told_so(workspace: Workspace, risk: Risk, chair, tmp_path: Path):
    path = chair(own("Chair's", risk))
    reader = Workspace.open(workspace.path, CHAIR, tmp_path / "b")
    with pytest.raises(Refusal, match="is writing in this plan"):
        reader.preview_merge(path)
    reader.close()


def test_without_a_backup_nothing_comes_in(workspace: Workspace, risk: Risk, chair, tmp_path: Path):
    copy = all_at_once(workspace.preview_merge(chair(own("Chair's", risk))))
    (tmp_path / "backups").write_text("a file where the folder would be")
    with pytest.raises(NotSaved, match=r"^Nothing was brought in, because no backup"):
        all_at_once(workspace.merge(copy))
    assert workspace.plan.get(Risk, risk.id) == risk


def test_a_copy_of_another_programme_is_refused(workspace: Workspace, tmp_path: Path):
    Workspace.create(tmp_path / "other.goldthread", CHAIR, tmp_path / "b", "Another").close()
    with pytest.raises(Refusal, match="another programme"):
        all_at_once(workspace.preview_merge(tmp_path / "other.goldthread"))


def test_what_no_column_can_hold_is_not_kept(workspace: Workspace, risk: Risk, chair):
    def spoil(copy: Workspace) -> None:
        edit = copy._store.log.compose({"risk": {risk.id: {"raised": "no \x1b day"}}}, copy._stamp("Spoil"))
        assert edit
        copy._store.apply([edit])

    chair(lambda _copy: None)
    path = chair(spoil)
    with pytest.raises(Refusal, match="cannot be read"):
        all_at_once(workspace.preview_merge(path))
    assert workspace.check() == []


@pytest.mark.parametrize(
    ("field", "value"), [("likelihood", "abc"), ("owner", "a\x00b"), ("owner", "x" * 301), ("raised", "2018\x00")]
)
def test_what_no_field_may_hold_does_not_come_in_although_it_was_replaced_since(
    workspace: Workspace, risk: Risk, chair, field: str, value: str
):
    def spoil(copy: Workspace) -> None:
        log, stamp = copy._store.log, copy._stamp("Spoil")
        there = log.current("risk", risk.id)[field]
        prevs = (there.edit,) if there.edit else ()
        spoilt = RecordChange("risk", risk.id, {field: (prevs, there.value, value)}, "")
        mended = RecordChange("risk", risk.id, {field: ((stamp.id,), value, there.value)}, "")
        again = id_after(stamp.id, 0)
        edits = [Edit(id_, stamp.at, "Eve", "", "Spoil", "", (c,)) for id_, c in ((stamp.id, spoilt), (again, mended))]
        with copy._store.transaction() as connection:
            for edit in edits:
                copy._store._write_log(connection, edit.sealed(), Erased(connection, log))

    path = chair(spoil)
    before = workspace.path.read_bytes()
    with pytest.raises(Refusal, match="the edit “Spoil” by Eve holds what cannot be read"):
        all_at_once(workspace.preview_merge(path))
    assert workspace.path.read_bytes() == before


@pytest.mark.parametrize("words", [{"label": "\x1b[2J"}, {"label": ""}, {"author": ""}, {"role": "\u202eriahC"}])
def test_an_edit_that_is_signed_in_no_plain_words_does_not_come_in(
    workspace: Workspace, risk: Risk, chair, words: dict[str, str]
):
    def spoil(copy: Workspace) -> None:
        edit = copy._store.log.compose({"risk": {risk.id: {"owner": "Eve"}}}, copy._stamp("Spoil"))
        assert edit
        copy._store.apply([edit._replace(**words).sealed()])

    with pytest.raises(Refusal, match="holds what cannot be read"):
        all_at_once(workspace.preview_merge(chair(spoil)))


def test_it_is_told_first_what_a_copy_erases_for_good(workspace: Workspace, risk: Risk, chair):
    workspace.save(replace(risk, cause="Kezia Umbridge"), label="Cause")
    path = chair(lambda w: w.erase(risk, ["cause"], reason="A child's name", second="Bob"))
    copy = all_at_once(workspace.preview_merge(path))
    assert any("for good" in line and "A child's name" in line for p in copy.people for e in p.entries for line in
               e.details)  # fmt: skip
    assert "Kezia" not in "\n".join(copy.lines())


def test_what_was_erased_here_is_not_told_again_of_a_copy_that_had_not_heard(workspace: Workspace, risk: Risk, chair):
    path = chair(lambda w: w.save(replace(risk, cause="Kezia Umbridge", owner="Cleo"), label="Tell of Kezia Umbridge"))
    workspace.save(replace(risk, cause="Pay"), label="Cause")
    workspace.erase(risk, ["cause"], reason="A child's name", second="Bob")
    copy = bring_home(workspace, path)
    assert "Kezia" not in "\n".join(copy.lines())
    assert [(e.label, e.details) for p in copy.people for e in p.entries] == [
        ("A change to what was later erased for good", ("R-01 Staff leave: owner from “Ann” to “Cleo”",))
    ]
    assert copy.clashes == workspace.plan.clashes == ()
    assert b"Kezia" not in workspace.path.read_bytes()


def test_who_attended_by_one_copy_and_not_by_another_is_disagreed_about(workspace: Workspace, risk: Risk, chair):
    body = workspace.draft(Body, title="Board")
    meeting = workspace.draft(Meeting, body=body.id, day=date(2018, 1, 10))
    workspace.save(body, meeting, label="Meet")

    def attend(state: str) -> Callable[[Workspace], None]:
        return lambda w: w.save(w.draft(Attendance, meeting=meeting.id, role="Chair", state=state), label="Attend")

    path = chair(attend("present"))
    attend("apologies")(workspace)
    bring_home(workspace, path)
    (clash,) = workspace.plan.clashes
    assert [version.says for version in clash.versions] == ["Present", "Apologies"]


def test_records_that_name_each_other_in_a_circle_have_names_all_the_same(workspace: Workspace, risk: Risk, chair):
    one, other = workspace.draft(Override, status="red"), workspace.draft(Override, status="red")

    def spoil(copy: Workspace) -> None:
        values = {"override": {one.id: {"record": other.id}, other.id: {"record": one.id}}}
        edit = copy._store.log.compose(values, copy._stamp("Spoil"))
        assert edit
        copy._store.apply([edit])

    bring_home(workspace, chair(spoil))
    assert workspace.history()[0].label == "Spoil"


def test_a_theme_of_a_copy_is_told_by_its_name(workspace: Workspace, risk: Risk, chair):
    path = chair(lambda w: w.save(w.draft(Theme, title="Leadership"), label="Add a theme"))
    (person,) = all_at_once(workspace.preview_merge(path)).people
    assert person.records == ("Theme 1: Leadership",)


# -- beside the plan


@pytest.mark.parametrize(
    "name",
    [
        "plan (Ann's conflicted copy 2018-03-01).goldthread",
        "plan-LAPTOP.goldthread",
        "plan (1).goldthread",
        "Copy of plan.goldthread",
        "Kopie von Plan.goldthread",
        "plan.goldthread~HEAD",
        "plan.sync-conflict-20180301-101112-ABCDEFG.goldthread",
        "Improvement plan March.GOLDTHREAD",
    ],
)
def test_a_copy_beside_the_plan_is_known_by_its_programme_whatever_it_is_called(
    workspace: Workspace, chair: Callable[[Callable[[Workspace], object]], Path], risk: Risk, name: str
):
    path = chair(lambda w: w.save(replace(w.all(Risk)[0], owner="Cleo"), label="Own it"))
    left = path.rename(workspace.path.parent / name)
    assert copies_beside(workspace.path) == [left]
    found = all_at_once(workspace.look_beside())
    assert found is not None
    assert (found.name, found.summary) == (name, "1 edit by Cleo Carr.")
    workspace.reload_after(all_at_once(workspace.merge(found)))
    assert copies_beside(workspace.path) == []
    assert all_at_once(workspace.look_beside()) is None


def test_what_is_no_copy_or_holds_nothing_new_is_not_offered(workspace: Workspace, risk: Risk, tmp_path: Path):
    folder = workspace.path.parent
    workspace.save_copy(folder / "plan (saved by hand).goldthread")
    stranger = Workspace.create(folder / "plan (1).goldthread", CHAIR, tmp_path / "backups")
    stranger.save(stranger.draft(Risk, title="Another programme's"), label="Add a risk")
    stranger.close()
    (folder / "plan (cut off).goldthread").write_bytes(workspace.path.read_bytes()[:5000])
    (folder / "plan-LAPTOP.goldthread").write_bytes(b"")
    (folder / "plan (folder).goldthread").mkdir()
    assert copies_beside(workspace.path) == []


def test_a_copy_in_which_something_was_not_erased_yet_brings_nothing(
    workspace: Workspace, chair: Callable[[Callable[[Workspace], object]], Path], risk: Risk
):
    path = chair(lambda w: None)
    workspace.erase(risk, reason="Asked to", second="Bob", backups=False)
    copy = all_at_once(workspace.preview_merge(path))
    assert (copy.brings, copy.summary) == (False, "The copy holds nothing that this plan lacks.")


def test_of_a_folder_that_is_gone_nothing_is_said(tmp_path: Path):
    assert copies_beside(tmp_path / "gone" / "plan.goldthread") == []


@pytest.mark.parametrize("keep", [True, False])
def test_what_was_added_to_a_record_that_another_removed_is_told_and_settled(
    workspace: Workspace, risk: Risk, chair, keep: bool
):
    action = workspace.draft(Action, title="Recruit")
    workspace.save(action, label="Add")
    path = chair(lambda w: w.save(w.draft(Milestone, action=action.id, title="Advert out"), label="Add a milestone"))
    workspace.remove(action, label="Remove the action")
    copy = bring_home(workspace, path)
    assert copy.parted == ("A-01 Recruit was removed in one and has milestone A-01 Recruit, Advert out in the other",)
    (clash,) = workspace.plan.clashes
    assert clash.about == "Recruit (whether it stays)"
    assert [(v.says, v.by) for v in clash.versions] == [
        ("kept, with milestone A-01 Recruit, Advert out", "Cleo Carr, Chair"),
        ("removed", "Ann, Officer"),
    ]
    workspace.settle_clash(clash, {"deleted": "" if keep else "removed"})
    assert workspace.plan.clashes == ()
    assert len(workspace.all(Action)) == len(workspace.all(Milestone)) == keep
    assert workspace.check() == []


def calls_of(act: Callable[[], object]) -> int:
    """How many functions of the program and of Python are called while something is done."""
    count = 0

    def called(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def test_what_is_not_settled_costs_no_edit_of_anything_else(workspace: Workspace, risk: Risk, chair):
    action, other = (workspace.draft(Action, title=title) for title in ("Recruit", "Train"))
    workspace.save(action, other, label="Add")
    path = chair(lambda w: w.save(w.draft(Milestone, action=action.id, title="Advert out"), label="Add a milestone"))
    statements: list[str] = []

    def save(owner: str) -> tuple[int, int]:
        statements.clear()
        workspace._store._connection.set_trace_callback(statements.append)
        calls = calls_of(lambda: own(owner, risk)(workspace))
        workspace._store._connection.set_trace_callback(None)
        return len(statements), calls

    own("First", risk)(workspace)
    before = save("Ann's")
    workspace.remove(action, label="Remove the action")
    bring_home(workspace, path)
    (clash,) = workspace.plan.clashes
    own("Next", risk)(workspace)
    after = save("Ben's")
    assert after[0] == before[0]
    assert after[1] < before[1] * 1.02
    assert workspace.plan.clashes == (clash,)


def test_what_is_told_of_what_is_not_settled_follows_the_names_it_tells(workspace: Workspace, risk: Risk, chair):
    action = workspace.draft(Action, title="Recruit")
    milestone = workspace.draft(Milestone, action=action.id, title="Advert out")
    workspace.save(action, milestone, label="Add")
    due, other = PartialDate("2018-05"), PartialDate("2018-06")
    path = chair(lambda w: w.save(replace(milestone, due=due), label="Date it"))
    workspace.save(replace(milestone, due=other), label="Date it")
    bring_home(workspace, path)
    assert [c.name for c in workspace.plan.clashes] == ["A-01 Recruit, Advert out"]
    workspace.save(replace(workspace.all(Action)[0], title="Recruit nurses"), label="Rename the action")
    assert [c.name for c in workspace.plan.clashes] == ["A-01 Recruit nurses, Advert out"]


def test_a_removal_is_settled_once_nothing_needs_what_was_removed(workspace: Workspace, risk: Risk, chair):
    action = workspace.draft(Action, title="Recruit")
    workspace.save(action, label="Add")
    path = chair(lambda w: w.save(w.draft(Milestone, action=action.id, title="Advert out"), label="Add a milestone"))
    workspace.remove(action, label="Remove the action")
    bring_home(workspace, path)
    assert len(workspace.plan.clashes) == 1
    workspace.remove(*workspace.all(Milestone), label="Remove the milestone")
    assert workspace.plan.clashes == ()
