"""The plan as rows: a theme, objective, action or milestone each, which says what it means only when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from app.domain import timeline
from app.domain.action_rules import waits_for
from app.domain.figures import capital, counted
from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings
from app.domain.records import Action, Milestone, Objective, Record, Theme
from app.domain.schedule import PartialDate
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column

from . import outline

KINDS = (Theme, Objective, Action, Milestone)
REST = "unplaced"
FEW = 300  # actions up to which everything but milestones is open at first


@dataclass(frozen=True)
class Now:
    """What rows ask: the plan and its ratings."""

    plan: Plan
    ratings: Ratings


@dataclass(eq=False)
class PlanRow:
    """One row.

    Attributes:
        record: what it shows; None for the heading over actions that serve nothing.
        key: where it stands: the keys from the top down, as an action may serve two themes.
        level: how deep it stands in the tree; 0 in the table.
        has_more: whether something lies under it in the tree; `is_open`: whether that is shown.
    """

    now: Now = field(repr=False)
    record: Record | None
    key: str
    level: int = 0
    has_more: bool = False
    is_open: bool = False

    @property
    def id(self) -> str:
        """The key of its record."""
        return self.record.id if self.record else ""

    @property
    def ref(self) -> str:
        """The reference; a theme's number."""
        if isinstance(self.record, Theme):
            return f"Theme {self.record.number}"
        return getattr(self.record, "ref", "")

    @property
    def title(self) -> str:
        return getattr(self.record, "title", "") or "Serving no theme"

    @property
    def owner(self) -> str:
        return self.record.owner if isinstance(self.record, Action) else ""

    @property
    def starts(self) -> PartialDate | None:
        return self.record.starts if isinstance(self.record, Action) else None

    @property
    def due(self) -> PartialDate | None:
        return self.record.due if isinstance(self.record, Action | Milestone) else None

    @cached_property
    def was(self) -> PartialDate | None:
        """The due date that was first given, where it was moved since."""
        if not isinstance(self.record, Action | Milestone):
            return None
        return timeline.moved(self.now.plan, self.record)[0]

    @property
    def due_words(self) -> str:
        if not isinstance(self.record, Action | Milestone):
            return ""
        return str(self.record.due or "No date")

    @property
    def was_words(self) -> str:
        """Such as "was March 2018", where the due date was moved; what is overdue says so."""
        late = isinstance(self.record, Action | Milestone) and outline.is_overdue(self.now.plan, self.record)
        return ", ".join(filter(None, (f"was {self.was}" if self.was else "", "overdue" if late else "")))

    @property
    def done_words(self) -> str:
        """When it was done; of what is not, nothing."""
        if not isinstance(self.record, Action | Milestone) or not self.record.done:
            return ""
        return str(self.record.done_on or "Date not given")

    @property
    def percent_words(self) -> str:
        if not isinstance(self.record, Action):
            return ""
        percent = 100 if self.record.done else self.record.percent
        return "" if percent is None else f"{percent} %"

    @cached_property
    def rating(self) -> Rating | None:
        """How it stands; an objective has no status of its own."""
        rated = isinstance(self.record, Theme | Action | Milestone)
        return self.now.ratings.of(self.record) if rated and self.record else None

    @property
    def reported_words(self) -> str:
        """When somebody last said how far it is."""
        return str(self.record.reported or "Never") if isinstance(self.record, Action) else ""

    @property
    def illustrative(self) -> bool:
        """Whether its status rests on an illustrative value, or all of it is one."""
        if self.rating is None or self.record is None:
            return False
        return self.rating.illustrative or self.now.plan.illustrative(self.record)

    @cached_property
    def waits_words(self) -> str:
        """What it waits for: references of actions that are not done, and what else blocks it."""
        if not isinstance(self.record, Action):
            return ""
        others = [_short(other) for other in waits_for(self.now.plan, self.record) if other.is_open]
        return ", ".join(filter(None, (*others, self.record.blocked)))

    @cached_property
    def holds_words(self) -> str:
        """What it holds up, as references."""
        if not isinstance(self.record, Action):
            return ""
        return ", ".join(_short(other) for other in timeline.holds_up(self.now.plan, self.record))

    @cached_property
    def gist(self) -> str:
        """The line under its title: how it goes in words, or how many actions lie under it."""
        match self.record:
            case Action() if self.record.is_ended:
                return capital(self.record.ended_words)
            case Action():
                return " ".join(self.record.progress.split()) or ", ".join(self._steps())
            case Milestone():
                return "milestone"
            case Objective():
                found = outline.actions(self.now.plan, self.record)
                return f"objective, {timeline.how_many(found) if found else 'no action yet'}"
            case Theme():
                return " ".join(self.record.focus.split())
            case _:
                return "link them to what they are for, so that they count"

    @property
    def spoken(self) -> str:
        """As assistive software says it in the tree: what it is, and whether more lies under it."""
        kind = self.record.NAME.lower() if self.record else "heading"
        more = ("expanded" if self.is_open else "collapsed") if self.has_more else ""
        return ", ".join(filter(None, (self.title, kind, f"level {self.level + 1}", more)))

    def _steps(self) -> Iterator[str]:
        assert isinstance(self.record, Action)
        steps = self.now.plan.children(self.record, Milestone, "action")
        if steps:
            yield f"{sum(step.done for step in steps)} of {counted(len(steps), 'milestone')} reached"


