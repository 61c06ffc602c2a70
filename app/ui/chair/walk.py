"""The walk: what is around its steps, the keys that lead through it, and the marks of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app import settings
from app.domain.meetings import meeting_name
from app.domain.records import ASKED, Meeting, Question, ReadMark, Record
from app.domain.schedule import show_date
from app.domain.unread import State, mark_of, state
from app.domain.walk import YOURS, WalkStep, read_here, steps
from app.ui import look
from app.ui.dialogs.question import ask, change
from app.ui.kit import STRETCH, block, button, column, row, tab_as_read
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.whole_lines import WholeLine

from .parts import Progress
from .steps import CHANGED, StepView, view_of

if TYPE_CHECKING:
    from app.workspace import Workspace

WIDE = 800  # pixels of what is read, however large the window is: no line is longer than the eye follows
MOST = 50  # plans of which it is remembered where reading stopped
Key = Qt.Key


class ChairWalk(QWidget):
    """A walk through the plan, read only but for marks of what was read and what is asked.

    Attributes:
        workspace: the open plan.
        steps: what it consists of; `at` is the number of the one that is seen.
        view: what is seen of it.
        back, onward, mark_button, ask_button, leave: what can be pressed.
        told: how far this step was read, why nothing can be marked, or where goes what was just asked.

    Signals:
        left: the reader goes back to the program.
        opened: what a line speaks of, which the reader wants to see in full.
    """

    left = Signal()
    opened = Signal(object)

    def __init__(
        self, workspace: Workspace, attempt: Callable[..., bool], can_open: Callable[[Any], bool] = lambda _: False,
        parent: QWidget | None = None,
    ):  # fmt: skip
        """A walk that goes on where it was left; `attempt` and `can_open` are as those of a page."""
        super().__init__(parent)
        self.workspace, self._attempt, self._can_open = workspace, attempt, can_open
        self.at = 0
        self.steps: tuple[WalkStep, ...] = ()
        self.states: list[State] = []
        self.view: StepView | None = None
        self.programme = ElidedLabel(quiet=True)
        self.progress, self.count = Progress(), look.label(quiet=True)
        self.leave = button("Leave (Esc)", self.left.emit, "link")
        self.back, self.onward = button("Back", lambda: self.go(self.at - 1)), button("Next", self._go_on, "primary")
        self.mark_button, self.ask_button = button("Mark as read", self.mark), button("Ask about this", self.ask)
        self.told = look.label(quiet=True, wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._go_on_from_where_it_was_left()
        self.reload()

    # -- going

    def go(self, number: int) -> None:
        """Show a step, as far as there is one."""
        to = max(0, min(len(self.steps) - 1, number))
        if to != self.at:
            self.at = to
            self._show_step()
            self._area.verticalScrollBar().setValue(0)
            self.setFocus()
        self._remember()

    def reload(self, kinds: Iterable[type[Record]] = ()) -> None:
        """Show what is now in the plan, at the place where the reader is."""
        here = self.steps[self.at] if self.steps else None
        self.steps = steps(self.workspace.plan)
        same = [n for n, step in enumerate(self.steps) if here and _same(step, here)]
        self.at = same[0] if same else min(self.at, len(self.steps) - 1)
        if self.view is not None and set(kinds) == {ReadMark} and self.steps[self.at].kind != YOURS:
            self._show_frame()  # nothing of what is read has changed
            return
        scrolled = self._area.verticalScrollBar().value()
        self._show_step()
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(scrolled))

    # -- what the reader does

    def mark(self) -> None:
        """Mark what is seen as read as it is now; where it is so marked, take the mark away again."""
        step, workspace = self.steps[self.at], self.workspace
        records = read_here(workspace.plan, workspace.ratings, step)
        if not workspace.writable or not records:
            return
        by, plan = workspace.person.name, workspace.plan
        if self.states[self.at].read:
            marks = [mark for record in records if (mark := mark_of(plan, record, by))]
            self._attempt(lambda: workspace.remove(*marks, label=f"Mark {step.title} as not read"))
            return
        edit = workspace.last_edit
        made = [workspace.draft(ReadMark, record=r.id, by=by, day=plan.position, edit=edit) for r in records]
        self._attempt(lambda: workspace.save(*made, label=f"Mark {step.title} as read"))

    def ask(self) -> None:
        """Ask about the line that the keyboard is in, or about what is seen as a whole."""
        if self.workspace.writable:
            self._ask(self._line_record() or self.steps[self.at].about)

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        bar = self._area.verticalScrollBar()
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key == Key.Key_Right:
            self.go(self.at + 1)
        elif key in (Key.Key_Left, Key.Key_Backspace):
            self.go(self.at - 1)
        elif key == Key.Key_PageUp or (key == Key.Key_Space and shift):
            self._page(-1)
        elif key in (Key.Key_PageDown, Key.Key_Space):
            self._page(1)
        elif key in (Key.Key_Up, Key.Key_Down):
            bar.setValue(bar.value() + (look.space(6) if key == Key.Key_Down else -look.space(6)))
        elif key in (Key.Key_Home, Key.Key_End):
            self.go(0 if key == Key.Key_Home else len(self.steps) - 1)
        elif key == Key.Key_M:
            self.mark()
        elif key == Key.Key_A:
            self.ask()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _go_on(self) -> None:
        """To the next step; from the last one out."""
        if self.at < len(self.steps) - 1:
            self.go(self.at + 1)
        else:
            self.left.emit()

    def _page(self, way: int) -> None:
        """A screen on; at the end of a step to the next."""
        bar = self._area.verticalScrollBar()
        if bar.value() == (bar.maximum() if way > 0 else bar.minimum()):
            self.go(self.at + way)
        else:
            bar.setValue(bar.value() + way * round(bar.pageStep() * 0.9))

    def _line_record(self) -> Record | None:
        at = self.focusWidget()
        while at is not None and at is not self:
            if isinstance(at, WholeLine):
                return at.record
            at = at.parentWidget()
        return None

    def _ask(self, record: Record | None) -> None:
        asked = ask(self.workspace, record, self.window())
        if asked is not None:
            meeting = self.workspace.plan.get(Meeting, asked.meeting)
            where = f"goes to {meeting_name(self.workspace.plan, meeting)}" if meeting else "waits for a meeting"
            self.told.setText(f"Your {ASKED[asked.kind].lower()} {where}")
        self.setFocus()

    def _change(self, question: Question) -> None:
        change(self.workspace, question, self.window())
        self.setFocus()

    def _read_states(self) -> list[State]:
        """How far each step was read; the log is asked once for each edit that marks name."""
        workspace, known = self.workspace, dict[str, list[Record]]()
        plan, ratings = workspace.plan, workspace.ratings

        def touched(mark: ReadMark) -> list[Record]:
            if mark.edit not in known:  # what is past changes no more
                known[mark.edit] = [] if workspace.past else workspace.touched_since(mark)
            return known[mark.edit]

        return [state(plan, read_here(plan, ratings, step), workspace.person.name, touched) for step in self.steps]

    def _show_step(self) -> None:
        self._show_frame()
        step = self.steps[self.at]
        readable = [(s, told) for s, told in zip(self.steps, self.states, strict=True) if self._can_read(s)]
        old, self.view = self.view, view_of(self.workspace, step, self._can_open, readable, self._change)
        self.view.setMaximumWidth(WIDE)
        self.view.ask_wanted.connect(self._ask)
        self.view.opened.connect(self.opened)
        self.view.step_wanted.connect(self.go)
        self.view.grown.connect(self._order)
        self._inside.insertWidget(1, self.view, 1000)  # up to its greatest width
        self.view.show()  # at once, so that its lines can take the keyboard
        self._order()
        if old is not None:
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _order(self) -> None:
        """Let Tab go the way the eye goes; a step is made later than what stands below it."""
        tab_as_read(self)

    def _go_on_from_where_it_was_left(self) -> None:
        """Begin at the step where reading stopped; where that was the last one, or is gone, at the first."""
        place = settings.get(settings.READING).get(self._file)
        self.steps = steps(self.workspace.plan)
        self.at = next((n for n, step in enumerate(self.steps[:-1]) if _place(step) == place), 0)

    def _remember(self) -> None:
        """Remember where reading stopped, on this machine and for this plan."""
        others = {file: place for file, place in settings.get(settings.READING).items() if file != self._file}
        kept = dict([*others.items()][-MOST + 1 :])
        settings.put(settings.READING, kept | {self._file: _place(self.steps[self.at])})

    @property
    def _file(self) -> str:
        return str(self.workspace.path.resolve())

    def _can_read(self, step: WalkStep) -> bool:
        return bool(read_here(self.workspace.plan, self.workspace.ratings, step))

    def _show_frame(self) -> None:
        """What is said around the step."""
        workspace = self.workspace
        self.states = self._read_states()
        step, now = self.steps[self.at], self.states[self.at]
        can = workspace.writable
        self.programme.setText(workspace.plan.programme.title or workspace.path.stem)
        self.progress.show_steps(self.states, self.at)
        self.count.setText(f"{self.at + 1} of {len(self.steps)}")
        self.back.setEnabled(self.at > 0)
        last = self.at == len(self.steps) - 1
        self.onward.setText("Leave" if last else f"Next: {self.steps[self.at + 1].title}")
        markable = can and self._can_read(step)
        self.mark_button.setVisible(markable)
        self.mark_button.setText("Mark as not read (M)" if now.read else "Mark as read (M)")
        self.ask_button.setVisible(can)
        whole = step.about is None
        self.ask_button.setText("Ask about the plan (A)" if whole else "Ask about this (A)")
        if not can:
            self.told.setText(f"Nothing can be marked or asked: {workspace.why_read_only}")
        elif not markable:
            self.told.setText("")
        elif now.news:
            self.told.setText(f"{CHANGED}: {now.news}")
        else:
            self.told.setText(f"Read on {show_date(now.day)}" if now.day else "Not read yet")

    def _build(self) -> None:
        ending = row(STRETCH, self.leave)
        edge = (look.space(3), look.space(1.5))
        head = row((self.programme, 1), self.progress, self.count, (ending, 1), gap=look.space(2), edge=edge)
        acts = (self.mark_button, self.ask_button)
        foot = row(self.back, look.space(2), *acts, (self.told, 1), self.onward, gap=look.space(1.5), edge=edge)
        for each in (self.back, self.onward, *acts, self.leave):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard to the walk
        self._inside = row(STRETCH, STRETCH, edge=(look.space(7), look.space(4), look.space(7), 0))
        self._area = _Area()
        self._area.setWidget(block(self._inside))
        column(_band(head), (self._area, 1), _band(foot), on=self)


class _Area(QScrollArea):
    """Scrolls up and down; the keys are the walk's."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def _band(row: QHBoxLayout) -> QFrame:
    made = QFrame()
    made.setProperty("kind", "band")
    made.setLayout(row)
    return made


def _same(step: WalkStep, other: WalkStep) -> bool:
    return step.kind == other.kind and _place(step) == _place(other)


def _place(step: WalkStep) -> str:
    """What a step is remembered by."""
    return step.about.id if step.about else step.kind
