"""Complaints as they are received, found and listed."""
