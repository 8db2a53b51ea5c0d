"""Entities as a pipeline finds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.bodies import Entity, Span
from core.records import Proposal
from core.text import trimmed


def entity_proposals(text: str, doc: Any, offset: int = 0) -> list[Proposal]:  # a spaCy Doc
    """The entities of a parsed piece of ``text`` that begins at ``offset``, without white space at their edges."""
    return [
        Proposal(Entity(Span(start, end), entity.label_))
        for entity in _entities(doc)
        for start, end in [trimmed(text, offset + entity.start_char, offset + entity.end_char)]
        if start < end and entity.label_
    ]


def _entities(doc: Any) -> Iterable[Any]:
    return doc.ents  # type: ignore[no-any-return]
