"""What the programme costs and who pays; the people who do the work, in figures and in words."""

from .page import MoneyPage

__all__ = ["MoneyPage"]
