"""The form of a kind as it is described, over a record that is there or a new one; `write` picks the kind's dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain import keys
from app.domain.fields import FieldError, Reference, Text
from app.domain.figures import listed
from app.domain.kinds import KINDS, Row
from app.domain.limits import offered
from app.domain.meetings import meeting_name
from app.domain.records import (
    BY_TABLE,
    DateChange,
    Indicator,
    Link,
    Meeting,
    NextStep,
    Rebase,
    Record,
    Risk,
    Theme,
    rules,
)
from app.domain.schedule import PartialDate
from app.ui import look
from app.ui.kit import column
from app.ui.widgets.form import Form
from app.ui.widgets.pick_line import Typed
from app.ui.widgets.rag_badge import ILLUSTRATIVE

from .record_dialog import AskedReason, FormExtra, RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace

REASON = Text(label="Why the due date is moved", required=True, help="It is kept with the date that was there before.")


class WhyMoved(AskedReason):
    """The reason; not there while the due date is as it was, or was none."""

    def __init__(self, workspace: Workspace, record: Record, form: Form[Any], parent: QWidget | None = None):
        super().__init__(REASON, form, parent)
        self._workspace, self._record, self._due = workspace, record, form.fields["due"]
        self._ask()

    def records(self, record: Record) -> list[DateChange]:
        """What is to be saved with `record`: the date that was moved, and why.

        Raises:
            NotSaved: no reason is given.
        """
        from app.workspace import NotSaved

        if self.isHidden():
            return []
        try:
            reason = str(self.reason.value())
        except FieldError as error:
            self.reason.reveal_problem()
            self.reason.control.setFocus()
            raise NotSaved("Say why the due date is moved.") from error
        return self._workspace.moved(record, reason)

    def _ask(self) -> None:
        was, due = getattr(self._record, "due", None), self._due
        try:
            moved = was is not None and due.value() != was
        except FieldError:
            moved = False
        self.setVisible(moved)


class ServedThemes(FormExtra):
    """A box to tick for each theme.

    Attributes:
        boxes: by the theme's key.
        begun: the themes that a new record serves before anybody ticks any.
    """

    def __init__(
        self,
        workspace: Workspace,
        record: Record,
        parent: QWidget | None = None,
        *,
        heading: str = "Which themes it serves",
    ):
        super().__init__(parent)
        self._workspace = workspace
        self.begun: set[str] = set()
        self._links = {
            link.serves: link
            for theme in workspace.plan.served(record, Theme)
            for link in workspace.all(Link)
            if (link.item, link.serves) == (record.id, theme.id)
        }
        self.boxes: dict[str, QCheckBox] = {}
        for theme in sorted(workspace.all(Theme), key=lambda theme: theme.number or 0):
            box = self.boxes[theme.id] = QCheckBox(theme.name.replace("&", "&&"))
            box.setChecked(theme.id in self._links)
            box.toggled.connect(self.changed)
        parts = [*self.boxes.values()] or [look.label("The plan has no theme yet.", quiet=True)]
        head, edge = look.label(heading, "heading"), (0, look.space(1), 0, 0)
        column(head, *parts, on=self, gap=look.space(0.75), edge=edge)

    def begin_again(self) -> None:
        """Tick what is ticked for a new record."""
        for key, box in self.boxes.items():
            box.setChecked(key in self.begun)

    def is_changed(self) -> bool:
        return any(box.isChecked() != (key in self._links) for key, box in self.boxes.items())

    def records(self, record: Record) -> list[Link]:
        """The links to save with `record`: new ones, and those that are no longer wanted, marked as gone."""
        made: list[Link] = []
        for key, box in self.boxes.items():
            there = self._links.get(key)
            if box.isChecked() and there is None:
                made.append(self._workspace.draft(Link, item=record.id, serves=key))
            elif there is not None and not box.isChecked():
                made.append(replace(there, deleted="unlinked"))
        return made


R = TypeVar("R", bound=Record)


class KindDialog(RecordDialog[R]):
    """The form of a kind, with what is written together with it: why a date is moved, the themes that it serves.

    Attributes:
        moved: asks why, once a due date is another than it was; None where a kind has none.
        themes: boxes to tick; None where a kind is not linked to themes here.
    """

    def __init__(
        self,
        workspace: Workspace,
        record: R,
        title: str,
        verb: str,
        parent: QWidget | None = None,
        *,
        of: Record | None = None,
        also: Callable[[R], Sequence[Record]] | None = None,
        rows: Sequence[Row] | None = None,
        width: int = 0,
        options: Mapping[str, Mapping[Any, str]] | None = None,
        labels: Mapping[str, str] | None = None,
        note: QWidget | None = None,
        gone: tuple[str, str] | None = None,
        save_word: str = "",
        label: str = "",
        finish: Callable[[R], R] | None = None,
    ):
        """A dialog over `record`.

        Args:
            workspace: the open plan.
            record: what is written, as it is or as a draft.
            parent: over which it lies.
            title: stands at its head.
            verb: begins the edit's line of history ("Edit", "Add"), before the record's name.
            of: the record that is named there in its place.
            also: gives what is saved in the same edit.
            rows: in the place of the kind's own, where only some of its fields are asked for.
            width: of such a dialog.
            options: other choices than `choices` gives.
            labels: other names of fields.
            note: is shown above the fields.
            gone: the word of a button that takes the record out of the plan, and how that line of history begins.
            save_word: says on the button what saving does.
            label: the whole line of history.
            finish: makes what is saved of what was typed.
        """
        kind = KINDS[type(record)]
        self.workspace, self.verb, self._of, self._also = workspace, verb, of, also
        self._label, self._finish = label, finish
        self.ROWS, self.WIDTH = rows or self.rows(record), width or kind.width
        super().__init__(record, title, self._write, parent, {**self.choices(record), **(options or {})})
        self.moved = WhyMoved(workspace, record, self.form) if "due" in self.form.fields else None
        self.themes = ServedThemes(workspace, record, heading=kind.themes) if kind.themes and not rows else None
        self.add_parts()
        for name, field in self.form.fields.items():
            if name != "exempt" and workspace.plan.illustrative(record, name):
                field.mark(ILLUSTRATIVE)
        for name, words in (labels or {}).items():
            self.label(name, words)
        if (said := note or (None if rows else self.note(record))) is not None:
            self.put_above(said)
        if gone:
            word, label = gone
            self.offer_removal(word, lambda: workspace.remove(record, label=f"{label} {(of or record).name}"))
        if save_word:
            self.save_button.setText(save_word)

    def go_on_with(self, another: Callable[[], R]) -> None:
        """Offer to save and to write the next one, which `another` begins."""

        def go_on() -> None:
            if not self.try_save() or self.saved is None:
                return
            self._record = another()
            self.form.fill(self._record)
            if self.themes is not None:
                self.themes.begin_again()
            self._keep_writing()
            self.banner.tell(f"Saved {self.saved.name}.")

        self.offer_next(go_on)

    def rows(self, record: R) -> Sequence[Row]:
        """The rows of the form."""
        return KINDS[type(record)].form(record)

    def choices(self, record: R) -> dict[str, Mapping[Any, str]]:
        """What can be chosen in the fields that refer to other records."""
        return references(self.workspace, record)

    def note(self, record: R) -> QWidget | None:
        """What is said above the fields: what the record belongs to, where that is no field of the form."""
        kind, above = KINDS[type(record)], None
        if kind.belongs and kind.belongs not in self.form.fields:
            above = self.workspace.find(getattr(record, kind.belongs))
        name = meeting_name(self.workspace.plan, above) if isinstance(above, Meeting) else above.name if above else ""
        said = kind.note or name
        return look.label(said, quiet=True, wrap=True) if said else None

    def add_parts(self) -> None:
        """Put under the fields what is written together with them."""
        for part in (self.moved, self.themes):
            if part is not None:
                self.add(part)

    def label_of(self, record: R) -> str:
        """The edit's line of history."""
        return self._label or f"{self.verb} {(self._of or record).name}"

    def _write(self, record: R) -> R:
        record = self._finish(record) if self._finish else record
        record = replace(record, id=keys.key_of(record)) if record.NATURAL_KEY else record
        together = [*(self._also(record) if self._also else ()), *self._in_place_of(record)]
        for part in self.parts:
            together += part.records(record)
        self.workspace.save(record, *together, label=self.label_of(record))
        return record

    def _in_place_of(self, record: R) -> list[Record]:
        """What goes because a record that is known by what it joins now joins something else.

        Raises:
            NotSaved: another record is known by that already, and would be written over.
        """
        plan = self.workspace.plan
        old, there = plan.same(self._record), plan.same(record)
        if len(record.NATURAL_KEY) > 1 and there is not None and (old != self._record or there.id != self._record.id):
            from app.workspace import NotSaved

            known = [rules(type(record))[name].label for name in record.NATURAL_KEY if name in self.form.fields]
            sentence = f"There is one already with this {listed(known).lower()}: change that one instead."
            raise NotSaved(sentence, {record.NATURAL_KEY[-1]: sentence})
        if old is None or old.id == record.id:
            return []
        return [replace(gone, deleted="entered otherwise") for gone in (old, *self.workspace.plan.sources(old))]


