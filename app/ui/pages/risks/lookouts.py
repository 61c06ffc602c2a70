"""What stands out in the register of risks: what rots in it, counted, and where each is put right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from app.domain.figures import counted
from app.domain.records import Category, Meeting, Risk, reason_given
from app.domain.risk import appetite_of, exceeds
from app.domain.schedule import show_date
from app.ui.page import Several
from app.ui.widgets.card import ListRow

from .alike import Alike
from .register import RiskRow

REVIEWED, MITIGATE, LATE, THEME, WHY_CLOSED, TWICE = "reviewed", "mitigate", "late", "theme", "why closed", "twice"
"""Where something is put right that is no field of a risk: by an act, by a mitigation, by a link."""


class Group(NamedTuple):
    """Risks of which one thing stands out.

    Attributes:
        words: what, after how many they are.
        mark: their mark, or the way of an arrow.
        holds: whether it stands out of a row.
        mend: the field, or the place, in which it is put right; empty where there is nothing to put right.
    """

    words: str
    mark: str
    holds: Callable[[RiskRow], bool]
    mend: str = ""


_UNEXPLAINED = "closed, reason not given"
_NO_CHAIN = "without a cause or consequence"
GROUPS: Sequence[Group] = (
    Group("above {appetite}", "red", lambda row: _exceeds(row, judged=True), "likelihood"),
    Group("in the high band", "red", lambda row: _exceeds(row, judged=False), "likelihood"),
    Group("above target", "amber", lambda row: row.above_target, "likelihood"),
    Group("worse {since}", "down", lambda row: row.moved == "worse"),
    Group("better {since}", "up", lambda row: row.moved == "better"),
    Group("with review overdue", "amber", lambda row: row.overdue, REVIEWED),
    Group("with a mitigation overdue", "amber", lambda row: row.mitigation_overdue, LATE),
    Group("no lower since a mitigation was finished", "amber", lambda row: row.no_lower),
    Group("that occurred", "amber", lambda row: row.record.has_occurred),
    Group("without an open mitigation", "not rated", lambda row: not row.mitigations, MITIGATE),
    Group("with a target that is not below the score", "not rated", lambda row: row.target_not_below,
          "target_likelihood"),
    Group("not scored", "not rated", lambda row: not row.record.is_scored, "likelihood"),
    Group("scored outside the plan’s scale", "not rated", lambda row: row.is_outside, "likelihood"),
    Group(_NO_CHAIN, "not rated", lambda row: not (row.record.cause and row.record.consequence), "cause"),
    Group("without an owner", "not rated", lambda row: not row.record.owner, "owner"),
    Group("without a review date", "not rated", lambda row: row.record.review is None, "review"),
    Group("threatening no theme", "not rated", lambda row: not row.themes, THEME),
    Group(_UNEXPLAINED, "not rated", lambda row: not reason_given(row.record.closed_why), WHY_CLOSED),
)  # fmt: skip
"""What stands out."""


class Lookouts:
    """What stands out in the register; a risk is looked at again when it may stand otherwise."""

    def __init__(self) -> None:
        self._groups: dict[str, tuple[int, ...]] = {}  # by the key of a risk
        self._among: list[set[str]] = [set() for _ in GROUPS]
        self._alike = Alike()

    @property
    def twins(self) -> Mapping[str, str]:
        """Of the risks that are likely there twice, by the key of each the key of the one that is most like it."""
        return self._alike.twins

    def lines(self, rows: Sequence[RiskRow], meeting: Meeting | None, changed: Collection[str] | None) -> list[ListRow]:
        """One line for each group that is not empty, with the risks that it opens.

        Args:
            rows: the whole register.
            meeting: since which a risk is worse or better.
            changed: the keys of the risks that may stand otherwise than last time; None for all.
        """
        there = {row.id: row for row in rows if changed is None or row.id in changed}
        changed = self._groups.keys() | there.keys() if changed is None else changed
        self._alike.tell({k: r.record.title if (r := there.get(k)) and not r.record.is_closed else "" for k in changed})
        for key in changed:
            for number in self._groups.pop(key, ()):
                self._among[number].discard(key)
        for key, row in there.items():
            self._groups[key] = _stands_out(row)
            for number in self._groups[key]:
                self._among[number].add(key)
        plan = rows[0].plan if rows else None
        own = plan is None or any(category.appetite is not None for category in plan.all(Category))
        appetite = None if own or plan is None else plan.thresholds.appetite
        said = {
            "appetite": "their appetite" if appetite is None else f"the appetite of {appetite}",
            "since": f"since {show_date(meeting.day)}" if meeting and meeting.day else "since the last meeting",
        }
        found: list[ListRow] = []
        for keys, group in zip(self._among, GROUPS, strict=True):
            if keys:
                told, mark, arrow = group.words.format(**said), group.mark, group.mark in ("up", "down")
                line = f"{counted(len(keys), 'risk')} {told}"
                target = Several(Risk, frozenset(keys), told, group.words if group.mend else "")
                found.append(ListRow(line, status="" if arrow else mark, shape=mark if arrow else "", target=target))
        if twice := frozenset(self.twins):
            target = Several(Risk, twice, "likely there twice", TWICE)
            found.append(ListRow(f"{len(twice):,} risks likely there twice", status="not rated", target=target))
        return found


def _exceeds(row: RiskRow, *, judged: bool) -> bool:
    """Whether a risk is too high: above an appetite, or, where none is `judged` by, in the high band."""
    return (appetite_of(row.plan, row.record) is not None) == judged and exceeds(row.plan, row.record)


def _stands_out(row: RiskRow) -> tuple[int, ...]:
    """The groups that a risk belongs to: of the closed, those without a reason."""
    return tuple(
        number for number, group in enumerate(GROUPS)
        if row.record.is_closed == (group.words == _UNEXPLAINED) and group.holds(row)
    )  # fmt: skip


def mends(row: RiskRow, words: str, twins: Mapping[str, str]) -> str:
    """Where a risk of the group with these words is put right; empty where nothing stands out of it any more."""
    if words == TWICE:
        return TWICE if row.id in twins else ""
    group = next((group for group in GROUPS if group.words == words), None)
    if group is None or row.record.is_closed != (words == _UNEXPLAINED) or not group.holds(row):
        return ""
    return "consequence" if words == _NO_CHAIN and row.record.cause else group.mend
