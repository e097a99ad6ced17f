"""The list of complaints: views, filters, rows, preview, and what is done with many at once."""
