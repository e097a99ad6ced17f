"""Reading files in: tried first, with reasons row by row, then written."""
