"""What several pages share and what knows the domain: words for times and events."""
