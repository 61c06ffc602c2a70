"""Imports go one way: each room says below what it may know, and a new folder needs a line of its own."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Room:
    """What the modules of one room may import: rooms of the project, and packages of others."""

    rooms: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


QT = ("PySide6", "shiboken6")
BELOW_UI = (
    *(
        "app.workspace",
        "app.papers",
        "app.jobs",
        "app.collector",
        "app.settings",
        "app.places",
        "app.temporary",
        "app.drafts",
        "app.endings",
        "app.named_file",
        "app.resources",
        "app.tokens",
    ),
    *("app.issuing", "app.briefing", "app.exchange", "app.domain"),
)
UI_PARTS = ("app.ui.widgets", "app.ui.kit", "app.ui.look", "app.ui.messages", "app.ui.trail")
ROOMS = {
    "db": Room(("db",), ("sqlite_utils", "filelock")),
    "resources": Room(),
    "app": Room(),
    "app.domain": Room(("app.domain",)),
    "app.exchange": Room(
        ("app.exchange", "app.domain", "app.named_file", "app.tokens"),
        ("markdown_it", "openpyxl", "python_calamine", "xlsxwriter"),
    ),
    "app.endings": Room(),
    "app.drafts": Room(),
    "app.told_to_end": Room((), QT),
    "app.named_file": Room(),
    "app.temporary": Room((), ("filelock",)),
    "app.tokens": Room(("app.domain",)),
    "app.places": Room(),
    "app.resources": Room(("resources",), ("fontpkg_lato", "fontpkg_hind_siliguri")),
    "app.briefing": Room(
        ("app.briefing", "app.domain", "app.endings", "app.named_file", "app.resources", "app.tokens", "app.exchange"),
        ("reportlab", "uharfbuzz", "docx", "pypdfium2", "pikepdf"),
    ),
    "app.workspace": Room(
        (
            "app.workspace",
            "app.chronicle",
            "app.transcript",
            "db",
            "app.domain",
            "app.endings",
            "app.named_file",
            "app.places",
            "app.drafts",
        )
    ),
    "app.chronicle": Room(("db", "app.domain")),
    "app.papers": Room(("app.workspace", "app.briefing", "app.domain")),
    "app.transcript": Room(("db", "app.domain")),
    "app.binding": Room((), QT),
    "app.screen": Room(("app.binding",), QT),
    "app.settings": Room(("app.places",), QT),
    "app.demo": Room(("app.workspace", "app.exchange", "app.resources")),
    "app.large_demo": Room(("app.workspace", "app.domain")),
    "app.issuing": Room(("app.workspace", "app.briefing", "app.domain")),
    "app.collector": Room(),
    "app.jobs": Room(("app.collector",), QT),
    "app.ui": Room(("app.ui", *BELOW_UI), (*QT, "pyqtgraph", "rapidfuzz")),
    "app.ui.dialogs": Room(("app.ui.dialogs", "app.ui.files", *UI_PARTS, *BELOW_UI), QT),
    "app.ui.widgets": Room((*UI_PARTS, *BELOW_UI), (*QT, "pyqtgraph")),
    "app.cli": Room(("app", "db"), ("click", "click_default_group", *QT)),
    "app.__main__": Room(("app", "db"), ("click", *QT)),
}

# Packages that are slow to import, and the only modules that may import them while being imported themselves.
SLOW = {
    "pyqtgraph": ("app.ui.widgets.trend_chart", "app.ui.widgets.chart_overlay", "app.ui.widgets.still_plot"),
    "reportlab": ("app.briefing",),
    "openpyxl": ("app.exchange",),
    "xlsxwriter": (),
    "markdown_it": (),
}
# What a module must not reach, however indirectly, while it is being imported.
START = {"app.cli": ("PySide6", *SLOW), "app.__main__": tuple(SLOW), "app.ui.main_window": tuple(SLOW)}


def project_modules(root: Path = ROOT) -> dict[str, str]:
    """Name and text of every module of the project."""
    paths = [path for top in ("app", "db", "resources") for path in sorted((root / top).rglob("*.py"))]
    return {module_name(path.relative_to(root)): path.read_text(encoding="utf-8") for path in paths}


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def nodes_run_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: not those in functions or for the type checker."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        yield from nodes_run_at_import(node)


def imports(name: str, modules: dict[str, str], *, at_import: bool = False) -> Iterator[tuple[int, str]]:
    """Line and full name of each import of a module; with `at_import`, of those that run at once."""
    tree = ast.parse(modules[name])
    is_package = any(other.startswith(name + ".") for other in modules)
    for node in nodes_run_at_import(tree) if at_import else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                up = name.split(".")[: len(name.split(".")) - node.level + is_package]
                base = ".".join([*up, base] if base else up)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield node.lineno, full if full in modules or base.split(".")[0] in QT else base
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from ((node.lineno, str(arg.value)) for arg in node.args if isinstance(arg, ast.Constant))


def complaints(name: str, modules: dict[str, str]) -> list[str]:
    """A sentence for each import of a module that goes backwards."""
    home = max((room for room in ROOMS if within(name, room)), key=len)
    if home == "app" and name != "app":
        return [f"{name}: its room is new. Say in tests/test_imports.py what it may import."]
    room, said = ROOMS[home], []
    for line, target in imports(name, modules):
        top, problem = target.split(".")[0], ""
        if top in ("app", "db", "resources"):
            page, other = page_of(name), page_of(target)
            if page and other and page != other:
                problem = "pages never import each other"
            elif not any(within(target, allowed) for allowed in room.rooms):
                problem = f"{home} may import only {', '.join(room.rooms) or 'nothing'} of the project"
        elif top not in sys.stdlib_module_names and top not in room.packages:
            problem = f"{home} may use only {', '.join(('the standard library', *room.packages))}"
        elif target == "PySide6.QtWidgets.QMessageBox" and name != "app.ui.messages":
            problem = "only app.ui.messages shows a message box"
        if problem:
            said.append(f"{name}, line {line}, imports {target}, but {problem}.")
    for line, target in imports(name, modules, at_import=True):
        homes = SLOW.get(target.split(".")[0])
        if homes and not any(within(name, allowed) for allowed in homes):
            said.append(f"{name}, line {line}, imports {target} at once; import it where it is used.")
    return said


def page_of(name: str) -> str:
    """The page that a module belongs to, or nothing."""
    return name.split(".")[3] if name.startswith("app.ui.pages.") else ""


def way_to(unwanted: str, start: str, modules: dict[str, str]) -> list[str]:
    """The shortest chain of imports from a module to what it should not reach at once; empty if none."""
    ways, seen = [[start]], {start}
    for way in ways:
        for _, target in imports(way[-1], modules, at_import=True):
            if within(target, unwanted):
                return [*way, target]
            parts = target.split(".")
            for found in (".".join(parts[: n + 1]) for n in range(len(parts))):
                if found in modules and found not in seen:
                    seen.add(found)
                    ways.append([*way, found])
    return []


MODULES = project_modules()


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name: str):
    said = complaints(name, MODULES)
    assert not said, "\n".join(said)


def test_every_folder_of_modules_is_a_package():
    folders = {path.parent for top in ("app", "db", "resources") for path in (ROOT / top).rglob("*.py")}
    bare = sorted(str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists())
    assert not bare, f"No __init__.py in {', '.join(bare)}: the packaged program would lack its modules."


@pytest.mark.parametrize(("start", "unwanted"), [(start, slow) for start in START for slow in START[start]])
def test_the_start_does_not_wait_for(start: str, unwanted: str):
    if start not in MODULES:
        pytest.skip(f"{start} is not there yet")
    way = way_to(unwanted, start, MODULES)
    assert not way, f"Importing {start} imports {unwanted} at once: {' -> '.join(way)}."


OTHERS = dict.fromkeys(
    [
        *("app", "app.workspace", "app.domain", "app.domain.records", "app.briefing", "app.briefing.board"),
        *("app.ui", "app.ui.pages", "app.ui.pages.risks", "db", "db.store"),
    ],
    "",
)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("app.domain.bad", "import click", "line 1, imports click, but app.domain may use only"),
        ("app.domain.bad", "from app import workspace", "app.workspace, but app.domain may import only"),
        ("app.domain.bad", "from .. import workspace", "app.workspace, but app.domain may import only"),
        ("app.domain.bad", "def f():\n    import db.store", "line 2, imports db.store, but app.domain"),
        ("db.bad", "from app.domain import records", "imports app.domain.records, but db may import only db"),
        ("db.bad", "import PySide6", "but db may use only the standard library, sqlite_utils, filelock"),
        ("app.workspace", "from PySide6 import QtCore", "but app.workspace may use only"),
        ("app.ui.bad", "import db", "imports db, but app.ui may import only"),
        ("app.ui.bad", "importlib.import_module('db.store')", "imports db.store, but app.ui may import only"),
        ("app.ui.bad", "from PySide6.QtWidgets import QMessageBox", "only app.ui.messages shows"),
        ("app.ui.bad", "import pyqtgraph", "imports pyqtgraph at once"),
        ("app.ui.widgets.bad", "import app.ui.pages.risks", "but app.ui.widgets may import only"),
        ("app.ui.pages.bad", "from app.ui.pages.risks import X", "pages never import each other"),
        ("app.ui.pages.bad", "from . import risks", "pages never import each other"),
        ("app.briefing.bad", "from app import workspace", "but app.briefing may import only"),
        ("app.exchange.bad", "from app.briefing import board", "but app.exchange may import only"),
        ("app.attic.bad", "", "app.attic.bad: its room is new."),
        ("app.attic", "", "app.attic: its room is new."),
    ],
)
def test_an_import_that_goes_backwards_is_named(name: str, text: str, sentence: str):
    assert sentence in "\n".join(complaints(name, OTHERS | {name: text}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("app.domain.good", "import datetime\nfrom . import records\nfrom .records import Risk"),
        ("app.workspace", "from db.store import Store\nfrom app.domain.records import Risk"),
        ("app.ui.widgets.trend_chart", "import pyqtgraph"),
        ("app.ui.good", "def draw():\n    import pyqtgraph"),
        ("app.ui.pages.risks", "from app.ui.pages.risks import table"),
        ("db.good", "import sqlite3\nimport sqlite_utils\nfrom . import store"),
    ],
)
def test_an_import_that_goes_forwards_is_not_named(name: str, text: str):
    assert complaints(name, OTHERS | {name: text}) == []


def test_a_slow_import_is_found_however_indirect():
    modules = {
        "app": "",
        "app.cli": "from app.ui.main_window import MainWindow",
        "app.ui": "",
        "app.ui.main_window": """
