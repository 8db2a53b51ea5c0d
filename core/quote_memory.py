"""What was decided about quotes before, and what follows from it for new ones.

Three things are remembered of a decided quote: with which cue words it was kept or rejected, whom the words of its
source were said to mean, and, where the words in its marks were taken for a title, a nickname or scare quotes, whether
they were. All move the score of a proposal; a source on which all decisions agree proposes its speaker, and words in
marks on which they agree are taken for the same again.
Nothing of this is stored: it is counted from the newest decisions whenever it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from itertools import chain

from core.bodies import Quote, Span
from core.doubts import NO_QUOTE
from core.frozen import frozen
from core.memory import LONGEST, OTHER_REASONS, key_of_words, times
from core.records import Annotation, Origin, Proposal, Suggestion, Verdict
from core.speakers import SPEAKER

ENGINE = 8.0
"""How many decisions the engine's own score weighs as much as."""

MOST = 4.0
"""As how many decisions any number of them counts at most: so the memory moves a score by a third of the way."""

_AROUND = " “”„‟\"«»‹›‘’‚'`´,.;:!?…"

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
    content: str = ""  # none where a quote has several, or a long one
    taken_for: str = ""  # one of NO_QUOTE: what it was rejected as, or was suggested as and yet kept


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
class Marked:
    """How often words in marks were kept as a quote, and as what they were rejected how often."""

    kept: int
    taken: Mapping[str, int]

    @property
    def agreed(self) -> str:
        """Which of NO_QUOTE the words are by all decisions; "" where they do not agree."""
        return next(iter(self.taken)) if len(self.taken) == 1 and not self.kept else ""

    @property
    def counts(self) -> tuple[int, int]:
        """How many decisions are for and against a quote."""
        return self.kept, sum(self.taken.values())


@frozen
class QuoteMemory:
    """All that is remembered of quotes."""

    cues: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # kept, rejected
    sources: Mapping[str, Named] = field(default_factory=dict)
    contents: Mapping[str, Marked] = field(default_factory=dict)

    def applied(
        self, proposal: Proposal, text: str, confirmed: Container[str] = (), since: QuoteMemory | None = None
    ) -> Proposal:
        """A proposal with what follows from decisions: the speaker of its source, what it is taken for, and its score.

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
        return Proposal(named, (since or self)._moved(proposal.score, named, text), self._taken(named, doubts, text))

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

    def _taken(self, quote: Quote, doubts: tuple[str, ...], text: str) -> tuple[str, ...]:
        """What is doubted, by what the words were before; that somebody is said to say them goes before that."""
        known = self.contents.get(content_key(quote, text))
        if known is None:
            return doubts
        if known.agreed and not quote.cues and not quote.sources:
            return (known.agreed,)
        if known.kept and not known.taken and any(doubt in NO_QUOTE for doubt in doubts):
            others = tuple(doubt for doubt in doubts if doubt not in NO_QUOTE)
            return others if others or quote.speakers else (SPEAKER,)
        return doubts

    def _moved(self, score: float | None, quote: Quote, text: str) -> float | None:
        """A score as the decisions on the same cues, the same words in marks and the same source move it."""
        score = adjusted(score, *self._of_cues(quote, text))
        marked = self.contents.get(content_key(quote, text))
        score = score if marked is None else adjusted(score, *marked.counts)
        known = self._of_source(source_of(quote, text))
        return score if known is None or not quote.speakers else adjusted(score, *known.counts(quote.speakers))

    def _of_source(self, words: str) -> Named | None:
        return None if means_anybody(words) else self.sources.get(key_of(words))

    def told(self, quote: Quote, text: str) -> str:
        """Sentences to the editor: “you named ‘the army’ Syrian Army 3 times”."""
        words = source_of(quote, text)
        known = self._of_source(words)
        told = [] if known is None else [_told_of_source(" ".join(words.split()), known)]
        marked = self.contents.get(content_key(quote, text))
        told += [] if marked is None else [_told_of_content(_bare(quote.contents[0].of(text)), marked)]
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


def content_key(quote: Quote, text: str) -> str:
    """The words in a quote's marks as they are remembered; none where it has several contents, or a long one."""
    if len(quote.contents) != 1 or _is_long(quote.contents[0]):
        return ""
    return key_of(_bare(quote.contents[0].of(text)))


