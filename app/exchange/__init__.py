"""Plans in and out of the program as text and tables."""
