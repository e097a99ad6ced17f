"""Journeys through the pages."""
