"""Taking a chart along: copied or saved, as a picture that says what it shows and how it was made, or as data."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from app.domain import chart_data
from app.domain.chart import Chart
from app.ui import look
from app.ui.page import Page
from app.ui.widgets.chart_legend import ChartLegend

SCALE = 2  # pixels of a picture for each on screen


class Drawn(Protocol):
    """Where a chart is drawn: what it shows, its widget, its legend, and the line that says how it was made."""

    shown: Chart | None
    chart: Any
    legend: ChartLegend
    settings: QLabel


class ChartTaking:
    """The menu and what it does.

    Attributes:
        button: brings it up.
        copy_picture, copy_data, save_picture, save_data: its lines.
    """

    def __init__(self, page: Page, trend: Drawn):
        self._page, self._trend = page, trend
        self.button = QToolButton()
        self.button.setText("Copy or save")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        self.copy_picture = menu.addAction("Copy picture", self._copy_picture)
        self.copy_data = menu.addAction("Copy data", self._copy_data)
        self.save_picture = menu.addAction("Save picture…", self._save_picture)
        self.save_data = menu.addAction("Save data…", self._save_data)
        self.button.setMenu(menu)

    def picture(self) -> QImage:
        """The chart with its title, its legend, what it shows and how it was made."""
        shown, widget, legend = self._trend.shown, self._trend.chart, self._trend.legend
        assert shown is not None
        assert widget is not None
        edge, wide = look.space(2), widget.width()
        below = " ".join(filter(None, (shown.takeaway, self._trend.settings.text())))
        title, small = QFontMetrics(look.font("heading")), QFontMetrics(look.font("small"))
        flags = int(Qt.TextFlag.TextWordWrap)
        head = title.boundingRect(QRect(0, 0, wide, 1000), flags, shown.title).height() + look.space(1)
        foot = small.boundingRect(QRect(0, 0, wide, 1000), flags, below).height() + look.space(1)
        marks = legend.height() + look.space(1) if legend.words else 0
        high = head + widget.height() + marks + foot + 2 * edge
        image = QImage((wide + 2 * edge) * SCALE, high * SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(QColor(look.colours().window))
        painter = QPainter(image)
        painter.setPen(QColor(look.colours().text))
        painter.setFont(look.font("heading"))
        painter.drawText(QRect(edge, edge, wide, head), flags, shown.title)
        painter.setFont(look.font("small"))
        lowest = edge + head + widget.height() + marks + look.space(1)
        painter.drawText(QRect(edge, lowest, wide, foot), flags, below)
        widget.draw_for(SCALE)
        widget.render(painter, QPoint(edge, edge + head))
        if marks:
            legend.render(painter, QPoint(edge, edge + head + widget.height() + look.space(1)))
        painter.end()
        widget.draw_for(None)
        return image

    def _chart(self) -> Chart:
        assert self._trend.shown is not None
        return self._trend.shown

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self.picture())
        self._page.session.say("Copied: paste the picture into a paper.")

    def _copy_data(self) -> None:
        QGuiApplication.clipboard().setText(chart_data.tab_text(self._chart()))
        self._page.session.say("Copied: paste the figures into a sheet.")

    def _save_picture(self) -> None:
        from app.ui import files

        picture = self.picture()
        path = files.ask_file(self._page, f"{files.file_name(self._chart().title)}.png")
        if path is not None and picture.save(str(path), "PNG"):  # pyright: ignore[reportArgumentType, reportCallIssue]
            self._page.session.say(f"Saved {path.name}.")
        elif path is not None:
            self._page.session.say_wrong(f"{path.name} could not be written.")

    def _save_data(self) -> None:
        from app.ui import files

        path = files.ask_file(self._page, f"{files.file_name(self._chart().title)}.csv")
        if path is None:
            return
        try:
            path.write_text(chart_data.csv_text(self._chart()), encoding="utf-8-sig", newline="")
        except OSError as error:
            self._page.session.say_wrong(f"{path.name} could not be written: {error.strerror}.")
        else:
            self._page.session.say(f"Saved {path.name}.")