def _short(action: Action) -> str:
    return action.ref or action.title


def columns(title: Column[PlanRow]) -> list[Column[PlanRow]]:
    """What tree and table show, from left to right, after the reference and `title`."""
    return [
        Column(name="ref", title="Ref", text=lambda r: r.ref, sort=_by_ref, gives_way=1, width=80),
        title,
        Column(
            name="owner", title="Owner", text=lambda r: r.owner,
            sort=lambda r: r.owner.casefold() or None, gives_way=4, width=124,
        ),
        Column(name="starts", title="Starts", text=lambda r: str(r.starts or ""), sort=lambda r: r.starts,
               gives_way=8, width=104),
        Column(
            name="due", title="Due", text=lambda r: r.due_words, second=lambda r: r.was_words,
            sort=lambda r: r.due, width=128,
        ),
        Column(name="done", title="Done", text=lambda r: r.done_words, sets=("done", "done_on"),
               sort=lambda r: r.done_words.casefold() or None, gives_way=9, width=104),
        Column(
            name="percent", title="%", text=lambda r: r.percent_words, right=True, gives_way=3, width=64,
            sort=lambda r: int(r.percent_words.removesuffix(" %")) if r.percent_words else None,
        ),
        Column(
            name="status", title="Status", text=lambda r: r.rating.word if r.rating else "",
            sort=lambda r: r.rating.status.rank if r.rating else None, cell=_status, spoken=_spoken_status,
            delegate=StatusDelegate, tip=_why, width=112,
        ),
        Column(
            name="moved", title="Moved", text=_moved, cell=lambda r: r.rating and r.rating.direction,
            delegate=DirectionDelegate, tip=lambda r: "Since the last meeting", gives_way=6, width=84,
        ),
        Column(
            name="waits", title="Blocked by", text=lambda r: r.waits_words or _holds(r),
            second=lambda r: _holds(r) if r.waits_words else "",
            tip=_tied, gives_way=5, width=120,
        ),
        Column(
            name="reported", title="Last reported", text=lambda r: r.reported_words, gives_way=7, width=112,
            sort=lambda r: r.record.reported if isinstance(r.record, Action) else None, shown=False,
        ),
    ]  # fmt: skip


def flat_title(title: str = "Action") -> Column[PlanRow]:
    """The title's column of the table: under it how it goes, in words."""
    return Column(name="title", title=title, text=lambda r: r.title, stretch=True, second=lambda r: r.gist)


def _status(row: PlanRow) -> tuple[str, bool] | None:
    return (row.rating.status, row.illustrative) if row.rating else None


def _spoken_status(row: PlanRow) -> str:
    return ", ".join(filter(None, (row.rating.word if row.rating else "", ILLUSTRATIVE if row.illustrative else "")))


def _why(row: PlanRow) -> str:
    mark = f" ({ILLUSTRATIVE})" if row.illustrative else ""
    return f"{row.rating.reason}{mark}" if row.rating else ""


def _moved(row: PlanRow) -> str:
    return str(row.rating.direction or "") if row.rating else ""


def _holds(row: PlanRow) -> str:
    return f"Holds up {row.holds_words}" if row.holds_words else ""


def _tied(row: PlanRow) -> str:
    parts = (f"waits for {row.waits_words}" if row.waits_words else "",
             f"holds up {row.holds_words}" if row.holds_words else "")  # fmt: skip
    return capital(", ".join(filter(None, parts)))


