"""The page: five registers behind tabs: recommendations, visits, letters and evidence, partners, audits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.domain.figures import counted, size_words
from app.domain.plan import Plan
from app.domain.records import (
    Attachment,
    Audit,
    AuditGrade,
    Finding,
    Partner,
    PartnerReport,
    Recommendation,
    Record,
    Visit,
)
from app.domain.schedule import days
from app.domain.status import Status
from app.ui import kit, look
from app.ui.dialogs.attachment import NO_NAMES, attach, dropped
from app.ui.page import Page
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.register.row import RecordRow
from app.ui.session import Session
from app.ui.widgets.card import Card
from app.ui.widgets.cell_grid import GAP, CellGrid
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.shapes import draw_shape
from app.workspace import LARGEST_ATTACHMENT

from .panels import audit_panel, file_panel, partner_panel, recommendation_panel, visit_panel
from .rows import (
    AUDITS_COLUMNS,
    LETTERS,
    LEVELS,
    PARTNERS,
    RECOMMENDATIONS,
    VISITS,
    RecommendationRow,
    is_unanswered,
    latest_first,
)

Cell: TypeAlias = tuple[str, str]  # status, level of confidence
ACROSS = [str(status) for status in (Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE, Status.NOT_RATED)]
UP = list(LEVELS)


class AxesGrid(CellGrid[Cell]):
    """Progress to the right, confidence upwards: how many recommendations stand where; a cell is (status, level)."""

    def __init__(self, parent: QWidget | None = None):
        rows = [[(status, level) for status in ACROSS] for level in UP]
        super().__init__(rows, (str(Status.GREEN), "high"), parent)
        self._dashed: frozenset[Cell] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe()

    def show_counts(self, counts: Mapping[Cell, int], illustrative: Iterable[Cell] = ()) -> None:
        """Show how many stand where, and in which cells the place of one rests on illustrative values."""
        self.counts, self._dashed = dict(counts), frozenset(illustrative)
        self.describe()
        self.update()

    def cell_text(self, cell: Cell) -> str:
        """Such as "On track, confidence low: 2 recommendations"."""
        count = self.counts.get(cell, 0)
        said = counted(count, "recommendation") if count else "none"
        return f"{cell_words(cell)}: {said}{', illustrative' if cell in self._dashed else ''}"

    def cell_box(self, cell: Cell) -> QRectF:
        """Where a cell is drawn."""
        width = (self.width() - self._left()) / len(ACROSS)
        height = (self.height() - self._top()) / len(UP)
        x, y = self._left() + ACROSS.index(cell[0]) * width, self._top() + UP.index(cell[1]) * height
        return QRectF(x + GAP, y + GAP, width - GAP, height - GAP)

    def sizeHint(self) -> QSize:
        return QSize(self._left() + len(ACROSS) * look.space(10), self._top() + len(UP) * look.space(3.25))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + len(ACROSS) * look.space(7), self.sizeHint().height())

    def title(self) -> str:
        return f"Progress and confidence, {counted(sum(self.counts.values()), 'recommendation')}"

    def fill(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        c = look.colours()
        painter.setBrush(QColor(c.selected if self.counts.get(cell) else c.raised))
        painter.setPen(QPen(QColor(c.border), 1, Qt.PenStyle.DashLine) if cell in self._dashed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def count_colour(self) -> str:
        return look.colours().on_selected

    def draw_axes(self, painter: QPainter) -> None:
        quiet = QColor(look.colours().quiet)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for level, word in LEVELS.items():
            box = self.cell_box((ACROSS[0], level))
            painter.setPen(quiet)
            painter.drawText(QRectF(0, box.top(), self._left() - look.space(1), box.height()), right, word)
        for status in ACROSS:
            box, shown = self.cell_box((status, UP[0])), look.status(status)
            side = painter.fontMetrics().ascent() * 0.85
            wide = side + look.space(0.75) + painter.fontMetrics().horizontalAdvance(shown.word)
            x = box.center().x() - wide / 2
            draw_shape(painter, shown.shape, QRectF(x, (self._top() - side) / 2 - 1, side, side), shown.mark)
            painter.setPen(quiet)
            place = QRectF(x + side + look.space(0.75), 0, wide, self._top() - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown.word)

    def _left(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(word) for word in LEVELS.values()) + look.space(1)

    def _top(self) -> int:
        return self.fontMetrics().height() + look.space(0.75)


def cell_words(cell: Cell) -> str:
    """Such as "On track, confidence low"."""
    confidence = f"confidence {LEVELS[cell[1]].lower()}" if cell[1] else "confidence not judged"
    return f"{look.status(cell[0]).word}, {confidence}"


class RecommendationRegister(Register):
    """The tracker.

    Attributes:
        grid: how many stand where; a cell narrows the table.
        cell: to which the table is narrowed.
    """

    KIND, WHAT, NEW, SHARE = Recommendation, "recommendation", "New recommendation", 510
    NOTHING = (
        "No recommendations yet",
        "Enter what the inspectors recommended. Each shows its progress, worked out from what is linked to it, beside "
        "how confident you are in the outcome.",
    )

    def __init__(self, page: Page):
        self.cell: Cell | None = None
        self.grid, self.grid_tag = AxesGrid(), Tag()
        super().__init__(page, "scrutiny recommendations", RECOMMENDATIONS, recommendation_panel(page))
        self.grid.cell_chosen.connect(self._choose_cell)

    def rows(self) -> Iterable[RecommendationRow]:
        ratings = self.workspace.ratings
        found = [RecommendationRow(each, ratings) for each in ratings.plan.all(Recommendation)]
        marked = {row.cell for row in found if row.illustrative}
        self.grid.show_counts(Counter(row.cell for row in found), marked)
        self.grid_tag.setVisible(bool(marked))
        return found

    def below(self) -> QWidget:
        card = Card("Progress and confidence", "Press a cell to narrow the table")
        card.header.row.insertWidget(1, self.grid_tag)
        card.body.addWidget(self.grid)
        return card

    def accepts(self, row: Any) -> bool:
        return super().accepts(row) and (self.cell is None or row.cell == self.cell)

    def narrowed_words(self) -> str:
        if self.cell is None:
            return super().narrowed_words()
        return f"{look.status(self.cell[0]).word}, {LEVELS[self.cell[1]].lower()}"

    def widen(self) -> None:
        super().widen()
        self.cell = None

    def narrow(self) -> None:
        self.grid.choose(self.cell)
        super().narrow()

    def _choose_cell(self, cell: Cell | None) -> None:
        self.several, self.cell = None, cell
        self.narrow()


class VisitRegister(Register):
    """All visits."""

    KIND, WHAT, NEW, SHARE = Visit, "visit", "New visit", 350
    NOTHING = (
        "No monitoring visits yet",
        "Enter when the inspectors come and what they look at; afterwards what they found, so that each finding is "
        "answered.",
    )

    def __init__(self, page: Page):
        super().__init__(page, "scrutiny visits", VISITS, visit_panel(page))

    def rows(self) -> Iterable[RecordRow[Any]]:
        return latest_first(self.workspace.ratings, Visit)

    def first(self, rows: Sequence[Any]) -> Any:
        return next((row for row in rows if row.record.happened), rows[0])


class FileRegister(Register):
    """All files of the plan; one more is chosen or dropped anywhere here.

    Attributes:
        choose_button: takes a file into the plan.
    """

    KIND, WHAT, NEW, SHARE = Attachment, "file", "Add a file", 500
    NOTHING = (
        "No letters or evidence yet",
        f"Files of up to {size_words(LARGEST_ATTACHMENT)} are held in the plan itself and go where it goes. {NO_NAMES}",
    )

    def __init__(self, page: Page):
        self.choose_button = kit.button("Choose a file", self.add)
        super().__init__(page, "scrutiny files", LETTERS, file_panel(page))
        self.setAcceptDrops(True)

    def rows(self) -> Iterable[RecordRow[Any]]:
        self.note.setVisible(self.page.can_edit)
        return [RecordRow(attachment, self.workspace.ratings) for attachment in self.workspace.all(Attachment)]

    def below(self) -> QWidget:
        words = f"Drop a file here. The plan itself holds it: up to {size_words(LARGEST_ATTACHMENT)} each. {NO_NAMES}"
        self.note = QFrame()
        self.note.setProperty("kind", "note")
        said = look.label(words, quiet=True, wrap=True)
        kit.row((said, 1), self.choose_button, on=self.note, gap=look.space(2), edge=(look.space(2), look.space(1.5)))
        return self.note

    def new(self) -> Record | None:
        return attach(self.workspace, parent=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere here, also while there is none yet."""
        if self.page.can_edit and dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    def take(self, path: Path) -> None:
        """Let the person take this file into the plan."""
        made = attach(self.workspace, path=path, parent=self)
        if made is not None:
            self.page.opened.emit(made)


