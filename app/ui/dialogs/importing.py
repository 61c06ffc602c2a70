"""Bringing an existing plan in: which file, what its columns mean, what every row would do, and then the import."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from app import settings
from app.domain.fields import Choice, Text
from app.domain.figures import capital, counted, listed
from app.exchange.figures.bring import KIND as FIGURES
from app.exchange.figures.bring import best_of
from app.exchange.figures.choosing import FileContent
from app.exchange.importing import KINDS
from app.exchange.importing.grid import CannotRead, Grid
from app.exchange.importing.joining import joined, parts
from app.exchange.importing.result import Import, RowResult
from app.exchange.importing.vocabulary import targets
from app.jobs import Job, Steps
from app.ui import look
from app.ui.dialogs.dialog import JobDialog
from app.ui.kit import STRETCH, column, keep_nothing_of, row
from app.ui.widgets.combo import Combo
from app.ui.widgets.fields import ChoiceField, LineField
from app.ui.widgets.form import level
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message import Message
from app.ui.widgets.table_bar import TableBar

from .attachment import dropped
from .import_columns import ColumnsTable
from .import_questions import ImportQuestions
from .import_reading import TOGETHER, OpenedFile, Planned, opened, planned, planned_together
from .import_rows import ROW_WIDTH, WIDE_ROW_WIDTH, ImportRows

if TYPE_CHECKING:
    from app.workspace import Workspace

FILE = Text(
    label="File",
    required=True,
    help="An Excel or LibreOffice file (.xlsx, .xls, .ods) or text with commas or tabs (.csv, .tsv).",
)
KIND = Choice(
    label="Its rows are", required=True,
    options={kind: kind.capitalize() for kind in KINDS} | {FIGURES: "Figures by period"},
)  # fmt: skip
SHEET = Choice(label="Sheet", required=True, options={})
_PATTERN = "Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"
_LOW = 800  # pixels of the dialog below which questions leave the columns few rows
_ROWS = 40  # of a sheet among which the header is chosen


class ImportDialog(JobDialog):
    """A file, how it is understood, and what it would do; nothing is saved before Import is pressed.

    Attributes:
        file, kind, sheet: what is read as what.
        columns: where the file's columns go.
        rows: what becomes of each row; whole: all that is said of the chosen one.
        found: what would be saved; None until something is read.
        questions: what the file could mean twice.
        saved, edit: what was saved, in words, and by which edit; empty until it is.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Import an existing plan")
        keep_nothing_of(self)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._opened = OpenedFile([], FileContent([], [], []), [])
        self._together = Grid("", ())
        self._path = Path()
        self._corrected: dict[str, dict[str, str]] = {}  # by kind, what the person said of columns
        self._focus: QWidget | None = None
        self._again = False
        self.found: Import | None = None
        self.saved = self.edit = ""
        self.file, self.kind, self.sheet = LineField(FILE), ChoiceField(KIND), ChoiceField(SHEET)
        self.choose = QPushButton("Choose…")
        self.columns, self.rows, self.questions = ColumnsTable(), ImportRows(), ImportQuestions()
        self.header, self.part, self.other = Combo(), Combo(), QPushButton()
        self._parts: tuple[Import, ...] = ()
        self._answers: dict[str, str] = {}
        self._others: list[str] = []
        self.only_problems = QCheckBox("Only rows to look at")
        self.import_, self.cancel = QPushButton("Import"), QPushButton("Cancel")
        self.jobs, self.outcome = JobBar(), Message(self)
        self._build()
        self._connect()
        self._show_found(None)
        self.file.show_value("")

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None = None) -> tuple[str, str]:
        """Let the person import; what was saved in words ("Added 31 actions, changed 4") and its edit, or nothing."""
        dialog = cls(workspace, parent)
        dialog.exec()
        return dialog.saved, dialog.edit

    def show_file(self, path: Path) -> None:
        """Read a file, as if it were chosen."""
        self.file.set_text(str(path))
        self._read()

    def accept(self) -> None:
        """Save what is shown as one edit, off the window's thread; then close."""
        if self.jobs.job is not None or self.found is None or not self.found.records:
            return
        steps = self._workspace.saving(*self.found.records, label=self.found.label)
        self.save(steps, self._on_saved, "Nothing was imported.")

    def _on_saved(self, take: Callable[[], None]) -> None:
        assert self.found is not None
        take()
        self._remember()
        self.saved, self.edit = _past(self.found), self._workspace.undo_next
        super().accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped(event.mimeData().urls()):
            event.acceptProposedAction()
            self.show_file(path)

    # -- reading

    def _read(self) -> None:
        typed = self.file.text().strip()
        if not typed or self.jobs.job is not None:
            return
        self._path = Path(typed)
        self._start(opened(self._path), f"Reading {self._path.name}", self._on_read)
        self._focus = self.focusWidget()
        self.let_go_on(False)

    def _on_read(self, found: OpenedFile) -> None:
        settings.put(settings.IMPORTS, str(self._path.parent))
        self._opened, self._corrected, self._answers = found, {}, {}
        self.rows.without.clear()
        kind = found.kinds[0]
        several = {TOGETHER: capital(listed(found.held.kinds))} if kind == TOGETHER else {}
        self.kind.offer(several | dict(KIND.options), kind)
        self._show_sheets(kind)
        self._find_header()
        self._plan()

    def _show_sheets(self, kind: str) -> None:
        """Offer the sheets, and first of all those together that are parts of one plan."""
        grids = self._opened.grids
        names = {str(n): grid.name + (" (hidden)" if grid.hidden else "") for n, grid in enumerate(grids)}
        if kind == TOGETHER:
            names, together = {}, grids[:1]
        else:
            together = best_of(grids) if kind == FIGURES else parts(grids, kind, self._remembered(kind))
        self._together = joined(together)
        if len(together) > 1:
            names = {TOGETHER: f"{counted(len(together), 'sheet')} together"} | names
        chosen = TOGETHER if len(together) > 1 else str(grids.index(self._together))
        self.sheet.offer(names, chosen)
        self.sheet.box.setToolTip(f"{listed([grid.name for grid in together])}" if len(together) > 1 else "")
        self.sheet.setVisible(len(names) > 1)

    @property
    def _chosen(self) -> Grid:
        number = str(self.sheet.box.currentData() or "")
        return self._together if number in (TOGETHER, "") else self._opened.grids[int(number)]

    def _plan(self) -> None:
        kind = str(self.kind.box.currentData() or "")
        if self.jobs.job is not None:  # what it would tell is out of date; it is begun anew when it has stopped
            self._again = True
            self.jobs.job.cancel()
            return
        plan, name, answers = self._workspace.plan, self._path.name, dict(self._answers)
        without = frozenset(self.rows.without)
        if kind == TOGETHER:
            kinds = [each for each in self._opened.held.kinds if each != FIGURES]
            before = {each: self._remembered(each) for each in kinds}
            mappings = {each: self._corrections(each) for each in kinds}
            steps = planned_together(self._opened, plan, before, mappings, name, answers, without)
        else:
            header = self.header.currentData()
            steps = planned(self._chosen, kind, plan, self._corrections(kind), name, answers, without, header)
        self._start(steps, "Comparing with the plan", self._show_planned)
        self.import_.setEnabled(False)

    def _start(self, steps: Steps, title: str, then: Any) -> None:
        job = Job(steps, self)
        self.outcome.hide()
        self.jobs.watch(job, title)
        job.finished.connect(lambda result: self._ended(then, result))  # after the bar, which lets the next job begin
        job.failed.connect(self._on_failed)
        job.cancelled.connect(lambda: self._ended(self._show_found, None))

    def _ended(self, then: Any, result: Any) -> None:
        self.let_go_on(True)
        if self._again:
            self._again = False
            self._plan()
            return
        then(result)
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None

    def _on_failed(self, error: BaseException) -> None:
        self._ended(self._show_found, None)
        if not isinstance(error, CannotRead):
            raise error
        self.file.say(str(error))
        self.file.control.setFocus()

    def let_go_on(self, on: bool) -> None:
        for part in (self.file, self.choose, self.kind, self.sheet, self.columns, self.questions, self.header,
                     self.part, self.other, self.rows):  # fmt: skip
            part.setEnabled(on)
        self.import_.setEnabled(on and self.found is not None and bool(self.found.records))

    # -- correcting and remembering

    def _answer(self, question: str, value: str) -> None:
        self._answers[question] = value
        self._plan()

    def _find_header(self) -> None:
        """Let the header be found again, among the first rows of the sheet."""
        rows = min(_ROWS, len(self._chosen.rows))
        self.header.blockSignals(True)
        self.header.offer({None: "Header found by itself"} | {row: f"Header in row {row + 1}" for row in range(rows)})
        self.header.setCurrentIndex(0)
        self.header.blockSignals(False)

    def _read_anew(self) -> None:
        self.rows.without.clear()
        self._plan()

    def _correct(self, key: str, target: str) -> None:
        kind = str(self.kind.box.currentData())
        kind = str(self.part.currentData()) if kind == TOGETHER else kind
        said = self._corrected.setdefault(kind, {})
        said.pop(key, None)
        said[key] = target
        self._plan()

    def _corrections(self, kind: str) -> dict[str, str]:
        """What people said of columns; where two were to go to one field the one that was said last goes there.

        The other gets it back when the last one moves on, as it does while the arrow keys pass through a box.
        """
        found: dict[str, str] = {}
        said = self._corrected.get(kind, {})
        before = {key: target for key, target in self._remembered(kind).items() if key not in said}
        for key, target in reversed((before | said).items()):
            single = target and not targets(kind)[target].several
            found[key] = "" if single and target in found.values() else target
        return found

    def _remembered(self, kind: str) -> dict[str, str]:
        kept = settings.get(settings.COLUMNS).get(kind)
        kept = kept if isinstance(kept, dict) and kind != FIGURES else {}
        return {key: target for key, target in kept.items() if target == "" or target in targets(kind)}

    def _remember(self) -> None:
        assert self.found is not None
        for each in self.found.of or (self.found,):
            if self._corrected.get(each.kind):
                own = {each.kind: self._corrections(each.kind)}
                settings.put(settings.COLUMNS, {**settings.get(settings.COLUMNS), **own})
            settings.remember_answers(each.layout, {q.id: q.given for q in each.questions if q.given})

    # -- showing

    def _show_planned(self, found: Planned | None) -> None:
        self.rows.plan = found.plan if found else None
        self._parts = tuple(part for part in found.parts if part.columns) if found else ()
        self._show_found(found.found if found else None)

    def _show_columns(self) -> None:
        """The columns of the one kind, or of the kind that is chosen of several."""
        found = self.found
        self.part.setVisible(len(self._parts) > 1)
        if self._parts:
            self.part.offer({part.kind: f"Columns of {part.kind}" for part in self._parts})
            found = self._parts[max(0, self.part.currentIndex())]
        if found is None:
            self.columns.empty()
            return
        self.columns.show_import(found, few=bool(self.questions.isVisibleTo(self)) and self.height() < _LOW)
        for earlier, later in pairwise([self.sheet.box, *self.columns.boxes.values()]):  # new boxes would come last
            QWidget.setTabOrder(earlier, later)
        self.columns.setVisible(bool(found.columns))
        self.columns_head.setVisible(bool(found.columns))

    def _show_found(self, found: Import | None) -> None:
        self.found = found
        self.questions.show_questions(found.questions if found else ())
        chosen = str(self.kind.box.currentData() or "")
        self._others = [kind for kind in self._opened.kinds if found is not None and kind != chosen]
        shown = listed(self._opened.held.kinds) if TOGETHER in self._others[:1] else "".join(self._others[:1])
        self.other.setText(f"Read as {shown}" if shown else "")
        self.other.setVisible(bool(shown))
        grids = self._opened.grids
        one = found is not None and chosen not in (FIGURES, TOGETHER) and bool(grids) and not self._chosen.parts
        self.header.setVisible(one)
        there = found is not None
        for part in (self.kind, self.columns_head, self.columns):
            part.setVisible(there and bool(grids))
        self.sheet.setVisible(there and len(grids) > 1 and chosen != TOGETHER)
        self.hint.setVisible(not there)
        self.whole.setVisible(False)
        for part in (self.rows, self.table_bar):
            part.setVisible(there and not (found and found.wrong))
        self._rest.setVisible(not self.rows.isVisibleTo(self))
        self.import_.setText(found.summary if found and found.records else "Import")
        self.import_.setEnabled(bool(found and found.records))
        self._show_columns()
        if found is None:
            return
        self.rows.setColumnWidth(1, WIDE_ROW_WIDTH if any(row.sheet for row in found.rows) else ROW_WIDTH)
        self.rows.show_records(found.rows)
        self.only_problems.setText(f"Only rows to look at ({found.problems:,})")
        self.only_problems.setEnabled(found.problems > 0)
        if not found.problems:
            self.only_problems.setChecked(False)
        if found.wrong:
            self.outcome.show_wrong(found.wrong)
        elif not found.records:
            self.outcome.show_note("The plan holds all of this already, so there is nothing to import.")
        elif notes := self._notes(found):
            self.outcome.show_note(" ".join(notes))

    def _notes(self, found: Import) -> list[str]:
        """What is to be known of the file as a whole."""
        cut = self._chosen.cut
        long = [f"The sheet is too long: its last {counted(cut, 'row')} are left out."] if cut else []
        long += [part.wrong for part in self._parts if part.wrong]
        verdicts = [f"{v.title if v.title.startswith('“') else f'“{v.title}”'}: {v.words}." for v in found.verdicts]
        return [*long, *self._opened.held.left, *found.findings, *verdicts]

    def _show_whole(self, row: RowResult | None) -> None:
        self.whole.setText(f"{capital(row.place)}: {row.message}" if row else "")
        self.whole.setVisible(row is not None)

    def _narrow(self, on: bool) -> None:
        self.table_bar.narrow((lambda row: row.problem) if on else None)

    def _choose(self) -> None:
        kept = settings.get(settings.IMPORTS) or settings.get(settings.FOLDER)
        name, _ = QFileDialog.getOpenFileName(self, "Import an existing plan", kept, _PATTERN)
        if name:
            self.show_file(Path(name))

    def _read_as_other(self) -> None:
        """Read the rows as the kind that fits next best."""
        self.kind.box.setCurrentIndex(self.kind.box.findData(self._others[0]))
        self._on_kind()

    def _on_kind(self) -> None:
        self.rows.without.clear()
        self._show_sheets(str(self.kind.box.currentData()))
        self._find_header()
        self._plan()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.file.line.editingFinished.connect(self._read_when_new)
        self.kind.box.activated.connect(lambda _: self._on_kind())
        self.sheet.box.activated.connect(lambda _: (self._find_header(), self._read_anew()))
        self.header.activated.connect(lambda _: self._read_anew())
        self.other.clicked.connect(self._read_as_other)
        self.questions.answered.connect(self._answer)
        self.rows.ticked.connect(self._plan)
        self.columns.corrected.connect(self._correct)
        self.part.activated.connect(lambda _: self._show_columns())
        self.only_problems.toggled.connect(self._narrow)
        self.rows.chosen.connect(self._show_whole)
        self.import_.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _read_when_new(self) -> None:
        if Path(self.file.text().strip()) != self._path:
            self._read()

    def _build(self) -> None:
        self.import_.setProperty("kind", "primary")
        self.header.setAccessibleName("Row of the header")
        self.header.setMinimumContentsLength(20)
        for button in (self.choose, self.other, self.import_, self.cancel, self.jobs.cancel):
            button.setAutoDefault(False)
        self.choose.setAccessibleName("Choose the file")
        self.table_bar = TableBar(self.rows)
        self.table_bar.row.insertWidget(2, self.only_problems)
        self.columns_head = look.label("Where the columns go", "heading")
        self.hint = look.label(_EXPLAINED, quiet=True, wrap=True)
        self._rest = QWidget()
        self.whole = look.label(quiet=True, wrap=True)
        for field in (self.file, self.kind, self.sheet):
            field.name.setText(field.rule.label)
        self.other.hide()
        self.header.hide()
        self.part.hide()
        self.part.setAccessibleName("Whose columns are shown")
        file, kind, sheet = (column(field, STRETCH) for field in (self.file, self.kind, self.sheet))
        gap = look.space(1)
        column(
            look.label("Import an existing plan", "title"),
            row((file, 3), level(self.file, self.choose), (kind, 1), (sheet, 1), gap=gap),
            self.hint, row(self.columns_head, self.part, STRETCH, self.other, self.header, gap=gap), self.columns,
            self.questions, self.table_bar, (self.rows, 1), self.whole, (self._rest, 1),
            row((self.jobs, 1), STRETCH, self.cancel, self.import_, gap=gap),
            on=self, gap=look.space(1.25), edge=(look.space(3), look.space(2)),
        )  # fmt: skip
        screen = look.room_at(QPoint())
        self.resize(
            min(look.space(175), round(screen.width() * 0.92)), min(look.space(110), round(screen.height() * 0.9))
        )


_EXPLAINED = (
    "Rows of your file become records of the plan. You see first how every column is understood and what would become "
    "of every row, and can put it right; nothing is saved until you press Import, and Undo takes it all back.\n\n"
    "A row that the plan knows already, by its reference or its title, changes that record; an empty cell changes "
    "nothing. Bring themes and recommendations in before the actions that serve them, and actions before their "
    "milestones."
)


def _past(found: Import) -> str:
    """What was saved: "Added 31 actions, changed 4"."""
    return found.summary.replace("Add ", "Added ", 1).replace("hange ", "hanged ", 1)
