"""What narrows a matrix: words, a theme, and which of its columns are shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from app.domain.figures import capital
from app.domain.plan import Plan
from app.domain.records import Theme
from app.domain.thread import LinkMatrix
from app.ui import look
from app.ui.kit import STRETCH, button, row
from app.ui.widgets.combo import Combo
from app.ui.widgets.table_bar import FilterLine

from .filter import ALL, GAPS, LINKED, Pair, usual_scope

SCOPES = {ALL: "All", LINKED: "Linked", GAPS: "Gaps"}


class MatrixFilters(QWidget):
    """The bar.

    Attributes:
        line: words; Escape empties it, Down goes to the matrix.
        themes: a theme, or all.
        buttons: which columns, by scope.
        scope: the scope that is chosen.

    Signals:
        changed: something else is to be shown.
        left: the person goes on to the matrix.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.scope = ALL
        self._chosen_by_hand = False
        self._themes: tuple[Theme, ...] = ()
        self.line, self.themes = FilterLine(), Combo()
        self.count = look.label(quiet=True)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._build()
        self.line.textChanged.connect(self.changed)
        self.line.left.connect(self.left)
        self.themes.currentIndexChanged.connect(self.changed)

    @property
    def theme(self) -> Theme | None:
        """The theme that is chosen."""
        at = self.themes.currentIndex() - 1
        return self._themes[at] if 0 <= at < len(self._themes) and not self.themes.isHidden() else None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is typed or chosen."""
        return bool(self.line.text() or self.theme or self._chosen_by_hand)

    def show_themes(self, plan: Plan) -> None:
        """Offer the themes of a plan; the chosen one stays."""
        if plan.all(Theme) == self._themes:
            return
        chosen, self._themes = self.theme, plan.all(Theme)
        self.themes.blockSignals(True)
        self.themes.clear()
        self.themes.addItem("All themes")
        self.themes.addItems([theme.name for theme in self._themes])
        found = (n for n, theme in enumerate(self._themes) if chosen is not None and theme.id == chosen.id)
        self.themes.setCurrentIndex(next(found, -1) + 1)
        self.themes.blockSignals(False)

    def show_matrix(self, pair: Pair, matrix: LinkMatrix) -> None:
        """Fit the bar to a matrix: what one filters, and how many columns there are of each sort."""
        words = f"Filter {pair.what} and {pair.many}"
        self.line.setPlaceholderText("Filter rows and columns")
        self.line.setAccessibleName(words)
        self.themes.setVisible(Theme not in (pair.rows, pair.columns))
        if not self._chosen_by_hand:
            self.choose(usual_scope(matrix))
        gaps = len(matrix.empty_columns)
        counts = {ALL: len(matrix.columns), LINKED: len(matrix.columns) - gaps, GAPS: gaps}
        for scope, pressed in self.buttons.items():
            pressed.setText(f"{SCOPES[scope]} {counts[scope]:,}")
            pressed.setAccessibleName(f"{capital(pair.many)}: {SCOPES[scope].lower()}, {counts[scope]:,}")

    def show_count(self, rows: int, all_rows: int, columns: int, all_columns: int) -> None:
        """Say how much of the matrix is shown, where that is not all."""
        whole = (rows, columns) == (all_rows, all_columns)
        self.count.setText("" if whole else f"{rows:,} of {all_rows:,} by {columns:,} of {all_columns:,}")

    def choose(self, scope: str) -> None:
        """Take a scope without telling anybody."""
        self.scope = scope
        self.buttons[scope].setChecked(True)

    def clear(self) -> None:
        """Nothing typed, all themes, the usual columns; without telling anybody."""
        for part in (self.line, self.themes):
            part.blockSignals(True)
        self.line.clear()
        self.themes.setCurrentIndex(0)
        self._chosen_by_hand = False
        for part in (self.line, self.themes):
            part.blockSignals(False)

    def _press(self, scope: str) -> None:
        self._chosen_by_hand = True
        self.scope = scope
        self.changed.emit()

    def _build(self) -> None:
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(look.space(40))
        self.themes.setAccessibleName("Theme")
        self.themes.setMaximumWidth(look.space(30))
        for scope, word in SCOPES.items():
            made = button(word, lambda scope=scope: self._press(scope))
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._group.addButton(made)
            self.buttons[scope] = made
        parts = ((self.line, 3), (self.themes, 2), *self.buttons.values(), self.count, STRETCH)
        row(*parts, on=self, gap=look.space(1))
