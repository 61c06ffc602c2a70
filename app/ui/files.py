"""Asking where a file is or should be; the folder is remembered."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app import settings

SUFFIX = ".goldthread"
_PLANS = f"Goldthread plans (*{SUFFIX})"


def ask_plan(parent: QWidget) -> Path | None:
    """A plan to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open a plan", str(_folder(settings.FOLDER)), _PLANS)
    return _remembered(name, "", settings.FOLDER)


def ask_copy_to_bring(parent: QWidget) -> Path | None:
    """A copy of the open plan to bring in."""
    name, _ = QFileDialog.getOpenFileName(parent, "Bring in a copy", str(_folder(settings.FOLDER)), _PLANS)
    return _remembered(name, "", settings.FOLDER)


def ask_new_plan(parent: QWidget, title: str) -> Path | None:
    """Where a new plan is to lie."""
    suggested = _folder(settings.FOLDER) / (file_name(title) + SUFFIX)
    name, _ = QFileDialog.getSaveFileName(parent, "Where to keep the new plan", str(suggested), _PLANS)
    return _remembered(name, SUFFIX, settings.FOLDER)


def ask_copy(parent: QWidget, plan: Path) -> Path | None:
    """Where a copy of a plan is to lie."""
    suggested = _folder(settings.FOLDER) / f"{plan.stem} copy{SUFFIX}"
    name, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(suggested), _PLANS)
    return _remembered(name, SUFFIX, settings.FOLDER)


def briefing_path(title: str) -> Path:
    """Where a briefing of that title would be written: the folder of the last one, and a file name."""
    return _folder(settings.EXPORTS) / (file_name(title) + ".pdf")


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


def _remembered(name: str, suffix: str, setting: settings.Setting[str]) -> Path | None:
    if not name:
        return None
    path = Path(name)
    settings.put(setting, str(path.parent))
    return path if not suffix or path.suffix.casefold() == suffix else path.with_name(path.name + suffix)
