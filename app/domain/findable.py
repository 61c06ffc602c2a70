"""What can be found of a record: where it is looked up, and the words by which it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from . import kinds, records
from .fields import Text
from .records import KINDS, Body, Meeting, Provenance, Reading, Record, rules
from .wording import source_words

BELONGS: Mapping[type[Record], str] = kinds.told(kinds.FOUND)
"""The kinds that are found as a part of another record, and the field that names it."""

_FIRST = (
    records.Programme, records.Theme, records.Recommendation, records.Objective, records.Risk, records.Indicator,
    records.Action, records.Milestone, records.Visit, records.Finding, records.Decision, records.Question,
    records.Section, records.Component, records.Body, records.AgendaItem,
)  # fmt: skip
FOUND: tuple[type[Record], ...] = (*_FIRST, *(kind for kind in KINDS if kind not in (*_FIRST, *BELONGS)))
"""The kinds that are found themselves, those first that people look for most."""

_NAMES = frozenset({"ref", "title"})


def named(record: Record, bodies: Mapping[str, Body]) -> str:
    """What a record is called, without its reference; a meeting with its body, which is one of `bodies` by key."""
    name = record.name.removeprefix(getattr(record, "ref", "")).strip()
    if isinstance(record, Meeting) and record.body in bodies:
        return f"{bodies[record.body].title}: {name[0].lower()}{name[1:]}"
    return name


def kind_words(record: Record) -> str:
    """Such as "Risk", "Theme 2"."""
    number = getattr(record, "number", None)
    return f"{record.NAME} {number}" if number else record.NAME


class SearchText(NamedTuple):
    """Words of a record: what their field is called, and whether live figures are filled in where they are read."""

    label: str
    text: str
    live: bool = False


def texts(record: Record) -> Iterator[SearchText]:
    """The words of a record, its name aside, each with what its field is called."""
    beside = type(record) in BELONGS
    for name, rule in rules(type(record)).items():
        if not isinstance(rule, Text) or rule.by_program or (not beside and name in _NAMES):
            continue
        text = str(getattr(record, name))
        text = source_words(text) if isinstance(record, Provenance) and name == "source" else text
        if text.strip():
            yield SearchText(said_as(record, rule.label) if beside else rule.label, text, rule.live)


def said_as(record: Record, label: str) -> str:
    """What a text of a part is called beside the record that it belongs to: "Reading for March 2018, note"."""
    what = record.name if isinstance(record, Reading) else record.NAME
    return f"{what}, {label[0].lower()}{label[1:]}" if label != what else what
