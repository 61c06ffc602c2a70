"""The command `goldthread`: open the window, or work on a plan without a display.

Every command ends with 0, or with 1 and one sentence on standard error.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from click_default_group import DefaultGroup

from app import places
from app.briefing.papers import PAPERS
from app.domain.figures import counted, either
from app.endings import PLAN as ENDING
from app.endings import WrongEnding, ended
from app.exchange.importing import KINDS
from app.exchange.plantext import quoted
from app.workspace import TRACES, CannotOpen, Person, Refusal, Sought, Workspace, said_of_history

if TYPE_CHECKING:
    from app.domain.records import Meeting, Record
    from app.domain.since import Change
    from app.workspace import Moment

T = TypeVar("T")
_SQLITE = b"SQLite format 3"


def _with_ending(_context: object, _parameter: object, plan: Path | None) -> Path | None:
    """The plan that is meant by a name without its ending, where the file is called with it."""
    if plan is None or os.path.exists(plan):  # noqa: PTH110 - names no disk can hold
        return plan
    try:
        whole = ended(plan, ENDING, "A plan")
    except WrongEnding:
        return plan
    return whole if os.path.exists(whole) else plan  # noqa: PTH110


PLAN = click.argument("plan", type=click.Path(path_type=Path), callback=_with_ending)


def by_whom(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --author and --role."""
    command = click.option("--role", default="", help="The author's role, such as Officer.")(command)
    return click.option("--author", default=None, help="Who edits; by default your name on this computer.")(command)


@click.group(
    cls=DefaultGroup, default="open", default_if_no_args=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="goldthread", message="%(prog)s %(version)s")
def commands() -> None:
    """Goldthread: the improvement plan, risks and indicators of a board in one file."""


@commands.command("open")
@click.argument("plan", required=False, type=click.Path(path_type=Path), callback=_with_ending)
@click.option("--demo", is_flag=True, help="Open a fresh copy of the demo plan.")
@by_whom
def open_(plan: Path | None, demo: bool, author: str | None, role: str) -> None:
    """Open the window, on PLAN or on the demo plan."""
    if plan and demo:
        raise Refusal("Give a plan or --demo, not both.")
    if plan and plan.suffix.casefold() != ENDING and not os.path.exists(plan):  # noqa: PTH110 - names no disk can hold
        known = ", ".join(sorted(commands.commands))
        raise Refusal(f"{quoted(str(plan))} is no file that is there, and no command. The commands are {known}.")
    from app.__main__ import run

    sys.exit(run(plan=plan, demo=demo, person=Person(author, role) if author else None))


@commands.command()
@PLAN
@click.option("--title", default="Improvement programme", help="The programme's title.")
@by_whom
def new(plan: Path, title: str, author: str | None, role: str) -> None:
    """Make a new, empty plan."""
    if not title.strip():
        raise Refusal("A plan needs a title.")
    plan = _new_plan(plan)
    Workspace.create(plan, _person(author, role), places.backups(), title).close()
    _say(f"Made {plan.name}.")


@commands.command()
@PLAN
@click.option("--size", type=click.Choice(["usual", "large"]), default="usual", help="Large: thousands of records.")
@by_whom
def demo(plan: Path, size: str, author: str | None, role: str) -> None:
    """Write the demo plan to PLAN; a large one adds made-up records, all of them marked illustrative."""
    from app import demo as demo_plan

    plan = _new_plan(plan)
    workspace = demo_plan.make(plan, _person(author, role), places.backups())
    if size == "large":
        from app import large_demo

        large_demo.grow(workspace)
    workspace.close()
    _say(f"Wrote the demo plan to {plan.name}.")


@commands.command()
@PLAN
def dump(plan: Path) -> None:
    """Print the plan as JSON: its edits, baselines, records and computed statuses."""
    with _reading(plan) as workspace:
        _say(json.dumps(workspace.dump(), indent=1, ensure_ascii=False))


