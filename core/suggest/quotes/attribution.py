"""Which cue brings a stretch, found beside it and in the parse."""

from __future__ import annotations

from dataclasses import dataclass

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.parse import Word, ancestors
from core.suggest.quotes.source import Source, antecedent_of, source_of, source_of_participle, source_of_phrase
from core.suggest.wordsets import word_set

_SENTENCE_END = frozenset((".", "!", "?", "…", "..."))
_NEAR, _FAR, _COLON_FAR = 6, 30, 14
_SURE_OF_VERB = 3.0
_AFTER_STOP = -0.2
_DASHES = ("—", "–", "―", "-", "--")
_SIGNED_MIN, _SIGNED_MAX = 2, 24
# A full stop behind one of these ends no sentence, though a tokenizer may cut it off.
_ABBREVIATIONS = word_set(
    "brig gen col maj lt sgt capt cmdr adm sen rep gov rev hon mr mrs ms dr st jr sr prof pres supt insp det cpl pvt "
    "mme mlle no vs inc corp co ltd dept univ assn bros u.s u.k u.n d.c a.m p.m jan feb aug sept oct nov dec"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its source, as numbers of words in the parsed paragraph."""

    cue: tuple[int, int]  # first and last word
    verb: int
    source: Source | None
    strength: float
    side: int  # -1: the cue stands before the stretch, 1: behind it, 0: above it in the parse

    @property
    def key(self) -> int:
        return self.verb


class Paragraph:
    """A parsed paragraph and the questions that are asked of it."""

    def __init__(self, text: str, words: list[Word], lexicon: Lexicon) -> None:
        self.text = text
        self.words = words
        self.lexicon = lexicon
        self.bounds: dict[int, tuple[int, int]] = {}
        self.stops = {word.nth for word in words if self._ends_sentence(word)}
        for word in words:
            if word.stretch >= 0:
                first, _ = self.bounds.get(word.stretch, (word.nth, word.nth))
                self.bounds[word.stretch] = (first, word.nth)

    def _ends_sentence(self, word: Word) -> bool:
        if word.text not in _SENTENCE_END or word.dummy:
            return False
        before = self.words[word.nth - 1] if word.nth else None
        if word.text != "." or before is None or before.end != word.start:
            return True
        if self.words[word.nth + 1 : word.nth + 2] and self.words[word.nth + 1].text in (")", ",", "]"):
            return False
        return before.lower not in _ABBREVIATIONS and not (len(before.text) == 1 and before.text.isupper())

    # ------------------------------------------------------------------------------------------- whole stretches

    def for_whole(self, stretch: int, last_sign: str) -> Attribution | None:
        """The attribution of a whole stretch that ends with ``last_sign``, from the words beside it."""
        if stretch not in self.bounds:
            return None
        right = self._right(stretch, last_sign)
        left = self._left(stretch, last_sign)
        found = [one for one in (left, right) if one is not None]
        return max(found, key=lambda one: one.strength, default=None)

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

    def _right(self, stretch: int, last_sign: str) -> Attribution | None:
        zone = self.zone_after(stretch)
        content = [word for word in zone if not word.text.isspace()]
        if not content:
            return None
        signed = self._signed(content)
        if signed is not None:
            return signed
        base = {",": 3.0, "?": 1.6, "!": 1.6, ".": -0.6}.get(last_sign, 1.4)
        if content[0].text == ",":
            base += 0.8
        elif content[0].tag in ("CC", "IN", "WRB", "WDT", "WP") and not self._phrase_at(content[0]):
            base -= 1.6  # "…," but he denied that: another clause, and no attribution
        elif last_sign == "." and not content[0].text[0].islower() and len(content) > _NEAR:
            return None
        best: Attribution | None = None
        for distance, word in enumerate(content[:_FAR]):
            phrase = self._phrase_at(word)
            if phrase is not None and best is None:
                source = source_of_phrase(self.words, phrase[1], zone)
                return Attribution(phrase, word.nth, source, base + 1.0 - 0.1 * distance, 1)
            if not self._is_cue(word) and not (last_sign == "," and distance <= _NEAR and self._may_be_cue(word)):
                continue
            if word.tag == "VBG" and not any(w.is_noun for w in content[:distance]):
                continue  # "…," adding that …: brings what follows
            strength = base + self._weight(word, beside=distance <= _NEAR) - 0.1 * distance
            if best is None or strength > best.strength + 0.35:
                source = source_of(self.words, word.nth, zone, after=True, lexicon=self.lexicon)
                best = Attribution(self._cue_span(word), word.nth, source, strength, 1)
            if distance > _NEAR:
                break
        if best is not None and last_sign == "." and best.strength < _AFTER_STOP:
            return None
        return best or self._unlisted(content, zone, base, last_sign)

    def _unlisted(self, content: list[Word], zone: list[Word], base: float, last_sign: str) -> Attribution | None:
        """A verb that no lexicon lists, where a comma before the closing mark says that a cue must follow."""
        if last_sign != ",":
            return None
        for distance, word in enumerate(content[:_NEAR]):
            if word.tag in ("VBD", "VBZ") and word.dep not in ("aux", "auxpass", "relcl"):
                source = source_of(self.words, word.nth, zone, after=True, lexicon=self.lexicon)
                if source is not None:
                    return Attribution(self._cue_span(word), word.nth, source, base - 0.5 - 0.1 * distance, 1)
        return None

    def _left(self, stretch: int, last_sign: str) -> Attribution | None:
        zone = self.zone_before(stretch)
        content = [word for word in zone if not word.text.isspace()]
        if not content:
            return None
        last = content[-1].text
        base = {":": 3.0, ",": 1.8}.get(last, 1.0)
        best: Attribution | None = None
        farthest = _COLON_FAR if last == ":" else _FAR
        for distance, word in enumerate(reversed(content[-farthest:])):
            phrase = self._phrase_at(word)
            if phrase is not None and (best is None or best.strength < base):
                source = source_of_phrase(self.words, phrase[1], zone)
                return Attribution(phrase, word.nth, source, base + 0.6 - 0.1 * distance, -1)
            if not self._is_cue(word):
                continue
            beside = distance <= 1
            strength = base + self._weight(word, beside) + (0.8 if beside else 0.0) - 0.1 * distance
            if best is None or strength > best.strength + 0.35:
                source = source_of(self.words, word.nth, zone, after=False, lexicon=self.lexicon)
                source = source or self._from_sentence_before(word, zone)
                best = Attribution(self._cue_span(word), word.nth, source, strength, -1)
        if last == ":" and (best is None or best.strength < _SURE_OF_VERB or self._names_only(content)):
            return self._colon(content, zone) or best
        return best

    def _from_sentence_before(self, cue: Word, zone: list[Word]) -> Source | None:
        """The source of a participle that begins its sentence: "… he said. Adding, “…”"."""
        if cue.tag != "VBG" or not zone or cue.nth > zone[0].nth + 1:
            return None
        low = max(0, zone[0].nth - _FAR)
        return source_of_participle(self.words, cue.nth, self.words[low : cue.nth], self.lexicon)

    def sentence_before(self, stretch: int) -> Attribution | None:
        """A sentence that ends right before a stretch and says that its subject spoke: "Bystrom agreed. “…”"."""
        first = self.bounds[stretch][0]
        stop = first - 1
        while stop >= 0 and self.words[stop].text.isspace():
            stop -= 1
        if stop < 0 or stop not in self.stops:
            return None
        zone = [word for word in self._sentence_of(stop - 1, stop - 1) if word.nth < stop] if stop else []
        for word in zone:
            if self._is_cue(word) and word.dep in ("ROOT", "conj") and stop - word.nth <= _NEAR:
                source = source_of(self.words, word.nth, zone, after=False, lexicon=self.lexicon)
                if source is not None:
                    return Attribution(self._cue_span(word), word.nth, source, 1.0, -1)
        return None

    def _names_only(self, content: list[Word]) -> bool:
        """Whether a dash or the sentence's start stands before a name and its colon: "… caucus - Smith: “…”"."""
        run = [word.tag.startswith("NN") and word.text[0].isupper() for word in content[:-1]]
        names = len(run) - max((nth for nth, is_name in enumerate(run) if not is_name), default=-1) - 1
        before = content[-2 - names] if len(content) > names + 1 else None
        return names > 0 and (before is None or before.text in ("-", "–", "—") or before.lower == "from")

    def _colon(self, content: list[Word], zone: list[Word]) -> Attribution | None:
        """A name or a noun and a colon, and no verb: "Kasich: “…”", "More from Jones: “…”"."""
        colon = content[-1]
        finite = [
            w for w in content if w.tag in ("VBD", "VBZ", "VBP") and w.dep in ("ROOT", "conj", "ccomp") and not w.dummy
        ]
        verb = finite[-1] if finite else None
        if verb is not None and not self._names_only(content):
            source = source_of(self.words, verb.nth, zone, after=False, lexicon=self.lexicon)
            if source is not None and source.last < verb.nth:
                return Attribution((colon.nth, colon.nth), verb.nth, source, 1.8, -1)
        run: list[Word] = []
        for word in reversed(content[:-1]):
            if not (word.tag.startswith("NN") or word.tag in ("POS", "JJ") or word.text in (".", "and") or run == []):
                break
            if word.text in (":", "-", "–", "—") or word.tag in ("IN", "VBD", "VBZ", "VB", "RB"):
                break
            run.insert(0, word)
        while run and not run[0].tag.startswith(("NN", "JJ")):
            run = run[1:]
        if not run:
            return None
        source = Source(run[0].nth, run[-1].nth, run[-1].nth)
        return Attribution((colon.nth, colon.nth), colon.nth, source, 2.0, -1)

    def _weight(self, word: Word, beside: bool) -> float:
        strong = self.lexicon.is_strong(word.text)
        verb = word.is_verb or (word.tag in ("NNS", "NN") and strong)
        if strong:
            return (1.0 if verb else 0.2) if word.tag not in ("VBG", "VBN") else 0.7
        return 0.4 if beside and verb else -1.0

    def _is_cue(self, word: Word) -> bool:
        if word.dummy or word.stretch >= 0 or not self.lexicon.is_cue(word.text):
            return False
        if word.tag.startswith("VB"):
            return word.tag != "VBN" or word.dep != "amod"
        return (self.lexicon.is_strong(word.text) and word.lower.endswith("ed")) or word.lower in ("said", "says")

    def _may_be_cue(self, word: Word) -> bool:
        """A verb of the lexicon that the tagger took for a noun: "…," Bozell answers."""
        if word.dummy or word.stretch >= 0 or word.nth == 0 or not self.lexicon.is_cue(word.text):
            return False
        before, behind = self.words[word.nth - 1], self.words[word.nth + 1 : word.nth + 2]
        ends = not before.dummy and bool(behind) and behind[0].nth in self.stops
        return before.tag.startswith("NN") or before.tag == "PRP" or ends

    def _signed(self, content: list[Word]) -> Attribution | None:
        """A dash and a name behind a quote: "“…” — Jane Roe, Boston"."""
        dash = content[0]
        if dash.text not in _DASHES or len(content) < _SIGNED_MIN or len(content) > _SIGNED_MAX:
            return None
        name = content[1:]
        if not name[0].text[0].isupper() or any(word.tag in ("VBD", "VBZ", "VBP") for word in name[1:]):
            return None
        for nth, word in enumerate(name):
            if nth and (word.tag == "VBG" or word.text in "[(") and name[nth - 1].text in (",", *_DASHES):
                name = name[: nth - 1]
                break
        end = next((nth for nth, word in enumerate(name) if word.text == ","), len(name))
        source = Source(name[0].nth, name[-1].nth, name[max(end - 1, 0)].nth)
        return Attribution((dash.nth, dash.nth), dash.nth, source, 2.5, 1)

    # --------------------------------------------------------------------------------------------------- fragments

    def for_fragment(self, stretch: int) -> Attribution | None:
        """The attribution of a fragment: the nearest reporting verb above it in the parse, else the nearest one."""
        if stretch not in self.bounds:
            return None
        first, last = self.bounds[stretch]
        root = next((w.nth for w in self.words[first : last + 1] if not first <= w.head <= last), first)
        zone = self._sentence_of(first, last)
        inside = {word.nth for word in zone}
        for word in ancestors(self.words, root):
            if word.nth not in inside:
                break
            if self._is_cue(word) and (self.lexicon.is_strong(word.text) or self._base_in_naming(word)):
                source = source_of(self.words, word.nth, zone, after=word.nth > first, lexicon=self.lexicon)
                if source is not None:
                    return Attribution(self._cue_span(word), word.nth, source, 1.5, 0)
        for word in zone:
            phrase = self._phrase_at(word)
            if phrase is not None:
                return Attribution(phrase, word.nth, source_of_phrase(self.words, phrase[1], zone), 1.2, 0)
        return self._nearest(zone, first, last)

    def antecedent(self, attribution: Attribution) -> Source | None:
        """Whom a pronoun that is the source may mean, from its own sentence."""
        source = attribution.source
        if source is None or self.words[source.head].tag not in ("PRP", "WP"):
            return None
        return antecedent_of(self.words, source, self._sentence_of(source.first, source.last))

    def _nearest(self, zone: list[Word], first: int, last: int) -> Attribution | None:
        best: Attribution | None = None
        for word in zone:
            if not self._is_cue(word) or not self.lexicon.is_strong(word.text):
                continue
            distance = first - word.nth if word.nth < first else (word.nth - last) * 1.5
            strength = 1.0 - 0.03 * distance
            if best is None or strength > best.strength:
                source = source_of(self.words, word.nth, zone, after=word.nth > first, lexicon=self.lexicon)
                if source is not None:
                    best = Attribution(self._cue_span(word), word.nth, source, strength, -1 if word.nth < first else 1)
        return best

    def _base_in_naming(self, word: Word) -> bool:
        return self.lexicon.base(word.text) in self.lexicon.naming

    def _sentence_of(self, first: int, last: int) -> list[Word]:
        low = first
        while low > 0 and low - 1 not in self.stops:
            low -= 1
        high = last
        while high + 1 < len(self.words) and high + 1 not in self.stops:
            high += 1
            if self.words[high].dummy and self.words[high].text in ".!?”":
                break
        return self.words[low : high + 1]

    # -------------------------------------------------------------------------------------------------------- cues

    def _phrase_at(self, word: Word) -> tuple[int, int] | None:
        """A phrase like "according to" that begins with ``word``."""
        for phrase in self.lexicon.phrases_before_source:
            parts = phrase.split()
            if word.lower != parts[0]:
                continue
            got = self.words[word.nth : word.nth + len(parts)]
            if [w.lower for w in got] == parts:
                return word.nth, got[-1].nth
        return None

    def _cue_span(self, verb: Word) -> tuple[int, int]:
        """The cue's words: the verb, with a particle, and all of "went on to say" and "put it"."""
        words, first, last = self.words, verb.nth, verb.nth
        following = [w.lower for w in words[last + 1 : last + 3]]
        if self.lexicon.base(verb.text) == "put" and following[:1] in (["it"], ["this"]):
            last += 1
        before = [w.lower for w in words[max(0, first - 3) : first]]
        if before[-2:] == ["on", "to"] and before[:1] and before[0] in ("went", "goes", "going", "go", "gone"):
            first -= 3
        if words[last + 1 : last + 2] and words[last + 1].dep == "prt" and words[last + 1].head == verb.nth:
            last += 1
        return first, last
