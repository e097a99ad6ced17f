"""Parts of the window that know nothing of complaints: text in, signals out."""
