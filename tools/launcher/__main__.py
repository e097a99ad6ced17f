"""`python -m redress`."""

from __future__ import annotations

import sys

from redress import run

sys.exit(run())
