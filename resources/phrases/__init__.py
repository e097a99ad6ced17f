"""The phrase books of the desk: categories, red cards, checklists, coach cards. Free of Qt."""
