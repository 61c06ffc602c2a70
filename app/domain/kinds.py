"""What every kind of record is, said once: its form, its page, what it belongs to, and the words of its acts.

What a field may hold stands beside it in `records`; here stands how the fields of a kind are put to a person, and how
the kind hangs together with others. Forms, tables, "since", history, search, import and what goes with a record that is
removed ask here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from . import records
from .fields import Reference, Text
from .frozen import Frozen
from .records import BY_TABLE, Record, references, rules


class FormHeading(Frozen):
    """A heading between the rows of a form."""

    text: str


class Folded(Frozen):
    """A row that is folded away behind `word`, where its fields hold nothing."""

    word: str
    names: tuple[str, ...]


Row: TypeAlias = str | tuple[str, ...] | FormHeading | Folded
"""One field, several beside each other, a heading, or what is folded away."""

KEPT_BACK = Folded(word="Keep out of public papers…", names=("exempt",))
"""The last row of every form: why a record must never reach a public paper."""

SINCE, FOUND, HISTORY, SAID, READ, MENTION = "since", "found", "history", "said", "read", "mention"
"""Where a record is told with the one that a field of it names: "since" tells it there, and Find finds it there, as no
record of its own; the history there tells of it; to a reader it is news of that record; or news beside it; or erasing
that record looks for words in it, as they have no place of their own.
"""


def fields_of(row: Row) -> tuple[str, ...]:
    """The names of the fields in a row of a form."""
    match row:
        case FormHeading():
            return ()
        case Folded():
            return row.names
        case str():
            return (row,)
        case _:
            return row


class Kind(Frozen):
    """A kind of record.

    Attributes:
        record: its class.
        rows: of its form; what they do not place follows them, and what is exempt is the last row of every form.
        apart: the fields that no form asks for, because an act of its own sets them.
        page: the title of the page on which it is seen; empty where it is seen only with others.
        imports: the word for it where a plan is brought in from a sheet; empty where it does not come in so.
        width: of its dialog, in pixels.
        word: how it is called after "New" and "Edit"; its name unless given.
        label: what stands between "Add" or "Edit" and its name in the line of history, where its name alone says too
            little.
        note: a sentence over its fields.
        themes: the heading over boxes of the themes to which one can be linked in its form; empty where there are none.
        belongs: the field that names what it belongs to.
        told: how it is told with the record that a field names, by that field.
        ties: the words that lie between it and what a field names, by that field: as it says it, and as that does.
        nameless: nobody knows one by its title alone, so that what it belongs to is named beside it.
        anywhere: it can be added from anywhere, in this order.
        makes_parent: where what it belongs to is not there yet, that is asked for first.
        when_filled: fields that its form has only where one of them holds something.
        nothing: the word for nothing, by the field that refers to a record.
        offers: the kinds of records to choose from, by the field that may refer to any.
    """

    record: type[Record]
    rows: tuple[Row, ...] = ()
    apart: tuple[str, ...] = ()
    page: str = ""
    imports: str = ""
    width: int = 640
    word: str = ""
    label: str = ""
    note: str = ""
    themes: str = ""
    belongs: str = ""
    told: Mapping[str, tuple[str, ...]] | None = None
    ties: Mapping[str, tuple[str, str]] | None = None
    nameless: bool = False
    anywhere: bool = False
    makes_parent: bool = False
    when_filled: tuple[str, ...] = ()
    nothing: Mapping[str, str] | None = None
    offers: Mapping[str, tuple[type[Record], ...]] | None = None

    @property
    def noun(self) -> str:
        """How it is called after "New" and "Edit"."""
        return self.word or self.record.NAME.lower()

    @property
    def parent(self) -> type[Record] | None:
        """The kind of which one must be there first; None where none must."""
        rule = rules(self.record).get(self.belongs)
        return BY_TABLE[rule.to] if isinstance(rule, Reference) and rule.to and rule.required else None

    @property
    def needs(self) -> type[Record] | None:
        """The kind of which one must be there before one of these can be added from anywhere."""
        return None if self.makes_parent else self.parent

    def form(self, record: Record) -> list[Row]:
        """The rows of the form over `record`."""
        filled = any(getattr(record, name) for name in self.when_filled)
        return [row for row in self.whole(self.rows) if filled or row != self.when_filled]

    def whole(self, rows: Sequence[Row], beside: Sequence[str] = ()) -> list[Row]:
        """Rows of a form, after them each field that they do not place, and at the end why it is exempt.

        `beside` are fields that are written beside the form.
        """
        placed = {name for row in (*rows, KEPT_BACK) for name in fields_of(row)} | {*self.apart, *beside, self.belongs}
        placed.update(name for name, rule in rules(self.record).items() if isinstance(rule, Text) and rule.by_program)
        rest = (name for name in rules(self.record) if name not in placed)
        return [*rows, *rest, KEPT_BACK]


_ABOUT = (
    records.Theme, records.Recommendation, records.Action, records.Indicator, records.Risk, records.Visit,
    records.Partner, records.BudgetLine, records.Section,
)  # fmt: skip
PAPERS = (
    records.Recommendation, records.Visit, records.Finding, records.Audit, records.PartnerReport, records.Partner,
    records.Action, records.Milestone, records.Indicator, records.Risk, records.Theme, records.Objective,
    records.StageAim, records.Meeting, records.AgendaItem,
)  # fmt: skip
"""The kinds to which letters and evidence can belong."""

_DESCRIBED: Sequence[Kind] = (
    # -- what can be added from anywhere, in the order of the menu
    Kind(
        record=records.Theme, page="Overview", imports="themes", anywhere=True,
        rows=("title", "focus", "progress", "challenge", "next_focus", "number"),
    ),
    Kind(
        record=records.Objective, page="Plan", imports="objectives", anywhere=True, width=600,
        belongs="theme", told={"theme": (READ,)}, ties={"theme": ("is an objective of", "has the objective")},
        rows=("title", "theme", "detail", "ref"),
    ),
    Kind(
        record=records.Action, page="Plan", imports="actions", anywhere=True, told={"objective": (READ,)},
        ties={"objective": ("works towards", "worked towards by"), "meeting": ("arose at", "gave rise to")},
        rows=(
            "title", "detail", "objective", ("owner", "ref"), ("starts", "due"), ("percent", "done_on"), "done",
            ("ended", "ended_why"), "reported", "blocked", "progress", "for_children", "back_by",
        ),
        apart=("meeting",), themes="Which themes it serves", when_filled=("ended", "ended_why"),
    ),
    Kind(
        record=records.Milestone, page="Plan", imports="milestones", anywhere=True, width=600, label="milestone",
        belongs="action", told={"action": (READ,)}, ties={"action": ("is a step of", "has the step")}, nameless=True,
        rows=("title", "action", ("due", "done_on"), "done"),
    ),
    Kind(
        record=records.NextStep, page="Plan", anywhere=True, width=600, label="next step",
        rows=("title", "detail", ("number", "period")),
    ),
    Kind(
        record=records.Component, page="Thread", anywhere=True, width=560, rows=("title", "number"),
        note="Part of what a good service looks like. Themes serve it.",
    ),
    Kind(record=records.Stage, page="Overview", anywhere=True, rows=("title", ("starts", "ends"), "summary", "number")),
    Kind(
        record=records.Indicator, page="Indicators", imports="indicators", anywhere=True, width=760,
        rows=(
            "title", "definition",
            FormHeading(text="How it is measured"), ("unit", "better", "cadence"), ("owner", "ref"), "note",
            Folded(word="Of what it is made…", names=("numerator_words", "denominator_words")),
            Folded(word="It is a part of another figure…", names=("part_of", "part")),
            FormHeading(text="Where it should be"), ("target", "target_high", "target_by"), ("tolerance", "baseline"),
            "target_now", "key", "context", "workforce",
            FormHeading(text="Where it is off track"), "for_children", "back_by",
            FormHeading(text="Its chart"), "limits_from", "takeaway",
        ),
        apart=("takeaway_on",), themes="Which themes it serves", nothing={"part_of": "No other figure"},
        ties={"part_of": ("is a part of", "has the part")},
    ),
    Kind(
        record=records.Risk, page="Risks", imports="risks", anywhere=True,
        rows=(
            "title", "cause", "event", "consequence",
            Folded(word="All of it in one text, as it was given…", names=("description",)), ("owner", "review"),
            FormHeading(text="Score now"), ("likelihood", "impact"),
            FormHeading(text="Target"), ("target_likelihood", "target_impact"), "target_by",
            Folded(word="Inherent score, if nothing were done…", names=("inherent_likelihood", "inherent_impact")),
            FormHeading(text="Response"), ("response", "raised"), ("category", "ref"), "mitigation",
            Folded(word="Review rhythm and proximity…", names=("rhythm", "proximity")),
        ),
        apart=(
            "reviewed", "reviewed_by", "escalated_to", "escalated", "escalated_why", "returned", "returned_why",
            "occurred", "occurred_what", "closed", "closed_why",
        ), themes="Which themes it threatens", nothing={"category": "No category"},
    ),
    Kind(
        record=records.Statement, page="Money", anywhere=True, themes="Which themes it is about",
        rows=("title", "says", ("moving", "period"), "concern", "workforce"),
    ),
    Kind(
        record=records.Recommendation, page="Scrutiny", imports="recommendations", anywhere=True,
        rows=("title", "detail", ("owner", "number"), "evidence", "met"),
    ),
    Kind(
        record=records.Visit, page="Scrutiny", anywhere=True, apart=("progress_found", "progress_needed"),
        rows=("title", ("starts", "ends"), "happened", "focus", "letter"),
    ),
    Kind(
        record=records.Audit, page="Scrutiny", anywhere=True, word="audit or practice week",
        rows=("title", "kind", ("starts", "ends"), "took_part", "summary", "learning"),
    ),
    Kind(
        record=records.Partner, page="Scrutiny", anywhere=True, width=600,
        rows=("title", ("appointed", "appointed_by"), "focus"),
    ),
    Kind(
        record=records.BudgetLine, page="Money", anywhere=True,
        rows=("title", ("amount", "years"), ("nature", "funding"), "pays_for", "note"),
    ),
    Kind(
        record=records.Body, page="Meetings", imports="bodies", anywhere=True, width=600,
        rows=("title", ("every", "meets"), "chair", "members"),
    ),
    Kind(
        record=records.Meeting, page="Meetings", anywhere=True, width=600, belongs="body", makes_parent=True,
        ties={"body": ("is a meeting of", "has the meeting")},
        rows=(("body", "day"), "purpose", "place"), apart=("note", "closed", "planned", "closing"),
    ),
    # -- what is added where that is shown to which it belongs
    Kind(
        record=records.Programme, page="Overview",
        rows=(
            "title", "council", "body",
            FormHeading(text="From where to where"), ("judgement", "judged_on"), ("wanted", "goal"),
            ("started", "position"), "quarters",
            FormHeading(text="In words"), "summary", "capacity",
            FormHeading(text="On the cover of a Cabinet paper"), ("report_of", "lead_member"), ("contact", "wards"),
        ),
        apart=tuple(f"{paper}_parts" for paper in ("board", "cabinet", "theme", "risks", "indicators", "changes")),
        nothing={"body": "Any body"},
    ),
    Kind(
        record=records.Thresholds, page="Overview",
        rows=(
            FormHeading(text="Indicators"), ("tolerance_points", "tolerance_share"),
            FormHeading(text="Actions and milestones"), ("pace_green", "pace_amber"),
            ("due_soon_days", "due_soon_percent"), ("overdue_days", "silent_days"),
            FormHeading(text="Risks"), ("risk_low_to", "risk_medium_to"), ("appetite", "review_late_days"),
            FormHeading(text="Charts"), "trend_length", "screened",
            FormHeading(text="Public papers"), "small_numbers",
        ),
        apart=("likelihood_levels", "impact_levels", "score_rule"),
        note="Every status in this plan is worked out with these. A change shows at once, everywhere, and can be "
        "undone.",
    ),
    Kind(
        record=records.StageAim, page="Overview", word="aim", label="aim", belongs="stage", told={"stage": (READ,)},
        ties={"stage": ("is an aim of", "has the aim")}, nameless=True, rows=("title", "progress"),
    ),
    Kind(
        record=records.Reading, page="Indicators", width=680,
        belongs="indicator", told={"indicator": (SINCE, FOUND, HISTORY, READ)},
        ties={"indicator": ("is a reading of", "has the reading")},
        rows=(
            ("period", "value", "planned"), ("about", "provisional"), "note",
            Folded(word="The counts it is made of…", names=("numerator", "denominator")),
            Folded(word="No figure, or restated…", names=("gap", "restated")),
            Folded(word="Doubt about the data…", names=("quality",)),
        ),
        apart=("corrected_from", "restated_on"),
    ),
    Kind(
        record=records.TargetStep, page="Indicators", width=520, word="target",
        belongs="indicator", told={"indicator": (SINCE, FOUND, HISTORY, READ)}, nameless=True,
        rows=(("starts", "target", "target_high"), "note"),
    ),
    Kind(
        record=records.Benchmark, page="Indicators", width=520, word="figure of others",
        belongs="indicator", told={"indicator": (SINCE, FOUND, HISTORY, READ)}, nameless=True,
        rows=("who", ("period", "value"), "note"),
    ),
    Kind(
        record=records.Rebase, page="Indicators", width=560, word="limits",
        belongs="indicator", told={"indicator": (SINCE, FOUND, HISTORY, READ)}, nameless=True,
        rows=(("starts", "title"), "reason"),
        note="Mean and limits are calculated anew from this period on. What was before keeps its own.",
    ),
    Kind(
        record=records.IndicatorSet, page="Indicators", anywhere=True, width=560, rows=("title", "note"),
    ),
    Kind(
        record=records.Mitigation, page="Risks", width=600, label="mitigation",
        belongs="risk", told={"risk": (SINCE, FOUND, HISTORY, READ)},
        ties={"risk": ("mitigates", "mitigated by")}, nameless=True,
        rows=(
            "title", ("owner", "due"), "done", "done_on", "progress",
            Folded(word="It ended without being done…", names=("ended", "ended_why")),
        ),
    ),
    Kind(
        record=records.Control, page="Risks", width=600, label="control",
        belongs="risk", told={"risk": (SINCE, FOUND, HISTORY, READ)}, nameless=True,
        rows=("title", "effectiveness", ("assured_by", "assured")),
    ),
    Kind(
        record=records.Scoring, page="Risks", width=600, label="the",
        belongs="risk", told={"risk": (SINCE, FOUND, HISTORY, READ)},
        rows=(("of", "day"), ("likelihood", "impact"), "reason"),
    ),
    Kind(record=records.ScaleLevel, page="Risks", width=480, rows=(("axis", "number"), "word", "detail")),
    Kind(record=records.ScaleCell, page="Risks", width=480, rows=(("likelihood", "impact"), ("band", "score"))),
    Kind(record=records.Category, page="Risks", width=480, label="risk category", rows=("title", "appetite")),
    Kind(
        record=records.Dependency, page="Plan", width=600, belongs="action", told={"action": (SINCE, FOUND, MENTION)},
        rows=("action", "waits_for", "why"),
    ),
    Kind(
        record=records.DateChange, page="Plan", width=600, belongs="record",
        told={"record": (SINCE, FOUND, SAID, MENTION)}, rows=("reason", ("was", "day")), apart=("now",),
    ),
    Kind(
        record=records.AgendaItem, page="Meetings", width=600, belongs="meeting", told={"meeting": (HISTORY,)},
        ties={"meeting": ("is an item of", "has the item"), "about": ("is about", "is on the agenda in")},
        nameless=True,
        rows=("title", ("number", "purpose"), "presenter", "about", "recommendation", "detail"),
        offers={"about": _ABOUT},
    ),
    Kind(
        record=records.Attendance, page="Meetings", width=520, label="attendance of",
        belongs="meeting", told={"meeting": (SINCE, FOUND, HISTORY)}, ties={"meeting": ("attended", "was attended by")},
        rows=("state", "note"), apart=("role",),
    ),
    Kind(
        record=records.Decision, page="Meetings", width=600, label="decision",
        belongs="meeting", told={"meeting": (HISTORY,)},
        ties={"meeting": ("was taken at", "took the decision"), "item": ("was taken under", "led to the decision")},
        rows=("title", "detail", ("item", "ref")),
    ),
    Kind(
        record=records.Question, page="Meetings", width=600,
        belongs="record", told={"record": (HISTORY, MENTION), "meeting": (HISTORY,)},
        ties={"record": ("asks about", "is asked about in"), "meeting": ("is put to", "is asked")},
        rows=("record", ("kind", "status"), "text", "meeting", "by"),
        apart=("ref", "day", "answer", "answered_by", "answered_on"),
    ),
    Kind(
        record=records.Finding, page="Scrutiny", label="the finding", belongs="of", told={"of": (READ,)},
        ties={"of": ("was found by", "found")},
        rows=("title", "kind", "response"), themes="Which themes it is about",
    ),
    Kind(
        record=records.AuditGrade, page="Scrutiny", width=520, label="grade",
        belongs="audit", told={"audit": (SINCE, FOUND, HISTORY, READ)}, nameless=True,
        rows=(("grade", "number"), "team", "moderated"),
    ),
    Kind(
        record=records.PartnerReport, page="Scrutiny", width=600, word="report",
        belongs="partner", told={"partner": (READ,)}, ties={"partner": ("is a report of", "reported")},
        rows=("title", ("partner", "day"), "summary"),
    ),
    Kind(
        record=records.Attachment, page="Scrutiny", width=560, word="letter or evidence",
        belongs="record", told={"record": (SAID, MENTION)}, ties={"record": ("is evidence for", "has the evidence")},
        nameless=True, rows=("title", "day", "record"), apart=("filename", "size"),
        offers={"record": PAPERS},
        note="No child’s name belongs here, neither in the file nor in its title: what the plan holds goes where the "
        "plan goes.",
    ),
    Kind(
        record=records.IssuedPaper, page="Meetings", width=600, told={"meeting": (HISTORY,)},
        ties={"meeting": ("was issued for", "was issued"), "supersedes": ("supersedes", "is superseded by")},
        apart=(
            "paper", "version", "meeting", "since", "theme", "position", "form", "restricted", "locked", "by", "day",
            "supersedes", "changed", "size",
        ),
    ),
    Kind(record=records.Section, page="Report", rows=("title", ("author", "day", "number"), "body")),
    Kind(
        record=records.Link, page="Thread", width=560, belongs="serves", rows=("item",),
        told={"serves": (SINCE,), "item": (FOUND, SAID)},
    ),
    Kind(
        record=records.Override, page="Overview", width=560,
        belongs="record", told={"record": (SINCE, FOUND, HISTORY, SAID, MENTION)},
        rows=("status", "reason", ("until", "by")),
    ),
    Kind(
        record=records.Confidence, page="Overview", width=560, belongs="record",
        told={"record": (SINCE, FOUND, HISTORY, SAID, MENTION)}, rows=("level", "reason", ("by", "day")),
    ),
    Kind(
        record=records.Provenance, belongs="record", told={"record": (SINCE, FOUND, SAID, MENTION)}, rows=("source",),
        apart=("statement", "illustrative"),
    ),
    Kind(
        record=records.Settlement, belongs="record", told={"record": (FOUND, HISTORY, SAID, MENTION)},
        rows=("holds_true", "reason", ("by", "day")),
    ),
    Kind(record=records.ReadMark, belongs="record", told={"record": (FOUND, MENTION)}, apart=("by", "day")),
)  # fmt: skip

KINDS: Mapping[type[Record], Kind] = {kind.record: kind for kind in _DESCRIBED}
"""Every kind by the class of its records."""


class Bond(NamedTuple):
    """A field by which the records of a kind name another.

    Attributes:
        rule: whether it must name one, so that its record goes with it; or stays and says so; of which kind.
        told: how the record is told with what it names.
    """

    kind: type[Record]
    field: str
    rule: Reference
    told: tuple[str, ...]

    @property
    def hangs(self) -> bool:
        """Whether its record is erased with the one that it names: it belongs to that, or speaks of it."""
        return self.rule.required or self.rule.outlives


@cache
def bonds() -> tuple[Bond, ...]:
    """What hangs together: every field that names another record."""
    return tuple(
        Bond(kind, name, rule, (KINDS[kind].told or {}).get(name, ()))
        for kind in BY_TABLE.values()
        for name, rule in references(kind)
    )


def told(where: str) -> Mapping[type[Record], str]:
    """The kinds that are told so with another record, and the field of each that names it."""
    return {kind: name for kind, about in KINDS.items() for name, how in (about.told or {}).items() if where in how}


ANYWHERE: tuple[type[Record], ...] = tuple(kind.record for kind in _DESCRIBED if kind.anywhere)
"""The kinds that can be added from anywhere."""


def exempting(record: Record, name: str) -> str:
    """What the edit is called that says why a record is exempt, or that it no longer is."""
    return f"Keep {name} out of public papers" if record.exempt else f"Let {name} into public papers"
