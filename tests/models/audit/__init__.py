"""Tests of models/audit."""
