"""Chance that can be repeated: one stream of random numbers for each purpose, so that one cannot disturb another."""

import zlib
from random import Random


def make_terning(seed: int, formaal: str) -> Random:
    """Give the stream of a purpose; the same seed and purpose always give the same numbers."""
    return Random(f"{seed}/{formaal}")  # noqa: S311 - made-up data must be repeatable, not secret


def draw_lod(*dele: str) -> int:
    """Give a number that depends on the texts alone: the same page is written the same way every night."""
    return zlib.crc32("\x1f".join(dele).encode())
