"""Insight: what happens, why, and whether it gets better."""
