"""Common parts: how many there are, what took them, what is short."""
