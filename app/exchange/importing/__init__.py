"""Bringing an existing plan in from Excel or from text with commas: what its rows say, and what they would change."""
