"""The documents: each a pure function from data and texts to a paper."""
