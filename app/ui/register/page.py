"""The page of one register, or of several behind tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.domain.plan import Plan
from app.domain.records import Record
from app.ui import kit, look
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.tabs import Tabs

from .register import Register


class RegisterPage(Page):
    """A head, and below it what registers there are.

    Attributes:
        header: the title, in grey what there is, and at the right what is done on the page as a whole.
        registers: by the words of their tabs.
        tabs: of several registers.
    """

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header, self.tabs = PageHeader(self.title), Tabs()
        self.registers: dict[str, Register] = {}

    def show_registers(
        self, registers: dict[str, Register], views: Mapping[str, tuple[QWidget, Callable[[], object]]] | None = None
    ) -> None:
        """Put the page together; called once, by the page. Other `views` follow, with what brings each up to date."""
        self.registers = registers
        below: QWidget = self.tabs
        self._alone = len(registers) == 1 and not views
        if self._alone:
            (below,) = registers.values()
            self.header.row.addWidget(below.new_button)
        else:
            for word, each in registers.items():
                self.tabs.add(word, each, each.refresh)
            for word, (view, refresh) in (views or {}).items():
                self.tabs.add(word, view, refresh)
            self.tabs.words.currentChanged.connect(self._place_button)
            for each in registers.values():
                self.tabs.corner.addWidget(each.new_button)
        edge = (look.space(3), look.space(2), look.space(3), look.space(2))
        kit.column(self.header, (below, 1), on=self, gap=look.space(1), edge=edge)

    @property
    def register(self) -> Register:
        """The register that is seen."""
        return list(self.registers.values())[min(max(0, self.tabs.words.currentIndex()), len(self.registers) - 1)]

    def summary(self, plan: Plan) -> str:
        """What stands under the title."""
        return ""

    def whole(self, record: Record) -> Record | None:
        """What is shown as a row: of a finding its visit."""
        return record

    def register_of(self, kind: type[Record]) -> Register | None:
        """The register of a kind."""
        return next((each for each in self.registers.values() if each.KIND is kind), None)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.header.tell(self.title, self.summary(self.workspace.plan))
        if self._alone:
            self.register.refresh()
        else:
            self.tabs.refresh()
            self._place_button()

    def reveal(self, target: Target) -> None:
        self.register.come_back()
        if isinstance(target, Several):
            if (register := self.register_of(target.kind)) is not None:
                self.go_to(register)
                register.open_several(target)
            return
        if not isinstance(target, Record):
            self.register.show_all()
            self.register.close_panel()
            return
        whole = self.whole(target)
        register = self.register_of(type(whole)) if whole else None
        if whole is not None and register is not None:
            self.go_to(register)
            register.open(whole)
            if whole.id != target.id:
                register.panel.choose(target)

    def find(self) -> None:
        self.register.bar.line.setFocus()
        self.register.bar.line.selectAll()

    def new_row(self) -> bool:
        return self.register.new_row()

    def go_to(self, register: Register) -> None:
        """Show a register."""
        if not self._alone:
            self.tabs.words.setCurrentIndex(list(self.registers.values()).index(register))

    def _place_button(self) -> None:
        number = self.tabs.words.currentIndex()
        for at, register in enumerate(self.registers.values()):
            register.new_button.setVisible(at == number and self.can_edit and bool(register.NEW))
