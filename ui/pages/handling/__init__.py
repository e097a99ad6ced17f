"""The case page: one complaint and its eight steps."""
