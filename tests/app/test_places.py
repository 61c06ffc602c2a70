"""Where the program keeps what belongs to the user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app import places


def test_backups_lie_in_the_user_s_data_folder_and_are_not_made_by_asking():
    folder = places.backups()
    assert folder == Path(os.environ["XDG_DATA_HOME"]) / "goldthread" / "backups"
    assert not folder.exists()


@pytest.mark.parametrize("given", [None, "", "not/absolute"])
@pytest.mark.parametrize(
    ("system", "there"),
    [("linux", ".local/share"), ("darwin", "Library/Application Support"), ("win32", "AppData/Local")],
)
def test_where_nothing_is_said_they_lie_where_each_system_keeps_such_things(
    system: str, there: str, given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME")
    if given is not None:
        monkeypatch.setenv("XDG_DATA_HOME", given)
    assert places.backups() == tmp_path / there / "goldthread" / "backups"


def test_on_windows_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert places.backups() == tmp_path / "goldthread" / "backups"
