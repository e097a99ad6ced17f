"""The hash-chained trail of every action."""
