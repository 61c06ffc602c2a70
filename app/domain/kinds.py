"""What every kind of record is, said once: its form, what it belongs to, and the words of its acts.

What a field may hold stands beside it in `records`; here stands how the fields of a kind are put to a person, and how
the kind hangs together with others. Forms, "since", history, search and the menu of what can be added ask here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from .fields import Reference
from .frozen import Frozen
from .records import (
    BY_TABLE,
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    Audit,
    Body,
    BudgetLine,
    Category,
    Component,
    Confidence,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Override,
    Partner,
    PartnerReport,
    Programme,
    Provenance,
    Question,
    Reading,
    ReadMark,
    Recommendation,
    Record,
    Risk,
    Section,
    Settlement,
    Stage,
    StageAim,
    Statement,
    Theme,
    Thresholds,
    Visit,
    rules,
)


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


class Kind(Frozen):
    """A kind of record.

    Attributes:
        record: its class.
        rows: of its form; what is exempt is a row of every form besides (`form`).
        width: of its dialog, in pixels.
        word: how it is called after "New" and "Edit"; its name unless given.
        label: what stands between "Add" or "Edit" and its name in the line of history, where its name alone says too
            little.
        note: a sentence over its fields.
        themes: the heading over boxes of the themes to which one can be linked in its form; empty where there are none.
        belongs: the field that names what it belongs to.
        part: it is no news of its own: "since" tells it with what it belongs to.
        found_with: the field that names the record as a part of which it is found; empty where it is found itself.
        told_with: the fields that name records whose history tells of it too.
        anywhere: it can be added from anywhere, in this order.
        makes_parent: where what it belongs to is not there yet, that is asked for first.
        when_filled: fields that its form has only where one of them holds something.
        nothing: the word for nothing, by the field that refers to a record.
        offers: the kinds of records to choose from, by the field that may refer to any.
    """

    record: type[Record]
    rows: tuple[Row, ...] = ()
    width: int = 640
    word: str = ""
    label: str = ""
    note: str = ""
    themes: str = ""
    belongs: str = ""
    part: bool = False
    found_with: str = ""
    told_with: tuple[str, ...] = ()
    anywhere: bool = False
    makes_parent: bool = False
    when_filled: tuple[str, ...] = ()
    nothing: Mapping[str, str] | None = None
    offers: Mapping[str, tuple[type[Record], ...]] | None = None

    @property
    def called(self) -> str:
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
        """The rows of the form over `record`, with why it is exempt at their end."""
        filled = any(getattr(record, name) for name in self.when_filled)
        rows = [row for row in self.rows if filled or row != self.when_filled]
        return [*rows, KEPT_BACK]


_ABOUT = (Theme, Recommendation, Action, Indicator, Risk, Visit, Partner, BudgetLine, Section)
PAPERS = (
    Recommendation, Visit, Finding, Audit, PartnerReport, Partner, Action, Milestone, Indicator, Risk, Theme,
    Objective, StageAim, Meeting, AgendaItem,
)  # fmt: skip
"""The kinds to which letters and evidence can belong."""

_DESCRIBED: Sequence[Kind] = (
    # -- what can be added from anywhere, in the order of the menu
    Kind(
        record=Theme, rows=("title", "focus", "progress", "challenge", "next_focus", "number"), anywhere=True,
    ),
    Kind(
        record=Objective, rows=("title", "theme", "detail", "ref"), width=600, belongs="theme", anywhere=True,
    ),
    Kind(
        record=Action,
        rows=(
            "title", "detail", "objective", ("owner", "ref"), ("starts", "due"), ("percent", "done_on"), "done",
            ("ended", "ended_why"), "reported", "blocked", "progress",
        ),
        themes="Which themes it serves", anywhere=True, when_filled=("ended", "ended_why"),
    ),
    Kind(
        record=Milestone, rows=("title", "action", ("due", "done_on"), "done"), width=600, label="milestone",
        belongs="action", anywhere=True,
    ),
    Kind(
        record=NextStep, rows=("title", "detail", ("number", "period")), width=600, label="next step", anywhere=True,
    ),
    Kind(
        record=Component, rows=("title", "number"), width=560, anywhere=True,
        note="Part of what a good service looks like. Themes serve it.",
    ),
    Kind(record=Stage, rows=("title", ("starts", "ends"), "summary", "number"), anywhere=True),
    Kind(
        record=Indicator,
        rows=(
            "title", "definition",
            FormHeading(text="How it is measured"), ("unit", "better", "cadence"), ("owner", "ref"), "note",
            FormHeading(text="Where it should be"), ("target", "target_high", "target_by"), ("tolerance", "baseline"),
            "target_now", "key", "context", "workforce",
        ),
        width=760, themes="Which themes it serves", anywhere=True,
    ),
    Kind(
        record=Risk,
        rows=(
            "title", "cause", "event", "consequence", ("owner", "review"),
            FormHeading(text="Score now"), ("likelihood", "impact"),
            FormHeading(text="Target"), ("target_likelihood", "target_impact"),
            FormHeading(text="Response"), ("response", "raised"), ("category", "ref"), "mitigation",
        ),
        themes="Which themes it threatens", anywhere=True, nothing={"category": "No category"},
    ),
    Kind(
        record=Statement, rows=("title", "says", ("moving", "period"), "concern", "workforce"),
        themes="Which themes it is about", anywhere=True,
    ),
    Kind(record=Recommendation, rows=("title", "detail", ("owner", "number"), "evidence", "met"), anywhere=True),
    Kind(record=Visit, rows=("title", ("starts", "ends"), "happened", "focus", "letter"), anywhere=True),
    Kind(
        record=Audit, rows=("title", "kind", ("starts", "ends"), "took_part", "summary"),
        word="audit or practice week", anywhere=True,
    ),
    Kind(record=Partner, rows=("title", ("appointed", "appointed_by"), "focus"), width=600, anywhere=True),
    Kind(
        record=BudgetLine, rows=("title", ("amount", "years"), ("nature", "funding"), "pays_for", "note"),
        anywhere=True,
    ),
    Kind(record=Body, rows=("title", ("every", "meets"), "chair", "members"), width=600, anywhere=True),
    Kind(
        record=Meeting, rows=(("body", "day"), "purpose", "place"), width=600, belongs="body", anywhere=True,
        makes_parent=True,
    ),
    # -- what is added where that is shown to which it belongs
    Kind(
        record=Programme,
        rows=(
            "title", "council", "body",
            FormHeading(text="From where to where"), ("judgement", "judged_on"), ("wanted", "goal"),
            ("started", "position"), "quarters",
            FormHeading(text="In words"), "summary", "capacity",
        ),
        nothing={"body": "Any body"},
    ),
    Kind(
        record=Thresholds,
        rows=(
            FormHeading(text="Indicators"), ("tolerance_points", "tolerance_share"),
            FormHeading(text="Actions and milestones"), ("pace_green", "pace_amber"),
            ("due_soon_days", "due_soon_percent"), ("overdue_days", "silent_days"),
            FormHeading(text="Risks"), ("risk_low_to", "risk_medium_to"), ("appetite", "review_late_days"),
            FormHeading(text="Charts"), "trend_length", "screened",
        ),
        note="Every status in this plan is worked out with these. A change shows at once, everywhere, and can be "
        "undone.",
    ),
    Kind(record=StageAim, rows=("title", "progress"), word="aim", label="aim", belongs="stage"),
    Kind(
        record=Reading, rows=(("period", "value", "planned"), "about", "note"), width=680, belongs="indicator",
        part=True, found_with="indicator", told_with=("indicator",),
    ),
    Kind(record=Category, rows=("title", "appetite"), width=480, label="risk category"),
    Kind(
        record=Dependency, rows=("action", "waits_for", "why"), width=600, belongs="action", part=True,
        found_with="action",
    ),
    Kind(
        record=DateChange, rows=("reason", ("was", "day")), width=600, belongs="record", part=True,
        found_with="record",
    ),
    Kind(
        record=AgendaItem, rows=("title", ("number", "purpose"), "presenter", "about", "detail"), width=600,
        belongs="meeting", told_with=("meeting",), offers={"about": _ABOUT},
    ),
    Kind(
        record=Attendance, rows=("state", "note"), width=520, label="attendance of", belongs="meeting", part=True,
        found_with="meeting", told_with=("meeting",),
    ),
    Kind(
        record=Decision, rows=("title", "detail", ("item", "ref")), width=600, label="decision", belongs="meeting",
        told_with=("meeting",),
    ),
    Kind(
        record=Question, rows=("record", ("kind", "status"), "text", "meeting", "by"), width=600, belongs="record",
        told_with=("record", "meeting"),
    ),
    Kind(
        record=Finding, rows=("title", "kind", "response"), label="the finding", belongs="of",
        themes="Which themes it is about",
    ),
    Kind(
        record=PartnerReport, rows=("title", ("partner", "day"), "summary"), width=600, word="report",
        belongs="partner",
    ),
    Kind(
        record=Attachment, rows=("title", "day", "record"), width=560, word="letter or evidence", belongs="record",
        offers={"record": PAPERS},
        note="No child’s name belongs here, neither in the file nor in its title: what the plan holds goes where the "
        "plan goes.",
    ),
    Kind(record=Section, rows=("title", ("author", "day", "number"), "body")),
    Kind(record=Link, rows=("item",), width=560, belongs="serves", part=True, found_with="item"),
    Kind(
        record=Override, rows=("status", "reason", ("until", "by")), width=560, belongs="record", part=True,
        found_with="record", told_with=("record",),
    ),
    Kind(
        record=Confidence, rows=("level", "reason", ("by", "day")), width=560, belongs="record", part=True,
        found_with="record", told_with=("record",),
    ),
    Kind(record=Provenance, rows=("source",), belongs="record", part=True, found_with="record"),
    Kind(
        record=Settlement, rows=("holds_true", "reason", ("by", "day")), belongs="record", found_with="record",
        told_with=("record",),
    ),
    Kind(record=ReadMark, belongs="record", found_with="record"),
)  # fmt: skip

KINDS: Mapping[type[Record], Kind] = {kind.record: kind for kind in _DESCRIBED}
"""Every kind by the class of its records."""
ANYWHERE: tuple[type[Record], ...] = tuple(kind.record for kind in _DESCRIBED if kind.anywhere)
"""The kinds that can be added from anywhere."""


def exempting(record: Record, name: str) -> str:
    """What the edit is called that says why a record is exempt, or that it no longer is."""
    return f"Keep {name} out of public papers" if record.exempt else f"Let {name} into public papers"
