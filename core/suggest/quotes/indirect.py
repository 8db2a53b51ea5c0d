"""Indirect quotes: what somebody says, thinks or plans in the words of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.frozen import frozen
from core.suggest.quotes.attitudes import CLAUSE, INFINITIVE, NAMED, SEEMING, attitudes
from core.suggest.quotes.complement import Complement, complement_of, trimmed
from core.suggest.quotes.holder import holder_of, is_passive
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import Source, phrase_of, subject_of
from core.suggest.quotes.source import source_of_phrase
from core.suggest.wordsets import word_set

ACCORDING_TO = "according to"
_ABOUT_SUBJECT = frozenset((INFINITIVE, NAMED, *word_set("as of for with about against to from")))  # "was accused of"
_OPENS_CLAUSE = word_set("if although though unless because since while despite")  # it is said, too
_OPENS_ASIDE = frozenset(("WRB", "IN", "VBN", "VBG"))
_MAIN = frozenset(("parataxis", "ROOT", "ccomp", "conj"))
_SHORTEST, _LITTLE = 4, 6  # words of a clause, and words that may follow its attribution
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SAYS = frozenset(("say", "tell", "write", "add", "report", "announce", "explain", "note", "argue", "insist"))


@frozen
class Indirect:
    """An indirect quote in numbers of words: what is said, by which cue, in which frame."""

    contents: tuple[tuple[int, int], ...]
    attribution: Attribution
    frame: str

    @property
    def length(self) -> int:
        return sum(last - first for first, last in self.contents)

    def says(self, nth: int) -> bool:
        """Whether a word is part of what is said."""
        return any(first <= nth <= last for first, last in self.contents)


def indirect_quotes(paragraph: Paragraph) -> list[Indirect]:
    """The indirect quotes of a paragraph, outermost only."""
    found = sorted(_all(paragraph), key=lambda one: -one.length)
    kept: list[Indirect] = []
    for one in found:
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.contents[0])


def _overlap(one: Indirect, other: Indirect) -> bool:
    if other.says(one.attribution.verb) or one.says(other.attribution.verb):
        return True
    return any(a <= d and c <= b for a, b in one.contents for c, d in other.contents)


def _all(paragraph: Paragraph) -> Iterator[Indirect]:
    for word in paragraph.words:
        if word.dummy or word.stretch >= 0:
            continue
        found = next((one for finder in _FINDERS if (one := finder(paragraph, word)) is not None), None)
        if found is not None:
            yield found


def _by_cue(paragraph: Paragraph, word: Word) -> Indirect | None:
    frames = attitudes().frames(word.lower, word.tag)
    complement = complement_of(paragraph, word, frames) if frames else None
    if complement is None:
        return None
    contents: tuple[tuple[int, int], ...] = ((complement.first, complement.last),)
    source = holder_of(paragraph, word, complement.first, complement.last)
    if complement.last < word.nth:
        contents = _in_front(paragraph, word, source, complement)
    elif complement.front is not None:
        contents = _in_front(paragraph, word, source, complement) + contents
    elif complement.frame == SEEMING or (complement.frame in _ABOUT_SUBJECT and is_passive(paragraph, word)):
        source = None if complement.frame == SEEMING else source
        contents = _subject(paragraph, word) + contents
    cue = paragraph.cue_span(word, source)
    cue = (cue[0], max(cue[1], complement.cue_end))
    if not contents:
        return None
    return Indirect(contents, Attribution(cue, word.nth, source, 1.0), complement.frame)


def _in_front(
    paragraph: Paragraph, word: Word, source: Source | None, complement: Complement
) -> tuple[tuple[int, int], ...]:
    """The clause before "…, he said" from its sentence's begin to the source or the cue."""
    low = paragraph.sentence_of(word.nth, word.nth)[0].nth
    edge = min(word.nth, source.first) if source is not None and source.first > low else word.nth
    first = low if complement.front is None else max(low, complement.front)
    ends = trimmed(paragraph.words, first, edge - 1)
    return (ends,) if ends is not None else ()


def _subject(paragraph: Paragraph, word: Word) -> tuple[tuple[int, int], ...]:
    """What the quote is about, as in "the bridge seems rotten"."""
    inside = frozenset(one.nth for one in paragraph.sentence_of(word.nth, word.nth))
    subject = subject_of(paragraph.words, word.nth, inside)
    if subject is None or subject > word.nth or paragraph.words[subject].lower in ("it", "there"):
        return ()
    found = phrase_of(paragraph.words, subject, inside, word.nth)
    return ((found.first, found.last),)


def _inserted(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "The bridge, she said, is rotten": the sentence about an attribution between commas."""
    words = paragraph.words
    if not word.is_verb or paragraph.lexicon.base(word.text) not in _SAYS:
        return None
    sentence = paragraph.sentence_of(word.nth, word.nth)
    if word.nth >= sentence[-1].nth or any(one.dummy for one in sentence):
        return None
    source = holder_of(paragraph, word, word.nth + 1, word.nth)
    if source is None:
        return None
    low, high = min(word.nth, source.first), max(word.nth, source.last)
    if low - 1 < sentence[0].nth or words[low - 1].text != "," or words[high + 1].text != ",":
        return None
    if sentence[0].tag in _OPENS_ASIDE and sentence[0].lower not in _OPENS_CLAUSE:
        return None  # "When she was asked, the mayor said, …"
    before, after = trimmed(words, sentence[0].nth, low - 1), trimmed(words, high + 1, sentence[-1].nth)
    contents = tuple(part for part in (before, after) if part is not None)
    return Indirect(contents, Attribution(paragraph.cue_span(word, source), word.nth, source, 0.8), CLAUSE)


def _behind_content(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "The bridge is rotten, he said" where the parse ties them together in another way."""
    if not word.is_verb or paragraph.lexicon.base(word.text) not in _SAYS or word.dep not in _MAIN:
        return None
    sentence = paragraph.sentence_of(word.nth, word.nth)
    source = holder_of(paragraph, word, word.nth + 1, word.nth)
    edge = min(word.nth, source.first) if source is not None else word.nth
    before = [one for one in sentence if one.nth < edge and not one.text.isspace()]
    behind = sentence[-1].nth - max(word.nth, source.last if source is not None else 0)
    if len(before) < _SHORTEST or behind > _LITTLE or before[-1].text != "," or any(one.dummy for one in before):
        return None
    if before[0].tag in _OPENS_ASIDE or not any(one.tag in _FINITE for one in before):
        return None
    ends = trimmed(paragraph.words, before[0].nth, before[-1].nth)
    if ends is None:
        return None
    return Indirect((ends,), Attribution(paragraph.cue_span(word, source), word.nth, source, 0.8), CLAUSE)


def _by_phrase(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "according to the mayor": all the rest of the sentence is what she says."""
    phrase = paragraph.phrase_at(word)
    if phrase is None:
        return None
    sentence = paragraph.sentence_of(*phrase)
    if any(one.dummy for one in sentence):
        return None
    source = source_of_phrase(paragraph.words, phrase[1], sentence)
    end = source.last if source is not None else phrase[1]
    before = trimmed(paragraph.words, sentence[0].nth, phrase[0] - 1)
    after = trimmed(paragraph.words, end + 1, sentence[-1].nth)
    contents = tuple(part for part in (before, after) if part is not None)
    return Indirect(contents, Attribution(phrase, word.nth, source, 1.0), ACCORDING_TO) if contents else None


_FINDERS: tuple[Callable[[Paragraph, Word], Indirect | None], ...] = (_by_phrase, _inserted, _by_cue, _behind_content)
