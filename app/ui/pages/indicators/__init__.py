"""The indicators: which are where they should be, and the chosen one's trend, readings and history."""

from .page import IndicatorsPage

__all__ = ["IndicatorsPage"]
