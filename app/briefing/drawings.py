"""Every picture that a briefing knows: `draw` turns any description into a vector drawing."""

from __future__ import annotations

from . import charts, trend_drawing

draw = charts.draw
draw.register(trend_drawing.Chart, trend_drawing.trend)
