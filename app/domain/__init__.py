"""What the words mean: pure Python, no Qt, no SQL, nothing but the standard library."""
