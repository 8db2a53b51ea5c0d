"""Suggestions: entities by a spaCy pipeline, quotes by the quote engine.

The only place, with training, that imports spaCy, and it does so inside functions: importing this package costs
nothing. A text goes in, runs with proposals come out::

    pipeline = load()                      # the default pipeline; ModelError says what is missing and how to get it
    runs = annotate(text, pipeline)        # or annotate(text, None): quotes by their marks alone
    for runs in annotate_many(texts, pipeline, on_progress, cancelled): ...

Who calls it is a worker thread; one pipeline may be used from one thread at a time, and a second call waits.
"""

from core.suggest.pipelines import DEFAULT_PIPELINE, InstalledPipeline, Pipeline, installed, is_installed, load
from core.suggest.protocol import Suggester
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.runner import ENTITIES, QUOTES, annotate, annotate_many
from core.suggest.suggesters import EntitySuggester, QuoteSuggester

__all__ = [
    "DEFAULT_PIPELINE",
    "ENTITIES",
    "QUOTES",
    "EntitySuggester",
    "InstalledPipeline",
    "Pipeline",
    "QuoteSettings",
    "QuoteSuggester",
    "Suggester",
    "annotate",
    "annotate_many",
    "installed",
    "is_installed",
    "load",
]
