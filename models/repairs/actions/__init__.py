"""Writes of work orders."""

from __future__ import annotations

from models.repairs.actions.making import make

__all__ = ["make"]
