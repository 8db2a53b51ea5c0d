"""Time-ordered identifiers, so that records made in two libraries can be merged and still sort by age."""

from __future__ import annotations

import time
import uuid
from random import SystemRandom

_RANDOM = SystemRandom()  # as of ``secrets``, whose import every start would pay for
_RANDOM_BITS_A, _RANDOM_BITS_B = 12, 62


def new_id() -> str:
    """A UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds since 1970, then randomness."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds & ((1 << 48) - 1)) << 80
    number |= 0x7 << 76 | _RANDOM.getrandbits(_RANDOM_BITS_A) << 64
    number |= 0b10 << 62 | _RANDOM.getrandbits(_RANDOM_BITS_B)
    return str(uuid.UUID(int=number))
