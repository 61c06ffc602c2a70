"""An indicator: what is measured, how, and where it should be; says how a reading will be judged."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.bar import judged
from app.domain.figures import figure
from app.domain.records import UNITS, Indicator
from app.ui import kit, look
from app.ui.widgets.form import FormError

from .kind_dialog import KindDialog
from .record_dialog import FormExtra

_UNITS = {unit: unit for unit in UNITS if unit}


ASKED = "Say which way is better: until then nothing is judged by its target."


class IndicatorDialog(KindDialog[Indicator]):
    """The indicator's fields, how its readings will be judged, and the themes it serves.

    Attributes:
        judged: says how.
    """

    def add_parts(self) -> None:
        self.judged = Judged()
        self.add(self.judged)
        super().add_parts()
        self.form.changed.connect(self._explain)
        self._explain()

    def _explain(self) -> None:
        """Say in which unit the figures are, how a reading will be judged by them, and what is still to be said."""
        fields = self.form.fields
        unit = str(fields["unit"].value()) if not fields["unit"].problem() else ""
        better = str(fields["better"].value()) if not fields["better"].problem() else ""
        shown = f", {_UNITS.get(unit, unit)}" if unit else ""
        banded, has_target = better == "band", bool(fields["target"].text().strip())
        fields["target"].name.setText(f"{'Lower end of the band' if banded else 'Target'}{shown}")
        fields["target_high"].name.setText(f"Upper end of the band{shown}")
        fields["target_high"].setVisible(banded or bool(fields["target_high"].text().strip()))
        fields["tolerance"].name.setText(f"Tolerance{', points' if unit == '%' else shown}")
        dated = bool(fields["target_by"].text().strip())
        for name in ("baseline", "target_now"):  # they say how the way to a dated target is judged
            fields[name].setVisible(dated or fields[name].is_changed() or bool(getattr(self._record, name)))
        fields["better"].note(ASKED if has_target and better in ("unknown", "") else "", look_again=True)
        try:
            record = self.form.record()
        except FormError:
            self.judged.say("")
            fields["tolerance"].note("")
        else:
            self.judged.say(judged(record, self.workspace.plan.thresholds))
            fields["tolerance"].note(minimum_words(record))


def minimum_words(indicator: Indicator) -> str:
    """The far end of an indicator's own tolerance, which boards call the minimum expectation; empty without one."""
    target, room, unit = indicator.target, indicator.tolerance, indicator.unit
    if target is None or room is None:
        return ""
    match indicator.better:
        case "higher":
            end = figure(target - room, unit)
        case "lower":
            end = figure(target + room, unit)
        case "band" if indicator.target_high is not None:
            end = f"{figure(target - room, unit)} to {figure(indicator.target_high + room, unit)}"
        case _:
            return ""
    return f"Minimum expectation: {end}. Worse than that is off track."


class Judged(FormExtra):
    """One sentence under the target.

    Attributes:
        sentence: the label.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.sentence = look.label(wrap=True)
        kit.column(self.sentence, on=self)

    def is_changed(self) -> bool:
        return False

    def say(self, sentence: str) -> None:
        """Say how a reading will be judged; empty while that is not known."""
        self.sentence.setText(sentence)
