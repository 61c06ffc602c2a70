"""The demo plan as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import demo, resources
from app.exchange.planfile import PlanFileError
from app.workspace import CannotOpen, Person, Workspace

YOU = Person("You")


def test_the_demo_is_a_sound_plan_of_its_position_date(tmp_path: Path):
    workspace = demo.make(tmp_path / "demo.goldthread", YOU, tmp_path / "backups")
    assert workspace.plan.position == date(2018, 1, 31)
    assert workspace.writable
    assert not workspace.can_undo
    assert workspace.check() == []
    assert workspace.last_meeting is not None
    assert workspace.before is not None
    assert workspace.before.position < workspace.plan.position
    workspace.close()


def test_two_demo_plans_hold_the_same(tmp_path: Path):
    dumps: list[object] = []
    for name in ("one", "two"):
        workspace = demo.make(tmp_path / f"{name}.goldthread", YOU, tmp_path / "backups")
        dumps.append(workspace.dump())
        workspace.close()
    assert dumps[0] == dumps[1]


def test_the_demo_opens_again(tmp_path: Path):
    demo.make(tmp_path / "demo.goldthread", YOU, tmp_path / "backups").close()
    workspace = Workspace.open(tmp_path / "demo.goldthread", YOU, tmp_path / "backups")
    assert len(workspace.plan.all(type(workspace.plan.programme))) == 1
    workspace.close()


def test_a_demo_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "demo.goldthread"
    (tmp_path / "demo.json").write_text('{"goldthread": 1, "edits": [{}]}')
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    with pytest.raises(PlanFileError):
        demo.make(path, YOU, tmp_path / "backups")
    (tmp_path / "demo.json").unlink()
    with pytest.raises(CannotOpen, match="Install the program again"):
        demo.make(path, YOU, tmp_path / "backups")
    assert list(tmp_path.iterdir()) == []
