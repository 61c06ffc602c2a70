"""Adding under a record, and linking what is there already to a theme: acts that stand beside the list they add to.

adding.ADD[Milestone](session, action)      asks for a milestone of the action
adding.LINK[Risk](session, theme)           asks which risk is to threaten the theme
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.fields import Reference
from app.domain.figures import a_or_an
from app.domain.kinds import KINDS
from app.domain.records import (
    FINDINGS,
    Action,
    AgendaItem,
    Audit,
    AuditGrade,
    Benchmark,
    Body,
    Control,
    Decision,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Mitigation,
    Objective,
    Partner,
    PartnerReport,
    Programme,
    Rebase,
    Record,
    Risk,
    Scoring,
    Stage,
    StageAim,
    Statement,
    TargetStep,
    Theme,
    Visit,
    rules,
)
from app.ui import look
from app.ui.acts import Act, act

if TYPE_CHECKING:
    from app.ui.session import Session
    from app.workspace import Workspace

R = TypeVar("R", bound=Record)


def can_add(workspace: Workspace | None, kind: type[Record]) -> bool:
    """Whether a record of this kind can be added now."""
    needed = KINDS[kind].needs
    return workspace is not None and workspace.writable and (needed is None or bool(workspace.all(needed)))


def begun(workspace: Workspace, kind: type[Record], under: Record) -> dict[str, Any]:
    """What a new record of a kind begins with under another: it names it, and what that belongs to."""
    named = {name: under.id for name, rule in rules(kind).items()
             if isinstance(rule, Reference) and rule.to == under.TABLE}  # fmt: skip
    match under:
        case Theme():
            return {"theme": under}
        case Objective():
            return {**named, "theme": workspace.plan.get(Theme, under.theme)}
        case AgendaItem():
            return {**named, "meeting": under.meeting}
        case Visit() | Audit() if kind is Finding:
            return {"of": under.id}
        case Action() if kind is Dependency:
            return {"action": under.id}
        case _:
            return named


def add_new(session: Session, kind: type[R], parent: QWidget | None = None, chosen: Record | None = None) -> R | None:
    """Let the person add a record of a kind from anywhere; it begins under what is `chosen`, where it can."""
    from app.ui.dialogs.write import new_record

    kinds = (Action,) if kind is Dependency else ADD[kind].kinds if kind in ADD else ()
    above = session.workspace.plan.get(Theme, chosen.theme) if isinstance(chosen, Objective) else None
    under = next((each for each in (chosen, above) if isinstance(each, kinds)), None)
    values = begun(session.workspace, kind, under) if under is not None else {}
    return new_record(session.workspace, kind, parent, **values)


def unlinked(workspace: Workspace, serves: Record, kind: type[R]) -> list[R]:
    """The records of a kind that do not serve `serves` yet."""
    there = {record.id for record in workspace.plan.serving(serves, kind)}
    return [record for record in workspace.all(kind) if record.id not in there]


def link_item(workspace: Workspace, serves: Record, kind: type[Record], parent: QWidget | None = None) -> Link | None:
    """Let the person choose a record of a kind that is to serve `serves`."""
    from app.ui.dialogs.write import write

    choices, name = {record.id: record.name for record in unlinked(workspace, serves, kind)}, kind.NAME.lower()
    link = workspace.draft(Link, item="", serves=serves.id)
    note = look.label(f"It will count towards {serves.name}.", quiet=True, wrap=True)
    return write(
        workspace, link, f"Link an existing {name}", f"Link {a_or_an(name)} to", parent,
        of=serves, options={"item": choices}, labels={"item": kind.NAME}, note=note,
    )  # fmt: skip


def _adds(kind: type[Record], *under: type[Record], word: str = "", begins: Mapping[str, Any] | None = None) -> Act:
    @act(word or f"Add {a_or_an(KINDS[kind].noun)}", *under, beside=True)
    def add(session: Session, record: Record, parent: QWidget | None) -> Record | None:
        from app.ui.dialogs.write import new_record

        return new_record(session.workspace, kind, parent, **begun(session.workspace, kind, record), **(begins or {}))

    return add


def _links(kind: type[Record]) -> Act:
    @act(f"Link an existing {kind.NAME.lower()}", Theme, beside=True,
         when=lambda session, theme: bool(unlinked(session.workspace, theme, kind)))  # fmt: skip
    def link(session: Session, theme: Theme, parent: QWidget | None) -> Link | None:
        return link_item(session.workspace, theme, kind, parent)

    return link


ADD: dict[type[Record], Act] = {
    kind: _adds(kind, *under)
    for kind, *under in (
        (Indicator, Theme), (Action, Theme, Objective), (Risk, Theme), (Objective, Theme), (Statement, Theme),
        (Stage, Programme), (StageAim, Stage), (Milestone, Action), (Mitigation, Risk), (Control, Risk),
        (Scoring, Risk), (Meeting, Body), (AgendaItem, Meeting), (Decision, Meeting, AgendaItem),
        (PartnerReport, Partner), (TargetStep, Indicator), (Benchmark, Indicator), (Rebase, Indicator),
        (AuditGrade, Audit),
    )
}  # fmt: skip
"""What is added under a record, by the kind that is added."""
ADD[Rebase] = _adds(Rebase, Indicator, word="Begin limits anew")
PART = _adds(Indicator, Indicator, word="Add a part")
"""What adds a part to an indicator."""
FINDING: dict[str, Act] = {
    kind: _adds(Finding, Visit, Audit, word=f"Add a finding: {said.lower()}", begins={"kind": kind})
    for kind, said in FINDINGS.items()
}
"""What adds a finding to a visit or an audit, by its kind."""
LINK: dict[type[Record], Act] = {kind: _links(kind) for kind in (Indicator, Action, Risk, Finding, Statement)}
"""What links a record to a theme, by its kind."""