if TYPE_CHECKING:
    import reportlab
from . import chart
def write():
    import openpyxl
""",
        "app.ui.chart": "try:\n    import pyqtgraph.exporters\nexcept ImportError:\n    pass",
    }
    way = way_to("pyqtgraph", "app.cli", modules)
    assert way == ["app.cli", "app.ui.main_window", "app.ui.chart", "pyqtgraph.exporters"]
    assert way_to("reportlab", "app.cli", modules) == []
    assert way_to("openpyxl", "app.cli", modules) == []


def test_files_of_the_window_are_read_at_one_sitting():
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in (ROOT / "app" / "ui").rglob("*.py")}
    assert median(lines.values()) < 150
    assert not [path.stem for path, many in lines.items() if many >= 450]


def test_only_the_start_knows_the_window():
    modules = project_modules()
    knows = {name for name in modules for _, other in imports(name, modules) if other == "app.ui.main_window"}
    assert knows == {"app.__main__"}


def circles(modules: dict[str, str]) -> list[list[str]]:
    """Groups of modules that import each other, however indirectly: at once, in a function, or for the type checker."""
    to = {
        name: {other for _, other in imports(name, modules) if other in modules and other != name} for name in modules
    }

    def reached(name: str) -> set[str]:
        found, waiting = set[str](), [name]
        while waiting:
            new = to[waiting.pop()] - found
            found |= new
            waiting += new
        return found

    everywhere = {name: reached(name) for name in modules}
    return [[n, *sorted(everywhere[n] - {n})] for n in modules if n in everywhere[n]]


def test_no_module_imports_itself_by_a_way_round():
    assert circles(project_modules()) == []


@pytest.mark.parametrize(
    "text",
    [
        "from app.ui.a import x",
        "def f():\n    from app.ui import a",
        "if TYPE_CHECKING:\n    from .a import x",
    ],
)
def test_a_circle_is_found(text: str):
    modules = {"app": "", "app.ui": "", "app.ui.a": "from app.ui import b", "app.ui.b": text}
    assert [first for first, *_ in circles(modules)] == ["app.ui.a", "app.ui.b"]