def _bare(content: str) -> str:
    """A content without its marks, and the stop before them."""
    return " ".join(content.split()).strip(_AROUND)


@lru_cache(maxsize=4096)  # the same quotes are asked about after every decision
def keys_of(quote: Quote, text: str) -> frozenset[tuple[str, str]]:
    """By what a quote is akin to others: its cues, its words, and its source where that means the same everywhere."""
    words, content = source_of(quote, text), content_key(quote, text)
    source = frozenset() if means_anybody(words) else frozenset({("source", key_of(words))})
    same = frozenset({("content", content)}) if content else frozenset()
    return source | same | {("cue", key) for key in _cues(quote, text)}


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
    if suggestion.reason not in NO_QUOTE:
        return QuoteDecision(False, _cues(suggestion.body, text))
    content = content_key(suggestion.body, text)
    return QuoteDecision(False, _cues(suggestion.body, text), content=content, taken_for=suggestion.reason)


def memory_of(decisions: Iterable[QuoteDecision]) -> QuoteMemory:
    """What follows from decisions, in whatever order."""
    kept: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    named: dict[str, Counter[tuple[str, ...]]] = {}
    refused: dict[str, Counter[str]] = {}
    as_quote: Counter[str] = Counter()
    taken: dict[str, Counter[str]] = {}
    for decision in decisions:
        (kept if decision.is_kept else rejected).update(decision.cues)
        if decision.content and decision.is_kept:
            as_quote[decision.content] += 1
        if decision.content and decision.taken_for:
            taken.setdefault(decision.content, Counter()).update(() if decision.is_kept else (decision.taken_for,))
        if decision.source and decision.speakers:
            named.setdefault(decision.source, Counter())[decision.speakers] += 1
            refused.setdefault(decision.source, Counter()).update(decision.refused)
    cues = {key: (kept[key], rejected[key]) for key in chain(kept, rejected)}
    contents = {key: Marked(as_quote[key], taken[key]) for key in taken}
    return QuoteMemory(cues, {key: Named(named[key], refused[key]) for key in named}, contents)


def _kept(quote: Quote, suggestion: Suggestion | None, text: str) -> QuoteDecision:
    source = key_of(source_of(quote, text))
    proposed = suggestion.body if suggestion is not None else None
    refused: tuple[str, ...] = ()
    if isinstance(proposed, Quote) and source and source == key_of(source_of(proposed, text)):
        refused = tuple(name for name in proposed.speakers if name not in quote.speakers)
    was_doubted = suggestion.doubts if suggestion is not None else ()
    taken_for = next((doubt for doubt in was_doubted if doubt in NO_QUOTE), "")
    content = content_key(quote, text)
    return QuoteDecision(True, _cues(quote, text), source, quote.speakers, refused, content, taken_for)


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
    """All that is remembered: the words, what they are ("content", "source", "cue"), the decisions in a sentence."""
    for words in sorted(memory.contents):
        yield words, "content", _told_of_content(words, memory.contents[words])
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


def _told_of_content(words: str, known: Marked) -> str:
    often = sorted(known.taken.items(), key=lambda pair: (-pair[1], pair[0]))
    as_what = " and ".join(f"as a {taken_for} {times(count)}" for taken_for, count in often)
    told = [f"rejected ‘{words}’ {as_what}"] if as_what else []
    kept = [f"kept {'it' if told else f'‘{words}’'} as a quote {times(known.kept)}"] if known.kept else []
    return f"you {', and '.join(told + kept)}"


def _told_of_cue(key: str, kept: int, rejected: int) -> str:
    count = kept + rejected
    if count == 1:
        return f"you {'kept' if kept else 'rejected'} one quote with the cue ‘{key}’"
    if not rejected or not kept:
        every = {2: "both"}.get(count, f"all {count}")
        return f"you {'kept' if kept else 'rejected'} {every} quotes with the cue ‘{key}’"
    return f"you rejected {rejected} of {count} quotes with the cue ‘{key}’"
