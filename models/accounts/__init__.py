"""Staff, roles, passwords and who may do what."""
