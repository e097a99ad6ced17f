"""Tests of common parts."""
