"""Changing a record, and erasing one for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app import temporary
from app.domain.figures import counted
from app.exchange.plantext import quoted
from app.workspace import TRACES, Refusal, Workspace

from .group import PLAN, by_whom, commands
from .lookup import record_meant, the_record
from .plans import person, printable, refusing, say, writing

if TYPE_CHECKING:
    from app.domain.records import Record


@commands.command("set")
@PLAN
@click.argument("ref")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--reason", default="", help="Why a due date is moved, or a risk scored otherwise.")
@by_whom
def set_(plan: Path, ref: str, values: tuple[str, ...], reason: str, author: str | None, role: str) -> None:
    """Change fields of the record REF (R-014, theme 2, programme ...) as one edit, under the form's own rules."""
    from app.domain.records import rules
    from app.domain.scoring import scored_because

    with writing(plan, person(author, role)) as workspace:
        record = the_record(workspace, ref)
        changed = record.given(_values(workspace, record, values))
        if changed == record:
            say(f"Nothing to change: {record.name} has these values already.")
            return
        known = rules(type(record))
        names = ", ".join(known[given.partition("=")[0]].label.lower() for given in values)
        why = [*workspace.moved(changed, reason), *scored_because(workspace.plan, changed, reason)] if reason else []
        workspace.save(changed, *why, label=f"Edit {getattr(record, 'ref', '') or record.name}: {names}")
        say(f"Changed {changed.name}.")
        for line in _understood(changed, values):
            say(line)


def _values(workspace: Workspace, record: Record, given: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for pair in given:
        name, value = _value(workspace, record, pair)
        if name in values:
            raise Refusal(f"{name} is given twice.")
        values[name] = value
    return values


def _value(workspace: Workspace, record: Record, given: str) -> tuple[str, Any]:
    from difflib import get_close_matches

    from app.domain.fields import FieldError, Reference
    from app.domain.records import rules

    name, equals, text = given.partition("=")
    known = rules(type(record))
    if not equals:
        raise Refusal(f"{quoted(given)} is not of the form FIELD=VALUE.")
    if name not in known:
        near = get_close_matches(name[:80], known, 1)
        hint = f" Did you mean {near[0]}?" if near else f" It has: {', '.join(known)}."
        raise Refusal(f"{record.NAME} has no field {quoted(name)}.{hint}")
    rule = known[name].within(workspace.plan)
    with refusing(FieldError):
        value = rule.read(text)
    if isinstance(rule, Reference) and value:
        value = record_meant(workspace, rule.to, text).id
    return name, value


def _understood(changed: Record, given: Sequence[str]) -> Iterator[str]:
    """How dates were understood that are shown in other words than they were given in."""
    from app.domain.dates import spelt_out
    from app.domain.records import rules
    from app.domain.schedule import PartialDate

    for pair in given:
        name, _, text = (part.strip() for part in pair.partition("="))
        value = getattr(changed, name)
        when = PartialDate.of(value) if isinstance(value, date) else value
        if isinstance(when, PartialDate) and text.casefold() not in (str(when).casefold(), when.text.casefold()):
            yield f"{rules(type(changed))[name].label} {quoted(text)} is read as {spelt_out(when)}."


@commands.command()
@PLAN
@click.argument("ref")
@click.option("--field", "fields", multiple=True, metavar="NAME", help="Only this field; may be given several times.")
@click.option("--reason", required=True, help="Why; it stays in the history.")
@click.option("--second", required=True, metavar="NAME", help="The second person, who agreed.")
@click.option("--look-for", default="", metavar="WORDS", help="Say where these words still stand; they are not kept.")
@click.option("--keep-backups", is_flag=True, help="Leave your backups of the plan as they are.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@by_whom
def erase(
    plan: Path, ref: str, fields: tuple[str, ...], reason: str, second: str, look_for: str, keep_backups: bool,
    yes: bool, author: str | None, role: str,
) -> None:  # fmt: skip
    """Erase the record REF, or fields of it, for good: from the plan, its history and your backups.

    Nothing brings it back. Copies that others hold lose it when they are brought together with this plan.
    """
    with writing(plan, person(author, role)) as workspace:
        record = the_record(workspace, ref, removed=True)
        if not yes:
            with_it = 0 if fields else len(workspace.erased_with(record))
            what = f"{', '.join(fields)} of {record.name}" if fields else record.name
            more = f" and {counted(with_it, 'record that hangs', 'records that hang')} on it" if with_it else ""
            click.confirm(printable(f"Erase {what}{more} for good? Nothing brings it back."), abort=True, err=True)
        found = workspace.erase(
            record, fields or None, reason=reason, second=second, words=look_for, backups=not keep_backups
        )  # fmt: skip
    temporary.sweep()
    say(f"Erased for good; in {counted(found.backups, 'backup')}, too." if found.backups else "Erased for good.")
    for paper in found.papers:
        say(f"The file of {paper.name} is not kept any more, as it named that; its record and digest are.")
    for standing in found.still:
        say(f"“{standing.text}” still stands in {standing.where}.")
    for path in found.unreached:
        say(f"This file may still hold it and cannot be opened: delete it. {path}")
    if found.traces:
        raise Refusal(TRACES)
