"""What fills the window while nobody is at the desk: the first run, signing in, the lock."""
