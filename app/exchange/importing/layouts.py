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
TRELLO: Mapping[str, str] = {
    "card id": "", "card name": "title", "card url": "", "card description": "detail", "labels": "", "members": "owner",
    "due date": "due", "attachment count": "", "attachment links": "", "checklist item total count": "",
    "checklist item completed count": "", "vote count": "", "comment count": "", "last activity date": "",
    "list id": "", "list name": "status", "board id": "", "board name": "", "archived": "", "start date": "starts",
    "due complete": "", "due reminder": "",
}  # fmt: skip
"""Trello: the list in which a card lies says how far it is."""
JIRA: Mapping[str, str] = {
    "summary": "title", "issue key": "ref", "issue id": "", "parent id": "", "issue type": "", "status": "status",
    "priority": "", "assignee": "owner", "due date": "due", "resolution": "resolution", "resolved": "done_on",
    "created": "", "updated": "reported", "description": "detail", "reporter": "", "start date": "starts",
}  # fmt: skip
"""Jira: an issue there is something to be done, and its resolution how that ended."""
AZURE: Mapping[str, str] = {
    "id": "ref", "work item type": "", "title": "title", "assigned to": "owner", "state": "status",
    "reason": "resolution", "tags": "", "target date": "due", "due date": "due", "start date": "starts",
    "closed date": "done_on", "description": "detail", "area path": "", "iteration path": "",
}  # fmt: skip
"""Azure DevOps: the reason says how a state came about."""
ASANA: Mapping[str, str] = {
    "task id": "", "created at": "", "completed at": "done_on", "last modified": "reported", "name": "title",
    "section/column": "group", "assignee": "owner", "assignee email": "", "start date": "starts", "due date": "due",
    "tags": "", "notes": "detail", "projects": "", "parent task": "detail", "blocking (dependencies)": "",
    "blocked by (dependencies)": "blocked_by",
}  # fmt: skip
"""Asana: a task under another is an action of its own."""
_KNOWN = (
    ("actions", {"task id", "task name", "bucket name"}, PLANNER),
    ("actions", {"summary", "issue key", "status"}, JIRA),
    ("actions", {"summary", "key", "status", "issue type"}, JIRA | {"key": "ref"}),
    ("actions", {"work item type", "title", "state"}, AZURE),
    ("actions", {"task id", "name", "section/column"}, ASANA),
    ("actions", {"card id", "card name", "list name"}, TRELLO),
)


def known_layout(kind: str, headers: Iterable[str]) -> Mapping[str, str]:
    """Where the columns of a known export go, by their headers in small letters; nothing for any other file."""
    there = {" ".join(header.casefold().split()) for header in headers}
    return next((layout for of, needed, layout in _KNOWN if of == kind and needed <= there), {})
