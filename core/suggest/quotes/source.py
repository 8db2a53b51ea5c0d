"""The words that name who speaks: the subject of a cue, with title, role and description.

Each finder knows one way in which news names a source, and gives nothing where it does not apply; the first that
answers is believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from core.frozen import frozen
from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.description import TIME, end_of_source
from core.suggest.quotes.parse import Word, ancestors
from core.suggest.quotes.phrases import (
    EDGE,
    SUBJECTS,
    Source,
    before_aside,
    has_clause,
    head_from,
    passes_over,
    phrase_of,
    run_of_nouns,
    subject_of,
    trimmed,
)
from core.suggest.wordsets import word_set

_GOES_ON = frozenset(("conj", "xcomp", "advcl", "acl", "ccomp", "pcomp", "prep", "dep"))
_BEGINS_PHRASE = frozenset(("DT", "JJ", "JJS", "JJR", "PRP$", "VBG", "VBN", "PDT"))
_OBJECTS = word_set("him me us them her")
_FAR = 400


@frozen
class Clause:
    """A cue and the text about it that no mark or sentence end cuts.

    ``after`` says that the cue stands behind its quote, where "said Smith" is as likely as "Smith said".
    """

    words: list[Word]
    verb: int
    zone: list[Word]
    after: bool
    lexicon: Lexicon
    inside: frozenset[int] = field(default=frozenset())
    subject: int | None = None

    @classmethod
    def about(cls, words: list[Word], verb: int, zone: list[Word], after: bool, lexicon: Lexicon) -> Clause:
        inside = frozenset(word.nth for word in zone)
        return cls(words, verb, zone, after, lexicon, inside, subject_of(words, verb, inside))

    @property
    def leading(self) -> list[Word]:
        return [word for word in self.zone if word.nth < self.verb and not word.text.isspace()]

    @property
    def following(self) -> list[Word]:
        return [word for word in self.zone if word.nth > self.verb and not word.text.isspace()]

    @property
    def subject_is_behind(self) -> bool:
        return self.subject is None or self.subject > self.verb

    def phrase(self, head: int, verb: int | None = None) -> Source:
        return phrase_of(self.words, head, self.inside, self.verb if verb is None else verb)


def source_of(clause: Clause) -> Source | None:
    """The source of a cue."""
    if _is_asked(clause):
        return None
    for finder in _FINDERS:
        source = finder(clause)
        if source is not None:
            return source
    return None


def source_of_phrase(words: list[Word], last: int, zone: list[Word]) -> Source | None:
    """The source behind "according to": what the preposition governs."""
    inside = frozenset(word.nth for word in zone)
    below = [n for n in words[last].children if words[n].dep == "pobj" and n in inside]
    if below:
        return phrase_of(words, below[0], inside, last)
    following = [word for word in zone if word.nth > last and not word.text.isspace()]
    return run_of_nouns(words, following[0].nth, inside) if following else None


def antecedent_of(words: list[Word], source: Source, zone: list[Word]) -> Source | None:
    """The subject before a pronoun in the same sentence: "the White House condemned what it called …"."""
    for word in reversed([word for word in zone if word.nth < source.first]):
        if word.dep in SUBJECTS and word.tag.startswith("NN") and not word.dummy:
            return phrase_of(words, word.nth, frozenset(w.nth for w in zone), source.first)
    return None


def already_speaking(words: list[Word], verb: int, zone: list[Word], lexicon: Lexicon) -> Source | None:
    """Takes "Byrne also wrote the agents knew …, saying": whoever is already said to speak, not the nearest subject."""
    inside = frozenset(word.nth for word in zone)
    for word in reversed([word for word in zone if word.nth < verb]):
        if word.is_verb and word.tag != "VBG" and not word.dummy and lexicon.is_strong(word.text):
            subject = subject_of(words, word.nth, inside)
            if subject is not None and subject < word.nth:
                return phrase_of(words, subject, inside, word.nth)
    return None


# ------------------------------------------------------------------------------------------------------------- finders


def _is_asked(clause: Clause) -> bool:
    """Takes "Trump was asked": whoever asked is not named."""
    words = clause.words
    passive = any(words[n].dep == "auxpass" for n in words[clause.verb].children)
    return passive and clause.lexicon.base(words[clause.verb].text) == "ask" and _agent(clause) is None


def _agent(clause: Clause) -> Source | None:
    """Takes "was asked by a reporter"."""
    words = clause.words
    children = words[clause.verb].children
    if words[clause.verb].tag != "VBN" or not any(words[n].dep in ("auxpass", "nsubjpass") for n in children):
        return None
    by = next((n for n in children if words[n].dep == "agent"), None)
    head = next((n for n in words[by].children if words[n].dep == "pobj"), None) if by is not None else None
    return clause.phrase(head) if head is not None else None


def _behind(clause: Clause) -> Source | None:
    """Takes "… said Kamel Wazne, director of …": the noun phrase right behind the cue."""
    words, following = clause.words, clause.following
    leading = [word for word in clause.leading if not passes_over(word)]
    if not clause.subject_is_behind or not following or leading:
        return None
    first = following[0]
    if not (first.is_noun or first.tag in _BEGINS_PHRASE) or first.lower in TIME:
        return None
    if first.tag == "PRP" and first.lower in _OBJECTS:
        return None
    head = head_from(words, first.nth, clause.verb)
    last = end_of_source(words, clause.verb, head, following, clause.lexicon)
    return trimmed(words, first.nth, last, head)


def _between(clause: Clause) -> Source | None:
    """Takes "“…,” Smith, the mayor, said": everything between the quote and the cue."""
    if not clause.after:
        return None
    leading = clause.leading
    while leading and leading[0].text in EDGE:
        leading = leading[1:]
    leading = before_aside(leading)
    set_off = bool(leading) and leading[-1].text == ","
    while len(leading) > 1 and (passes_over(leading[-1]) or leading[-1].tag in ("RB", "MD")):
        leading = leading[:-1]
    if not leading or leading[0].tag in ("IN", "RB", "CC", "WRB", "TO", "VBG") or leading[-1].text in EDGE:
        return None
    if not (set_off and any(word.text == "," for word in leading)) and has_clause(leading):
        return None
    first, last, subject = leading[0].nth, leading[-1].nth, clause.subject
    is_within = subject is not None and first <= subject <= last
    head = subject if is_within and subject is not None else head_from(clause.words, first, clause.verb)
    return trimmed(clause.words, first, last, min(head, last))


def _described(clause: Clause) -> Source | None:
    """Takes "In a statement, her adviser, Jake Sullivan, said": from behind the opening phrase to the cue's comma."""
    leading = clause.leading
    if clause.after or not leading or leading[-1].text != ",":
        return None
    while leading and (leading[0].tag in ("CC", "RB") or leading[0].text in EDGE):
        leading = leading[1:]
    if any(word.lower in TIME for word in leading[:2]) or (leading and leading[0].tag in ("IN", "VBG", "VBN", "TO")):
        comma = next(nth for nth, word in enumerate(leading) if word.text == ",")
        leading = leading[comma + 1 :]
    if not any(word.text == "," for word in leading[:-1]):
        return None
    first = leading[0]
    leading = before_aside(leading)
    if not (first.is_noun or first.tag in ("DT", "JJ", "PRP$")) or has_clause(leading):
        return None
    last = leading[-1].nth
    return trimmed(clause.words, first.nth, last, min(head_from(clause.words, first.nth, clause.verb), last))


