"""How far a cue reaches: the verb alone, or with what belongs to it by grammar and by the newsroom's rulings.

Each step takes a cue as its first and its last word, and gives it back as it is or longer.
"""

from __future__ import annotations

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.parse import Word
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.wordsets import word_set

Reach = tuple[int, int]

_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
_GOES = word_set("went goes going go gone")
_BE = word_set("is are was were be been being")
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday")
_PARTS_OF_DAY = word_set("morning afternoon evening night")
_BY_MEDIUM = word_set("in by via on")
_ARTICLES = word_set("a an")
_LONGEST_PHRASE = 5  # words of "in a post on Facebook"
_FARTHEST_NOUN = 4  # words between "statement" and "saying"
_MANNER = 4  # words of "with a wry smile"


class CueSpan:
    """Reads how far a cue reaches in one paragraph; ``stops`` are the words that end sentences."""

    def __init__(self, words: list[Word], stops: set[int], lexicon: Lexicon, rulings: QuoteSettings) -> None:
        self._words = words
        self._stops = stops
        self._lexicon = lexicon
        self._rulings = rulings

    def of(self, verb: Word) -> Reach:
        """The first and the last word of the cue about ``verb``."""
        reach = self._led_to(self._set_phrase(verb))
        if self._rulings.auxiliaries:
            reach = self._verb_group(reach)
        if self._rulings.medium:
            reach = self._with_medium(reach)
        if self._rulings.circumstance:
            reach = self._with_circumstance(reach)
        return reach

    # ---------------------------------------------------------------------------------------------------- the verb

    def _set_phrase(self, verb: Word) -> Reach:
        """The verb with its particle: "pointed out", "put it", "as follows", "shot back"."""
        words, first, last = self._words, verb.nth, verb.nth
        following = self._lower(last + 1)
        if self._lexicon.base(verb.text) == "put" and following in ("it", "this"):
            return first, last + 1
        if verb.lower == "follows" and self._lower(first - 1) == "as":
            return first - 1, last
        if following == "back" and self._lower(last + 2) not in ("in", "on", "when"):
            return first, last + 1
        if following and words[last + 1].dep == "prt" and words[last + 1].head == verb.nth:
            last += 1
        return first, last

    def _led_to(self, reach: Reach) -> Reach:
        """All of "went on to say" and "began by saying"."""
        first, last = reach
        before = [self._lower(nth) for nth in (first - 3, first - 2, first - 1)]
        if before[1:] == ["on", "to"] and before[0] in _GOES:
            return first - 3, last
        if before[2] == "by" and before[1] in self._lexicon.leads_by:
            return first - 2, last
        return reach

    # ------------------------------------------------------------------------------------------------- the verb group

    def _verb_group(self, reach: Reach) -> Reach:
        """The cue with the auxiliaries and adverbs about it: "had later said", "said quietly", "tried to explain"."""
        first, last = reach
        while first > 0 and (self._leads(first - 1) or self._is_half_auxiliary(first - 1)):
            first -= 1
        behind = self._word(last + 1)
        if behind is not None and behind.text.endswith("ly") and self._is_adverb(behind) and self._ends(last + 2):
            last += 1
        return first, last

    def _is_half_auxiliary(self, nth: int) -> bool:
        """Takes "tried" before "to explain", and then "was" before "quick to add"."""
        word, behind = self._words[nth], self._lower(nth + 1)
        if behind == "to":
            return word.lower in self._lexicon.half_auxiliaries
        return word.lower in _BE and behind in self._lexicon.half_auxiliaries and self._lower(nth + 2) == "to"

    def _leads(self, nth: int) -> bool:
        word = self._words[nth]
        return word.dep in _AUXILIARY or self._is_adverb(word)

    @staticmethod
    def _is_adverb(word: Word) -> bool:
        return word.tag == "RB" and word.dep in ("advmod", "neg") and not word.dummy and word.text.islower()

    # ------------------------------------------------------------------------------------------- what stands beside it

    def _with_medium(self, reach: Reach) -> Reach:
        """Takes "said in a statement", "wrote on Facebook", "released a statement saying"."""
        first, last = reach
        sent = self._sent(first)
        if sent is not None:
            return sent, last
        if self._lower(last + 1) not in _BY_MEDIUM:
            return reach
        if self._lower(last + 1) == "on" and self._lower(last + 2) in self._lexicon.online and self._ends(last + 3):
            return first, last + 2
        at = last + 2
        if self._lower(at) in _ARTICLES:
            at += 1
        for nth in range(at, at + _LONGEST_PHRASE):
            word = self._word(nth)
            if word is None or word.dummy or not (word.is_noun or word.tag in ("JJ", "VBN", "HYPH", "CD")):
                return reach
            if word.lower in self._lexicon.media and (self._ends(nth + 1) or self._lower(nth + 1) in _DAYS):
                return first, nth
        return reach

    def _sent(self, first: int) -> int | None:
        """The verb of "released a statement (Tuesday) saying", where ``first`` is "saying"."""
        if self._words[first].tag != "VBG":
            return None
        for noun in range(first - 1, max(first - 1 - _FARTHEST_NOUN, 1), -1):
            word = self._words[noun]
            if word.dummy or noun in self._stops or word.text == ",":
                return None
            if word.lower in self._lexicon.media:
                at = noun - 1
                while at > 0 and (self._words[at].tag in ("DT", "JJ", "VBN", "PRP$", "CD", "RP") or self._is_noun(at)):
                    at -= 1
                return at if self._words[at].is_verb and self._words[at].tag != "VBG" else None
        return None

    def _with_circumstance(self, reach: Reach) -> Reach:
        """Takes "said Sunday night", "said with a smile", "smiled and said": day and manner, up to a stop."""
        first, last = reach
        if self._lower(first - 1) == "and" and self._lower(first - 2) in self._lexicon.gestures:
            first -= 2
        if self._lower(last + 1) in _DAYS:
            end = last + 2 if self._lower(last + 2) in _PARTS_OF_DAY else last + 1
            return (first, end) if self._ends(end + 1) else (first, last)
        if self._lower(last + 1) == "with" and self._lower(last + 2) in _ARTICLES:
            for nth in range(last + 3, last + 2 + _MANNER):
                if self._is_noun(nth) and self._ends(nth + 1):
                    return first, nth
        return first, last

    # ---------------------------------------------------------------------------------------------------------- words

    def _word(self, nth: int) -> Word | None:
        return self._words[nth] if 0 <= nth < len(self._words) else None

    def _lower(self, nth: int) -> str:
        word = self._word(nth)
        return word.lower if word is not None and not word.dummy else ""

    def _is_noun(self, nth: int) -> bool:
        word = self._word(nth)
        return word is not None and not word.dummy and word.tag.startswith("NN")

    def _ends(self, nth: int) -> bool:
        """Whether the clause of the cue ends before a word: at a sign, at marks, at "that" or with the paragraph."""
        word = self._word(nth)
        return word is None or word.stretch >= 0 or not word.text[0].isalnum() or word.lower in ("that", "about")