@commands.command()
@PLAN
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Of a copy: say what it would bring, and do nothing.")
@by_whom
def load(plan: Path, file: Path, dry_run: bool, author: str | None, role: str) -> None:
    """Bring FILE into PLAN: another copy of the plan, or edits as `dump` writes them; a plan that is not there is made.

    Of a copy, it is said first who changed what, and what both changed.
    """
    plan = plan if plan.exists() else _new_plan(plan)
    if _is_plan_file(file):
        _bring_home(plan, file, _person(author, role), dry_run=dry_run)
    elif dry_run:
        raise Refusal("--dry-run is for a copy of the plan.")
    else:
        _load_text(plan, file, _person(author, role))


def _bring_home(plan: Path, copy: Path, person: Person, *, dry_run: bool) -> None:
    """Say what a copy would bring, and bring it."""
    is_new = not plan.exists()
    workspace = Workspace.create(plan, person, places.backups()) if is_new else _opened(plan, person)
    done = False
    try:
        found = _end_of(workspace.look_at(copy))
        for line in found.lines():
            _say(line)
        if found.brings and not dry_run:
            workspace.take_in(_end_of(workspace.bringing_home(found)))
        done = not dry_run
    finally:
        if is_new and not done:
            workspace.discard()
        else:
            _close(workspace)
    if found.brings and not dry_run:
        _say(f"Brought {found.edits:,} {'edit' if found.edits == 1 else 'edits'} into {plan.name}.")


def _load_text(plan: Path, file: Path, person: Person) -> None:
    from app.exchange import planfile

    with _refusing(planfile.PlanFileError):
        try:
            given = planfile.parse(file.read_bytes(), quoted(file.name))
        except OSError:
            raise Refusal(f"{quoted(file.name)} cannot be read.") from None
        is_new = not plan.exists()
        if is_new:
            planfile.expand(given)  # what is refused makes no plan
        workspace = Workspace.create(plan, person, places.backups()) if is_new else _opened(plan, person)
        done = False
        try:
            document = planfile.expand(given, workspace.tables)
            count = workspace.bring_in(document.edits, document.baselines, document.contents)
            done = True
        finally:
            if is_new and not done:
                workspace.discard()
            else:
                _close(workspace)
    _say(f"Added {count:,} {'edit' if count == 1 else 'edits'} to {plan.name}.")


@commands.command()
@PLAN
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Choice(list(PAPERS), case_sensitive=False),
    default="board",
    show_default=True,
    help=f"Which paper: {either([f'{name} ({words})' for name, words in PAPERS.items()])}.",
)
@click.option(
    "--meeting", default=None, help="The day of its meeting, or who meets; by default the next one of the plan's body."
)
@click.option("--facts-only", is_flag=True, help="Leave everything illustrative out.")
@click.option("--as-at", default=None, help="The plan as it was: a body, or a day, of a closed meeting; any other day.")
@click.option("--since", default=None, help="What is compared with: a body, or the day of a closed meeting.")
def export(
    plan: Path, out: Path, template: str, meeting: str | None, facts_only: bool, as_at: str | None, since: str | None
) -> None:
    """Write the briefing to OUT, a PDF; without an ending, OUT is called .pdf."""
    from app.briefing.export import CannotExport, paper_path
    from app.briefing.export import export as write

    if out.exists() and plan.exists() and out.samefile(plan):
        raise Refusal("That is the plan itself: give the paper a name of its own.")
    with _refusing(CannotExport):
        out = paper_path(out)
    with _reading(plan) as workspace, _refusing(CannotExport):
        if since:
            workspace.compare_with = _closed(workspace, since).id
        if as_at:
            workspace.look_back(_moment(workspace, as_at))
        past = workspace.past
        for_meeting = _paper_for(workspace, meeting) if meeting else past.meeting if past else None
        for _done, _total, _what in write(
            workspace.plan,
            out,
            before=workspace.before,
            meeting=for_meeting,
            since=workspace.last_meeting,
            facts_only=facts_only,
            template=template,
            as_at=past.title if past else "",
            kept_back=workspace.kept_back,
            up_to_meeting=past is not None and past.meeting is not None and for_meeting == past.meeting,
        ):
            pass
    _say(f"Wrote {out.name}.")


