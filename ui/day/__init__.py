"""A day at the desk without a screen: the real window, driven off screen, leaving PDFs and pictures behind."""

from __future__ import annotations

from ui.day.performing import perform_day

__all__ = ["perform_day"]
