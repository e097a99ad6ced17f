"""The eight steps and everything that is done for a complaint."""
