"""Snapshots: records as JSON values and back.

The log keeps snapshots for as long as there is a library, so what is written here is a format. A field may be added
with a default; none may change its meaning. A record's ``version`` is no part of its snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from core.bodies import Body, Entity, ExcludedRegion, Kind, Layer, Quote, Span
from core.comments import Comment, Flag
from core.errors import BugError
from core.records import (
    Annotation,
    ArticleInfo,
    Example,
    Label,
    MemoryRule,
    Origin,
    Record,
    Ruling,
    Run,
    Status,
    Suggestion,
    Verdict,
)
from core.sets import AnnotationSet, Assignment, Choice, Owner, Resolution, Review, ReviewStatus

Json: TypeAlias = dict[str, Any]

# A look-up in a mapping takes a tenth of the time of calling the enum.
_ENTITY = Layer.ENTITY.value
_ORIGINS = {origin.value: origin for origin in Origin}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}

# ------------------------------------------------------------------------------------------------------- small values


def time_to_json(moment: datetime) -> str:
    """UTC, ISO 8601, microseconds, ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def time_from_json(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def spans_to_json(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def spans_from_json(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def examples_to_json(examples: tuple[Example, ...]) -> list[list[Any]]:
    """Each as its text, and whether it is a good one."""
    return [[example.text, example.good] for example in examples]


def examples_from_json(pairs: list[list[Any]]) -> tuple[Example, ...]:
    return tuple(Example(text, good) for text, good in pairs)


# ------------------------------------------------------------------------------------------------------------- bodies


def body_to_json(body: Body) -> Json:
    match body:
        case Entity(span, label):
            return {"layer": "entity", "start": span.start, "end": span.end, "label": label}
        case Quote():
            return {"layer": "quote", **quote_to_json(body)}
        case ExcludedRegion(span, note):
            return {"layer": "region", "start": span.start, "end": span.end, "note": note}


def quote_to_json(quote: Quote) -> Json:
    """A quote's fields; ``nested`` is there only where a quote has something nested."""
    fields: Json = {
        "kind": quote.kind.value,
        "contents": spans_to_json(quote.contents),
        "cues": spans_to_json(quote.cues),
        "sources": spans_to_json(quote.sources),
        "speakers": list(quote.speakers),
    }
    return {**fields, "nested": spans_to_json(quote.nested)} if quote.nested else fields


def body_from_json(value: Mapping[str, Any]) -> Body:
    layer = value["layer"]
    if layer == _ENTITY:  # nearly all are, and calling the enum takes longer than making the entity
        return Entity(Span(value["start"], value["end"]), value["label"])
    match Layer(layer):
        case Layer.QUOTE:
            return Quote(
                spans_from_json(value["contents"]),
                spans_from_json(value["cues"]),
                spans_from_json(value["sources"]),
                Kind(value["kind"]),
                tuple(value["speakers"]),
                spans_from_json(value.get("nested", [])),
            )
        case Layer.REGION:
            return ExcludedRegion(Span(value["start"], value["end"]), value["note"])
        case Layer.ENTITY:
            raise AssertionError("entities were made above")


# ------------------------------------------------------------------------------------------------------------ records


def _article_to_json(info: ArticleInfo) -> Json:
    return {
        "id": info.id,
        "headline": info.headline,
        "origin": info.origin,
        "sha256": info.sha256,
        "length": info.length,
        "imported_at": time_to_json(info.imported_at),
        "status": info.status.value,
    }


def _article_from_json(v: Json) -> ArticleInfo:
    imported_at = time_from_json(v["imported_at"])
    return ArticleInfo(v["id"], v["headline"], v["origin"], v["sha256"], v["length"], imported_at, Status(v["status"]))


def _annotation_to_json(a: Annotation) -> Json:
    return {"id": a.id, "set": a.set_id, "body": body_to_json(a.body), "origin": a.origin.value, "run": a.run}


def _annotation_from_json(v: Json, version: int = 0) -> Annotation:
    return Annotation(v["id"], v["set"], body_from_json(v["body"]), _ORIGINS[v["origin"]], v["run"], version)


def _suggestion_to_json(s: Suggestion) -> Json:
    return {
        "id": s.id,
        "set": s.set_id,
        "run": s.run,
        "body": body_to_json(s.body),
        "score": s.score,
        "doubts": list(s.doubts),
        "verdict": s.verdict.value,
        "reason": s.reason,
    }


def _suggestion_from_json(v: Json, version: int = 0) -> Suggestion:
    body, doubts, verdict = body_from_json(v["body"]), tuple(v["doubts"]), _VERDICTS[v["verdict"]]
    return Suggestion(v["id"], v["set"], v["run"], body, v["score"], doubts, verdict, v["reason"], version)


def _run_to_json(run: Run) -> Json:
    return {
        "id": run.id,
        "suggester": run.suggester,
        "model": run.model,
        "model_version": run.model_version,
        "settings": run.settings,
        "at": time_to_json(run.at),
        "text_sha256": run.text_sha256,
        "proposed": run.proposed,
    }


def _run_from_json(v: Json) -> Run:
    at = time_from_json(v["at"])
    return Run(
        v["id"], v["suggester"], v["model"], v["model_version"], v["settings"], at, v["text_sha256"], v["proposed"]
    )


def _label_to_json(label: Label) -> Json:
    return {
        "name": label.name,
        "colour": label.colour,
        "key": label.key,
        "guideline": label.guideline,
        "retired": label.retired,
        "title": label.title,
        "examples": examples_to_json(label.examples),
        "place": label.place,
        "successor": label.successor,
    }


def _label_from_json(v: Json) -> Label:
    return Label(
        v["name"],
        v["colour"],
        v["key"],
        v["guideline"],
        v["retired"],
        title=v.get("title", ""),
        examples=examples_from_json(v.get("examples", [])),
        place=v.get("place", 0),
        successor=v.get("successor", ""),
    )


def _memory_rule_to_json(rule: MemoryRule) -> Json:
    return {"words": rule.words, "label": rule.label, "proposes": rule.proposes}


def _memory_rule_from_json(v: Json) -> MemoryRule:
    return MemoryRule(v["words"], v["label"], v["proposes"])


def _ruling_to_json(ruling: Ruling) -> Json:
    return {"name": ruling.name, "on": ruling.on}


def _ruling_from_json(v: Json) -> Ruling:
    return Ruling(v["name"], v["on"])


def _comment_to_json(c: Comment) -> Json:
    about = {"about": c.about, "author": c.author, "at": time_to_json(c.at)}
    return {"id": c.id, "set": c.set_id, **about, "text": c.text, "resolved": c.resolved}


def _comment_from_json(v: Json) -> Comment:
    return Comment(v["id"], v["set"], v["about"], v["author"], time_from_json(v["at"]), v["text"], v["resolved"])


def _flag_to_json(flag: Flag) -> Json:
    return {"id": flag.id, "set": flag.set_id, "author": flag.author, "at": time_to_json(flag.at)}


def _flag_from_json(v: Json) -> Flag:
    return Flag(v["id"], v["set"], v["author"], time_from_json(v["at"]))


# ------------------------------------------------------------------------------------------------- the work of several


def _set_to_json(one: AnnotationSet) -> Json:
    return {
        "id": one.id,
        "article": one.article,
        "owner": one.owner.value,
        "annotator": one.annotator,
        "assisted": one.assisted,
        "sources": list(one.sources),
    }


def _set_from_json(v: Json) -> AnnotationSet:
    sources = tuple(v["sources"])
    return AnnotationSet(v["id"], v["article"], Owner(v["owner"]), v["annotator"], v["assisted"], sources)


def _assignment_to_json(one: Assignment) -> Json:
    return {
        "article": one.article,
        "annotator": one.annotator,
        "independent": one.independent,
        "due": one.due,
        "note": one.note,
    }


def _assignment_from_json(v: Json) -> Assignment:
    return Assignment(v["article"], v["annotator"], v["independent"], v["due"], v["note"])


def _review_to_json(one: Review) -> Json:
    return {"set": one.set_id, "status": one.status.value, "by": one.by, "at": time_to_json(one.at)}


def _review_from_json(v: Json) -> Review:
    return Review(v["set"], ReviewStatus(v["status"]), v["by"], time_from_json(v["at"]))


def _resolution_to_json(one: Resolution) -> Json:
    return {
        "id": one.id,
        "set": one.set_id,
        "left": one.left,
        "right": one.right,
        "left_body": None if one.left_body is None else body_to_json(one.left_body),
        "right_body": None if one.right_body is None else body_to_json(one.right_body),
        "choice": one.choice.value,
        "annotations": list(one.annotations),
        "by": one.by,
    }


def _resolution_from_json(v: Json) -> Resolution:
    left, right = (None if v[side] is None else body_from_json(v[side]) for side in ("left_body", "right_body"))
    choice, annotations = Choice(v["choice"]), tuple(v["annotations"])
    return Resolution(v["id"], v["set"], v["left"], v["right"], left, right, choice, annotations, v["by"])


_CODECS: dict[str, tuple[type[Any], Callable[[Any], Json], Callable[[Json], Record]]] = {
    "article": (ArticleInfo, _article_to_json, _article_from_json),
    "annotation": (Annotation, _annotation_to_json, _annotation_from_json),
    "suggestion": (Suggestion, _suggestion_to_json, _suggestion_from_json),
    "run": (Run, _run_to_json, _run_from_json),
    "label": (Label, _label_to_json, _label_from_json),
    "ruling": (Ruling, _ruling_to_json, _ruling_from_json),
    "memory_rule": (MemoryRule, _memory_rule_to_json, _memory_rule_from_json),
    "comment": (Comment, _comment_to_json, _comment_from_json),
    "flag": (Flag, _flag_to_json, _flag_from_json),
    "set": (AnnotationSet, _set_to_json, _set_from_json),
    "assignment": (Assignment, _assignment_to_json, _assignment_from_json),
    "review": (Review, _review_to_json, _review_from_json),
    "resolution": (Resolution, _resolution_to_json, _resolution_from_json),
}
_NAMES = {kind: name for name, (kind, _, _) in _CODECS.items()}


def record_name(record: Record) -> str:
    """Under which name a record of this type stands in the log: "annotation", "suggestion" and so on."""
    return _NAMES[type(record)]


def snapshot(record: Record) -> Json:
    """The record as JSON values, complete but for its version."""
    return _CODECS[record_name(record)][1](record)


def from_snapshot(name: str, value: Json, version: int = 0) -> Record:
    """The record of a snapshot, with a version.

    Raises:
        BugError: the log names a record that this version does not know; a newer library is refused before that.
    """
    if name == "suggestion":  # a log has hundreds of these for one of all others, so no copy is made of them
        return _suggestion_from_json(value, version)
    if name == "annotation":
        return _annotation_from_json(value, version)
    if name not in _CODECS:
        raise BugError(f"the log holds a record {name!r}")
    record = _CODECS[name][2](value)
    return replace(record, version=version) if version else record
