"""What one says of a risk in its review: scored otherwise and why, what is done and still to be done, the next day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app.domain.fields import Text
from app.domain.figures import capital
from app.domain.kinds import Folded
from app.domain.mitigating import mitigation_words
from app.domain.rating import Status
from app.domain.records import SETS, Mitigation, Record, Risk
from app.domain.reviewing import is_due, next_review, review, review_label, reviewed_now
from app.domain.risk import short_score
from app.domain.scoring import asks_why, scored_anew, unmoved
from app.ui import kit, look
from app.ui.widgets.entry import WarningLine
from app.ui.widgets.fields import Field
from app.ui.widgets.form import Form, FormError
from app.ui.widgets.pick_line import make_field
from app.ui.widgets.record_menu import mark

if TYPE_CHECKING:
    from app.workspace import Workspace

BECAUSE = Text(label="Why it is scored otherwise", help="Kept with the score. It may be left empty.")
STILL = Text(label="Why it has not moved", help="Kept with the score. It may be left empty.")


class ReviewForm(QWidget):
    """The review of one risk; as long as nothing is changed in it, it says that nothing changed.

    Attributes:
        score, next: the fields of the risk; `because` asks why once it is scored otherwise, `still` why it is not.
        done: a box for each open mitigation, by its key.
        add: shows the fields of another mitigation, `new`.

    Signals:
        changed: something else is typed or chosen.
        entered: the person is done.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, workspace: Workspace, risk: Risk):
        super().__init__()
        self.workspace, self.shown = workspace, risk
        self.score: Form[Risk] = Form(Risk, [SETS["current"], Folded(word="Another target…", names=SETS["target"])])
        self.next: Form[Risk] = Form(Risk, [("rhythm", "review")])
        self.new: Form[Mitigation] = Form(Mitigation, ["title", ("owner", "due")])
        self.because, self.still = make_field(BECAUSE), make_field(STILL)
        self.asks = WarningLine()
        self.done: dict[str, QCheckBox] = {}
        self.add: QPushButton = kit.button("Add a mitigation…", self._add, "quiet")
        proposed = reviewed_now(risk, workspace.plan.position, workspace.person.name)
        self.score.fill(risk)
        self.next.fill(proposed)
        self.new.fill(workspace.draft(Mitigation, risk=risk.id))
        self._build()
        self._connect()
        self._show()
        mark(self, risk)

    def is_changed(self) -> bool:
        """Whether anything is typed or chosen."""
        return (
            any(form.is_changed() for form in (self.score, self.next, self.new))
            or any(field.is_changed() for field in (self.because, self.still))
            or any(box.isChecked() for box in self.done.values())
        )

    def said(self) -> tuple[list[Record], str] | None:
        """What is saved of the review, and what that edit is called; None where something is wrong, which is said."""
        try:
            now = self._risk()
            new = [self.new.record()] if self.new.is_changed() else []
        except FormError:
            return None
        plan, before = self.workspace.plan, self.shown
        if is_due(plan, now):
            field = self.next.fields["review"]
            field.say("That day has come: say when it is reviewed next, or choose a rhythm.")
            field.control.setFocus()
            return None
        done = [each for each in self._open() if self.done[each.id].isChecked()]
        records = review(
            plan, before, now, self.workspace.person.name, because=_text(self.because),
            still="" if self.still.isHidden() else _text(self.still), done=done, new=new,
        )  # fmt: skip
        return records, review_label(before, now, len(records) - 1)

    def _risk(self) -> Risk:
        """The risk as it is left. Raises FormError, which stands beside the field."""
        for form in (self.score, self.next, self.new) if self.new.is_changed() else (self.score, self.next):
            try:
                form.record()
            except FormError as error:
                form.show_problems(error.problems)
                raise
        now = self.shown.given(self.score.values() | self.next.values())
        if now.rhythm != self.shown.rhythm and not self.next.fields["review"].is_changed():
            now = now.given({"review": next_review(now, self.workspace.plan.position)})
        return now

    def _open(self) -> list[Mitigation]:
        return [each for each in self.workspace.plan.children(self.shown, Mitigation, "risk") if each.is_open]

    def _add(self) -> None:
        self.add.hide()
        self.new.show()
        self.new.fields["title"].control.setFocus()

    def _show(self) -> None:
        """Ask why where the score is another, or has been the same for long."""
        try:
            now: Any = self.shown.given(self.score.values())
        except FormError:
            now = self.shown
        anew = any(getattr(now, name) for of in scored_anew(now, self.shown) for name in SETS[of])
        self.because.setVisible(anew or self.because.is_changed())
        still = not anew and self._asks_why()
        self.asks.setVisible(still)
        self.still.setVisible(still)

    def _asks_why(self) -> bool:
        plan = self.workspace.plan
        red = self.workspace.ratings.of(self.shown).status is Status.RED
        return red and asks_why(plan, self.shown)

    def _build(self) -> None:
        plan = self.workspace.plan
        since, months = unmoved(plan, self.shown)
        scored = short_score(plan, self.shown)
        self.asks.words.setText(f"Off track, and scored {scored} since {since}: {months} months. Why?")
        boxes: list[QWidget] = []
        for each in self._open():
            box = self.done[each.id] = QCheckBox("Done")
            box.setAccessibleName(f"Done: {each.title}")
            words = capital(mitigation_words(each, plan.position))
            told = kit.column(look.label(each.title, wrap=True), look.label(words, "small", quiet=True, wrap=True))
            boxes.append(kit.block(kit.row(box, (told, 1), gap=look.space(2))))
        self.new.hide()
        kit.column(
            look.label("How it stands now", "heading"), self.asks, self.still, self.score, self.because,
            look.space(1), look.label("Mitigations", "heading"), *boxes,
            (self.add, Qt.AlignmentFlag.AlignLeft), self.new,
            look.space(1), look.label("Next review", "heading"), self.next, kit.STRETCH, on=self, gap=look.space(1.5),
        )  # fmt: skip

    def _connect(self) -> None:
        self.score.changed.connect(self._show)
        for form in (self.score, self.next, self.new):
            form.changed.connect(self.changed)
            form.entered.connect(lambda _name: self.entered.emit())
        for field in (self.because, self.still):
            field.takes_enter = True
            field.changed.connect(self.changed)
            field.entered.connect(self.entered)
        for box in self.done.values():
            box.toggled.connect(lambda _on: self.changed.emit())


def _text(field: Field) -> str:
    return str(field.value())
