"""The chair's brief: one page of the board's paper, or a paper of two pages; as much of each list as they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from app.domain.attention import Attention
from app.domain.figures import capital, opening
from app.domain.lazy import Lazy
from app.domain.meaning import MEANINGS
from app.domain.meetings import compared
from app.domain.records import Meeting, Statement
from app.domain.schedule import show_date
from app.domain.since import RATED, Change, fold

from .. import blocks as b
from ..context import BriefingContext
from ..paper_parts import PaperPart
from ..phrases import MOST, aside, badge, clipped, left_out, sentence, small_lines, status_cell, tabled, titled
from ..questions import questions
from .asking import asked_line, nothing_asked
from .exempt import exempt_table
from .programme import journey


class Room(NamedTuple):
    """How many of each list a page shows, and how many characters of each text."""

    themes: int = 0
    attention: int = 0
    asked: int = 0
    changes: int = 0
    questions: int = 0
    coming: int = 0
    exempt: int = 0
    longest: int = 600


Page: TypeAlias = Callable[[BriefingContext, Room, Sequence[str]], list[b.Block]]
_LENGTHS = (600, 180, 115, 60)


def chair(m: BriefingContext) -> tuple[b.Block, ...]:
    """One page of the board's paper: how it stands, what needs attention, what is asked, what to ask."""
    most = Room(themes=12, attention=6, asked=4, questions=5)
    least = Room(themes=5, attention=2, asked=1, questions=1)

    def page(m: BriefingContext, room: Room, asked: Sequence[str]) -> list[b.Block]:
        head: list[b.Block] = [b.Heading(1, b.words("For the chair"), "chair")]
        return [*head, *_standing(m, room), *_attention_list(m, room), *_asked(m, room), *_questions(asked, room)]

    return (b.NewPage(), b.Together((_fitted(m, page, most, least),)))


def brief(m: BriefingContext) -> tuple[b.Block, ...]:
    """The whole paper of the chair: two pages, whatever the plan's size."""
    first = Room(themes=12, attention=9, asked=6), Room(themes=5, attention=2, asked=1)
    second = Room(changes=9, questions=6, coming=8, exempt=MOST), Room(changes=2, questions=1, coming=1, exempt=1)
    pages = _fitted(m, _first_page, *first), _fitted(m, _second_page, *second)
    return (b.Together(pages[:1]), b.NewPage(), b.Together(pages[1:]))


def _fitted(m: BriefingContext, page: Page, most: Room, least: Room) -> b.Fitting:
    """A page at every length from what there is, at most `most`, down to `least`, and then with shorter texts."""
    asked = questions(m) if most.questions else []
    there = Room(
        len(m.themes), len(m.attention), len(m.agenda), len(fold(m.changes).first) if most.changes else 0,
        len(asked), len(m.coming), len(m.exempt),
    )  # fmt: skip
    whole = Room(*map(min, there[:-1], most[:-1]))
    least = Room(*map(min, least[:-1], whole[:-1]))
    room = whole._replace(longest=_LENGTHS[2])
    rooms = [whole, whole._replace(longest=_LENGTHS[1]), room]
    while shorter := _shorter(room, least):
        room = shorter
        rooms.append(room)
    rooms += [room._replace(longest=length) for length in _LENGTHS[3:]]
    return b.Fitting(Lazy(rooms, lambda each: tuple(page(m, each, asked))))


def _shorter(room: Room, least: Room) -> Room | None:
    """One item less in the list that is longest beyond what it needs; None when none is."""
    spare = [count - needed for count, needed in zip(room[:-1], least[:-1], strict=True)]
    if max(spare) <= 0:
        return None
    longest = spare.index(max(spare))
    return Room(*(count - (place == longest) for place, count in enumerate(room[:-1])), longest=room.longest)


def _first_page(m: BriefingContext, room: Room, _: Sequence[str]) -> list[b.Block]:
    at = f": {m.meeting_name(m.meeting)}" if m.meeting else ""
    compares = [f"Compared with {m.meeting_name(m.since)}."] if m.since else []
    rests = ["Illustrative inputs are included."] if m.illustrative and not m.facts_only else []
    said = " ".join([f"{m.title}. {m.as_at}.", *compares, *rests])
    head: list[b.Block] = [
        b.Heading(1, b.words(f"For the chair{at}"), "chair"),
        b.Paragraph(clipped(b.words(said), room.longest), "small"),
    ]
    return [*head, *_standing(m, room), *_asked(m, room), *_attention_list(m, room)]


