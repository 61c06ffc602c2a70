"""Everything about the plan file. Knows nothing of the program that uses it."""
