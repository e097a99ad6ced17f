"""Journeys through the list of complaints."""