def _second_page(m: BriefingContext, room: Room, asked: Sequence[str]) -> list[b.Block]:
    blocks: list[b.Block] = [b.Heading(1, b.words("What to know and what to ask"), "chair-more")]
    if m.since and m.ratings.before:
        title = f"What changed since {show_date(m.since.day or m.ratings.before.position)}"
        told = fold(m.changes)
        news = [change_words(each, short=True) for each in told.first[: room.changes]]
        changed = _listed(title, "chair-changes", news, len(told.first), room, told.words)
        if changed and (said := " ".join(filter(None, (m.compares, m.closed_by)))):
            changed.insert(1, b.Paragraph(b.words(said)))
        blocks += changed or [b.Paragraph(b.words(f"{title}: nothing."))]
    else:
        blocks.append(b.Paragraph(b.words(f"{m.not_compared}: what changed cannot be told.")))
    blocks += _questions(asked, room)
    coming = [
        b.words(b.bold(f"{capital(each.when)}:"), f" {sentence(each.what)}", aside(each.illustrative))
        for each in m.coming[: room.coming]
    ]
    blocks += _listed("Coming up", "chair-coming", coming, len(m.coming), room)
    return [*blocks, *exempt_table(m, room.exempt, min(room.longest, 300))]


def _standing(m: BriefingContext, room: Room) -> Iterator[b.Block]:
    """How the programme stands, where on its journey, and how each theme does."""
    rating = m.ratings.of(m.programme)
    yield badge(rating)
    yield b.Paragraph(clipped(b.words(rating.reason), room.longest))
    yield from journey(m)
    if m.themes:
        yield b.Heading(2, b.words("How each theme stands"), "chair-themes")
        yield theme_table(m, room.themes, room.longest)
        yield from left_out(room.themes, len(m.themes), "worst themes" if room.themes > 1 else "worst theme")


def _asked(m: BriefingContext, room: Room) -> Iterator[b.Block]:
    if not m.agenda:
        if nothing := nothing_asked(m):
            yield b.Paragraph(b.words(nothing))
        return
    lines = tuple(clipped(asked_line(item), room.longest) for item in m.agenda[: room.asked])
    more = f"{len(lines)} of {len(m.agenda)}" if len(lines) < len(m.agenda) else ""
    yield b.Heading(2, b.words("What the meeting is asked", b.muted(f" ({more})" if more else "")), "chair-asked")
    yield b.Bullets(lines, numbered=True)


def _attention_list(m: BriefingContext, room: Room) -> list[b.Block]:
    lines = [attention_words(m, each) for each in m.attention[: room.attention]]
    return _listed("What needs attention", "chair-attention", lines, len(m.attention), room)


def _questions(asked: Sequence[str], room: Room) -> Iterator[b.Block]:
    if room.questions and asked:
        yield b.Heading(2, b.words("Questions worth asking"), "chair-questions")
        yield b.Bullets(tuple(clipped(b.words(each), room.longest) for each in asked[: room.questions]), numbered=True)


def theme_table(m: BriefingContext, most: int, longest: int = 600) -> b.Table:
    """Themes with status and the reason, at most so many: the worst of them, by number."""
    columns = b.columns(("Theme", 4), ("Status", 3.3), ("Why", 9.7))
    worst = m.worst_first(m.themes)[:most]
    rows: list[tuple[b.Cell, ...]] = []
    for theme in (theme for theme in m.themes if theme in worst):
        rating = m.ratings.of(theme)
        title = b.words(f"{theme.number}. " if theme.number else "", b.Run(theme.title, to=f"theme-{theme.id}"))
        why = clipped(b.words(rating.reason), longest)
        rows.append((b.cell(clipped(title, longest)), status_cell(rating), b.cell(why)))
    return b.Table(columns, tuple(rows), "Status of each theme, with the reason")


def attention_words(m: BriefingContext, each: Attention) -> b.Words:
    """One thing to look at, with its status."""
    word = status_word(m, each)
    sign = b.Run("", sign=each.status.value)
    said = b.muted(f" · {word}" if word else "")
    return b.words(sign, titled(each.what, each.records[0]), said, aside(each.illustrative))


def status_word(m: BriefingContext, each: Attention) -> str:
    """The status of the record that needs a look, in its own words; empty where not a status is what needs it."""
    if each.kind != each.records[0].NAME or not isinstance(each.records[0], RATED) or not each.status.rated:
        return ""
    return m.ratings.of(each.records[0]).word.lower()


def change_words(each: Change, *, short: bool = False) -> b.Words:
    """One change with its sign; unless `short`, with what else changed and why."""
    sign = b.Run("", sign=each.direction.value if each.direction else "new")
    detail = f" {sentence(each.detail)}" if each.detail and not short else ""
    if isinstance(each.record, Statement) and each.word == "new":  # that there is one says nothing
        detail = f" {sentence(opening(each.record.says, 200))}{detail}"
    told = each.direction is None or re.search(rf"\b{re.escape(each.word)}\b", each.said.lower())  # "new action"
    word = b.Run(".") if told else b.muted(f" · {each.word}.")
    return b.words(sign, titled(each.text.rstrip("."), each.record), word, detail, aside(each.illustrative))


