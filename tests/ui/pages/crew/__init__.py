"""Tests of the page of technicians."""
