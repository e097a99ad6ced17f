"""Charts on paper: made from what the models know, painted as lines and letters that can be searched."""
