"""Work orders: from a remedy or a rule to work that is done, checked and told."""
