"""The words of the application in each language. Free of Qt, so that reports and scripts can speak too."""

from __future__ import annotations

from .formats import Zone, local
from .languages import CHINESE, ENGLISH, LANGUAGES, PSEUDO, match_language, system_language
from .marks import N_, NN_, P_, Plural
from .speaker import Texts, load

__all__ = [
    "CHINESE",
    "ENGLISH",
    "LANGUAGES",
    "NN_",
    "N_",
    "PSEUDO",
    "P_",
    "Plural",
    "Texts",
    "Zone",
    "load",
    "local",
    "match_language",
    "system_language",
]