def references(workspace: Workspace, record: Record) -> dict[str, Mapping[Any, str]]:
    """What can be chosen in each field that refers to another record: typed, where there are many that bear references.

    What belongs to something chooses only among what belongs to the same, as a decision among the items of its meeting.
    """
    kind, found = KINDS[type(record)], dict[str, Mapping[Any, str]]()
    for name, rule in rules(type(record)).items():
        if not isinstance(rule, Reference):
            continue
        offered = kind.offers.get(name) if kind.offers else None
        kinds = list(offered or ([BY_TABLE[rule.to]] if rule.to else BY_TABLE.values()))
        if len(kinds) > 1 or kinds[0].PREFIX:
            what = kinds[0].NAME.lower() if len(kinds) == 1 else "record"
            found[name] = Typed(lambda kinds=kinds: names(workspace, *kinds), what)
            continue
        there = workspace.all(kinds[0])
        beside = KINDS[kinds[0]].belongs
        if beside and beside == kind.belongs != name:
            there = [other for other in there if getattr(other, beside) == getattr(record, beside)]
        nothing = (kind.nothing or {}).get(name)
        found[name] = ({"": nothing} if nothing else {}) | {r.id: r.name for r in sorted(there, key=_in_order)}
    return found


def names(workspace: Workspace, *kinds: type[Record]) -> dict[str, str]:
    """The names of all records of some kinds, by key."""
    return {record.id: record.name for kind in kinds for record in workspace.all(kind)}


