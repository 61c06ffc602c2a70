"""The page of the risks: the register, the matrix that narrows it, and the chosen risk beside both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain import risk as scales
from app.domain.matrix import picture, places_of
from app.domain.mitigating import occurred_words
from app.domain.plan import Plan
from app.domain.records import (
    Attachment,
    Category,
    Mitigation,
    Provenance,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    Scoring,
    reason_given,
)
from app.domain.reviewing import due, escalation_words, reviewed_words
from app.domain.risk import open_risks
from app.domain.scale import Cell
from app.domain.scoring import scored_anew
from app.ui import kit, look, operations
from app.ui.dialogs.closing import edit_name
from app.ui.page import Page, Several, Target
from app.ui.record.descent import DescentSection
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import FactLine, Facts, PanelSection
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.risk_acts import say_why_several, unexplained
from app.ui.session import Session
from app.ui.widgets.banner import Choice
from app.ui.widgets.card import Card, ListCard
from app.ui.widgets.combo import Combo
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.risk_matrix import RiskMatrix

from .categories import CategoriesDialog, category_names, new_category
from .kept_rows import KeptRows
from .lookouts import Lookouts
from .matrix_shown import MatrixShown
from .mending import Mending
from .parts import Controls, IssueActions, Mitigations, Scores, Twins
from .register import INHERENT, SCORE, TARGET, RiskForm, RiskRow, columns, edit_label
from .scope import ScopeSwitch

LOOKOUTS_LEAST = 30  # steps of the grid in which a line of a lookout is read
BOTH_FROM = 99  # steps of the grid: from this width on, matrix and lookouts stand side by side
GIST_FROM = 50  # steps of the grid: a title that has less says nothing under it


class RiskFields(PanelSection[Risk]):
    """The fields of a risk, read as text and changed where they are pressed.

    Attributes:
        form: the fields.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.form = RiskForm(self._save, self._say_why)
        self.around(self.form)
        self.form.new_category.clicked.connect(self._new_category)

    def show_record(self, record: Risk, plan: Plan) -> bool:
        if self.form.shown is not None and self.form.shown.id == record.id:
            self.form.refresh(record)
        else:
            self.form.fill(record)
        self.form.set_read_only(not self.page.can_edit)
        self.form.show_plan(plan)
        return True

    def leave(self) -> None:
        self.form.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.settle()
        super().hideEvent(event)

    def _save(self, risk: Risk, names: Sequence[str]) -> None:
        """One edit; a score is entered as a whole, so that both its marks fall."""
        workspace = self.page.workspace
        whole = next((pair for pair in (SCORE, TARGET, INHERENT) if set(names) <= set(pair)), ())
        marks: list[Provenance] = [p for n in whole for p in workspace.plan.sources(risk, n) if p.illustrative]
        workspace.save(risk, *map(operations.fallen, marks), label=edit_label(risk, names))

    def _say_why(self, scoring: Scoring, names: Sequence[str]) -> None:
        risk = self.page.workspace.find(scoring.risk)
        name = edit_name(risk) if isinstance(risk, Risk) else "a risk"
        self.page.workspace.save(scoring, label=f"Say why {name} was scored {scoring.likelihood} x {scoring.impact}")

    def _new_category(self) -> None:
        if self.form.settle() and self.form.shown is not None:
            new_category(self.page.workspace, self, self.form.shown)


