"""Which release this is. Read after the first screen: looking through what is installed takes its time."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version that is installed; empty when started from a bare copy."""
    try:
        return version("redress")
    except PackageNotFoundError:
        return ""
