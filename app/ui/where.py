"""One slim line above every page: the way back, and where one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.fields import Reference
from app.domain.findable import kind_words, named
from app.domain.plan import Plan
from app.domain.records import Body, Programme, Record, Theme, rules
from app.ui import look
from app.ui.kit import block, button, clear, row
from app.ui.session import Session
from app.ui.trail import HistoryOf, PapersOf, Several, Target, ThreadOf
from app.ui.widgets.elided_label import ElidedLabel

Stop: TypeAlias = tuple[str, Callable[[], object] | None]
"""A word of the line, and where it leads; what one is at leads nowhere."""


class Where(QWidget):
    """Such as "‹ Back   Indicators › Theme 2 › Management oversight"; as high whatever it says.

    Attributes:
        back: one step back; off at the first step.
        stops: the words of the way, from the page to what is seen.
        leave: ends what leaves nothing to edit; hidden otherwise.
    """

    def __init__(self, session: Session, titles: Sequence[str], show_page: Callable[[int], None]):
        super().__init__()
        self._session, self._titles, self._show_page = session, titles, show_page
        self.stops: tuple[str, ...] = ()
        self.back = button("‹ Back", session.back, "link", "Back to where you were (Alt+Left)")
        self.back.setAccessibleName("Back")
        self.leave = button("Stop presenting (Esc)", None, "link")
        self._way = row()
        way = block(self._way)
        inside = row(self.back, look.space(1), (way, 1), self.leave, on=self)
        inside.setContentsMargins(look.space(2), look.space(0.5), look.space(3), 0)  # words stand over those of pages
        for part in (self.back, self.leave):
            part.setFont(look.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.back.fontMetrics().height() + look.space(2.5))  # the sheet comes later, and pads links
        self.leave.hide()

    def show_state(self) -> None:
        """Say where the person is now."""
        here = self._session.trail.here if self._session.is_open else None
        self.back.setEnabled(self._session.trail.can_go_back)
        if here is None:
            return
        page = (self._titles[here.place], lambda place=here.place: self._show_page(place))
        stops = [page, *self._on_page(here.target)]
        words = tuple(word for word, _ in stops)
        if words == self.stops:
            return
        self.stops = words
        clear(self._way)
        for word, lead in stops[:-1]:
            self._way.addWidget(link := button(word, lead, "link"))
            link.setFont(look.font("small"))
            self._way.addWidget(look.label("›", "small", quiet=True))
        self._way.addWidget(here_is := ElidedLabel(words[-1], "small", quiet=True), 1)
        here_is.setContentsMargins(look.space(1), 0, 0, 0)
        self.setAccessibleName("You are at " + ", ".join(words))

    def _on_page(self, target: Target) -> Iterator[Stop]:
        plan = self._session.workspace.plan
        if isinstance(target, Several):
            yield target.title, None
            return
        key = target.key if isinstance(target, ThreadOf | HistoryOf | PapersOf) else target.id if target else ""
        record = plan.find(key)
        if record is not None:
            for above in _above(plan, record):
                yield _word(plan, above), lambda above=above: self._session.open(above)
            yield _word(plan, record), None


def _above(plan: Plan, record: Record) -> list[Record]:
    """What a record belongs to, the highest first: what it is a part of, or the one theme that it serves."""
    found: list[Record] = []
    while record not in found:  # nothing belongs to itself, but a file may say so
        parents = (plan.find(getattr(record, name)) for name, rule in rules(type(record)).items()
                   if isinstance(rule, Reference) and rule.required)  # fmt: skip
        themes = plan.served(record, Theme)
        parent = next(filter(None, parents), themes[0] if len(themes) == 1 else None)
        if parent is None or isinstance(parent, Programme):
            break
        found.insert(0, parent)
        record = parent
    return found


def _word(plan: Plan, record: Record) -> str:
    return kind_words(record) if isinstance(record, Theme) else named(record, {b.id: b for b in plan.unordered(Body)})
