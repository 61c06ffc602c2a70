"""The log of a plan as plain data, as `goldthread dump` writes it and `goldthread load` brings it back.

The form is described in docs/plan-format.md.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from app.domain.keys import is_key
from app.domain.plan import Plan
from app.domain.rating import RATED, Ratings
from app.domain.records import KINDS
from app.domain.rows import to_row
from db.edits import Baseline, Edit, Erasure, RecordChange
from db.errors import Refused
from db.history import Log
from db.ids import content_of, derived_id, time_of
from db.log import Stamp

_LATEST = 253_402_300_799_999
"""Milliseconds at the end of the year 9999: an id beyond it would leave no room for those that come after."""
_DIGEST = r"[0-9a-f]{64}"
_SALT = r"[0-9A-Za-z]{0,64}"


def transcript(log: Log, contents: Mapping[str, bytes], plan: Plan, before: Plan | None) -> dict[str, Any]:
    """The whole plan: its edits and baselines, what attachments hold, and what is computed. Raises Refused."""
    ratings = Ratings(plan, before)
    rated = sorted((r for kind in RATED for r in plan.all(kind)), key=lambda r: r.id)
    return {
        "goldthread": 2,  # planfile.FORMAT; the test of both holds them together
        "edits": [_edit_out(edit) for edit in sorted(log.edits(), key=lambda e: e.id)],
        "baselines": [
            {"id": b.id, "meeting": b.meeting, "position": b.position, "parents": [*b.parents], "edits": [*b.edits]}
            for b in log.baselines()
        ],
        "contents": {digest: b64encode(content).decode() for digest, content in contents.items()},
        "records": {kind.TABLE: [to_row(r) for r in sorted(plan.all(kind), key=lambda r: r.id)] for kind in KINDS},
        "statuses": {
            r.id: {
                "name": r.name, "status": str((rating := ratings.of(r)).status), "reason": rating.reason,
                "illustrative": rating.illustrative, "direction": str(rating.direction or ""),
            }
            for r in rated
        },
    }  # fmt: skip


def _edit_out(edit: Edit) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {}
    for change in edit.changes:
        fields = {name: [[*prevs], old, new] for name, (prevs, old, new) in change.fields.items()}
        changes.setdefault(change.table, {})[change.record] = fields
    erases = {"erases": [erasure._asdict() for erasure in edit.erases]} if edit.erases else {}
    return {
        "id": edit.id, "at": edit.at, "author": edit.author, "role": edit.role, "label": edit.label,
        "undoes": edit.undoes, "digest": edit.digest, "salts": {c.record: c.salt for c in edit.changes},
        "changes": changes, **erases,
    }  # fmt: skip


def edit_in(given: Mapping[str, Any], log: Log, held: set[str]) -> Edit | None:
    """The finished edit that `exchange.planfile.expand` describes; None where it would change nothing.

    `held` is what `log.contents()` gives.

    Raises:
        Refused: its id, digest, salts or the ids of the edits that it replaces are not in their form.
    """
    return _composed(given, log, held) if given["changes"] is None else _finished(given)


def _composed(given: Mapping[str, Any], log: Log, held: set[str]) -> Edit | None:
    """The edit that gives records the values that a person wrote; the same on every laptop.

    None, too, where the plan holds that edit already: what people did since is not set back.
    """
    moment = max(0, int(datetime.fromisoformat(given["at"]).astimezone(UTC).timestamp() * 1000))
    last = log.last()
    content = repr((given["at"], given["label"], given["values"]))
    id_ = derived_id(max(moment, time_of(last) + 1) if last else moment, content)
    if content_of(id_) in held:
        return None
    stamp = Stamp(id_, given["at"], given["author"], given["role"], given["label"])
    return log.compose(given["values"], stamp, salt=id_)


def _finished(given: Mapping[str, Any]) -> Edit:
    """An edit as it was first written."""
    label, undoes, digest = given["label"], given["undoes"] or "", given["digest"] or ""
    salts: dict[str, Any] = given["salts"] or {}
    records: dict[str, dict[str, dict[str, list[Any]]]] = given["changes"]
    named = {prev for rows in records.values() for fields in rows.values() for prevs, _, _ in fields.values()
             for prev in prevs}  # fmt: skip
    if not _is_edit(given["id"]) or not all(_is_edit(id_) for id_ in (*named, *([undoes] if undoes else []))):
        raise Refused(f"The edit “{label}” names an edit by what is no key of one.")
    if digest and not re.fullmatch(_DIGEST, digest):
        raise Refused(f"The digest of the edit “{label}” is none.")
    if not all(isinstance(salt, str) and re.fullmatch(_SALT, salt) for salt in salts.values()):
        raise Refused(f"The salts of the edit “{label}” are none.")
    changes = tuple(
        RecordChange(table, record, {n: (tuple(prevs), old, new) for n, (prevs, old, new) in fields.items()},
               salts.get(record, ""))
        for table, rows in records.items()
        for record, fields in rows.items()
    )  # fmt: skip
    erases = tuple(sorted(Erasure(**erasure) for erasure in given["erases"]))
    edit = Edit(given["id"], given["at"], given["author"], given["role"], label, undoes, changes, erases=erases)
    return edit._replace(digest=digest) if digest else edit.sealed()


def baseline_in(given: Mapping[str, Any]) -> Baseline:
    """A baseline as a dump holds it. Raises Refused where it is not in its form."""
    match given:
        case {"id": str(id_), "meeting": str(meeting), "position": str(position), "parents": list(), "edits": list()}:
            parents: list[Any] = given["parents"]
            edits: list[Any] = given["edits"]
            if edits and is_key(meeting) and _is_day(position) and all(map(_is_edit, (id_, *parents, *edits))):
                return Baseline(id_, meeting, position, tuple(parents), tuple(edits))
        case _:
            pass
    raise Refused("A baseline names its own key, its meeting, its position, its parents and its edits.")


def _is_edit(key: Any) -> bool:
    return isinstance(key, str) and is_key(key) and time_of(key) <= _LATEST


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
