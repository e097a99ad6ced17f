"""The frame of the window: side bar, top bar, status bar, and the voice that tells and asks."""