def _listed(title: str, key: str, items: Sequence[b.Words], whole: int, room: Room, folded: str = "") -> list[b.Block]:
    """A list under its heading, which says how many there are in all, and what is only counted."""
    if not items:
        return []
    counts = [f"{len(items)} of {whole:,}" if whole > len(items) else "", f"and {folded}" if folded else ""]
    more = ", ".join(filter(None, counts))
    heading = b.words(title, b.muted(f" ({more})" if more else ""))
    return [b.Heading(2, heading, key), b.Bullets(tuple(clipped(item, room.longest) for item in items))]


MOST_ATTENTION, MOST_OF_GROUP = 40, 30


def attention(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table of what and why; of very many the first."""
    title, columns = "What needs attention", b.columns(("What", 8.4), ("Why", 8.6))
    shown = m.attention[:MOST_ATTENTION]
    rows = (_attention(m, each) for each in shown)
    table = tabled("attention", title, f"{title}, and why", columns, rows, need=0.4)
    return (*table, *left_out(len(shown), len(m.attention), "that matter most"))


def _attention(m: BriefingContext, each: Attention) -> tuple[b.Cell, ...]:
    what = b.words(b.Run("", sign=each.status.value), titled(each.what, each.records[0]))
    word = status_word(m, each)  # sources that disagree have none: they are not "at risk"
    kind = f"{each.kind} · {word}" if word else each.kind
    return (*b.cell(what), *small_lines(kind)), b.cell(b.words(sentence(each.why), aside(each.illustrative)))


def news(m: BriefingContext, most: int) -> Iterator[b.Block]:
    """The first of them in a line each; edits of wording are only counted."""
    told = fold(m.changes)
    blocks = list(_changes(m, most, told.first))
    yield from blocks
    if blocks:
        yield from left_out(min(most, len(told.first)), len(told.first), "that matter most")
        if told.words:
            yield b.Paragraph(b.words(f"And {told.words}."), "small")


def _changes(m: BriefingContext, most: int, of: Sequence[Change]) -> Iterator[b.Block]:
    blocks, left = _compared_with(m), most
    yield from blocks
    for means in MEANINGS if blocks else ():
        found = [change for change in of if change.means == means]
        if shown := found[:left]:
            left -= len(shown)
            yield from _group(means, [_short(change) for change in shown], len(found))


def _group(means: str, lines: Sequence[b.Words], whole: int) -> Iterator[b.Block]:
    yield b.Heading(2, b.words(MEANINGS[means], b.muted(f" ({whole:,})")), f"changes-{means}")
    yield b.Bullets(tuple(clipped(line, _LENGTHS[0]) for line in lines))


def _short(change: Change) -> b.Words:
    return clipped(change_words(change, short=True), _LENGTHS[1])


def changes_head(m: BriefingContext) -> tuple[b.Block, ...]:
    """What is compared; or why nothing can be told."""
    none = (b.Heading(1, b.words("Since the last meeting"), "changes"), b.Paragraph(b.words(f"{m.not_compared}.")))
    return tuple(_compared_with(m)) or none


def _part_of(means: str) -> PaperPart:
    """The changes that mean the same, with what else changed and why; edits of wording with what was and what is."""

    def changes(m: BriefingContext) -> tuple[b.Block, ...]:
        found = [change for change in m.changes if change.means == means]
        shown = found[:MOST_OF_GROUP]
        lines = _group(means, [change_words(change) for change in shown], len(found)) if shown else ()
        return (*lines, *left_out(len(shown), len(found)))

    return PaperPart(MEANINGS[means], changes)


CHANGES = tuple(map(_part_of, MEANINGS))
"""The parts of what changed, what matters most first."""


def _compared_with(m: BriefingContext) -> list[b.Block]:
    """The heading and what is compared; nothing without an earlier meeting."""
    before = m.ratings.before
    if not m.since or not before:
        return []
    to = f" What is told goes up to {m.meeting_name(m.meeting)}." if m.meeting and m.up_to_meeting else ""
    said = f"Compared with {m.meeting_name(m.since)}, which looked at the plan as at {show_date(before.position)}.{to}"
    if m.compares:
        said = f"{m.compares} It looked at the plan as at {show_date(before.position)}.{to}"
    if m.closed_by:
        said = f"{said} {m.closed_by}"
    nothing = [] if m.changes else [b.Paragraph(b.words("Nothing has changed since then."))]
    closed = {meeting.id: str(meeting.day) for meeting in m.plan.all(Meeting) if meeting.closed}
    is_last = not to and compared(m.plan, closed) in (None, m.since)
    title = "Since the last meeting" if is_last else f"Since {m.meeting_name(m.since)}"
    return [b.Heading(1, b.words(title), "changes"), b.Paragraph(b.words(said), "lead"), *nothing]
