"""The suggesters that a pipeline feeds, each behind the protocol."""

from __future__ import annotations

from dataclasses import field

from core.frozen import frozen
from core.records import Proposal
from core.suggest.pipelines import Pipeline
from core.suggest.quotes.engine import QuoteEngine
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.runner import ENTITIES, QUOTE_RULES, QUOTE_RULES_VERSION, QUOTES, annotate


@frozen
class EntitySuggester:
    """The pipeline's own entities."""

    pipeline: Pipeline
    name: str = ENTITIES
    settings: str = "{}"

    @property
    def model(self) -> str:
        return self.pipeline.name

    @property
    def model_version(self) -> str:
        return self.pipeline.version

    def propose(self, text: str) -> list[Proposal]:
        return _of(text, self.pipeline, None, self.name)


@frozen
class QuoteSuggester:
    """The quote engine, with a pipeline's parse or without."""

    pipeline: Pipeline | None = None
    rulings: QuoteSettings = field(default_factory=QuoteSettings)
    name: str = QUOTES

    @property
    def model(self) -> str:
        return self.pipeline.name if self.pipeline is not None else QUOTE_RULES

    @property
    def model_version(self) -> str:
        return self.pipeline.version if self.pipeline is not None else QUOTE_RULES_VERSION

    @property
    def settings(self) -> str:
        return QuoteEngine(self.rulings).as_json()

    def propose(self, text: str) -> list[Proposal]:
        return _of(text, self.pipeline, self.rulings, self.name)


def _of(text: str, pipeline: Pipeline | None, settings: QuoteSettings | None, name: str) -> list[Proposal]:
    for result in annotate(text, pipeline, settings):
        if result.run.suggester == name:
            return list(result.proposals)
    return []
