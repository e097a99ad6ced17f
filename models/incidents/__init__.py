"""Outages and shared causes that gather many complaints."""
