"""The overview: how the plan stands, what needs a look, and what opens from it."""
