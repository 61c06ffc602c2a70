"""A paper that is chosen of an open plan: what it was made of goes at once, and stays nowhere."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

from app import demo
from app.domain.lazy import all_at_once
from app.domain.status import Verdict
from app.papers import PaperChoice, made_of, previewed
from app.workspace import Person

DAY = date(2018, 2, 1)


def verdicts() -> int:
    return sum(isinstance(each, Verdict) for each in gc.get_objects())


def test_what_a_paper_was_made_of_waits_for_no_collector(tmp_path: Path):
    workspace = demo.make(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups")
    choice = PaperChoice("board")
    options = choice.options(exempt=False)
    all_at_once(previewed(made_of(workspace, choice), options, DAY)).pages.close()
    gc.collect()
    gc.disable()  # as while work is done off the window's thread
    try:
        before = verdicts()
        steps = previewed(made_of(workspace, choice), options, DAY)
        while next(steps)[2] != "Setting the text":
            pass
        made = verdicts() - before
        assert made > 100
        all_at_once(steps).pages.close()
        assert verdicts() - before < made / 3, "the window would take them apart in one of its turns"
        steps = previewed(made_of(workspace, choice), options, DAY)
        while not next(steps)[2].startswith("Gathering: Risks"):
            pass
        steps.close()
        assert verdicts() - before < made / 3, "so it is when one chooses something else meanwhile"
    finally:
        gc.enable()
    workspace.close()
