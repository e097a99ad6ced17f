"""The page of early warnings."""