class RiskRegister(Register):
    """The register.

    Attributes:
        cell: of the matrix, to which the table is narrowed.
        scope, category: narrow it too.
        matrix, lookouts: below the table.
        shown: what the matrix shows.
    """

    KIND, WHAT, NEW, START, BESIDE = Risk, "risk", "New risk", "Add the first risk", False
    NOTHING = (
        "No risks yet",
        "Write down what could keep the plan from its goal: what may happen, why, and what it would lead to. Score it, "
        "give it an owner, and say which themes it threatens.",
    )

    def __init__(self, page: Page):
        self.cell: Cell | None = None
        self._known: Plan | None = None
        self._kept = KeptRows()
        self.scope, self.category = ScopeSwitch(), Combo()
        self.category.setAccessibleName("Category")
        self.matrix, self.shown, self.matrix_tag = RiskMatrix(), MatrixShown(), Tag("illustrative scores")
        self.lookouts, self._standing_out = ListCard("Worth a look"), Lookouts()
        self.fields = RiskFields(page)
        panel = RecordPanel[Risk](
            page, lambda _plan, risk: self._kicker(risk), Twins(page, lambda: self.twins),
            Facts(page, _standing_facts), IssueActions(page), self.fields, Mitigations(page), Controls(page),
            DescentSection(page), Scores(page), rated=True, leave_out=(Attachment, Mitigation),
            acts=(operations.reviewed, operations.set_status, operations.close_risk, operations.say_why_closed,
                  operations.reopen),
            thread="What it threatens, and what is done about it", files="",
        )  # fmt: skip
        super().__init__(page, "risks", columns(self._second_line), panel)
        self.mending = Mending(self, self.fields.form, lambda: self.twins)
        self.table.records.leaves = lambda row: not (self._is_scoped_otherwise or self.scope.accepts(row))
        at = {column.name: number for number, column in enumerate(self.table.records.columns)}
        self._owner, self._title = at["owner"], at["title"]
        self.bar.row.insertWidget(1, self.scope)
        scopes = self.scope.buttons.values()
        for earlier, later in pairwise((self.bar.line, *scopes, self.bar.narrowed, self.bar.columns)):
            QWidget.setTabOrder(earlier, later)
        self.scope.chosen.connect(self._choose_scope)
        self.category.currentIndexChanged.connect(self.narrow)
        self.matrix.cell_chosen.connect(self._choose_cell)
        self.shown.chosen.connect(self._show_otherwise)
        self.lookouts.opened.connect(page.opened)
        self.table.sheet.after = self._offer_why

    def rows(self) -> Iterable[RiskRow]:
        workspace = self.workspace
        found = self._kept.by(workspace.ratings, self.changed)
        self.fields.form.forget({key for key in self.fields.form.kept if workspace.find(key) is None})
        self._offer_categories()
        self._show_matrix()
        still_open = len(open_risks(workspace.plan))
        self.scope.show_counts(still_open, len(found) - still_open)
        lines = self._standing_out.lines(found, workspace.last_meeting, self.changed)
        self.lookouts.show_rows(lines, "Nothing stands out.")
        return found

    @staticmethod
    def edit_label(record: Record, names: Sequence[str]) -> str:
        assert isinstance(record, Risk)
        return edit_label(record, names)

    def below(self) -> QWidget:
        self._matrix_card = Card("Likelihood and impact")
        self._matrix_card.header.row.insertWidget(1, self.matrix_tag)
        self._matrix_card.body.addWidget(self.shown)
        self._matrix_card.body.addWidget(self.matrix)
        return kit.block(kit.row((self._matrix_card, 3), (self.lookouts, 2), gap=look.space(2)))

    # -- narrowing

    def accepts(self, row: Any) -> bool:
        if (category := self.category.currentData()) and row.record.category != category:
            return False
        if self.several is not None:
            return row.id in self.several.keys
        if self.cell is not None:
            return scales.placed(row.plan, row.record, self.matrix.picture.of) == self.cell
        return self.scope.accepts(row)

    @property
    def _is_scoped_otherwise(self) -> bool:
        """Whether open and closed risks are shown, as they come."""
        return self.several is not None or self.cell is not None

    @property
    def twins(self) -> Mapping[str, str]:
        """Of the risks that are likely there twice, by the key of each that of the one like it."""
        return self._standing_out.twins

    def refresh(self) -> None:
        super().refresh()
        before, self._known = self._known, self.workspace.plan
        if before is not None and self.changed and self.table.isAncestorOf(QApplication.focusWidget() or self):
            self._ask_why(before)
        if self.mending.is_on:
            self.bar.say_narrowed(self.narrowed_words())
            self.mending.go_on()

    def _kicker(self, risk: Risk) -> str:
        """Its reference; while risks are put right one after the other, how far that is, too."""
        told = risk.ref or "No reference"
        return f"{told}, {self.mending.words()}" if self.mending.is_on else told

    def _ask_why(self, before: Plan) -> None:
        """Offer to say why, where one risk was scored otherwise in its cell: there is no room beside it."""
        plan, session = self.workspace.plan, self.page.session
        pairs = [(now, before.get(Risk, now.id)) for key in self.changed or () if (now := plan.get(Risk, key))]
        anew = [now for now, was in pairs if was is not None and "current" in scored_anew(now, was)]
        if len(anew) == 1 and operations.say_why_scored.can(session, anew[0]):
            why = ("Say why…", lambda: operations.start(operations.say_why_scored, session, anew[0], self.page))
            score = scales.short_score(plan, anew[0])
            session.say(f"{anew[0].ref or anew[0].title} is scored {score} now.", why)

    def _offer_why(self, before: Plan, changed: Sequence[Record]) -> Sequence[Choice]:
        """Offer to say why several risks are scored otherwise, once for all of them."""
        pairs = [(risk, before.get(Risk, risk.id)) for risk in changed if isinstance(risk, Risk)]
        anew = [now for now, was in pairs if was is not None and "current" in scored_anew(now, was)]
        if len(anew) < 2 or not unexplained(self.workspace.plan, anew):
            return []
        return [("Say why…", lambda: say_why_several(self.page.session, anew, self.page))]

    def open_several(self, several: Several) -> None:
        super().open_several(several)
        self.mending.begin()

    def narrowed_words(self) -> str:
        if self.several is not None and self.several.mends and self.table.records.rows:
            return self.mending.words()
        if self.several is None and self.cell is not None:
            scale = self.workspace.plan.scale
            return f"{scale.level('likelihood', self.cell[0])}, {scale.level('impact', self.cell[1]).lower()}"
        return super().narrowed_words()

    def is_narrowed(self) -> bool:
        return super().is_narrowed() or bool(self.category.currentData()) or self.scope.scope != "all"

    def widen(self) -> None:
        super().widen()
        self.cell = None
        self.category.setCurrentIndex(0)

    def narrow(self) -> None:
        self.matrix.choose(self.cell)
        super().narrow()

    def show_all(self) -> None:
        """Narrow the table no more; open or closed stays chosen while there is any such risk."""
        super().show_all()
        if not self.table.records.rows:
            self.scope.choose("all")
            self.narrow()

    def open(self, record: Record) -> None:
        if isinstance(record, Risk) and self.table.records.row_of(record.id) < 0:
            self.scope.choose("closed" if record.is_closed else "open")
        super().open(record)
        if self.left.isHidden():
            self._go_into_fields()

    def entered(self, row: Any) -> None:
        """Enter, or two presses: into the fields."""
        if self.panel.isHidden() or self.panel.record is None or self.panel.record.id != row.id:
            super().entered(row)
            self.page.opened.emit(row.record)
        if not self.panel.isHidden():
            self._go_into_fields()

    def _go_into_fields(self) -> None:
        next(iter(self.fields.form.fields.values())).control.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_cell(self, cell: Cell | None) -> None:
        self.cell, self.several = cell, None
        self.narrow()

    def _show_otherwise(self) -> None:
        """Show other scores in the matrix, or them otherwise; a table narrowed to a cell follows."""
        self._show_matrix()
        if self.cell is not None:
            self.narrow()

    def _choose_scope(self) -> None:
        self.cell = self.several = None
        self.narrow()

    # -- showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_lookouts()

    def _show(self) -> None:
        super()._show()
        self._place_lookouts()

    def _place_lookouts(self) -> None:
        panel = 0 if self.panel.isHidden() else self.panel.width()
        left = self.width() - panel
        room = left - self._matrix_card.minimumSizeHint().width() - look.space(2)
        self.lookouts.setVisible(left >= look.space(BOTH_FROM) and room >= look.space(LOOKOUTS_LEAST))

    def _offer_categories(self) -> None:
        """Offer the categories to narrow to; nothing while there is none."""
        self.category.offer({**category_names(self.workspace.plan), "": "All categories"})
        self.category.setVisible(bool(self.workspace.all(Category)))

    def _show_matrix(self) -> None:
        workspace = self.workspace
        before = workspace.ratings.before if self.shown.arrows.isChecked() else None
        shown = picture(workspace.plan, self.shown.of, before)
        self.matrix.show_picture(shown, named=self.shown.named.isChecked())
        self.shown.arrows.setVisible(workspace.ratings.before is not None)
        if self.cell is not None and self.cell not in shown.places:
            self.cell = None
        self.matrix_tag.setVisible(shown.illustrative)
        target = any(place.target for place in shown.places.values())
        notes = ["○ a target" if target else "", shown.left_out()]
        self._matrix_card.header.note.setText(", ".join(note for note in notes if note))

    def _second_line(self, row: RiskRow) -> str:
        """Under a title: its owner, unless that stands in a column of its own; of a closed risk why it is closed.

        What it may lead to is told where there is room for it: a register is looked through by its rows.
        """
        if row.record.is_closed:
            return row.gist
        if self.table.isColumnHidden(self._owner):
            return row.owner
        return row.gist if self.table.columnWidth(self._title) >= look.space(GIST_FROM) else ""


