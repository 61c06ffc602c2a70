"""The parts of a briefing, one module each: from `BriefingContext` to blocks, empty where nothing can be said."""