def _by_ref(row: PlanRow) -> tuple[str, int, str]:
    head, _, tail = row.ref.rpartition("-")
    return (head.casefold(), int(tail), "") if tail.isdecimal() else (row.ref.casefold(), 0, tail)


class Tree:
    """The rows of the tree that are to be seen, top down. What lies under a row is looked at when it is open.

    Attributes:
        open: whether a row is open, by its key, where the person said so. Otherwise themes are, objectives and
            what serves nothing while the plan is small enough, and actions are not.
    """

    def __init__(self) -> None:
        self.open: dict[str, bool] = {}

    def rows(self, now: Now, accepted: frozenset[str] | None = None, theme: str = "") -> list[PlanRow]:
        """The rows.

        Args:
            now: the plan.
            accepted: only these actions, and what lies over them; None for all.
            theme: only this theme; empty for all.
        """
        found: list[PlanRow] = []
        few = len(now.plan.all(Action) if accepted is None else accepted) <= FEW
        for each in now.plan.all(Theme):
            if not theme or each.id == theme:
                self._theme(found, now, each, accepted, few)
        rest = [a for a in outline.unplaced(now.plan) if accepted is None or a.id in accepted] if not theme else []
        if rest:
            row = PlanRow(now, None, REST)
            self._heading(found, row, True, few, lambda: self._actions(found, now, rest, REST, 1))
        return found

    def toggle(self, row: PlanRow) -> None:
        """Open what is closed, close what is open."""
        self.open[row.key] = not row.is_open

    def reveal(self, plan: Plan, record: Record) -> str:
        """Open what lies over a record; its key in the tree, empty where it is not in it."""
        keys = _path(plan, record)
        for length in range(1, len(keys)):
            self.open["/".join(keys[:length])] = True
        return "/".join(keys)

    def _theme(self, found: list[PlanRow], now: Now, theme: Theme, accepted: frozenset[str] | None, few: bool) -> None:
        parts = [(o, _kept(outline.actions(now.plan, o), accepted)) for o in outline.objectives(now.plan, theme)]
        loose = _kept(outline.actions(now.plan, theme), accepted)
        if accepted is not None:
            parts = [(objective, rows) for objective, rows in parts if rows]
            if not parts and not loose:
                return

        def inside() -> None:
            for objective, rows in parts:
                key = f"{theme.id}/{objective.id}"
                row = PlanRow(now, objective, key, 1)
                below = partial(self._actions, found, now, rows, key, 2)
                self._heading(found, row, bool(rows), few, below)
            self._actions(found, now, loose, theme.id, 1)

        is_open = few or bool(parts)  # a theme of thousands of actions without an objective begins closed
        self._heading(found, PlanRow(now, theme, theme.id), bool(parts or loose), is_open, inside)

    def _heading(
        self, found: list[PlanRow], row: PlanRow, has_more: bool, is_open: bool, inside: Callable[[], object]
    ) -> None:
        row.has_more = has_more
        row.is_open = has_more and self.open.get(row.key, is_open)
        found.append(row)
        if row.is_open:
            inside()

    def _actions(self, found: list[PlanRow], now: Now, actions: list[Action], above: str, level: int) -> None:
        for action in actions:
            key = f"{above}/{action.id}"
            has_steps = bool(now.plan.children(action, Milestone, "action"))
            is_open = has_steps and self.open.get(key, False)
            found.append(PlanRow(now, action, key, level, has_steps, is_open))
            if is_open:
                steps = timeline.milestones(now.plan, action)
                found.extend(PlanRow(now, step, f"{key}/{step.id}", level + 1) for step in steps)


def table(now: Now, actions: list[Action]) -> list[PlanRow]:
    """Actions as rows of the table."""
    return [PlanRow(now, action, action.id) for action in actions]


def _kept(actions: tuple[Action, ...], accepted: frozenset[str] | None) -> list[Action]:
    return [action for action in actions if accepted is None or action.id in accepted]


def _path(plan: Plan, record: Record) -> list[str]:
    match record:
        case Theme():
            return [record.id]
        case Objective():
            return [record.theme, record.id]
        case Milestone():
            action = plan.get(Action, record.action)
            return [*_path(plan, action), record.id] if action else []
        case Action():
            objective = plan.get(Objective, record.objective) if record.objective else None
            if objective is not None:
                return [objective.theme, objective.id, record.id]
            theme = next(iter(plan.served(record, Theme)), None)
            return [theme.id if theme else REST, record.id]
        case _:
            return []