class PartnerRegister(Register):
    """All partners."""

    KIND, WHAT, NEW = Partner, "partner", "New partner"
    NOTHING = (
        "No improvement partners yet", "Enter who helps from outside, in which areas, and what they report.",
    )  # fmt: skip

    def __init__(self, page: Page):
        super().__init__(page, "scrutiny partners", PARTNERS, partner_panel(page))


class AuditRegister(Register):
    """All audits and practice weeks."""

    KIND, WHAT, NEW = Audit, "audit", "New audit"
    NOTHING = (
        "No audits or practice weeks yet",
        "Enter what the service looked at in its own practice: who took part, what was observed, and what was done "
        "about it.",
    )

    def __init__(self, page: Page):
        super().__init__(page, "scrutiny audits", AUDITS_COLUMNS, audit_panel(page))

    def rows(self) -> Iterable[RecordRow[Any]]:
        return latest_first(self.workspace.ratings, Audit)


class ScrutinyPage(RegisterPage):
    """What comes from inspectors, partners and the service's own checks."""

    title = "Scrutiny"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.recommendations, self.visits = RecommendationRegister(self), VisitRegister(self)
        self.letters, self.partners, self.audits = FileRegister(self), PartnerRegister(self), AuditRegister(self)
        self.show_registers({
            "Recommendations": self.recommendations,
            "Monitoring visits": self.visits,
            "Letters and evidence": self.letters,
            "Improvement partners": self.partners,
            "Audits and practice weeks": self.audits,
        })  # fmt: skip

    def whole(self, record: Record) -> Record | None:
        match record:
            case Finding():
                return self.workspace.find(record.of)
            case AuditGrade():
                return self.workspace.find(record.audit)
            case PartnerReport():
                return self.workspace.find(record.partner)
            case _:
                return record

    def summary(self, plan: Plan) -> str:
        """Such as "15 recommendations, 2 met. 4 findings unanswered. Next visit in 90 days."."""
        recommendations = plan.all(Recommendation)
        met = sum(1 for each in recommendations if each.met)
        parts = [counted(len(recommendations), "recommendation") + (f", {met} met" if met else "")]
        missing = sum(is_unanswered(plan, finding) for finding in plan.all(Finding))
        if missing:
            parts.append(f"{counted(missing, 'finding')} that nobody answers")
        ahead = [visit.starts.first for visit in plan.all(Visit) if visit.starts and not visit.happened]
        left = min(((day - plan.position).days for day in ahead if day >= plan.position), default=None)
        if left is not None:
            parts.append(f"next visit in {days(left)}" if left else "next visit today")
        return " · ".join(parts if recommendations else parts[1:])
