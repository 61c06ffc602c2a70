"""Bringing together what several columns say of how far a row's record is."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.fields import Rule

from ..plantext import quoted
from .row_reading import RowReading
from .statuses import DONE, Ending, StatusMeaning, read_ending, read_status


def settle_standing(said: RowReading, rules: Mapping[str, Rule], quarters: str, *, blue_is_done: bool) -> None:
    """Bring together what the columns for status, per cent and the day of completion say."""
    text, title = said.texts.pop("standing", ""), said.texts.pop("standing of", "Status")
    standing = read_status(text or said.remarks.get("RAG", ""), quarters)
    if standing.colour == DONE and not blue_is_done:
        standing = standing._replace(done=None)
    if standing.colour:
        said.remarks.setdefault("RAG", standing.colour)
    if standing.doubt:
        said.wrong.append(standing.doubt)
        said.doubted.add("done")
    if "resolution" in said.texts and "ended_why" in rules:
        standing, text = _with_ending(said, standing, text)
    if standing.gone and "ended_why" in rules:
        _end(said, standing, text)
        return
    if standing.gone:
        said.gone = standing.words
    elif standing.words:
        whole = " ".join(text.split())
        said.remarks[title] = whole if whole.strip(" .") == standing.words else standing.words
    if standing.moved_to and "due" in rules:
        _put_off(said, standing)
    if "done" not in rules:
        return
    values = said.values
    if standing.percent is not None and "percent" in rules:
        values.setdefault("percent", standing.percent)
    if standing.done_on:
        values.setdefault("done_on", standing.done_on)
    done = standing.done
    if done and standing.colour:
        said.notes.append(f"{standing.colour} is read as done")
    if done and values.get("percent", 100) < 100:
        said.wrong.append(
            f"it says {quoted(text or standing.colour)} and {values['percent']} %, so it is not taken as done"
        )
        done = False
    if done is not None:
        values["done"] = done


def _with_ending(said: RowReading, standing: StatusMeaning, text: str) -> tuple[StatusMeaning, str]:
    """What a status says together with the column beside it that says how what is closed ended."""
    words, title = " ".join(said.texts.pop("resolution").split()), said.texts.pop("resolution of")
    how = read_ending(words)
    closed = standing.done or (not text and "done_on" in said.values)
    if how is Ending.OTHERWISE and (closed or standing.gone or not text):
        ended = standing._replace(gone=True, done=False, words=words, colour="", percent=None)
        return ended, f"{text}: {words}" if text else words
    if how is Ending.DONE and not text:
        return read_status(words), words
    if how is not Ending.DONE and words.casefold() not in _UNSAID:
        said.remarks[title] = words
        if how is Ending.OTHERWISE or closed:
            said.wrong.append(f"it says {quoted(text or 'done')} and {quoted(words)}; the words are kept")
            said.doubted.add("done")
    return standing, text


_UNSAID = ("unresolved", "open", "new", "none", "")


def _end(said: RowReading, standing: StatusMeaning, text: str) -> None:
    """That an action ended without being done: when, and why; the day under "completed" is that of its end."""
    day = said.values.pop("done_on", None)
    said.values |= {"done": False, "ended_why": said.values.get("ended_why") or standing.words}
    if ended := said.values.get("ended") or standing.done_on or day:
        said.values["ended"] = ended
    said.notes.append(f"{quoted(' '.join(text.split()))} is read as ended without being done")


def _put_off(said: RowReading, standing: StatusMeaning) -> None:
    """That its date was put off, in the words of its status; where another column gives the date, that holds."""
    due, to = said.values.get("due"), standing.moved_to
    assert to is not None
    if due is not None and due.last >= to.last:
        return
    said.values["due"] = to
    if due is not None:
        said.was_due, said.why_moved = due, standing.words
    said.notes.append(f"{quoted(standing.words)} is read as due {to}{f', moved from {due}' if due else ''}")
