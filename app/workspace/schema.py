"""What `db` is told of the records, from their own rules."""

from __future__ import annotations

from app.domain.entered import REPORTS
from app.domain.fields import Reference, Text
from app.domain.kinds import bonds
from app.domain.records import KINDS, Action, Attachment, IssuedPaper, Programme, rules
from app.domain.rows import defaults
from db.schema import Column, MadeOf, Schema


def _not_words() -> frozenset[Column]:
    return frozenset(
        (kind.TABLE, name)
        for kind in KINDS
        for empty in (defaults(kind),)
        for name, rule in rules(kind).items()
        if empty[name] == "" and not isinstance(rule, Reference)
        if not isinstance(rule, Text) or rule.by_program
    )


def _hanging() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for bond in bonds():
        if bond.hangs:
            found[bond.kind.TABLE] = (*found.get(bond.kind.TABLE, ()), bond.field)
    return found


SCHEMA = Schema(
    root=Programme.TABLE,
    contents=((Attachment.TABLE, "digest"), (IssuedPaper.TABLE, "kept")),
    made_of=MadeOf(IssuedPaper.TABLE, "made_of", "knew", ("kept", "changed")),
    report=(Action.TABLE, REPORTS),
    brought_forward=("Goldthread", "Work out from the history when each action was last reported"),
    day=(Programme.TABLE, "position"),
    called_by=("ref", "title"),
    together={kind.TABLE: kind.TOGETHER for kind in KINDS if kind.TOGETHER},
    not_words=_not_words(),
    hanging=_hanging(),
)
