"""Records as rows: what each type of record puts into its table, but for its version."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from core.bodies import Entity, ExcludedRegion, Quote
from core.codec import body_to_json, examples_to_json
from core.library.log import canonical_json
from core.memory import first_token
from core.records import Annotation, ArticleInfo, Label, MemoryRule, Run, Suggestion

Row: TypeAlias = dict[str, Any]


def article_row(info: ArticleInfo) -> Row:
    return {
        "id": info.id,
        "headline": info.headline,
        "origin": info.origin,
        "sha256": info.sha256,
        "length": info.length,
        "imported_at": info.imported_at,
        "status": info.status.value,
    }


def label_row(label: Label) -> Row:
    return {
        "name": label.name,
        "colour": label.colour,
        "key": label.key,
        "guideline": label.guideline,
        "retired": label.retired,
        "title": label.title,
        "examples": json.dumps(examples_to_json(label.examples), ensure_ascii=False) if label.examples else "",
        "place": label.place,
        "successor": label.successor,
    }


def memory_rule_row(rule: MemoryRule) -> Row:
    return {"words": rule.words, "label": rule.label, "proposes": rule.proposes, "first": first_token(rule.words)}


def run_row(run: Run) -> Row:
    return {
        "id": run.id,
        "suggester": run.suggester,
        "model": run.model,
        "model_version": run.model_version,
        "settings": run.settings,
        "at": run.at,
        "text_sha256": run.text_sha256,
        "proposed": run.proposed,
    }


def annotation_row(annotation: Annotation) -> Row:
    body, bounds = annotation.body, annotation.body.bounds
    return {
        "id": annotation.id,
        "set_id": annotation.set_id,
        "layer": body.layer.value,
        "label": body.label if isinstance(body, Entity) else None,
        "kind": body.kind.value if isinstance(body, Quote) else None,
        "start": bounds.start,
        "end": bounds.end,
        "note": body.note if isinstance(body, ExcludedRegion) else None,
        "origin": annotation.origin.value,
        "run_id": annotation.run,
    }


def suggestion_row(suggestion: Suggestion) -> Row:
    body, bounds = suggestion.body, suggestion.body.bounds
    return {
        "id": suggestion.id,
        "set_id": suggestion.set_id,
        "run_id": suggestion.run,
        "layer": body.layer.value,
        "label": body.label if isinstance(body, Entity) else None,
        "kind": body.kind.value if isinstance(body, Quote) else None,
        "start": bounds.start,
        "end": bounds.end,
        "body": None if isinstance(body, Entity) else canonical_json(body_to_json(body)),
        "score": suggestion.score,
        "doubts": json.dumps(suggestion.doubts, ensure_ascii=False) if suggestion.doubts else None,
        "verdict": suggestion.verdict.value,
        "reason": suggestion.reason,
    }
