"""A register: records of a kind in a table, beside it the chosen one; and the page of one register or of several."""
