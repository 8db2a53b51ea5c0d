"""What was decided about quotes before, and what follows from it for new ones.

Two things are remembered of a decided quote: with which cue words it was kept or rejected, and whom the words of its
source were said to mean. Both move the score of a proposal; words on which all decisions agree propose their speaker.
Nothing of this is stored: it is counted from the newest decisions whenever it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from itertools import chain

from core.bodies import Quote, Span
from core.frozen import frozen
from core.memory import LONGEST, OTHER_REASONS, key_of_words, times
from core.records import Annotation, Origin, Proposal, Suggestion, Verdict
from core.speakers import SPEAKER

ENGINE = 8.0
"""How many decisions the engine's own score weighs as much as."""

MOST = 4.0
"""As how many decisions any number of them counts at most: so the memory moves a score by a third of the way."""

_MEANS_ANYBODY = frozenset(
    "he she they we i you his her their its our my your this that these those a an another some any one other".split()  # noqa: SIM905
)
_ALONE = _MEANS_ANYBODY | frozenset("it him them us me who which both all many most others everyone someone".split())  # noqa: SIM905


@frozen
class QuoteDecision:
    """What one decided quote adds to the memory; words as :func:`key_of` gives them."""

    is_kept: bool
    cues: tuple[str, ...] = ()
    source: str = ""  # none where a quote has several
    speakers: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()  # suggested for this source, and taken away


@frozen
class Named:
    """Whom the words of a source were said to mean, and whom not, with how often."""

    named: Mapping[tuple[str, ...], int]
    refused: Mapping[str, int]

    @property
    def agreed(self) -> tuple[str, ...]:
        """The speakers on whom all decisions agree; nobody where they do not."""
        if len(self.named) != 1:
            return ()
        speakers = next(iter(self.named))
        return () if any(name in self.refused for name in speakers) else speakers

    def counts(self, speakers: tuple[str, ...]) -> tuple[int, int]:
        """How many decisions are for and against these speakers."""
        kept = self.named.get(speakers, 0)
        against = sum(self.named.values()) - kept + sum(self.refused.get(name, 0) for name in speakers)
        return kept, against


@frozen
class QuoteMemory:
    """All that is remembered of quotes."""

    cues: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # kept, rejected
    sources: Mapping[str, Named] = field(default_factory=dict)

    def applied(
        self, proposal: Proposal, text: str, confirmed: Container[str] = (), since: QuoteMemory | None = None
    ) -> Proposal:
        """A proposal with the speaker that its source always had before, and the score that follows from decisions.

        Where the article itself gives another speaker, and that one is neither doubted nor was refused for these words,
        the article is right.

        Args:
            proposal: as it was made.
            text: of its article.
            confirmed: those of whom somebody has said that they speak in this article.
            since: what alone moves the score, where older decisions are in it already.
        """
        if not isinstance(proposal.body, Quote):
            return proposal
        named, doubts = self._named(proposal, proposal.body, text, confirmed)
        return Proposal(named, (since or self)._moved(proposal.score, named, text), doubts)

    def _named(
        self, proposal: Proposal, quote: Quote, text: str, confirmed: Container[str]
    ) -> tuple[Quote, tuple[str, ...]]:
        """The quote with the speaker that its source always had, and what is doubted of it then."""
        words = source_of(quote, text)
        known = self._of_source(words)
        speakers = known.agreed if known is not None else ()
        if known is None or not speakers or speakers == quote.speakers or not _is_open(proposal, quote, words, known):
            return quote, proposal.doubts
        is_confirmed = all(name in confirmed for name in speakers)
        doubts = proposal.doubts if is_confirmed else tuple(dict.fromkeys((*proposal.doubts, SPEAKER)))
        return replace(quote, speakers=speakers), doubts

    def _moved(self, score: float | None, quote: Quote, text: str) -> float | None:
        """A score as the decisions on the same cues and on the same source move it."""
        score = adjusted(score, *self._of_cues(quote, text))
        known = self._of_source(source_of(quote, text))
        return score if known is None or not quote.speakers else adjusted(score, *known.counts(quote.speakers))

    def _of_source(self, words: str) -> Named | None:
        return None if means_anybody(words) else self.sources.get(key_of(words))

    def told(self, quote: Quote, text: str) -> str:
        """Sentences to the editor: “you named ‘the army’ Syrian Army 3 times”."""
        words = source_of(quote, text)
        known = self._of_source(words)
        told = [] if known is None else [_told_of_source(" ".join(words.split()), known)]
        cues = dict.fromkeys(key_of(span.of(text)) for span in quote.cues)
        told += (_told_of_cue(key, *self.cues[key]) for key in cues if key in self.cues)
        return "; ".join(told)

    def _of_cues(self, quote: Quote, text: str) -> tuple[int, int]:
        counts = [self.cues.get(key, (0, 0)) for key in {key_of(span.of(text)) for span in quote.cues}]
        return sum(kept for kept, _ in counts), sum(rejected for _, rejected in counts)


def key_of(words: str) -> str:
    """The words as they are remembered: without a possessive ending, with plain spaces, in any case."""
    return key_of_words(words).casefold()


def source_of(quote: Quote, text: str) -> str:
    """The words of a quote's source; none where it has several, or one too long to come again."""
    if len(quote.sources) != 1 or _is_long(quote.sources[0]):
        return ""
    return quote.sources[0].of(text)


