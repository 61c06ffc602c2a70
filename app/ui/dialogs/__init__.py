"""One form each; a class method of each returns the record, or None when the person thought better of it."""
