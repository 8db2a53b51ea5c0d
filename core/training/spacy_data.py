"""An export as spaCy's training data: ``.spacy`` files by part, and the configs to train with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from core.bodies import Layer
from core.counted import counted
from core.queries import Loaded, Store
from core.records import ArticleInfo, Run
from core.training.job import Job, chosen, nothing
from core.training.judgement import Judgement, judged
from core.training.report import Part, PassedOver
from core.training.split import DEV, PARTS, TRAIN, Parting, parted
from core.training.whose import set_for

if TYPE_CHECKING:
    from core.training.documents import Bin

ENOUGH_FOR_SPACY = 100  # documents to train on, below which its debug command fails


def write(job: Job) -> None:
    usable = []
    for info in chosen(job):
        job.go_on()
        judgement = _judgement(job, info.id)
        if isinstance(judgement, str):
            job.report.passed_over.append(PassedOver(info.id, info.headline, judgement))
        else:
            usable.append(info)
    if not usable:
        raise nothing(job)
    parting = parted((info.sha256 for info in usable), job.options.split, job.options.seed)
    bins = _bins(job, usable, parting)
    for name in PARTS:
        if name in bins:
            job.report.parts[name] = bins[name].part
            bins[name].write(str(job.made / f"{name}.spacy"))
    for file, text in _configs(job).items():
        (job.made / file).write_text(text, encoding="utf-8")
    job.report.notes += [note for note in (parting.note, *_warnings(job)) if note]


def _judgement(job: Job, article: str) -> Judgement | str:
    def read(store: Store) -> tuple[Loaded, tuple[Run, ...]] | str:
        found, reason = set_for(store, article, job.options.whose)
        return reason if found is None else (store.load(article, set_id=found.id), store.runs(article))

    answer = job.query(read)
    return answer if isinstance(answer, str) else judged(*answer, job.options)


def _bins(job: Job, usable: list[ArticleInfo], parting: Parting) -> Mapping[str, Bin]:
    """The documents of all articles. Each is read anew, so that no more than one of them is held at a time."""
    from core.training.documents import Bin, DocumentMaker

    maker = DocumentMaker(job.options.layers)
    bins: dict[str, Bin] = {}
    for done, info in enumerate(usable, 1):
        job.go_on()
        judgement = _judgement(job, info.id)
        if isinstance(judgement, str):  # somebody has changed it meanwhile
            job.report.passed_over.append(PassedOver(info.id, info.headline, judgement))
            continue
        doc, left_out = maker.make(judgement)
        job.report.left_out += left_out
        job.report.decisions.update(mark.decision for mark in judgement.standing)
        for name in parting.parts[info.sha256]:
            bins.setdefault(name, Bin()).add(info.id, doc)
        job.on_progress(done, len(usable))
    return bins


def _configs(job: Job) -> dict[str, str]:
    from core.training.config import entity_config, quote_config

    layers, folder, seed = job.options.layers, job.folder, job.options.seed
    if Layer.ENTITY not in layers:
        return {"config.cfg": quote_config(folder, seed, "config.cfg")}
    configs = {"config.cfg": entity_config(folder, seed)}
    if Layer.QUOTE in layers and _has_quotes(job):
        configs["config-quotes.cfg"] = quote_config(folder, seed, "config-quotes.cfg")
    return configs


def _warnings(job: Job) -> Iterable[str]:
    """What whoever trains on this should know first."""
    report, train = job.report, job.report.parts.get(TRAIN, Part())
    if report.silver:
        silver = counted(report.silver, "suggestion")
        yield f"Silver data: {silver} in it that nobody has decided (--undecided as-suggested)."
    if len(train.articles) < ENOUGH_FOR_SPACY:
        yield (
            f"There is not much to train on: {counted(len(train.articles), 'article')}. “spacy debug data” calls "
            f"fewer than {ENOUGH_FOR_SPACY} an error; “spacy train” runs all the same."
        )
    if Layer.ENTITY in job.options.layers:
        if not train.entities:
            yield "No entity is in train.spacy, so there is nothing to learn for a component that finds entities."
        elif not train.tokens_outside:
            yield (
                "In train.spacy no word is known to be outside an entity: only decided spans are in it. A model that "
                "is trained on it finds too many. Mark the articles that are finished as done, or export as suggested."
            )
        if not job.report.parts.get(DEV, Part()).entities:
            yield "No entity is in dev.spacy, so a training cannot tell a good model from a bad one."
    if Layer.QUOTE in job.options.layers:
        yield from _quote_warnings(job)


def _has_quotes(job: Job) -> bool:
    spans = job.report.parts.get(TRAIN, Part()).spans
    return any(count for name, count in spans.items() if name.startswith("doc.spans[quotes]"))


def _quote_warnings(job: Job) -> Iterable[str]:
    if not _has_quotes(job):
        yield "No quote is in train.spacy, so there is nothing to learn for a component that finds their parts."
        return
    name = "config-quotes.cfg" if Layer.ENTITY in job.options.layers else "config.cfg"
    yield (
        f"{name} trains a categoriser of spans, to which everything that is not annotated is no quote: export finished "
        "articles only (--status done) to train it. Contents of more than 12 tokens are out of its reach."
    )
