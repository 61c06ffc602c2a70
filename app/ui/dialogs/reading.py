"""A reading: the next period is proposed, the value typed, and Enter saves.

A period that has a value already shows it, and becomes a correction; nothing that was typed is lost by that.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.bar import Bar, bar, gap_words
from app.domain.counts import computed, disagreement, of_words
from app.domain.fields import FieldError
from app.domain.figures import during, figure
from app.domain.kinds import KINDS
from app.domain.month_end import final_label, forbidden, question
from app.domain.records import Indicator, Provenance, Reading, Record
from app.domain.records import rules as field_rules
from app.domain.schedule import PartialDate, next_period, show_date
from app.domain.special import special_figures
from app.domain.targets import held_to
from app.ui import kit, look
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.fields import LineField

from .record_dialog import FormExtra, RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace

NO_REASON = "Say why the figure is corrected."
_WHY = ("gap", "restated")


class ReadingDialog(RecordDialog[Reading]):
    """One reading of one indicator.

    Attributes:
        source: where the figure comes from.
        done_words: what was saved last, as a sentence; empty when nothing was.
    """

    ROWS = KINDS[Reading].whole(KINDS[Reading].rows)
    WIDTH = KINDS[Reading].width

    def __init__(
        self, workspace: Workspace, indicator: Indicator, reading: Reading | None = None,
        parent: QWidget | None = None, *, period: PartialDate | None = None,
    ):  # fmt: skip
        """To enter the next reading of `indicator`, or that for a `period`, or to correct `reading`."""
        self._wanted = period
        self._workspace, self._indicator, self._correcting = workspace, indicator, reading
        self._there: Reading | None = reading
        self._fixing = False
        self._known: list[str] = []  # what stands above the form, but for the target of the period
        self.done_words = ""
        title = f"Correct the reading for {reading.period}" if reading else "Enter a reading"
        super().__init__(reading or self._next(), title, self._write, parent)
        self.source = SourcePart()
        self.context = ElidedLabel(quiet=True)
        if reading is None:
            self.offer_next(self._save_and_go_on)
        self.context.setContentsMargins(look.space(3), 0, look.space(3), look.space(1))
        self._column.insertWidget(1, self.context)
        self.add(self.source)
        unit = {"": "", "%": ", %"}.get(indicator.unit, f", {indicator.unit}")
        for name in ("value", "planned"):
            self.form.fields[name].name.setText(field_rules(Reading)[name].label + unit)
        self.form.fields["period"].changed.connect(self._follow_period)
        self.form.changed.connect(self._check)
        self._show_source()
        self._start()
        self.resize(self.width(), self.height() + look.space(4))  # what is said beside the fields may take two lines

    def _next(self) -> Reading:
        readings = [r for r in self._workspace.plan.readings(self._indicator) if r.value is not None]
        periods = [r.period for r in readings if r.period]
        last = periods[-1] if periods else None
        if self._wanted is not None:
            return self._workspace.draft(Reading, indicator=self._indicator.id, period=self._wanted)
        try:
            period = next_period(last, self._indicator.cadence, self._workspace.plan.position, periods)
        except ValueError:
            period = None  # beyond what a date may be
        return self._workspace.draft(Reading, indicator=self._indicator.id, period=period)

    def _start(self) -> None:
        """Show what there is to go by, and put the cursor where the figure goes."""
        indicator, latest = self._indicator, self._workspace.plan.latest(self._indicator)
        parts = [indicator.name]
        if latest and latest.period and latest.value is not None:
            parts.append(f"{figure(latest.value, indicator.unit)} {during(latest.period)}")
        self._known = parts
        self._follow_period()
        control = self.form.fields["value"].control
        control.setFocus()
        if isinstance(control, QLineEdit):
            control.selectAll()

    def _period(self) -> PartialDate | None:
        try:
            value = self.form.fields["period"].value()
        except FieldError:
            return None
        return value if isinstance(value, PartialDate) else None

    def _follow_period(self) -> None:
        """Show what the period holds already, where nothing else was typed."""
        period = self._period()
        held = held_to(self._workspace.plan, self._indicator, period)
        target = None if held.target is None else Bar(held.target, "target", held.target_high).figure(held.unit)
        self.context.setText(" · ".join([*self._known, *([f"target {target}"] if target else [])]))
        if period is None:
            self.form.fields["period"].note("")
            return
        readings = self._workspace.plan.readings(self._indicator)
        self._there = next((r for r in readings if r.period == period), None)
        base = self._there or self._correcting or self._workspace.draft(Reading, indicator=self._indicator.id)
        for name, field in self.form.fields.items():
            if name != "period" and not field.is_changed():
                field.show_value(getattr(base, name))
        self.form.fold()
        if not self.source.is_changed():
            self._show_source()
        self.form.fields["period"].note(self._about_period(period, readings))
        special = special_figures(self._workspace.plan, self._indicator).get(self._there.id) if self._there else None
        self.form.fields["note"].note(f"{special.words}." if special else "")
        self._check()

    def _show_source(self) -> None:
        reading = self._there or self._correcting
        found = _source(self._workspace, reading) if reading and not self._fixing else None
        self.source.line.show_value(found.source if found else "")

    def _about_period(self, period: PartialDate, readings: tuple[Reading, ...]) -> str:
        position = self._workspace.plan.position
        there, other = (
            self._there,
            next((r.period for r in reversed(readings) if r.period and r.period != period), None),
        )
        if there is not None and there != self._correcting and there.value is not None:
            has = f"It has {figure(there.value, self._indicator.unit)} already"
            return (
                f"{has}, provisional: another needs no reason." if there.provisional else f"{has}: saving corrects it."
            )
        if self._correcting is not None and period != self._correcting.period:
            return f"Moves the reading from {self._correcting.period} to {period}."
        if period.first > position:
            return f"Begins after {show_date(position)}, the day the plan speaks of: it does not count yet."
        if other is not None and other.precision != period.precision:
            return f"The others are for a {other.precision} each, such as {other}."
        return ""

    def _check(self) -> None:
        """Say beside the value how far it is from where it should be, or what makes it worth a second look."""
        field = self.form.fields["value"]
        try:
            value, planned = field.value(), self.form.fields["planned"].value()
        except FieldError:
            field.note("")
            return
        self._ask_why(value)
        if value is None and (comes := self._comes_to(planned)):
            field.note(comes)
            return
        odd = self._odd(value) if isinstance(value, Decimal) else ""
        field.note(odd or (self._gap(value, planned) if isinstance(value, Decimal) else ""), look_again=bool(odd))

    def _counts(self) -> Reading:
        """A reading with the counts that are typed, as far as they can be read."""
        found: dict[str, Decimal | None] = {}
        for name in ("numerator", "denominator"):
            try:
                value = self.form.fields[name].value()
            except FieldError:
                value = None
            found[name] = value if isinstance(value, Decimal) else None
        return Reading(id="", numerator=found["numerator"], denominator=found["denominator"])

    def _comes_to(self, planned: object) -> str:
        """The figure that the counts come to, where none is typed, and how far it is from where it should be."""
        counts = self._counts()
        value = computed(self._indicator, counts.numerator, counts.denominator)
        if value is None:
            return ""
        comes = f"{of_words(self._indicator, counts)} comes to {figure(value, self._indicator.unit)}."
        return f"{comes} {self._gap(value, planned)}".strip()

    def _odd(self, value: Decimal) -> str:
        """What makes a value worth a second look; empty when nothing does."""
        indicator, period = self._indicator, self._period()
        if said := disagreement(indicator, replace(self._counts(), value=value)):
            return f"Look again: {said}"
        if said := forbidden(indicator, value):
            return f"Look again: {said[:1].lower()}{said[1:]}"
        if period is None:
            return ""
        asked = question(self._workspace.plan, indicator, period, value, self._counts())
        return f"Look again: {asked[:1].lower()}{asked[1:]}" if asked else ""

    def _replaces(self, value: object) -> bool:
        """Whether a value takes the place of a figure that somebody entered."""
        there = self._there or self._correcting
        if there is None or there.value is None or value is None or value == there.value:
            return False
        return not self._workspace.plan.illustrative(there, "value")

    def _corrects(self, value: object) -> bool:
        """Whether it corrects one; a provisional figure was never said to stand."""
        there = self._there or self._correcting
        return self._replaces(value) and there is not None and not there.provisional

    def _ask_why(self, value: object) -> None:
        """Ask why a figure is corrected, and let go of the old one's source, while what is typed is another."""
        fixes, why, there = self._corrects(value), self.form.fields["restated"], self._there or self._correcting
        if self._replaces(value) != self._fixing:
            self._fixing = not self._fixing
            if not why.is_changed():
                why.show_value("" if fixes or there is None else there.restated)
            if not self.source.is_changed():
                self._show_source()
        if fixes:
            self.form.unfold(_WHY)

    def _gap(self, value: Decimal, planned: object) -> str:
        """How far a value is from where it should be in its period."""
        indicator = self._indicator
        typed = Reading(id="", period=self._period(), value=value)
        typed = replace(typed, planned=planned) if isinstance(planned, Decimal) else typed
        against = None if indicator.is_context else bar(indicator, typed, self._workspace.plan)
        words = gap_words(indicator, value, against) if against else ""
        return f"{words[:1].upper()}{words[1:]}." if words else ""

    def _write(self, reading: Reading) -> None:
        from app.workspace import NotSaved

        workspace, old = self._workspace, self._correcting
        if reading.value is not None and (said := forbidden(self._indicator, reading.value)):
            raise NotSaved(said, {"value": said})
        if said := disagreement(self._indicator, reading):
            raise NotSaved(said, {"value": said})
        there = self._there or old
        was = (there.value if self._corrects(reading.value) else there.corrected_from) if there else None
        if was is not None and not reading.restated:
            raise NotSaved(NO_REASON, {"restated": NO_REASON})
        values = {name: getattr(reading, name) for name in field_rules(Reading)}
        made = workspace.draft(Reading, **values | {"corrected_from": was})
        records: list[Record] = [made]
        moved = old is not None and old.period != made.period
        if moved and old is not None:
            records += [replace(old, deleted="moved to another period"), *self._moved_sources(old, made)]
        records += self._sources(made)
        ref = self._indicator.ref or self._indicator.title
        verb = "Move" if moved else "Correct" if self._there else "Enter"
        settled = there is not None and there.provisional and not made.provisional and not moved
        label = f"{verb} the reading of {ref} for {made.period}"
        workspace.save(*records, label=final_label([(self._indicator, made)]) if settled else label)
        saved = workspace.find(made.id)  # with the figure that its counts come to
        if isinstance(saved, Reading) and saved.value is not None:
            shown = figure(saved.value, self._indicator.unit)
            self.done_words = f"{'Corrected to' if verb == 'Correct' else 'Saved'} {shown} for {made.period}."

    def _sources(self, made: Reading) -> list[Provenance]:
        """The record of where the figure comes from, and the one that it replaces, marked as gone."""
        text = str(self.source.line.value() or "")
        there = _source(self._workspace, self._there) if self._there else None
        if text == (there.source if there else ""):
            return []
        gone = [replace(there, deleted="another source")] if there else []
        before = there or (_source(self._workspace, self._correcting) if self._correcting else None)
        kept = [self._stating(made, "value", text, before.statement if before else "")] if text else []
        return [*gone, *kept]

    def _moved_sources(self, old: Reading, made: Reading) -> list[Provenance]:
        """What is said of a reading that goes to another period; of its value `_sources` says it."""
        found = self._workspace.plan.sources(old)
        value = _source(self._workspace, old)
        kept = [self._stating(made, p.field, p.source, p.statement) for p in found if not p.illustrative and p != value]
        return [*(replace(source, deleted="moved") for source in found), *kept]

    def _stating(self, made: Reading, field: str, source: str, statement: str) -> Provenance:
        return self._workspace.draft(
            Provenance, record=made.id, field=field, source=source, statement=statement, illustrative=False
        )

    def _save_and_go_on(self) -> None:
        if self.try_save():
            self._there = None
            self.form.fill(self._next())
            self.source.line.show_value(self.source.line.value())
            self._start()
            self.banner.tell(self.done_words)


class SourcePart(FormExtra):
    """A line for where the figure comes from.

    Attributes:
        line: the field.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        rule = replace(
            field_rules(Provenance)["source"],
            help="Where the figure comes from: a paragraph, a publication and its date.",
        )
        self.line = LineField(rule)
        kit.column(self.line, on=self)
        self.line.changed.connect(self.changed)

    def is_changed(self) -> bool:
        return self.line.is_changed()


def _source(workspace: Workspace, reading: Reading) -> Provenance | None:
    """Where a reading's value comes from, as its sources say first; marks of what is illustrative apart."""
    found = [p for p in workspace.plan.sources(reading) if p.field in ("value", "") and not p.illustrative]
    return min(found, key=lambda p: p.field == "", default=None)
