"""The exceptions: what is off track, each told in full once, with what is done about it and what the board is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import TypeAlias

from app.domain.asked import questions_about
from app.domain.figures import capital, counted, figure, listed, opening
from app.domain.mitigating import mitigation_words, open_mitigations
from app.domain.rating import Status
from app.domain.records import Action, Indicator, Milestone, Risk, Theme
from app.domain.risk import from_the_highest
from app.domain.schedule import show_date
from app.domain.trend import chart

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import NOT_SAID, aside, badge, brief, clipped, left_out, said_or_not, sentence

Exceptional: TypeAlias = Indicator | Action | Risk
FIRST, MOST = 3, 7
"""So many are told in full on the first page of them in the paper of the board, and in all; the rest by number."""
ENOUGH = 3
"""From how many figures on a chart says more than words."""
_LONGEST, _NO_CHART = 400, 110
"""Characters of each thing told; where there is room for no more than so many, there is none for a chart."""
_CHART = 84.0


def off_track(m: BriefingContext, theme: Theme | None = None) -> list[Exceptional]:
    """What is off track, of one theme or of all: in turn an indicator, a risk and an action, each from the worst."""
    red = Status.RED
    linked = {item.id for item in m.ratings.linked(theme)} if theme else None
    indicators = sorted(m.ratings.standing(Indicator, red), key=lambda i: not i.key)
    risks = from_the_highest(m.plan, m.ratings.standing(Risk, red))
    actions = sorted(m.ratings.standing(Action, red), key=lambda a: (a.due is None, a.due.last if a.due else None))
    kinds: tuple[Sequence[Exceptional], ...] = (indicators, risks, actions)
    in_turn = (each for each in chain.from_iterable(zip_longest(*kinds)) if each is not None)
    return [each for each in in_turn if linked is None or each.id in linked]


def told_in_full(m: BriefingContext) -> list[Exceptional]:
    """Those that the paper of the board tells in full."""
    return off_track(m)[:MOST]


def opening_of(m: BriefingContext, found: Sequence[Exceptional]) -> tuple[b.Block, ...]:
    """The heading, how many are off track and told here, and what is at risk beside them; nothing where all is well."""
    at_risk = [
        counted(len(those), kind.NAME.lower(), kind.PLURAL.lower())
        for kind in (Indicator, Risk, Action)
        if (those := m.ratings.standing(kind, Status.AMBER))
    ]
    if not found and not at_risk:
        return ()
    said = f"{counted(len(found), 'record is', 'records are')} off track." if found else "Nothing is off track."
    said += f" At risk beside them: {listed(at_risk)}." if at_risk else ""
    left = left_out(min(MOST, len(found)), len(found), "worst")
    return (b.Heading(1, b.words("Exceptions"), "exceptions"), b.Paragraph(b.words(said), "lead"), *left)


def in_full(
    m: BriefingContext, found: Sequence[Exceptional], level: int = 2, longest: int = _LONGEST
) -> Iterator[b.Block]:
    """Each with its heading: what, why, what it means for children, what is done, by when, what is asked."""
    for each in found:
        rating = m.ratings.of(each)
        blocks: list[b.Block] = [
            b.Heading(level, clipped(b.words(capital(each.name)), longest), f"exception-{each.id}"),
            badge(rating),
        ]
        if isinstance(each, Indicator) and len(m.plan.series(each)) >= ENOUGH and longest > _NO_CHART:
            drawn = chart(m.plan, each, m.ratings, ())
            blocks.append(b.PictureBlock(drawn, drawn.alt, _CHART))
        for told in _told(m, each):
            said = [b.words(b.bold(f"{name}: "), clipped(words, longest), " ") for name, words in told]
            blocks.append(b.Paragraph(b.words(*said)))
        yield b.Together(tuple(blocks))


def _told(m: BriefingContext, each: Exceptional) -> Iterator[tuple[tuple[str, b.Words], ...]]:
    """What is told of it by its name, a paragraph after the other."""
    means = capital(each.consequence) if isinstance(each, Risk) else each.for_children
    yield ("Why", b.words(m.ratings.of(each).reason)), ("What it means for children", said_or_not(means))
    yield ("What is done", _done(m, each)), ("Owner", said_or_not(each.owner))
    yield ("Back on track", _back(m, each)), ("The board is asked", asked_of(m, each))


def _done(m: BriefingContext, each: Exceptional) -> b.Words:
    """What is being done about it, and by whom."""
    if isinstance(each, Action):
        held = f" Held up by {sentence(each.blocked)}" if each.blocked else ""
        steps = [s.title for s in m.plan.children(each, Milestone, "action") if not s.done]
        ahead = f" Next: {sentence(steps[0])}" if steps else ""
        said = f"{sentence(each.progress)}{held}{ahead}".strip()
        return said_or_not(said)
    if isinstance(each, Risk):
        doing = [f"{a.title} ({mitigation_words(a, m.plan.position)})" for a in open_mitigations(m.plan, each)]
        return said_or_not("; ".join(doing[:4]) or each.mitigation)
    doing = [f"{a.title} ({a.owner or 'no owner'}, {_stands(m, a)})" for a in m.plan.serving(each, Action) if a.is_open]
    return said_or_not("; ".join(doing[:4]) or each.note)


def _stands(m: BriefingContext, action: Action) -> str:
    due = f"due {brief(action.due)}" if action.due else "no due date"
    return f"{m.ratings.of(action).word.lower()}, {due}"


def _back(m: BriefingContext, each: Exceptional) -> b.Words:
    """By when it is to be right again."""
    if isinstance(each, Risk):
        return b.words(f"Target score by {each.target_by}.") if each.target_by else said_or_not("")
    if each.back_by:
        return b.words(f"By {each.back_by}.", aside(m.plan.illustrative(each, "back_by")))
    if isinstance(each, Action) and each.due and each.due.last >= m.plan.position:
        return b.words(f"Due {each.due}.")
    if isinstance(each, Indicator) and each.target_by and each.target is not None:
        return b.words(f"{figure(each.target, each.unit)} is wanted by {each.target_by}.")
    return b.words(b.muted(f"{NOT_SAID}."), f" It was due {each.due}." if isinstance(each, Action) and each.due else "")


def asked_of(m: BriefingContext, each: Exceptional) -> b.Words:
    """What the board is asked about it: by its agenda, and by questions that wait for an answer."""
    items = [item for item in m.agenda if item.about == each.id]
    said = [f"{sentence(item.recommendation or item.title)} (item {item.number})" for item in items]
    waiting = [q for q in questions_about(m.plan, each) if q.kind != "note" and not q.answer.strip()]
    said += [f"{opening(q.text)} ({q.by}{f', {show_date(q.day)}' if q.day else ''})" for q in waiting[:2]]
    return said_or_not(" ".join(said))
