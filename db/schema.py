"""What the program says of the tables that it keeps.

`db` itself names none of them outside its migrations, nor any field but `id` and `deleted`, which every record has.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

Column = tuple[str, str]
"""A table and a field of it."""


class MadeOf(NamedTuple):
    """A table of what was made of other records, and holds words of theirs.

    Attributes:
        named: the field that holds the marks of the keys of all that it names (`made_of`).
        knew: the field that holds the edits which had erased something when it was made, parted by spaces.
        goes: the fields that are erased with anything of what it names, by an edit that it did not know.
    """

    table: str
    named: str
    knew: str
    goes: tuple[str, ...]


class Schema(NamedTuple):
    """What the program says of its tables and fields.

    Attributes:
        root: the table of the one record that all copies of a plan share.
        together: by table, fields that mean something only together: changing one touches the others, so that clashes
            between copies surface.
        hanging: by table, the fields by which a record names the one that it belongs to or speaks of: where that is
            erased as a whole, the record is erased with it.
        not_words: fields of text, empty by default, that hold no words of a person's own.
        contents: the fields that name, by its digest, what `Store.keep` kept.
        made_of: what was made of other records and holds words of theirs.
        called_by: the fields by which a record is called, the first that is filled.
        report: a table, and the fields of it whose change is a report.
        brought_forward: author and label of the edit that says when each record was last reported, in a file of a
            format that did not keep it.
        day: the field that fixes the day that a plan speaks of, while it is filled.
    """

    root: str
    contents: tuple[Column, ...]
    made_of: MadeOf
    report: tuple[str, tuple[str, ...]]
    brought_forward: tuple[str, str]
    day: Column
    called_by: tuple[str, ...] = ()
    together: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType({})
    not_words: frozenset[Column] = frozenset()
    hanging: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def with_groups(self, table: str, names: set[str]) -> set[str]:
        """Fields of a table with those that mean something only together with them."""
        found, partners = names, _partners(self.together.get(table, ()))
        for name in names:
            if name in partners:
                found = found | partners[name]
        return found


@cache
def _partners(groups: tuple[tuple[str, ...], ...]) -> dict[str, frozenset[str]]:
    """By field, all that stand with it in one of these groups."""
    names = {name for group in groups for name in group}
    return {name: frozenset(each for group in groups if name in group for each in group) for name in names}
