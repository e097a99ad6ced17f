"""The summary of a period for managers: everything of one week on a few pages, and the folder that it goes to."""
