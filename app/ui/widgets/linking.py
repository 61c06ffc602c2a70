"""Links as people make them: what may be linked to a record, how a link is called, and whether it is our judgement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.fields import FieldError
from app.domain.figures import capital, short_name
from app.domain.naming import chosen
from app.domain.plan import Plan
from app.domain.records import Action, Link, Record
from app.domain.thread import LinkWords, Relation, may_be_served_by, may_serve, words
from app.exchange.shorthand import OURS

from .record_story import source_words

if TYPE_CHECKING:
    from app.workspace import Workspace

Kinds = tuple[type[Record], ...]
UP, DOWN = ">", "<"


class Tie(StrEnum):
    """How well founded it is that two records are tied."""

    LINKED = "linked"
    OURS = "linked, our judgement"
    ILLUSTRATIVE = "linked, illustrative"


def tie_of(plan: Plan, by: Record | None) -> Tie:
    """Whether a source or a person says so, or it was chosen for the demonstration."""
    said = plan.sources(by, "") if by is not None else ()
    if any(source.illustrative for source in said):
        return Tie.ILLUSTRATIVE
    return Tie.OURS if any(source.source == OURS for source in said) else Tie.LINKED


def why(plan: Plan, by: Record | None) -> str:
    """What is known of why two records are tied; empty where nothing is."""
    said = plan.sources(by, "") if by is not None else ()
    found = (". ".join(filter(None, (source_words(s.source), s.statement.removesuffix(".")))) for s in said)
    return " ".join(f"{text}." for text in found if text)


def short(record: Record) -> str:
    """How a record is called where there is little room: "A-15", "Recommendation 6", "Theme 2", its title's start."""
    number = getattr(record, "number", None)
    if ref := getattr(record, "ref", ""):
        return ref
    if number is not None:
        return f"{type(record).NAME} {number}"
    title = short_name(record)
    return title if len(title) <= 48 else f"{title[:48].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def either_way(first: Record, second: Record) -> tuple[Record, Record, LinkWords] | None:
    """Which of the two would serve the other, and in what words: (item, serves, words); None where neither may."""
    for item, serves in ((first, second), (second, first)):
        if said := words(type(item), type(serves)):
            return item, serves, said
    return None


def link(workspace: Workspace, item: Record, serves: Record) -> None:
    """Link two records. Raises NotSaved, as when one of them is not there any more."""
    said = words(type(item), type(serves))
    made = workspace.draft(Link, item=item.id, serves=serves.id)
    workspace.save(made, label=f"{capital(short(item))} {said.serves if said else 'serves'} {short(serves)}")


def unlink(workspace: Workspace, made: Link) -> None:
    """Take a link away. Raises NotSaved."""
    item, serves = workspace.find(made.item), workspace.find(made.serves)
    said = words(type(item), type(serves)) if item and serves else None
    names = [short(record) if record else "what is gone" for record in (item, serves)]
    label = f"{capital(names[0])} no longer {said.serves if said else 'serves'} {names[1]}"
    workspace.remove(made, label=label)


class LinkOffers:
    """What can be named in a line to link it to a record.

    Attributes:
        usual, others: names by a mark that says which record and which way; `others` the way that is rarely meant.
    """

    def __init__(self, workspace: Workspace, record: Record, strands: Iterable[Relation], only: Kinds = ()):
        """What may be linked to `record` (of the kinds `only`, where given) and is not by one of `strands` already.

        Where either of two may serve the other, what is usually meant is that an action does something for it.
        """
        self._workspace, self._record = workspace, record
        strands = list(strands)
        self._there = {strand.record.id for strand in strands}
        self.usual: dict[str, str] = {}
        self.others: dict[str, str] = {}
        there = {(s.record.id, s.by.item == record.id) for s in strands if isinstance(s.by, Link)}
        kind = type(record)
        ways = [(other, True) for other in may_serve(kind)] + [(other, False) for other in may_be_served_by(kind)]
        for other, up in ways:
            if only and other not in only:
                continue
            usual = (other, not up) not in ways or (kind if up else other) is Action
            said = words(kind, other) if up else words(other, kind)
            assert said is not None
            verb = said.serves if up else said.served_by
            for each in workspace.all(other):
                if each.id != record.id and (each.id, up) not in there:
                    mark = f"{UP if up else DOWN}{each.id}"
                    (self.usual if usual else self.others)[mark] = each.name if usual else f"{each.name} ({verb})"

    @property
    def all(self) -> dict[str, str]:
        """All of them, for the list that is offered."""
        return {**self.usual, **self.others}

    def meant(self, typed: str) -> tuple[str, str]:
        """The keys of item and served, of the link that is meant. Raises FieldError."""
        named = self._workspace.named(typed)
        mark = self._exactly(named, typed) if named else self._by_words(typed)
        record, other = self._record.id, mark[1:]
        return (record, other) if mark[0] == UP else (other, record)

    def _exactly(self, named: Sequence[Record], typed: str) -> str:
        """What a reference, or a kind and a number, stands for: never another record whose name holds it too."""
        keys = {record.id for record in named}
        marks = [mark for mark in self.usual if mark[1:] in keys]
        if len(marks) == 1:
            return marks[0]
        if marks:
            raise FieldError(f"{len(marks):,} are called “{typed.strip()}”: choose one from the list.")
        first = capital(short(named[0]))
        if keys & self._there:
            raise FieldError(f"{first} is linked already.")
        raise FieldError(f"{first} and {short(self._record)} cannot be linked.")

    def _by_words(self, typed: str) -> str:
        wanted = " ".join(typed.split()).casefold()
        rarely = next((mark for mark, name in self.others.items() if name.casefold() == wanted), "")
        return rarely or chosen(self.usual, typed)
