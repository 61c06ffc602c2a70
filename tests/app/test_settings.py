"""What the program remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from app import settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    return tmp_path


def test_what_nobody_chose_is_the_default():
    assert settings.get(settings.APPEARANCE) == "system"
    assert settings.get(settings.RECENT) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (settings.NAME, "Ann “Pat” O’Neill, ; = % \\ \n ü"),
        (settings.RECENT, ["/a, b/plan.goldthread", "C:\\plans\\x.goldthread"]),
        (settings.TABLES, {"risks": {"ref": 64, "owner/shown": False}}),
    ],
)
def test_what_is_put_is_got(setting: settings.Setting[object], value: object):
    settings.put(setting, value)
    assert settings.get(setting) == value


def test_the_default_is_not_stored_so_that_a_better_one_reaches_everybody(folder: Path):
    settings.put(settings.APPEARANCE, "dark")
    settings.put(settings.APPEARANCE, "system")
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Goldthread", "Goldthread")
    assert not store.contains(settings.APPEARANCE.key)


@pytest.mark.parametrize("stored", ["", "{", "5", '{"a": 1}', "null", "[1"])
def test_what_cannot_be_read_counts_as_not_set(stored: str):
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Goldthread", "Goldthread")
    store.setValue(settings.RECENT.key, stored)
    store.sync()
    assert settings.get(settings.RECENT) == []


def test_every_setting_is_declared_once_and_says_what_it_is_for():
    declared = [value for value in vars(settings).values() if isinstance(value, settings.Setting)]
    assert {s.key for s in declared} == {s.key for s in settings.ALL}
    assert len({s.key for s in settings.ALL}) == len(settings.ALL)
    assert all(s.about.endswith(".") for s in settings.ALL)


def test_recent_plans_are_few_and_the_latest_comes_first():
    for number in range(20):
        settings.remember_file(f"/plans/{number}")
    settings.remember_file("/plans/15")
    kept = settings.get(settings.RECENT)
    assert kept[:3] == ["/plans/15", "/plans/19", "/plans/18"]
    assert len(kept) == len(set(kept)) == settings.MOST_RECENT
    settings.forget_file("/plans/19")
    assert "/plans/19" not in settings.get(settings.RECENT)
