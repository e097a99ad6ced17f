"""What the desk knows and may do: tables, rules, queries and actions. No Qt, no reportlab."""
