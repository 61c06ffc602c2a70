"""What a person chooses of a paper: which, for which meeting, compared with what, public or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.briefing import PAPERS
from app.domain.fields import Choice, Flag, Reference
from app.domain.meetings import ANY, body_name, meeting_name, own_body, the_body
from app.domain.public import exempt
from app.domain.records import Meeting, Provenance, Theme
from app.papers import EXEMPT, PAIR, PUBLIC, VERSIONS, PaperChoice
from app.ui import look
from app.ui.dialogs.export import meetings
from app.ui.kit import button, column, row
from app.ui.widgets.fields import ChoiceField, Field, FlagField

if TYPE_CHECKING:
    from app.workspace import Workspace

LATEST = 10
"""So many closed meetings are offered to compare with."""
PAPER = Choice(label="Paper", options=PAPERS, required=True)
THEME = Choice(label="Theme", options={}, required=False)
MEETING = Reference(label="Meeting", to="meeting")
SINCE = Choice(label="Compared with", options={})
VERSION = Choice(label="Classification", options=VERSIONS, required=True)
SEEN = Choice(label="Seen here", options={PUBLIC: VERSIONS[PUBLIC], EXEMPT: VERSIONS[EXEMPT]}, required=True)
ANNEX = Flag(label="With the annex", help="Every list that the paper cuts short.")
FACTS = Flag(label="Report’s facts only", help="Everything illustrative is left out.")


class PaperChoices(QWidget):
    """The fields; what a paper has not is not asked.

    Attributes:
        paper, theme, meeting, since, version, annex, facts_only: the fields; `seen`, which of a pair is shown.
        moment: says of which moment the paper speaks; `as_at` asks for another, `now` goes back.

    Signals:
        changed: something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.paper = ChoiceField(PAPER)
        self.theme, self.meeting = ChoiceField(THEME, {"": ""}), ChoiceField(MEETING, {"": ""})
        self.since, self.version, self.seen = ChoiceField(SINCE, {"": ""}), ChoiceField(VERSION), ChoiceField(SEEN)
        self.annex, self.facts_only = FlagField(ANNEX), FlagField(FACTS)
        self.moment = look.label(wrap=True)
        self.as_at, self.now = button("As at…", None, "link"), button("Back to now", None, "link")
        for field, rule in ((self.paper, PAPER), (self.version, VERSION), (self.seen, SEEN)):
            field.name.setText(rule.label)  # it is filled in from the beginning
            field.show_value(next(iter(rule.options)))
        for field in self._fields():
            field.changed.connect(self._on_changed)
        gap = look.space(1.5)
        column(
            self.paper, self.theme, self.meeting, self.since, self.version, self.seen,
            row((self.annex, 1), (self.facts_only, 1), gap=gap),
            row((self.moment, 1), self.as_at, self.now, gap=look.space(0.5)), on=self, gap=gap,
        )  # fmt: skip
        self._suit()

    def choice(self) -> PaperChoice:
        """What is chosen."""
        return PaperChoice(
            template=_data(self.paper), meeting=_data(self.meeting), since=_data(self.since), theme=_data(self.theme),
            version=_data(self.version) or PUBLIC, annex=self.annex.box.isChecked(),
            facts_only=self.facts_only.box.isChecked(),
        )  # fmt: skip

    def sees_exempt(self) -> bool:
        """Whether the version that is shown holds what is exempt; of a pair a person chooses which."""
        version = _data(self.version)
        return version == EXEMPT or (version == PAIR and _data(self.seen) == EXEMPT)

    def choose_meeting(self, meeting: Meeting) -> None:
        """Choose the meeting that the paper is for, with its body's last meeting to compare with."""
        self.meeting.box.setCurrentIndex(self.meeting.box.findData(meeting.id))
        at = self.since.box.findData(meeting.body)
        self.since.box.setCurrentIndex(max(at, 0))

    def show_workspace(self, workspace: Workspace) -> None:
        """Offer what there is in the plan now; what is chosen stays as far as it is there."""
        plan, past = workspace.plan, workspace.past
        offered = meetings(plan)
        _offer(self.meeting, offered or {"": "No meeting is entered yet"})
        worst = {"": "All of them"}
        _offer(self.theme, worst | {theme.id: theme.name for theme in plan.all(Theme)})
        _offer(self.since, compared(workspace) or {"": "Nothing: no meeting is closed yet"})
        for field in (self.meeting, self.since):
            field.setEnabled(field.box.count() > 1)
        has_exempt = bool(exempt(plan) or workspace.kept_back)
        self.version.setVisible(has_exempt)
        if not has_exempt and _data(self.version) != PUBLIC:
            self.version.show_value(PUBLIC)
        if workspace.facts_only:
            self.facts_only.show_value(True)
        marked = any(mark.illustrative for mark in plan.unordered(Provenance))
        self.facts_only.setVisible(workspace.facts_only or marked)
        self.facts_only.setEnabled(not workspace.facts_only)
        self.moment.setText(f"As it was at {past.title}" if past else "As the plan is now")
        self.as_at.setVisible(past is None)
        self.now.setVisible(past is not None)
        self._suit()

    def _fields(self) -> tuple[Field, ...]:
        chosen = (self.paper, self.theme, self.meeting, self.since, self.version, self.seen)
        return (*chosen, self.annex, self.facts_only)

    def _on_changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        """Ask what belongs to the paper that is chosen."""
        template = _data(self.paper)
        self.theme.setVisible(template == "theme" and self.theme.box.count() > 2)
        self.annex.setVisible(template == "board")
        self.seen.setVisible(not self.version.isHidden() and _data(self.version) == PAIR)


def compared(workspace: Workspace) -> Mapping[str, str]:
    """What a paper can be compared with, as `Workspace.compare_with` has it; nothing where no meeting is closed."""
    plan, closed = workspace.plan, workspace.closed_meetings
    if not closed:
        return {}
    own, bodies = own_body(plan), dict[str, Meeting]()
    for each in closed:
        bodies.setdefault(each.body, each)
    found = {"": "Last meeting of any body" if own else "Last meeting"}
    if own is not None and own.id in bodies:
        found = {"": f"Last meeting of {the_body(own)}", ANY: found[""]}
    for body, meeting in bodies.items():
        if own is None or body != own.id:
            found[body] = f"Last meeting of {body_name(plan, meeting)}"
    return found | {each.id: meeting_name(plan, each) for each in closed[:LATEST]}


def _offer(field: ChoiceField, options: Mapping[str, str]) -> None:
    """Offer these, and keep what is chosen where it is among them; else the first."""
    chosen = _data(field)
    if [(field.box.itemData(n), field.box.itemText(n)) for n in range(field.box.count())] != [*options.items()]:
        field.offer(options, chosen if chosen in options else next(iter(options)))


def _data(field: ChoiceField) -> str:
    return str(field.box.currentData() or "")
