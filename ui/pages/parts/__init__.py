"""Common parts: what there is, what is short, what took it."""
