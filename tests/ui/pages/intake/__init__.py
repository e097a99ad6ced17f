"""Journeys through the intake page."""