def _subject(clause: Clause) -> Source | None:
    return clause.phrase(clause.subject) if clause.subject is not None else None


def _already_speaking(clause: Clause) -> Source | None:
    words, verb = clause.words, clause.verb
    if words[verb].tag != "VBG" or words[verb - 1].text != ",":
        return None
    return already_speaking(words, verb, clause.zone, clause.lexicon)


def _higher_subject(clause: Clause) -> Source | None:
    """The subject of the clause that the cue hangs on: "spoke to reporters, saying", "criticised … and said"."""
    words = clause.words
    below = words[clause.verb]
    for word in ancestors(words, clause.verb):
        if word.nth not in clause.inside or below.dep not in _GOES_ON:
            return None
        if below.dep == "acl" and word.is_noun:
            inside = clause.inside - frozenset(range(below.nth, below.nth + _FAR))
            return _maker(clause, word.nth) or phrase_of(words, word.nth, inside, clause.verb)
        subject = subject_of(words, word.nth, clause.inside)
        if subject is not None and subject != clause.verb:
            return clause.phrase(subject, max(word.nth, subject + 1))
        below = word
    return None


def _maker(clause: Clause, noun: int) -> Source | None:
    """Takes "issued a statement saying", "held banners proclaiming": who made the thing that speaks."""
    lower = clause.words[noun].lower
    if lower not in clause.lexicon.nouns and lower.removesuffix("s") not in clause.lexicon.nouns:
        return None
    for word in ancestors(clause.words, noun):
        subject = subject_of(clause.words, word.nth, clause.inside) if word.is_verb else None
        if subject is not None and subject < noun:
            return clause.phrase(subject, word.nth)
    return None


def _any_before(clause: Clause) -> Source | None:
    """The first subject of the sentence, else the noun nearest before the cue."""
    words, verb = clause.words, clause.verb
    for word in clause.leading:
        if word.dep in SUBJECTS and word.is_noun and not word.dummy:
            return clause.phrase(word.nth, max(word.nth + 1, min(verb, words[word.nth].head)))
    for word in reversed(clause.leading):
        if word.tag in ("NNP", "NNPS", "PRP", "NN", "NNS") and not word.dummy:
            return clause.phrase(word.nth)
    return None


_FINDERS: tuple[Callable[[Clause], Source | None], ...] = (
    _agent,
    _behind,
    _between,
    _described,
    _subject,
    _already_speaking,
    _higher_subject,
    _any_before,
)
