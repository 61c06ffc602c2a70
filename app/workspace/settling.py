"""What settling a disagreement of copies writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.clashes import Clash
from app.domain.fields import Value
from app.domain.records import BY_TABLE, Record
from app.domain.rows import to_row, to_scalar, with_row
from db.edits import Scalar
from db.history import Log

from .bonds import gone_with
from .clashing import orphans
from .held import Held


class Settled(NamedTuple):
    """What settling a clash writes.

    Attributes:
        record: as it then is.
        values: by table, key and field.
    """

    record: Record
    values: dict[str, dict[str, dict[str, Scalar]]]


def settling(held: Held, log: Log, clash: Clash, given: Mapping[str, Value]) -> Settled:
    """What settles a clash so that these values of its fields hold. Raises Refused."""
    there = held.rows[type(clash.record)][clash.record.id]
    now = to_row(there)
    values: dict[str, dict[str, dict[str, Scalar]]] = {}
    goes = bool(given.get("deleted"))
    own = {name: now[name] if goes else to_scalar(given.get(name, getattr(there, name))) for name in clash.fields}
    if goes and not there.deleted:
        found, naming = gone_with(held.whole, [there])
        for record, field in naming:
            values.setdefault(record.TABLE, {}).setdefault(record.id, {})[field] = ""
        for record in found:
            values.setdefault(record.TABLE, {})[record.id] = {"deleted": "removed"}
        own["deleted"] = "removed"
    if goes:
        for other in orphans(held.rows).get(there.id, ()):
            values.setdefault(other.TABLE, {})[other.id] = {"deleted": "removed"}
    if clash.removal and there.deleted and not goes:
        for edit in {version.edit for version in clash.versions if version.values.get("deleted")}:
            for change in log.changes(edit):
                other = held.rows[BY_TABLE[change.table]][change.record]
                if other.deleted and change.fields.get("deleted", ((), "", ""))[2]:
                    values.setdefault(change.table, {})[change.record] = {"deleted": ""}
    values.setdefault(there.TABLE, {})[there.id] = own
    return Settled(with_row(there, own), values)