@commands.command("import")
@PLAN
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", required=True, help=f"What its rows are: {either(list(KINDS))}.")
@click.option(
    "--sheet",
    default=None,
    help="The sheet of a workbook; by default the one that fits best, with those that go on with it.",
)
@click.option(
    "--map", "mapped", multiple=True, metavar="HEADER=FIELD", help="Where a column goes; without FIELD it stays out."
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@by_whom
def import_(
    plan: Path, file: Path, kind: str, sheet: str | None, mapped: tuple[str, ...], dry_run: bool, author: str | None,
    role: str,
) -> None:  # fmt: skip
    """Bring the rows of FILE (.xlsx, .csv, .tsv) into PLAN as one edit, with a message for each."""
    from app.exchange.importing import bring

    with _refusing(bring.CannotRead):
        kind = bring.kind_of(kind)
        mapping = bring.mapping_of(kind, mapped)
        grids = bring.read(file)
        grid = bring.sheet_of(grids, kind, sheet, mapping)
        with _reading(plan) if dry_run else _writing(plan, author, role) as workspace:
            found = bring.plan_import(grid, kind, workspace.plan, mapping, file=file.name)
            if wrong := bring.wrong(found):
                raise Refusal(wrong)
            for line in (*bring.report(found), *bring.unread(grids, grid, kind, mapping)):
                _say(line)
            if found.records and not dry_run:
                workspace.save(*found.records, label=found.label)
    _say(bring.total(found, dry_run=dry_run))


@commands.command("set")
@PLAN
@click.argument("ref")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--reason", default="", help="Why a due date is moved.")
@by_whom
def set_(plan: Path, ref: str, values: tuple[str, ...], reason: str, author: str | None, role: str) -> None:
    """Change fields of the record REF (R-014, theme 2, programme ...) as one edit, under the form's own rules."""
    from app.domain.fields import rules

    with _writing(plan, author, role) as workspace:
        record = _the_record(workspace, ref)
        changed = replace(record, **_values(workspace, record, values))
        if changed == record:
            _say(f"Nothing to change: {record.name} has these values already.")
            return
        known = rules(type(record))
        names = ", ".join(known[given.partition("=")[0]].label.lower() for given in values)
        moved = workspace.moved(changed, reason) if reason else []
        workspace.save(changed, *moved, label=f"Edit {getattr(record, 'ref', '') or record.name}: {names}")
        _say(f"Changed {changed.name}.")
        for line in _understood(changed, values):
            _say(line)


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
    with _writing(plan, author, role) as workspace:
        record = _the_record(workspace, ref, removed=True)
        if not yes:
            with_it = 0 if fields else len(workspace.erased_with(record))
            what = f"{', '.join(fields)} of {record.name}" if fields else record.name
            more = f" and {counted(with_it, 'record that hangs', 'records that hang')} on it" if with_it else ""
            click.confirm(f"Erase {what}{more} for good? Nothing brings it back.", abort=True, err=True)
        found = workspace.erase(
            record, fields or None, reason=reason, second=second, words=look_for, backups=not keep_backups
        )  # fmt: skip
    _say(f"Erased for good; in {counted(found.backups, 'backup')}, too." if found.backups else "Erased for good.")
    for standing in found.still:
        _say(f"“{standing.text}” still stands in {standing.where}.")
    for path in found.unreached:
        _say(f"This file may still hold it and cannot be opened: delete it. {path}")
    if found.traces:
        raise Refusal(TRACES)


@commands.command("since")
@PLAN
@click.option("--from", "earlier", default=None, metavar="MEETING", help="A closed meeting; the last one if left out.")
@click.option("--to", "later", default=None, metavar="MEETING", help="A closed meeting; now if left out.")
@click.option("--all", "every", is_flag=True, help="List edits of wording and of sources too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with what each field was and is.")
def since_(plan: Path, earlier: str | None, later: str | None, every: bool, as_json: bool) -> None:
    """Print what changed since a closed meeting, what matters most first."""
    from app.domain.meaning import MEANINGS
    from app.domain.meetings import fallback, meeting_name
    from app.domain.since import fold

    with _reading(plan) as workspace:
        begin = _closed(workspace, earlier) if earlier else workspace.last_meeting
        if begin is None:
            raise Refusal("No meeting has been closed yet. Once one is, what changes after it is told.")
        found = workspace.compare(begin, _closed(workspace, later) if later else None)
        if as_json:
            _say(json.dumps([_change(each) for each in found], indent=1, ensure_ascii=False))
            return
        name = meeting_name(workspace.plan, begin)
        if later:
            _say(f"From {name} to {meeting_name(workspace.plan, _closed(workspace, later))}.")
        else:
            _say((not earlier and fallback(workspace.plan, begin)) or f"Compared with {name}.")
        told = fold(found)
        for means, heading in MEANINGS.items():
            if some := [each for each in (found if every else told.first) if each.means == means]:
                _say(f"{heading} ({len(some):,})")
                for each in some:
                    _say(f"  {each.text}{' (illustrative)' if each.illustrative else ''}")
                    if each.detail:
                        _say(f"    {each.detail}")
        if told.rest and not every:
            _say(f"And {told.words}; --all lists them.")
        if not found:
            _say("Nothing has changed since then.")


@commands.command()
@PLAN
@click.option("--since", default=None, metavar="MEETING", help='A body, a day, or "Cabinet 27 Jun 2017".')
@click.option("--record", "ref", default=None, help="Only this record, such as R-014.")
@click.option("--person", default="", help="Only what this person did.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def history(plan: Path, since: str | None, ref: str | None, person: str, as_json: bool) -> None:
    """Print who changed what, newest first."""
    with _reading(plan) as workspace:
        sought = Sought(
            record=_the_record(workspace, ref) if ref else None,
            author=_the_author(workspace, person) if person else "",
            since=_meeting(workspace, since) if since else None,
        )
        if as_json:
            rows = [{"id": e.id, "at": e.at.isoformat(), "author": e.author, "role": e.role, "label": e.label,
                     "details": list(e.details)} for e in workspace.logbook.entries(sought)]  # fmt: skip
            _say(json.dumps(rows, indent=1, ensure_ascii=False))
            return
        for entry in workspace.logbook.entries(sought):
            _say(f"{entry.at:%Y-%m-%d %H:%M} UTC  {Person(entry.author, entry.role)}: {entry.label}")
            for line in entry.details:
                _say(f"    {line}")
        if said := said_of_history(workspace.plan):
            _say(said)


@commands.command()
@PLAN
def check(plan: Path) -> None:
    """Check the file from its first page to its last edit."""
    with _reading(plan) as workspace:
        found = workspace.check()
    for problem in found:
        _say(problem)
    if found:
        raise Refusal(f"{plan.name} is not sound: {len(found):,} {'problem' if len(found) == 1 else 'problems'} found.")
    _say(f"{plan.name} is sound.")


def main(arguments: list[str] | None = None) -> None:
    """Run the command; ends the process with 1 and a sentence on standard error where it cannot be done."""
    try:
        commands.main(arguments, prog_name="goldthread", standalone_mode=False)
    except click.ClickException as error:
        _fail(error.format_message())
    except click.Abort:
        _fail("Stopped.")
    except Refusal as error:
        _fail(str(error))
    except BrokenPipeError:  # the reader of the output has gone, as in `goldthread dump plan | head`
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _change(change: Change) -> dict[str, Any]:
    """A change as plain data."""
    return {
        "record": change.record.id,
        "kind": change.record.TABLE,
        "name": change.name,
        "said": change.fact,
        "word": change.word,
        "means": change.means,
        "direction": change.direction.value if change.direction else None,
        "status": [status.value for status in change.moved] if change.moved else None,
        "detail": change.detail,
        "edits": [{"field": edit.label, "was": edit.was, "now": edit.now} for edit in change.edits],
        "illustrative": change.illustrative,
    }


def _say(text: str) -> None:
    """Print a line in UTF-8, whatever the terminal's own coding is: what `dump` writes is read back by `load`."""
    stream = sys.stdout.buffer
    try:
        stream.write(f"{text}\n".encode(errors="replace"))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(f"The output cannot be written: {error.strerror}.") from None


def _fail(sentence: str) -> NoReturn:
    click.echo(" ".join(sentence.encode(errors="replace").decode().split()), err=True)
    sys.exit(1)


def _is_plan_file(file: Path) -> bool:
    """Whether this is a plan file, or would be one if it were whole, and no text."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _end_of(steps: Generator[Any, None, T]) -> T:
    """What long work returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _person(author: str | None, role: str) -> Person:
    import getpass

    try:
        name = getpass.getuser() if author is None else author
        if not name.strip():
            raise Refusal("--author needs a name.")
        return Person(name, role)
    except (OSError, KeyError, ImportError):
        raise Refusal("Your name on this computer is not known: give --author.") from None


def _new_plan(plan: Path) -> Path:
    """Where a plan is made that a person calls so."""
    with _refusing(WrongEnding):
        return ended(plan, ENDING, "A plan")


def _opened(plan: Path, person: Person) -> Workspace:
    workspace = Workspace.open(plan, person, places.backups())
    if not workspace.writable:
        why = workspace.why_read_only
        workspace.close()
        raise CannotOpen(why)
    return workspace


def _close(workspace: Workspace) -> None:
    """Close a plan that was written; says so where its backup could not be."""
    workspace.close()
    if workspace.backup_problem:
        click.echo(workspace.backup_problem, err=True)


@contextmanager
def _refusing(kind: type[Exception]) -> Iterator[None]:
    """Turns another module's known error into a refusal, with its sentence."""
    try:
        yield
    except kind as error:
        raise Refusal(str(error)) from error


@contextmanager
def _writing(plan: Path, author: str | None, role: str) -> Iterator[Workspace]:
    workspace = _opened(plan, _person(author, role))
    try:
        yield workspace
    finally:
        _close(workspace)


@contextmanager
def _reading(plan: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(plan, Person("Reader"), places.backups(), write=False)
    try:
        yield workspace
    finally:
        workspace.close()


def _the_record(workspace: Workspace, ref: str, *, removed: bool = False) -> Record:
    found = workspace.named(ref) or (workspace.removed_named(ref) if removed else [])
    if not found:
        raise Refusal(f"There is no record called {quoted(ref)}.")
    if len(found) > 1:
        names = "; ".join(record.name for record in found)
        raise Refusal(f"{ref} is the reference of {len(found)} records: {names}. Give one of them another first.")
    return found[0]


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

    from app.domain.fields import FieldError, Reference, rules

    name, equals, text = given.partition("=")
    known = rules(type(record))
    if not equals:
        raise Refusal(f"{quoted(given)} is not of the form FIELD=VALUE.")
    if name not in known:
        near = get_close_matches(name[:80], known, 1)
        hint = f" Did you mean {near[0]}?" if near else f" It has: {', '.join(known)}."
        raise Refusal(f"{record.NAME} has no field {quoted(name)}.{hint}")
    rule = known[name].within(workspace.plan.quarters)
    with _refusing(FieldError):
        value = rule.read(text)
    if isinstance(rule, Reference) and value:
        value = _meant(workspace, rule.to, text).id
    return name, value


def _meant(workspace: Workspace, table: str, text: str) -> Record:
    """The record that a field is to name: by its reference, or by its title, as one speaks of a body or a category."""
    from app.domain.records import BY_TABLE

    wanted = " ".join(text.split()).casefold()
    kinds = [BY_TABLE[table]] if table else []
    found = [r for kind in kinds for r in workspace.all(kind) if getattr(r, "title", "").casefold() == wanted]
    return found[0] if len(found) == 1 and not workspace.named(text) else _the_record(workspace, text)


def _understood(changed: Record, given: Sequence[str]) -> Iterator[str]:
    """How dates were understood that are shown in other words than they were given in."""
    from app.domain.dates import spelt_out
    from app.domain.fields import rules
    from app.domain.schedule import PartialDate

    for pair in given:
        name, _, text = (part.strip() for part in pair.partition("="))
        value = getattr(changed, name)
        when = PartialDate.of(value) if isinstance(value, date) else value
        if isinstance(when, PartialDate) and text.casefold() not in (str(when).casefold(), when.text.casefold()):
            yield f"{rules(type(changed))[name].label} {quoted(text)} is read as {spelt_out(when)}."


def _the_author(workspace: Workspace, name: str) -> str:
    wanted = " ".join(name.split()).casefold()
    found = [author for author in workspace.logbook.authors() if author.casefold() == wanted]
    if not found:
        raise Refusal(f"Nobody called {quoted(name)} has changed this plan.")
    return found[0]


def _meeting(workspace: Workspace, text: str) -> Meeting:
    """The meeting that is meant by its day, by its body and its day, or the last closed one of a body."""
    from app.domain.dates import read_date
    from app.domain.figures import during
    from app.domain.records import Body, Meeting

    plain = " ".join(text.split())
    if any(body.title.casefold() == plain.casefold() for body in workspace.all(Body)):
        return _closed(workspace, text)
    bodies = [b for b in workspace.all(Body) if plain.casefold().startswith(f"{b.title.casefold()} ")]
    body = max(bodies, key=lambda b: len(b.title), default=None)
    with _refusing(ValueError):
        day = read_date(plain[len(body.title) :] if body else plain, workspace.plan.quarters)
    found = [m for m in workspace.all(Meeting) if m.day and day.first <= m.day <= day.last]
    found = [m for m in found if body is None or m.body == body.id]
    if not found:
        raise Refusal(f"There is no meeting {f'of {body.title} ' if body else ''}{during(day)}.")
    if len(found) > 1:
        raise Refusal(f"There are {len(found)} meetings {during(day)}: name the body too, as in Cabinet 27 Jun 2017.")
    return found[0]


def _paper_for(workspace: Workspace, text: str) -> Meeting:
    """The meeting of a paper: the next one of a body, its last one where none is ahead, or as `_meeting` has it."""
    from app.domain.meetings import next_first
    from app.domain.records import Body, Meeting

    plan, wanted = workspace.plan, " ".join(text.split()).casefold()
    named = [body for body in plan.all(Body) if body.title.casefold() == wanted]
    if not named:
        return _meeting(workspace, text)
    held = next_first(plan, (m for body in named for m in plan.children(body, Meeting, "body")))
    if not held:
        raise Refusal(f"{named[0].title} has no meeting.")
    return held[0]


def _closed(workspace: Workspace, text: str) -> Meeting:
    """The closed meeting on a day, or the last one of a body."""
    found = _all_closed(workspace, text)
    if not found:
        raise Refusal(f"No meeting called {quoted(text)} is closed: give a body's name, or the day of a meeting.")
    return found[0]


def _moment(workspace: Workspace, text: str) -> Moment:
    """The closed meeting that is meant, or the moment that a day, with or without a time, names."""
    from app.workspace import has_time, read_moment

    found = [] if has_time(text) else _all_closed(workspace, text)
    return found[0] if found else read_moment(text, workspace.plan.quarters)


def _all_closed(workspace: Workspace, text: str) -> list[Meeting]:
    """The last closed meeting of the body of that name, or the one closed meeting within what is read as a date."""
    from app.domain.dates import read_date
    from app.domain.meetings import body_name, meeting_name

    wanted, meetings = " ".join(text.split()).casefold(), workspace.closed_meetings
    of_body = [m for m in meetings if body_name(workspace.plan, m).casefold() == wanted]
    if of_body:
        return of_body[:1]
    try:
        day = read_date(text, workspace.plan.quarters)
    except ValueError:
        return []
    found = [m for m in meetings if m.day and day.first <= m.day <= day.last]
    if len(found) > 1:
        names = "; ".join(meeting_name(workspace.plan, m) for m in found[:5])
        raise Refusal(f"{len(found)} closed meetings are meant by {day}: {names}. Give the body's name, or one day.")
    return found
