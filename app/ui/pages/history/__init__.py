"""History: who changed what and when, from what to what; narrowed, opened, undone."""

from .page import HistoryPage

__all__ = ["HistoryPage"]
