"""Residents and places: the directory, the page of a home or a person, and all that is changed there."""