@lru_cache(maxsize=4096)  # the same quotes are asked about after every decision
def keys_of(quote: Quote, text: str) -> frozenset[tuple[str, str]]:
    """By what a quote is akin to others: its cues, and its source where that means the same everywhere."""
    words = source_of(quote, text)
    source = frozenset() if means_anybody(words) else frozenset({("source", key_of(words))})
    return source | {("cue", key) for key in _cues(quote, text)}


def means_anybody(words: str) -> bool:
    """Whether a source means somebody else in each article: a pronoun, “his lawyer”, “an official”; or no words."""
    pieces = key_of(words).split()
    return not pieces or pieces[0] in _MEANS_ANYBODY or (len(pieces) == 1 and pieces[0] in _ALONE)


def adjusted(score: float | None, kept: int, rejected: int) -> float | None:
    """A score as the mean of the engine's, which weighs ENGINE decisions, and of the decisions, at most MOST of them.

    It stays between 0 and 1, and where it was without decisions; it grows with what was kept, and falls with what was
    rejected. A suggester that gives no score gets none.
    """
    count = kept + rejected
    if score is None or not count:
        return score
    weight = min(float(count), MOST)
    mixed = (ENGINE * score + weight * (kept / count)) / (ENGINE + weight)
    return min(max(mixed, 0.0), 1.0)  # a rounding error over the edge is over it


# ------------------------------------------------------------------------------------------------------------- counting


def decided(annotation: Annotation | None, suggestion: Suggestion | None, text: str) -> QuoteDecision | None:
    """What was decided about a quote that stands, was suggested, or both; what came with a file does not count."""
    if annotation is not None and isinstance(annotation.body, Quote):
        return None if annotation.origin is Origin.IMPORT else _kept(annotation.body, suggestion, text)
    if suggestion is None or not isinstance(suggestion.body, Quote) or suggestion.verdict is not Verdict.REJECTED:
        return None
    if suggestion.reason in OTHER_REASONS:
        return None
    return QuoteDecision(False, _cues(suggestion.body, text))


def memory_of(decisions: Iterable[QuoteDecision]) -> QuoteMemory:
    """What follows from decisions, in whatever order."""
    kept: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    named: dict[str, Counter[tuple[str, ...]]] = {}
    refused: dict[str, Counter[str]] = {}
    for decision in decisions:
        (kept if decision.is_kept else rejected).update(decision.cues)
        if decision.source and decision.speakers:
            named.setdefault(decision.source, Counter())[decision.speakers] += 1
            refused.setdefault(decision.source, Counter()).update(decision.refused)
    cues = {key: (kept[key], rejected[key]) for key in chain(kept, rejected)}
    return QuoteMemory(cues, {key: Named(named[key], refused[key]) for key in named})


def _kept(quote: Quote, suggestion: Suggestion | None, text: str) -> QuoteDecision:
    source = key_of(source_of(quote, text))
    proposed = suggestion.body if suggestion is not None else None
    refused: tuple[str, ...] = ()
    if isinstance(proposed, Quote) and source and source == key_of(source_of(proposed, text)):
        refused = tuple(name for name in proposed.speakers if name not in quote.speakers)
    return QuoteDecision(True, _cues(quote, text), source, quote.speakers, refused)


def _cues(quote: Quote, text: str) -> tuple[str, ...]:
    keys = (key_of(span.of(text)) for span in quote.cues if not _is_long(span))
    return tuple(dict.fromkeys(key for key in keys if key))


def _is_long(span: Span) -> bool:
    return span.end - span.start > LONGEST


def _is_open(proposal: Proposal, quote: Quote, words: str, known: Named) -> bool:
    """Whether the memory may name the speaker: nobody else is, for a reason that stands in this article."""
    names = quote.speakers
    if not names or SPEAKER in proposal.doubts or any(name in known.refused for name in names):
        return True
    return len(names) == 1 and key_of(names[0]).removeprefix("the ") == key_of(words).removeprefix("the ")


# ------------------------------------------------------------------------------------------------------------ in words


def known(memory: QuoteMemory) -> Iterator[tuple[str, str, str]]:
    """All that is remembered: the words, what they are ("source", "cue"), and the decisions in a sentence."""
    for words in sorted(memory.sources):
        yield words, "source", _told_of_source(words, memory.sources[words])
    for key in sorted(memory.cues, key=lambda key: (-sum(memory.cues[key]), key)):
        yield key, "cue", _told_of_cue(key, *memory.cues[key])


def _told_of_source(words: str, known: Named) -> str:
    often = sorted(known.named.items(), key=lambda pair: (-pair[1], pair[0]))
    told = f"you named ‘{words}’ " + ", ".join(f"{' and '.join(who)} {times(count)}" for who, count in often)
    if known.refused:
        away = sorted(known.refused.items(), key=lambda pair: (-pair[1], pair[0]))
        told += f", and took away {', '.join(f'{name} {times(count)}' for name, count in away)}"
    return told


def _told_of_cue(key: str, kept: int, rejected: int) -> str:
    count = kept + rejected
    if count == 1:
        return f"you {'kept' if kept else 'rejected'} one quote with the cue ‘{key}’"
    if not rejected or not kept:
        every = {2: "both"}.get(count, f"all {count}")
        return f"you {'kept' if kept else 'rejected'} {every} quotes with the cue ‘{key}’"
    return f"you rejected {rejected} of {count} quotes with the cue ‘{key}’"
