"""How the program looks: colours in light and dark, status shapes and words, type scale, grid, style.

    QApplication([program, *look.STYLE])   Fusion, which is the same everywhere and follows the palette
    look.apply(app, Appearance.SYSTEM)     at the start (or in two steps), and whenever the setting changes
    look.colours().quiet                   a colour of the palette in force; ask while painting, keep nothing
    look.status("amber")                   .fill .text .outline .mark .shape .word of a status
    look.charts()                          the colours of charts
    label.setFont(look.font("title"))      title, heading, strong, body, small
    layout.setSpacing(look.space(2))       16 pixels: the grid is 8

Status is never colour alone: draw its shape (`app.ui.widgets.shapes`) and say its word.
"""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from functools import cache, lru_cache
from string import Template

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from app import resources
from app.tokens import CHARTS, DARK, GRID, LIGHT, STATUSES, ChartColours, Colours, StatusLook

STYLE = ("-style", "Fusion")  # as Qt's own arguments: asking for the QStyle object costs more than it does
SMALLEST_POINTS = 9.5  # system fonts of 9 points and less are too small for a whole day


class Appearance(StrEnum):
    """Light, dark, or as the system is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def word(self) -> str:
        """As people choose it."""
        return {"system": "As the system", "light": "Light", "dark": "Dark"}[self]


DIRECTIONS = {
    "better": "up", "same": "equal", "worse": "down", "new": "dot", "no real change": "wave", "less known": "ring",
    "measured differently": "turn",
}  # fmt: skip
"""The shape of each direction."""


_SIZES = {
    "title": 1.5, "heading": 1.15, "strong": 1.0, "body": 1.0, "small": 0.88, "display": 2.2, "lead": 1.45,
    "point": 1.2, "reading": 1.2,
}  # fmt: skip
_BOLD = {
    "display": QFont.Weight.Bold, "title": QFont.Weight.Bold, "heading": QFont.Weight.DemiBold,
    "strong": QFont.Weight.DemiBold, "point": QFont.Weight.DemiBold,
}  # fmt: skip
_fonts: dict[str, tuple[QFont, QFont]] = {}  # the system's font when it was made, and the one of the role
_PLAIN_FAMILIES = ["Inter", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans", "Liberation Sans"]


def space(steps: float = 1) -> int:
    """Pixels of so many steps of the grid; half steps are allowed inside a control."""
    return round(GRID * steps)


def is_dark() -> bool:
    """Whether the appearance in force is dark."""
    return _is_dark(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=8)
def _is_dark(_palette: int) -> bool:
    """As `is_dark`, worked out once for a palette: every cell of a table asks for it, several times."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colours() -> Colours:
    """The colours in force."""
    return DARK if is_dark() else LIGHT


def charts() -> ChartColours:
    """The colours of charts in force."""
    return CHARTS[is_dark()]


def status(value: str) -> StatusLook:
    """How a status ("complete", "green", "amber", "red", "not rated", "ended") is shown now."""
    return STATUSES.get(str(value), STATUSES["not rated"])[is_dark()]  # a file may hold other words


def room_at(point: QPoint) -> QRect:
    """What a window may cover of the screen at a point. No widget is asked for its screen: tests/test_qt_binding.py."""
    screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def font(role: str = "body") -> QFont:
    """The system's font at a step of the type scale: "title", "heading", "strong", "body" or "small".

    Larger, for what is read from end to end: "display", "lead", "point" and "reading".
    """
    base = QApplication.font()
    if (kept := _fonts.get(role)) is None or kept[0] != base:
        found = QFont(base)
        found.setPointSizeF(found.pointSizeF() * _SIZES[role])
        if role in _BOLD:
            found.setWeight(_BOLD[role])
        kept = _fonts[role] = base, found
    return QFont(kept[1])


