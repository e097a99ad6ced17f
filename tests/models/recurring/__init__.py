"""Tests of work that comes back."""
