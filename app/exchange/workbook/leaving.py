"""What leaves the plan as workbooks: one of the whole plan or a part of it, or an update sheet for each owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Iterable
from dataclasses import replace
from datetime import date

from app.domain import keys, month_end
from app.domain.plan import Plan
from app.domain.records import Action, Indicator, Milestone, Mitigation, Reading, Record, Risk

from . import layout
from .scope import NOBODY, Leaving, Scope, chosen, names_in, owners
from .writing import Steps, ToldEdit, updates, written

Sheets = Generator[tuple[int, int, str], None, dict[str, bytes]]


def workbook(
    plan: Plan,
    scope: Scope,
    kept_back: Collection[str],
    history: Callable[[Plan], Iterable[tuple[str, str, str, str]]] = lambda _part: (),
) -> Steps:
    """The workbook of a plan, as the bytes of an Excel file: yields (done, total, what is written).

    `kept_back` are the keys of what is exempt, whatever the plan says; `history` tells what happened to the records
    that go out.

    Raises:
        NotThere: nobody and nothing is called as the scope has it.
    """
    leaving = chosen(plan, scope, kept_back)
    told = (ToldEdit(*line) for line in history(leaving.part))
    return (yield from written(leaving, told, asked=_asked(scope)))


def update_sheets(plan: Plan, scope: Scope, kept_back: Collection[str]) -> Sheets:
    """An update sheet for everybody who owns something open, by file name. Raises NotThere."""
    leaving = chosen(plan, scope._replace(kinds=()), kept_back)
    found: dict[str, bytes] = {}
    figures = [_placed(each) for each in month_end.progress(leaving.whole).missing]
    people = [*owners(leaving.part, (Action, Mitigation, Risk, Indicator)).items(), ("", NOBODY)]
    if scope.owner:
        wanted = {name.casefold() for name in names_in(scope.owner)}
        people = [each for each in people if each[0] in wanted]
    for number, (folded, owner) in enumerate(people):
        yield number, len(people), f"Writing the sheet of {owner}"
        rows = _of(leaving, folded, figures)
        if any(records for _kind, records in rows):
            found[_file_name(owner, found)] = updates(leaving, owner, rows)
    return found


def _placed(due: month_end.DueFigure) -> Reading:
    """The reading that a figure which is due will be, under the key that it has on every laptop."""
    if due.reading is not None:
        return due.reading
    made = Reading(id="", indicator=due.indicator.id, period=due.period)
    return replace(made, id=keys.key_of(made))


def _of(leaving: Leaving, owner: str, figures: Iterable[Reading]) -> list[tuple[type[Record], list[Record]]]:
    """What somebody is asked about, what is due first coming first; `figures` are those that are missing."""
    part = leaving.part

    def mine(record: Record) -> bool:
        names = [name.casefold() for name in names_in(getattr(record, "owner", ""))]
        return owner in names if owner else not names

    actions = [action for action in part.all(Action) if action.is_open and mine(action)]
    milestones = [m for action in actions for m in part.children(action, Milestone, "action") if not m.done]
    mitigations = [m for m in part.all(Mitigation) if m.is_open and mine(m)] if owner else []
    risks = [risk for risk in part.all(Risk) if not risk.is_closed and mine(risk)]
    measured = {indicator.id for indicator in part.all(Indicator) if mine(indicator)}
    readings = [figure for figure in figures if figure.indicator in measured]
    found: list[tuple[type[Record], list[Record]]] = [
        (kind, sorted(records, key=_due)) for kind, records in
        zip(layout.UPDATED, (actions, milestones, mitigations, risks, readings), strict=True) if records
    ]  # fmt: skip
    return found


def _due(record: Record) -> tuple[date, int]:
    due = next((day for name in ("due", "review", "period") if (day := getattr(record, name, None))), None)
    return due.order if due else (date.max, 0)


def _file_name(owner: str, taken: Collection[str]) -> str:
    plain = " ".join(re.sub(r"[^\w\s.,()'’–-]", " ", owner).split()).strip(" .")[:80] or NOBODY
    name, number = f"Update {plain}.xlsx", 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        name = f"Update {plain} {number}.xlsx"
    return name


def _asked(scope: Scope) -> str:
    """What was asked for, in words."""
    parts = [kind.PLURAL.lower() for kind in scope.kinds]
    parts += [f"what serves “{scope.theme.title}”"] if scope.theme else []
    parts += [f"what {scope.owner} owns"] if scope.owner else []
    return f"only {', '.join(parts)}" if parts else ""
