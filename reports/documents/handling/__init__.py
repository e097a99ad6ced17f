"""The sections of the handling report; each a function from a told case to blocks."""