def ask_new(
    dialog_of: type[KindDialog[R]],
    workspace: Workspace,
    kind: type[R],
    parent: QWidget | None = None,
    /,
    *,
    theme: Theme | None = None,
    title: str = "",
    also: Callable[[R], Sequence[Record]] | None = None,
    **values: Any,
) -> R | None:
    """Ask in such a dialog for a new record, as `write.new_record` does."""
    about = KINDS[kind]
    if theme is not None and "theme" in rules(kind):
        values.setdefault("theme", theme.id)
    values = {name: value for name, value in values.items() if value != ""}

    def begun() -> R:
        return workspace.draft(kind, **(first_values(workspace, kind, values) | values))

    draft = begun()
    verb = f"Add {about.label}".strip()
    dialog = dialog_of(workspace, draft, title or f"New {about.noun}", verb, parent, also=also)
    if theme is not None and dialog.themes is not None:
        dialog.themes.boxes[theme.id].setChecked(True)
        dialog.themes.begun = {theme.id}
    dialog.go_on_with(begun)
    dialog.exec()
    return dialog.saved


def first_values(workspace: Workspace, kind: type[Record], given: Mapping[str, Any]) -> dict[str, Any]:
    """What a new record begins with, where nobody says otherwise."""
    about, found, plan = KINDS[kind], dict[str, Any](), workspace.plan
    if about.parent and about.belongs not in given and not about.parent.PREFIX and len(plan.all(about.parent)) == 1:
        found[about.belongs] = plan.all(about.parent)[0].id  # no other can be meant
    elif "number" in rules(kind) and about.belongs in given:  # it is counted among those beside it
        beside = [r for r in plan.all(kind) if getattr(r, about.belongs) == given[about.belongs]]
        found["number"] = max((getattr(r, "number", None) or 0 for r in beside), default=0) + 1
    if (whole := plan.get(Indicator, given.get("part_of", ""))) is not None and kind is Indicator:
        found |= {name: getattr(whole, name) for name in LIKE_THE_WHOLE}
        found["part"] = next((part.part for part in plan.parts(whole)), "")
    if kind is Rebase and (indicator := plan.get(Indicator, given.get("indicator", ""))) is not None:
        found["starts"] = offer.starts if (offer := offered(plan, indicator)) else None
    if kind is Risk:
        found["raised"] = PartialDate.of(plan.position)
    if kind is NextStep and (periods := [step.period for step in plan.all(NextStep) if step.period]):
        found["period"] = periods[-1]
    return found


LIKE_THE_WHOLE = (
    *("unit", "numerator_words", "denominator_words", "better", "cadence", "target", "target_high", "target_by"),
    *("tolerance", "context"),
)
"""What a new part of an indicator has of its whole."""


def _in_order(record: Record) -> tuple[int, str]:
    return getattr(record, "number", None) or 0, record.name.casefold()
