"""What people see: the window, its pages and parts (Qt)."""
