"""Data files of the program; `app.resources` finds them."""
