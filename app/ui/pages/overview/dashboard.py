"""The first thing seen: how the programme stands and each theme, what needs a look, what is new and ahead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.domain.pace import clock_starts, pace
from app.domain.plan import Plan
from app.domain.rating import Status
from app.domain.records import Action, Indicator, Meeting, Recommendation, Risk, Stage, Theme, Visit
from app.domain.walk import without_owner
from app.ui import look, looking_back
from app.ui.kit import button, column, row, tab_as_read
from app.ui.page import Several
from app.ui.widgets.card import Pressable
from app.ui.widgets.rag_badge import ILLUSTRATIVE, StatusLine, plain_tip
from app.ui.widgets.risk_matrix import Cell, RiskMatrix
from app.ui.widgets.since_button import SinceButton
from app.ui.widgets.stage_bar import StageBar
from app.ui.widgets.theme_card import ThemeCard
from app.ui.widgets.whole_lines import keep_units

from . import lines, words
from .panel import Panel

if TYPE_CHECKING:
    from app.ui.session import Session
    from app.workspace import Workspace

    from .guide import Guide

WIDE, MIDDLE = 1400, 640  # pixels from which the panels stand in three columns, in two
GAP = look.space(1.5)
_SPOKEN_OF = (Theme, Action, Indicator, Risk, Meeting, Stage, Recommendation, Visit)
"""The kinds of which one is enough that the lists have something to say."""


class Dashboard(QScrollArea):
    """The overview itself, which scrolls as one.

    Signals:
        opened: what the person wants to see.
        wanted: the kind of record that a step of the guide adds.
    """

    opened = Signal(object)
    wanted = Signal(object)

    def __init__(self, session: Session, can_open: Callable[[Any], bool], parent: QWidget | None = None):
        """`can_open` tells whether something can be opened: what cannot is shown, but is no way in."""
        super().__init__(parent)
        self._session, self._can_open = session, can_open
        self._workspace: Workspace | None = None
        self._themes: list[Theme] = []
        self._shape = (0, 0)
        self._room: int | None = None  # the viewport's width; not known before it is seen
        self.header = Header()
        self._guide: Guide | None = None
        self.read = button("Read as chair", kind="primary", tip="Be led through the plan, page by page (Ctrl+R)")
        self.new_theme = button("New theme")
        self.cards: list[ThemeCard] = []
        self.matrix = RiskMatrix()
        self.matrix.setFixedHeight(look.space(24))
        self.matrix.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.risk_counts = look.label(role="small", quiet=True, wrap=True)
        self.attention_panel, self.since_panel = Panel("Needs attention", 6), Panel("Since the last meeting")
        self.coming_panel, self.risk_panel = Panel("Coming up"), Panel("Risks", 4, (self.matrix, self.risk_counts))
        self.compared = SinceButton()
        self.since_panel.header.row.addWidget(self.compared)
        self.panels = (self.attention_panel, self.since_panel, self.coming_panel, self.risk_panel)
        self.attention, self.since, self.coming, self.highest = (panel.lines for panel in self.panels)
        self._build()
        for panel in self.panels:
            panel.lines.opened.connect(self.opened)
            panel.lines.grown.connect(lambda: tab_as_read(self))
        self.read.clicked.connect(lambda _=False: session.wanted.emit(self.read.text()))
        self.header.clicked.connect(lambda: self._workspace and self.opened.emit(self._workspace.plan.programme))
        self.compared.chosen.connect(lambda key: self._workspace and looking_back.compare_with(self._workspace, key))
        self.compared.comparing.connect(self._compare)
        self.matrix.cell_chosen.connect(self._open_cell)

    @property
    def guide(self) -> Guide:
        """The steps to a plan, made when they are first shown: most plans have taken them."""
        if self._guide is None:
            from .guide import Guide

            self._guide = Guide(self._session, self._page)
            self._guide.wanted.connect(self.wanted)
            self._guide.bring.clicked.connect(lambda _=False: self._session.wanted.emit("Import…"))
            self._whole.insertWidget(self._whole.indexOf(self._card_grid), self._guide)
        return self._guide

    def show_workspace(self, workspace: Workspace) -> None:
        """Show the plan as it is now."""
        self._workspace = workspace
        plan, ratings, can_edit = workspace.plan, workspace.ratings, self._session.can_edit
        self.header.show_plan(workspace)
        guided = not self._session.reading and not all(words.steps_done(plan).values())
        if guided:
            self.guide.show_workspace(workspace)
        if self._guide is not None:
            self._guide.setVisible(guided)
        started = any(plan.unordered(kind) for kind in _SPOKEN_OF)
        for panel in self.panels:
            panel.setVisible(started)
        self._show_themes(workspace)
        self.read.setVisible(bool(self.cards) and not self._session.reading)
        self.new_theme.setVisible(bool(self.cards) and can_edit)  # the first one is a step of the guide
        if started:
            found = lines.attention(plan, ratings, self._can_open, settling=can_edit)
            red = [r for kind in (Indicator, Action, Risk) for r in ratings.standing(kind, Status.RED)]
            self.attention_panel.show_lines(found, "Nothing needs attention.", without_owner(red, "off track"))
            self.since_panel.header.title.setText(words.since_heading(workspace))
            self.compared.show_workspace(workspace)
            lines.show_since(self.since, workspace, self._can_open)
            self.since_panel.say(words.nothing_since(workspace), workspace.compares_briefly)
            ahead = lines.coming(plan, self._can_open)
            ownerless = plan.kept("due without owner", (Action,), lambda: _due_without_owner(plan))
            self.coming_panel.show_lines(ahead, "Nothing with a date lies ahead.", ownerless)
            self._show_risks(workspace)
        tab_as_read(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = event.size().width()
        self._arrange()

    def _show_themes(self, workspace: Workspace) -> None:
        themes = sorted(workspace.all(Theme), key=lambda theme: theme.number or 0)
        while len(self.cards) > len(themes):
            card = self.cards.pop()
            card.hide()
            card.deleteLater()
        for number, theme in enumerate(themes):
            if number == len(self.cards):
                card = ThemeCard(self.widget())
                card.clicked.connect(lambda _=False, n=number: self.opened.emit(self._themes[n]))
                self.cards.append(card)
            self.cards[number].show_theme(theme, workspace.ratings)
        if len(themes) != len(self._themes):
            self._shape = (0, 0)
        self._themes = themes
        self._arrange()

    def _show_risks(self, workspace: Workspace) -> None:
        from app.domain import risk

        plan = workspace.plan
        risks = [r for r in plan.all(Risk) if not r.is_closed]
        self.matrix.show_plan(plan)
        self.matrix.setVisible(any(risk.placed(plan, r) for r in risks))
        self.risk_counts.setText(words.risk_counts(plan))
        self.risk_counts.setVisible(bool(risks))
        self.risk_panel.show_lines(lines.highest(plan, workspace.ratings, self._can_open), "No risk is open.")

    def _compare(self) -> None:
        from app.ui.dialogs.compare import CompareDialog

        if self._workspace is not None and (target := CompareDialog.ask(self._workspace, self)) is not None:
            self.opened.emit(target)

    def _open_cell(self, cell: Cell | None) -> None:
        from app.domain import risk

        self.matrix.choose(None)
        if cell is None or self._workspace is None:
            return
        there = frozenset(r.id for r in self._workspace.all(Risk) if risk.placed(self._workspace.plan, r) == cell)
        if there:
            self.opened.emit(Several(Risk, there, words.cell_name(self._workspace.plan, cell)))

    def _build(self) -> None:
        self._page = page = QWidget()
        self._card_grid = QGridLayout()
        self._card_grid.setSpacing(GAP)
        self._columns = [column(gap=GAP) for _ in range(3)]
        self._sides = row(*((part, 1) for part in self._columns), gap=GAP)
        acts = column(self.read, self.new_theme, -1, gap=look.space(1))
        head = row((self.header, 1), acts, gap=look.space(2))
        self._whole = column(head, self._card_grid, self._sides, -1, on=page, gap=GAP,
                             edge=(look.space(3), look.space(2)))  # fmt: skip
        for panel in self.panels:
            panel.setParent(page)  # at once: what is shown without a parent flashes up as a window
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _arrange(self) -> None:
        """Put cards and panels into as many columns as there is room for; each column is as long as it gets."""
        if self._room is None:
            return
        room = self._room - look.space(6)
        across = words.columns(len(self.cards), room // (ThemeCard.LEAST_WIDTH + GAP))
        count = 3 if room >= WIDE else 2 if room >= MIDDLE else 1
        if (across, count) == self._shape:
            return
        self._shape = (across, count)
        for number, card in enumerate(self.cards):
            self._card_grid.addWidget(card, number // across, number % across)
        for at in range(max(across, self._card_grid.columnCount())):
            self._card_grid.setColumnStretch(at, int(at < across))
        attention, since, coming, risks = self.panels
        held = {
            3: ((attention, coming), (since,), (risks,)),
            2: ((attention, coming), (since, risks), ()),
            1: (self.panels, (), ()),
        }[count]
        for number, (into, panels) in enumerate(zip(self._columns, held, strict=True)):
            while into.takeAt(0) is not None:
                pass
            for panel in panels:
                into.addWidget(panel)
            into.addStretch(1)
            self._sides.setStretch(number, int(bool(panels)))
        self._sides.setSpacing(GAP if count > 1 else 0)
        tab_as_read(self)


class Header(Pressable):
    """The programme: how it stands and why, its judgement, and its stages at the right. A click opens it."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.title, self.judgement = look.label(role="title", wrap=True), look.label(quiet=True, wrap=True)
        self.status, self.reason = StatusLine(), look.label(role="reading", wrap=True)
        self.pace, self.bar = look.label(quiet=True, wrap=True), StageBar()
        centre = Qt.AlignmentFlag.AlignVCenter
        above = row((column(self.title, self.judgement, gap=2), 57), (row((self.bar, centre)), 43), gap=look.space(2))
        stands = row((self.status, centre), (self.pace, 1), gap=look.space(2))
        self.status.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column(above, stands, self.reason, on=self, gap=look.space(0.75),
               edge=(look.space(1), look.space(0.5)))  # fmt: skip
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_plan(self, workspace: Workspace) -> None:
        """Show another plan's programme."""
        plan = workspace.plan
        programme, rating, kept = plan.programme, workspace.ratings.of(plan.programme), pace(plan)
        self.title.setText(programme.title or "A plan without a title")
        self.judgement.setText(words.judgement(programme) or (words.NO_GOAL if workspace.writable else ""))
        self.status.show_rating(rating)
        self.reason.setText(keep_units(rating.reason))
        tag = f" ({ILLUSTRATIVE})" if kept.illustrative and not rating.illustrative else ""
        self.pace.setText(f"{kept.short}{tag}" if kept.total else "")
        rated = bool(plan.all(Theme))
        for part, shown in (
            (self.judgement, bool(self.judgement.text())), (self.status, rated), (self.reason, rated),
            (self.pace, bool(self.pace.text())),
        ):  # fmt: skip
            part.setVisible(shown)
        self.bar.show_journey(plan.all(Stage), plan.position, programme.goal, clock_starts(plan))
        self.bar.setVisible(bool(self.bar.left_text or self.bar.right_text))
        stands = f"{rating.status.word}: {rating.reason}" if rated else ""
        told = (f"Programme: {self.title.text()}", self.judgement.text(), stands, self.pace.text(),
                self.bar.accessibleDescription())  # fmt: skip
        self.setText(". ".join(part.removesuffix(".") for part in told if part))
        said = [self.bar.toolTip(), plain_tip(kept.sentence) if kept.total else ""]
        self.setToolTip("<br>".join(part for part in said if part))


def _due_without_owner(plan: Plan) -> str:
    return without_owner((a for a in plan.all(Action) if a.is_open and a.due and a.due.last >= plan.position), "due")
