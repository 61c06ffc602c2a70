"""Figures of a sheet as readings of the plan's indicators: matched, checked, restated where they changed."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from app.domain import keys
from app.domain.dates import COUNCIL
from app.domain.fields import clean
from app.domain.figures import capital, figure, listed
from app.domain.lazy import all_at_once
from app.domain.plan import Plan
from app.domain.records import Benchmark, Indicator, Provenance, Reading, Record, problems, rules
from app.domain.schedule import PartialDate

from ..importing.bring import plan_after
from ..importing.finding import RecordMatcher, plain, plain_ref
from ..importing.grid import Cell, Grid
from ..importing.marks import FINAL, PROVISIONAL, FigureCell, read_figure
from ..importing.questions import Asking, Remembered, about, nothing_before
from ..importing.result import Import, Outcome, RowResult
from ..plantext import quoted
from .headings import laid_out
from .measured import FigureUnit, better_of, cadence_of, unit_of, with_shares
from .points import AGAIN, EMPTY, NO_FIGURE, UNWANTED, PointReader, SeriesSaid, together
from .words import BASELINE, DENOMINATOR, FORECAST, LEAVE, NUMERATOR, OWNER, PLANNED, TARGET, VALUE

KIND = "readings"
WORDS = ("readings", "reading", "figures", "figure")
"""How the kind is asked for."""
_ALIKE = 0.6

Steps = Generator[tuple[int, int, str], None, Import]


def is_kind(word: str) -> bool:
    """Whether somebody asks for figures."""
    return word.strip().casefold() in WORDS


def planning(
    grid: Grid, plan: Plan, *, file: str = "a file", answers: Mapping[str, str] | None = None,
    without: Collection[int] = (), before: Remembered = nothing_before,
) -> Steps:  # fmt: skip
    """What the figures of a sheet would bring into a plan, step by step: (done, total, what is done now).

    `answers` is what people answered to its questions, `before` what was answered to files of a layout; `without` are
    rows of the grid, counted from 0, that are not wanted.
    """
    yield 0, len(grid.rows), "Looking for figures"
    file = " ".join(clean(file).split())[:250]
    sheet = laid_out(grid, Asking(answers), plan.quarters)
    known_as = f"{KIND}: {sheet.words}"[:1000] if sheet else ""
    asking = Asking({**before(known_as), **(answers or {})})
    sheet = laid_out(grid, asking, plan.quarters) if sheet else None
    if sheet is None or sheet.unsaid:
        where = f"In the sheet {quoted(grid.name)} there are" if grid.name else "There are"
        wrong = f"{where} no figures that can be told: no heading names periods, and no column holds them."
        if sheet:
            wrong = "Its headings name months or quarters and no year: say which year they are of."
            if sheet.left:
                wrong = f"Its figures are each {sheet.left[-1][1].removeprefix('is ')}: say what becomes of them."
        return Import(
            kind=KIND, file=file, sheet=grid.name, columns=(), rows=(), records=(), wrong=wrong,
            questions=asking.asked, layout=known_as,
        )  # fmt: skip
    reader = PointReader(grid, sheet, asking, plan.quarters, plan.programme.council)
    found = reader.read(without)
    builder = _Readings(plan, asking, file, grid, add=reader.adds, marks=_marks(found.series))
    for number, series in enumerate(found.series):
        yield number, len(found.series), f"Comparing {series.title or series.ref} with the plan"
        builder.series(
            series, planned_alone=bool(sheet.periods) and {each.holds for each in sheet.periods} == {PLANNED}
        )
    skipped = (
        RowResult(
            row + 1, "", Outcome.SKIPPED, f"Skipped: {why}.", why not in (NO_FIGURE, EMPTY, UNWANTED, AGAIN), at=row
        )
        for row, why in found.skipped.items()
    )
    said = [*builder.said, *skipped]
    return Import(
        kind=KIND,
        file=file,
        sheet=grid.name,
        columns=(),
        rows=tuple(sorted(said, key=lambda row: row.number)),
        records=tuple(builder.records()),
        questions=asking.asked,
        findings=(*grid.findings, *found.findings, *builder.findings),
        layout=known_as,
    )


def best_of(grids: Sequence[Grid]) -> list[Grid]:
    """The sheet that holds figures most plainly; the first where none does."""
    found = [(sheet.score, -n) for n, grid in enumerate(grids) if (sheet := laid_out(grid, Asking(), COUNCIL))]
    return [grids[-max(found)[1]] if found else grids[0]]


def has_figures(grids: Sequence[Grid]) -> bool:
    """Whether a file holds figures by period, and so much of them that it is no list of indicators alone."""
    for grid in grids:
        sheet = laid_out(grid, Asking(), COUNCIL) if not grid.hidden else None
        if sheet and (
            sheet.unsaid
            or sheet.is_one
            or VALUE in sheet.roles
            or sheet.measures
            or len(sheet.periods) + len(sheet.compared) > 1
        ):
            return True
    return False


def figures_in(
    grids: Sequence[Grid], plan: Plan, file: str, answers: Mapping[str, str] | None = None,
    before: Remembered = nothing_before,
) -> list[tuple[Grid, Import]]:  # fmt: skip
    """What each sheet that holds figures would bring; each finds what the one before it makes.

    Where none holds any, the first says why.
    """
    found: list[tuple[Grid, Import]] = []
    for grid in grids:
        each = all_at_once(planning(grid, plan, file=file, answers=answers, before=before))
        if not each.wrong:
            found.append((grid, each))
            plan = plan_after(plan, each) if grid is not grids[-1] else plan
        elif grid is grids[-1] and not found:
            found.append((grid, each))
    return found


class _Readings:
    """Makes the readings of one sheet.

    Attributes:
        said: a message for each figure.
        findings: what is to be known of the indicators.
    """

    def __init__(self, plan: Plan, asking: Asking, file: str, grid: Grid, *, add: bool, marks: bool):
        self._plan, self._asking, self._file, self._grid, self._add = plan, asking, file, grid, add
        self._marks = marks  # whether it marks some figures as provisional, so that the others are final
        self._matcher = RecordMatcher(plan, Indicator)
        self._indicators: dict[str, Indicator] = {}
        self._made: dict[str, Reading] = {}
        self._sources: dict[str, Provenance] = {}
        self._there = {(r.indicator, r.period): r for i in plan.all(Indicator) for r in plan.readings(i)}
        self._benchmarks: dict[str, Benchmark] = {}
        self._compared = {(b.indicator, b.who.casefold(), b.period): b for b in plan.all(Benchmark)}
        self._alike: dict[tuple[FigureCell, FigureUnit, str], tuple[Reading, str, list[str]]] = {}
        self._last = 0  # the number of the last reference that was given
        for indicator in plan.all(Indicator):
            self._note_ref(indicator.ref)
        self.said: list[RowResult] = []
        self.findings: list[str] = []

    def records(self) -> list[Record]:
        """What is to be saved: indicators, their readings, those of others, and where the new ones come from."""
        made = self._indicators, self._made, self._benchmarks, self._sources
        return [record for records in made for record in records.values()]

    def series(self, said: SeriesSaid, *, planned_alone: bool) -> None:
        """The readings of one indicator of the sheet."""
        old, why = self._match(said)
        if why:
            self._tell(said.row, said.title or said.ref, Outcome.SKIPPED, f"Skipped: {why}", problem=True)
            return
        reads = {period: together(cells, add=self._add) for period, cells in said.points.items()}
        cells = [(holds, each) for found, _, _ in reads.values() for holds, each in found.items()]
        holds_any = any(each.value is not None or each.gap or each.counts for _, each in cells)
        if old is None and cells and not holds_any and not said.said.get(TARGET):
            self._tell(said.row, said.title or said.ref, Outcome.SKIPPED, "Skipped: it holds no figure", problem=True)
            return
        unit = unit_of(said, old, [each for _, each in cells])
        unit = with_shares(unit, said, [each for holds, each in cells if holds in (VALUE, PLANNED)], self._asking)
        indicator = self._indicator(said, old, unit, list(reads), planned_alone=planned_alone)
        called = indicator.name
        for period, (found, wrong, row) in reads.items():
            name = f"{called}, {period}"
            stands = (found[VALUE].stands if VALUE in found else "") or said.stands.get(period, "")
            self._reading(indicator, period, name, found, wrong, row, unit, said.notes.get(period, ""), stands)
        for who, points in said.others.items():
            for period, cells_of in points.items():
                self._benchmark(indicator, who, period, cells_of, unit)

    # -- which indicator

    def _match(self, said: SeriesSaid) -> tuple[Indicator | None, str]:
        """The plan's indicator that the sheet speaks of; None for a new one; or why nobody can tell."""
        by_ref = self._matcher.by_ref.get(plain_ref(said.ref), []) if said.ref else []
        by_title = self._matcher.by_title.get(plain(said.title), []) if said.title else []
        if len(by_title) == 1 and isinstance(by_title[0], Indicator):
            return by_title[0], ""
        if len(by_title) > 1:
            return None, f"{quoted(said.title)} stands for {len(by_title)} indicators of the plan"
        if len(by_ref) == 1 and isinstance(by_ref[0], Indicator):
            there = by_ref[0]
            alike = SequenceMatcher(None, plain(there.title), plain(said.title)).ratio()
            if not said.title or alike >= _ALIKE:
                return there, ""
            answer = self._asking.ask(
                about("same", said.ref),
                f"{said.ref} is {quoted(there.title)} in the plan and {quoted(said.title)} in the sheet: the same?",
                {"same": "the same indicator", "new": "another one, under a reference of its own", LEAVE: "left out"},
                LEAVE,
            )  # fmt: skip
            if answer == "same":
                return there, ""
            return (None, "") if answer == "new" else (None, f"{said.ref} is {quoted(there.title)} in the plan")
        if not said.title:
            return None, f"no indicator of the plan is called {quoted(said.ref)}"
        return None, ""

    def _indicator(
        self, said: SeriesSaid, old: Indicator | None, unit: FigureUnit, periods: list[PartialDate], *,
        planned_alone: bool,
    ) -> Indicator:  # fmt: skip
        """The indicator, made where the plan has none; what the sheet says of it fills what is empty."""
        notes: list[str] = [unit.doubt] if unit.doubt else []
        target = _beside(said, TARGET, unit)
        values: dict[str, Any] = {}
        if old is None:
            cadence, doubt = cadence_of(said)
            notes += [doubt] if doubt else []
            values = {"title": said.title[:300], "unit": unit.unit, "cadence": cadence}
            values["better"] = better_of(said, self._asking)
            if said.said.get(OWNER):
                values["owner"] = said.said[OWNER][:300]
            ref = said.ref if said.ref and plain_ref(said.ref) not in self._matcher.by_ref else ""
            values["ref"] = ref or self._next_ref()
        planned = periods if target is None and planned_alone else []
        planned = [p for p in planned if any(holds == PLANNED for holds, _, _ in said.points[p])]
        if planned:
            last = max(planned)
            read = read_figure(next(cell for holds, _, cell in said.points[last] if holds == PLANNED))
            target = unit.scaled(read)
            if target is not None and (old is None or old.target_by is None):
                values["target_by"] = last
        if target is not None and (old is None or old.target is None):
            values["target"] = target
        elif target is not None and old is not None and old.target != target:
            notes.append(f"the target stays {old.target:f}; the sheet says {target:f}")
        before = old.note if old else ""
        if comments := [text for text in said.comments if text not in before]:
            values["note"] = "\n".join(filter(None, (before, *comments)))
        base = _beside(said, BASELINE, unit)
        if base is not None and (old is None or "Baseline: " not in old.note):
            note = f"Baseline: {figure(base, unit.unit)}"
            there = values.get("note") or (old.note if old else "")
            values["note"] = f"{there}\n{note}".strip()
            notes.append(f"the baseline {figure(base, unit.unit)} is kept in its note")
        if old is None:
            made = Indicator(
                id=keys.natural_key("import", Indicator.TABLE, plain_ref(said.ref), plain(said.title), ""), **values
            )
        else:
            made = replace(old, **values)
        while found := problems(made):
            name = next(iter(found))
            rule = rules(Indicator).get(name)
            if rule is None or getattr(made, name) == rule.empty:
                break
            notes.append(f"{rule.label.lower()} is left out: {found[name][0].lower()}{found[name][1:].rstrip('.')}")
            made = replace(made, **{name: getattr(old, name) if old is not None else rule.empty})
        if made != old:
            self._indicators[made.id] = made
            self._note_ref(made.ref)
        if old is None:
            source = keys.keyed(Provenance, record=made.id, source=self._file)
            self._sources[source.id] = source
            first = f"{made.name} is a new indicator"
            if made.better == "unknown":
                notes.append("nobody has said which way is better")
            if made.cadence == "unknown":
                notes.append("how often it is measured is not said")
        elif values:
            first = f"{made.name}: {listed([rules(Indicator)[name].label.lower() for name in values])} filled"
        else:
            first = made.name
        if notes or old is None or values:
            self.findings.append(f"{first}{': ' if notes else ''}{'; '.join(notes)}.")
        return made

    def _next_ref(self) -> str:
        self._last += 1
        return f"I-{self._last:02}"

    def _note_ref(self, ref: str) -> None:
        digits = ref.removeprefix("I-")
        if digits != ref and digits.isdecimal():
            self._last = max(self._last, int(digits))

    # -- its figures

    def _reading(
        self, indicator: Indicator, period: PartialDate, name: str, found: Mapping[str, FigureCell], wrong: list[str],
        row: int, unit: FigureUnit, note: str, stands: str,
    ) -> None:  # fmt: skip
        if wrong:
            self._tell(row, name, Outcome.SKIPPED, f"Skipped: {'; '.join(wrong)}", problem=True)
            return
        old = self._there.get((indicator.id, period))
        alike = None
        if old is None and not note and stands != PROVISIONAL and found.keys() == {VALUE}:
            alike = found[VALUE], unit, indicator.unit
            if known := self._alike.get(alike):
                first, said, doubts = known
                made = keys.another(first, indicator=indicator.id, period=period)
                self._made[made.id] = made
                self._tell(row, name, Outcome.CREATED, said, problem=bool(doubts), record=made)
                return
        values, doubts = self._values(found, unit)
        if note:
            values["note"] = "\n".join(filter(None, (str(values.get("note", "")), note)))
        if not values.keys() & {"value", "planned", "gap"}:
            counts = {NUMERATOR, DENOMINATOR} & values.keys()
            none = "it gives counts, and its unit is not per cent" if counts else "it holds no figure"
            why = "; ".join(doubts) or none
            self._tell(row, name, Outcome.SKIPPED, f"Skipped: {why}", problem=True)
            return
        stands = (stands or self._unmarked(old, name)) if values.get(VALUE) is not None else ""
        if stands == PROVISIONAL:
            if old is not None and old.value is not None and not old.provisional:
                self._final_stays(indicator, old, values[VALUE], name, row)
                return
            values["provisional"] = True
        elif stands == FINAL and old is not None and old.provisional:
            values["provisional"] = False
        made = self._merged(indicator, period, old, values)
        if wrongly := problems(made):
            self._tell(
                row, name, Outcome.SKIPPED, f"Skipped: {next(iter(wrongly.values())).rstrip('.').lower()}", problem=True
            )
            return
        shown = _shown(made, indicator.unit)
        if old is None:
            outcome, first = Outcome.CREATED, f"Created: {shown}"
        elif old == made:
            outcome, first = Outcome.UNCHANGED, f"Unchanged: {shown}"
        elif old.provisional and old.value is not None and made.value is not None:
            was = f", {figure(old.value, indicator.unit)} before" if old.value != made.value else ""
            first = f"{'Still provisional' if made.provisional else 'Final'}: {shown}{was}"
            outcome = Outcome.CHANGED
        elif old.value is not None and old.value != made.value and made.corrected_from == old.value:
            outcome, first = Outcome.CHANGED, f"Restated as {shown}, {figure(old.value, indicator.unit)} before"
        else:
            outcome, first = Outcome.CHANGED, f"Changed: {shown}"
        if outcome is not Outcome.UNCHANGED:
            self._made[made.id] = made
        said = ". ".join([first, *map(capital, doubts)])
        if alike:
            self._alike[alike] = made, said, doubts
        self._tell(row, name, outcome, said, problem=bool(doubts), record=made)

    def _unmarked(self, old: Reading | None, name: str) -> str:
        """How a figure stands of which the sheet says nothing: final where it marks others; else it is asked."""
        if self._marks:
            return FINAL
        if old is None or not old.provisional:
            return ""
        return self._asking.ask(
            "final.readings",
            f"Figures that are provisional in the plan, such as {quoted(name)}, are not marked here: are they final?",
            {FINAL: "they are final now", PROVISIONAL: "not said: they stay provisional"}, PROVISIONAL,
        )  # fmt: skip

    def _final_stays(self, indicator: Indicator, old: Reading, value: Decimal, name: str, row: int) -> None:
        """Say that a provisional figure takes no final one's place, whichever file comes last."""
        shown = figure(old.value or Decimal(0), indicator.unit)
        if same := value == old.value:
            said = f"Unchanged: {shown}"
        else:
            said = f"Stays {shown}, which is final; {figure(value, indicator.unit)} here is provisional"
        self._tell(row, name, Outcome.UNCHANGED, said, problem=not same, record=old)

    def _benchmark(
        self, indicator: Indicator, who: str, period: PartialDate, cells: list[tuple[str, int, Cell]], unit: FigureUnit
    ) -> None:
        """The figure of others for a period; another than before takes its place, and the history keeps both."""
        found, wrong, row = together(cells, add=self._add)
        values, doubts = self._values(found, unit)
        name, value = f"{indicator.name}, {who}, {period}", None if wrong else values.get(VALUE)
        if value is None:
            wrong = wrong or doubts
            why = "; ".join(wrong) or ". ".join(filter(None, ("it holds no figure", str(values.get("gap", "")))))
            self._tell(row, name, Outcome.SKIPPED, f"Skipped: {why}", problem=bool(wrong))
            return
        old, shown = self._compared.get((indicator.id, who.casefold(), period)), figure(value, unit.unit)
        if old is not None and old.value == value:
            self._tell(row, name, Outcome.UNCHANGED, f"Unchanged: {shown}", problem=False, record=old)
            return
        if old is None or old.value is None:
            made = keys.keyed(
                Benchmark, indicator=indicator.id, who=who, period=period, value=value, note=self._file
            )  # fmt: skip
            outcome, said = Outcome.CREATED, f"Created, to compare with: {shown}"
        else:
            made = replace(old, value=value)
            outcome, said = Outcome.CHANGED, f"Changed: {shown}, {figure(old.value, unit.unit)} before"
        self._benchmarks[made.id] = made
        self._tell(row, name, outcome, said, problem=False, record=made)

    def _values(self, found: Mapping[str, FigureCell], unit: FigureUnit) -> tuple[dict[str, Any], list[str]]:
        values: dict[str, Any] = {}
        doubts: list[str] = [cell.wrong for cell in found.values() if cell.wrong]
        for holds, cell in found.items():
            if cell.counts:
                values |= dict(zip(("numerator", "denominator"), cell.counts, strict=True))
            scaled = unit.scaled(cell) if holds in (VALUE, PLANNED, FORECAST) else cell.value
            if cell.value is not None and scaled is None:
                doubts.append(f"{cell.value:f} is a share or less than one per cent")
            if holds == FORECAST and scaled is not None:
                values["note"] = f"Forecast: {figure(scaled, unit.unit)}"
            elif scaled is not None:
                values[holds] = scaled
            elif cell.gap and holds == VALUE:
                values["gap"] = cell.gap[:300]
            if holds == VALUE and (cell.about or cell.note):
                values["about"] = cell.about
                values["note"] = "; ".join(filter(None, (values.get("note", ""), capital(cell.note))))
        top, bottom = values.get(NUMERATOR), values.get(DENOMINATOR)
        if top is not None and bottom:
            worked = top / bottom * (100 if unit.unit == "%" else 1)
            if unit.unit == "%" and VALUE not in values and "gap" not in values:
                values[VALUE] = round(worked, 1)
            elif unit.unit == "%" and VALUE in values and abs(values[VALUE] * 100 - worked) <= 1 < worked:
                doubts.append(f"{values[VALUE]:f} is read as a share: {top:f} of {bottom:f}")
                values[VALUE] = round(worked, 1)
            elif unit.unit == "%" and VALUE in values and abs(values[VALUE] - worked) > 1:
                doubts.append(f"{top:f} of {bottom:f} is {worked:.1f} %, the sheet says {values[VALUE]:f}")
        for name in ("value", "planned", "numerator", "denominator"):
            if name in values:
                values[name] = round(values[name], 6).normalize() + 0
        return values, doubts

    def _merged(
        self, indicator: Indicator, period: PartialDate, old: Reading | None, values: Mapping[str, Any]
    ) -> Reading:
        """The reading with what the sheet says; a figure that was another before, and stood, is a restatement."""
        if old is None:
            return keys.keyed(Reading, indicator=indicator.id, period=period, **values)
        kept = {name: value for name, value in values.items() if name != "note" or value not in old.note}
        if "note" in kept and old.note:
            kept["note"] = f"{old.note}\n{kept['note']}"
        if kept.get("gap") and old.value is not None:
            kept.pop("gap")  # a mark takes no figure away
        if kept.get("value") is not None and old.gap:
            kept["gap"] = ""
        value = kept.get("value")
        stood = old.value is not None and not old.provisional and not self._plan.illustrative(old, "value")
        if stood and value is not None and value != old.value:
            kept["restated"], kept["corrected_from"] = f"Another figure in {self._file}"[:300], old.value
        return replace(old, **kept)

    def _tell(
        self, row: int, name: str, outcome: Outcome, message: str, *, problem: bool, record: Record | None = None
    ) -> None:
        number, sheet = row + 1, ""
        if self._grid.parts:
            part = self._grid.part(row)
            number, sheet = row - part.first + 1, part.name
        self.said.append(RowResult(number, name, outcome, f"{message}.", problem, record, sheet, row, part=name))


def _marks(series: Sequence[SeriesSaid]) -> bool:
    """Whether a sheet marks any of its figures as provisional."""
    if any(stands == PROVISIONAL for each in series for stands in each.stands.values()):
        return True
    cells = (cell for each in series for points in each.points.values() for _holds, _row, cell in points)
    marked = (cell for cell in cells if cell.text[-1:] in ("p", "P", "]", ")"))
    return any((read := read_figure(cell)) is not None and read.stands == PROVISIONAL for cell in marked)


def _beside(said: SeriesSaid, role: str, unit: FigureUnit) -> Decimal | None:
    """A figure that stands beside the series: its target, its baseline."""
    return unit.scaled(read_figure(said.cells[role])) if role in said.cells else None


def _shown(reading: Reading, unit: str) -> str:
    """What a reading says: its figure, why there is none, or what is planned."""
    if reading.value is not None:
        return figure(reading.value, unit) + (", provisional" if reading.provisional else "")
    if reading.gap or reading.planned is None:
        return reading.gap
    return f"planned {figure(reading.planned, unit)}"
