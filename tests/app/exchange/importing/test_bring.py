"""An import as the command line asks for it."""

from __future__ import annotations

import pytest

from app.exchange.importing import bring
from app.exchange.importing.grid import CannotRead, Grid

from .sheets import grid, imported


def test_kinds_are_known_by_their_words():
    assert bring.kind_of("Action") == bring.kind_of("actions") == "actions"
    with pytest.raises(CannotRead, match="Did you mean “actions”"):
        bring.kind_of("acions")


def test_fields_are_given_by_name_or_label():
    given = bring.mapping_of("actions", ["Lead=Owner", "A = b=due", "Notes="])
    assert given == {"Lead": "owner", "A = b": "due", "Notes": ""}
    with pytest.raises(CannotRead, match="HEADER=FIELD"):
        bring.mapping_of("actions", ["Lead"])


def test_a_sheet_is_taken_by_name_or_the_one_that_fits():
    rows = grid("Ref | Action\n1 | A").rows
    grids = [Grid("Cover", grid("Hello | you").rows), Grid("Plan", rows), Grid("Old plan", rows)]
    assert bring.sheet_of(grids, "actions", None, {}).name == "Plan"
    assert bring.sheet_of(grids, "actions", "old plan", {}).name == "Old plan"
    with pytest.raises(CannotRead, match="There are: Cover, Plan, Old plan"):
        bring.sheet_of(grids, "actions", "Sheet9", {})


def test_the_report_names_the_columns_and_every_row():
    found = imported("Ref | Action | Budget | Due\n1 | A | 5 | TBC")
    assert list(bring.report(found)) == [
        "Columns: Ref = Reference; Action = Action; Due = Due",
        "Left out: Budget",
        "row 2: 1 A: Created: progress Due: TBC · no owner · no due date. Due: “TBC” is no date; the words are kept.",
    ]
    assert bring.total(found, dry_run=False) == "1 created, 0 changed, 0 unchanged and 0 skipped; 1 row to look at."
    assert bring.total(found, dry_run=True).endswith("Nothing was saved: this was a dry run.")
