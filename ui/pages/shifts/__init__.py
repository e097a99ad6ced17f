"""Shifts: the sheet that one hands to the next, the roster, and what was handed over."""
