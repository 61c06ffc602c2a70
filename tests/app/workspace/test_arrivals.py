"""When edits came into this file: what was shown here then, whatever the clocks of other copies said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.lazy import all_at_once
from app.domain.records import Action, Milestone, ReadMark, Risk
from app.domain.unread import state
from app.workspace import Copy, Dated, NotSaved, Person, Refusal, Workspace

BO = Person("Bo", "Chair")
DAY = 86_400_000
_now = time.time_ns


@contextmanager
def clock(monkeypatch: pytest.MonkeyPatch, days: float) -> Iterator[None]:
    """The clock of the computer is so many days ahead."""
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: _now() + int(days * DAY) * 1_000_000)
        yield


@pytest.fixture
def risk(workspace: Workspace) -> Risk:
    made = workspace.draft(Risk, title="Staff leave", owner="Ann")
    workspace.save(made, label="Add a risk")
    return made


Away = Callable[..., Path]


@pytest.fixture
def away(workspace: Workspace, risk: Risk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Away:
    """Lets Bo change fields of the risk in a copy, on a computer whose clock is some days ahead; where it lies."""

    def work(days: float = 0, **values: str) -> Path:
        path = tmp_path / "Bo's.goldthread"
        if not path.exists():
            workspace.save_copy(path)
        copy = Workspace.open(path, BO, tmp_path / "Bo's backups")
        with clock(monkeypatch, days):
            for name, value in values.items():
                there = copy.find(risk.id)
                assert isinstance(there, Risk)
                copy.save(replace(there, **{name: value}), label=f"Set the {name}")
        copy.close()
        return path

    return work


def bring_home(workspace: Workspace, path: Path) -> Copy:
    copy = all_at_once(workspace.preview_merge(path))
    workspace.reload_after(all_at_once(workspace.merge(copy)))
    return copy


def moment() -> datetime:
    """A moment that edits before it and after it, which bear milliseconds, are not of."""
    now = _another_millisecond(datetime.now(UTC))
    _another_millisecond(now)
    return now


def _another_millisecond(since: datetime) -> datetime:
    while (now := datetime.now(UTC)) < since + timedelta(milliseconds=2):
        pass
    return now


def then(workspace: Workspace, at: datetime, risk: Risk) -> tuple[str, str]:
    found = workspace.as_at(at).get(Risk, risk.id)
    assert found
    return found.owner, found.cause


def save(workspace: Workspace, risk: Risk, **values: str) -> None:
    there = workspace.find(risk.id)
    assert isinstance(there, Risk)
    workspace.save(replace(there, **values), label="Change the risk")


def news(workspace: Workspace, risk: Risk) -> str:
    """What is new to Ann of what she marked as read."""
    there = workspace.find(risk.id)
    assert there
    return state(workspace.plan, [there], "Ann", workspace.touched_since).news


@pytest.mark.parametrize("days", [-40, -3, 0, 2 / 1440, 3, 40])
def test_as_at_a_moment_shows_what_was_shown_here_then_whatever_the_clock_of_a_copy(
    workspace: Workspace, risk: Risk, away: Away, days: float
):
    path, first = away(days, cause="Pay"), moment()
    save(workspace, risk, owner="Bob")
    second = moment()
    bring_home(workspace, path)
    third = moment()
    save(workspace, risk, owner="Cy")
    fourth = moment()
    save(workspace, risk, cause="Leave")
    seen = [then(workspace, at, risk) for at in (first, second, third, fourth)]
    assert seen == [("Ann", ""), ("Bob", ""), ("Bob", "Pay"), ("Cy", "Pay")]


def test_by_the_dates_of_the_edits_it_shows_what_had_been_written_anywhere(
    workspace: Workspace, risk: Risk, away: Away
):
    path, at = away(cause="Pay"), moment()
    bring_home(workspace, path)
    workspace.look_back(Dated(at))
    assert workspace.past
    assert workspace.past.title.endswith(", as the edits are dated")
    found = workspace.find(risk.id)
    assert isinstance(found, Risk)
    assert found.cause == "Pay"
    workspace.look_back(at)
    found = workspace.find(risk.id)
    assert isinstance(found, Risk)
    assert found.cause == ""


def test_what_the_file_held_nothing_of_is_refused_and_its_dates_are_offered(
    workspace: Workspace, away: Away, monkeypatch: pytest.MonkeyPatch
):
    bring_home(workspace, away(-40, cause="Pay"))
    at = datetime.now(UTC) - timedelta(days=20)
    with pytest.raises(Refusal, match=r"does not reach back to .* By the dates of its edits it does\."):
        workspace.look_back(at)
    with pytest.raises(Refusal, match="still to come"):
        workspace.look_back(datetime.now(UTC) + timedelta(days=2))


def test_edits_dated_ahead_can_be_looked_back_to_by_their_dates_alone(workspace: Workspace, risk: Risk, away: Away):
    bring_home(workspace, away(3, cause="Pay"))
    ahead = datetime.now(UTC) + timedelta(days=2)
    with pytest.raises(Refusal, match="still to come"):
        workspace.as_at(ahead)
    found = workspace.as_at(Dated(ahead)).get(Risk, risk.id)
    assert found
    assert found.cause == ""


def test_a_clock_that_was_ahead_here_for_a_while_hides_nothing(
    workspace: Workspace, risk: Risk, monkeypatch: pytest.MonkeyPatch
):
    with clock(monkeypatch, 3):
        save(workspace, risk, owner="Bob")
    assert then(workspace, datetime.now(UTC) + timedelta(seconds=9), risk) == ("Bob", "")
    save(workspace, risk, cause="Pay")
    at = moment()
    save(workspace, risk, cause="Leave")
    assert then(workspace, at, risk) == ("Bob", "Pay")


@pytest.mark.parametrize("how", ["copy", "backup"])
def test_when_something_came_in_is_kept_by_what_is_a_copy_of_this_file(
    workspace: Workspace, risk: Risk, away: Away, tmp_path: Path, how: str
):
    path, at = away(3, cause="Pay"), moment()
    bring_home(workspace, path)
    if how == "copy":
        workspace.save_copy(tmp_path / "copy.goldthread")
    elif how == "backup":
        save(workspace, risk, owner="Cy")
        workspace._back_up()
        tmp_path.joinpath("copy.goldthread").write_bytes(workspace.backups()[0].path.read_bytes())
    copy = Workspace.open(tmp_path / "copy.goldthread", BO, tmp_path / "b")
    assert then(copy, at, risk) == ("Ann", "")
    copy.close()


def test_a_copy_that_comes_home_brings_no_times_of_its_own(
    workspace: Workspace, risk: Risk, away: Away, tmp_path: Path
):
    other = tmp_path / "other.goldthread"
    workspace.save_copy(other)
    bring_home(workspace, away(cause="Pay"))
    at = moment()
    copy = Workspace.open(other, BO, tmp_path / "b")
    bring_home(copy, workspace.path)
    assert then(copy, at, risk) == ("Ann", "")
    assert then(workspace, at, risk) == ("Ann", "Pay")
    copy.close()


@pytest.mark.parametrize(("days", "said"), [(0, ""), (0.9, ""), (3, "3 days ahead"), (40, "40 days ahead")])
def test_a_copy_dated_more_than_a_day_ahead_is_said_before_it_is_brought_in(
    workspace: Workspace, away: Away, days: float, said: str
):
    found = all_at_once(workspace.preview_merge(away(days, cause="Pay")))
    assert said in found.ahead
    assert bool(found.ahead) == bool(said)
    assert [line for line in found.lines() if "ahead" in line] == ([found.ahead] if said else [])


def test_what_came_in_since_something_was_read_is_news_also_after_a_fast_clock(
    workspace: Workspace, risk: Risk, away: Away, tmp_path: Path
):
    slow = tmp_path / "slow.goldthread"
    workspace.save_copy(slow)
    bring_home(workspace, away(3, cause="Pay"))
    mark = workspace.draft(ReadMark, record=risk.id, by="Ann", day=workspace.plan.position, edit=workspace.last_edit)
    workspace.save(mark, label="Mark as read")
    assert news(workspace, risk) == ""
    other = Workspace.open(slow, BO, tmp_path / "b")
    save(other, risk, owner="Bob")
    other.close()
    bring_home(workspace, slow)
    assert news(workspace, risk) == "1 risk"


# -- exchanging, and taking back what came in


def test_exchanging_writes_nothing_of_its_own(workspace: Workspace, away: Away, tmp_path: Path):
    path = away(cause="Pay")
    bring_home(workspace, path)
    count = workspace.edit_count
    for _ in range(5):
        copy = Workspace.open(path, BO, tmp_path / "b")
        found = all_at_once(copy.preview_merge(workspace.path))
        assert not found.brings
        copy.reload_after(all_at_once(copy.merge(found)))
        assert copy.edit_count == count
        assert copy.logbook.arrivals() == []
        copy.close()
        bring_home(workspace, path)
        assert workspace.edit_count == count
    assert [line.came for line in workspace.logbook.arrivals()] == [1]


def test_what_came_stands_in_history_when_it_came_whatever_it_is_dated(workspace: Workspace, risk: Risk, away: Away):
    path = away(-3, cause="Pay", owner="Bo")
    save(workspace, risk, consequence="Delay")
    bring_home(workspace, path)
    save(workspace, risk, mitigation="Recruit")
    labels = [line.label for line in workspace.logbook.lines()]
    arrived = next(label for label in labels if "arrived" in label)
    assert arrived.startswith("2 edits by Bo arrived on ")
    assert labels.index(arrived) == 1
    pages: list[str] = []
    before = ""
    while lines := workspace.logbook.lines(before=before, limit=1):
        pages += [line.label for line in lines]
        before = next(line.id for line in reversed(lines) if not line.came)
    assert pages == labels


def test_what_a_copy_brought_is_taken_back_in_one_step_as_an_edit_of_ones_own(
    workspace: Workspace, risk: Risk, away: Away
):
    bring_home(workspace, away(3, cause="Pay", owner="Bo", consequence="Delay"))
    save(workspace, risk, consequence="No delay")
    (line,) = workspace.logbook.arrivals()
    assert [part.name for part in workspace.logbook.parts(line.id)] == ["R-01 Staff leave"] * 3
    count = workspace.edit_count
    assert workspace.undo_edit(line.id) == ["Consequence of R-01 Staff leave was changed since and stays as it is."]
    found = workspace.find(risk.id)
    assert isinstance(found, Risk)
    assert (found.owner, found.cause, found.consequence) == ("Ann", "", "No delay")
    assert workspace.edit_count == count + 1
    newest = workspace.logbook.lines()[0]
    assert (newest.author, newest.label) == ("Ann", f"Undo: {line.label.replace('arrived', 'that arrived')}")
    assert workspace.undoing(line.id).edit is None
    with pytest.raises(NotSaved):
        workspace.undo_edit(line.id)
    workspace.undo()
    found = workspace.find(risk.id)
    assert isinstance(found, Risk)
    assert (found.owner, found.cause) == ("Bo", "Pay")
    assert workspace.check() == []


@pytest.mark.parametrize("days", [-3, 3])
def test_a_disagreement_that_a_copy_brought_is_gone_when_it_is_taken_back(
    workspace: Workspace, risk: Risk, away: Away, days: float
):
    path = away(days, owner="Bo")
    save(workspace, risk, owner="Cy")
    bring_home(workspace, path)
    assert workspace.plan.clashes
    workspace.undo_edit(workspace.logbook.arrivals()[0].id)
    assert not workspace.plan.clashes
    found = workspace.find(risk.id)
    assert isinstance(found, Risk)
    assert found.owner == "Cy"


def test_a_record_that_came_stays_while_something_hangs_on_it(workspace: Workspace, away: Away, tmp_path: Path):
    path = away()
    copy = Workspace.open(path, BO, tmp_path / "b")
    action, other = copy.draft(Action, title="Recruit"), copy.draft(Action, title="Train")
    copy.save(action, other, label="Add two")
    copy.close()
    bring_home(workspace, path)
    workspace.save(workspace.draft(Milestone, action=action.id, title="Advert"), label="Add a milestone")
    (said,) = workspace.undo_edit(workspace.logbook.arrivals()[0].id)
    assert "Recruit stays, because of" in said
    assert [a.title for a in workspace.all(Action)] == ["Recruit"]
