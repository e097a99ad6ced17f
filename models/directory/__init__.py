"""Properties, places and residents."""
