"""An index of every word of a plan, in memory: what is erased or closed leaves nothing of itself behind. No Qt."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from itertools import count, islice
from typing import NamedTuple

from app.chronicle import known_names
from app.domain import live
from app.domain.findable import BELONGS, FOUND, SearchText, kind_words, named, texts
from app.domain.frozen import Frozen
from app.domain.order import place
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import KINDS, Body, Meeting, Record

LONGEST, _WORDS = 300, 16
"""Characters and words of what is typed that are looked for."""
_LONGEST_WORD = 40
"""Letters of a word that may be written with a hyphen too."""
_SHORTEST = 3
"""Letters of a word whose other forms are looked for too."""
_WEIGHED = 400
"""So many records are weighed against each other; words that more of them hold say too little: the first are taken."""
_BEFORE = 40  # characters before what was found
_STEP = 250  # records between two reports of progress
_OPEN, _CLOSE, _PART = "\x02", "\x03", "\x1e"  # around what was found; between two texts: no record holds any of them
_PIECES = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_FIGURE, _BITS = "\x04", "\x05\x06"  # around the number of a live figure, which is written in bits
_FIGURES = re.compile(f"{_FIGURE}([{_BITS}]+){_FIGURE}")
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?=\W*\Z)", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_APART = 1 << 32  # rows that a kind has for its records, so that those of the first kinds come first
_SCHEMA = """
    CREATE VIRTUAL TABLE said USING fts5(
        ref, title, kind, own, beside, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
    );
    INSERT INTO said(said, rank) VALUES ('rank', 'bm25(20, 10, 4, 2, 1)');
    CREATE VIRTUAL TABLE known USING fts5vocab(said, row);
    CREATE VIRTUAL TABLE stems USING fts5(
        word, tokenize = "porter unicode61 remove_diacritics 2", content = '', detail = none, columnsize = 0
    );
"""
"""`known` lists the words that are held, `stems` finds those that are forms of one: plan, plans, planned."""
_FIRST = "SELECT rowid FROM said WHERE said MATCH ? LIMIT ?"
_BEST = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank, rowid"
_SHOWN = f"""
    SELECT rowid, highlight(said, 0, '{_OPEN}', '{_CLOSE}'), highlight(said, 1, '{_OPEN}', '{_CLOSE}'),
        snippet(said, 3, '{_OPEN}', '{_CLOSE}', '…', 20), snippet(said, 4, '{_OPEN}', '{_CLOSE}', '…', 20)
    FROM said WHERE said MATCH ? AND +rowid IN (SELECT value FROM json_each(?)) LIMIT ?