def label(text: str = "", role: str = "body", *, quiet: bool = False, wrap: bool = False) -> QLabel:
    """A label that shows `text` as it is, never as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setFont(font(role))
    made.setWordWrap(wrap)
    if quiet:
        made.setProperty("quiet", True)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for (quiet, kind, wrong) and draw the widget by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def apply(app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
    """Give the program its style, in light or dark; "system" follows the system from now on."""
    prepare(app, appearance)
    dress(app)


def prepare(app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
    """Give the program its font and its palette: what windows are built with.

    The style sheet can wait for `dress`: where there is one, Qt styles each part anew whenever it, or what holds it,
    gets a parent, and building a window takes twice as long.
    """
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    follower = _follower(app)
    follower.appearance = appearance
    app.styleHints().setColorScheme(scheme.get(appearance, Qt.ColorScheme.Unknown))  # the window's frame goes along
    follower.follow()


def enlarge(app: QApplication, times: float) -> None:
    """Give what is made from now on letters so many times as large as usual."""
    usual = _follower(app).usual
    larger = QFont(usual)
    larger.setPointSizeF(usual.pointSizeF() * times)
    app.setFont(larger)


def enlarged(pixels: int) -> int:
    """So many pixels for letters of the usual size, at the size that they have now."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    usual = _follower(app).usual.pointSizeF()
    return round(pixels * app.font().pointSizeF() / usual) if usual > 0 else pixels


def dress(app: QApplication) -> None:
    """Give the program its style sheet, before a window is shown."""
    follower = _follower(app)
    follower.is_dressed = True
    follower.follow()


_RINGED = {"QAbstractButton", "QAbstractItemView", "QTabBar"}
"""By name: the binding makes a class when it is first asked for, which the start would wait for."""


def _show_ring(old: QWidget | None, new: QWidget | None) -> None:
    """Show who has the keyboard where it came by keys: who presses with the mouse sees where they are.

    A part that draws a ring of its own says so (`rings`), and heeds its property "keys" as a style sheet does.
    """
    if old is not None and isValid(old) and old.property("keys"):
        restyle(old, "keys", False)
    rings = not _RINGED.isdisjoint([each.__name__ for each in type(new).__mro__]) or getattr(new, "rings", False)
    if new is not None and rings:
        restyle(new, "keys", QApplication.mouseButtons() == Qt.MouseButton.NoButton)


class _Follower(QObject):
    """Keeps palette and style sheet as the setting, or the system, wants them."""

    appearance = Appearance.SYSTEM
    is_dressed = False
    usual = QFont()
    _palette: Colours | None = None
    _sheet: Colours | None = None

    def follow(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dark = self.appearance is Appearance.DARK or (
            self.appearance is Appearance.SYSTEM and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        wanted = DARK if dark else LIGHT
        if self._palette is not wanted:
            self._palette = wanted
            app.setPalette(_palette(wanted))
        if self.is_dressed and self._sheet is not wanted:
            self._sheet = wanted
            app.setStyleSheet(_style_sheet(wanted))


@cache
def _follower(app: QApplication) -> _Follower:
    """The program's own; when it is made, the program gets its font."""
    app.setFont(_system_font(app.font()))
    made = _Follower(app)
    made.usual = QFont(app.font())
    app.styleHints().colorSchemeChanged.connect(made.follow)
    app.focusChanged.connect(_show_ring)
    return made


def _system_font(found: QFont) -> QFont:
    if found.family().casefold() in ("sans serif", "sans-serif", "sans", "dejavu sans", "helvetica"):
        found.setFamilies([*_PLAIN_FAMILIES, found.family()])  # no desktop said which font is the system's
    if found.pointSizeF() < SMALLEST_POINTS:
        found.setPointSizeF(SMALLEST_POINTS)
    return found


def _palette(c: Colours) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in {
        roles.Window: c.window, roles.WindowText: c.text, roles.Base: c.window, roles.AlternateBase: c.raised,
        roles.Text: c.text, roles.Button: c.raised, roles.ButtonText: c.text, roles.BrightText: c.wrong,
        roles.Highlight: c.selected, roles.HighlightedText: c.on_selected, roles.Link: c.accent,
        roles.LinkVisited: c.accent, roles.ToolTipBase: c.raised, roles.ToolTipText: c.text,
        roles.PlaceholderText: c.quiet, roles.Accent: c.accent, roles.Light: c.raised, roles.Midlight: c.line,
        roles.Mid: c.border, roles.Dark: c.border, roles.Shadow: c.line,
    }.items():  # fmt: skip
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.border))
    return made


@cache
def _style_sheet(c: Colours) -> str:
    values = {f.name: getattr(c, f.name) for f in fields(c)}
    values["tick"] = resources.path(f"icons/tick-{'dark' if c is DARK else 'light'}.svg").as_posix()
    return Template(resources.text("styles/goldthread.qss")).substitute(values)
