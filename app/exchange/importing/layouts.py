"""Exports of other programs, known by headers that nobody else writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

PLANNER: Mapping[str, str] = {
    "task id": "", "task name": "title", "bucket name": "group", "progress": "status", "priority": "",
    "assigned to": "owner", "created by": "", "created date": "", "start date": "starts", "due date": "due", "late": "",
    "is recurring": "", "completed date": "done_on", "completed by": "", "description": "detail", "notes": "detail",
    "completed checklist items": "", "checklist items": "detail", "labels": "",
}  # fmt: skip
"""Microsoft Planner: a bucket is a group, a priority says how urgent it is, and who completed it is not when."""
_KNOWN = (("actions", {"task id", "task name", "bucket name"}, PLANNER),)


def known_layout(kind: str, headers: Iterable[str]) -> Mapping[str, str]:
    """Where the columns of a known export go, by their headers in small letters; nothing for any other file."""
    there = {" ".join(header.casefold().split()) for header in headers}
    return next((layout for of, needed, layout in _KNOWN if of == kind and needed <= there), {})
