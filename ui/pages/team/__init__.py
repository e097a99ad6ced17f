"""The team: who signs in here, and what each role may do."""
