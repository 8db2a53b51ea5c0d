"""The table of the memory: kept with every commit, read by the first word of what is remembered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, func, insert, select, update

from core.library import tables as t
from core.library.prepared import PreparedChange
from core.library.reading import MEMORY_RULES
from core.memory import Count, Remembered, first_token
from core.records import MemoryRule

M, R = t.memory.c, t.memory_rules.c

_HERE = (bindparam("of_words") == M.words, bindparam("of_label") == M.label)
_MOVE = PreparedChange(
    update(t.memory)
    .where(*_HERE)
    .values(kept=M.kept + bindparam("more_kept"), rejected=M.rejected + bindparam("more_rejected"))
)
_PUT = PreparedChange(insert(t.memory))
_DROP = PreparedChange(delete(t.memory).where(*_HERE, M.kept == 0, M.rejected == 0))

COUNTS = select(M.words, M.label, M.kept, M.rejected).order_by(M.words, M.label)
_WANTED: BindParameter[list[str]] = bindparam("wanted", expanding=True)
_OF_WORDS, _RULES_OF_WORDS = COUNTS.where(M.words.in_(_WANTED)), MEMORY_RULES.where(R.words.in_(_WANTED))
_OF_FIRST, _RULES_OF_FIRST = COUNTS.where(M.first.in_(_WANTED)), MEMORY_RULES.where(R.first.in_(_WANTED))
_Counts: TypeAlias = Select[str, str, int, int]
_Rules: TypeAlias = Select[str, str | None, bool, int]
_AT_ONCE = 500  # values in one statement


def learn(connection: Connection, moved: Counter[Count]) -> None:
    """Move the counts; rows come with the first decision on some words, and go with the last."""
    for words, label, is_kept in moved:
        by = moved[words, label, is_kept]
        key = {"of_words": words, "of_label": label}
        more = {"more_kept": by if is_kept else 0, "more_rejected": 0 if is_kept else by}
        if _MOVE.run(connection, key | more) == 0:
            row = {"words": words, "label": label, "first": first_token(words)}
            _PUT.run(connection, row | {"kept": more["more_kept"], "rejected": more["more_rejected"]})
        if by < 0:
            _DROP.run(connection, key)


def of_words(connection: Connection, words: Iterable[str]) -> list[Remembered]:
    """What is known of exactly these words, as :func:`core.memory.key_of_words` gives them; of others, nothing."""
    return _known(connection, _OF_WORDS, _RULES_OF_WORDS, sorted(set(words)))


def beginning_with(connection: Connection, firsts: Iterable[str]) -> list[Remembered]:
    """All that is known of words that begin with one of these tokens."""
    return _known(connection, _OF_FIRST, _RULES_OF_FIRST, sorted(set(firsts)))


def everything(connection: Connection, search: str = "", limit: int = 1000) -> list[Remembered]:
    """What is remembered, what was decided most often first; ``search`` is a part of the words, in any case."""
    wanted = select(M.words, func.sum(M.kept + M.rejected)).group_by(M.words)
    ruled = select(R.words)
    if search.strip():
        part = f"%{search.strip().replace('%', '').replace('_', ' ')}%"
        wanted, ruled = wanted.where(M.words.ilike(part)), ruled.where(R.words.ilike(part))
    times = dict(connection.execute(wanted.order_by(func.sum(M.kept + M.rejected).desc()).limit(limit)).all())
    words = dict.fromkeys([*connection.execute(ruled.limit(limit)).scalars(), *times])
    found = of_words(connection, words)
    return sorted(found, key=lambda known: (-int(times.get(known.words, 0)), known.words))


def _known(connection: Connection, counts: _Counts, rules: _Rules, wanted: Sequence[str]) -> list[Remembered]:
    kept: dict[str, list[tuple[str, int]]] = defaultdict(list)
    rejected: dict[str, list[tuple[str, int]]] = defaultdict(list)
    ruled: dict[str, MemoryRule] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = {"wanted": wanted[start : start + _AT_ONCE]}
        for words, label, times_kept, times_rejected in connection.execute(counts, some):
            if times_kept:
                kept[words].append((label, times_kept))
            if times_rejected:
                rejected[words].append((label, times_rejected))
        for row in connection.execute(rules, some):
            ruled[row[0]] = MemoryRule(*row)
    words_known = dict.fromkeys([*kept, *rejected, *ruled])
    return [
        Remembered(words, tuple(kept.get(words, ())), tuple(rejected.get(words, ())), ruled.get(words))
        for words in words_known
    ]
