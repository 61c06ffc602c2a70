"""Records that rows name and the plan has not: themes, objectives, bodies, and actions over milestones alone.

None is made unasked: their names are kept as words until a person says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain import keys
from app.domain.fields import LINE
from app.domain.figures import short_name
from app.domain.plan import Plan
from app.domain.records import Action, Body, Link, Objective, Provenance, Record, Theme

from ..plantext import quoted
from .dependencies import is_refs
from .finding import RecordMatcher, plain
from .questions import Asking
from .row_reading import RowReading

_MADE: Mapping[str, tuple[str, str]] = {
    "theme": ("new-themes", "themes"), "objective": ("new-objectives", "objectives"), "body": ("new-bodies", "bodies"),
}  # fmt: skip
_LABEL = re.compile(
    r"(?:improvement )?(?:theme|priority|work ?stream|strand|objective|aim|outcome|goal)\s*[#:.]?\s*(\d[\d.]*[a-z]?)"
    r"\s*[:.)–—-]*\s*(\S.*)", re.I,
)  # fmt: skip
"""A name that begins by saying what it is of and by a number: "Priority 3: Care leavers"."""
_HAVE_THEMES = ("actions", "risks", "indicators", "objectives")


class NamedMaker:
    """Makes what the rows of one import name; what is made stands in `also`, by its key."""

    def __init__(
        self, plan: Plan, kind: str, file: str, finders: Mapping[str, RecordMatcher], asking: Asking,
        also: dict[str, Record],
    ):  # fmt: skip
        self._plan, self._kind, self._file, self._finders = plan, kind, file, finders
        self._asking, self._also = asking, also
        self._made_for: dict[tuple[str, str, str], str] = {}  # what was made for a name, by what it is called itself

    def is_there(self, said: RowReading, name: str) -> bool:
        """Whether the theme, objective or body that a row names is in the plan, or is made, as a person wants it."""
        field = "escalated_to" if name == "body" else name
        text = " ".join(said.texts.get(field, "").split())
        theme = said.texts.get("theme", "") if name == "objective" else ""
        if made := self._made_for.get((name, text, theme)):
            said.texts[field] = made
            return True
        if self._finders[name].find(text).records:
            return True
        if (name == "theme" and self._kind not in _HAVE_THEMES) or not text:
            return False
        question, words = _MADE[name]
        asked = f"The sheet names {words} that the plan has not, such as {quoted(text)}. What becomes of them?"
        kept = "what belongs to them is left out" if self._kind == "objectives" else "their names are kept as words"
        choices = {"words": kept, "make": "they are made"}
        if self._asking.ask(question, asked, choices, "words") == "words":
            return False
        label = _LABEL.fullmatch(text)
        made = self._made(said, name, (label[2] if label else text)[:LINE], label[1] if label else "")
        if made is None:
            said.wrong.append(f"the objective {quoted(text)} is not made, as the row names no theme")
            return False
        self._also[made.id] = made
        self._source(made)
        self._finders[name].add(made)
        self._made_for[name, text, theme] = said.texts[field] = short_name(made)
        said.notes.append(f"the {name} {quoted(text)} is made")
        return True

    def _made(self, said: RowReading, name: str, title: str, number: str) -> Record | None:
        """A record that is called so, with the number that its heading gives it; no objective without its theme."""
        if name == "theme":
            made = [record for record in self._also.values() if isinstance(record, Theme)]
            numbers = [theme.number or 0 for theme in (*self._plan.all(Theme), *made)]
            key = keys.natural_key("import", Theme.TABLE, plain(title))
            own = int(number) if number.isdecimal() and int(number) not in numbers else max([0, *numbers]) + 1
            return Theme(id=key, number=own, title=title)
        if name == "body":
            return Body(id=keys.natural_key("import", Body.TABLE, plain(title)), title=title)
        themes = self._finders["theme"].find(said.texts.get("theme", "")).records
        if not themes:
            return None
        key = keys.natural_key("import", Objective.TABLE, plain(title), themes[0].id)
        there = [*self._plan.all(Objective), *self._of(Objective)]
        taken = {getattr(record, "ref", "") for record in there}
        ref = number if number and number not in taken else self._next("O", there)
        return Objective(id=key, ref=ref, theme=themes[0].id, title=title)

    def action_for(self, said: RowReading) -> str:
        """The key of an action for milestones whose own is not in the plan; empty where none is wanted."""
        named = " ".join(said.texts.get("action", "").split())
        group = " ".join(said.texts.get("theme", "").split()) or self._file
        themes = {f"theme-{theme.number}": theme for theme in self._plan.all(Theme)}
        own = self._finders["theme"].find(said.texts.get("theme", "")).records
        choices = {"make": "under actions that are made for them"}
        choices |= {key: f"under one made for them that serves {theme.name}" for key, theme in [*themes.items()][:30]}
        choices |= {"theme": "under one for each theme that their rows name", "leave": "they are left out"}
        words = "Some milestones belong to no action of the plan. Where do they go?"
        answer = self._asking.ask("milestones-alone", words, choices, "make")
        if answer == "leave":
            return ""
        said.wrong = [each for each in said.wrong if quoted(named) not in each or not named]
        served = themes.get(answer) or (own[0] if own and answer == "theme" else None)
        by_theme = served is not None and answer == "theme"
        is_ref = bool(named) and is_refs(named) and not by_theme
        title = f"Milestones of {named}" if is_ref else named or f"Milestones of {group}"
        title = f"Milestones of {short_name(served)}" if by_theme and served else title
        action = Action(id=keys.natural_key("import", "milestones of", plain(title)), title=title[:LINE],
                        ref=named if is_ref else "")  # fmt: skip
        if self._plan.get(Action, action.id) is None and action.id not in self._also:
            actions = [*self._plan.all(Action), *self._of(Action)]
            self._also[action.id] = action if action.ref else replace(action, ref=self._next("A", actions))
            self._source(action)
        if served is not None:
            self._link(action, served)
        said.wrong.append(f"{quoted(named)} is no action of the plan, so one is made" if named else
                          "it names no action, so one is made")  # fmt: skip
        said.doubted.add("action")
        return action.id

    def _of(self, kind: type[Record]) -> list[Record]:
        return [record for record in self._also.values() if isinstance(record, kind)]

    @staticmethod
    def _next(prefix: str, there: list[Record]) -> str:
        """The next reference of a kind."""
        refs = [str(getattr(record, "ref", "")) for record in there]
        numbers = [ref[len(prefix) + 1 :] for ref in refs if ref.casefold().startswith(f"{prefix}-".casefold())]
        return f"{prefix}-{max([0, *(int(number) for number in numbers if number.isdecimal())]) + 1:02}"

    def _link(self, action: Action, theme: Record) -> None:
        link = Link(id="", item=action.id, serves=theme.id)
        link = replace(link, id=keys.key_of(link))
        if self._plan.get(Link, link.id) is None:
            self._also[link.id] = link

    def _source(self, record: Record) -> None:
        source = Provenance(id="", record=record.id, source=self._file)
        source = replace(source, id=keys.key_of(source))
        self._also[source.id] = source
