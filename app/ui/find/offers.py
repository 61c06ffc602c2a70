"""What is offered for what is typed: commands of the menus, records of the plan, and where the person was lately."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from app.domain import live
from app.domain.fields import Reference
from app.domain.figures import counted
from app.domain.findable import named, texts
from app.domain.frozen import Frozen
from app.domain.records import Body, Record, rules
from app.ui import look
from app.ui.dialogs.question import RATED
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.workspace.index import SearchHit, SnippetPiece

if TYPE_CHECKING:
    from app.workspace import Workspace

MOST = 40
"""So many records are offered."""
_COMMANDS = 5  # beside records
EXEMPT = "exempt"
Pieces = tuple[SnippetPiece, ...]


class MenuCommand(NamedTuple):
    """A command of the menus: what it is called, and the menu that it stands in."""

    name: str
    menu: str
    action: QAction

    @property
    def keys(self) -> str:
        """Its shortcut as it is read; empty where it has none."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Offer(Frozen):
    """One line of the palette.

    Attributes:
        heading: of the group that begins with it; empty for the others.
        name: what it is called.
        where, context: what else to know, such as the text that holds the words, and in which field.
        word: at the right: its kind and status, or the keys of a command.
        status: whose mark stands before it; empty where it has none.
        tags: "exempt", "illustrative".
        target: the record or the command.
    """

    heading: str = ""
    name: Pieces
    where: str = ""
    context: Pieces = ()
    word: str = ""
    status: str = ""
    tags: tuple[str, ...] = ()
    target: Any

    @property
    def spoken(self) -> str:
        """All that the line says, for assistive software."""
        context = ": ".join(filter(None, (self.where, plain(self.context))))
        return ", ".join(filter(None, (plain(self.name), self.word, *self.tags, context)))


def told(offers: Sequence[Offer]) -> str:
    """How many they are; of the records, so many may be the first only."""
    count = counted(len(offers), "result")
    return f"The first {count}" if sum(isinstance(o.target, Record) for o in offers) >= MOST else count


def plain(pieces: Iterable[SnippetPiece]) -> str:
    """Pieces as one text."""
    return "".join(piece.text for piece in pieces)


def commands(bar: QMenuBar) -> Iterator[MenuCommand]:
    """The commands of the menus that can be given now, those of a menu within a menu under its name."""
    for head in bar.actions():
        menu = head.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(menu, _word(menu.title()))


def _of_menu(menu: QMenu, title: str, within: str = "") -> Iterator[MenuCommand]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(inner, title, f"{_word(inner.title())}: ")
        elif not action.isSeparator() and action.isEnabled():
            yield MenuCommand(f"{within}{_word(action.text())}", title, action)


def _word(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def for_commands(given: Iterable[MenuCommand], text: str) -> list[Offer]:
    """The commands whose words begin as those of a text, those first that begin so; every command for none."""
    typed = text.casefold().split()
    found = [each for each in given if _begin(each.name, typed)]
    found.sort(key=lambda each: not each.name.casefold().startswith(" ".join(typed)))
    return [_command(each, typed) for each in found]


def for_found(workspace: Workspace, found: Iterable[SearchHit]) -> list[Offer]:
    """The records that were found."""
    return [_record(workspace, each.record, each.name, each.where, each.context) for each in found]


def for_lately(workspace: Workspace, records: Iterable[Record]) -> list[Offer]:
    """Records that the person opened lately."""
    bodies = {body.id: body for body in workspace.plan.unordered(Body)}

    def called(record: Record) -> str:
        return " ".join(filter(None, (getattr(record, "ref", ""), named(record, bodies))))

    return [_record(workspace, each, (SnippetPiece(called(each)),)) for each in records]


def grouped(*groups: tuple[str, Sequence[Offer]]) -> list[Offer]:
    """Groups below each other; where there is more than one, each begins with its heading."""
    there = [(heading, offers) for heading, offers in groups if offers]
    headed = len(there) > 1
    found: list[Offer] = []
    for heading, offers in there:
        first = Offer(**{**offers[0].__dict__, "heading": heading if headed else ""})
        found += [first, *offers[1:]]
    return found


def offers(
    text: str, given: Iterable[MenuCommand], records: Callable[[str], list[Offer]], lately: Callable[[], list[Offer]]
) -> list[Offer]:
    """What is offered for a text: where it names a record, that one first; for no text what was opened lately."""
    if not text.strip():
        return grouped(("Opened lately", lately()), ("Commands", for_commands(given, "")))
    found, said = records(text), for_commands(given, text)
    ours, theirs = ("In the plan", found), ("Commands", said[:_COMMANDS] if found else said)
    first = found[0].target if found else None
    exact = " ".join(text.split()).casefold() == getattr(first, "ref", "").casefold()
    return grouped(ours, theirs) if exact else grouped(theirs, ours)


def _begin(name: str, typed: Sequence[str]) -> bool:
    words = name.casefold().split()
    return all(any(word.startswith(begun) for word in words) for begun in typed)


def _command(command: MenuCommand, typed: Sequence[str]) -> Offer:
    words = command.name.split(" ")
    name: list[SnippetPiece] = []
    for at, word in enumerate(words):
        name += [SnippetPiece(" ")] if at else []
        name.append(SnippetPiece(word, any(word.casefold().startswith(begun) for begun in typed)))
    return Offer(
        name=tuple(name), context=(SnippetPiece(f"{command.menu} menu"),), word=command.keys, target=command.action
    )


def _record(workspace: Workspace, record: Record, name: Pieces, where: str = "", context: Pieces = ()) -> Offer:
    plan, status, short = workspace.plan, "", ""
    if isinstance(record, RATED):
        rating = workspace.ratings.of(record)
        status, short = str(rating.status), rating.short or rating.reason
    tags = (EXEMPT if record.exempt else "", ILLUSTRATIVE if plan.illustrative(record) else "")
    return Offer(
        name=name, where=where, context=context or (SnippetPiece(_about(workspace, record, short)),),
        word=" · ".join(filter(None, (look.status(status).word if status else "", record.NAME))), status=status,
        tags=tuple(filter(None, tags)), target=record,
    )  # fmt: skip


def _about(workspace: Workspace, record: Record, short: str) -> str:
    """What to know of a record whose name was found: what it belongs to, who owns it, how it stands, what it says."""
    plan = workspace.plan
    above = (plan.find(getattr(record, name)) for name, rule in rules(type(record)).items()
             if isinstance(rule, Reference) and rule.required)  # fmt: skip
    parents = [parent.name for parent in above if parent]
    about = " · ".join(filter(None, (*parents, getattr(record, "owner", ""), short)))
    if about or not (said := next(texts(record), None)):
        return about
    text = live.plain(said.text, plan, workspace.ratings) if said.live else said.text
    return " ".join(text.split())
