"""Issued papers: which records one names, its version, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from .exemption import PARAGRAPHS, exemption
from .fields import Text
from .figures import capital, listed, size_words
from .findable import BELONGS
from .meetings import meeting_name, next_meeting
from .plan import Plan
from .records import KINDS, PAPER_FORMS, IssuedPaper, Meeting, ReadMark, Record, Theme, rules
from .schedule import show_date
from .since import Change

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[\n.!?;:|]")
_RUN = 5
"""Words in a row that are a quotation where they stand in a paper; of a shorter sentence or line, all of its words."""
_TOLD = 3


def named_in(words: Iterable[str], records: Iterable[Record]) -> set[str]:
    """The keys of the records that a paper names, in these words or by what is told of them.

    A record is named where any sentence or line of its own, or five words of one in a row, stand in the paper, in
    whatever case; and with it what is found as a part of it alone, such as the readings of an indicator, of which a
    paper may hold nothing but numbers. Where in doubt, it is named: what rests on this is what is erased.
    """
    from .live import WRITTEN  # with the live figures, which the start of the program needs not

    records = list(records)
    said = _WORD.findall(" ".join(words).casefold())
    runs = {tuple(said[at : at + length]) for length in range(1, _RUN + 1) for at in range(len(said) - length + 1)}
    found = {record.id for record in records if _is_named(record, runs, WRITTEN)}
    return found | {r.id for r in records if (field := BELONGS.get(type(r))) and getattr(r, field) in found}


def _is_named(record: Record, runs: Collection[tuple[str, ...]], live: re.Pattern[str]) -> bool:
    for text in _texts(record):
        for sentence in _ENDS.split(live.sub("\n", text).casefold()):
            words = _WORD.findall(sentence)
            if not words or all(word.isdecimal() for word in words):  # figures stand everywhere
                continue
            length = min(len(words), _RUN)
            if any(tuple(words[at : at + length]) in runs for at in range(len(words) - length + 1)):
                return True
    return False


def _texts(record: Record) -> Iterator[str]:
    if isinstance(record, IssuedPaper | ReadMark):
        return
    if record.name != record.NAME:  # else it has none of its own
        yield record.name
    for name, rule in rules(type(record)).items():
        if isinstance(rule, Text) and not rule.by_program and (text := str(getattr(record, name))):
            yield text


def records_of(*plans: Plan | None) -> list[Record]:
    """Every record of several plans, as each has it."""
    return [record for plan in plans if plan for kind in KINDS for record in plan.unordered(kind)]


def next_version(papers: Iterable[IssuedPaper], like: IssuedPaper) -> IssuedPaper:
    """A paper with its version, and with the one that it supersedes: the last of its kind for that meeting and theme.

    What is for publication supersedes what was, and what is not what was not.
    """
    before = [p for p in papers if (p.paper, p.meeting, p.theme) == (like.paper, like.meeting, like.theme)]
    version = max((p.version or 0 for p in before), default=0) + 1
    same = [p for p in before if p.restricted == like.restricted]
    last = max(same, key=lambda p: (p.version or 0, p.id), default=None)
    return like.having({"version": version, "supersedes": last.id if last else ""})


def for_meeting(plan: Plan, meeting: Meeting) -> list[IssuedPaper]:
    """The papers that were issued for a meeting, the newest first; those for none stand with the next one."""
    found = list(plan.children(meeting, IssuedPaper, "meeting"))
    following = next_meeting(plan)
    if following and following.id == meeting.id:
        found += [paper for paper in plan.all(IssuedPaper) if plan.find(paper.meeting) is None]
    return newest_first(found)


def newest_first(papers: Iterable[IssuedPaper]) -> list[IssuedPaper]:
    """Papers by the day of their issue, then their version; a public one comes before the one beside it."""
    ordered = sorted(papers, key=lambda p: (p.restricted, p.id))
    return sorted(ordered, key=lambda p: (p.day.toordinal() if p.day else 0, p.version or 0), reverse=True)


def superseded_by(plan: Plan, paper: IssuedPaper) -> IssuedPaper | None:
    """The version that took the place of a paper."""
    return next(iter(plan.children(paper, IssuedPaper, "supersedes")), None)


def what_changed(changes: Sequence[Change]) -> str:
    """A sentence of what changed since the version before: the first things, and how many more."""
    told = [change.text.rstrip(".") for change in changes if not isinstance(change.record, IssuedPaper)]
    if not told:
        return "Nothing that the plan tells."
    more = len(told) - _TOLD
    return "; ".join(told[:_TOLD]) + (f"; and {more:,} more." if more > 0 else ".")


def version_words(paper: IssuedPaper, before: IssuedPaper | None) -> str:
    """Such as "2. It supersedes version 1 of 3 Mar 2018. Changed since then: …"."""
    said = f"{paper.version}."
    if before:
        of = f" of {show_date(before.day)}" if before.day else ""
        said += f" It supersedes version {before.version}{of}."
        said += f" Changed since then: {paper.changed}" if paper.changed else ""
    return said


def exempt_because(records: Iterable[Record]) -> str:
    """Why a version with these exempt records is not for publication; it begins with a paragraph, where one is said."""
    found = sorted({p for r in records if not isinstance(r, IssuedPaper) and (p := exemption(r.exempt).paragraph)})
    if len(found) == 1:
        return PARAGRAPHS[found[0] - 1]
    return f"Paragraphs {listed(list(map(str, found)))}" if found else "It holds what is exempt"


def facts(plan: Plan, paper: IssuedPaper) -> list[str]:
    """What is known of an issued paper, a few words each: for whom, of what day, when and by whom, in what file."""
    meeting, since, theme = (plan.find(key) for key in (paper.meeting, paper.since, paper.theme))
    before, after = plan.get(IssuedPaper, paper.supersedes), superseded_by(plan, paper)
    issued = " ".join(filter(None, (show_date(paper.day) if paper.day else "", f"by {paper.by}" if paper.by else "")))
    kept = "" if paper.kept else ", not kept any more"
    said = [
        "Not for publication" if paper.restricted else "For publication",
        f"Issued {issued}" if issued else "",
        f"For {meeting_name(plan, meeting)}" if isinstance(meeting, Meeting) else "",
        f"Theme: {theme.name}" if isinstance(theme, Theme) else "",
        f"Data as at {show_date(paper.position)}" if paper.position else "",
        f"Compared with {meeting_name(plan, since)}" if isinstance(since, Meeting) else "",
        f"Supersedes version {before.version}" if before else "",
        f"Superseded by version {after.version}" if after else "",
        f"{PAPER_FORMS.get(paper.form, paper.form)}, {size_words(paper.size or 0)}{kept}",
        "Opens with a password" if paper.locked else "",
    ]
    return [capital(each) for each in said if each]
