"""Indirect quotes: what somebody says, thinks or plans in the words of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.suggest.quotes.asides import as_clause, behind_content, by_phrase, by_view, inserted
from core.suggest.quotes.attitudes import INFINITIVE, NAMED, OBJECT, SEEMING
from core.suggest.quotes.complement import complement_of, frames_of, trimmed
from core.suggest.quotes.holder import holder_of, is_passive
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import Source, phrase_of, subject_of
from core.suggest.quotes.saying import Complement, Indirect
from core.suggest.quotes.surveys import by_survey
from core.suggest.quotes.turned import backed, done_by, gap, meant_by
from core.suggest.wordsets import word_set

_ABOUT_SUBJECT = frozenset((INFINITIVE, NAMED, *word_set("as of for with about against to from")))  # "was accused of"
_MEANWHILE = word_set("while whereas though although")
_NAMES = frozenset((NAMED, "as"))  # "what she calls a trap"


def indirect_quotes(paragraph: Paragraph) -> list[Indirect]:
    """The indirect quotes of a paragraph, outermost only."""
    found = [*_all(paragraph)]
    found = sorted((_before_others(paragraph, one, found) for one in found), key=lambda one: -one.length)
    kept: list[Indirect] = []
    for one in found:
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.contents[0])


def _before_others(paragraph: Paragraph, one: Indirect, found: list[Indirect]) -> Indirect:
    """Takes "Weber said it was safe | , while Maier said it was not": somebody else says the rest."""
    words = paragraph.words
    first, last = one.contents[-1]
    for other in found:
        source = other.attribution.source
        begin = source.first - 1 if source is not None else -1
        if one.attribution.verb < first < begin - 2 < last and words[begin].lower in _MEANWHILE:
            last = begin - 1
    ends = trimmed(words, first, last)
    return replace(one, contents=(*one.contents[:-1], ends)) if ends is not None else one


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
    frames = frames_of(paragraph, word)
    complement = complement_of(paragraph, word, frames) if frames and not _is_wished(paragraph, word) else None
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
    elif source is not None and word.is_verb and (word.dep == "relcl" or complement.frame in _NAMES):
        meant = _meant(paragraph, word, source)
        contents = () if meant and complement.frame == OBJECT else meant + contents
    cue = paragraph.cue_span(word, source)
    cue = (cue[0], max(cue[1], complement.cue_end))
    if not contents:
        return None
    return Indirect(contents, Attribution(cue, word.nth, source, 1.0), complement.frame)


def _is_wished(paragraph: Paragraph, word: Word) -> bool:
    """Whether a verb says what somebody should do, not what she does: "the mayor should accept the plan"."""
    return any(paragraph.words[nth].lower == "should" and paragraph.words[nth].dep == "aux" for nth in word.children)


def _meant(paragraph: Paragraph, word: Word, source: Source) -> tuple[tuple[int, int], ...]:
    """The first part of "which he described | as a trap", "a bridge he wanted | to close"."""
    found = meant_by(paragraph, word, source)
    return ((found.first, found.last),) if found is not None else ()


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


_FINDERS: tuple[Callable[[Paragraph, Word], Indirect | None], ...] = (
    by_phrase,
    by_view,
    by_survey,
    as_clause,
    inserted,
    backed,
    _by_cue,
    done_by,
    gap,
    behind_content,
)
