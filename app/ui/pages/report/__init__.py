"""The written report of the period: its sections, read with live figures from the plan, and written."""

from .page import ReportPage

__all__ = ["ReportPage"]
