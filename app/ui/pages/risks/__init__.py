"""The risk register: table, matrix, and the chosen risk edited in place."""

from .page import RisksPage

__all__ = ["RisksPage"]
