"""Tests of the directory's pages."""
