"""Nine of ten public names say what they are for. A method that takes the place of another is explained there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


@dataclass(frozen=True)
class Public:
    """A public name, and the classes whose method it may take the place of."""

    name: str
    node: Documented
    bases: tuple[str, ...] = ()


def public_names() -> Iterator[Public]:
    """Every module, class and function of the program, and the methods of the classes."""
    for room in ("app", "db", "resources"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield Public(str(path.relative_to(ROOT)), tree)
            for node in tree.body:
                if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                    yield Public(node.name, node)
                    bases = tuple(ast.unparse(b) for b in node.bases) if isinstance(node, ast.ClassDef) else ()
                    for each in node.body:
                        if isinstance(node, ast.ClassDef) and isinstance(each, ast.FunctionDef):
                            yield Public(f"{node.name}.{each.name}", each, bases)


def takes_a_place(public: Public, methods: dict[str, set[str]], bases: dict[str, tuple[str, ...]]) -> bool:
    """Whether it is a method that Qt, Python or a class that it builds on explains."""
    name = public.name.rpartition(".")[2]
    waiting = [base.partition("[")[0].rpartition(".")[2] for base in public.bases]
    for base in waiting:
        if name in methods.get(base, ()):
            return True
        waiting += [each.partition("[")[0] for each in bases.get(base, ()) if each not in waiting]
    return name.startswith("_") or name != name.lower()


def test_nine_of_ten_public_names_say_what_they_are_for():
    every = list(public_names())
    bases = {p.name: tuple(map(ast.unparse, p.node.bases)) for p in every if isinstance(p.node, ast.ClassDef)}
    methods: dict[str, set[str]] = {}
    for public in every:
        if "." in public.name and "/" not in public.name and ast.get_docstring(public.node):
            methods.setdefault(public.name.partition(".")[0], set()).add(public.name.partition(".")[2])
    asked = [p for p in every if isinstance(p.node, ast.Module | ast.ClassDef) or not takes_a_place(p, methods, bases)]
    silent = [public.name for public in asked if not ast.get_docstring(public.node)]
    assert len(asked) > 2000
    assert len(silent) <= len(asked) / 10, silent
