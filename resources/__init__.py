"""Plain data of the application and its Qt-free readers: texts, phrases, themes, icons, fonts."""
