"""Where a record's values come from, where sources disagree and what was settled, and what was done to it.

Lines for the foot of any record's form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.clashes import Clash
from app.domain.disputes import Dispute, disputes_of
from app.domain.figures import capital, listed
from app.domain.plan import Plan
from app.domain.records import Provenance, Record, rules
from app.domain.schedule import show_date
from app.domain.wording import source_words
from app.ui import kit, look
from app.ui.trail import HistoryOf

from .asked import Asked
from .rag_badge import Tag

if TYPE_CHECKING:
    from app.workspace import HistoryEntry, Workspace

_FIRST = 8  # lines of history that are shown beside a record
_PARTS = 6  # records of which one of them tells


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
        self._column = kit.column(on=self, gap=look.space(1.5))

    def show_record(self, plan: Plan, record: Record, *, writable: bool = True) -> None:
        """Show another record's."""
        kit.clear(self._column)
        clashes, found = plan.clashes_of(record), disputes_of(plan, record)
        for clash in clashes:
            self._column.addWidget(self._told_of_copies(clash, writable=writable and self.settling))
        for dispute in found:
            self._column.addWidget(self._told(dispute, writable=writable and self.settling))
        self.setVisible(bool(clashes or found))

    def _told_of_copies(self, clash: Clash, *, writable: bool) -> QFrame:
        head = look.label(f"Copies disagree about {clash.label}", "strong", wrap=True)
        told = [look.label(version.told, "small", wrap=True) for version in reversed(clash.versions)]
        settle = [_link("Settle", f"Settle: {clash.label}", lambda: self.settle_wanted.emit(clash))]
        return _note(head, *told, *_beside(settle if writable else ()))

    def _told(self, dispute: Dispute, *, writable: bool) -> QFrame:
        about, settled = dispute.label.lower() or "it", dispute.settlement
        lines = [look.label(f"Settled: {about}" if settled else f"Sources disagree about {about}", "strong", wrap=True)]
        word = "Settle again" if settled else "Settle"
        asked = [_link(word, f"{word}: {about}", lambda: self.settle_wanted.emit(dispute))]
        if settled is None:
            words = (f"{source_words(said.source)}: {said.statement.strip()}" for said in dispute.statements)
            lines += [look.label(each, "small", wrap=True) for each in words]
        else:
            on = f", {show_date(settled.day)}" if settled.day else ""
            lines.append(look.label(settled.holds_true, wrap=True))
            lines.append(look.label(f"{settled.reason}\n{settled.by}{on}", "small", quiet=True, wrap=True))
            asked.append(_link("Unsettle", f"Unsettle: {about}", lambda: self.unsettle_wanted.emit(dispute)))
        return _note(*lines, *_beside(asked if writable else ()))


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
        self.apart, self.asked = Disagreements(), Asked()
        self._column = kit.column(gap=look.space(1.5))
        kit.column(self.apart, kit.block(self._column), self.asked, on=self, gap=look.space(1.5))

    def show_record(self, plan: Plan, record: Record, *, writable: bool = True) -> None:
        """Show another record's sources."""
        self.apart.show_record(plan, record, writable=writable)
        self.asked.show_record(plan, record, writable=writable)
        kit.clear(self._column)
        found: dict[tuple[str, str, bool], list[Provenance]] = {}
        order = {name: number for number, name in enumerate(["", *rules(type(record))])}
        for source in sorted(plan.sources(record), key=lambda p: order.get(p.field, len(order))):
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
        known = rules(type(record))
        names = [known[field].label.lower() if field in known else field or "all of it" for field in fields]
        what = listed(names)
        tag = ((Tag(), Qt.AlignmentFlag.AlignTop),) if illustrative else ()
        line = kit.column(kit.row((look.label(capital(what), wrap=True), 1), *tag, gap=look.space(1)))
        sources = sources_words([p.source for p in group])
        said = ". ".join(part.removesuffix(".") for part in (sources, statement) if part)
        if said:
            line.addWidget(look.label(f"{said}.", "small", quiet=True, wrap=True))
        if illustrative and writable:
            marks, tip = tuple(group), "Keep it: it is illustrative no longer"
            confirm = _link("Confirm this value", f"Confirm {what}", lambda: self.adopted.emit(marks), tip)
            line.addWidget(confirm, 0, Qt.AlignmentFlag.AlignLeft)
        return line


class HistoryLines(QWidget):
    """What was done to a record last, newest first: when, by whom, and what in words.

    Signals:
        opened: the person wants to see all of it: `HistoryOf` the record.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._column = kit.column(on=self, gap=look.space(1.5))

    def show_record(self, workspace: Workspace, record: Record) -> None:
        """Show another record's history. Raises Refusal where the file cannot be read."""
        kit.clear(self._column)
        entries = workspace.latest(record, _FIRST, _PARTS)
        for entry in entries:
            self._column.addLayout(entry_lines(entry, record.name))
        if not entries:
            self._column.addWidget(look.label("Nothing yet.", quiet=True))
            return
        spoken = f"Show all of the history of {record.name}"
        whole = _link("Show in History", spoken, lambda: self.opened.emit(HistoryOf(record.id)))
        self._column.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)


def sources_words(sources: Sequence[str]) -> str:
    """Such as "Paragraphs 3.12 and 4.3", "Paragraph 3.1; Cabinet minutes": each once, paragraphs in their order."""
    numbers = {s for s in sources if source_words(s) == f"Paragraph {s}"}
    paragraphs = sorted(numbers, key=lambda s: [int(n) for n in s.split(".")])
    others = list(dict.fromkeys(source_words(s) for s in sources if s and s not in paragraphs))
    told = f"Paragraph{'s' if len(paragraphs) > 1 else ''} {listed(paragraphs)}" if paragraphs else ""
    return "; ".join(filter(None, (told, *others)))


def entry_lines(entry: HistoryEntry, name: str = "") -> QVBoxLayout:
    """An edit in lines: what was done, what it did, when and by whom; without the name of the record it is shown at."""
    at = entry.at.astimezone()
    who = f"{entry.author}, {entry.role}" if entry.role else entry.author
    more = [f"And {entry.more:,} more"] if entry.more else []
    told = "\n".join(capital(detail.removeprefix(f"{name}: ")) for detail in (*entry.details, *more))
    lines = filter(None, (told, f"{show_date(at.date())}, {at:%H:%M} · {who}"))
    small = [look.label(said, "small", quiet=True, wrap=True) for said in lines]
    return kit.column(look.label(entry.label, wrap=True), *small, gap=look.space(0.25))


def _note(*lines: kit.Part) -> QFrame:
    """A frame that stands out, with its lines."""
    made = QFrame()
    made.setProperty("kind", "note")
    kit.column(*lines, on=made, gap=look.space(0.5), edge=(look.space(1.5), look.space(1)))
    return made


def _link(word: str, spoken: str, act: Callable[[], object], tip: str = "") -> QPushButton:
    made = kit.button(word, act, "link", tip)
    made.setAccessibleName(spoken)
    return made


def _beside(buttons: Sequence[QPushButton]) -> Sequence[kit.Part]:
    return (kit.row(*buttons, kit.STRETCH, gap=look.space(1)),) if buttons else ()
