"""Comments and flags in native JSONL: on the article, and on what stands in ``annotations``.

::

    "comments": [{"text": "…", "author": "Ana", "time": "2026-11-22T19:28:40.000000Z", "resolved": false}]
    "annotations": [{"layer": "entity", …, "comments": […], "flagged": {"author": "Ana", "time": "…"}}]

Only ``text`` must be there. What is about a suggestion that an import leaves behind becomes a comment on the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

from core.bodies import Body
from core.codec import time_from_json, time_to_json
from core.comments import LONGEST, Comment, Flag, Remarks, Said
from core.errors import FormatError
from core.records import ImportedAnnotation
from core.text import canonical

Json: TypeAlias = dict[str, Any]
Object: TypeAlias = Mapping[str, Any]

_LEFT_BEHIND = ("pending", "rejected")


# ------------------------------------------------------------------------------------------------------------- written


def comments_json(comments: tuple[Comment, ...]) -> list[Json]:
    return [
        {"text": one.text, "author": one.author, "time": time_to_json(one.at), "resolved": one.resolved}
        for one in comments
    ]


def of_item(remarks: Remarks, id: str) -> Json:
    """The fields that an annotation has because of what was said about it; none for most."""
    told: Json = {}
    if remarks.thread(id):
        told["comments"] = comments_json(remarks.thread(id))
    flag: Flag | None = remarks.flag(id)
    if flag is not None:
        told["flagged"] = {"author": flag.author, "time": time_to_json(flag.at)}
    return told


def of_article(remarks: Remarks, there: set[str]) -> Json:
    """The same of the article: also what was said about annotations that are gone, or are not written."""
    gone = [comment for id in sorted(remarks.abouts() - there) for comment in remarks.thread(id)]
    comments = (*remarks.thread(None), *gone)
    return {"comments": comments_json(comments)} if comments else {}


# ---------------------------------------------------------------------------------------------------------------- read


@dataclass(slots=True)
class Found:
    """What a line says about the article and the annotations in it."""

    on_article: list[Said] = field(default_factory=list)
    on_bodies: dict[object, list[Said]] = field(default_factory=dict)  # by what tells a body from others
    flagged: dict[object, Said] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def imported(self, identity: object, body: Body) -> ImportedAnnotation:
        """A body with what is said about it."""
        comments = tuple(self.on_bodies.get(identity, ()))
        return ImportedAnnotation(body, comments=comments, flagged=self.flagged.get(identity))


def read(value: Object, identity_of: Callable[[Object, str], object | None]) -> Found:
    """The comments and flags of a line.

    Args:
        value: the line.
        identity_of: what tells the body of an entry of ``annotations`` from others; ``None`` where it stays behind.

    Raises:
        FormatError: a comment is none; the text names the field.
    """
    found = Found(on_article=list(_said(value, "comments")))
    entries = value.get("annotations") or []
    moved = lost = 0
    for nth, entry in enumerate(entries if isinstance(entries, list) else []):
        where = f"annotations[{nth}]"
        if not isinstance(entry, dict) or not (entry.get("comments") or entry.get("flagged")):
            continue
        comments = list(_said(entry, f"{where}.comments"))
        identity = None if entry.get("decision") in _LEFT_BEHIND else identity_of(entry, where)
        if identity is None:
            found.on_article += comments
            moved += len(comments)
            lost += bool(entry.get("flagged"))
            continue
        found.on_bodies.setdefault(identity, []).extend(comments)
        if entry.get("flagged"):
            found.flagged[identity] = _flag(entry["flagged"], f"{where}.flagged")
    if moved:
        are = "comments on suggestions are" if moved > 1 else "comment on a suggestion is"
        found.notices.append(f"{moved} {are} taken over as comments on the article.")
    if lost:
        are = "flags on suggestions are" if lost > 1 else "flag on a suggestion is"
        found.notices.append(f"{lost} {are} not taken over.")
    return found


def _said(value: Object, where: str) -> Iterator[Said]:
    items = value.get("comments")
    if items is None:
        return
    if not isinstance(items, list):
        raise FormatError(f"{where} has to be a list.")
    for nth, item in enumerate(items):
        yield _one(item, f"{where}[{nth}]")


def _one(item: Any, where: str) -> Said:
    if not isinstance(item, dict):
        raise FormatError(f"{where} has to be an object, with a text.")
    if not isinstance(item.get("text") or "", str):
        raise FormatError(f"{where}.text has to be a string.")
    text = canonical(item.get("text") or "").strip()
    if not text:
        raise FormatError(f"{where} has no text.")
    return Said(text[:LONGEST], *_by(item, where), bool(item.get("resolved")))


def _flag(item: Any, where: str) -> Said:
    """Who flagged it, if the file says so."""
    return Said("", *_by(item, where)) if isinstance(item, dict) else Said("")


def _by(item: Object, where: str) -> tuple[str, datetime | None]:
    author, time = item.get("author") or "", item.get("time") or ""
    for name, value in (("author", author), ("time", time)):
        if not isinstance(value, str):
            raise FormatError(f"{where}.{name} has to be a string.")
    try:
        at = time_from_json(time) if time else None
    except (ValueError, OverflowError) as error:
        example = time_to_json(datetime(2026, 1, 31, tzinfo=UTC))
        raise FormatError(f"{where}.time is no time, such as {example}.") from error
    return " ".join(canonical(author).split()), at
