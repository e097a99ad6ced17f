"""The rules of the house, executed: each is shown to hold here, and shown able to fail."""
