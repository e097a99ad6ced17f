"""Who does which order when: the rules of a slot, free slots, plans."""
