"""Charts, described once: marks with label, value and link; pure geometry; painted on paper and on screen by others."""
