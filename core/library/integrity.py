"""Is the library what its log says? Looks at the file, at the chain of digests, and at every row of the tables."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select, text

from core.codec import from_snapshot, snapshot
from core.errors import BugError
from core.history import Key, State, key_of, stamped
from core.library import log, memory, reading, remarks, rulings, sets
from core.library import tables as t
from core.library.tables_together import revision_sets
from core.memory import Count, counted
from core.model import Annotation, MemoryRule, Record, Suggestion, Verdict
from core.queries import Finding
from core.sets import Review, ReviewStatus
from core.text import text_hash

MOST = 20
"""So many findings of one kind are told; where one row is wrong, thousands may be."""

_UNREADABLE = (ValueError, KeyError, TypeError, BugError)


def look_over(connection: Connection) -> tuple[Finding, ...]:
    """Everything that is wrong, in words; the first findings are the nearest to the cause."""
    file = [Finding("the file", line) for line in _file(connection)]
    if file:  # what a damaged file says of its rows is worth nothing
        return tuple(file[:MOST])
    findings = [*_first(_orphans(connection))]
    try:
        chain, state = _chain(connection)
        findings += chain[:MOST]
        for found in (_rows(connection, state), _derived(connection, state), _memory(connection, state)):
            findings += _first(found)
    except _UNREADABLE as error:  # a date that is none, a status that nobody knows
        findings.append(Finding("the tables", f"a value cannot be read, so the check ended there: {error}"))
    return tuple(findings)


def _first(findings: Iterator[Finding]) -> list[Finding]:
    return [finding for finding, _ in zip(findings, range(MOST), strict=False)]


def _file(connection: Connection) -> Iterator[str]:
    for line in connection.execute(text(f"PRAGMA integrity_check({MOST})")).scalars():
        if line != "ok":
            yield str(line)


def _orphans(connection: Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(f"table {table}", f"its row {row} names a row of {parent} that is not there")


# ------------------------------------------------------------------------------------------------------------- the log


def _chain(connection: Connection) -> tuple[list[Finding], State]:
    """Findings in the log, and the state that it comes to."""
    findings: list[Finding] = []
    state: State = {}
    about: dict[int, str] = {}
    digest, expected = log.NO_DIGEST, 1
    changes = iter(connection.execute(log.CHANGES).yield_per(1000))
    change = next(changes, None)
    for row in connection.execute(log.REVISIONS.order_by(t.revisions.c.id)).yield_per(1000):
        number = row[0]
        if number != expected:
            findings.append(Finding(f"revision {expected}", f"it is missing; the next in the log is {number}"))
        of_this = []
        while change is not None and change[0] <= number:
            if change[0] == number:
                of_this.append(change)
            else:
                findings.append(Finding(f"revision {change[0]}", "it is missing, but a change of it is there"))
            change = next(changes, None)
        if log.digest_of(digest, row[:9], [c[1:] for c in of_this]) != row[9]:
            findings.append(
                Finding(
                    f"revision {number}",
                    "it, or one before it, is not what was written: its digest does not fit. "
                    f"It stands in the log as “{row[4]}” by {row[2]}, with {len(of_this)} changes",
                )
            )
        findings += _fold(state, number, of_this, about, row[1])
        digest, expected = row[9], number + 1
    if change is not None:
        findings.append(Finding(f"revision {change[0]}", "it is missing, but a change of it is there"))
    sifted = dict(connection.execute(select(revision_sets.c.revision_id, revision_sets.c.set_id)).all())
    for number in sorted(sifted.keys() | about.keys()):
        if sifted.get(number) != about.get(number):
            told = f"it is listed as of the set {sifted.get(number)}, and its changes are of {about.get(number)}"
            findings.append(Finding(f"revision {number}", told))
    return findings, state


def _fold(
    state: State, number: int, changes: Sequence[Sequence[object]], about: dict[int, str], article: str | None
) -> Iterator[Finding]:
    """Take in a revision; ``about`` learns of which set it is, where that is not the shared one."""
    for _, name, id, before_json, after_json, _ in changes:
        key = (str(name), str(id))
        try:
            before, after = _record(key, before_json), _record(key, after_json)
        except _UNREADABLE as error:
            yield Finding(f"revision {number}", f"what it says of {name} {id} cannot be read: {error!r}")
            continue
        known = state.get(key)
        if (None if known is None else stamped(known, 0)) != before:
            yield Finding(f"revision {number}", f"it begins from another {name} {id} than the log has until then")
        if after is None:
            state.pop(key, None)
        else:
            state[key] = stamped(after, number)
        of_set = getattr(after or before, "set_id", None)
        if of_set is not None and article not in (None, of_set):
            about.setdefault(number, of_set)


def _record(key: Key, value: object) -> Record | None:
    return None if value is None else from_snapshot(key[0], json.loads(str(value)))


# ---------------------------------------------------------------------------------------------------------- the tables


def standing(connection: Connection) -> State:
    """Every record of the state tables, as replaying the log should give it."""
    quotes = reading.Quotes(connection.execute(reading.PARTS), connection.execute(reading.SPEAKERS))
    records: list[Record] = [
        *map(reading.article_of, connection.execute(reading.ARTICLES)),
        *map(reading.label_of, connection.execute(reading.LABELS)),
        *rulings.all_rulings(connection),
        *map(reading.run_of, connection.execute(reading.RUNS)),
        *(MemoryRule(*row) for row in connection.execute(reading.MEMORY_RULES)),
        *reading.annotations_of(connection.execute(reading.ANNOTATIONS), quotes),
        *reading.suggestions_of(connection.execute(reading.SUGGESTIONS)),
        *remarks.everything(connection),
        *sets.everything(connection),
    ]
    return {key_of(record): record for record in records}


def _rows(connection: Connection, expected: State) -> Iterator[Finding]:
    found = standing(connection)
    for key in sorted(expected.keys() | found.keys()):
        there, wanted = found.get(key), expected.get(key)
        if there == wanted:
            continue
        where = f"{key[0]} {key[1]}"
        if there is None:
            yield Finding(
                where, f"the log has it, by revision {wanted.version if wanted else 0}, but the tables do not"
            )
        elif wanted is None:
            yield Finding(where, "it is in the tables, but not in the log")
        else:
            yield Finding(where, _difference(there, wanted))


def _difference(there: Record, wanted: Record) -> str:
    ours, theirs = snapshot(there), snapshot(wanted)
    told = [f"{name} is {ours[name]!r}, in the log {theirs[name]!r}" for name in ours if ours[name] != theirs[name]]
    if there.version != wanted.version:
        told.append(f"its version is {there.version}, in the log {wanted.version}")
    return "; ".join(told)


def _derived(connection: Connection, state: State) -> Iterator[Finding]:
    """Texts against their hashes, and the counts that the article list shows."""
    hashes = {key[1]: record.sha256 for key, record in state.items() if hasattr(record, "sha256")}
    for id, words in connection.execute(select(t.article_texts.c.article_id, t.article_texts.c.text)).yield_per(100):
        if text_hash(words) != hashes.get(id):
            yield Finding(f"article {id}", "its text is not the one that was imported")
    totals: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    longest: dict[str, int] = defaultdict(int)
    for record in state.values():
        if isinstance(record, Annotation | Suggestion):
            bounds = record.body.bounds
            longest[record.set_id] = max(longest[record.set_id], bounds.end - bounds.start)
        if isinstance(record, Annotation):
            totals[record.set_id] += 1
        elif isinstance(record, Suggestion) and ("annotation", record.id) not in state:
            totals[record.set_id] += record.verdict in (Verdict.PENDING, Verdict.REJECTED)
            undecided[record.set_id] += record.verdict is Verdict.PENDING
    s = t.annotation_sets.c
    counts = select(s.id, s.total, s.undecided, s.longest, s.review_status)
    for id, total, still_open, length, status in connection.execute(counts):
        review = state.get(("review", id))
        wanted = review.status if isinstance(review, Review) else ReviewStatus.NONE
        if status != wanted:
            yield Finding(f"annotation set {id}", f"its review status is {status}, in the log {wanted}")
        if (total, still_open) != (totals[id], undecided[id]):
            yield Finding(
                f"annotation set {id}",
                f"it counts {still_open} undecided of {total}, and has {undecided[id]} of {totals[id]}",
            )
        if length < longest[id]:
            yield Finding(f"annotation set {id}", f"it says its longest is {length} long, and one is {longest[id]}")


def _memory(connection: Connection, state: State) -> Iterator[Finding]:
    """The memory of decisions against what stands and what was rejected."""
    of_set: dict[str, list[Record]] = defaultdict(list)
    for record in state.values():
        if isinstance(record, Annotation | Suggestion):
            of_set[record.set_id].append(record)
    counts: Counter[Count] = Counter()
    s, x = t.annotation_sets.c, t.article_texts.c
    joined = select(s.id, x.text).join(t.article_texts, x.article_id == s.article_id)
    texts = joined.where(s.annotator_id.is_(None))
    for set_id, words in connection.execute(texts).yield_per(100):
        counts.update(count for record in of_set[set_id] if (count := counted(record, words)) is not None)
    found: Counter[Count] = Counter()
    for words, label, kept, rejected in connection.execute(memory.COUNTS):
        found[words, label, True], found[words, label, False] = kept, rejected
    for count in sorted(counts.keys() | found.keys()):
        if counts[count] != found[count]:
            what = "kept" if count[2] else "rejected"
            yield Finding(
                f"memory of “{count[0]}”", f"{count[1]} was {what} {counts[count]} times, and it says {found[count]}"
            )
