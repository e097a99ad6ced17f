"""Tests of who carries out repairs."""
