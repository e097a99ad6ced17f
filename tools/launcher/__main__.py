"""`python -m redress`."""

from __future__ import annotations

import sys

from . import run

sys.exit(run())
