"""Tests of the summary of a period."""
