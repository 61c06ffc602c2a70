"""Briefings: templates make sections of plain blocks, pages turn blocks into a PDF."""
