"""The walk: what is around a risk that is reviewed, the keys that lead through it, and where one left it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app import settings
from app.domain.figures import counted
from app.domain.records import Control, Mitigation, Record, Risk, Scoring
from app.domain.reviewing import due, is_due
from app.ui import kit, look
from app.ui.session import Session
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.message import Message

from .form import ReviewForm
from .reading import RiskReading

MOST = 50  # plans of which it is remembered where reviewing stopped
_PARTS = (Mitigation, Control, Scoring)
UNCHANGED, CHANGED = "Reviewed, nothing changed", "Reviewed"


class ReviewWalk(QWidget):
    """The risks that are due for review, one at a time.

    Attributes:
        keys: of the risks, in their order; `at` is the number of the one that is seen, past the last at the end.
        form, reading: of that risk; None at the end.
        onward: says that it is reviewed; `later` leaves it for another time, `back` goes to the one before.
        ask: asks about what is typed before one goes on without it.

    Signals:
        left: the person goes back to the program.
        wanted: a command, by its words in the menu.
    """

    left = Signal()
    wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.session, self.workspace = session, session.workspace
        self.keys = [risk.id for risk in due(self.workspace.plan)]
        self.at = self._where_it_was_left()
        self.form: ReviewForm | None = None
        self.reading: RiskReading | None = None
        self._shown: object = None
        self.programme, self.count = ElidedLabel(quiet=True), look.label(quiet=True)
        self.leave = kit.button("Leave (Esc)", self.go_out, "link")
        self.back = kit.button("Back", lambda: self.go(self.at - 1), "", "To the risk before (Ctrl+Up)")
        self.later = kit.button("Later", lambda: self.go(self.at + 1), "", "Leave it for another time (Ctrl+Down)")
        self.onward = kit.button(UNCHANGED, self.done, "primary", "Ctrl+Enter")
        self.hint = look.label("Ctrl+Enter saves, Ctrl+Down leaves it for later", "small", quiet=True)
        self.ask = Message(self)
        self._build()
        for keys, act in (("Ctrl+Return", self.done), ("Ctrl+Enter", self.done), ("Ctrl+Down", self.later.click),
                          ("Ctrl+Up", self.back.click), ("Ctrl+Z", self._undo), ("F6", self._to_message)):  # fmt: skip
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)
        self._show_risk()

    @property
    def risk(self) -> Risk | None:
        """The risk that is seen."""
        found = self.workspace.find(self.keys[self.at]) if self.at < len(self.keys) else None
        return found if isinstance(found, Risk) else None

    def left_over(self) -> list[str]:
        """The keys of the risks that are due still."""
        plan = self.workspace.plan
        return [key for key in self.keys if isinstance(risk := plan.find(key), Risk) and is_due(plan, risk)]

    def done(self) -> None:
        """Save what is said of the risk, and go to the next one that is due."""
        if self.form is None or self.risk is None:
            self._end()
            return
        said = self.form.said()
        if said is None:
            return
        records, label = said
        key = self.keys[self.at]
        done = self.session.attempt(lambda: self.workspace.save(*records, label=label), f"{label}.")
        if done and self.at < len(self.keys) and self.keys[self.at] == key:
            self._to(next((n for n in range(self.at + 1, len(self.keys)) if self._waits(n)), len(self.keys)))

    def go(self, number: int) -> None:
        """Show another risk; what is typed of this one is given up only when the person says so."""
        self._unless_typed(lambda: self._to(max(0, min(len(self.keys), number))), "Discard and go on")

    def go_out(self) -> None:
        """Leave, to go on from here another time."""
        self._unless_typed(self.left.emit, "Discard and leave")

    def reload(self, kinds: Iterable[type[Record]] = ()) -> None:
        """Show what is now in the plan; what is typed of a risk that is as it was stays."""
        there = [key for key in self.keys if self.workspace.find(key) is not None]
        more = [risk.id for risk in due(self.workspace.plan) if risk.id not in there]
        here = self.keys[self.at] if self.at < len(self.keys) else ""
        self.keys = [*there, *more]
        self.at = self.keys.index(here) if here in self.keys else min(self.at, len(self.keys))
        self._show_risk()

    # -- inside

    def _waits(self, number: int) -> bool:
        risk = self.workspace.find(self.keys[number])
        return isinstance(risk, Risk) and is_due(self.workspace.plan, risk)

    def _unless_typed(self, act: Callable[[], object], word: str) -> None:
        if self.form is None or not self.form.is_changed():
            act()
            return

        def discard() -> None:
            self.ask.hide()
            act()

        self.ask.show_note(
            "What you have said of this risk is not saved.", ("Keep writing", self._keep), (word, discard)
        )
        self.ask.go_to()

    def _keep(self) -> None:
        self.ask.hide()
        self.onward.setFocus()

    def _to(self, number: int) -> None:
        self.at, self._shown = number, None
        self._show_risk()
        self._remember()

    def _show_risk(self) -> None:
        """The risk where one is, unless it stands there as it is."""
        risk, plan = self.risk, self.workspace.plan
        waiting = len(self.left_over())
        reviewed = len(self.keys) - waiting
        self.programme.setText(plan.programme.title or self.workspace.path.stem)
        told = [f"{min(self.at + 1, len(self.keys)):,} of {len(self.keys):,}"] if risk else []
        self.count.setText(", ".join([*told, f"{reviewed:,} reviewed" if reviewed else ""]).removesuffix(", "))
        self.back.setEnabled(self.at > 0)
        self.later.setVisible(risk is not None)
        self.hint.setVisible(risk is not None)
        seen = (risk, tuple(plan.children(risk, kind, "risk") for kind in _PARTS) if risk else waiting)
        if seen == self._shown:
            return
        self._shown = seen
        self.ask.hide()
        kit.clear(self._inside)
        self.form = self.reading = None
        if risk is None:
            self._show_end(waiting)
        else:
            self._show_review(risk)
        self.onward.setFocus()

    def _show_review(self, risk: Risk) -> None:
        self.reading, self.form = RiskReading(self.workspace, risk), ReviewForm(self.workspace, risk)
        edge = (look.space(4), look.space(3))
        for part, share in ((self.reading, 3), (self.form, 2)):
            area = kit.scroll(kit.block(kit.column(part, edge=edge)))
            self._inside.addWidget(area, share)
            area.show()
        self.form.changed.connect(self._say_onward)
        self.form.entered.connect(self.done)
        kit.tab_through(self.form, self.reading, self.leave, self.back, self.later, self.onward)
        self._say_onward()

    def _show_end(self, waiting: int) -> None:
        reviewed = len(self.keys) - waiting
        if not self.keys:
            said, more = "No risk is due for review", "Each comes when its next review is due."
        elif waiting:
            said = f"{counted(reviewed, 'risk')} reviewed, {waiting:,} left for later"
            said = said if reviewed else f"{counted(waiting, 'risk')} left for later"
            more = "Those that are left stay due. You can go through them now or another time."
        else:
            said, more = f"All {counted(reviewed, 'risk')} reviewed", "The register says when each is reviewed next."
        column = kit.column(
            kit.STRETCH, look.label(said, "title", wrap=True), look.label(more, quiet=True, wrap=True), kit.STRETCH,
            gap=look.space(1), edge=(look.space(8), 0),
        )  # fmt: skip
        whole = kit.block(column)
        self._inside.addWidget(whole, 1)
        whole.show()
        self.onward.setText("Go through those that are left" if waiting else "Leave")

    def _end(self) -> None:
        if waiting := self.left_over():
            self._to(self.keys.index(waiting[0]))
        else:
            self.left.emit()

    def _say_onward(self) -> None:
        changed = self.form is not None and self.form.is_changed()
        self.onward.setText(CHANGED if changed else UNCHANGED)

    def _undo(self) -> None:
        self.wanted.emit("Undo")

    def _to_message(self) -> None:
        self.wanted.emit("Go to the message")

    def _where_it_was_left(self) -> int:
        place = settings.get(settings.REVIEW).get(self._file)
        return self.keys.index(place) if place in self.keys else 0

    def _remember(self) -> None:
        """Remember where reviewing stopped, on this machine and for this plan."""
        others = {file: key for file, key in settings.get(settings.REVIEW).items() if file != self._file}
        here = {self._file: self.keys[self.at]} if self.at < len(self.keys) else {}
        settings.put(settings.REVIEW, dict([*others.items()][-MOST + 1 :]) | here)

    @property
    def _file(self) -> str:
        return str(self.workspace.path.resolve())

    def _build(self) -> None:
        edge = (look.space(3), look.space(1.5))
        head = kit.row((self.programme, 1), self.count, look.space(2), self.leave, gap=look.space(2), edge=edge)
        foot = kit.row(self.back, self.later, kit.STRETCH, self.hint, self.onward, gap=look.space(1.5), edge=edge)
        self._inside = kit.row()
        kit.column(_band(head), (kit.block(self._inside), 1), _band(foot), on=self)
        QTimer.singleShot(0, self, self.onward.setFocus)


def _band(row: QHBoxLayout) -> QFrame:
    made = QFrame()
    made.setProperty("kind", "band")
    made.setLayout(row)
    return made
