"""Who hears of a clock that runs out, and who has said that they know."""
