"""Work that comes back by a calendar rule."""
