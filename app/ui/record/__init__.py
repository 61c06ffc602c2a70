"""One record as it is shown: its panel, made of sections, and copies of its files."""
