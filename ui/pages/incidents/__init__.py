"""Outages and causes that many complaints share: what goes on, one of them, and telling everybody."""
