"""Asking where a file is or should be; the folder is remembered."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app import settings
from app.endings import PAPER, PLAN, WrongEnding, ended
from app.workspace import Refusal

_PLANS = f"Goldthread plans (*{PLAN})"


def ask_plan(parent: QWidget | None) -> Path | None:
    """A plan to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a plan", str(_folder(settings.FOLDER)), _PLANS)
    return _remembered(name, settings.FOLDER)


def ask_copy_to_bring(parent: QWidget | None) -> Path | None:
    """A copy of the open plan to bring in."""
    name, _ = QFileDialog.getOpenFileName(parent, "Bring in a copy", str(_folder(settings.FOLDER)), _PLANS)
    return _remembered(name, settings.FOLDER)


def ask_new_plan(parent: QWidget | None, title: str) -> Path | None:
    """Where a new plan is to lie. Raises Refusal where the name has another ending."""
    suggested = _folder(settings.FOLDER) / (file_name(title) + PLAN)
    name, _ = QFileDialog.getSaveFileName(parent, "Where to keep the new plan", str(suggested), _PLANS)
    return _to_write(_remembered(name, settings.FOLDER), PLAN, "A plan")


def ask_copy(parent: QWidget | None, plan: Path) -> Path | None:
    """Where a copy of a plan is to lie. Raises Refusal where the name has another ending."""
    suggested = _folder(settings.FOLDER) / f"{plan.stem} copy{PLAN}"
    name, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(suggested), _PLANS)
    return _to_write(_remembered(name, settings.FOLDER), PLAN, "A plan")


def ask_file(parent: QWidget | None, filename: str) -> Path | None:
    """Where a copy of a file of the plan is to lie. Raises Refusal where the name has another ending."""
    ending = Path(filename).suffix
    name, _ = QFileDialog.getSaveFileName(parent, "Save a copy", filename, f"*{ending}")
    return _to_write(Path(name) if name else None, ending, "This file")


def briefing_path(title: str) -> Path:
    """Where a briefing of that title would be written: the folder of the last one, and a file name."""
    return _folder(settings.EXPORTS) / (file_name(title) + PAPER)


def workbook_path(title: str) -> Path:
    """Where a workbook of a plan of that title would be written."""
    return _folder(settings.EXPORTS) / f"{file_name(title)}.xlsx"


def ask_workbooks(parent: QWidget | None) -> list[Path]:
    """Workbooks that come back; none where the person thought better of it."""
    at = str(_folder(settings.EXPORTS))
    names, _ = QFileDialog.getOpenFileNames(parent, "Bring back workbooks", at, "Workbooks (*.xlsx *.ods)")
    return [Path(name) for name in names]


def file_name(title: str) -> str:
    """A title as a file name that every system takes."""
    plain = re.sub(r"[^\w\s.,()'’–-]", " ", title)
    return " ".join(plain.split()).strip(" .")[:80] or "Plan"


def _folder(setting: settings.Setting[str]) -> Path:
    kept = settings.get(setting)
    if kept and Path(kept).is_dir():
        return Path(kept)
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _to_write(chosen: Path | None, ending: str, what: str) -> Path | None:
    """The chosen place, with the ending of what is written there. Raises Refusal."""
    if chosen is None or not ending:
        return chosen
    try:
        path = ended(chosen, ending, what)
    except WrongEnding as error:
        raise Refusal(str(error)) from None
    if path != chosen and path.exists():  # of this name the file dialog did not ask whether to replace it
        raise Refusal(f"There is already a file called {path.name}: give another name.")
    return path


def _remembered(name: str, setting: settings.Setting[str]) -> Path | None:
    if not name:
        return None
    path = Path(name)
    settings.put(setting, str(path.parent))
    return path
