"""Goldthread: the desktop program of an improvement board."""
