"""An export as native JSONL: one file, one article a line."""

from __future__ import annotations

import json
from typing import Any

from core.formats.jsonl_out import Dossier, decision_of, dossier, record
from core.queries import Store
from core.records import ArticleInfo, Verdict
from core.training.job import Job, chosen, nothing
from core.training.options import Undecided
from core.training.report import Part, PassedOver
from core.training.whose import set_for

FILE = "articles.jsonl"


def write(job: Job) -> None:
    pending = job.options.undecided is Undecided.AS_SUGGESTED
    part = job.report.parts["articles"] = Part()
    articles = chosen(job)
    with (job.made / FILE).open("w", encoding="utf-8", newline="\n") as file:
        for done, info in enumerate(articles, 1):
            job.go_on()
            about = _about(job, info)
            if isinstance(about, str):
                job.report.passed_over.append(PassedOver(info.id, info.headline, about))
                job.on_progress(done, len(articles))
                continue
            line = record(about, job.options.layers, pending=pending)
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            part.articles.append(info.id)
            part.entities.update(entity["label"] for entity in line["entities"])
            _count_quotes(part, line["quotes"])
            _count(job, about, pending)
            job.on_progress(done, len(articles))
    if not part.articles:
        raise nothing(job)


def _about(job: Job, info: ArticleInfo) -> Dossier | str:
    """All that there is to tell of an article, or the reason why it is passed over."""

    def read(store: Store) -> Dossier | str:
        found, reason = set_for(store, info.id, job.options.whose)
        return reason if found is None else dossier(store, info.id, found.id)

    return job.query(read)


def _count_quotes(part: Part, quotes: list[dict[str, Any]]) -> None:
    empty = sum(not quote["contents"] for quote in quotes)
    part.spans["quotes"] += len(quotes) - empty
    if empty:
        part.spans["quotes without content"] += empty


def _count(job: Job, about: Dossier, pending: bool) -> None:
    suggestions = {one.id: one for one in about.loaded.suggestions}
    for one in about.loaded.annotations:
        if one.body.layer in job.options.layers:
            job.report.decisions[decision_of(one, suggestions.get(one.id))] += 1
    if pending:
        waiting = [one for one in suggestions.values() if one.verdict is Verdict.PENDING]
        job.report.decisions["pending"] += sum(one.body.layer in job.options.layers for one in waiting)
