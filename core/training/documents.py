"""spaCy documents of articles: entities, quotes, rejections, and what is missing.

In a document are

- ``doc.ents``: the entities a model learns from. Of entities that overlap one stands there: what a person decided
  before what a model suggested, then the longest, then the first. The words of the others are missing, where nothing
  covers them.
- ``doc.spans["entities"]``: all of them, nested ones too.
- ``doc.spans["incorrect_spans"]``: rejected entities, for spaCy's ``incorrect_spans_key``.
- ``doc.spans["quotes"]``: CONTENT, CUE and SOURCE spans. Parts of one quote have one span id, under which the group's
  ``attrs["quotes"]`` tell its kind, its speakers, and whether a person decided it. A quote without content is not in
  there, as no words of it are known to be CONTENT and none not to be; the group is then not ``complete``.
- ``doc.spans["incorrect_quotes"]``: rejected quotes, in the same way; no component of spaCy reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span, SpanGroup

from core import bodies
from core.bodies import Entity, Layer, Quote
from core.training.judgement import LONGEST, Judgement, Mark, parts_of
from core.training.report import LeftOut, Part

ENTITIES, INCORRECT, QUOTES, INCORRECT_QUOTES = "entities", "incorrect_spans", "quotes", "incorrect_quotes"
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE")  # all that is known; every other would cost time and space, and say nothing

_MISSING, _OUTSIDE = 0, 2  # as spaCy numbers them

_CACHED_WORDS = 500_000

_INSIDE_REGION = "It lies in text that is excluded from the article."
_ACROSS_REGION = "It reaches into text that is excluded from the article."
_NO_CONTENT = "Its quote has no content: nobody has marked what was said."
_NO_BOUNDARY = "It begins or ends inside a token."


class DocumentMaker:
    """Makes documents with the blank English tokenizer, which is also what a training tokenizes with."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._nlp = spacy.blank("en")
        self._nlp.max_length = LONGEST
        tokenizer: Any = self._nlp.tokenizer
        tokenizer.max_cache_size = _CACHED_WORDS
        self._cached: set[str] = set()
        self._layers = frozenset(layers)

    def make(self, judgement: Judgement) -> tuple[Doc, list[LeftOut]]:
        """The document of an article, and every span of it that is not, or not everywhere, in there."""
        return _Article(self._tokenized(judgement.text), judgement).filled(self._layers)

    def _tokenized(self, text: str) -> Doc:
        """The text's tokens, many times sooner than by the tokenizer alone.

        It cuts each stretch without white space by itself, and remembers how; but from the first special case in a text
        on (a line end is one) it remembers nothing more. So it is shown every new stretch alone, before the text.
        """
        words = set(text.split()) - self._cached
        if len(self._cached) + len(words) < _CACHED_WORDS:
            for word in words:
                self._nlp.tokenizer(word)
            self._cached |= words
        return self._nlp.make_doc(text)