class RisksPage(RegisterPage):
    """The register of risks.

    Attributes:
        risks: the register.
        unsaved: leads to a risk in which something was typed and refused.
        categories: opens the list of categories.
        review: goes through the risks that are due for review.
        scale: opens the scale of the risks.
    """

    title = "Risks"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.risks = RiskRegister(self)
        self.unsaved = kit.button(
            "", self._return_to_unsaved, "", "What was typed there was refused; it is kept until you return"
        )
        self.categories = kit.button(
            "Categories…", self._list_categories, "", "The categories of risk and their appetites"
        )
        self.review = kit.button("", lambda: session.wanted.emit("Review risks"), "", "Go through them one at a time")
        self.scale = kit.button(
            "Scale…", self._set_scale, "", "The levels of likelihood and impact, how a score is made, and its bands"
        )
        self.unsaved.hide()
        for part in (self.unsaved, self.risks.category, self.review, self.categories, self.scale):
            self.header.row.addWidget(part)
        self.show_registers({"Risks": self.risks})
        self.risks.fields.form.kept_changed.connect(self._show_unsaved)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        super().reload(kinds)
        self.categories.setVisible(self.can_edit or bool(self.workspace.all(Category)))
        waiting = len(due(self.workspace.plan))
        self.review.setText(f"Review {waiting:,} due")
        self.review.setVisible(self.can_edit and bool(waiting))

    def reveal(self, target: Target) -> None:
        if target is None:
            self.risks.scope.choose("open")
        if isinstance(target, Category):
            self.risks.scope.choose("all")
            super().reveal(None)
            self.risks.category.setCurrentIndex(max(0, self.risks.category.findData(target.id)))
            self.risks.table.setFocus()
        elif isinstance(target, ScaleLevel | ScaleCell):
            super().reveal(None)
            self.scale.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reveal(target)

    def summary(self, plan: Plan) -> str:
        """Such as "13 open, 6 high, 1 closed"."""
        risks, still_open = plan.all(Risk), open_risks(plan)
        cells = Counter([held[1] for held in places_of(plan).values() if held is not None])
        unscored = cells.pop(None, 0)
        high = sum(count for cell, count in cells.items() if cell and plan.scale.band(*cell) == "high")
        closed = len(risks) - len(still_open)
        parts = [f"{len(still_open):,} open", f"{high:,} high" if high else "", f"{closed:,} closed" if closed else ""]
        parts.append(f"{unscored:,} not scored" if unscored else "")
        return ", ".join(part for part in parts if part) if risks else ""

    def _list_categories(self) -> None:
        CategoriesDialog(self.session, self).exec()

    def _set_scale(self) -> None:
        from app.ui.dialogs.scale import ScaleDialog

        ScaleDialog(self.workspace, self.attempt if self.can_edit else None, self).exec()

    def _return_to_unsaved(self) -> None:
        risk = self.workspace.find(next(iter(self.risks.fields.form.kept), ""))
        if isinstance(risk, Risk):
            self.opened.emit(risk)

    def _show_unsaved(self) -> None:
        kept = [self.workspace.find(key) for key in self.risks.fields.form.kept]
        names = [edit_name(risk) for risk in kept if isinstance(risk, Risk)]
        self.unsaved.setVisible(bool(names))
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            self.unsaved.setText(f"Not saved: {names[0]}{more}")


def _standing_facts(plan: Plan, risk: Risk) -> list[FactLine]:
    """What acts have said of a risk."""
    return [
        FactLine("Closed because", risk.closed_why if reason_given(risk.closed_why) else ""),
        FactLine("Occurred", occurred_words(risk)),
        FactLine("Escalated", escalation_words(plan, risk)),
        FactLine("Last reviewed", reviewed_words(risk)),
    ]
