"""One work order: what is to be done, who comes when, what was done, and everything that can be done about it."""
