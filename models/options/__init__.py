"""Settings, policy versions, categories, phrases and saved views."""