"""
Rows = Mapping[type[Record], tuple[Record, ...]]


class SnippetPiece(NamedTuple):
    """A piece of a text; `found` where it is what was looked for."""

    text: str
    found: bool = False


class SearchHit(Frozen):
    """A record that was found.

    Attributes:
        record: what is to be opened.
        name: its reference and what it is called.
        where: what the words stand in, such as "Mitigation"; empty where its name or kind holds them all.
        context: the words around them there.
    """

    record: Record
    name: tuple[SnippetPiece, ...]
    where: str = ""
    context: tuple[SnippetPiece, ...] = ()


class Index:
    """The words of one plan.

    Attributes:
        plan: whose words these are.
    """

    def __init__(self, plan: Plan):
        """An index that holds nothing yet; `build` gives one of all of a plan."""
        self.plan = plan
        self._database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self._rows: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        self._by_row: list[str] = []
        self._last = {kind: number * _APART for number, kind in enumerate(FOUND)}
        self._words: dict[str, int] = {}  # those in `stems`, by which of its rows each is
        self._called: dict[str, set[str]] = defaultdict(set)
        self._beside: dict[str, dict[str, Record]] = defaultdict(dict)

    @classmethod
    def build(cls, plan: Plan) -> Generator[tuple[int, int, str], None, Index]:
        """An index of a plan, for long work: yields (done, total, what), may run on another thread."""
        rows: Rows = {kind: plan.unordered(kind) for kind in KINDS}  # here: a plan that is asked keeps what it finds
        return cls(plan)._build(rows)

    def close(self) -> None:
        """Let go of all of it."""
        self._database.close()

    def follow(self, plan: Plan) -> None:
        """Take in what is otherwise in another plan, as in the one after an edit."""
        before, self.plan = self.plan, plan
        gone, there = list(before.differing(plan)), list(plan.differing(before))
        changed = {key for record in gone for key in _found_by(before, record)}
        changed.update(key for record in there for key in _found_by(plan, record))
        for record in gone:
            if type(record) in BELONGS:
                self._beside[_above(record)].pop(record.id, None)
        self._note_beside(there)
        with self._transaction():
            for key in changed & self._rows.keys():
                self._take_out(before, key)
            added = self._add((r for key in sorted(changed) if (r := plan.find(key))), _bodies(plan.unordered(Body)))
            self._learn(word.casefold() for text in added for word in _WORD.findall(text))

    def find(self, text: str, limit: int, ratings: Ratings | None = None) -> list[SearchHit]:
        """At most `limit` records that hold all words of a text, or words that begin as they do or are forms of them.

        First the one that is called so, then those whose name holds the words as they are typed, or forms of them, then
        those that hold them anywhere. Live figures are filled in by `ratings`, which are of the plan as it is now.
        """
        if not (words := _words(text)):
            return []
        typed, wanted = (" AND ".join(map(asking, words)) for asking in (_begun, self._asked))
        named, named_alike = (f"{{ref title kind}} : ({asked})" for asked in (typed, wanted))
        ratings = ratings or Ratings(self.plan)
        found: dict[int, SearchHit] = {}
        for row in sorted(self._rows[key] for key in self._called.get(_folded(text), ())):
            found |= self._shown(wanted, [row], ratings, by_name=True)
        for asked, shown, by_name in dict.fromkeys(
            ((named, named_alike, True), (named_alike, named_alike, True), (wanted, wanted, False))
        ):
            if len(found) < limit:
                rows = [row for row in self._best(asked) if row not in found]
                found |= self._shown(shown, rows[: limit - len(found)], ratings, by_name=by_name)
        return list(found.values())

    def words(self) -> dict[str, tuple[str, ...]]:
        """What is kept of each record, by its key."""
        rows = self._database.execute("SELECT rowid, * FROM said")
        return {self._keys[row]: tuple(said) for row, *said in rows}

    # -- inside

    def _build(self, rows: Rows) -> Generator[tuple[int, int, str], None, Index]:
        for kind in BELONGS:
            self._note_beside(rows[kind])
        records = [record for kind in FOUND for record in sorted(rows[kind], key=place)]
        bodies = _bodies(rows[Body])
        with self._transaction():
            for start in range(0, len(records), _STEP):
                yield start, len(records), "Reading the plan"
                self._add(records[start : start + _STEP], bodies)
            self._learn(word for (word,) in self._database.execute("SELECT term FROM known").fetchall())
        return self

    def _learn(self, words: Iterable[str]) -> None:
        """Take in words, so that each is found by another form of it."""
        new = [word for word in dict.fromkeys(words) if word not in self._words]
        rows = list(enumerate(new, len(self._words) + 1))
        self._words.update((word, row) for row, word in rows)
        self._by_row.extend(new)
        self._database.executemany("INSERT INTO stems(rowid, word) VALUES (?, ?)", rows)

    def _forms(self, word: str) -> list[str]:
        """The words that are held and are other forms of one."""
        if len(word) < _SHORTEST:
            return []
        rows = self._database.execute("SELECT rowid FROM stems WHERE stems MATCH ?", (f'"{word}"',))
        return [self._by_row[row - 1] for (row,) in rows]

    def _asked(self, word: str) -> str:
        """How the index is asked for a word: for what begins so, and for other forms of it."""
        last = _LAST_WORD.search(word)
        forms = [form for form in self._forms(last[0]) if not form.startswith(last[0].casefold())] if last else []
        others = [_quoted(word[: last.start()] + form) for form in forms] if last else []
        asked = [_begun(word), *others, *self._with_or_without_hyphen(word)]
        return f"({' OR '.join(asked)})" if len(asked) > 1 else asked[0]

    def _with_or_without_hyphen(self, word: str) -> Iterator[str]:
        """How the index is asked for "coordinate" where "co-ordinate" is typed, and the other way round."""
        parts = word.casefold().split("-")
        if len(parts) > 1 and all(part.isalpha() for part in parts):
            yield _begun("".join(parts))
        elif _WORD.fullmatch(word) and len(word) <= _LONGEST_WORD:
            (whole,) = parts
            for at in range(1, len(whole)):
                first, second = whole[:at], whole[at:]
                is_reference = first.isalpha() and second.isdecimal()
                if first in self._words and (is_reference or (at > 1 and len(second) > 2)):
                    held = [second] if second in self._words else []
                    yield from (_quoted(f"{first} {form}") for form in dict.fromkeys([*held, *self._forms(second)]))

    def _transaction(self) -> _Transaction:
        return _Transaction(self._database)

    def _note_beside(self, records: Iterable[Record]) -> None:
        for record in records:
            if type(record) in BELONGS:
                self._beside[_above(record)][record.id] = record

    def _add(self, records: Iterable[Record], bodies: Mapping[str, Body]) -> Iterator[str]:
        """Take in records; gives their texts."""
        values: list[tuple[int | str, ...]] = []
        for record in records:
            if record.id not in self._rows:
                row = self._last[type(record)] = self._last[type(record)] + 1
                self._rows[record.id], self._keys[row] = row, record.id
            for name in _names(record):
                self._called[name].add(record.id)
            own = _PART.join(map(_kept, texts(record)))
            beside = _PART.join(map(_kept, self._texts_beside(record.id)))
            named_so = getattr(record, "ref", ""), named(record, bodies), kind_words(record)
            values.append((self._rows[record.id], *named_so, own, beside))
        self._database.executemany(
            "INSERT INTO said(rowid, ref, title, kind, own, beside) VALUES (?, ?, ?, ?, ?, ?)", values
        )
        return (str(text) for _row, *said in values for text in said)

    def _take_out(self, before: Plan, key: str) -> None:
        old = before.find(key)
        for name in _names(old) if old else ():
            self._called[name].discard(key)
        self._database.execute("DELETE FROM said WHERE rowid = ?", (self._rows[key],))

    def _texts_beside(self, key: str) -> Iterator[SearchText]:
        for _key, part in sorted(self._beside.get(key, {}).items()):
            yield from texts(part)
            yield from self._texts_beside(part.id)

    def _best(self, wanted: str) -> list[int]:
        rows = self._database.execute(_FIRST, (wanted, _WEIGHED + 1)).fetchall()
        if len(rows) <= _WEIGHED:
            rows = self._database.execute(_BEST, (wanted,)).fetchall()
        return [row for (row,) in rows]

    def _shown(self, asked: str, rows: list[int], ratings: Ratings, *, by_name: bool) -> dict[int, SearchHit]:
        """What is shown of rows, each of which is asked for so."""
        told = self._database.execute(_SHOWN, (asked, json.dumps(rows), len(rows))) if rows else ()
        said = {row: texts for row, *texts in told}
        return {row: self._found(row, said[row], ratings, by_name=by_name) for row in rows if row in said}

    def _found(self, row: int, said: list[str], ratings: Ratings, *, by_name: bool) -> SearchHit:
        record, (ref, title, own, beside) = self.plan.find(self._keys[row]), said
        assert record is not None
        name, where, context = _pieces(f"{ref} {title}".strip()), "", ()
        part = max((*own.split(_PART), *beside.split(_PART)), key=_found_in)
        if not by_name and _OPEN in part:
            bare = part.replace(_OPEN, "").replace(_CLOSE, "").strip("…")
            every = (*texts(record), *self._texts_beside(record.id))
            told = next((each for each in every if bare in _kept(each)), SearchText("", ""))
            pieces = _pieces(" ".join(part.split()))
            where, context = told.label, _shortened(tuple(_filled(each, told.text, ratings) for each in pieces))
        return SearchHit(record=record, name=name, where=where, context=context)


class _Transaction:
    """All of what is written, or nothing."""

    def __init__(self, database: sqlite3.Connection):
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._database.execute("ROLLBACK" if kind else "COMMIT")


def _above(record: Record) -> str:
    return getattr(record, BELONGS[type(record)])


def _found_by(plan: Plan, record: Record) -> Iterator[str]:
    """The keys of the records that are found by what a record says; one of another kind leads to nothing."""
    seen = {record.id}
    while type(record) in BELONGS:
        above = plan.find(_above(record))
        if above is None or above.id in seen:
            return
        seen.add(above.id)
        record = above
    yield record.id
    if isinstance(record, Body):
        yield from (meeting.id for meeting in plan.unordered(Meeting) if meeting.body == record.id)


def _names(record: Record) -> set[str]:
    """What a record is called, folded; who types all of it means this one."""
    return {*known_names(record), _folded(getattr(record, "title", ""))}


def _bodies(rows: Iterable[Record]) -> dict[str, Body]:
    return {body.id: body for body in rows if isinstance(body, Body)}


def _words(text: str) -> list[str]:
    """The words of what is typed, each once."""
    said = "".join(c if c.isprintable() else " " for c in text[:LONGEST])
    plain = (_POSSESSIVE.sub("", word) for word in said.split())
    words = dict.fromkeys(w for w in plain if any(unicodedata.category(c)[0] in "LN" for c in w))
    return list(islice(words, _WORDS))


def _begun(word: str) -> str:
    return f"{_quoted(word)}*"


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace('"', '""'))


def _kept(said: SearchText) -> str:
    """A text as it is held: of a live figure only which it is, so that no word of the braces is found or shown."""
    if not said.live:
        return said.text
    number = count()

    def mark(_match: re.Match[str]) -> str:
        bits = f"{next(number):b}"[::-1]
        return f"{_FIGURE}{''.join(_BITS[int(bit)] for bit in bits)}{_FIGURE}"

    return live.WRITTEN.sub(mark, said.text)


def _filled(piece: SnippetPiece, text: str, ratings: Ratings) -> SnippetPiece:
    """A piece of a text with its live figures filled in; one that names nothing in words."""
    if _FIGURE not in piece.text:
        return piece
    written = [match[0] for match in live.WRITTEN.finditer(text)]

    def said(match: re.Match[str]) -> str:
        number = sum(1 << at for at, bit in enumerate(match[1]) if bit == _BITS[1])
        (figure,) = live.fill(written[number], ratings.plan, ratings)
        return live.described(figure.written) if figure.problem else figure.text

    return piece._replace(text=_FIGURES.sub(said, piece.text))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _found_in(text: str) -> int:
    """How many words of a text were looked for."""
    return sum(len(found.split()) for found in _PIECES.findall(text))


def _shortened(pieces: tuple[SnippetPiece, ...]) -> tuple[SnippetPiece, ...]:
    """The same with few words before the first that was found, so that it is seen where there is little room."""
    first, *others = pieces
    if first.found or len(first.text) <= _BEFORE:
        return pieces
    kept = first.text[-_BEFORE:]
    return SnippetPiece(f"…{kept[kept.find(' ') + 1 :]}"), *others


def _pieces(text: str) -> tuple[SnippetPiece, ...]:
    parts = _PIECES.split(text)
    return tuple(SnippetPiece(part, bool(at % 2)) for at, part in enumerate(parts) if part)
