"""The page on which a paper is put together, looked at, and sent out."""

from .page import PapersPage

__all__ = ["PapersPage"]
