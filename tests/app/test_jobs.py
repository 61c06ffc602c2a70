"""Long work off the GUI thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from app import collector
from app.jobs import Job
from tests.app.ui.hands import windows

Steps = Generator[tuple[int, int, str], None, object]


def counting(to: int, result: object = None) -> Steps:
    for number in range(1, to + 1):
        yield number, to, f"Step {number}"
    return result


def test_a_job_gives_back_what_its_generator_returns(qtbot: QtBot):
    job = Job(counting(3, "done"))
    with qtbot.waitSignal(job.finished) as ended:
        job.start()
    assert ended.args == ["done"]


def test_the_last_step_is_always_told_and_the_others_not_too_often(qtbot: QtBot):
    job, told = Job(counting(10_000)), []
    job.progressed.connect(lambda done, total, what: told.append((done, total, what)))
    with qtbot.waitSignal(job.finished):
        job.start()
    assert told[-1] == (10_000, 10_000, "Step 10000")
    assert len(told) < 1000


def test_the_work_is_done_on_a_thread_of_its_own(qtbot: QtBot):
    where: list[threading.Thread] = []

    def work() -> Steps:
        where.append(threading.current_thread())
        yield 1, 1, ""

    job = Job(work())
    with qtbot.waitSignal(job.finished):
        job.start()
    assert where != [threading.main_thread()]


def test_a_failure_reaches_whoever_started_the_job(qtbot: QtBot):
    def work() -> Steps:
        yield 0, 2, "Begin"
        raise OSError("no room")

    job = Job(work())
    with qtbot.waitSignal(job.failed) as ended:
        job.start()
    assert ended.args is not None
    assert isinstance(ended.args[0], OSError)


def test_cancel_stops_at_the_next_step_and_lets_the_generator_clean_up(qtbot: QtBot):
    begun, cleaned = threading.Event(), threading.Event()

    def work() -> Steps:
        try:
            while True:
                begun.set()
                yield 1, 0, "Round"
        finally:
            cleaned.set()

    job = Job(work())
    with qtbot.assertNotEmitted(job.finished), qtbot.waitSignal(job.cancelled):
        job.start()
        assert begun.wait(5)
        job.cancel()
    assert cleaned.is_set()


def test_what_goes_wrong_while_cleaning_up_is_a_failure(qtbot: QtBot):
    begun = threading.Event()

    def work() -> Steps:
        try:
            while True:
                begun.set()
                yield 1, 0, ""
        finally:
            raise OSError("cannot remove")

    job = Job(work())
    with qtbot.waitSignal(job.failed):
        job.start()
        assert begun.wait(5)
        job.cancel()


def test_waiting_stops_the_job_before_the_program_ends(qtbot: QtBot):
    begun = threading.Event()

    def work() -> Steps:
        while True:
            begun.set()
            yield 1, 0, ""

    job = Job(work())
    job.start()
    assert begun.wait(5)
    job.wait()


@pytest.mark.parametrize("count", [0, 1])
def test_short_work_ends_too(qtbot: QtBot, count: int):
    job = Job(counting(count))
    with qtbot.waitSignal(job.finished):
        job.start()


class Node:
    """Something that only the collector of cycles takes apart, as a window with its connections."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_left_of_windows_is_taken_apart_on_the_thread_of_the_windows_alone(qtbot: QtBot):
    where: list[threading.Thread] = []
    begun = threading.Event()

    def busy() -> Steps:
        yield 1, 2, "Begin"
        assert begun.wait(10)
        kept = [[number] for number in range(200_000)]  # so many that the collector would run
        yield 2, 2, "End"
        return len(kept)

    job = Job(busy())
    with qtbot.waitSignal(job.finished, timeout=20_000):
        job.start()
        weakref.finalize(Node(), lambda: where.append(threading.current_thread()))
        begun.set()
    gc.collect()
    assert where == [threading.main_thread()]


@pytest.mark.parametrize("ends", ["by itself", "waited for", "beside another"])
def test_the_collector_is_at_work_again_when_the_last_job_has_ended(qtbot: QtBot, ends: str):
    assert gc.isenabled()
    job, other = Job(counting(3)), Job(counting(3))
    if ends == "waited for":
        job.start()
        assert not gc.isenabled()
        job.wait()
    elif ends == "by itself":
        with qtbot.waitSignal(job.finished):
            job.start()
    else:
        with qtbot.waitSignals([job.finished, other.finished]):
            job.start()
            other.start()
    assert gc.isenabled()


def test_nobody_else_sets_the_collector_to_work_while_a_job_runs():
    job = Job(counting(3))
    job.start()
    windows()
    assert not gc.isenabled()
    collector.rest("the start of the program")
    collector.go_on("the start of the program")
    assert not gc.isenabled()
    job.wait()
    assert gc.isenabled()
