"""The parts of a briefing, one module each: a function from `Material` to blocks, empty where nothing can be said."""
