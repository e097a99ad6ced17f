"""Tests of the team page."""
