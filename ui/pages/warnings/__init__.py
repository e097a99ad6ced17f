"""Early warnings: what announces itself, why, and what is done about it; and the residents to call."""
