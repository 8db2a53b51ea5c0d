"""What was decided about quotes, read from the newest decisions of the log and from what stands.

There is no table of it. The records that the newest decisions touched are found by the log's numbers, and what was made
of them is kept by the store: only what was decided since is read again. So it costs the same in a library of any size,
and it forgets: of older decisions it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from core.library import log, reading, sets
from core.library import tables as t
from core.quote_memory import QuoteDecision, QuoteMemory, decided, memory_of
from core.records import Annotation, Suggestion

NEWEST = 2000
"""So many decisions back the memory of quotes reaches, those on entities counted with them."""

_NO_DECISIONS = (
    "record_suggestions",
    "import_article",
    "recall",
    "set_status",
    "set_label",
    "set_ruling",
    "rename_label",
    "merge_label",
    "order_labels",
    "adopt_labels",
)
_AT_ONCE = 500  # values in one statement

R, C, A, S = t.revisions.c, t.changes.c, t.annotations.c, t.suggestions.c

_DECIDES = R.intent.not_in(_NO_DECISIONS)
_HEAD = select(R.id).order_by(R.id.desc()).limit(1)
_ANY_SINCE = select(R.id).where(bindparam("seen") < R.id, _DECIDES).limit(1)
_WINDOW = select(R.id).where(_DECIDES).order_by(R.id.desc()).limit(1).offset(bindparam("others"))
_TOUCHED = (
    select(C.record_id, func.max(C.revision_id))
    .where(C.revision_id.in_(select(R.id).where(bindparam("seen") < R.id, _DECIDES)))
    .where(C.record.in_(("annotation", "suggestion")))
    .group_by(C.record_id)
)
_IDS: BindParameter[list[str]] = bindparam("ids", expanding=True)
# What somebody decides who works independently is nobody else's lesson.
_ANNOTATIONS = reading.ANNOTATIONS.where(A.id.in_(_IDS), A.layer == "quote", A.set_id.not_in(sets.INDEPENDENT))
_SUGGESTIONS = reading.SUGGESTIONS.where(S.id.in_(_IDS), S.layer == "quote", S.set_id.not_in(sets.INDEPENDENT))
_SUGGESTIONS_OF = reading.SUGGESTIONS.where(S.id.in_(_IDS), S.layer == "quote", S.set_id == reading.SET).order_by(
    S.start, S.id
)
_PARTS = reading.PARTS.where(t.parts.c.annotation_id.in_(_IDS))
_SPEAKERS = reading.SPEAKERS.where(t.annotation_speakers.c.annotation_id.in_(_IDS))


@dataclass(slots=True)
class Kept:
    """What a store keeps of it: up to which revision it has looked, and what each record came to."""

    seen: int = -1
    touched: dict[str, int] = field(default_factory=dict)  # which decision was the newest about each record
    records: dict[str, tuple[int, QuoteDecision | None]] = field(default_factory=dict)
    memory: QuoteMemory = field(default_factory=QuoteMemory)
    later: dict[int, QuoteMemory] = field(default_factory=dict)  # what follows from decisions after a revision alone


def quote_memory(connection: Connection, kept: Kept, newest: int = NEWEST) -> QuoteMemory:
    """What follows from the newest decisions, as the library is in this transaction."""
    head = connection.execute(_HEAD).scalar() or 0
    if kept.seen != head and connection.execute(_ANY_SINCE, {"seen": kept.seen}).first() is not None:
        oldest = connection.execute(_WINDOW, {"others": newest - 1}).scalar() or 0
        since = connection.execute(_TOUCHED, {"seen": max(kept.seen, oldest - 1)}).all()
        touched = {id: number for id, number in {**kept.touched, **dict(since)}.items() if number >= oldest}
        records = {id: known for id, known in kept.records.items() if touched.get(id) == known[0]}
        unread = [id for id in touched if id not in records]
        found = dict(_decisions(connection, unread))
        records |= {id: (touched[id], found.get(id)) for id in unread}
        if _lessons(records) != _lessons(kept.records):
            kept.memory = memory_of(_lessons(records))
        kept.touched, kept.records, kept.later = touched, records, {}
    kept.seen = head
    return kept.memory


def since(kept: Kept, number: int) -> QuoteMemory:
    """What follows from the decisions after a revision alone, of those that have been read."""
    if number not in kept.later:
        kept.later[number] = memory_of(_lessons({id: one for id, one in kept.records.items() if one[0] > number}))
    return kept.later[number]


def as_suggested(connection: Connection, set_id: str, ids: Sequence[str]) -> Iterator[tuple[Suggestion, Suggestion]]:
    """The suggested quotes of a set with these ids: each as it is, and as it was when it came in."""
    for start in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_SUGGESTIONS_OF, {"set": set_id, "ids": ids[start : start + _AT_ONCE]})
        for now in reading.suggestions_of(rows.all()):
            first = log.first(connection, "suggestion", now.id)
            if isinstance(first, Suggestion):
                yield now, first


def _lessons(records: Mapping[str, tuple[int, QuoteDecision | None]]) -> list[QuoteDecision]:
    """Most records are of entities, which teach nothing about quotes."""
    return [decision for _, decision in records.values() if decision is not None]


def _decisions(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, QuoteDecision]]:
    """What became of the quotes among some records."""
    texts: dict[str, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = {"ids": ids[start : start + _AT_ONCE]}
        rows = connection.execute(_ANNOTATIONS, some).all()
        quotes = reading.Quotes(connection.execute(_PARTS, some), connection.execute(_SPEAKERS, some))
        standing = {one.id: one for one in reading.annotations_of(rows, quotes)}
        suggested = {one.id: one for one in reading.suggestions_of(connection.execute(_SUGGESTIONS, some))}
        for id in standing.keys() | suggested.keys():
            annotation, suggestion = standing.get(id), suggested.get(id)
            text = _text(connection, texts, annotation or suggestion)
            decision = decided(annotation, suggestion, text)
            if decision is not None:
                yield id, decision


def _text(connection: Connection, texts: dict[str, str], item: Annotation | Suggestion | None) -> str:
    """The text that an item is about; those of one reading are read once."""
    set_id = "" if item is None else item.set_id
    if set_id not in texts:
        text = reading.article_text(connection, set_id)
        if text is None:
            found = sets.annotation_set(connection, set_id)
            text = None if found is None else reading.article_text(connection, found.article)
        texts[set_id] = text or ""
    return texts[set_id]
