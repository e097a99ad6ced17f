"""The parts of the summary for managers."""
