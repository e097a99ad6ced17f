"""What people see in a terminal: commands without a screen. No Qt."""
