"""What stands before its cue by grammar: "the bridge was criticized by the mayor", "a bridge which she criticized"."""

from __future__ import annotations

from core.suggest.quotes.attitudes import OBJECT, attitudes
from core.suggest.quotes.holder import agent_of, holder_of, is_passive
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import Source, phrase_of, subject_of
from core.suggest.quotes.saying import Indirect

_NOBODY = frozenset(("it", "there"))
_PRONOUN = ("WDT", "WP", "WP$")
_GAPS = frozenset(("which", "who", "whom"))
_NO_GAP = frozenset((*_PRONOUN, "WRB", "IN", ",", ":"))
_BACKING = frozenset(("endorsement", "endorsements", "support", "backing", "blessing", "approval", "praise"))
_GIVERS = frozenset(("of", "from"))
_CIRCUMSTANCE = frozenset(("way", "ways", "time", "place", "reason", "day", "moment", "extent", "case", "degree"))


def done_by(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "The bridge was criticized by the mayor": the subject, where somebody is said to have done it."""
    if not word.is_verb or OBJECT not in attitudes().frames(word.lower, word.tag) or not is_passive(paragraph, word):
        return None
    source = agent_of(paragraph, word)
    inside = frozenset(one.nth for one in paragraph.sentence_of(word.nth, word.nth))
    subject = subject_of(paragraph.words, word.nth, inside)
    if source is None or subject is None or subject > word.nth or paragraph.words[subject].lower in _NOBODY:
        return None
    return _about(paragraph, word, phrase_of(paragraph.words, subject, inside, word.nth), source)


def gap(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "a bridge which the mayor criticized", "a bridge the mayor criticized": the pronoun, or what it means."""
    words = paragraph.words
    if not word.is_verb or word.dep != "relcl" or OBJECT not in attitudes().frames(word.lower, word.tag):
        return None
    if is_passive(paragraph, word):
        return None
    below = [words[nth] for nth in word.children]
    if any(one.dep in ("dobj", "ccomp", "xcomp", "prep") and one.tag not in _PRONOUN for one in below):
        return None
    source = holder_of(paragraph, word, word.nth + 1, word.nth)
    if source is None or not any(one.dep == "nsubj" and one.tag not in _PRONOUN for one in below):
        return None
    meant = meant_by(paragraph, word, source)
    return _about(paragraph, word, meant, source) if meant is not None else None


def backed(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "She won the endorsement of the mayor": the subject, whom somebody else backs."""
    words = paragraph.words
    if word.lower not in _BACKING or word.dep != "dobj" or not words[word.head].is_verb:
        return None
    verb = words[word.head]
    by = next((one for one in words[word.nth + 1 : word.nth + 2] if one.lower in _GIVERS and one.dep == "prep"), None)
    if by is None or any(words[nth].dep == "poss" for nth in word.children):
        return None
    inside = frozenset(one.nth for one in paragraph.sentence_of(verb.nth, verb.nth))
    subject = subject_of(words, verb.nth, inside)
    giver = next((nth for nth in by.children if words[nth].dep == "pobj" and nth in inside), None)
    if giver is None or words[giver].dummy or subject is None or subject > verb.nth:
        return None
    if words[subject].lower in _NOBODY:
        return None
    source = phrase_of(words, giver, inside, by.nth)
    content = phrase_of(words, subject, inside, verb.nth)
    return Indirect(((content.first, content.last),), Attribution((verb.nth, by.nth), word.nth, source, 0.8), OBJECT)


def meant_by(paragraph: Paragraph, verb: Word, source: Source) -> Source | None:
    """What a relative clause is about: its pronoun, or the noun that it describes where it has none."""
    words = paragraph.words
    low = paragraph.sentence_of(verb.nth, verb.nth)[0].nth
    before = words[source.first - 1] if source.first > low else None
    if before is None or verb.nth < source.first or words[source.head].tag in _PRONOUN:
        return None
    if before.lower == "what" or (before.lower in _GAPS and verb.dep == "relcl"):
        governed = before.nth > low and words[before.nth - 1].tag in ("IN", "TO") and before.lower != "what"
        return Source(before.nth, before.nth, before.nth) if not governed else None
    inside = frozenset(range(low, source.first))
    described = words[verb.head]
    if before.tag in _NO_GAP or verb.dep != "relcl" or verb.head not in inside or described.dummy:
        return None
    if not described.is_noun or described.lower in _CIRCUMSTANCE:
        return None
    found = phrase_of(words, verb.head, inside, source.first)
    return found if found.last == before.nth else None


def _about(paragraph: Paragraph, word: Word, content: Source, source: Source) -> Indirect:
    cue = paragraph.cue_span(word, source)
    return Indirect(((content.first, content.last),), Attribution(cue, word.nth, source, 0.8), OBJECT)
