"""What time demands by itself: warnings, escalations, pauses that end, promises that pass, resolutions that lapse."""
