"""Repairs: the calendar by technician, the list to schedule, the board, the list of all orders."""
