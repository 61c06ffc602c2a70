"""What the program remembers about a person and a machine; never anything of a plan.

    settings.get(settings.APPEARANCE)
    settings.put(settings.APPEARANCE, "dark")

Every setting is declared below; its type is that of its default. What cannot be read as that type counts as not set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QSettings

T = TypeVar("T")


class Setting(NamedTuple, Generic[T]):
    """One thing to remember.

    Attributes:
        key: group and name.
        default: what holds until somebody chooses.
        about: what it is for, as settings are explained to people.
    """

    key: str
    default: T
    about: str


NAME = Setting("person/name", "", "Your name, as every change is signed with it.")
ROLE = Setting("person/role", "", "Your role, shown beside your name.")
APPEARANCE = Setting("look/appearance", "system", "Light, dark, or as the system is.")
GEOMETRY = Setting("window/geometry", "", "Where the window was and how large.")
RECENT = Setting[list[str]]("files/recent", [], "Plans opened lately, the latest first.")
FOLDER = Setting("files/folder", "", "The folder in which plans were last opened or saved.")
EXPORTS = Setting("files/exports", "", "The folder in which briefings were last written.")
TABLES = Setting[dict[str, Any]](
    "tables/columns", {}, "Width, order of rows and choice of columns of each table, by the table's name."
)

COMPARED = Setting[dict[str, Any]](
    "plans/compared", {}, "What each plan is compared with: the last meeting of a body, or one meeting, by its file."
)
READING = Setting[dict[str, Any]]("plans/reading", {}, "Where reading as chair stopped in each plan, by its file.")
REVIEW = Setting[dict[str, Any]]("plans/review", {}, "Where the review of risks stopped in each plan, by its file.")
IMPORTS = Setting("files/imports", "", "The folder from which a plan was last imported.")
COLUMNS = Setting[dict[str, Any]](
    "imports/columns", {}, "Where the columns of imported tables go, by kind of record and the words of their headers."
)
ANSWERS = Setting[dict[str, Any]](
    "imports/answers", {}, "What was answered to the questions of imported files, by the layout of their columns."
)

ALL: tuple[Setting[Any], ...] = (
    NAME, ROLE, APPEARANCE, GEOMETRY, RECENT, FOLDER, EXPORTS, TABLES, COMPARED, READING, REVIEW, IMPORTS, COLUMNS,
    ANSWERS,
)  # fmt: skip

MOST_RECENT = 8
MOST_LAYOUTS = 50
"""So many layouts of imported files are remembered with what was answered, the latest."""


def get(setting: Setting[T]) -> T:
    """What is remembered, or the default."""
    stored = _store().value(setting.key)
    try:
        found = json.loads(stored) if isinstance(stored, str) else setting.default
    except ValueError:
        return setting.default
    return found if isinstance(found, type(setting.default)) else setting.default


def put(setting: Setting[T], value: T) -> None:
    """Remember a value; the default is not stored, so that a better default reaches those who never chose."""
    store = _store()
    if value == setting.default:
        store.remove(setting.key)
    else:
        store.setValue(setting.key, json.dumps(value))


def remember_file(path: str) -> None:
    """Put a plan at the head of the recent ones."""
    put(RECENT, [path, *(other for other in get(RECENT) if other != path)][:MOST_RECENT])


def forget_file(path: str) -> None:
    """Take a plan that is no longer there off the recent ones."""
    put(RECENT, [other for other in get(RECENT) if other != path])


def answers_before(layout: str) -> dict[str, str]:
    """What was answered to the questions of imported files of a layout."""
    kept = get(ANSWERS).get(layout) if layout else None
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def remember_answers(layout: str, given: Mapping[str, str]) -> None:
    """Keep what was answered to the questions of a file, for the next of its layout; nothing where nothing was."""
    if layout and given:
        kept = {key: said for key, said in get(ANSWERS).items() if key != layout}
        put(ANSWERS, {**dict([*kept.items()][1 - MOST_LAYOUTS :]), layout: dict(given)})


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Goldthread", "Goldthread")
