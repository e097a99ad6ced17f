"""Scripts of the house: setting up, words, fonts. Nothing here is needed at run time."""
