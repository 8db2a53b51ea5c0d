"""Reading much at once without looking for garbage among it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 10_000  # new objects


@contextmanager
def without_collecting() -> Iterator[None]:
    """Tens of thousands of new values, none of them garbage: looking for some among them doubles the time.

    Nor are they looked at when it is over, which would hold up all threads for some 40 ms: they stay or go like all
    others, but when the last that needs them lets go, not when a collection finds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MUCH:
                gc.freeze()
            gc.enable()
