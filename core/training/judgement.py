"""What an article teaches: which annotations count, and of which text nobody has said anything.

A model learns from what is *not* marked as much as from what is. So it matters who has looked:

- In an article that is *done*, somebody has read all of it: what is not annotated is no entity.
- In any other article only what was decided is known. The rest is *missing*: training passes over it.
- A pending suggestion is undecided, wherever it stands: its words are missing.
- A rejection says what a stretch is not. It never says what it is.
- Taken *as suggested*, pending suggestions stand, and the rest of an article that was suggested for is no entity:
  silver data, as good as the model that suggested it.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.bodies import Body, Entity, ExcludedRegion, Layer, Quote, Role, Span
from core.formats.jsonl_out import decision_of
from core.formats.offsets import Removal
from core.frozen import frozen
from core.queries import Loaded
from core.records import Article, Run, Status, Verdict
from core.training.options import ExportOptions, Undecided

LONGEST = 1_000_000  # code points; spaCy reads no longer text


@frozen
class Mark:
    """A body that counts, with the decision that makes it count."""

    id: str
    body: Body
    decision: str

    @property
    def gold(self) -> bool:
        return self.decision != Verdict.PENDING.value

    @property
    def label(self) -> str:
        return self.body.label if isinstance(self.body, Entity) else self.body.layer.value


@frozen
class Judgement:
    """What is known of an article; spans are into its whole text."""

    article: Article
    text: str
    """The article's text without its excluded regions."""
    removal: Removal
    """Between the two."""
    regions: tuple[Span, ...]
    """The excluded ones, in order; none touches another."""
    standing: tuple[Mark, ...]
    rejected: tuple[Mark, ...]
    undecided: tuple[Span, ...]
    """Pending entities: nobody knows what their words are."""
    rest_is_outside: bool
    """Whether what is not annotated is known to be no entity."""
    quotes_complete: bool
    """Whether what is not annotated is known to be no quote."""


def judged(loaded: Loaded, runs: Iterable[Run], options: ExportOptions) -> Judgement | str:
    """What an article teaches, or the reason why it is passed over."""
    article, info = loaded.article, loaded.article.info
    regions = merged(one.body.span for one in loaded.annotations if isinstance(one.body, ExcludedRegion))
    text, removal = without_regions(article.text, regions)
    if not text.strip():
        return "All of its text is excluded."
    if len(text) > LONGEST:
        return f"It has {len(text):,} characters; spaCy reads at most {LONGEST:,}. Import it in parts."
    suggestions = {one.id: one for one in loaded.suggestions}
    pending = [one for one in loaded.suggestions if one.verdict is Verdict.PENDING and one.body.layer in options.layers]
    rejected = [
        one for one in loaded.suggestions if one.verdict is Verdict.REJECTED and one.body.layer in options.layers
    ]
    standing = [
        Mark(one.id, one.body, decision_of(one, suggestions.get(one.id)))
        for one in loaded.annotations
        if one.body.layer in options.layers
    ]
    done = info.status is Status.DONE
    silver = options.undecided is Undecided.AS_SUGGESTED
    if not (done or standing or rejected or (silver and pending)):
        waiting = f"{len(pending)} suggestions wait" if pending else "there are no suggestions"
        return f"Nobody has decided anything in it ({waiting})."
    asked = {run.suggester for run in runs} if silver else set()
    if silver:
        standing += [Mark(one.id, one.body, Verdict.PENDING.value) for one in pending]
    open_layers = set() if silver else {one.body.layer for one in pending}
    return Judgement(
        article,
        text,
        removal,
        regions,
        tuple(standing),
        tuple(Mark(one.id, one.body, Verdict.REJECTED.value) for one in rejected),
        () if silver else tuple(one.body.span for one in pending if isinstance(one.body, Entity)),
        done or "entities" in asked,
        (done or "quotes" in asked) and Layer.QUOTE not in open_layers,
    )


def without_regions(text: str, regions: Iterable[Span]) -> tuple[str, Removal]:
    """A text without its excluded regions (merged ones), and the conversion of offsets between the two.

    Where a cut would join two words, one character of the region is kept, and becomes a line end.
    """
    removed: list[tuple[int, int]] = []
    pieces: list[str] = []
    place = 0
    for region in regions:
        start, end = region.start, region.end
        joins = start > 0 and end < len(text) and not text[start - 1].isspace() and not text[end].isspace()
        removed.append((start, end - joins))
        pieces += [text[place:start], "\n" * joins]
        place = end
    return "".join((*pieces, text[place:])), Removal(removed)


def merged(regions: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches of text in order, as few spans as possible."""
    found: list[Span] = []
    for region in sorted(regions):
        if found and region.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, region.end))
        else:
            found.append(region)
    return tuple(found)


def parts_of(mark: Mark) -> list[tuple[str, Span]]:
    """The spans of a mark, each with the label that it has in the data."""
    if isinstance(mark.body, Quote):
        parts = mark.body.parts()  # a nested quote is part of the content of its outermost one
        return [(part.role.value.upper(), span) for part, span in parts if part.role is not Role.NESTED]
    return [(mark.label, mark.body.bounds)]
