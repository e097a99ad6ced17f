"""Tests of reading in and writing out."""
