"""Shifts, the roster and the hand-over."""
