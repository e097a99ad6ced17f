"""The page of shifts and hand-over."""
