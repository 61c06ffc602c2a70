"""Find anything: a line to type in over the window, and below it records and commands that hold the words."""
