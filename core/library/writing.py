"""Changes into the state tables: one statement per kind of change and record, for one row as for twenty thousand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, insert, select, update

from core.bodies import Quote, Span
from core.codec import record_name
from core.errors import BugError
from core.history import key_of
from core.ids import new_id
from core.library import remarks, rows, rulings, sets
from core.library import tables as t
from core.library.prepared import PreparedChange
from core.library.rows import Row
from core.library.stages import at_ease, some_at_once
from core.queries import Report
from core.records import Annotation, Change, Label, Record, Suggestion, Verdict
from core.sets import Owner


class _Table:
    """How records of one type get into their table."""

    def __init__(self, table: Table[Any], as_row: Callable[[Any], Row], identity: str = "id") -> None:
        key = table.c[identity]
        self.as_row = as_row
        self.identity = identity
        self.insert = PreparedChange(insert(table))
        self.delete = PreparedChange(delete(table).where(key == bindparam("of")))
        self.update = PreparedChange(update(table).where(key == bindparam("of")))


TABLES: Mapping[str, _Table] = {
    # In the order in which foreign keys allow inserts.
    "article": _Table(t.articles, rows.article_row),
    "label": _Table(t.labels, rows.label_row, "name"),
    "run": _Table(t.runs, rows.run_row),
    "memory_rule": _Table(t.memory_rules, rows.memory_rule_row, "words"),
    "suggestion": _Table(t.suggestions, rows.suggestion_row),
    "annotation": _Table(t.annotations, rows.annotation_row),
}

_PUT_TEXT = insert(t.article_texts)
_COUNT = PreparedChange(
    update(t.annotation_sets)
    .where(t.annotation_sets.c.id == bindparam("of"))
    .values(
        total=t.annotation_sets.c.total + bindparam("more_total"),
        undecided=t.annotation_sets.c.undecided + bindparam("more_undecided"),
    )
)
_STRETCH = PreparedChange(
    update(t.annotation_sets)
    .where(t.annotation_sets.c.id == bindparam("of"), t.annotation_sets.c.longest < bindparam("length"))
    .values(longest=bindparam("length"))
)
_PUT_PARTS, _PUT_SPEAKERS_OF = PreparedChange(insert(t.parts)), PreparedChange(insert(t.annotation_speakers))
_DROP_PARTS = PreparedChange(delete(t.parts).where(t.parts.c.annotation_id == bindparam("of")))
_DROP_SPEAKERS = PreparedChange(
    delete(t.annotation_speakers).where(t.annotation_speakers.c.annotation_id == bindparam("of"))
)
NAME: BindParameter[str] = bindparam("name")
_SPEAKER = select(t.speakers.c.id).where(t.speakers.c.name == NAME)
_PUT_SPEAKER = insert(t.speakers)
_LABELS = select(t.labels.c.ordinal).order_by(t.labels.c.ordinal.desc()).limit(1)

_OLD = t.labels.alias()
_TAKE_PLACE = (
    update(t.labels)
    .where(t.labels.c.name == bindparam("of"))
    .values(ordinal=select(_OLD.c.ordinal).where(_OLD.c.name == bindparam("old")).scalar_subquery())
)


# -------------------------------------------------------------------------------------------------------------- writing


def apply(
    connection: Connection,
    changes: Sequence[Change],
    number: int,
    new_text: str | None = None,
    advance: Report = at_ease,
) -> None:
    """Bring the tables from what the changes say was before to what they say is after.

    Args:
        connection: within a transaction that is rolled back when this raises.
        changes: of one revision; each record at most once.
        number: the revision's; what is written bears it as its version.
        new_text: of the article that the changes bring in.
        advance: hears how far it is, where it takes long.

    Raises:
        BugError: the tables are not what the changes say was before.
    """
    keys = Counter(key_of(change.record) for change in changes)
    if keys and max(keys.values()) > 1:
        raise BugError(f"one revision changes {keys.most_common(1)[0][0]} twice")
    new: dict[str, list[Record]] = defaultdict(list)
    other: dict[str, list[Change]] = defaultdict(list)
    gone: dict[str, list[Record]] = defaultdict(list)
    for change in changes:
        name = record_name(change.record)
        if change.after is None:
            gone[name].append(change.record)
        elif change.before is None:
            new[name].append(change.after)
        else:
            other[name].append(change)
    sets.make(connection, changes)
    for name, table in TABLES.items():
        _remove(connection, table, gone[name])
        _change(connection, table, other[name], number, advance)
        _add(connection, name, new[name], number)
        if name == "label":
            _stand_in(connection, [change for change in changes if isinstance(change.after, Label)])
        if name == "article":
            _add_texts_and_sets(connection, new[name], new_text)
    quotes = [change for change in other["annotation"] if isinstance(change.record, Annotation)]
    _take_parts_away(connection, quotes)
    stay = [*new["annotation"], *(change.after for change in quotes if change.after is not None)]
    _put_parts(connection, [a for a in stay if isinstance(a, Annotation)])
    _count(connection, changes)
    rulings.apply(connection, changes, number)
    remarks.apply(connection, changes, number)
    sets.apply(connection, changes, number)


def _remove(connection: Connection, table: _Table, records: Sequence[Record]) -> None:
    if records:
        _expect(table.delete.run_all(connection, [{"of": record.id} for record in records]), records)


def _change(connection: Connection, table: _Table, changes: Sequence[Change], number: int, advance: Report) -> None:
    for _, some in some_at_once(changes, advance):
        rows = [{**table.as_row(change.after), "version": number, "of": change.record.id} for change in some]
        for row in rows:
            del row[table.identity]
        _expect(table.update.run_all(connection, rows), some)


def _add(connection: Connection, name: str, records: Sequence[Record], number: int) -> None:
    if not records:
        return
    rows = [{**TABLES[name].as_row(record), "version": number} for record in records]
    if name == "label":
        last = connection.execute(_LABELS).scalar()
        for ordinal, row in enumerate(rows, start=0 if last is None else last + 1):
            row["ordinal"] = ordinal
    TABLES[name].insert.run_all(connection, rows)


def _stand_in(connection: Connection, changes: Iterable[Change]) -> None:
    """A label that comes in by another name stands in the list where the old one stood."""
    of = {change.after.name: change.before for change in changes if isinstance(change.after, Label)}
    for change in changes:
        after = change.after
        if isinstance(after, Label) and after.successor in of and of[after.successor] is None:
            connection.execute(_TAKE_PLACE, {"of": after.successor, "old": after.name})


def _expect(touched: int, wanted: Sequence[object]) -> None:
    if touched != len(wanted):
        raise BugError(f"{len(wanted)} rows should have changed, and {touched} did: the tables left the log")


def _add_texts_and_sets(connection: Connection, articles: Sequence[Record], text: str | None) -> None:
    for article in articles:
        if text is None:
            raise BugError("an article comes in without its text")
        connection.execute(_PUT_TEXT, {"article_id": article.id, "text": text})
        connection.execute(sets.PUT_SET, sets.new_set(article.id, article.id, Owner.SHARED, None))


# ------------------------------------------------------------------------------------------------- parts and speakers


def _take_parts_away(connection: Connection, changes: Iterable[Change]) -> None:
    of = [{"of": c.record.id} for c in changes if isinstance(c.before, Annotation) and isinstance(c.before.body, Quote)]
    if of:
        _DROP_PARTS.run_all(connection, of)
        _DROP_SPEAKERS.run_all(connection, of)


def _put_parts(connection: Connection, annotations: Sequence[Annotation]) -> None:
    parts: list[Row] = []
    speakers: list[Row] = []
    ids: dict[str, str] = {}
    for annotation in annotations:
        body = annotation.body
        if not isinstance(body, Quote):
            continue
        for ref, span in body.parts():
            place = {"role": ref.role.value, "ordinal": ref.ordinal, "start": span.start, "end": span.end}
            parts.append({"annotation_id": annotation.id, **place})
        for ordinal, name in enumerate(body.speakers):
            if name not in ids:
                ids[name] = _speaker(connection, name)
            speakers.append({"annotation_id": annotation.id, "ordinal": ordinal, "speaker_id": ids[name]})
    _PUT_PARTS.run_all(connection, parts)
    _PUT_SPEAKERS_OF.run_all(connection, speakers)


def _speaker(connection: Connection, name: str) -> str:
    id: str | None = connection.execute(_SPEAKER, {"name": name}).scalar()
    if id is None:
        id = new_id()
        connection.execute(_PUT_SPEAKER, {"id": id, "name": name})
    return id


# ------------------------------------------------------------------------------------------------------------ counting


def _count(connection: Connection, changes: Iterable[Change]) -> None:
    """Keep what the article list shows. Where an annotation stands, its suggestion is neither pending nor rejected."""
    totals: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    for change in changes:
        for side, sign in ((change.before, -1), (change.after, 1)):
            if isinstance(side, Annotation):
                totals[side.set_id] += sign
            elif isinstance(side, Suggestion):
                totals[side.set_id] += sign * (side.verdict in (Verdict.PENDING, Verdict.REJECTED))
                undecided[side.set_id] += sign * (side.verdict is Verdict.PENDING)
    longest: dict[str, int] = defaultdict(int)
    for set_id, length in _lengths(changes):
        longest[set_id] = max(longest[set_id], length)
    for set_id, length in longest.items():
        _STRETCH.run(connection, {"of": set_id, "length": length})
    for set_id in totals.keys() | undecided.keys():
        more, open_ones = totals[set_id], undecided[set_id]
        if more or open_ones:
            _COUNT.run(connection, {"of": set_id, "more_total": more, "more_undecided": open_ones})


def _lengths(changes: Iterable[Change]) -> Iterator[tuple[str, int]]:
    for change in changes:
        after = change.after
        if isinstance(after, Annotation | Suggestion) and (
            change.before is None or _bounds(change.before) != _bounds(after)
        ):
            yield after.set_id, after.body.bounds.end - after.body.bounds.start


def _bounds(record: Record | None) -> Span | None:
    return record.body.bounds if isinstance(record, Annotation | Suggestion) else None
