"""Run in a copy of the project to which a field and a kind were added: where each of the two is, as JSON.

It knows only their words: a field `velocity` of a risk, and a kind `lesson` with a title and a `learnt`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.domain import since
from app.domain.kinds import KINDS
from app.domain.rating import Ratings
from app.domain.records import BY_TABLE, Record
from app.exchange.importing import plan as importing
from app.exchange.importing.files import laid_out
from app.ui.dialogs.kind_dialog import KindDialog
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.register.page import RegisterPage
from app.workspace import Person, Workspace
from app.workspace.index import Index
from tools import plan_format

ANN = Person("Ann")
WORDS = "Within three zebras"
"""What the new field says: words that stand nowhere else."""


def places(window: MainWindow, kind: type[Record], name: str, word: str) -> Iterator[str]:
    """Where a field is found, of a record that says `WORDS` in it."""
    workspace = window.workspace
    assert workspace is not None
    bare = workspace.draft(kind, title="A zebra crossing", **({"number": 1} if kind.TABLE == "theme" else {}))
    workspace.save(bare, label="Add")
    before = workspace.plan
    workspace.save(record := replace(bare, **{name: WORDS}), label="Say more")

    field = KindDialog(workspace, record, "Edit", "Edit").form.fields.get(name)
    if field and (field.name.text(), field.text()) == (word, WORDS):
        yield "form"

    number = next(n for n, place in enumerate(PLACES) if kind in place.kinds)
    window.show_page(number)
    page = window.page()
    register = page.register_of(kind) if isinstance(page, RegisterPage) else None
    if register is not None:
        window.session.open(record)
        table = register.table
        columns = {column.title: column for column in table.records.columns}
        (row,) = (row for row in table.records.rows if row.id == record.id)
        if word in columns and columns[word].text(row) == WORDS:
            yield "table"
        said = [label.text() for label in register.panel.findChildren(QLabel)]
        said += [line.text() for line in register.panel.findChildren(QLineEdit)]
        if WORDS in said:
            yield "panel"

    lines = [line for entry in workspace.history(record) for line in entry.details]
    if any(f"{word} set to “{WORDS}”".casefold() in line.casefold() for line in lines):
        yield "history"

    told = since.changes(workspace.plan, before, Ratings(workspace.plan, before))
    if any(change.record == record and word in f"{change.said} {change.detail}" for change in told):
        yield "since"

    text = json.dumps(workspace.dump())
    if f'"{name}"' in text and WORDS in text and f"| `{name}` | {word} |" in plan_format.tables():
        yield "dump"

    for steps in (Index.build(workspace.plan),):
        index = finished(steps)
        if any(found.record == record for found in index.find(WORDS, 10)):
            yield "search"
        index.close()

    imports = KINDS[kind].imports
    sheet = laid_out([["Title", word], ["From a sheet", WORDS], ["And another", ""]])
    brought = importing.plan_import(sheet, imports, workspace.plan) if imports else None
    if brought and any(getattr(made, name, "") == WORDS for made in brought.records):
        yield "import"


def finished(steps: Any) -> Any:
    """What a generator returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def main(folder: Path) -> None:
    """Print where the field and the kind are found."""
    app = QApplication([])
    workspace = Workspace.create(
        folder / "p.goldthread", ANN, folder / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    window = MainWindow(PLACES, ANN, folder / "backups", lambda: workspace)
    window.show_plan(workspace)
    found = {
        table: [*places(window, BY_TABLE[table], name, word)]
        for table, name, word in (("risk", "velocity", "Velocity"), ("lesson", "learnt", "What was learnt"))
    }
    found["at"] = [str(Path(sys.modules["app"].__path__[0]).parent)]
    sys.stdout.write(json.dumps(found))
    window.close()
    workspace.close()
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
