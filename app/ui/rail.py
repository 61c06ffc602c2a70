"""The left rail: the pages, and at its foot what holds for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from app.domain.meetings import meeting_name
from app.domain.schedule import show_date
from app.ui import kit, look
from app.ui.session import Session
from app.ui.widgets.card import rule
from app.ui.widgets.rag_badge import Tag


def shortcuts(keys: Sequence[str]) -> list[str]:
    """What leads, with Control, to each page: its own key, else the next digit: 1 to 9, then 0, as on the keyboard."""
    digits = iter("1234567890")
    return [key or next(digits, "") for key in keys]


class RailButton(QAbstractButton):
    """A page's line: its title, and the key of its shortcut."""

    def __init__(self, title: str, key: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.key = key
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(f"Control {key}")

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance("Ctrl 9") + look.space(5)
        return QSize(width, metrics.height() + look.space(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = look.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = c.selected if self.isChecked() else c.line if self.underMouse() else None
        painter.setBrush(QColor(back) if back else Qt.BrushStyle.NoBrush)
        focus = bool(self.property("keys"))
        painter.setPen(QPen(QColor(c.focus), 2) if focus else Qt.PenStyle.NoPen)
        inset = 1 if focus else 0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        box = self.rect().adjusted(look.space(1.5), 0, -look.space(1.5), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(QColor(c.on_selected if self.isChecked() else c.text))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(look.font("small"))
        painter.setPen(QColor(c.on_selected if self.isChecked() else c.quiet))
        shortcut = f"Ctrl {self.key}" if self.isChecked() else self.key
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, shortcut)


class Rail(QFrame):
    """The pages to choose from, and the plan's state.

    Signals:
        chosen: the number of a page, from 0.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], keys: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.buttons: list[RailButton] = []
        self._group = QButtonGroup(self)
        self.position, self.saved = (
            look.label(role="small", quiet=True),
            look.label(role="small", quiet=True, wrap=True),
        )
        self.looked_by = look.label(role="small", wrap=True)
        self.looked_by.hide()
        self.facts_only = Tag("Report's facts only")
        self.facts_only.hide()
        name = look.label("Goldthread", "heading")
        name.setContentsMargins(look.space(1.5), 0, 0, look.space(1.5))
        for number, (title, key) in enumerate(zip(titles, keys, strict=True)):
            button = RailButton(title, key)
            button.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._group.addButton(button)
            self.buttons.append(button)
        said, edge = (self.facts_only, self.looked_by, self.position, self.saved), (look.space(1.5), look.space(1))
        self._foot = kit.block(kit.column(*said, gap=look.space(0.5), edge=(*edge, look.space(1), 0)))
        parts = (name, *self.buttons, kit.STRETCH, rule(), self._foot)
        kit.column(*parts, on=self, gap=2, edge=(look.space(1), look.space(2)))
        self.setFixedWidth(max([look.space(22), *(b.sizeHint().width() + look.space(2) for b in self.buttons)]))

    def mark(self, number: int) -> None:
        """Show which page is open."""
        self.buttons[number].setChecked(True)

    def show_state(self, session: Session) -> None:
        """Say what holds for every page: the day the plan speaks of, whether it is saved, what is left out.

        And what "better" and "worse" go by on this screen alone, where papers go by something else.
        """
        workspace = session.workspace
        last, papers = workspace.last_meeting, workspace.paper_meeting
        alone = last is not None and papers is not None and last.id != papers.id
        self.looked_by.setText(
            f"Your screen compares with {meeting_name(workspace.plan, last)}" if last and alone else ""
        )
        self.looked_by.setVisible(alone)
        self.position.setText(f"Position at {show_date(workspace.plan.position)}")
        self.saved.setText(_saved(session))
        self.facts_only.setVisible(workspace.facts_only)
        self.facts_only.setToolTip(session.why_not_editing)


def _saved(session: Session) -> str:
    workspace = session.workspace
    if workspace.past:
        return "As it was then"
    if workspace.verifying:
        return "Checking the file"
    if session.is_demo:
        return "Demo: changes are not kept"
    if not workspace.writable:
        return "Read only"
    if workspace.backup_problem:
        return "Saved · no backup"
    at = workspace.backed_up
    return f"Saved · backup {at.astimezone():%H:%M}" if at else "Saved"
