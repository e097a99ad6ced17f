"""What people print. No Qt, no database.

reportlab falls back to Helvetica, which a PDF does not embed, wherever nobody names a font. So its defaults are
ours before any part of it that reads them is imported; this module runs before every other one of the floor.
"""

from __future__ import annotations

from reportlab import rl_config
from reportlab.lib.fonts import addMapping

from resources.fonts import BOLD, REGULAR

rl_config.canvas_basefontname = REGULAR.postscript
rl_config.defaultGraphicsFontName = REGULAR.postscript
for _italic in (0, 1):
    addMapping(REGULAR.postscript, 0, _italic, REGULAR.postscript)
    addMapping(REGULAR.postscript, 1, _italic, BOLD.postscript)
