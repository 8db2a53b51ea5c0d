"""A parsed paragraph and the questions that are asked of it: where sentences end, which words may be cues."""

from __future__ import annotations

from core.frozen import frozen
from core.suggest.quotes.cue_span import CueSpan
from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import Source
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.quotes.source import Clause, source_of
from core.suggest.wordsets import word_set

_BEING = word_set("is was be been being")
_SENTENCE_END = frozenset((".", "!", "?", "…", "..."))
# A full stop behind one of these ends no sentence, though a tokenizer may cut it off.
_ABBREVIATIONS = word_set(
    "brig gen col maj lt sgt capt cmdr adm sen rep gov rev hon mr mrs ms dr st jr sr prof pres supt insp det cpl pvt "
    "mme mlle no vs inc corp co ltd dept univ assn bros u.s u.k u.n d.c a.m p.m jan feb aug sept oct nov dec"
)


@frozen
class Attribution:
    """A cue with its source, as numbers of words in the parsed paragraph."""

    cue: tuple[int, int]  # first and last word
    verb: int  # tells one cue from another
    source: Source | None
    strength: float


class Paragraph:
    """The words of one paragraph, and where its stretches lie among them."""

    def __init__(self, words: list[Word], lexicon: Lexicon, rulings: QuoteSettings | None = None) -> None:
        self.words = words
        self.lexicon = lexicon
        self.bounds: dict[int, tuple[int, int]] = {}
        self.stops = {word.nth for word in words if self._ends_sentence(word)}
        self._reach = CueSpan(words, self.stops, lexicon, rulings or QuoteSettings())
        for word in words:
            if word.stretch >= 0:
                first, _ = self.bounds.get(word.stretch, (word.nth, word.nth))
                self.bounds[word.stretch] = (first, word.nth)

    # ------------------------------------------------------------------------------------------------------- zones

    def zone_after(self, stretch: int) -> list[Word]:
        """The words between a stretch and the end of its sentence or the next whole stretch."""
        zone: list[Word] = []
        for word in self.words[self.bounds[stretch][1] + 1 :]:
            if word.dummy or word.nth in self.stops:
                break
            zone.append(word)
        return zone

    def zone_before(self, stretch: int) -> list[Word]:
        """The words between the start of a stretch's sentence, or the whole stretch before it, and the stretch."""
        zone: list[Word] = []
        for word in reversed(self.words[: self.bounds[stretch][0]]):
            if word.dummy or word.nth in self.stops:
                break
            zone.append(word)
        return zone[::-1]

    def sentence_of(self, first: int, last: int) -> list[Word]:
        """The words of the sentence about some of its words, whole stretches included."""
        low, high = first, last
        while low > 0 and low - 1 not in self.stops:
            low -= 1
        while high + 1 < len(self.words) and high + 1 not in self.stops:
            high += 1
            if self.words[high].dummy and self.words[high].text in ".!?”":
                break
        return self.words[low : high + 1]

    def _ends_sentence(self, word: Word) -> bool:
        if word.text not in _SENTENCE_END or word.dummy:
            return False
        before = self.words[word.nth - 1] if word.nth else None
        if word.text != "." or before is None or before.end != word.start:
            return True
        following = self.words[word.nth + 1 : word.nth + 2]
        if following and following[0].text in (")", ",", "]"):
            return False
        return before.lower not in _ABBREVIATIONS and not (len(before.text) == 1 and before.text.isupper())

    # -------------------------------------------------------------------------------------------------------- cues

    def is_cue(self, word: Word) -> bool:
        """Whether a word is a verb that brings quotes."""
        if word.dummy or word.stretch >= 0 or not self.lexicon.is_cue(word.text):
            return False
        if word.is_verb:
            return word.tag != "VBN" or word.dep != "amod"
        return (self.lexicon.is_strong(word.text) and word.lower.endswith("ed")) or word.lower in ("said", "says")

    def may_be_cue(self, word: Word) -> bool:
        """A verb of the lexicon that the tagger took for a noun: "…," Bozell answers."""
        if word.dummy or word.stretch >= 0 or word.nth == 0 or not self.lexicon.is_cue(word.text):
            return False
        before, behind = self.words[word.nth - 1], self.words[word.nth + 1 : word.nth + 2]
        ends = not before.dummy and bool(behind) and behind[0].nth in self.stops
        return before.tag.startswith("NN") or before.tag == "PRP" or ends

    def phrase_at(self, word: Word) -> tuple[int, int] | None:
        """A phrase like "according to" that begins with ``word``."""
        for phrase in self.lexicon.phrases_before_source:
            parts = phrase.split()
            if word.lower != parts[0]:
                continue
            got = self.words[word.nth : word.nth + len(parts)]
            if [w.lower for w in got] == parts:
                return word.nth, got[-1].nth
        return None

    def attribution(self, verb: Word, zone: list[Word], after: bool, strength: float) -> Attribution:
        """The cue ``verb`` with its source."""
        source = source_of(Clause.about(self.words, verb.nth, zone, after, self.lexicon))
        if source is not None and self._names_nobody(verb, source):
            source = None
        return Attribution(self.cue_span(verb, source), verb.nth, source, strength)

    def _names_nobody(self, verb: Word, source: Source) -> bool:
        """Whether a source is the “it” of “it was said” and “it is being said”."""
        if source.first != source.last or self.words[source.first].lower != "it" or verb.tag != "VBN":
            return False
        between = self.words[source.first + 1 : verb.nth]
        return any(word.lower in _BEING for word in between)

    def cue_span(self, verb: Word, source: Source | None = None) -> tuple[int, int]:
        """The cue's words; without what its source takes up."""
        reach = self._reach.of(verb)
        if source is not None and reach[0] <= source.last and source.first <= reach[1]:
            return verb.nth, verb.nth
        return reach
