"""Where a record's values come from, where sources disagree and what was settled, and what was done to it.

Lines for the foot of any record's form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.clashes import Clash
from app.domain.disputes import Dispute, disputes_of
from app.domain.figures import capital, listed
from app.domain.plan import Plan
from app.domain.records import Provenance, Record, rules
from app.domain.schedule import show_date
from app.domain.wording import source_words
from app.ui import look

from .asked import Asked
from .history_of import HistoryOf
from .rag_badge import Tag

if TYPE_CHECKING:
    from app.workspace import HistoryEntry, Workspace

_FIRST = 8  # lines of history that are shown beside a record


class Disagreements(QWidget):
    """What copies and sources disagree about in a record; who settled it, when and why. Hidden while there is nothing.

    Attributes:
        settling: whether it can be settled from here (`dialogs.settle.let_settle`).

    Signals:
        settle_wanted: the `Clash` or `Dispute` that is to be settled.
        unsettle_wanted: the `Dispute` that is to be so no longer.
    """

    settle_wanted = Signal(object)
    unsettle_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.settling = False
        self._column = _column(self)

    def show_record(self, plan: Plan, record: Record, *, writable: bool = True) -> None:
        """Show another record's."""
        _empty(self._column)
        clashes, found = plan.clashes_of(record), disputes_of(plan, record)
        for clash in clashes:
            self._column.addWidget(self._told_of_copies(clash, writable=writable and self.settling))
        for dispute in found:
            self._column.addWidget(self._told(dispute, writable=writable and self.settling))
        self.setVisible(bool(clashes or found))

    def _told_of_copies(self, clash: Clash, *, writable: bool) -> QFrame:
        made, column = _note()
        column.addWidget(look.label(f"Copies disagree about {clash.label}", "strong", wrap=True))
        for version in reversed(clash.versions):
            column.addWidget(look.label(version.told, "small", wrap=True))
        if writable:
            column.addLayout(_ways([("Settle", clash.label, lambda: self.settle_wanted.emit(clash))]))
        return made

    def _told(self, dispute: Dispute, *, writable: bool) -> QFrame:
        made, column = _note()
        about, settled = dispute.label.lower() or "it", dispute.settlement
        head = f"Settled: {about}" if settled else f"Sources disagree about {about}"
        column.addWidget(look.label(head, "strong", wrap=True))
        for said in dispute.statements if settled is None else ():
            words = f"{source_words(said.source)}: {said.statement.strip()}"
            column.addWidget(look.label(words, "small", wrap=True))
        if settled is not None:
            on = f", {show_date(settled.day)}" if settled.day else ""
            column.addWidget(look.label(settled.holds_true, wrap=True))
            column.addWidget(look.label(f"{settled.reason}\n{settled.by}{on}", "small", quiet=True, wrap=True))
        if writable:
            asked = [("Settle again" if settled else "Settle", about, lambda: self.settle_wanted.emit(dispute))]
            asked += [("Unsettle", about, lambda: self.unsettle_wanted.emit(dispute))] if settled else []
            column.addLayout(_ways(asked))
        return made


class SourceLines(QWidget):
    """What is known of where each value comes from; "illustrative" beside what no source supports.

    Attributes:
        apart: what sources disagree about, above the lines.
        asked: what is asked about the record, below them.

    Signals:
        adopted: the person confirms illustrative values: their marks, which are to fall.
    """

    adopted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.apart = Disagreements()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.space(1.5))
        whole.addWidget(self.apart)
        lines = QWidget()
        self._column = _column(lines)
        whole.addWidget(lines)
        self.asked = Asked()
        whole.addWidget(self.asked)

    def show_record(self, plan: Plan, record: Record, *, writable: bool = True) -> None:
        """Show another record's sources."""
        self.apart.show_record(plan, record, writable=writable)
        self.asked.show_record(plan, record, writable=writable)
        _empty(self._column)
        found: dict[tuple[str, str, bool], list[Provenance]] = {}
        order = ["", *rules(type(record))]
        for source in sorted(plan.sources(record), key=lambda p: order.index(p.field)):
            found.setdefault((source.source, source.statement, source.illustrative), []).append(source)
        alike: dict[tuple[tuple[str, ...], str, bool], list[Provenance]] = {}
        for (_, statement, illustrative), group in found.items():
            alike.setdefault((tuple(p.field for p in group), statement, illustrative), []).extend(group)
        for (fields, statement, _), group in alike.items():
            self._column.addLayout(self._line(record, fields, statement, group, writable))
        if not found:
            self._column.addWidget(look.label("Entered here; no source is given.", quiet=True, wrap=True))

    def _line(
        self, record: Record, fields: Sequence[str], statement: str, group: Sequence[Provenance], writable: bool
    ) -> QVBoxLayout:
        illustrative = group[0].illustrative
        names = [rules(type(record))[field].label.lower() if field else "all of it" for field in fields]
        what = listed(names)
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(look.label(capital(what), wrap=True), 1)
        if illustrative:
            head.addWidget(Tag(), 0, Qt.AlignmentFlag.AlignTop)
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addLayout(head)
        sources = sources_words([p.source for p in group])
        said = ". ".join(part.removesuffix(".") for part in (sources, statement) if part)
        if said:
            line.addWidget(look.label(f"{said}.", "small", quiet=True, wrap=True))
        if illustrative and writable:
            button = QPushButton("Confirm this value")
            button.setProperty("kind", "link")
            button.setToolTip("Keep it: it is illustrative no longer")
            button.setAccessibleName(f"Confirm {what}")
            button.clicked.connect(lambda _=False, marks=tuple(group): self.adopted.emit(marks))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line


