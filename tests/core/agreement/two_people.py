"""A library in which two people annotated the same articles, each for themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from core.bodies import Body, Entity, Quote
from core.commands import AddEntity, AddQuote
from core.ids import new_id
from core.library import open_library
from tests.core.library.made import ANA, imported


def put_own_set(path: Path, article: str, annotator: str, bodies: Sequence[Body]) -> str:
    """Write an annotator’s own set into the tables; its id comes back."""
    set_id = new_id()
    with closing(sqlite3.connect(path)) as connection, connection:
        known = connection.execute("SELECT id FROM annotator WHERE name = ?", (annotator,)).fetchone()
        who = known[0] if known else new_id()
        if not known:
            connection.execute("INSERT INTO annotator (id, name) VALUES (?, ?)", (who, annotator))
        connection.execute(
            "INSERT INTO annotation_set (id, article_id, owner, annotator_id, review_status, total, undecided, longest)"
            " VALUES (?, ?, 'annotator', ?, 'submitted', ?, 0, 10000)",
            (set_id, article, who, len(bodies)),
        )
        for body in bodies:
            put_annotation(connection, set_id, body)
    return set_id


def put_annotation(connection: sqlite3.Connection, set_id: str, body: Body) -> None:
    id, bounds = new_id(), body.bounds
    label = body.label if isinstance(body, Entity) else None
    kind = body.kind.value if isinstance(body, Quote) else None
    connection.execute(
        'INSERT INTO annotation (id, set_id, layer, label, kind, start, "end", note, origin, run_id, version)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 'hand', NULL, 1)",
        (id, set_id, body.layer.value, label, kind, bounds.start, bounds.end),
    )
    if not isinstance(body, Quote):
        return
    for ref, span in body.parts():
        connection.execute(
            'INSERT INTO part (annotation_id, role, ordinal, start, "end") VALUES (?, ?, ?, ?, ?)',
            (id, ref.role.value, ref.ordinal, span.start, span.end),
        )
    for ordinal, name in enumerate(body.speakers):
        known = connection.execute("SELECT id FROM speaker WHERE name = ?", (name,)).fetchone()
        speaker = known[0] if known else new_id()
        if not known:
            connection.execute("INSERT INTO speaker (id, name) VALUES (?, ?)", (speaker, name))
        connection.execute(
            "INSERT INTO annotation_speaker (annotation_id, ordinal, speaker_id) VALUES (?, ?, ?)",
            (id, ordinal, speaker),
        )


def library_of_two(path: Path, text: str, mine: Sequence[Body], yours: Sequence[Body], headline: str = "Qusair") -> str:
    """An article in which the shared set holds what one marked, and a set of Ben’s own what he did; its id."""
    store = open_library(path)
    article = imported(store, text, headline)
    for body in mine:
        command = AddQuote(article, body) if isinstance(body, Quote) else None
        if isinstance(body, Entity):
            store.execute(AddEntity(article, body.span, body.label), ANA)
        elif command is not None:
            store.execute(command, ANA)
    store.close()
    put_own_set(path, article, "Ben", yours)
    return article
