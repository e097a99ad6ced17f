"""Shifts, who is on duty, and what one shift hands to the next."""
