"""Which records go into a workbook: of which kinds, of which theme, of which owner; exempt ones only when asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from app.domain.kinds import KINDS as ABOUT
from app.domain.plan import Plan
from app.domain.public import exempt, public, without_small_numbers
from app.domain.records import KINDS, IssuedPaper, Link, Programme, Record, Theme, Thresholds

from ..plantext import hint, quoted

NOBODY = "Nobody yet"
"""The owner of what has none."""
_BETWEEN = re.compile(r"\s*[;/\n]\s*")


class Scope(NamedTuple):
    """What is asked for; the whole plan where nothing is said.

    Attributes:
        kinds: only these.
        theme: what serves this theme, and what belongs to that.
        owner: what this person owns, and what belongs to that.
        exempt: what no public paper may hold goes as well: what is exempt, and figures too small to publish.
    """

    kinds: tuple[type[Record], ...] = ()
    theme: Theme | None = None
    owner: str = ""
    exempt: bool = False


class Leaving(NamedTuple):
    """What goes out.

    Attributes:
        whole: the plan that may be read of: names and statuses come from it.
        part: what of it becomes rows.
        withheld: how many records stay because they are exempt, or belong to what is.
        suppressed: how many figures stay because they are too small to publish.
        restricted: it holds what is exempt, so that it is not for publication.
    """

    whole: Plan
    part: Plan
    withheld: int = 0
    suppressed: int = 0
    restricted: bool = False


class NotThere(ValueError):
    """What is asked for is not there; one sentence."""


def kind_called(word: str) -> type[Record]:
    """A kind by its word, in the singular or plural. Raises NotThere."""
    plain = " ".join(word.split()).casefold()
    words = {name.casefold(): kind for kind in KINDS
             for name in (kind.TABLE, kind.NAME, kind.PLURAL, ABOUT[kind].imports) if name}  # fmt: skip
    if plain not in words:
        raise NotThere(f"There is no kind {quoted(word)}.{hint(plain, words)}")
    return words[plain]


def theme_called(plan: Plan, text: str) -> Theme:
    """A theme by its number or its title. Raises NotThere."""
    plain = " ".join(text.split()).casefold()
    themes = plan.all(Theme)
    for theme in themes:
        if plain in (str(theme.number), theme.title.casefold(), f"theme {theme.number}"):
            return theme
    near = [theme for theme in themes if plain and plain in theme.title.casefold()]
    if len(near) == 1:
        return near[0]
    there = ", ".join(quoted(theme.title) for theme in themes)
    raise NotThere(f"There is no theme {quoted(text)}." + (f" There are: {there}." if there else ""))


def owners(plan: Plan, kinds: Iterable[type[Record]]) -> dict[str, str]:
    """Everybody who owns something of these kinds, as they are written most plainly, by their name folded."""
    found: dict[str, str] = {}
    for kind in kinds:
        for record in plan.all(kind):
            for name in names_in(getattr(record, "owner", "")):
                found.setdefault(name.casefold(), name)
    return dict(sorted(found.items()))


def names_in(owner: str) -> list[str]:
    """The people that an owner names: "Ann Hay / Bob" are two; a comma may stand before what one of them is."""
    return [" ".join(name.split()) for name in _BETWEEN.split(owner) if name.strip()]


def chosen(plan: Plan, scope: Scope, kept_back: Collection[str] = ()) -> Leaving:
    """What goes out; `kept_back` is exempt whatever the plan says. Raises NotThere."""
    open_to_all = plan if scope.exempt else public(plan, frozenset(kept_back))
    whole, suppressed = (plan, 0) if scope.exempt else without_small_numbers(open_to_all)
    withheld = sum(len(plan.all(kind)) - len(open_to_all.all(kind)) for kind in KINDS if kind is not IssuedPaper)
    leaving = Leaving(whole, whole, withheld, suppressed, scope.exempt and bool(exempt(plan) or kept_back))
    wanted = _within(whole, _asked(whole, scope)) if scope.theme is not None or scope.owner else None
    if wanted is None and not scope.kinds:
        return leaving
    kinds = set(scope.kinds or KINDS)
    rows = {
        kind: [r for r in whole.all(kind) if kind in kinds and (wanted is None or r.id in wanted)] for kind in KINDS
    }
    return leaving._replace(part=Plan(rows, plan.today, plan.position))


def _asked(plan: Plan, scope: Scope) -> set[str]:
    """The keys of the records that the scope names themselves."""
    found: set[str] | None = None
    if scope.theme is not None:
        found = {scope.theme.id, *(link.item for link in plan.links_to(scope.theme))}
        found |= {r.id for kind in KINDS for r in plan.all(kind) if _of_theme(r, scope.theme.id)}
        found |= {r.id for kind in KINDS for r in plan.all(kind) if getattr(r, "objective", "") in found}
    if scope.owner:
        wanted = {name.casefold() for name in names_in(scope.owner)}
        mine = {r.id for kind in KINDS for r in plan.all(kind) if not wanted.isdisjoint(_folded(r))}
        if not mine:
            raise NotThere(f"Nobody called {quoted(scope.owner)} owns anything in this plan.")
        found = mine if found is None else _within(plan, found) & mine
    return found or set()


def _folded(record: Record) -> list[str]:
    return [name.casefold() for name in names_in(getattr(record, "owner", ""))]


def _of_theme(record: Record, theme: str) -> bool:
    return not isinstance(record, Link) and getattr(record, "theme", "") == theme


def _within(plan: Plan, asked: set[str]) -> set[str]:
    """These records with what belongs to them, the links among them, and what the plan as a whole says."""
    found = {*asked, *(r.id for kind in (Programme, Thresholds) for r in plan.all(kind))}
    while True:
        more = {
            r.id for kind in KINDS for r in plan.all(kind)
            if r.id not in found and kind is not Link and getattr(r, ABOUT[kind].belongs or "id", "") in found
        }  # fmt: skip
        if not more:
            break
        found |= more
    return found | {link.id for link in plan.all(Link) if {link.item, link.serves} <= found}
