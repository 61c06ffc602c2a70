"""A section while it is written: heading, text, who wrote it and when; beside the text what can be written in it.

After a brace the text offers the live figures of the plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from app.domain.fields import FieldError, Rule
from app.domain.kinds import KINDS
from app.domain.live import offers, problems
from app.domain.records import Section, rules
from app.ui import kit, look
from app.ui.widgets.card import rule
from app.ui.widgets.fields import Field, saves_prose
from app.ui.widgets.figure_box import WRITTEN, FigureBox, FigureOffers, OfferDelegate
from app.ui.widgets.form import Form, FormError
from app.ui.widgets.message import Message

if TYPE_CHECKING:
    from app.workspace import Workspace

HELP = (
    ("**bold**", "bold"), ("_italic_", "italic"), ("# Heading", "a heading"), ("- first", "a list"),
    ("1. first", "a numbered list"), ("[words](https://…)", "a link"), ("{…}", "a live figure"),
)  # fmt: skip
SIDE = 34  # steps of the grid


class SectionEditor(QWidget):
    """The form over one section.

    Attributes:
        section: what is written, as it was saved last; None while nothing is.
        title: what is written; form: the fields but the text; `body` is the text.
        wanted, figures: narrow, and list, the live figures that can be written.

    Signals:
        saved: the section, as it was saved.
        cancelled: nothing is to be saved.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.section: Section | None = None
        self._workspace: Workspace | None = None
        self._signed = False
        self.form: Form[Section] = Form(Section, KINDS[Section].whole(["title", ("author", "day", "number")], ["body"]))
        self.body = BodyField(rules(Section)["body"])
        self.body.setObjectName("body")
        self.title, self.banner = look.label(role="heading", wrap=True), Message(self)
        self.save_button = kit.button("Save", self.save, "primary")
        self.cancel_button = kit.button("Cancel", self.cancel)
        self.wanted, self.figures, self.offered = QLineEdit(), QListView(), FigureOffers()
        self._build()
        self.form.entered.connect(self.save)
        self.body.takes_enter = True
        self.body.entered.connect(self.save)
        self.body.changed.connect(self._on_change)
        self.form.fields["title"].changed.connect(self._sign)
        self.wanted.textChanged.connect(self._list)
        self.wanted.returnPressed.connect(lambda: self._insert(self.offered.index(0, 0)))
        self.figures.activated.connect(self._insert)
        self.figures.clicked.connect(self._insert)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def write(self, workspace: Workspace, section: Section, typed: dict[str, str] | None = None) -> None:
        """Begin to write a section; `typed` is what was typed into it before and could not be saved."""
        self._workspace, self.section, self._signed = workspace, section, True
        self.form.fill(section)
        self.body.show_value(section.body)
        self._signed = False
        self.title.setText(section.name if section.title else "New section")
        self.banner.hide()
        self.body.box.offers = lambda words: offers(workspace.plan, words)
        for name, text in (typed or {}).items():
            (self.body if name == "body" else self.form.fields[name]).set_text(text)
        self._list()
        self._tell_problems()
        (self.body if section.title else self.form.fields["title"]).control.setFocus()

    @property
    def shown(self) -> Section | None:
        """The section that is written, as it was shown."""
        return self.section

    def is_changed(self) -> bool:
        """Whether anything is typed that is not saved."""
        return self.section is not None and (self.form.is_changed() or self.body.is_changed())

    def typed(self) -> dict[str, str]:
        """What is typed and not saved, by field name."""
        fields = {**self.form.fields, "body": self.body}
        return {name: field.text() for name, field in fields.items() if field.is_changed()}

    def save(self) -> bool:
        """Save; whether that was done. Otherwise it says why, and nothing typed is lost."""
        from app.workspace import NotSaved, Refusal

        section, workspace = self.section, self._workspace
        if section is None or workspace is None:
            return False
        try:
            made = replace(self.form.record(), body=str(self.body.value()))
            label = f"{'Write' if workspace.find(section.id) else 'Add'} section {made.name}"
            if made != section or workspace.find(section.id) is None:
                workspace.save(made, label=label)
        except FormError as error:
            self.form.show_problems(error.problems)
        except FieldError as error:
            self.body.reveal_problem()
            self.banner.show_wrong(str(error))
        except NotSaved as refusal:
            self.form.show_problems(refusal.problems)
            self.banner.show_wrong(str(refusal))
        except Refusal as refusal:
            self.banner.show_wrong(str(refusal))
        else:
            self.section = None
            self.saved.emit(made)
            return True
        return False

    def cancel(self) -> None:
        """Give up what is typed; asks first, in its place."""
        if not self.is_changed():
            self._discard()
            return
        self.banner.show_note(
            "What you have typed is not saved.", ("Keep writing", self._keep_writing), ("Discard", self._discard)
        )

    def _keep_writing(self) -> None:
        self.banner.hide()
        self.body.control.setFocus()

    def _discard(self) -> None:
        self.section = None
        self.cancelled.emit()

    def _on_change(self) -> None:
        self._sign()
        self._tell_problems()

    def _sign(self) -> None:
        """Who changes the words writes their name and the day under them, unless they write others."""
        if self._signed or self._workspace is None or not self.is_changed():
            return
        self._signed = True
        signed = {
            "author": str(self._workspace.person),
            "day": rules(Section)["day"].show(self._workspace.plan.position),
        }
        for name, text in signed.items():
            if not self.form.fields[name].is_changed():
                self.form.fields[name].set_text(text)

    def _tell_problems(self) -> None:
        if self._workspace is not None:
            wrong = problems(self.body.text(), self._workspace.plan, self._workspace.ratings)
            self.body.note("\n".join(wrong), look_again=True)

    def _list(self) -> None:
        if self._workspace is not None:
            self.offered.show(offers(self._workspace.plan, self.wanted.text()))

    def _insert(self, index: QModelIndex) -> None:
        if index.isValid():
            self.body.box.insert_figure(str(index.data(WRITTEN)))
            self.body.box.setFocus()

    def _build(self) -> None:
        kit.keep_nothing_of(self.wanted)
        self.wanted.setPlaceholderText("Find a figure of the plan")
        self.wanted.setAccessibleName("Find a live figure")
        self.figures.setModel(self.offered)
        self.figures.setItemDelegate(OfferDelegate(self.figures))
        self.figures.setMouseTracking(True)
        self.figures.setAccessibleName("Live figures")
        self.figures.setFrameShape(QListView.Shape.NoFrame)
        self.figures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.figures.setUniformItemSizes(True)
        told = "They are filled in from the plan, so that the text says what its charts say. Type { in the text, or:"
        words = "\n".join(f"{written}   {about}" for written, about in HELP)
        side = kit.block(kit.column(
            look.label("Live figures", "strong"), look.label(told, "small", quiet=True, wrap=True), self.wanted,
            (self.figures, 1), rule(), look.label("What else can be written", "strong"),
            look.label(words, "small", quiet=True), gap=look.space(0.75),
        ))  # fmt: skip
        side.setFixedWidth(look.space(SIDE))
        across = kit.row((kit.column(self.form, (self.body, 1), gap=look.space(1.5)), 1), side, gap=look.space(3))
        foot = kit.row(kit.STRETCH, self.cancel_button, self.save_button, gap=look.space(1))
        kit.column(self.title, (across, 1), foot, on=self, gap=look.space(1), edge=(0, 0, look.space(1.5), 0))


class BodyField(Field):
    """The text; as high as there is room.

    Attributes:
        box: where one types.
    """

    def __init__(self, rule: Rule, parent: QWidget | None = None):
        super().__init__(rule, parent)
        self.box = FigureBox()
        self.box.setMinimumHeight(look.space(16))
        self._put(self.box)
        self._column.setStretchFactor(self.box, 1)
        self.box.textChanged.connect(self._on_change)

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        self.box.setPlainText(text)

    def _saves(self, event: QKeyEvent) -> bool:
        return saves_prose(event)

    def _offers(self) -> bool:
        return self.box.popup.isVisible()
