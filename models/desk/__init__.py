"""What needs somebody now: steps, promises, calls and approvals of the whole desk in one list. Reads only."""
