"""Garbage is not looked for while much is read, nor among what was read."""

from __future__ import annotations

import gc

from core.library.collecting import without_collecting


def test_what_was_read_is_looked_at_by_no_collection() -> None:
    gc.unfreeze()
    with without_collecting():
        assert not gc.isenabled()
        made = [[nth] for nth in range(50_000)]
    assert gc.isenabled()
    frozen = gc.get_freeze_count()
    assert frozen >= len(made)
    made.clear()
    assert gc.get_freeze_count() <= frozen - 50_000, "what nobody needs is gone at once"
    gc.unfreeze()


def test_little_is_left_to_the_next_collection() -> None:
    gc.unfreeze()
    with without_collecting():
        made = [[nth] for nth in range(100)]
    assert gc.get_freeze_count() == 0
    assert len(made) == 100


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
