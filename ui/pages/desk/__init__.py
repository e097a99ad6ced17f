"""Today: what needs somebody now, in one sorted list, with the measures of the week."""
