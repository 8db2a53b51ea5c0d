"""Quotes in a form in which a test can be read."""

from dataclasses import dataclass

from core.bodies import Kind, Quote
from core.suggest import QUOTES, Pipeline, QuoteSettings, annotate


@dataclass(frozen=True)
class Said:
    contents: tuple[str, ...]
    cue: str | None = None
    source: str | None = None
    kind: Kind = Kind.DIRECT
    speaker: str | None = None


def quotes_in(text: str, pipeline: Pipeline | None, settings: QuoteSettings | None = None) -> list[Quote]:
    runs = annotate(text, pipeline, settings)
    (found,) = (one for one in runs if one.run.suggester == QUOTES)
    return [one.body for one in found.proposals if isinstance(one.body, Quote)]


def said_in(text: str, pipeline: Pipeline | None, settings: QuoteSettings | None = None) -> list[Said]:
    return [
        Said(
            tuple(span.of(text) for span in quote.contents),
            quote.cues[0].of(text) if quote.cues else None,
            quote.sources[0].of(text) if quote.sources else None,
            quote.kind,
            quote.speakers[0] if quote.speakers else None,
        )
        for quote in quotes_in(text, pipeline, settings)
    ]