class HistoryLines(QWidget):
    """What was done to a record last, newest first: when, by whom, and what in words.

    Signals:
        opened: the person wants to see all of it: `HistoryOf` the record.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._column = _column(self)

    def show_record(self, workspace: Workspace, record: Record) -> None:
        """Show another record's history. Raises Refusal where the file cannot be read."""
        _empty(self._column)
        entries = workspace.latest(record, _FIRST)
        for entry in entries:
            self._column.addLayout(entry_lines(entry, record.name))
        if not entries:
            self._column.addWidget(look.label("Nothing yet.", quiet=True))
            return
        button = QPushButton("Show in History")
        button.setProperty("kind", "link")
        button.setAccessibleName(f"Show all of the history of {record.name}")
        button.clicked.connect(lambda: self.opened.emit(HistoryOf(record.id)))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def sources_words(sources: Sequence[str]) -> str:
    """Such as "Paragraphs 3.12 and 4.3", "Paragraph 3.1; Cabinet minutes": each once, paragraphs in their order."""
    paragraphs = sorted({s for s in sources if source_words(s) != s}, key=lambda s: [int(n) for n in s.split(".")])
    others = list(dict.fromkeys(source_words(s) for s in sources if s and s not in paragraphs))
    told = f"Paragraph{'s' if len(paragraphs) > 1 else ''} {listed(paragraphs)}" if paragraphs else ""
    return "; ".join(filter(None, (told, *others)))


def entry_lines(entry: HistoryEntry, name: str = "") -> QVBoxLayout:
    """An edit in lines: what was done, what it did, when and by whom; without the name of the record it is shown at."""
    at = entry.at.astimezone()
    who = f"{entry.author}, {entry.role}" if entry.role else entry.author
    line = QVBoxLayout()
    line.setSpacing(look.space(0.25))
    line.addWidget(look.label(entry.label, wrap=True))
    if entry.details:
        told = [capital(detail.removeprefix(f"{name}: ")) for detail in entry.details]
        line.addWidget(look.label("\n".join(told), "small", quiet=True, wrap=True))
    line.addWidget(look.label(f"{show_date(at.date())}, {at:%H:%M} · {who}", "small", quiet=True, wrap=True))
    return line


def _note() -> tuple[QFrame, QVBoxLayout]:
    """A frame that stands out, and where its lines go."""
    made = QFrame()
    made.setProperty("kind", "note")
    column = QVBoxLayout(made)
    column.setContentsMargins(look.space(1.5), look.space(1), look.space(1.5), look.space(1))
    column.setSpacing(look.space(0.5))
    return made, column


def _ways(asked: Sequence[tuple[str, str, Callable[[], object]]]) -> QHBoxLayout:
    """Buttons in a row, each a word, what it is about, and what it does."""
    row = QHBoxLayout()
    row.setSpacing(look.space(1))
    for word, about, act in asked:
        button = QPushButton(word)
        button.setProperty("kind", "link")
        button.setAccessibleName(f"{word}: {about}")
        button.clicked.connect(lambda _=False, act=act: act())
        row.addWidget(button)
    row.addStretch()
    return row


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(1.5))
    return column


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _empty(inner)
            inner.deleteLater()