class _Article:
    """One article on its way to be a document."""

    def __init__(self, doc: Doc, judgement: Judgement) -> None:
        self.doc = doc
        self.known = judgement
        self.left_out: list[LeftOut] = []
        self._missing: set[int] = set()  # tokens

    def filled(self, layers: frozenset[Layer]) -> tuple[Doc, list[LeftOut]]:
        if Layer.ENTITY in layers:
            self._entities()
        else:
            self.doc.set_ents([], default="missing")
        if Layer.QUOTE in layers:
            self._quotes(QUOTES, self.known.standing)
            self._quotes(INCORRECT_QUOTES, self.known.rejected)
        return self.doc, self.left_out

    # ------------------------------------------------------------------------------------------------------- entities

    def _entities(self) -> None:
        found = [(mark, span) for mark, span in self._aligned(self.known.standing, Entity) if span is not None]
        ents = self._without_overlaps(found)
        for undecided in self.known.undecided:
            self._miss(undecided)
        taken = {token for ent in ents for token in range(ent.start, ent.end)}
        missing = [self.doc[token : token + 1] for token in sorted(self._missing - taken)]
        self.doc.set_ents(ents, missing=missing, default="outside" if self.known.rest_is_outside else "missing")
        complete = self.known.rest_is_outside and not missing
        self._group(ENTITIES, (span for _, span in found), complete=complete)
        self._group(INCORRECT, self._negatives({(ent.start, ent.end, ent.label_) for _, ent in found}))

    def _without_overlaps(self, found: list[tuple[Mark, Span]]) -> list[Span]:
        """The entities for doc.ents; the others are reported, and their words are missing."""
        owners: dict[int, Span] = {}
        ents = []
        for mark, span in sorted(found, key=_precedence):
            tokens = range(span.start, span.end)
            other = next((owners[token] for token in tokens if token in owners), None)
            if other is None:
                owners.update(dict.fromkeys(tokens, span))
                ents.append(Span(self.doc, span.start, span.end, label=span.label))  # its id belongs to the group
                continue
            self._leave_out(
                "overlap",
                mark,
                mark.label,
                mark.body.bounds,
                f"It overlaps {other.label_} “{other.text}”, which stands in doc.ents; it is in doc.spans.",
            )
            self._missing.update(tokens)
        return sorted(ents)

    def _negatives(self, standing: set[tuple[int, int, str]]) -> Iterator[Span]:
        """The rejected entities. spaCy refuses data in which a span is right and wrong at once."""
        for mark, span in self._aligned(self.known.rejected, Entity):
            if span is None:
                continue
            if (span.start, span.end, span.label_) in standing:
                reason = "It was rejected, and annotated since; the annotation stands."
                self._leave_out("contradicted", mark, mark.label, mark.body.bounds, reason)
            else:
                yield span

    # --------------------------------------------------------------------------------------------------------- quotes

    def _quotes(self, name: str, marks: tuple[Mark, ...]) -> None:
        parts: dict[str, list[Span]] = {}
        told: dict[str, Any] = {}
        empty = [mark for mark in marks if _lacks_content(mark)]
        for mark in empty:
            for label, part in parts_of(mark):
                self._leave_out("without-content", mark, label, part, _NO_CONTENT)
        for mark, span in self._aligned((mark for mark in marks if not _lacks_content(mark)), Quote):
            body = mark.body
            assert isinstance(body, Quote)
            whole = told.setdefault(
                mark.id,
                {
                    "kind": body.kind.value,
                    "speakers": list(body.speakers),
                    "decision": mark.decision,
                    "gold": mark.gold,
                    "complete": True,
                },
            )
            whole["complete"] = whole["complete"] and span is not None
            if span is not None:
                parts.setdefault(mark.id, []).append(span)
        spans = [span for group in parts.values() for span in group]
        complete = self.known.quotes_complete and not empty
        self._group(name, spans, complete=complete, quotes={id: told[id] for id in parts})

    # ---------------------------------------------------------------------------------------------------- both of them

    def _group(self, name: str, spans: Iterable[Span], **attrs: Any) -> None:
        attrs["article"] = self.known.article.info.id
        self.doc.spans[name] = SpanGroup(self.doc, name=name, spans=sorted(spans), attrs=attrs)

    def _aligned(self, marks: Iterable[Mark], kind: type[Entity | Quote]) -> Iterator[tuple[Mark, Span | None]]:
        """Every part of the marks with its tokens; without, where it has none, and then it is reported."""
        for mark in marks:
            if isinstance(mark.body, kind):
                for label, part in parts_of(mark):
                    yield mark, self._span(mark, label, part)

    def _span(self, mark: Mark, label: str, part: bodies.Span) -> Span | None:
        touched = [region for region in self.known.regions if region.overlaps(part)]
        if touched:
            inside = any(region.start <= part.start and part.end <= region.end for region in touched)
            self._leave_out("excluded", mark, label, part, _INSIDE_REGION if inside else _ACROSS_REGION)
            if not inside:
                self._miss(part)
            return None
        start, end = self._in_doc(part)
        span = self.doc.char_span(start, end, label=label, span_id=mark.id)
        if span is None:
            nearest = self._nearest(start, end)
            self._leave_out("misaligned", mark, label, part, _NO_BOUNDARY, nearest)
            if isinstance(mark.body, Entity) and mark.decision != "rejected":
                self._miss(part)
        return span

    def _in_doc(self, span: bodies.Span) -> tuple[int, int]:
        return self.known.removal.shorter(span.start), self.known.removal.shorter(span.end)

    def _miss(self, span: bodies.Span) -> None:
        """Whether the tokens that a span of the article touches are in an entity is known to nobody."""
        start, end = self._in_doc(span)
        tokens = self.doc.char_span(start, end, alignment_mode="expand") if start < end else None
        if tokens is not None:
            self._missing.update(range(tokens.start, tokens.end))

    def _nearest(self, start: int, end: int) -> str | None:
        """The text of the tokens whose boundaries are the fewest characters away."""
        spans = [self.doc.char_span(start, end, alignment_mode=mode) for mode in ("contract", "expand")]
        near = [span for span in spans if span is not None]
        if not near:
            return None
        best = min(near, key=lambda span: abs(span.start_char - start) + abs(span.end_char - end))
        return str(best.text)

    def _leave_out(
        self, what: str, mark: Mark, label: str, part: bodies.Span, reason: str, nearest: str | None = None
    ) -> None:
        info, text = self.known.article.info, part.of(self.known.article.text)
        layer = mark.body.layer.value
        self.left_out.append(
            LeftOut(what, info.id, info.headline, layer, label, part.start, part.end, text, reason, nearest)
        )


def _lacks_content(mark: Mark) -> bool:
    return isinstance(mark.body, Quote) and not mark.body.contents


def _precedence(found: tuple[Mark, Span]) -> tuple[bool, int, int, str]:
    mark, span = found
    return not mark.gold, span.start - span.end, span.start, span.label_


# --------------------------------------------------------------------------------------------------------------- files


class Bin:
    """Documents on their way into a ``.spacy`` file, and the count of what is in them."""

    def __init__(self) -> None:
        self._bin = DocBin(attrs=_ATTRIBUTES)
        self.part = Part()

    def add(self, article: str, doc: Doc) -> None:
        self._bin.add(doc)
        self.part.articles.append(article)
        self.part.tokens += len(doc)
        states = doc.to_array(["ENT_IOB"])
        self.part.tokens_missing += int((states == _MISSING).sum())
        self.part.tokens_outside += int((states == _OUTSIDE).sum())
        self.part.entities.update(ent.label_ for ent in doc.ents)
        for name, group in doc.spans.items():
            self.part.spans.update(f"doc.spans[{name}] {span.label_}" for span in group)

    def write(self, path: str) -> None:
        """Raises OSError where it cannot be written."""
        self._bin.to_disk(path)
