"""Each mutant of `make mutants` still finds what it breaks, and tests that are to notice it."""

from __future__ import annotations

import pytest

from tests.mutants import MUTANTS, ROOT, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_breaks_one_place(mutant: Mutant):
    assert (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.before) == 1
    assert (ROOT / mutant.tests).exists()
