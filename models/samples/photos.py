"""Small pictures for the demo estate: a wall with a stain, drawn, not photographed."""

from __future__ import annotations

import io
import random
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter

_WALLS = ((228, 222, 210), (214, 219, 222), (222, 214, 204), (205, 210, 204))


@lru_cache(maxsize=16)
def photo(number: int) -> bytes:
    """A JPEG of 960 x 640 pixels; the same number gives the same picture."""
    chance = random.Random(number)
    wall = _WALLS[number % len(_WALLS)]
    picture = Image.new("RGB", (960, 640), wall)
    draw = ImageDraw.Draw(picture)
    floor = 460 + chance.randint(0, 60)
    draw.polygon([(0, floor + 30), (960, floor - 30), (960, 640), (0, 640)], fill=(170, 178, 182))
    x, y = chance.randint(250, 700), chance.randint(150, 300)
    for ring in range(5, 0, -1):
        tone = tuple(max(0, part - 14 * (6 - ring)) for part in (wall[0], wall[1] - 4, wall[2] - 18))
        points = [
            (x + ring * 34 * chance.uniform(0.8, 1.25) * dx, y + ring * 24 * chance.uniform(0.8, 1.25) * dy)
            for dx, dy in (
                (1, 0),
                (0.7, 0.7),
                (0, 1),
                (-0.7, 0.7),
                (-1, 0),
                (-0.7, -0.7),
                (0, -1),
                (0.7, -0.7),
            )
        ]
        draw.polygon(points, fill=tone)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(6)).save(out, "JPEG", quality=82)
    return out.getvalue()
