"""Tests of the page of recurring work."""
