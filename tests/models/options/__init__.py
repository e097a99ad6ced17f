"""Tests of models/options."""
